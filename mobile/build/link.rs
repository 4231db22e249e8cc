//! What the linker is told where the app becomes a library of Android's. Cargo runs this as the build script of the crate, since it is
//! the one place that counts however the build is begun.

fn main() {
    println!("cargo:rerun-if-changed=mobile/build/link.rs");
    let is = |name: &str, value: &str| std::env::var(name).as_deref() == Ok(value);
    if !is("CARGO_CFG_TARGET_OS", "android") || !is("PROFILE", "release") {
        return;
    }
    for told in [
        // Nothing of the C libraries is offered to others: what nobody here calls goes. The doors for Java are in our own object.
        "--exclude-libs,ALL",
        "--gc-sections",
        // Addresses to be set at the start, packed. Every Android that the app runs on (API 30) reads them so.
        "--pack-dyn-relocs=relr",
    ] {
        println!("cargo:rustc-link-arg-bins=-Wl,{told}");
    }
}
