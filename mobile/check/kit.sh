# What both checks without an SDK need: a compiler that may build the standard library for other targets, with that library's
# source. Signed packages, unpacked into the kit, never installed. Sourced.
kit=${PATHWAY_PHONE_KIT:-$HOME/.cache/pathway-phone-kit}
toolchain=1.96
packages=(rustc-web rust-web-src libstd-rust-web-dev "libstd-rust-web-$toolchain" libllvm22)

skip() { echo "SKIP: $1"; exit 77; }
need() { for tool in "$@"; do command -v "$tool" >/dev/null || skip "$tool is not here"; done; }
[ "$(uname -sm)" = "Linux x86_64" ] || skip "the phone check runs on Linux x86-64 only"
need cargo

compiler=$kit/toolchain/usr/bin/rustc
if [ ! -x "$compiler" ]; then
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || skip "apt-get and dpkg are needed to get the compiler"
  rm -rf "$kit/toolchain" "$kit/packages"
  mkdir -p "$kit/toolchain.part" "$kit/packages"
  (cd "$kit/packages" && apt-get download -qq "${packages[@]}") || skip "the packages ${packages[*]} could not be fetched"
  for package in "$kit"/packages/*.deb; do dpkg -x "$package" "$kit/toolchain.part"; done
  rm -rf "$kit/packages" "$kit"/toolchain.part/usr/src/rustc-*/{src,compiler}
  mv "$kit/toolchain.part" "$kit/toolchain"
fi
mkdir -p "$kit/bin"
cat >"$kit/bin/rustc" <<END
#!/bin/sh
LD_LIBRARY_PATH="$kit/toolchain/usr/lib/x86_64-linux-gnu\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "$compiler" "\$@"
END
chmod +x "$kit/bin/rustc"
export RUSTC=$kit/bin/rustc RUSTC_BOOTSTRAP=1
