//! The git program: where it is, and how it is asked without running anything of the repository.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::error::GitError;

/// Where programs are when nothing says it.
const USUAL_PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// What no answer may depend on or set going: pagers, and the repository's own monitor of files.
const ALWAYS: [&str; 3] = ["--no-pager", "-c", "core.fsmonitor=false"];

/// The repository's hooks.
const NO_HOOKS: [&str; 2] = ["-c", "core.hooksPath=/dev/null"];

/// What the environment tells git: read only, alone, in English, and from what is on this machine.
const ENVIRONMENT: [(&str, &str); 8] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    // Before git 2.44 nothing else keeps a partial clone from the network, and from the programs that lead there.
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_PAGER", "cat"),
    ("LC_ALL", "C"),
    ("LANGUAGE", "C"),
];

/// What would change the meaning of the paths that git is given.
const UNWANTED: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// git, asked from a folder.
#[derive(Debug, Clone)]
pub(super) struct Git {
    /// The program.
    program: PathBuf,
    /// The folder.
    folder: PathBuf,
    /// Whether the index that the environment names is another repository's.
    foreign_index: bool,
}

impl Git {
    /// Returns the git of this machine, asked from a folder.
    pub(super) fn at(folder: &Path) -> Result<Self, GitError> {
        Ok(Self {
            program: in_path("git").ok_or(GitError::Absent)?,
            folder: folder.to_owned(),
            foreign_index: false,
        })
    }

    /// Leaves aside the index that the environment names.
    pub(super) fn with_its_own_index(mut self) -> Self {
        self.foreign_index = true;
        self
    }

    /// Returns the folder from which git is asked.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what git answers; the error is its own, when it has one.
    pub(super) fn ask<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Vec<u8>, GitError> {
        self.answer(self.command(&NO_HOOKS, args))
    }

    /// Returns what git answers of its own hooks, none of which runs to say so.
    pub(super) fn ask_of_hooks<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Vec<u8>, GitError> {
        self.answer(self.command(&[], args))
    }

    /// Returns the one line that git answers; nothing when it has no answer, and says so by its exit code alone.
    pub(super) fn ask_line<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Option<String>, GitError> {
        let output = self.output(self.command(&NO_HOOKS, args))?;
        if !output.status.success() && output.stderr.is_empty() && output.status.code() == Some(1) {
            return Ok(None);
        }
        self.accepted(output).map(|bytes| Some(line(&bytes)))
    }

    /// Starts git, to be spoken to.
    pub(super) fn start<S: AsRef<OsStr>>(
        &self,
        args: &[S],
        input: Stdio,
    ) -> Result<Child, GitError> {
        let mut command = self.command(&NO_HOOKS, args);
        command.stdin(input).stderr(Stdio::null());
        command.spawn().map_err(|cause| unreachable(&cause))
    }

    /// Returns a command of git.
    fn command<S: AsRef<OsStr>>(&self, options: &[&str], args: &[S]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(ALWAYS).args(options).args(args);
        command.current_dir(&self.folder).envs(ENVIRONMENT);
        for name in UNWANTED {
            command.env_remove(name);
        }
        // What git is told to trace would be taken for what it says.
        let is_trace = |name: &OsString| name.as_encoded_bytes().starts_with(b"GIT_TRACE");
        for name in env::vars_os().map(|(name, _)| name).filter(is_trace) {
            command.env_remove(name);
        }
        if self.foreign_index {
            command.env_remove("GIT_INDEX_FILE");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command
    }

    /// Returns what a command answers.
    fn answer(&self, command: Command) -> Result<Vec<u8>, GitError> {
        let output = self.output(command)?;
        self.accepted(output)
    }

    /// Runs a command to its end.
    fn output(&self, mut command: Command) -> Result<Output, GitError> {
        let command = command.stderr(Stdio::piped());
        command.output().map_err(|cause| unreachable(&cause))
    }

    /// Returns what was answered, unless git refused.
    fn accepted(&self, output: Output) -> Result<Vec<u8>, GitError> {
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(GitError::said_by_git(
            &String::from_utf8_lossy(&output.stderr),
            &self.folder,
        ))
    }
}

/// Returns the line of an answer, as text.
fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

/// Returns the path of an answer, which may hold any byte: its last newline alone is git's.
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    argument(bytes.strip_suffix(b"\n").unwrap_or(bytes)).into()
}

/// Turns bytes that git wrote into an argument for it.
#[cfg(unix)]
pub(super) fn argument(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).to_owned()
}

/// Turns bytes that git wrote into an argument for it.
#[cfg(not(unix))]
pub(super) fn argument(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Says that git cannot be started, or that its pipe broke.
pub(super) fn unreachable(cause: &std::io::Error) -> GitError {
    GitError::Unreachable(crate::load::error::reason(cause))
}

/// Finds a program among the folders of the PATH. One that is not told from the root would be looked for where the command
/// is run, and that may be a stranger's folder.
pub(crate) fn in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_else(|| USUAL_PATH.into());
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|program| is_program(program))
}

/// Returns whether a file can be run.
#[cfg(unix)]
pub(crate) fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// Returns whether a file can be run.
#[cfg(not(unix))]
pub(crate) fn is_program(path: &Path) -> bool {
    path.is_file()
}
