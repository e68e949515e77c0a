//! The objects of a repository, read one after another from one process.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::error::GitError;
use super::listing::unexpected;
use super::program::Git;
use crate::load::files::Content;
use crate::text::hex::hex;
use crate::text::limits::LARGEST_FILE;

/// The objects of a repository.
#[derive(Debug)]
pub(super) struct Objects {
    /// Where they are.
    git: Git,
    /// Gives sizes alone: what is too large is never asked for.
    sizes: Batch,
    /// Gives contents.
    contents: Batch,
}

impl Objects {
    /// Opens the objects of a repository.
    pub(super) fn open(git: &Git) -> Result<Self, GitError> {
        Ok(Self {
            git: git.clone(),
            sizes: Batch::start(git, SIZES)?,
            contents: Batch::start(git, CONTENTS)?,
        })
    }

    /// Reads an object, unless it is larger than a file of the plan may be. The error is that the repository lacks it, or that
    /// it is spoilt.
    pub(super) fn read(&mut self, object: &str) -> Result<Content, GitError> {
        let Some(size) = self.sizes.size(object) else {
            // Before git 2.44 the process ends with the first object that is missing from a partial clone.
            self.sizes = Batch::start(&self.git, SIZES)?;
            return Err(GitError::Spoilt);
        };
        if size > LARGEST_FILE {
            return Ok(Content::TooLarge);
        }
        match self.contents.content(object) {
            Some(content) if is_named(&content, object) => Ok(Content::Bytes(content)),
            _ => {
                self.contents = Batch::start(&self.git, CONTENTS)?;
                Err(GitError::Spoilt)
            }
        }
    }
}

/// What has git say the sizes of objects.
const SIZES: &str = "--batch-check";

/// What has git say their contents.
const CONTENTS: &str = "--batch";

/// Returns whether an object bears the name that its content has: git does not look.
pub(super) fn is_named(content: &[u8], name: &str) -> bool {
    let header = format!("blob {}\0", content.len());
    let sum = match name.len() {
        40 => hex(&Sha1::new()
            .chain_update(&header)
            .chain_update(content)
            .finalize()),
        _ => hex(&Sha256::new()
            .chain_update(&header)
            .chain_update(content)
            .finalize()),
    };
    sum == name
}

/// `git cat-file`, waiting for the name of an object.
#[derive(Debug)]
struct Batch {
    /// The process.
    child: Child,
    /// Where it is asked; closed to let it end.
    input: Option<ChildStdin>,
    /// Where it answers.
    output: BufReader<ChildStdout>,
}

impl Batch {
    /// Starts a process.
    fn start(git: &Git, option: &str) -> Result<Self, GitError> {
        let mut child = git.start(&["cat-file", option], Stdio::piped())?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        Ok(Self {
            child,
            input,
            output: BufReader::new(output.ok_or_else(unexpected)?),
        })
    }

    /// Returns the size of an object, in bytes; nothing when git does not have it.
    fn size(&mut self, object: &str) -> Option<u64> {
        let header = self.header(object).ok()?;
        let mut fields = header.split_whitespace();
        match (fields.next(), fields.next(), fields.next()) {
            (Some(_), Some("blob"), Some(size)) => size.parse().ok(),
            _ => None,
        }
    }

    /// Returns the content of an object; nothing when git does not have it.
    fn content(&mut self, object: &str) -> Option<Vec<u8>> {
        let size = usize::try_from(self.size(object)?).ok()?;
        // A newline ends the content.
        let mut content = vec![0; size + 1];
        self.output.read_exact(&mut content).ok()?;
        content.truncate(size);
        Some(content)
    }

    /// Asks for an object, and returns the line that answers.
    fn header(&mut self, object: &str) -> io::Result<String> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(input, "{object}")?;
        input.flush()?;
        let mut header = String::new();
        match self.output.read_line(&mut header)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(header),
        }
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // Nobody asks any more; how it ended is of no account.
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_bears_the_name_of_its_content() {
        let empty = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        assert!(is_named(b"", empty));
        assert!(!is_named(b"x", empty));
        let empty = "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813";
        assert!(is_named(b"", empty));
    }
}
