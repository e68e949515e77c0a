//! The plan as it stands in a folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::error::{LoadError, Unread, reason};
use super::files::{Content, Entry, EntryKind, PlanFiles, STRATEGIE};
use crate::text::limits::{DEEPEST_FOLDER, LARGEST_FILE};

/// A folder that holds a plan.
#[derive(Debug)]
pub(crate) struct Folder {
    /// The folder's path.
    path: PathBuf,
    /// The folder, open.
    root: Root,
    /// What stands before a path when it is printed.
    prefix: String,
}

impl Folder {
    /// Returns the plan that a folder holds.
    pub(crate) fn open(path: &Path) -> Result<Self, LoadError> {
        let mut path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // « .. » leads elsewhere than the words before it say, where these are a link.
        if path.components().any(|part| part == Component::ParentDir) {
            path = path.canonicalize().unwrap_or(path);
        }
        let no_plan = |path: &Path| LoadError::NoPlan {
            folder: path.display().to_string(),
        };
        let refused = |cause: io::Error| match cause.kind() {
            io::ErrorKind::NotFound => no_plan(&path),
            _ => unread(&path, &cause).into(),
        };
        let root = Root::new(&path).map_err(refused)?;
        // A folder that cannot be looked into is not a folder without a plan.
        path.join(STRATEGIE).symlink_metadata().map_err(refused)?;
        Ok(Self {
            prefix: printed_prefix(&path),
            root,
            path,
        })
    }

    /// Returns the nearest plan at or above a folder: its `plan/`, or itself when it is one.
    pub(crate) fn nearest(start: &Path) -> Result<Self, LoadError> {
        let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        for folder in start.ancestors() {
            let plan = folder.join("plan");
            if plan.join(STRATEGIE).symlink_metadata().is_ok() {
                return Self::open(&plan);
            }
        }
        Err(LoadError::NowhereAbove)
    }

    /// Returns the entries of the root and of the folders below it, in no order. One that cannot be listed is an entry itself:
    /// the rest of the plan is read all the same.
    fn collect(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let mut folders = Vec::new();
        self.list("", &mut entries, &mut folders)?;
        // Each is closed before the next is opened, however deep they stand.
        while let Some(path) = folders.pop() {
            let kind = if path.matches('/').count() >= DEEPEST_FOLDER {
                EntryKind::DeepFolder
            } else if self.list(&path, &mut entries, &mut folders).is_err() {
                EntryKind::ClosedFolder
            } else {
                continue;
            };
            entries.push(Entry { path, kind });
        }
        Ok(entries)
    }

    /// Adds what a folder holds: its entries, and the folders that are to be listed.
    fn list(
        &self,
        below: &str,
        entries: &mut Vec<Entry>,
        folders: &mut Vec<String>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(self.path.join(below))? {
            let entry = entry?;
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let shown = name.to_string_lossy();
            let path = if below.is_empty() {
                shown.into_owned()
            } else {
                format!("{below}/{shown}")
            };
            let found = entry.file_type()?;
            let kind = match name.to_str() {
                None => EntryKind::Unnamable,
                Some(_) if found.is_dir() => {
                    folders.push(path);
                    continue;
                }
                Some(_) if found.is_file() => EntryKind::File,
                Some(_) => EntryKind::Special,
            };
            entries.push(Entry { path, kind });
        }
        Ok(())
    }
}

impl PlanFiles for Folder {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        let mut entries = self.collect().map_err(|cause| unread(&self.path, &cause))?;
        entries.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Content, Unread> {
        let read = match entry.kind {
            // It may be open to who asks again: what it holds was not read.
            EntryKind::ClosedFolder => fs::read_dir(self.path.join(&entry.path)).and(Err(
                io::Error::other("le dossier n'a pas pu être lu en entier"),
            )),
            _ => read_plain(&self.root, &entry.path),
        };
        read.map_err(|cause| Unread {
            path: self.printed(&entry.path),
            reason: reason(&cause),
        })
    }

    fn printed(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn folder(&self) -> PathBuf {
        self.path.clone()
    }

    fn printed_for(&self, path: &Path) -> Result<Option<String>, LoadError> {
        let real = |path: &Path| path.canonicalize().map_err(|cause| unread(path, &cause));
        // The file itself may be a link, which is not followed: only the way to it is.
        path.symlink_metadata()
            .map_err(|cause| unread(path, &cause))?;
        let path = match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => {
                real(parent)?.join(name)
            }
            _ => real(path)?,
        };
        let root = real(&self.path)?;
        Ok(path.strip_prefix(&root).ok().map(|below| {
            let parts = below.iter().map(|part| part.to_string_lossy());
            self.printed(&parts.collect::<Vec<_>>().join("/"))
        }))
    }
}

/// Reads a plain file whole. What became a link, a pipe or a device since it was listed is neither followed nor awaited.
fn read_plain(root: &Root, path: &str) -> io::Result<Content> {
    let (mut file, length) = match root.open(path)? {
        Some(opened) => opened,
        None => return Ok(Content::Special),
    };
    if length > LARGEST_FILE {
        return Ok(Content::TooLarge);
    }
    let expected = usize::try_from(length).unwrap_or(0);
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

/// The plan's folder, open: files below it are opened from there, without walking the way to it again.
#[cfg(unix)]
#[derive(Debug)]
struct Root(rustix::fd::OwnedFd);

#[cfg(unix)]
impl Root {
    /// Opens the folder.
    fn new(path: &Path) -> io::Result<Self> {
        use rustix::fs::{CWD, Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(rustix::fs::openat(CWD, path, flags, Mode::empty())?))
    }

    /// Opens a file below the folder and measures it, in bytes; nothing when it is no plain file.
    fn open(&self, path: &str) -> io::Result<Option<(File, u64)>> {
        use rustix::fs::{FileType, Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let opened = match rustix::fs::openat(&self.0, path, flags, Mode::empty()) {
            // How a link, a socket or a device without driver refuses to be opened.
            Err(rustix::io::Errno::LOOP | rustix::io::Errno::NXIO | rustix::io::Errno::NODEV) => {
                return Ok(None);
            }
            opened => opened?,
        };
        let stat = rustix::fs::fstat(&opened)?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Ok(None);
        }
        Ok(Some((
            File::from(opened),
            u64::try_from(stat.st_size).unwrap_or(0),
        )))
    }
}

/// The plan's folder.
#[cfg(not(unix))]
#[derive(Debug)]
struct Root(PathBuf);

#[cfg(not(unix))]
impl Root {
    /// Remembers the folder.
    fn new(path: &Path) -> io::Result<Self> {
        Ok(Self(path.to_owned()))
    }

    /// Opens a file below the folder and measures it, in bytes; nothing when it is no plain file.
    fn open(&self, path: &str) -> io::Result<Option<(File, u64)>> {
        let path = self.0.join(path);
        if !path.symlink_metadata()?.is_file() {
            return Ok(None);
        }
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Some((file, length)))
    }
}

/// Returns what stands before the paths of a plan when they are printed: they start at the git root, else at the folder
/// that holds the plan.
pub(crate) fn printed_prefix(root: &Path) -> String {
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
fn unread(path: &Path, cause: &io::Error) -> Unread {
    Unread {
        path: path.display().to_string(),
        reason: reason(cause),
    }
}
