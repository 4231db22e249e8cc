//! The data folder, and the promise that one process at a time writes in it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderProblem {
    /// Another start of the app has it.
    #[error("the app is already running with this data folder")]
    InUse,
    /// It cannot be made or written.
    #[error("the data folder cannot be written")]
    NotWritable(#[source] std::io::Error),
}

/// The data folder, held by this process for as long as this value lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Makes the folder if there is none, readable by this user alone, and takes its lock. The lock
    /// is the operating system's: it goes with the process, however that ends.
    pub fn hold(path: &Path) -> Result<Self, FolderProblem> {
        make_private(path).map_err(FolderProblem::NotWritable)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))
            .map_err(FolderProblem::NotWritable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(FolderProblem::InUse),
            Err(TryLockError::Error(e)) => Err(FolderProblem::NotWritable(e)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a small file so that after a crash either the old or the new one is there, whole.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        replace_file(&self.path.join(name), bytes)
    }
}

/// Replaces a file in one step: write beside it, flush to the disk, rename, flush the folder.
pub(crate) fn replace_file(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = target.with_extension("new");
    let mut file = private_options()
        .create(true)
        .truncate(true)
        .write(true)
        .open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, target)?;
    if let Some(folder) = target.parent() {
        // Without this the rename itself may be lost with the power.
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        #[cfg(not(unix))]
        let _ = folder;
    }
    Ok(())
}

fn private_options() -> OpenOptions {
    #[allow(unused_mut, reason = "only Unix has file modes")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

fn make_private(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Where the person finds what they asked for: their downloads, if there is such a place.
pub fn downloads() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_DOWNLOAD_DIR").map(PathBuf::from);
    let usual = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join("Downloads"));
    named.or_else(usual).filter(|path| path.is_dir())
}

/// Writes a file that only this user may read, under a name that nothing there has yet.
pub(crate) fn save_beside_others(
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, "txt"));
    for n in 1..1_000 {
        let path = match n {
            1 => folder.join(name),
            n => folder.join(format!("{stem}-{n}.{end}")),
        };
        match private_options().create_new(true).write(true).open(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

/// Where the app keeps its data when nobody says otherwise: the user's own data folder.
pub fn default_folder() -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    let base = if cfg!(target_os = "macos") || cfg!(target_os = "ios") {
        home().map(|h| h.join("Library/Application Support"))
    } else if cfg!(windows) {
        std::env::var_os("APPDATA").map(PathBuf::from)
    } else {
        std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|h| h.join(".local/share")))
    };
    base.unwrap_or_else(|| PathBuf::from("."))
        .join("pathway-companion")
}
