#!/usr/bin/env bash
# Builds the app's native code for an Android phone with arm64 as a release does, on a machine with no NDK: real machine code of all
# Rust and all C, linked to one library. Then it asks three things of it:
#   1. Is it small enough? A figure to hold, not the bound: docs/phones.md says how far that is.
#   2. Does it offer what Android looks for, and nothing of the C libraries?
#   3. Does its encrypted database work? A small program uses it, as arm64 code, under emulation.
#   mobile/check/native.sh      (twenty minutes on two cores, cold)
#
# What it is not: C is compiled against glibc's headers, and the symbols of Android's own libraries stay open. So it is no library
# that a phone could load, and nothing of it was run on Android.
#
# Needs what type-check.sh needs, and Debian's gcc-aarch64-linux-gnu and qemu-user.
# Ends with 0, 1, or 77 and "SKIP: reason" where this machine cannot do it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
lld=$(rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
# shellcheck source=kit.sh
. mobile/check/kit.sh
need aarch64-linux-gnu-gcc qemu-aarch64
[ -x "$lld" ] || skip "rust-lld is not here"
# shellcheck source=../build/small.sh
. mobile/build/small.sh
hold=$((16 * 1024 * 1024)) bound=$((12 * 1024 * 1024))

cat >"$kit/bin/arm-cc" <<'END'
#!/usr/bin/env bash
# Stands in for the NDK's clang.
for a in "$@"; do case "$a" in --target=*) ;; *) args+=("$a") ;; esac; done
exec aarch64-linux-gnu-gcc "${args[@]}"
END
mkdir -p "$kit/lld"
ln -sf "$lld" "$kit/lld/ld.lld"
cat >"$kit/bin/arm-link" <<END
#!/usr/bin/env bash
# Makes a library of it, as dx does, without Android's own libraries.
for a in "\$@"; do case "\$a" in -lc | -lm | -ldl | -llog | -lunwind | -landroid | -lgcc | -pie | -static-pie | -no-pie) ;; *) args+=("\$a") ;; esac; done
exec aarch64-linux-gnu-gcc -shared -nostdlib -fuse-ld=lld -B"$kit/lld" "\${args[@]}"
END
chmod +x "$kit/bin/arm-cc" "$kit/bin/arm-link"

target=aarch64-linux-android
out=$kit/native/$target/release
CARGO_TARGET_DIR=$kit/native CC_aarch64_linux_android=$kit/bin/arm-cc AR_aarch64_linux_android=aarch64-linux-gnu-ar \
  RANLIB_aarch64_linux_android=aarch64-linux-gnu-ranlib CARGO_TARGET_AARCH64_LINUX_ANDROID_LINKER=$kit/bin/arm-link \
  CARGO_TARGET_AARCH64_LINUX_ANDROID_RUSTFLAGS="-C linker-flavor=gcc" \
  cargo build --locked --release --bin pathway-companion -Zbuild-std=std,panic_unwind --target $target \
  --no-default-features --features mobile,vendored-crypto

passed=0 failed=0
tell() { if [ "$1" = 0 ]; then passed=$((passed + 1)); echo "ok    $2"; else failed=$((failed + 1)); echo "FAIL  $2"; fi; }
size=$(stat -c %s "$out/pathway-companion")
tell "$((size > hold))" "$((size / 1024)) KiB, to hold $((hold / 1024)) KiB; the bound is $((bound / 1024)) KiB"

offered=$(aarch64-linux-gnu-nm -D --defined-only "$out/pathway-companion" | awk '{ print $3 }')
missing=0
for door in main start_app Java_dev_dioxus_main_WryActivity_create Java_dev_dioxus_main_RustWebViewClient_handleRequest \
  Java_dev_dioxus_main_Ipc_ipc Java_io_crates_keyring_Keyring_00024Companion_initializeNdkContext; do
  grep -qx "$door" <<<"$offered" || { missing=1; echo "      $door is not offered"; }
done
tell "$missing" "it offers what Android looks for"
of_c=$(grep -cE '^(sqlite3|EVP|OPENSSL|CRYPTO|ring_core)_' <<<"$offered" || true)
tell "$((of_c > 0))" "it offers nothing of its C libraries"

# The newest of each, should the folder hold older ones.
newest() { ls -t "$out"/deps/"$1"-*.rlib | head -n 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
aarch64-linux-gnu-gcc -static -w -o "$work/database" mobile/check/database.c "$(newest liblibsqlite3_sys)" "$(newest libopenssl_sys)" \
  -lpthread -ldl -lm 2>/dev/null
tell "$(qemu-aarch64 "$work/database" "$work/try.db" >"$work/said" 2>/dev/null && echo 0 || echo 1)" "its encrypted database keeps, opens and refuses: $(tail -n 1 "$work/said")"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
