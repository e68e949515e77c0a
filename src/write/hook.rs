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
    /// Nothing was touched, because of what stands there.
    Refused(PathBuf, Obstacle),
}

/// What keeps a hook from being written or taken away.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// The hook of somebody else.
    Foreign,
    /// Our hook, for another plan.
    OtherPlan,
    /// Our hook, changed since.
    Changed,
    /// Our hook, which git may not run.
    NotRunnable,
}

/// What stands in the place of a hook.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// Nothing.
    Nothing,
    /// Our script as it was written, for the plan of this line, and whether it may be run.
    Ours(String, bool),
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
        let obstacle = match found(&path)? {
            Found::Nothing => {
                missing.push(path);
                continue;
            }
            Found::Ours(line, true) if line == plan_line(plan) => continue,
            Found::Ours(line, false) if line == plan_line(plan) => Obstacle::NotRunnable,
            Found::Ours(..) => Obstacle::OtherPlan,
            Found::Changed => Obstacle::Changed,
            Found::Foreign => Obstacle::Foreign,
        };
        return Ok(Outcome::Refused(path, obstacle));
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
                ErrorKind::AlreadyExists => Ok(Outcome::Refused(path.clone(), Obstacle::Foreign)),
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
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let (head, tail) = (head(), tail());
    let Some(rest) = text.strip_prefix(head.as_str()) else {
        return Ok(Found::Foreign);
    };
    Ok(match rest.strip_suffix(tail) {
        Some(line) if !line.contains(tail) => Found::Ours(line.to_owned(), is_runnable(&file)),
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

/// Returns the line of the script that names the plan.
fn plan_line(plan: &str) -> String {
    format!("plan={}", quoted(plan))
}

/// Returns a path as one word of the shell; the root itself is a dot.
fn quoted(path: &str) -> String {
    let path = if path.is_empty() { "." } else { path };
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// Returns the script, with the line that names the plan. git runs it at the root of the work tree.
fn script(plan: &str) -> String {
    format!("{}{plan}{}", head(), tail())
}

/// Returns what comes before the line that names the plan.
fn head() -> String {
    format!("#!/bin/sh\n{OURS}\n")
}

/// Returns what comes after the line that names the plan. A file is looked for by its name alone: its content may not be in
/// this clone, and would be fetched.
fn tail() -> &'static str {
    r#"
export GIT_NO_LAZY_FETCH=1 GIT_LITERAL_PATHSPECS=1
contient() { git rev-parse --verify --quiet "$1:./$plan/strategie.toml" >/dev/null; }
if ! contient '' && ! contient HEAD; then
  echo "stspd : cette branche n'a pas de plan dans « $plan », rien n'est contrôlé." >&2
  exit 0
fi
# Un commit qui ne touche pas au plan n'a pas à en répondre.
git diff-index --cached --quiet HEAD -- "./$plan" 2>/dev/null && exit 0
if ! command -v stspd >/dev/null; then
  echo "Commit refusé : la commande stspd est introuvable, le plan n'a pas été contrôlé." >&2
  echo "L'installer, ou passer outre avec git commit --no-verify." >&2
  exit 1
fi
stspd --plan="$plan" check --staged --quiet
case $? in
  0) exit 0 ;;
  1) echo "Commit refusé : corriger le plan puis git add, ou passer outre avec git commit --no-verify." >&2 ;;
  *) echo "Commit refusé : le plan n'a pas pu être contrôlé ; passer outre avec git commit --no-verify." >&2 ;;
esac
exit 1
"#
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
            Outcome::Refused(both[0].clone(), Obstacle::OtherPlan)
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
