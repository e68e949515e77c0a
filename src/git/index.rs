//! The index: what is about to be committed. git lists it without a doubt even when it is cut short, and lists files that
//! are only announced: both are looked into here.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::error::GitError;
use super::listing::{self, Listed, from_the_root};
use super::program::{Git, path, words};
use crate::load::error::reason;

/// The names of the empty content, in the two kinds of repository.
const EMPTY: [&str; 2] = [
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

/// The mark of a file that is announced (`git add -N`) but not part of the commit, among the flags that git prints.
const ANNOUNCED: u32 = 0x2000_0000;

/// Lists the files of the index below some folders of the repository.
pub(super) fn list(git: &Git, folders: &[String]) -> Result<Vec<Listed>, GitError> {
    let index = path(&git.ask(&["rev-parse", "--git-path", "index"])?);
    let is_sparse = verify(git, &index)?;
    // git would write the folders that a sparse index keeps whole, to list their files: they are listed here.
    let (option, pathspecs) = if is_sparse {
        ("--sparse", vec![":(top)".to_owned()])
    } else {
        let folders = folders.iter().map(|folder| from_the_root(folder));
        ("--full-name", folders.collect())
    };
    let mut args = vec!["ls-files", "-s", "-z", "--full-name", option, "--"];
    args.extend(pathspecs.iter().map(String::as_str));
    let answer = git.ask(&args).map_err(|error| refused(error, &index))?;
    let mut listed = listing::of_index(&answer)?;
    for (path, tree) in listed.folders {
        let is_wanted = |folder: &String| {
            let folder = format!("{folder}/").into_bytes();
            folder.starts_with(&path) || path.starts_with(&folder) || folder == b"/"
        };
        if folders.iter().any(is_wanted) {
            let below = git.ask(&["ls-tree", "-r", "-z", "--full-tree", &tree])?;
            let below = listing::of_commit(&below)?.into_iter();
            listed.files.extend(below.map(|listed| Listed {
                path: [path.as_slice(), &listed.path].concat(),
                ..listed
            }));
        }
    }
    let announced = announced(git, &listed.files, option)?;
    listed
        .files
        .retain(|listed| !announced.contains(&listed.path));
    Ok(listed.files)
}

/// Checks that the index is whole: each of its files ends with the sum of what comes before, or with zeros where git was
/// told to leave the sum out. Without such an order, zeros are what a power cut leaves. Returns whether it is sparse.
fn verify(git: &Git, index: &Path) -> Result<bool, GitError> {
    let is_sparse = verify_file(git, index)?;
    let shared = git.ask(&["rev-parse", "--shared-index-path"]);
    match shared.map_err(|error| refused(error, index))?.as_slice() {
        [] => {}
        shared => {
            verify_file(git, &path(shared))?;
        }
    }
    Ok(is_sparse)
}

/// Checks that a file of the index is whole. Returns whether it keeps folders whole.
fn verify_file(git: &Git, path: &Path) -> Result<bool, GitError> {
    let file = git.folder().join(path);
    match file.metadata() {
        Ok(kind) if !kind.is_file() => return Err(corrupt(path)),
        _ => {}
    }
    match fs::read(file) {
        Ok(bytes) => match end(&bytes) {
            End::Zeros if !may_lack_sum(git)? => Err(corrupt(path)),
            End::Other => Err(corrupt(path)),
            End::Sum | End::Zeros => Ok(bytes.windows(8).any(|eight| eight == b"sdir\0\0\0\0")),
        },
        // Nothing was ever added.
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(GitError::UnreadableIndex(
            path.display().to_string(),
            reason(&cause),
        )),
    }
}

/// Says that the index is not whole where git refuses to read it.
fn refused(error: GitError, index: &Path) -> GitError {
    match error {
        GitError::Refused(_) => corrupt(index),
        other => other,
    }
}

/// Says that a file of the index is not whole.
fn corrupt(path: &Path) -> GitError {
    GitError::CorruptIndex(path.display().to_string())
}

/// Returns whether git was told to leave the sum of an index out.
fn may_lack_sum(git: &Git) -> Result<bool, GitError> {
    for setting in ["index.skipHash", "feature.manyFiles"] {
        let value = git.ask_line(&["config", "--type=bool", "--get", setting])?;
        if let Some(value) = value {
            return Ok(value == "true");
        }
    }
    Ok(false)
}

/// How the bytes of an index end.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// With their sum.
    Sum,
    /// With zeros in its place.
    Zeros,
    /// Otherwise: they are no index, or a part of one.
    Other,
}

/// Returns how the bytes of an index end; each kind of repository has its sum.
fn end(bytes: &[u8]) -> End {
    if !bytes.starts_with(b"DIRC") {
        return End::Other;
    }
    let before = |length: usize| bytes.split_at(bytes.len().saturating_sub(length));
    let ((content, end), (long_content, long_end)) = (before(20), before(32));
    let is_sum = *Sha1::digest(content) == *end || *Sha256::digest(long_content) == *long_end;
    match is_sum {
        true => End::Sum,
        false if end.iter().all(|byte| *byte == 0) => End::Zeros,
        false => End::Other,
    }
}

/// Returns the paths of the files that are announced but not part of the commit. They have no content yet, so they are looked
/// for among the empty ones.
fn announced(git: &Git, listed: &[Listed], option: &str) -> Result<HashSet<Vec<u8>>, GitError> {
    let is_empty = |listed: &&Listed| EMPTY.contains(&listed.object.as_str());
    let mut announced = HashSet::new();
    for listed in listed.iter().filter(is_empty) {
        let args = ["ls-files", "--debug", option, "--"].map(OsString::from);
        let path = words(&[b":(top,literal)", listed.path.as_slice()].concat());
        let answer = git.ask(&[args.as_slice(), &[path]].concat())?;
        if flags(&String::from_utf8_lossy(&answer)).is_some_and(|flags| flags & ANNOUNCED != 0) {
            announced.insert(listed.path.clone());
        }
    }
    Ok(announced)
}

/// Reads the flags of a file as git prints them: `  size: 0  flags: 20004000`. Where it prints them otherwise the file counts.
fn flags(answer: &str) -> Option<u32> {
    let (_, flags) = answer.rsplit_once("flags: ")?;
    u32::from_str_radix(flags.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_was_cut_is_not_whole() {
        let mut index = b"DIRC\0\0\0\x02\0\0\0\0".to_vec();
        let sum = Sha1::digest(&index);
        index.extend_from_slice(&sum);
        assert_eq!(end(&index), End::Sum);
        for length in 0..index.len() {
            assert_ne!(end(&index[..length]), End::Sum, "{length}");
        }
        index[5] ^= 1;
        assert_eq!(end(&index), End::Other);
    }

    #[test]
    fn an_index_may_have_the_other_sum_or_none() {
        let content = b"DIRC\0\0\0\x02\0\0\0\0";
        let with = |end: &[u8]| [content, end].concat();
        assert_eq!(end(&with(&Sha256::digest(content))), End::Sum);
        assert_eq!(end(&with(&[0; 20])), End::Zeros);
        assert_eq!(end(&with(&[0; 32])), End::Zeros);
        assert_eq!(end(&with(&[1; 20])), End::Other);
    }

    #[test]
    fn flags_are_read_where_they_are_printed() {
        let answer = "ita.toml\n  ctime: 0:0\n  size: 0\tflags: 20004000";
        assert_eq!(flags(answer), Some(0x2000_4000));
        assert_eq!(flags("ita.toml"), None);
    }
}
