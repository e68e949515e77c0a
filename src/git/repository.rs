//! A repository: the root of its files, its commits, and where its hooks are.

use std::io::{BufRead, BufReader};
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;

use super::error::{Depth, GitError};
use super::moment::{self, Asked};
use super::program::{Git, path, unreachable};
use crate::text::nearest::nearest;

/// A repository, asked from a folder of its own.
#[derive(Debug)]
pub(crate) struct Repository {
    /// git, asked from there.
    pub(super) git: Git,
    /// The root of its files; nothing where it has none.
    root: Option<PathBuf>,
}

/// A commit, by the name that git gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commit {
    /// Its name, 40 or 64 hexadecimal digits.
    pub(super) name: String,
    /// How it was asked for; else its name, short enough to be read.
    pub(crate) asked: String,
}

impl Repository {
    /// Returns the repository that holds a folder, which may not exist any more. Where the environment names a repository,
    /// as git does for its hooks, it is that one, asked from the current folder.
    pub(crate) fn holding(folder: &Path, current: &Path) -> Result<Self, GitError> {
        // Without the slash at its end, which would follow a link.
        let folder: &Path = &folder.components().collect::<PathBuf>();
        let is_named = |variable: &str| std::env::var_os(variable).is_some();
        let start = match is_named("GIT_DIR") {
            true => current,
            // A link would lead to where another repository may be.
            false if folder.is_symlink() => existing(folder.parent().unwrap_or(folder)),
            false => existing(folder),
        };
        let git = Git::at(start)?;
        let root = root(&git)?;
        // The index that git names to its hooks is that of the repository where they run.
        if is_named("GIT_INDEX_FILE") && start != current {
            let here = Git::at(current).and_then(|git| self::root(&git));
            if here.is_ok_and(|here| here != root) {
                let git = git.with_its_own_index();
                return Ok(Self { git, root });
            }
        }
        Ok(Self { git, root })
    }

    /// Returns whether the repository has files to work on: a bare one has only commits.
    pub(crate) fn has_files(&self) -> bool {
        self.root.is_some()
    }

    /// Returns the root of the files; that of the repository itself where it has none.
    pub(crate) fn top(&self) -> &Path {
        self.root.as_deref().unwrap_or(self.git.folder())
    }

    /// Returns the path of a file or a folder from the root of the repository, with `/`; nothing when it is outside.
    pub(crate) fn path_of(&self, path: &Path) -> Option<String> {
        let real = existing(path);
        let rest = path.strip_prefix(real).ok()?;
        let root = self.top().canonicalize().ok()?;
        below(&real.canonicalize().ok()?.join(rest), &root)
    }

    /// Returns the path of a folder from the root of the repository as it is written, whatever links it goes through.
    pub(super) fn written_path_of(&self, path: &Path) -> Option<String> {
        let mut written = PathBuf::new();
        for part in path.components() {
            match part {
                Component::ParentDir => {
                    written.pop();
                }
                part => written.push(part),
            }
        }
        below(&written, self.top())
    }

    /// Returns the commit that a revision names.
    pub(crate) fn commit(&self, rev: &str) -> Result<Commit, GitError> {
        let name = match moment::read(rev)? {
            Asked::Named(name) => self.named(name)?,
            Asked::Before(start, day) => {
                let tip = self.named(start)?;
                let before = self.first(&tip, |date| date < day)?;
                before.ok_or_else(|| GitError::NothingBefore(rev.to_owned(), self.depth()))?
            }
        };
        Ok(Commit {
            name,
            asked: rev.to_owned(),
        })
    }

    /// Returns the last commit that a revision has in common with the one that is checked: a commit, or the next one, which
    /// goes on from HEAD and from what is being merged.
    pub(crate) fn merge_base(
        &self,
        since: &Commit,
        tip: Option<&Commit>,
    ) -> Result<Commit, GitError> {
        let mut tips = Vec::new();
        match tip {
            Some(tip) => tips.push(tip.name.clone()),
            None => {
                tips.push(self.named("HEAD")?);
                tips.extend(self.verified("MERGE_HEAD^{commit}")?);
            }
        }
        let mut args = vec!["merge-base", since.name.as_str()];
        args.extend(tips.iter().map(String::as_str));
        let found = self.git.ask_line(&args)?;
        let name = found.ok_or_else(|| GitError::NoMergeBase(since.asked.clone(), self.depth()))?;
        Ok(Commit {
            asked: name.get(..10).unwrap_or(&name).to_owned(),
            name,
        })
    }

    /// Returns the folder where git looks for hooks, wherever its settings put it; nothing when they put it nowhere.
    pub(crate) fn hooks(&self) -> Result<Option<PathBuf>, GitError> {
        let setting = ["config", "--get", "core.hooksPath"];
        if self
            .git
            .ask_of_hooks(&setting)
            .is_ok_and(|value| value == b"\n")
        {
            return Ok(None);
        }
        let hooks = self
            .git
            .ask_of_hooks(&["rev-parse", "--git-path", "hooks"])?;
        Ok(Some(self.git.folder().join(path(&hooks))))
    }

