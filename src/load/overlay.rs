//! A plan as it would be: the files that it has, with the texts that some of them would become.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::{LoadError, Unread};
use super::files::{Content, Entry, EntryKind, PlanFiles};

/// A plan as it would be.
pub(crate) struct Overlay<'a> {
    /// The files that it has.
    pub(crate) files: &'a dyn PlanFiles,
    /// The texts that some would become, by their path below the plan; a path that the plan does not have is a new file.
    pub(crate) texts: &'a BTreeMap<String, Vec<u8>>,
}

impl PlanFiles for Overlay<'_> {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        let mut entries = self.files.entries()?;
        entries.retain(|entry| !self.texts.contains_key(&entry.path));
        entries.extend(self.texts.keys().map(|path| Entry {
            path: path.clone(),
            kind: EntryKind::File,
        }));
        entries.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Content, Unread> {
        match self.texts.get(&entry.path) {
            Some(text) => Ok(Content::Bytes(text.clone())),
            None => self.files.read(entry),
        }
    }

    fn printed(&self, path: &str) -> String {
        self.files.printed(path)
    }

    fn folder(&self) -> PathBuf {
        self.files.folder()
    }

    fn printed_for(&self, path: &Path) -> Result<Option<String>, LoadError> {
        self.files.printed_for(path)
    }
}

/// A plan that is not there yet.
pub(crate) struct Absent {
    /// The folder where it would be.
    pub(crate) folder: PathBuf,
    /// How it is printed, with a slash at the end.
    pub(crate) prefix: String,
}

impl PlanFiles for Absent {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        Ok(Vec::new())
    }

    fn read(&self, entry: &Entry) -> Result<Content, Unread> {
        Err(Unread {
            path: self.printed(&entry.path),
            reason: "fichier ou dossier introuvable".to_owned(),
        })
    }

    fn printed(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    fn printed_for(&self, _: &Path) -> Result<Option<String>, LoadError> {
        Ok(None)
    }
}
