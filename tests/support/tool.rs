//! The tools among the examples. Cargo builds them together with the tests, beside them.

use std::path::PathBuf;
use std::process::Command;

/// Where a tool is; built first where this test was built alone.
pub fn tool(name: &str) -> PathBuf {
    let mut folder = std::env::current_exe().unwrap();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    let tool = folder
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !tool.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--example", name])
            .status();
        assert!(built.unwrap().success(), "{name} is built");
    }
    tool
}
