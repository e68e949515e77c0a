//! A report: written whole beside its place, then put there at once. It may take the place of an older one, never of a file
//! of a plan.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file;
use crate::load::error::reason;
use crate::load::files::STRATEGIE;

/// Why a report cannot be put somewhere, in French.
#[derive(Debug)]
pub(crate) struct ReportError(String);

impl std::fmt::Display for ReportError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for ReportError {}

/// Where a report goes, once it is known that it may.
#[derive(Debug)]
pub(crate) struct Destination {
    /// The path as it was asked for, for messages.
    asked: PathBuf,
    /// The file, behind any link.
    file: PathBuf,
}

impl Destination {
    /// Returns the place of a report, which is no file of a plan nor anything else than an ordinary file.
    pub(crate) fn at(asked: &Path, folder: &Path) -> Result<Self, ReportError> {
        let refused = |why: &str| ReportError(format!("« {} » {why}", asked.display()));
        // « d/ » names a folder, whether there is one or not.
        if asked
            .as_os_str()
            .to_string_lossy()
            .ends_with(['/', std::path::MAIN_SEPARATOR])
        {
            return Err(refused("est un dossier"));
        }
        let path = folder.join(asked);
        let name = path
            .file_name()
            .ok_or_else(|| refused("n'est pas un nom de fichier"))?;
        let parent = path.parent().unwrap_or(folder);
        let parent = fs::canonicalize(parent).map_err(|error| {
            ReportError(format!("« {} » : {}", parent.display(), reason(&error)))
        })?;
        let file = match fs::canonicalize(&path) {
            Ok(file) if file.is_dir() => return Err(refused("est un dossier")),
            Ok(file) if !file.is_file() => return Err(refused("n'est pas un fichier ordinaire")),
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if fs::symlink_metadata(&path).is_ok() {
                    return Err(refused("est un lien qui ne mène nulle part"));
                }
                parent.join(name)
            }
            Err(error) => return Err(refused(&reason(&error))),
        };
        if is_in_a_plan(&file) {
            return Err(refused(
                "est à la place d'un fichier de plan : écrire le rapport dans un autre dossier",
            ));
        }
        let is_git = |part: &std::ffi::OsStr| part.eq_ignore_ascii_case(".git");
        if file.iter().any(is_git) {
            return Err(refused("est dans le dossier de git"));
        }
        Ok(Self {
            asked: asked.to_owned(),
            file,
        })
    }

    /// Writes a report: the file is then the new one whole, or what it was.
    pub(crate) fn write(&self, content: &[u8]) -> Result<(), ReportError> {
        file::replace(&self.file, content).map_err(|error| {
            ReportError(format!(
                "« {} » n'a pas pu être écrit : {}",
                self.asked.display(),
                error
            ))
        })
    }
}

/// Returns whether something that would be written belongs to a plan: beside its strategy, in its folders, or of its kind.
pub(crate) fn is_in_a_plan(path: &Path) -> bool {
    let is_toml = |name: &Path| {
        let end = name.extension();
        end.is_some_and(|end| end.eq_ignore_ascii_case("toml"))
    };
    let path = resolved(path);
    let mut folders = path.ancestors().skip(1);
    folders.any(|folder| {
        let below = path.strip_prefix(folder).unwrap_or(&path);
        let first = below.iter().next().unwrap_or_default();
        let is_kept = ["fiches", "bilans"]
            .iter()
            .any(|kept| first.eq_ignore_ascii_case(kept));
        let is_beside = below.iter().count() == 1;
        (is_beside || is_kept || is_toml(below))
            && fs::symlink_metadata(folder.join(STRATEGIE)).is_ok()
    })
}

/// Returns a path behind every link, whether or not all of its folders are there yet.
fn resolved(path: &Path) -> PathBuf {
    let mut there = path;
    let mut absent = Vec::new();
    loop {
        if let Ok(found) = fs::canonicalize(there) {
            return absent
                .iter()
                .rev()
                .fold(found, |whole, name| whole.join(name));
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                absent.push(name.to_owned());
                there = parent;
            }
            // A path that goes up from a folder that is not there leads nowhere that is known.
            (Some(parent), None) => there = parent,
            _ => return path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns why a report may not go somewhere in a folder that holds a plan.
    fn refused(folder: &Path, asked: &str) -> Option<String> {
        let at = Destination::at(Path::new(asked), folder);
        at.err().map(|error| error.to_string())
    }

    #[test]
    fn a_report_never_takes_the_place_of_a_file_of_a_plan() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan");
        fs::create_dir_all(plan.join("fiches/sous")).unwrap();
        fs::create_dir_all(plan.join("sous")).unwrap();
        fs::write(plan.join("strategie.toml"), "").unwrap();
        for asked in [
            "plan/strategie.toml",
            "plan/x.toml",
            "plan/fiches/a.csv",
            "plan/fiches/sous/a.toml",
            "plan/fiches/../fiches/b.html",
            "plan/LICENCE",
            "plan/bilan.html",
            "plan/sous/x.toml",
        ] {
            assert!(
                refused(folder.path(), asked).is_some_and(|why| why.contains("plan")),
                "{asked}"
            );
        }
        for asked in ["bilan.html", "x.toml", "plan/sous/bilan.html"] {
            assert_eq!(refused(folder.path(), asked), None, "{asked}");
        }
    }

    #[test]
    fn a_report_replaces_an_older_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let write = |content: &[u8]| {
            Destination::at(Path::new("a.csv"), folder.path())
                .unwrap()
                .write(content)
        };
        write(b"un").unwrap();
        write(b"deux").unwrap();
        assert_eq!(fs::read(folder.path().join("a.csv")).unwrap(), b"deux");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_ordinary_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("d")).unwrap();
        assert_eq!(refused(folder.path(), "d").unwrap(), "« d » est un dossier");
        assert_eq!(
            refused(folder.path(), "e/").unwrap(),
            "« e/ » est un dossier"
        );
        assert!(
            refused(folder.path(), "absent/x")
                .unwrap()
                .contains("absent")
        );
        assert!(
            refused(folder.path(), "/dev/null")
                .unwrap()
                .contains("ordinaire")
        );
    }
}
