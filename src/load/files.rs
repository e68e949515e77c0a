//! The plan's bytes, wherever they come from: one list of files, each read on demand.

use std::path::{Path, PathBuf};

use super::error::{LoadError, Unread};

/// The file that makes a folder a plan.
pub(crate) const STRATEGIE: &str = "strategie.toml";

/// The file that says who may be pilote or partenaire.
pub(crate) const ACTEURS: &str = "acteurs.toml";

/// What an entry of the plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// A plain file.
    File,
    /// A link, a pipe, a device: never followed, never opened.
    Special,
    /// A file or a folder whose name is no UTF-8: it cannot even be asked for.
    Unnamable,
    /// A folder that cannot be listed.
    ClosedFolder,
    /// A folder that stands in more others than the plan may have: it is not listed.
    DeepFolder,
    /// A file of which git keeps several versions, until someone chooses one.
    Conflict,
}

/// A file of the plan.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its path below the plan's folder, with `/`.
    pub(crate) path: String,
    /// What it is.
    pub(crate) kind: EntryKind,
}

/// The bytes of a file, or why there are none to read.
#[derive(Debug)]
pub(crate) enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// More than a plan's file may hold: refused unread.
    TooLarge,
    /// Not a plain file after all.
    Special,
}

/// Where a plan's bytes come from, for whoever reads them at the same time.
pub(crate) trait PlanFiles: Sync {
    /// Returns the entries of the plan, in the order of their paths.
    fn entries(&self) -> Result<Vec<Entry>, LoadError>;

    /// Reads an entry.
    fn read(&self, entry: &Entry) -> Result<Content, Unread>;

    /// Returns how the path of an entry is printed.
    fn printed(&self, path: &str) -> String;

    /// Returns the folder of the plan, which git may keep though it exists no more.
    fn folder(&self) -> PathBuf;

    /// Returns how a file or a folder of the plan is printed, given any path to it; nothing when it is outside the plan.
    fn printed_for(&self, path: &Path) -> Result<Option<String>, LoadError>;
}
