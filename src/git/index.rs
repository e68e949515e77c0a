//! The index: what is about to be committed. git lists it without a doubt even when it is cut short, and lists files that
//! are only announced: both are looked into here.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::error::GitError;
use super::listing::{self, Listed, from_the_root};
use super::program::{Git, line, unreachable};

/// The names of the empty content, in the two kinds of repository.
const EMPTY: [&str; 2] = [
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

/// The mark of a file that is announced (`git add -N`) but not part of the commit, among the flags that git prints.
const ANNOUNCED: u32 = 0x2000_0000;

/// Lists the files of the index below some folders of the repository.
pub(super) fn list(git: &Git, folders: &[String]) -> Result<Vec<Listed>, GitError> {
    verify(git)?;
    let folders: Vec<String> = folders.iter().map(|folder| from_the_root(folder)).collect();
    let mut args = vec!["ls-files", "-s", "-z", "--full-name", "--"];
    args.extend(folders.iter().map(String::as_str));
    let mut listed = listing::of_index(&git.ask(&args)?)?;
    let announced = announced(git, &listed)?;
    listed.retain(|listed| !announced.contains(&listed.path));
    Ok(listed)
}

/// Checks that the index is whole: each of its files ends with the sum of what comes before, or with zeros where git was
/// told to leave the sum out.
fn verify(git: &Git) -> Result<(), GitError> {
    let index = line(&git.ask(&["rev-parse", "--git-path", "index"])?);
    verify_file(git, &index)?;
    let shared = match git.ask(&["rev-parse", "--shared-index-path"]) {
        Err(GitError::Refused(_)) => return Err(GitError::CorruptIndex(index)),
        answer => line(&answer?),
    };
    if shared.is_empty() {
        Ok(())
    } else {
        verify_file(git, &shared)
    }
}

/// Checks that a file of the index is whole.
fn verify_file(git: &Git, path: &str) -> Result<(), GitError> {
    match fs::read(git.folder().join(path)) {
        Ok(bytes) if is_whole(&bytes) => Ok(()),
        Ok(_) => Err(GitError::CorruptIndex(path.to_owned())),
        // Nothing was ever added.
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(unreachable(&cause)),
    }
}

/// Returns whether the bytes of an index end with their sum, of either kind of repository.
fn is_whole(bytes: &[u8]) -> bool {
    let ends = |length: usize, sum: &dyn Fn(&[u8]) -> Vec<u8>| {
        let Some(at) = bytes.len().checked_sub(length) else {
            return false;
        };
        let (content, end) = bytes.split_at(at);
        end.iter().all(|byte| *byte == 0) || sum(content) == end
    };
    bytes.starts_with(b"DIRC")
        && (ends(20, &|content| Sha1::digest(content).to_vec())
            || ends(32, &|content| Sha256::digest(content).to_vec()))
}

/// Returns the paths of the files that are announced but not part of the commit. They have no content yet, so they are looked
/// for among the empty ones.
fn announced(git: &Git, listed: &[Listed]) -> Result<HashSet<Vec<u8>>, GitError> {
    let is_empty = |listed: &&Listed| EMPTY.contains(&listed.object.as_str());
    let mut announced = HashSet::new();
    for listed in listed.iter().filter(is_empty) {
        let Ok(path) = std::str::from_utf8(&listed.path) else {
            continue;
        };
        let path = from_the_root(path);
        let answer = git.ask(&["ls-files", "--debug", "--", path.as_str()])?;
        if flags(&line(&answer)).is_some_and(|flags| flags & ANNOUNCED != 0) {
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
        assert!(is_whole(&index));
        for length in 0..index.len() {
            assert!(!is_whole(&index[..length]), "{length}");
        }
        index[5] ^= 1;
        assert!(!is_whole(&index));
    }

    #[test]
    fn an_index_may_have_the_other_sum_or_none() {
        let content = b"DIRC\0\0\0\x02\0\0\0\0";
        let with = |end: &[u8]| [content, end].concat();
        assert!(is_whole(&with(&Sha256::digest(content))));
        assert!(is_whole(&with(&[0; 20])));
        assert!(is_whole(&with(&[0; 32])));
        assert!(!is_whole(&with(&[1; 20])));
    }

    #[test]
    fn flags_are_read_where_they_are_printed() {
        let answer = "ita.toml\n  ctime: 0:0\n  size: 0\tflags: 20004000";
        assert_eq!(flags(answer), Some(0x2000_4000));
        assert_eq!(flags("ita.toml"), None);
    }
}