    /// Returns the name of the commit that git reads in a revision.
    fn named(&self, rev: &str) -> Result<String, GitError> {
        // git would take them for an option, or for commits to leave out; no branch starts so.
        let found = if rev.starts_with(['-', '^']) {
            None
        } else {
            self.verified(&format!("{rev}^{{commit}}"))?
        };
        match found {
            Some(name) => Ok(name),
            None => Err(self.not_named(rev)?),
        }
    }

    /// Says why git reads no commit in a revision.
    fn not_named(&self, rev: &str) -> Result<GitError, GitError> {
        let names = self.branches_and_tags()?;
        let is_head = names.is_empty() || ["HEAD", "@"].contains(&rev);
        if is_head && self.verified("HEAD")?.is_none() {
            return Ok(GitError::NoCommit);
        }
        let named = match rev.starts_with(['-', '^']) {
            true => None,
            false => self.verified(rev)?,
        };
        // A whole name is read as one, even of an object that is not there.
        let is_name = rev.len() >= 40 && rev.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(name) = named.filter(|_| !is_name) {
            let content = self.verified(&format!("{name}^{{object}}"))?;
            return Ok(match content {
                Some(_) => GitError::NotACommit(rev.to_owned()),
                None => GitError::Spoilt,
            });
        }
        let close = nearest(rev, names.iter().map(String::as_str));
        let close = close.into_iter().map(str::to_owned).collect();
        Ok(GitError::UnknownRevision(
            rev.to_owned(),
            close,
            self.depth(),
        ))
    }

    /// Returns the name of the object that git reads in a few words; nothing when it reads none.
    fn verified(&self, words: &str) -> Result<Option<String>, GitError> {
        let asked = ["rev-parse", "--verify", "--quiet", words];
        match self.git.ask_line(&asked) {
            Err(GitError::Refused(_)) => Ok(None),
            found => found,
        }
    }

    /// Returns the names of the branches and tags, as they are typed.
    fn branches_and_tags(&self) -> Result<Vec<String>, GitError> {
        let names = self
            .git
            .ask(&["for-each-ref", "--format=%(refname:lstrip=2)"])?;
        let names = String::from_utf8_lossy(&names);
        // What a remote calls its HEAD is one of its branches.
        let names = names.lines().filter(|name| !name.ends_with("/HEAD"));
        Ok(names.map(str::to_owned).collect())
    }

    /// Returns the first commit, going back from one by first parents, whose day passes a test. The day is the one that the
    /// commit bears, in its own time zone.
    fn first(
        &self,
        tip: &str,
        test: impl Fn(chrono::NaiveDate) -> bool,
    ) -> Result<Option<String>, GitError> {
        let args = ["rev-list", "--first-parent", "--format=%ci", tip, "--"];
        let mut child = self.git.start(&args, Stdio::null())?;
        let mut found = None;
        let mut name = String::new();
        let answer = child.stdout.take().map(BufReader::new);
        for line in answer.into_iter().flat_map(BufRead::lines) {
            let line = line.map_err(|cause| unreachable(&cause))?;
            if let Some(commit) = line.strip_prefix("commit ") {
                name = commit.to_owned();
            } else if moment::day(&line).is_some_and(&test) {
                found = Some(name);
                break;
            }
        }
        if found.is_some() {
            // The rest of history is not wanted; when it is already told, there is nothing to stop.
            let _ = child.kill();
        }
        let end = child.wait().map_err(|cause| unreachable(&cause))?;
        if found.is_none() && !end.success() {
            return Err(GitError::Spoilt);
        }
        Ok(found)
    }

    /// Returns how much of its history this clone holds.
    pub(super) fn depth(&self) -> Depth {
        match self.git.ask_line(&["rev-parse", "--is-shallow-repository"]) {
            Ok(Some(answer)) if answer == "true" => Depth::Shallow,
            _ => Depth::Whole,
        }
    }
}

/// Returns the root of the files of a repository; nothing when it has only commits.
fn root(git: &Git) -> Result<Option<PathBuf>, GitError> {
    match git.ask(&["rev-parse", "--show-toplevel"]) {
        Ok(root) => {
            let root = path(&root);
            Ok(Some(root.canonicalize().unwrap_or(root)))
        }
        Err(GitError::Refused(why)) if why.contains("work tree") => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the path below a folder, with `/`; nothing when it is outside.
fn below(path: &Path, folder: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.iter();
    let parts: Option<Vec<&str>> = parts.map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// Returns a path when it is a folder, else the nearest above that is one.
fn existing(path: &Path) -> &Path {
    path.ancestors()
        .find(|folder| folder.is_dir())
        .unwrap_or(path)
}
