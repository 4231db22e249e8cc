#!/usr/bin/env bash
# Type-checks the app for Android and iOS on a machine with no NDK, no Xcode and no such targets of rustup.
#   mobile/check/type-check.sh [cargo check arguments…]      (default: the library and the binary, feature `mobile`)
#
# It proves that every line under cfg(android) and cfg(ios), ours and that of every Rust dependency, type-checks and
# borrow-checks against the real standard library of those targets.
# It does not prove: any C (SQLCipher, OpenSSL and ring get EMPTY objects), machine code, linking, Kotlin, Swift,
# packaging, or that anything runs on a phone.
#
# Needs Linux on x86-64 with apt-get, dpkg, gcc, cargo and the headers of libssl-dev.
# Ends with 0, 1, or 77 and "SKIP: reason" where this machine cannot do it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
read -ra targets <<<"${PATHWAY_PHONE_TARGETS:-aarch64-linux-android aarch64-apple-ios}"
# shellcheck source=kit.sh
. mobile/check/kit.sh
need gcc
[ -f /usr/include/openssl/opensslv.h ] || skip "the headers of libssl-dev are not here"

# Stand-ins for the compilers and tools of the targets.
mkdir -p "$kit/sdk/iPhoneOS.sdk" "$kit/sdk/iPhoneSimulator.sdk"
cat >"$kit/bin/empty-cc" <<'END'
#!/bin/sh
# Type check only. -E goes to the machine's gcc without what it does not know; every compile gives an EMPTY object;
# -? fails, or the build script takes this for another compiler.
out= before= preprocess=
for a in "$@"; do
  [ "$before" = -o ] && out=$a
  case "$a" in "-?") exit 1 ;; -E) preprocess=1 ;; -o?*) out=${a#-o} ;; --version) exec gcc --version ;; esac
  before=$a
done
if [ -n "$preprocess" ]; then
  n=$#
  while [ "$n" -gt 0 ]; do
    a=$1; shift; n=$((n - 1))
    case "$a" in --target=* | -miphoneos* | -mios* | -arch | arm64 | -fobjc* | -isysroot | *.sdk) ;; *) set -- "$@" "$a" ;; esac
  done
  exec gcc "$@"
fi
[ -n "$out" ] && { mkdir -p "$(dirname "$out")"; : >"$out"; }
exit 0
END
cat >"$kit/bin/empty-ar" <<'END'
#!/bin/sh
for a in "$@"; do case "$a" in *.a) mkdir -p "$(dirname "$a")"; printf '!<arch>\n' >"$a"; exit 0 ;; esac; done
END
cat >"$kit/bin/xcrun" <<END
#!/bin/sh
case "\$*" in
  *show-sdk-path*simulator* | *simulator*show-sdk-path*) echo "$kit/sdk/iPhoneSimulator.sdk" ;;
  *show-sdk-path*) echo "$kit/sdk/iPhoneOS.sdk" ;;
  *show-sdk-version*) echo 18.0 ;;
  *) exit 1 ;;
esac
END
chmod +x "$kit"/bin/*
for target in "${targets[@]}"; do
  name=${target//-/_}
  export "CC_$name=$kit/bin/empty-cc" "CXX_$name=$kit/bin/empty-cc" "AR_$name=$kit/bin/empty-ar" "RANLIB_$name=/bin/true"
done
# OpenSSL's own build would take minutes for an empty object: only the version in its headers is read.
export OPENSSL_NO_VENDOR=1 OPENSSL_INCLUDE_DIR=/usr/include OPENSSL_LIB_DIR=/usr/lib/x86_64-linux-gnu
export PATH="$kit/bin:$PATH"
export CARGO_TARGET_DIR=$kit/target

[ $# -gt 0 ] || set -- --lib --bins
passed=0 failed=0
for target in "${targets[@]}"; do
  echo "== $target"
  start=$SECONDS
  if cargo check --locked -Zbuild-std=std,panic_abort --target "$target" --no-default-features --features mobile "$@"; then
    passed=$((passed + 1)); echo "ok    $target, $((SECONDS - start)) s"
  else
    failed=$((failed + 1)); echo "FAIL  $target, $((SECONDS - start)) s"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
