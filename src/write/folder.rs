//! The folder of a file that is written: created, kept from other writers for a moment, and asked to remember a name.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::signals::Held;

/// Returns the folder of a file.
pub(super) fn above(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Folders that were just created, removed unless they are kept or hold something.
#[derive(Debug, Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Creates the folders above a file, where they are not there.
    pub(super) fn above(path: &Path) -> io::Result<Self> {
        let folder = above(path);
        let missing = folder.ancestors().take_while(|folder| !folder.is_dir());
        let missing: Vec<&Path> = missing
            .filter(|path| !path.as_os_str().is_empty())
            .collect();
        let mut made = Self::default();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => made.0.push(folder.to_owned()),
                // Another writer had the same need.
                Err(_) if folder.is_dir() => {}
                // Whatever stands in the way of the folder is not the file.
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                    return Err(ErrorKind::NotADirectory.into());
                }
                Err(cause) => return Err(cause),
            }
            Folder::of(folder)?.sync()?;
        }
        Ok(made)
    }

    /// Keeps them.
    pub(super) fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that holds something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A folder, open; nothing where it may be written in but not listed, or where the system opens none.
#[derive(Debug)]
pub(super) struct Folder(Option<File>);

impl Folder {
    /// Opens the folder of a file.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        match File::open(above(path)) {
            Ok(folder) => Ok(Self(Some(folder))),
            Err(cause) if cause.kind() == ErrorKind::PermissionDenied => Ok(Self(None)),
            Err(cause) => Err(cause),
        }
    }

    /// Opens nothing.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> io::Result<Self> {
        Ok(Self(None))
    }

    /// Makes sure that the names in it outlive a power cut, where the file system can.
    pub(super) fn sync(&self) -> io::Result<()> {
        let Some(folder) = &self.0 else {
            return Ok(());
        };
        match folder.sync_all() {
            Err(cause)
                if matches!(
                    cause.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    /// Keeps the folder from other writers of ours, as long as what is returned is there. Where the file system cannot, the
    /// comparison that follows is all there is.
    #[cfg(unix)]
    pub(super) fn keep(&self, held: &Held) -> io::Result<Kept> {
        use rustix::fs::{FlockOperation, flock};
        use rustix::io::Errno;
        use std::time::{Duration, Instant};

        use crate::text::limits::PATIENCE_WITH_WRITER;

        let Some(folder) = &self.0 else {
            return Ok(Kept(None));
        };
        let folder = folder.try_clone()?;
        let start = Instant::now();
        loop {
            match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Kept(Some(folder))),
                Err(Errno::WOULDBLOCK) if start.elapsed() > PATIENCE_WITH_WRITER => {
                    return Err(ErrorKind::ResourceBusy.into());
                }
                Err(Errno::WOULDBLOCK) if held.signal().is_some() => {
                    return Err(ErrorKind::Interrupted.into());
                }
                Err(Errno::WOULDBLOCK) => std::thread::sleep(Duration::from_millis(1)),
                Err(Errno::INTR) => {}
                Err(_) => return Ok(Kept(None)),
            }
        }
    }

    /// Keeps nothing: the system has no such lock.
    #[cfg(not(unix))]
    pub(super) fn keep(&self, _: &Held) -> io::Result<Kept> {
        Ok(Kept(None))
    }
}

/// A folder kept from other writers; nothing where that cannot be.
#[derive(Debug)]
pub(super) struct Kept(Option<File>);

#[cfg(unix)]
impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // The end of the process frees it too.
            let _ = rustix::fs::flock(folder, rustix::fs::FlockOperation::Unlock);
        }
    }
}
