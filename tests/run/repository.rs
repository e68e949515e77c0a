//! A repository of its own, for the tests of what git keeps.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Run, Scratch, command, read};

/// A fiche without defect, whose title is to be its name.
pub(crate) const GOOD: &str = "titre = \"TITRE\"\nobjectif = \"1\"\n";

/// A fiche with an error, whose title is to be its name.
pub(crate) const BAD: &str = "titre = \"TITRE\"\nobjectif = \"9\"\n";

/// Where the pre-commit program keeps what it installs, when a hook of its own runs.
pub(crate) const PRE_COMMIT_HOME: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/pre-commit");

/// A scratch plan in a repository, with nothing committed yet.
pub(crate) struct Repository {
    /// The plan, in a folder that is the root of the repository.
    pub(crate) scratch: Scratch,
}

impl Repository {
    /// Makes a repository that holds a scratch plan.
    pub(crate) fn new() -> Self {
        Self::with(&["init", "-q", "-b", "main"])
    }

    /// Makes a repository by a given command.
    pub(crate) fn with(init: &[&str]) -> Self {
        let repository = Self {
            scratch: Scratch::new(),
        };
        repository.git(init);
        repository
    }

    /// Returns the root.
    pub(crate) fn root(&self) -> &Path {
        self.scratch.folder.path()
    }

    /// Returns the path of a file from the root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a fiche, which has its name for a title where one is left to give.
    pub(crate) fn fiche(&self, name: &str, text: &str) {
        let text = text.replace("TITRE", name);
        self.scratch.write(&format!("fiches/{name}.toml"), text);
    }

    /// Clones it without files, in a folder called `depot.git`, and returns the folder that holds that one.
    pub(crate) fn bare_clone(&self) -> tempfile::TempDir {
        let holder = tempfile::tempdir().unwrap();
        let source = self.root().to_str().unwrap();
        git_in(
            holder.path(),
            &["clone", "-q", "--bare", source, "depot.git"],
        );
        holder
    }

    /// Runs git at the root, which must succeed, and returns what it says.
    pub(crate) fn git(&self, args: &[&str]) -> String {
        git_in(self.root(), args)
    }

    /// Commits all the files.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// Commits all the files on a day, as the committer's clock says it.
    pub(crate) fn commit_on(&self, day: &str) {
        self.git(&["add", "-A"]);
        let mut command = git(self.root(), &["commit", "-q", "--allow-empty", "-m", day]);
        succeed(command.env("GIT_COMMITTER_DATE", day));
    }

    /// Runs the binary at the root.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_in("", args)
    }

    /// Runs the binary in a folder below the root.
    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Run {
        read(stspd_beside_git(&self.path(folder), args).output().unwrap())
    }

    /// Returns what the check of the index says, on one line each, and its exit code.
    pub(crate) fn staged(&self) -> (i32, String) {
        told(self.run(&["check", "--staged", "--format", "court"]))
    }
}

/// Returns the exit code of a run that said nothing on stderr, and what it said.
pub(crate) fn told(run: Run) -> (i32, String) {
    assert_eq!(run.err, "");
    (run.code, run.out)
}

/// Returns the binary, with the folders of programs where git is, and itself.
pub(crate) fn stspd_beside_git(folder: &Path, args: &[&str]) -> Command {
    let mut command = command(folder, args);
    command.env("PATH", path_with_stspd());
    isolate(&mut command);
    command
}

/// Returns git, in a folder, with a fixed author and none of the settings of this machine.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path_with_stspd());
    isolate(&mut command);
    command
}

/// Runs git in a folder, which must succeed, and returns what it says.
pub(crate) fn git_in(folder: &Path, args: &[&str]) -> String {
    succeed(&mut git(folder, args))
}

/// Runs a command, which must succeed, and returns what it says.
pub(crate) fn succeed(command: &mut Command) -> String {
    let output: Output = command.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{out}{err}");
    out
}

/// Returns the folders of programs, that of the binary first.
pub(crate) fn path_with_stspd() -> std::ffi::OsString {
    let stspd = Path::new(env!("CARGO_BIN_EXE_stspd")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(stspd.to_owned()).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap()
}

/// Keeps a command from the settings of this machine and of whoever runs it.
pub(crate) fn isolate(command: &mut Command) {
    let temporary = std::env::temp_dir().canonicalize().unwrap();
    let temporary = temporary.to_str().unwrap().to_owned();
    command.envs([
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("HOME", "/nonexistent"),
        // A temporary folder may be in a repository.
        ("GIT_CEILING_DIRECTORIES", temporary.as_str()),
        ("PRE_COMMIT_HOME", PRE_COMMIT_HOME),
        ("GIT_AUTHOR_NAME", "Camille"),
        ("GIT_AUTHOR_EMAIL", "camille@example.org"),
        ("GIT_COMMITTER_NAME", "Camille"),
        ("GIT_COMMITTER_EMAIL", "camille@example.org"),
    ]);
}
