//! The objects of a repository, read one after another from one process.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::error::GitError;
use super::listing::unexpected;
use super::program::{Git, unreachable};
use crate::load::files::{Content, LARGEST_FILE};

/// The objects of a repository.
#[derive(Debug)]
pub(super) struct Objects {
    /// Gives sizes alone: what is too large is never asked for.
    sizes: Batch,
    /// Gives contents.
    contents: Batch,
}

impl Objects {
    /// Opens the objects of a repository.
    pub(super) fn open(git: &Git) -> Result<Self, GitError> {
        Ok(Self {
            sizes: Batch::start(git, "--batch-check")?,
            contents: Batch::start(git, "--batch")?,
        })
    }

    /// Reads an object, unless it is larger than a file of the plan may be; nothing when the repository lacks it.
    pub(super) fn read(&mut self, object: &str) -> Result<Option<Content>, GitError> {
        match self.sizes.size(object)? {
            None => Ok(None),
            Some(size) if size > LARGEST_FILE => Ok(Some(Content::TooLarge)),
            Some(_) => Ok(self.contents.content(object)?.map(Content::Bytes)),
        }
    }
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
    /// Starts a process: `--batch` gives contents, `--batch-check` only sizes.
    fn start(git: &Git, option: &str) -> Result<Self, GitError> {
        let mut child = git.start(&["cat-file", option], Stdio::piped())?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        Ok(Self {
            child,
            input,
            output: BufReader::new(output.ok_or_else(unexpected)?),
        })
    }

    /// Returns the size of an object, in bytes; nothing when the repository lacks it.
    fn size(&mut self, object: &str) -> Result<Option<u64>, GitError> {
        let header = self.header(object).map_err(|cause| unreachable(&cause))?;
        let mut fields = header.split_whitespace();
        match (fields.next(), fields.next(), fields.next()) {
            (Some(_), Some("missing"), None) => Ok(None),
            (Some(_), Some(_), Some(size)) => size.parse().map(Some).map_err(|_| unexpected()),
            _ => Err(unexpected()),
        }
    }

    /// Returns the content of an object; nothing when the repository lacks it.
    fn content(&mut self, object: &str) -> Result<Option<Vec<u8>>, GitError> {
        let Some(size) = self.size(object)? else {
            return Ok(None);
        };
        let size = usize::try_from(size).map_err(|_| unexpected())?;
        // A newline ends the content.
        let mut content = vec![0; size + 1];
        let read = self.output.read_exact(&mut content);
        read.map_err(|cause| unreachable(&cause))?;
        content.truncate(size);
        Ok(Some(content))
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
        // It ends when nobody can ask any more; how it ended is of no account.
        self.input = None;
        let _ = self.child.wait();
    }
}
