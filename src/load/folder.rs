//! The plan as it stands in a folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::LoadError;
use super::files::{Content, Entry, EntryKind, LARGEST_FILE, PlanFiles};

/// A folder that holds a plan.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The folder.
    root: PathBuf,
    /// What stands before a path when it is printed.
    prefix: String,
}

impl Folder {
    /// Returns the plan that a folder holds.
    pub(crate) fn open(root: &Path) -> Result<Self, LoadError> {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        if root.join("strategie.toml").symlink_metadata().is_err() {
            // A folder that cannot be looked into is not a folder without a plan.
            return Err(
                match fs::read_dir(&root).map(|_| root.join("strategie.toml").symlink_metadata()) {
                    Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                        unreadable(&root, cause)
                    }
                    Ok(Err(cause)) if cause.kind() != io::ErrorKind::NotFound => {
                        unreadable(&root, cause)
                    }
                    _ => LoadError::NoPlan {
                        folder: root.display().to_string(),
                    },
                },
            );
        }
        Ok(Self {
            prefix: printed_prefix(&root),
            root,
        })
    }

    /// Returns the nearest plan at or above a folder: its `plan/`, or itself when it is one.
    pub(crate) fn nearest(start: &Path) -> Result<Self, LoadError> {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        for folder in start.ancestors() {
            let plan = folder.join("plan");
            if plan.join("strategie.toml").symlink_metadata().is_ok() {
                return Self::open(&plan);
            }
        }
        Err(LoadError::NowhereAbove)
    }

    /// Adds the entries of a folder below the root, and of the folders in it.
    fn collect(&self, below: &str, entries: &mut Vec<Entry>) -> Result<(), LoadError> {
        let folder = self.root.join(below);
        let listed = fs::read_dir(&folder).map_err(|cause| unreadable(&folder, cause))?;
        for entry in listed {
            let entry = entry.map_err(|cause| unreadable(&folder, cause))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let path = if below.is_empty() {
                name.into_owned()
            } else {
                format!("{below}/{name}")
            };
            let kind = entry
                .file_type()
                .map_err(|cause| unreadable(&entry.path(), cause))?;
            if kind.is_dir() {
                self.collect(&path, entries)?;
            } else {
                let kind = if kind.is_file() {
                    EntryKind::File
                } else {
                    EntryKind::Special
                };
                entries.push(Entry { path, kind });
            }
        }
        Ok(())
    }
}

impl PlanFiles for Folder {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        let mut entries = Vec::new();
        self.collect("", &mut entries)?;
        entries.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Content, LoadError> {
        let path = self.root.join(&entry.path);
        read_plain(&path).map_err(|cause| unreadable(&path, cause))
    }

    fn printed(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Reads a plain file whole. What became a link, a pipe or a device since it was listed is neither followed nor awaited.
fn read_plain(path: &Path) -> io::Result<Content> {
    let mut file = match open_plain(path) {
        Err(cause)
            if path
                .symlink_metadata()
                .is_ok_and(|metadata| !metadata.is_file()) =>
        {
            drop(cause);
            return Ok(Content::Special);
        }
        opened => opened?,
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(Content::Special);
    }
    if metadata.len() > LARGEST_FILE {
        return Ok(Content::TooLarge);
    }
    let expected = usize::try_from(metadata.len()).unwrap_or(0);
    // Room for one byte more tells a file that grew since it was measured.
    let mut bytes = vec![0; expected + 1];
    let mut filled = 0;
    // One read does it when the file has the length that was measured; else the file is read to its end.
    while filled != expected {
        if filled as u64 > LARGEST_FILE {
            return Ok(Content::TooLarge);
        }
        if filled == bytes.len() {
            bytes.resize(filled * 2, 0);
        }
        match file.read(&mut bytes[filled..]) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
            Ok(0) => break,
            Ok(read) => filled += read,
        }
    }
    bytes.truncate(filled);
    Ok(Content::Bytes(bytes))
}

/// Opens a file for reading, without following a link or waiting for a pipe.
#[cfg(unix)]
fn open_plain(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)
}

/// Opens a file for reading.
#[cfg(not(unix))]
fn open_plain(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Returns what stands before the paths of a plan when they are printed: they start at the git root, else at the folder
/// that holds the plan.
fn printed_prefix(root: &Path) -> String {
    let holder = root.parent().unwrap_or(root);
    let base = root
        .ancestors()
        .find(|folder| folder.join(".git").symlink_metadata().is_ok())
        .unwrap_or(holder);
    let relative = root.strip_prefix(base).unwrap_or(root);
    let parts: Vec<_> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.iter().map(|part| format!("{part}/")).collect()
}

/// Returns the error of a path that cannot be read.
fn unreadable(path: &Path, cause: io::Error) -> LoadError {
    LoadError::Unreadable {
        path: path.display().to_string(),
        cause,
    }
}
