//! A plan made of texts, for the tests of the layers above and below, and for the fuzzers.

use std::path::{Path, PathBuf};

use super::error::{LoadError, Unread};
use super::files::{Content, Entry, EntryKind, PlanFiles};
use super::{Loaded, load};

/// The files of a plan: each path with its bytes.
struct Memory<'a>(Vec<(String, &'a [u8])>);

impl PlanFiles for Memory<'_> {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        let entry = |(path, _): &(String, &[u8])| Entry {
            path: path.clone(),
            kind: EntryKind::File,
        };
        Ok(self.0.iter().map(entry).collect())
    }

    fn read(&self, entry: &Entry) -> Result<Content, Unread> {
        let found = self.0.iter().find(|(path, _)| *path == entry.path);
        let (_, bytes) = found.expect("only the entries of the list are read");
        Ok(Content::Bytes(bytes.to_vec()))
    }

    fn printed(&self, path: &str) -> String {
        path.to_owned()
    }

    fn folder(&self) -> PathBuf {
        PathBuf::new()
    }

    fn printed_for(&self, _: &Path) -> Result<Option<String>, LoadError> {
        Ok(None)
    }
}

/// Returns a plan of Bourg-Exemple, as [`loaded`].
#[cfg(test)]
pub(crate) fn plan(strategie: &str, fiches: &[(&str, &str)]) -> crate::model::plan::Plan {
    let loaded = loaded(strategie, fiches);
    loaded.plan.expect("the strategy is complete")
}

/// Returns what reading a plan of Bourg-Exemple gives: the strategy's own lines, and other files by their names: a fiche,
/// or with a slash any path below the plan (`./acteurs`, `bilans/2005`). Panics on any reading fault.
#[cfg(test)]
pub(crate) fn loaded(strategie: &str, fiches: &[(&str, &str)]) -> Loaded {
    let head = "format = 1\ntitre = \"Stratégie\"\nterritoire = \"Bourg-Exemple\"\n";
    let strategie = format!("{head}{strategie}");
    let mut files = vec![("strategie.toml".to_owned(), strategie.as_bytes())];
    for (name, text) in fiches {
        let path = if name.contains('/') {
            format!("{}.toml", name.trim_start_matches("./"))
        } else {
            format!("fiches/{name}.toml")
        };
        files.push((path, text.as_bytes()));
    }
    let loaded = load(&Memory(files)).expect("texts can be read");
    let faults: Vec<&str> = loaded
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    loaded
}

/// Returns what reading some files gives, each by its path below the plan, whatever their faults.
pub(crate) fn read(files: &[(&str, &str)]) -> Loaded {
    let files = files.iter();
    let files: Vec<_> = files.map(|(path, text)| (*path, text.as_bytes())).collect();
    read_bytes(&files)
}

/// Returns what reading some files gives, as [`read`], be they texts or not.
pub(crate) fn read_bytes(files: &[(&str, &[u8])]) -> Loaded {
    let files = files.iter();
    let files = files.map(|(path, bytes)| ((*path).to_owned(), *bytes));
    load(&Memory(files.collect())).expect("a plan in memory can be read")
}
