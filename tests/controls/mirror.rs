//! A copy of the project that is brought up to date.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// What is not copied.
const LEFT: [&str; 3] = ["target", ".git", "node_modules"];

/// Makes `to` what `from` is; what is the same already keeps its time, so that nothing is built in vain.
pub fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if LEFT.iter().any(|left| name == *left) {
            continue;
        }
        let (here, there) = (entry.path(), to.join(&name));
        if entry.file_type()?.is_dir() {
            mirror(&here, &there)?;
        } else if fs::read(&there).ok().as_deref() != Some(fs::read(&here)?.as_slice()) {
            fs::copy(&here, &there)?;
        }
        names.insert(name);
    }
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        let kept = names.contains(&entry.file_name());
        if !kept && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if !kept {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
