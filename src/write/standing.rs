//! What stands in the place of a file that is about to be written.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// What stands in a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A plain file, which may be written.
    File {
        /// What it says, up to one byte more than was asked for.
        content: Vec<u8>,
        /// Who may do what with it.
        rights: Rights,
    },
    /// A link, a folder, a pipe, a device: neither followed nor opened.
    Other,
}

impl Standing {
    /// Looks at a place; of a file, reads so many bytes, and one more, which tells a longer one. A file that may not be
    /// written is an error.
    pub(super) fn at(path: &Path, most: usize) -> io::Result<Self> {
        let kind = match path.symlink_metadata() {
            Ok(found) => found.file_type(),
            Err(cause) if is_absence(&cause) => return Ok(Self::Nothing),
            Err(cause) => return Err(cause),
        };
        if !kind.is_file() {
            return Ok(Self::Other);
        }
        let Some((file, found)) = open(path)? else {
            return Ok(Self::Other);
        };
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let mut content = Vec::new();
        file.take(most.saturating_add(1))
            .read_to_end(&mut content)?;
        Ok(Self::File {
            content,
            rights: Rights::of(&found),
        })
    }

    /// Returns whether it is a file that says just this.
    pub(super) fn says(&self, text: &[u8]) -> bool {
        matches!(self, Self::File { content, .. } if content == text)
    }

    /// Returns the rights of the file.
    pub(super) fn rights(&self) -> Option<&Rights> {
        match self {
            Self::File { rights, .. } => Some(rights),
            Self::Nothing | Self::Other => None,
        }
    }
}

/// Returns whether an error says that nothing has a name.
fn is_absence(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Opens a plain file as those do who may read and write it; nothing when it became something else since it was looked at.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let mut options = File::options();
    options.read(true).write(true);
    let file = match options.custom_flags(flags.cast_signed()).open(path) {
        Err(cause) if cause.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            return Ok(None);
        }
        opened => opened?,
    };
    let found = file.metadata()?;
    Ok(found.is_file().then_some((file, found)))
}

/// Opens a plain file as those do who may read and write it.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    let file = File::options().read(true).write(true).open(path)?;
    let found = file.metadata()?;
    Ok(found.is_file().then_some((file, found)))
}

/// Who may do what with a file.
#[cfg(unix)]
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rights {
    /// Its mode.
    mode: u32,
    /// Its owner.
    owner: u32,
    /// Its group.
    group: u32,
}

#[cfg(unix)]
impl Rights {
    /// Returns the rights of a file.
    fn of(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            mode: found.mode() & 0o777,
            owner: found.uid(),
            group: found.gid(),
        }
    }

    /// Gives them to a file of ours: the mode always, the owner and the group where the system lets us.
    pub(super) fn give(&self, file: &File) -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt, fchown};
        let own = Self::of(&file.metadata()?);
        if (own.owner, own.group) != (self.owner, self.group)
            && fchown(file, Some(self.owner), Some(self.group)).is_err()
        {
            // Who is not the administrator may still give a file to a group of theirs.
            let _ = fchown(file, None, Some(self.group));
        }
        file.set_permissions(fs::Permissions::from_mode(self.mode))
    }
}

/// Who may do what with a file.
#[cfg(not(unix))]
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rights(fs::Permissions);

#[cfg(not(unix))]
impl Rights {
    /// Returns the rights of a file.
    fn of(found: &Metadata) -> Self {
        Self(found.permissions())
    }

    /// Gives them to a file of ours.
    pub(super) fn give(&self, file: &File) -> io::Result<()> {
        file.set_permissions(self.0.clone())
    }
}
