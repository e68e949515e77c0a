//! The git hooks that keep a faulty plan from being committed: one script, for commits and for merges.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::file::{Fault, PROGRAM, free};
use super::together::{New, create_all};
use crate::text::hex::hex;
use crate::text::{safe, shell};

/// The hooks that git runs before it makes a commit: a merge without conflict has one of its own.
const HOOKS: [&str; 2] = ["pre-commit", "pre-merge-commit"];

/// How our script starts, up to its sum.
const HEAD: &str = "#!/bin/sh\n# Posé par « stspd hook » ; « stspd hook --retirer » l'enlève.\n# Somme de ce qui suit : ";

/// What comes after the line that names the plan. A file is looked for by its name alone: its content may not be in this clone,
/// and would be fetched.
const BODY: &str = include_str!("pre-commit.sh");

/// What became of the hooks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// These files were written, or taken away.
    Done(Vec<PathBuf>),
    /// They were as asked already.
    Nothing,
    /// Nothing was touched, because of what stands there.
    Refused(PathBuf, Obstacle),
}

/// What keeps a hook from being written or taken away.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// The hook of somebody else.
    Foreign,
    /// Our hook, for another plan or of another version.
    Other,
    /// Our hook, changed since.
    Changed,
    /// Our hook, which git may not run.
    NotRunnable,
    /// Our hook, just written, which could not be taken back when the other could not be written, for this reason.
    Alone(String),
}

/// What stands in the place of a hook.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// Nothing.
    Nothing,
    /// Our script as it was written, and whether it may be run.
    Ours(String, bool),
    /// Our script, changed since.
    Changed,
    /// Something else.
    Foreign,
}

/// Installs the hooks in a folder, for a plan named by its path from the root of the repository. None is written unless all
/// can be.
pub(crate) fn install(folder: &Path, plan: &str) -> io::Result<Outcome> {
    let script = script(plan);
    let mut missing = Vec::new();
    for path in HOOKS.map(|name| folder.join(name)) {
        let obstacle = match found(&path)? {
            Found::Nothing => {
                missing.push(path);
                continue;
            }
            Found::Ours(text, true) if text == script => continue,
            Found::Ours(text, false) if text == script => Obstacle::NotRunnable,
            Found::Ours(..) => Obstacle::Other,
            Found::Changed => Obstacle::Changed,
            Found::Foreign => Obstacle::Foreign,
        };
        return Ok(Outcome::Refused(path, obstacle));
    }
    if missing.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let files = missing.iter().map(|path| New {
        path,
        content: script.as_bytes(),
        mode: PROGRAM,
    });
    let files: Vec<New<'_>> = files.collect();
    let Err(undone) = create_all(&files, &free) else {
        return Ok(Outcome::Done(missing));
    };
    if let Some(&rank) = undone.left.first() {
        let alone = Obstacle::Alone(undone.fault.to_string());
        return Ok(Outcome::Refused(missing.swap_remove(rank), alone));
    }
    match undone.fault {
        Fault::Exists | Fault::Changed => {
            let path = missing.swap_remove(undone.rank);
            Ok(Outcome::Refused(path, Obstacle::Foreign))
        }
        Fault::Failed(cause) | Fault::Unconfirmed(cause) => Err(cause),
    }
}

/// Takes the hooks away, whatever plan they are for; none when one of them was changed since.
pub(crate) fn remove(folder: &Path) -> io::Result<Outcome> {
    let mut ours = Vec::new();
    for path in HOOKS.map(|name| folder.join(name)) {
        match found(&path)? {
            Found::Nothing | Found::Foreign => {}
            Found::Ours(..) => ours.push(path),
            Found::Changed => return Ok(Outcome::Refused(path, Obstacle::Changed)),
        }
    }
    for path in &ours {
        fs::remove_file(path)?;
    }
    Ok(if ours.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done(ours)
    })
}

/// Returns the command by which a hook checks a plan, for those who have a hook of their own.
pub(crate) fn command(plan: &str) -> String {
    format!(
        "stspd --plan={} check --staged --quiet || exit 1",
        quoted(plan)
    )
}

/// Returns what stands in the place of a hook.
fn found(path: &Path) -> io::Result<Found> {
    let file = match path.metadata() {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A link that leads nowhere is something all the same.
            return Ok(match path.is_symlink() {
                true => Found::Foreign,
                false => Found::Nothing,
            });
        }
        Err(error) => return Err(error),
    };
    if !file.is_file() {
        return Ok(Found::Foreign);
    }
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    let Some(rest) = text.strip_prefix(HEAD) else {
        return Ok(Found::Foreign);
    };
    // The sum tells a script that nobody changed, of whatever version.
    Ok(match rest.split_once('\n') {
        Some((sum, body)) if sum == self::sum(body) => Found::Ours(text, is_runnable(&file)),
        _ => Found::Changed,
    })
}

