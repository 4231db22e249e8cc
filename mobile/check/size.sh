#!/usr/bin/env bash
# How large the native code is, by the nearest thing that can be linked without a phone's SDK: the window build, in release and
# stripped, without the sandbox. It holds WebKitGTK's bindings in place of a phone's, and x86-64 in place of arm64: an estimate.
# Fails today: docs/phones.md says by how much, and where it lies.
#   mobile/check/size.sh      (ten minutes on two cores, cold)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bound=$((12 * 1024 * 1024))
# shellcheck source=../build/small.sh
. mobile/build/small.sh
cargo build --locked --release --bin pathway-companion --no-default-features --features desktop,vendored-crypto
size=$(stat -c %s "${CARGO_TARGET_DIR:-target}/release/pathway-companion")
echo "$((size / 1024)) KiB of $((bound / 1024)) KiB"
if [ "$size" -le "$bound" ]; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; exit 1; fi
