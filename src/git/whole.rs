//! Whether an index is whole: git reads without complaint one that was cut short, or that a power cut left half written.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::error::GitError;
use super::program::{Git, path};
use crate::load::error::reason;

/// Checks that the index is whole: each of its files ends with the sum of what comes before, or with zeros where git was
/// told to leave the sum out. Without such an order, zeros are what a power cut leaves. Returns whether it is sparse.
pub(super) fn verify(git: &Git, index: &Path) -> Result<bool, GitError> {
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
pub(super) fn refused(error: GitError, index: &Path) -> GitError {
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
}