/// Returns whether a file may be run.
#[cfg(unix)]
fn is_runnable(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o111 != 0
}

/// Returns whether a file may be run.
#[cfg(not(unix))]
fn is_runnable(_: &fs::Metadata) -> bool {
    true
}

/// Returns a path as one word of the shell; the root itself is a dot.
fn quoted(path: &str) -> String {
    let path = if path.is_empty() { "." } else { path };
    shell::quoted(path)
}

/// Returns the script of a plan. git runs it at the root of the work tree.
fn script(plan: &str) -> String {
    // What people read may not command their screen.
    let name = quoted(&safe::line(plan));
    let body = format!("plan={}\nnom={name}\n{BODY}", quoted(plan));
    format!("{HEAD}{}\n{body}", sum(&body))
}

/// Returns the sum of a script, without the lines of which it is one.
fn sum(body: &str) -> String {
    hex(&Sha256::digest(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name that the shell must not read as anything else.
    const NAME: &str = "l'été\n'\nplan='x' $(y)";

    /// Returns the files of a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_hooks_are_installed_once_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let hooks = folder.path().join("hooks");
        let both = HOOKS.map(|name| hooks.join(name)).to_vec();
        assert_eq!(install(&hooks, NAME).unwrap(), Outcome::Done(both.clone()));
        assert_eq!(names(&hooks), HOOKS);
        assert_eq!(install(&hooks, NAME).unwrap(), Outcome::Nothing);
        assert_eq!(
            install(&hooks, "plan").unwrap(),
            Outcome::Refused(both[0].clone(), Obstacle::Other)
        );
        assert_eq!(remove(&hooks).unwrap(), Outcome::Done(both));
        assert_eq!(remove(&hooks).unwrap(), Outcome::Nothing);
    }

    #[test]
    fn the_hook_of_somebody_else_is_left_alone_and_nothing_is_written_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join("pre-merge-commit");
        fs::write(&theirs, "#!/bin/sh\nexit 0\n").unwrap();
        let refused = install(folder.path(), "plan").unwrap();
        assert_eq!(refused, Outcome::Refused(theirs, Obstacle::Foreign));
        assert_eq!(names(folder.path()), ["pre-merge-commit"]);
        assert_eq!(remove(folder.path()).unwrap(), Outcome::Nothing);
        assert_eq!(names(folder.path()), ["pre-merge-commit"]);
    }

    #[test]
    fn our_hook_of_another_version_is_ours() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(HOOKS[0]);
        let body = "plan='plan'\nexit 0\n";
        fs::write(&path, format!("{HEAD}{}\n{body}", sum(body))).unwrap();
        let refused = Outcome::Refused(path.clone(), Obstacle::Other);
        assert_eq!(install(folder.path(), "plan").unwrap(), refused);
        assert_eq!(remove(folder.path()).unwrap(), Outcome::Done(vec![path]));
    }

    #[test]
    fn what_was_added_to_our_hook_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        install(folder.path(), "plan").unwrap();
        let path = folder.path().join(HOOKS[0]);
        let longer = fs::read_to_string(&path).unwrap() + "echo bonjour\n";
        fs::write(&path, &longer).unwrap();
        assert_eq!(
            install(folder.path(), "plan").unwrap(),
            Outcome::Refused(path.clone(), Obstacle::Changed)
        );
        assert_eq!(
            remove(folder.path()).unwrap(),
            Outcome::Refused(path.clone(), Obstacle::Changed)
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), longer);
    }

    #[cfg(unix)]
    #[test]
    fn a_hook_that_git_may_not_run_is_no_hook() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        install(folder.path(), "plan").unwrap();
        let path = folder.path().join(HOOKS[1]);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(
            install(folder.path(), "plan").unwrap(),
            Outcome::Refused(path, Obstacle::NotRunnable)
        );
    }

    #[test]
    fn a_folder_in_the_place_of_a_hook_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(HOOKS[0]);
        fs::create_dir(&path).unwrap();
        let refused = Outcome::Refused(path, Obstacle::Foreign);
        assert_eq!(install(folder.path(), "plan").unwrap(), refused);
    }
}
