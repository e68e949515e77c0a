//! One file: written beside its place, then put there at once. Whatever stops it, the file is the old one or the new one.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::folder::{Folder, Made};
use super::signals::Held;
use super::standing::{Rights, Standing};
use crate::load::error::reason;

/// The mode of a file that those who may read it may run.
pub(super) const PROGRAM: u32 = 0o777;

/// The mode of a file to read.
pub(super) const TEXT: u32 = 0o666;

/// The steps of a write, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The folders above a new file are created.
    Folder,
    /// What stands in the place is looked at.
    Look,
    /// A file is created beside the place.
    Create,
    /// It is written.
    Write,
    /// It gets the mode and the owner of the old one.
    Rights,
    /// The disk confirms that it has it.
    Sync,
    /// The folder is kept from other writers, and its place is compared with what stood there.
    Compare,
    /// It takes the place.
    Rename,
    /// The disk confirms that it has the name.
    SyncFolder,
}

/// What is asked before each step: nothing, but in a test, where one of them fails.
pub(super) type Gate<'a> = &'a dyn Fn(Step) -> io::Result<()>;

/// Lets every step be taken.
pub(super) fn free(_: Step) -> io::Result<()> {
    Ok(())
}

/// What must stand in the place of a file that is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Before<'a> {
    /// Nothing: the file is new, and gets this mode, less what the system's mask withholds.
    Nothing(u32),
    /// The file as it was read.
    Read(&'a [u8]),
    /// Whatever it is: a report takes the place of an older one.
    Anything,
}

/// A file to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'a> {
    /// Its place.
    pub(super) path: &'a Path,
    /// What must stand there.
    pub(super) before: Before<'a>,
    /// What it says then.
    pub(super) after: &'a [u8],
}

/// Why a file was not written.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The file is not what it was when it was read: it is left as it is.
    Changed,
    /// Something, even a broken link, has the name of a new file.
    Exists,
    /// The file is what it was.
    Failed(io::Error),
    /// The file is the new one, but the disk did not confirm it.
    Unconfirmed(io::Error),
}

impl From<io::Error> for Fault {
    fn from(cause: io::Error) -> Self {
        Self::Failed(cause)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => formatter.write_str("le fichier a été modifié entre-temps"),
            Self::Exists => formatter.write_str("il y a déjà quelque chose de ce nom"),
            Self::Failed(cause) => formatter.write_str(&reason(cause)),
            Self::Unconfirmed(cause) => write!(
                formatter,
                "le fichier est en place, mais le disque ne l'a pas confirmé : {}",
                reason(cause)
            ),
        }
    }
}

/// Puts a file in the place of whatever has its name, but a folder, and creates the folders above it. The new one has the
/// mode of the old one; one that says the same already is left alone, and so is one that may not be written.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Fault> {
    let _held = Held::start()?;
    let made = Made::above(path)?;
    let target = Target {
        path,
        before: Before::Anything,
        after: content,
    };
    put(&target, &free)?;
    made.keep();
    Ok(())
}

/// Carries out a write, step by step, in a folder that is there. Returns whether there was anything to do.
pub(super) fn put(target: &Target<'_>, gate: Gate<'_>) -> Result<bool, Fault> {
    if matches!(target.before, Before::Read(before) if before == target.after) {
        return Ok(false);
    }
    let held = Held::start()?;
    gate(Step::Look)?;
    let standing = target.standing()?;
    target.check(&standing)?;
    if standing.says(target.after) {
        return Ok(false);
    }
    let folder = Folder::of(target.path)?;
    let file = target.write_beside(standing.rights(), gate)?;
    gate(Step::Compare)?;
    let kept = folder.keep(&held)?;
    if !matches!(target.before, Before::Anything) && target.standing()? != standing {
        return Err(target.refusal());
    }
    gate(Step::Rename)?;
    target.rename(file)?;
    drop(kept);
    gate(Step::SyncFolder)
        .and_then(|()| folder.sync())
        .map_err(Fault::Unconfirmed)?;
    Ok(true)
}

impl Target<'_> {
    /// Returns what stands in the place, as far as it matters.
    fn standing(&self) -> io::Result<Standing> {
        let most = match self.before {
            Before::Nothing(_) => 0,
            Before::Read(before) => before.len(),
            Before::Anything => self.after.len(),
        };
        Standing::at(self.path, most)
    }

    /// Refuses the place when another thing stands there than must.
    fn check(&self, standing: &Standing) -> Result<(), Fault> {
        let fits = match self.before {
            Before::Nothing(_) => *standing == Standing::Nothing,
            Before::Read(before) => standing.says(before),
            Before::Anything => true,
        };
        fits.then_some(()).ok_or_else(|| self.refusal())
    }

    /// Returns why the place is refused when another thing stands there than must.
    fn refusal(&self) -> Fault {
        match self.before {
            Before::Nothing(_) => Fault::Exists,
            Before::Read(_) | Before::Anything => Fault::Changed,
        }
    }

    /// Writes the file beside its place, whole, with the rights of the one that stands there. It is removed unless it takes
    /// the place.
    fn write_beside(&self, rights: Option<&Rights>, gate: Gate<'_>) -> io::Result<NamedTempFile> {
        gate(Step::Create)?;
        let mut builder = tempfile::Builder::new();
        // The reader of plans passes over what begins with a dot.
        builder.prefix(".stspd-");
        match (self.before, rights) {
            (_, Some(_)) => {}
            (Before::Nothing(mode), None) => permit(&mut builder, mode),
            (_, None) => permit(&mut builder, TEXT),
        }
        let mut file = builder.tempfile_in(super::folder::above(self.path))?;
        gate(Step::Write)?;
        file.write_all(self.after)?;
        gate(Step::Rights)?;
        if let Some(rights) = rights {
            rights.give(file.as_file())?;
        }
        gate(Step::Sync)?;
        file.as_file().sync_all()?;
        Ok(file)
    }

    /// Puts the file in its place.
    fn rename(&self, file: NamedTempFile) -> Result<(), Fault> {
        let Before::Nothing(_) = self.before else {
            file.persist(self.path).map_err(|error| error.error)?;
            return Ok(());
        };
        match file.persist_noclobber(self.path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Fault::Exists),
            Err(error) => Err(Fault::Failed(error.error)),
        }
    }
}

/// Asks for the mode of a file, less what the system's mask withholds.
#[cfg(unix)]
fn permit(builder: &mut tempfile::Builder<'_, '_>, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(mode));
}

/// Asks for the mode of a file.
#[cfg(not(unix))]
fn permit(_: &mut tempfile::Builder<'_, '_>, _: u32) {}
