# How a phone's code is made small. Sourced by the builds and by mobile/check/native.sh, so that what is measured is what is built. What a
# passcode costs is kept fast in Cargo.toml; what the linker is told stands in link.rs.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Rust: for size, and as one piece.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_LTO=fat

# C: no tables for unwinding, since no panic goes through it (rusqlite stops it), and a section for each function, so that what nobody
# calls can be left out. OpenSSL only as far as SQLCipher uses it.
for target in aarch64_linux_android armv7_linux_androideabi; do
  export "CFLAGS_$target=-ffunction-sections -fdata-sections -fno-unwind-tables -fno-asynchronous-unwind-tables"
done
export OPENSSL_SRC_PERL=$here/openssl-perl
