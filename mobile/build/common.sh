# What both builds share. Sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
DX_VERSION=0.7.10
# shellcheck source=small.sh
. mobile/build/small.sh

stop() { echo "STOP: $*" >&2; exit 1; }
need() { for tool in "$@"; do command -v "$tool" >/dev/null || stop "$tool is not here"; done; }
# Secrets come from the environment alone, and are never printed.
secret() { for name in "$@"; do [ -n "${!name:-}" ] || stop "$name is not set"; done; }

# The version for people, of Cargo.toml; and the one that only grows, given by whoever releases.
version=$(sed -n 's/^version = "\([0-9.]*\)"$/\1/p' Cargo.toml | head -n 1)
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || stop "no version in Cargo.toml"
version_code() {
  [[ ${VERSION_CODE:-} =~ ^[1-9][0-9]{0,8}$ ]] || stop "VERSION_CODE is not a whole number from 1"
}

# What goes to people is built from what is committed, for a trust of their own.
ready() {
  need git cargo dx
  [ "$(dx --version | grep -o '[0-9][0-9.]*' | head -n 1)" = "$DX_VERSION" ] || stop "dx $DX_VERSION is wanted"
  [ -z "$(git status --porcelain)" ] || stop "there are changes that are not committed"
  [ "${ALLOW_EXAMPLE:-}" = yes ] || ! grep -rqs 'trust\.example\|uk\.example\.companion' Dioxus.toml mobile/android mobile/ios ||
    stop "the files still name the example trust (see mobile/RELEASE.md); ALLOW_EXAMPLE=yes for a trial"
}
