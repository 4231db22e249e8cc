//! On Linux a desk shows a line through `notify-send`, where that is installed. Nothing of it stays in the desk's history.

use crate::platform::notices::{Leave, NoticeProblem};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(in crate::platform) fn leave() -> Leave {
    match tool() {
        Some(_) => Leave::Given,
        None => Leave::Unsupported,
    }
}

/// A desk has nobody to ask: who sits at it has said so in the app.
pub(in crate::platform) fn ask() -> Leave {
    leave()
}

pub(in crate::platform) fn show(number: u8, line: &str) -> Result<(), NoticeProblem> {
    show_with(&tool().ok_or(NoticeProblem::NoLeave)?, number, line)
}

/// A line that is not in the history goes by itself.
pub(in crate::platform) fn clear() {}

fn tool() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join("notify-send"))
        .find(|file| file.is_file())
}

fn show_with(tool: &Path, number: u8, line: &str) -> Result<(), NoticeProblem> {
    let shown = Command::new(tool)
        .args([
            "--app-name=Companion",
            "--urgency=low",
            "--hint=byte:transient:1",
        ])
        .arg(format!(
            "--hint=string:x-canonical-private-synchronous:companion-{number}"
        ))
        .args(["--", line])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match shown {
        Ok(status) if status.success() => Ok(()),
        _ => Err(NoticeProblem::NotTaken),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_line_arrives_whole_and_silently() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (tool, said) = (
            folder.path().join("notify-send"),
            folder.path().join("said"),
        );
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", said.display());
        std::fs::write(&tool, script).unwrap();
        std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
        show_with(&tool, 1, "--help You have a new message.").unwrap();
        let said = std::fs::read_to_string(said).unwrap();
        assert!(
            said.ends_with("--\n--help You have a new message.\n"),
            "{said}"
        );
        assert!(
            said.contains("urgency=low") && said.contains("transient:1"),
            "{said}"
        );
    }

    #[test]
    fn a_desk_that_does_not_take_it_says_so() {
        assert_eq!(
            show_with(Path::new("/bin/false"), 1, "x"),
            Err(NoticeProblem::NotTaken)
        );
    }
}
