//! A plan as git keeps it, in the index or in a commit: one more source of the plan's bytes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::batch::Objects;
use super::error::{GitError, Searched};
use super::index;
use super::listing::{self, Listed, from_the_root};
use super::repository::{Commit, Repository};
use crate::load::error::{LoadError, Unread};
use crate::load::files::{Content, Entry, EntryKind, PlanFiles, STRATEGIE};

/// Where git keeps what is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kept<'a> {
    /// In the index: what is about to be committed.
    Staged,
    /// In a commit.
    Committed(&'a Commit),
}

/// Which folder holds the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// This one.
    Folder(&'a Path),
    /// The nearest `plan/` at or above this one.
    NearestTo(&'a Path),
}

/// A plan in the index or in a commit.
#[derive(Debug)]
pub(crate) struct KeptPlan {
    /// The repository.
    repository: Repository,
    /// What stands before a path when it is printed: the path of the plan from the root of the repository, with `/`.
    prefix: String,
    /// The files of the plan, each with the object that holds it, in the order of their paths.
    files: Vec<(Entry, String)>,
    /// The objects of the repository.
    objects: Mutex<Objects>,
}

impl KeptPlan {
    /// Finds a plan in what git keeps, whatever the work tree holds.
    pub(crate) fn find(
        repository: Repository,
        kept: Kept<'_>,
        place: Place<'_>,
    ) -> Result<Self, GitError> {
        let folders = candidates(&repository, place)?;
        let listed = match kept {
            Kept::Staged => index::list(&repository.git, &folders)?,
            Kept::Committed(commit) => committed(&repository, commit, &folders)?,
        };
        let holds_plan = |folder: &&String| {
            let strategie = format!("{}{STRATEGIE}", prefix(folder));
            listed
                .iter()
                .any(|listed| listed.path == strategie.as_bytes())
        };
        let Some(folder) = folders.iter().find(holds_plan) else {
            return Err(GitError::NoPlan {
                folder: folders.first().cloned().unwrap_or_default(),
                kept: match kept {
                    Kept::Staged => Searched::Index,
                    Kept::Committed(commit) => Searched::Revision(commit.asked.clone()),
                },
            });
        };
        let prefix = prefix(folder);
        let mut files: Vec<(Entry, String)> = listed
            .into_iter()
            .filter_map(|listed| entry(listed, &prefix))
            .collect();
        files.sort_by(|(left, _), (right, _)| left.path.cmp(&right.path));
        Ok(Self {
            objects: Mutex::new(Objects::open(&repository.git)?),
            repository,
            prefix,
            files,
        })
    }
}

impl PlanFiles for KeptPlan {
    fn entries(&self) -> Result<Vec<Entry>, LoadError> {
        Ok(self.files.iter().map(|(entry, _)| entry.clone()).collect())
    }

    fn read(&self, entry: &Entry) -> Result<Content, Unread> {
        let unread = |reason: String| Unread {
            path: self.printed(&entry.path),
            reason,
        };
        let found = self
            .files
            .binary_search_by(|(other, _)| other.path.cmp(&entry.path));
        let object = found.ok().and_then(|rank| self.files.get(rank));
        let (_, object) = object.ok_or_else(|| unread("git ne le connaît pas".to_owned()))?;
        // Whoever held the objects and failed left them as they are.
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        let content = objects.read(object);
        content.map_err(|error| unread(error.to_string()))
    }

    fn printed(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn folder(&self) -> PathBuf {
        self.repository.top().join(&self.prefix)
    }

    fn printed_for(&self, path: &Path) -> Result<Option<String>, LoadError> {
        let Some(path) = self.repository.path_of(path) else {
            return Ok(None);
        };
        let (folder, plan) = (prefix(&path), self.prefix.as_str());
        let is_kept = |(entry, _): &(Entry, String)| {
            let kept = self.printed(&entry.path);
            kept == path || kept.starts_with(&folder)
        };
        let is_below = path.starts_with(plan) && self.files.iter().any(is_kept);
        Ok((folder == plan || is_below).then_some(path))
    }
}

/// Returns the folders that may hold the plan, from the root of the repository, the best first. What is written comes before
/// what a link in the work tree leads to: it may not lead away from what git keeps under that name.
fn candidates(repository: &Repository, place: Place<'_>) -> Result<Vec<String>, GitError> {
    let (Place::Folder(path) | Place::NearestTo(path)) = place;
    let real = repository.path_of(path);
    let folders: Vec<String> = match place {
        Place::Folder(_) => {
            let written = repository.written_path_of(path);
            written.into_iter().chain(real).collect()
        }
        Place::NearestTo(_) => real.map_or_else(Vec::new, |real| plans_above(repository, &real)),
    };
    match folders.as_slice() {
        [] => Err(GitError::Outside(
            path.display().to_string(),
            repository.top().display().to_string(),
        )),
        _ => Ok(folders),
    }
}

/// Returns the folders called `plan` at or above a folder, the nearest first; then those to which these lead as links.
fn plans_above(repository: &Repository, folder: &str) -> Vec<String> {
    let above = Path::new(folder).ancestors();
    let above = above.filter_map(|folder| folder.to_str());
    let mut plans: Vec<String> = above
        .map(|folder| format!("{}plan", prefix(folder)))
        .collect();
    // The repository itself may be the folder of that name.
    let name = repository.top().file_name();
    plans.extend(name.is_some_and(|name| name == "plan").then(String::new));
    let links = plans.iter().map(|plan| repository.top().join(plan));
    let links = links.filter(|path| path.is_symlink());
    let leads: Vec<String> = links.filter_map(|path| repository.path_of(&path)).collect();
    plans.extend(leads);
    plans
}

/// Lists the files of a commit below some folders of the repository.
pub(super) fn committed(
    repository: &Repository,
    commit: &Commit,
    folders: &[String],
) -> Result<Vec<Listed>, GitError> {
    let folders: Vec<String> = folders.iter().map(|folder| from_the_root(folder)).collect();
    let mut args = vec![
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        commit.name.as_str(),
        "--",
    ];
    args.extend(folders.iter().map(String::as_str));
    listing::of_commit(&repository.git.ask(&args)?)
}

/// Returns an entry of a plan, with its object; nothing for what is not below the plan, or is hidden.
pub(super) fn entry(listed: Listed, prefix: &str) -> Option<(Entry, String)> {
    let below = listed.path.strip_prefix(prefix.as_bytes())?;
    if below
        .split(|byte| *byte == b'/')
        .any(|name| name.starts_with(b"."))
    {
        return None;
    }
    let (path, kind) = match std::str::from_utf8(below) {
        Ok(path) => (path.to_owned(), listed.kind),
        Err(_) => (
            String::from_utf8_lossy(below).into_owned(),
            EntryKind::Unnamable,
        ),
    };
    Some((Entry { path, kind }, listed.object))
}

/// Returns what stands before the paths below a folder of the repository.
pub(super) fn prefix(folder: &str) -> String {
    if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    }
}
