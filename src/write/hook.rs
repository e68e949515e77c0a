//! The git hooks that keep a faulty plan from being committed: one script, for commits and for merges.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::new_file::{Mode, create};

/// The hooks that git runs before it makes a commit: a merge without conflict has one of its own.
const HOOKS: [&str; 2] = ["pre-commit", "pre-merge-commit"];

/// The line by which a hook is known as ours.
const OURS: &str = "# Posé par « stspd hook » ; « stspd hook --retirer » l'enlève.";

/// What became of the hooks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// These files were written, or taken away.
    Done(Vec<PathBuf>),
    /// They were as asked already.
    Nothing,
    /// Nothing was touched: this one is somebody else's, is for another plan, or was changed since.
    Refused(PathBuf),
}

/// What stands in the place of a hook.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// Nothing.
    Nothing,
    /// Our script as it was written, for the plan of this line.
    Ours(String),
    /// Our script, changed since.
    Changed,
    /// Something else.
    Foreign,
}

/// Installs the hooks in a folder, for a plan named by its path from the root of the repository. None is written unless all
/// can be.
pub(crate) fn install(folder: &Path, plan: &str) -> io::Result<Outcome> {
    let mut missing = Vec::new();
    for path in HOOKS.map(|name| folder.join(name)) {
        match found(&path)? {
            Found::Nothing => missing.push(path),
            Found::Ours(line) if line == plan_line(plan) => {}
            _ => return Ok(Outcome::Refused(path)),
        }
    }
    if missing.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let script = script(&plan_line(plan));
    for (rank, path) in missing.iter().enumerate() {
        if let Err(error) = create(path, &script, Mode::Program) {
            // All or none: those just written are ours to take back.
            for written in &missing[..rank] {
                let _ = fs::remove_file(written);
            }
            return match error.kind() {
                ErrorKind::AlreadyExists => Ok(Outcome::Refused(path.clone())),
                _ => Err(error),
            };
        }
    }
    Ok(Outcome::Done(missing))
}

/// Takes the hooks away, whatever plan they are for; none when one of them was changed since.
pub(crate) fn remove(folder: &Path) -> io::Result<Outcome> {
    let mut ours = Vec::new();
    for path in HOOKS.map(|name| folder.join(name)) {
        match found(&path)? {
            Found::Nothing | Found::Foreign => {}
            Found::Ours(_) => ours.push(path),
            Found::Changed => return Ok(Outcome::Refused(path)),
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
    format!("stspd --plan={} check --staged", quoted(plan))
}

/// Returns what stands in the place of a hook.
fn found(path: &Path) -> io::Result<Found> {
    let text = match fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        // A link that leads nowhere is something all the same.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(match path.symlink_metadata() {
                Ok(_) => Found::Foreign,
                Err(_) => Found::Nothing,
            });
        }
        Err(error) if error.kind() == ErrorKind::IsADirectory => return Ok(Found::Foreign),
        Err(error) => return Err(error),
    };
    let (mark, rest) = (format!("\n{OURS}\n"), text.split_once("\nplan="));
    if !text.contains(&mark) {
        return Ok(Found::Foreign);
    }
    // A path may hold a newline: the line ends where the quotation does.
    let line = rest.and_then(|(_, rest)| rest.split_once("'\n"));
    let line = line.map(|(line, _)| format!("plan={line}'"));
    Ok(match line {
        Some(line) if script(&line) == text => Found::Ours(line),
        _ => Found::Changed,
    })
}

/// Returns the line of the script that names the plan.
fn plan_line(plan: &str) -> String {
    format!("plan={}", quoted(plan))
}

/// Returns a path as one word of the shell; the root itself is a dot.
fn quoted(path: &str) -> String {
    let path = if path.is_empty() { "." } else { path };
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// Returns the script. git runs it at the root of the work tree.
fn script(plan: &str) -> String {
    format!(
        r#"#!/bin/sh
{OURS}
{plan}
contient() {{ git cat-file -e "$1:./$plan/strategie.toml" 2>/dev/null; }}
# Une branche où ce plan n'est pas n'a rien à contrôler.
if ! contient '' && ! contient HEAD; then exit 0; fi
if ! command -v stspd >/dev/null; then
  echo "Commit refusé : la commande stspd est introuvable, le plan n'a pas été contrôlé." >&2
  echo "L'installer, ou passer outre avec git commit --no-verify." >&2
  exit 1
fi
stspd --plan="$plan" check --staged && exit 0
code=$?
echo "Commit refusé : corriger le plan puis git add, ou passer outre avec git commit --no-verify." >&2
exit $code
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            install(&hooks, "l'été\n").unwrap(),
            Outcome::Done(both.clone())
        );
        assert_eq!(names(&hooks), HOOKS);
        assert_eq!(install(&hooks, "l'été\n").unwrap(), Outcome::Nothing);
        assert_eq!(
            install(&hooks, "plan").unwrap(),
            Outcome::Refused(both[0].clone())
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
        assert_eq!(refused, Outcome::Refused(theirs));
        assert_eq!(names(folder.path()), ["pre-merge-commit"]);
        assert_eq!(remove(folder.path()).unwrap(), Outcome::Nothing);
        assert_eq!(names(folder.path()), ["pre-merge-commit"]);
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
            Outcome::Refused(path.clone())
        );
        assert_eq!(
            remove(folder.path()).unwrap(),
            Outcome::Refused(path.clone())
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), longer);
    }
}
