//! Several new files: all of them, or none.

use std::fs;
use std::io;
use std::path::Path;

use super::file::{Before, Fault, Gate, Step, Target, put};
use super::folder::{Folder, Made};
use super::signals::Held;
use super::standing::Standing;

/// A file to create.
#[derive(Debug, Clone, Copy)]
pub(super) struct New<'a> {
    /// Its place.
    pub(super) path: &'a Path,
    /// What it says.
    pub(super) content: &'a [u8],
    /// Its mode, less what the system's mask withholds.
    pub(super) mode: u32,
}

/// Why new files were not created.
#[derive(Debug)]
pub(super) struct Undone {
    /// The rank of the one that could not be.
    pub(super) rank: usize,
    /// Why it could not.
    pub(super) fault: Fault,
    /// The ranks of those that could not be taken back.
    pub(super) left: Vec<usize>,
}

/// Creates files, and the folders above them; when one cannot be, takes back those just created.
pub(super) fn create_all(files: &[New<'_>], gate: Gate<'_>) -> Result<(), Undone> {
    let undone = |rank, fault, left| Undone { rank, fault, left };
    let held = Held::start().map_err(|cause| undone(0, Fault::Failed(cause), Vec::new()))?;
    let mut folders = Vec::new();
    for (rank, file) in files.iter().enumerate() {
        let fault = match create(file, &mut folders, gate) {
            Ok(()) => continue,
            Err(fault) => fault,
        };
        let put = rank + usize::from(matches!(fault, Fault::Unconfirmed(_)));
        let created = files.iter().enumerate().take(put);
        let left = created.filter(|(_, file)| take_back(file, &held).is_err());
        let left = left.map(|(rank, _)| rank).collect();
        // The inner folders go before those that hold them.
        while folders.pop().is_some() {}
        return Err(undone(rank, fault, left));
    }
    folders.into_iter().for_each(Made::keep);
    Ok(())
}

/// Creates a file, and the folders above it.
fn create(file: &New<'_>, folders: &mut Vec<Made>, gate: Gate<'_>) -> Result<(), Fault> {
    gate(Step::Folder)?;
    folders.push(Made::above(file.path)?);
    let target = Target {
        path: file.path,
        before: Before::Nothing(file.mode),
        after: file.content,
    };
    put(&target, gate).map(|_| ())
}

/// Removes a file that was just created; one that was changed since is somebody's.
fn take_back(file: &New<'_>, held: &Held) -> io::Result<()> {
    let _kept = Folder::of(file.path)?.keep(held)?;
    match Standing::at(file.path, file.content.len())? {
        Standing::Nothing => Ok(()),
        standing if standing.says(file.content) => fs::remove_file(file.path),
        _ => Err(io::ErrorKind::AlreadyExists.into()),
    }
}
