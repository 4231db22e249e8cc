//! Where the cases lie that this project did not write, and the documents that it came from.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::path::PathBuf;

/// A folder of cases; none where they are absent, which is said, and in CI is a failure.
pub fn folder(name: &str) -> Option<PathBuf> {
    there(shared("PATHWAY_CASES", "cases").join(name))
}

/// The source documents; none where they are absent, which is said, and in CI is a failure.
pub fn sources() -> Option<PathBuf> {
    there(shared("PATHWAY_SEEDS", "seeds"))
}

/// The folder that the variable names, or else the one beside the project.
fn shared(variable: &str, name: &str) -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::env::var_os(variable).map_or_else(|| beside().join(name), PathBuf::from)
}

fn there(folder: PathBuf) -> Option<PathBuf> {
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{} is absent",
        folder.display()
    );
    println!("skipped: {} is absent", folder.display());
    None
}
