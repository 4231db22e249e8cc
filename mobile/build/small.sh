# How a phone's code is optimised: for size, and as one piece. Sourced by the builds and by mobile/check/size.sh, so that what is
# measured is what is built. What a passcode costs is kept fast in Cargo.toml.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_LTO=fat
