//! Which version of the plan is read: the last commit that touched its folder, and whether its files are as that commit has
//! them. Trees and names of objects say it: no file of the repository goes through a filter.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::batch::is_named;
use super::error::{Depth, GitError};
use super::files::{committed, entry, prefix};
use super::listing::from_the_root;
use super::moment;
use super::program::path;
use super::repository::{Commit, Repository};
use crate::load::error::Unread;
use crate::load::files::{Content, Entry, EntryKind, PlanFiles, STRATEGIE};
use crate::load::is_of_plan;
use crate::model::revision::Revision;

/// The files of the plan in a commit, each with the name of the object that holds it.
type Objects = HashMap<String, String>;

/// Returns the version of a plan as it stands in its folder. Nothing where the folder is in no repository or in no commit,
/// or where the clone does not go back far enough to say.
pub(crate) fn of_folder(
    files: &dyn PlanFiles,
    current: &Path,
) -> Result<Option<Revision>, GitError> {
    let folder = files.folder();
    let repository = match Repository::holding(&folder, current) {
        Err(GitError::NoRepository(_)) => return Ok(None),
        Err(GitError::Absent) if !has_repository(&folder) => return Ok(None),
        repository => repository?,
    };
    let Some(folder) = repository.path_of(&folder) else {
        return Ok(None);
    };
    let head = match repository.commit("HEAD") {
        Err(GitError::NoCommit) => return Ok(None),
        head => head?,
    };
    let Some((mut revision, objects)) = last(&repository, &head, &folder)? else {
        return Ok(None);
    };
    revision.is_modified = differs(files, &objects);
    Ok(Some(revision))
}

/// Returns the version of a plan as a commit has it, as [`of_folder`].
pub(crate) fn of_commit(
    files: &dyn PlanFiles,
    (repository, commit): (&Repository, &Commit),
) -> Result<Option<Revision>, GitError> {
    // The files of a commit are printed from the root of the repository.
    let printed = files.printed("");
    let folder = printed.trim_end_matches('/');
    Ok(last(repository, commit, folder)?.map(|(revision, _)| revision))
}

/// Returns the last commit that touched a folder, going back from one, and the files of the plan that it has there.
fn last(
    repository: &Repository,
    from: &Commit,
    folder: &str,
) -> Result<Option<(Revision, Objects)>, GitError> {
    let below = match folder {
        "" => ":(top)".to_owned(),
        folder => from_the_root(folder),
    };
    let args = [
        "rev-list",
        "-1",
        "--format=%ci",
        from.name.as_str(),
        "--",
        &below,
    ];
    let answer = repository.git.ask(&args)?;
    let answer = String::from_utf8_lossy(&answer);
    let mut lines = answer.lines();
    let name = lines.next().and_then(|line| line.strip_prefix("commit "));
    let date = lines.next().and_then(moment::day);
    let Some((name, date)) = name.zip(date) else {
        return Ok(None);
    };
    let commit = Commit {
        name: name.to_owned(),
        asked: name.to_owned(),
    };
    let objects = objects(repository, &commit, folder)?;
    if !objects.contains_key(STRATEGIE) || is_boundary(repository, name)? {
        return Ok(None);
    }
    let revision = Revision {
        commit: commit.name,
        date,
        is_modified: false,
    };
    Ok(Some((revision, objects)))
}

/// Returns the files of the plan in a commit. What is no plain file there is none of the plan's.
fn objects(repository: &Repository, commit: &Commit, folder: &str) -> Result<Objects, GitError> {
    let prefix = prefix(folder);
    let listed = committed(repository, commit, &[folder.to_owned()])?;
    let entries = listed.into_iter();
    let entries = entries.filter_map(|listed| entry(listed, &prefix));
    let of_plan = entries.filter(|(entry, _)| is_plain(entry));
    Ok(of_plan
        .map(|(entry, object)| (entry.path, object))
        .collect())
}

/// Returns whether an entry is a plain file that makes the plan what it is.
fn is_plain(entry: &Entry) -> bool {
    entry.kind == EntryKind::File && is_of_plan(&entry.path)
}

/// Returns whether a commit is where a shallow clone was cut: what came before may have touched the plan last.
fn is_boundary(repository: &Repository, name: &str) -> Result<bool, GitError> {
    if repository.depth() == Depth::Whole {
        return Ok(false);
    }
    let file = repository
        .git
        .ask(&["rev-parse", "--git-path", "shallow"])?;
    let file = repository.git.folder().join(path(&file));
    // A clone whose cuts cannot be read may have been cut there.
    let cuts = fs::read_to_string(file);
    Ok(cuts.map_or(true, |cuts| cuts.lines().any(|cut| cut == name)))
}

/// Returns whether the files of a plan are others than a commit has, or are not what it has.
fn differs(files: &dyn PlanFiles, objects: &Objects) -> bool {
    let Ok(entries) = files.entries() else {
        return true;
    };
    let read: Vec<&Entry> = entries.iter().filter(|entry| is_plain(entry)).collect();
    let is_kept = |entry: &&Entry| {
        let object = objects.get(&entry.path);
        object.is_some_and(|object| is_same(files.read(entry), object))
    };
    read.len() != objects.len() || !read.iter().all(is_kept)
}

/// Returns whether a file holds what an object does, to the ends of its lines, which git may write otherwise in a folder.
fn is_same(read: Result<Content, Unread>, object: &str) -> bool {
    match read {
        Ok(Content::Bytes(bytes)) => {
            is_named(&bytes, object) || is_named(&with_plain_ends(&bytes), object)
        }
        _ => false,
    }
}

/// Returns a text whose lines end with a newline alone.
fn with_plain_ends(bytes: &[u8]) -> Vec<u8> {
    let mut next = bytes.iter().skip(1);
    let mut kept = |byte: &u8| {
        let next = next.next();
        *byte != b'\r' || next != Some(&b'\n')
    };
    bytes.iter().copied().filter(|byte| kept(byte)).collect()
}

/// Returns whether a folder seems to be in a repository, as far as one can see without git.
fn has_repository(folder: &Path) -> bool {
    let mut above = folder.ancestors();
    above.any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_lines_are_made_plain() {
        for (written, plain) in [
            ("", ""),
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\rb\n", "a\rb\n"),
            ("\r\r\n\r", "\r\n\r"),
        ] {
            assert_eq!(with_plain_ends(written.as_bytes()), plain.as_bytes());
        }
    }
}
