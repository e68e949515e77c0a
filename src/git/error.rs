//! What keeps git from answering, in French.

use std::fmt;
use std::path::Path;

use chrono::NaiveDate;

use crate::text::nearest::quoted_or;

/// Why git did not answer: nothing that editing the plan can mend.
#[derive(Debug)]
pub(crate) enum GitError {
    /// There is no git on this machine.
    Absent,
    /// git cannot be started, or its pipe broke.
    Unreachable(String),
    /// A folder is in no repository.
    NoRepository(String),
    /// A folder is outside the files of the repository, which stand there.
    Outside(String, String),
    /// The repository is somebody else's, at this place.
    NotOurs(String),
    /// The settings of git cannot be read, or ask for what this git does not know.
    Settings(String),
    /// A revision that git does not know, the close names that it does, and how much of its history the clone holds.
    UnknownRevision(String, Vec<String>, Depth),
    /// `@{…}` with something else than a day, and the day that was perhaps meant.
    NotADay(String, Option<NaiveDate>),
    /// No commit is older than a day.
    NothingBefore(String, Depth),
    /// The current branch has no commit yet.
    NoCommit,
    /// A revision that names something else than a commit.
    NotACommit(String),
    /// Two commits have no common ancestor.
    NoMergeBase(String, Depth),
    /// The index is not whole.
    CorruptIndex(String),
    /// The index cannot be read, for a reason of the system.
    UnreadableIndex(String, String),
    /// A part of the repository is missing or spoilt.
    Spoilt,
    /// There is no plan in what git keeps.
    NoPlan {
        /// Where it was looked for, as printed.
        folder: String,
        /// In what.
        kept: Searched,
    },
    /// git refused, in its own words.
    Refused(String),
}

/// What was searched for a plan.
#[derive(Debug)]
pub(crate) enum Searched {
    /// The index.
    Index,
    /// A revision, as it was asked for.
    Revision(String),
}

/// How much of its history a clone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// All of it.
    Whole,
    /// The latest commits alone.
    Shallow,
}

impl GitError {
    /// Reads what git says when it refuses, in a folder.
    pub(super) fn said_by_git(said: &str, folder: &Path) -> Self {
        let folder = folder.display().to_string();
        let first = said.lines().find(|line| !line.starts_with("warning:"));
        let words = first.unwrap_or("arrêté sans un mot");
        let words = words
            .trim_start_matches("fatal: ")
            .trim_start_matches("error: ")
            .to_owned();
        let has = |known: &[&str]| known.iter().any(|known| words.contains(known));
        if has(&["dubious ownership"]) {
            let mut lines = said.lines();
            let place = lines.find_map(|line| line.split_once("--add safe.directory "));
            Self::NotOurs(place.map_or(folder, |(_, place)| place.to_owned()))
        } else if has(&["not a git repository"]) {
            Self::NoRepository(folder)
        } else if has(&[
            "bad config",
            "unknown repository extension",
            "Expected git repo version",
            "cannot use bare repository",
        ]) {
            Self::Settings(words)
        } else if has(&[
            "not a tree object",
            "promisor remote",
            "Could not read",
            "unable to read",
            "is corrupt",
            "bad object",
            "missing object",
        ]) {
            Self::Spoilt
        } else {
            Self::Refused(words)
        }
    }
}

impl Depth {
    /// Returns what to do where the rest of history may hold the answer.
    fn advice(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Shallow => {
                " ; ce clone n'a que les derniers commits : lancer git fetch --unshallow (fetch-depth: 0 chez GitHub, GIT_DEPTH: 0 chez GitLab)"
            }
        }
    }
}

impl std::error::Error for GitError {}

impl fmt::Display for GitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => {
                formatter.write_str("git est introuvable : l'installer, ou l'ajouter au PATH")
            }
            Self::Unreachable(cause) => write!(formatter, "git ne répond pas : {cause}"),
            Self::NoRepository(folder) => {
                write!(
                    formatter,
                    "« {folder} » n'est pas dans un dépôt git ; se placer dans le dépôt, ou en créer un avec git init"
                )
            }
            Self::Outside(folder, top) => write!(
                formatter,
                "« {folder} » est hors des fichiers de ce dépôt, qui sont dans « {top} » ; indiquer avec --plan un dossier qui y est"
            ),
            Self::NotOurs(place) => write!(
                formatter,
                "ce dépôt appartient à un autre utilisateur, et git refuse de le lire ; s'il est sûr : git config --global --add safe.directory {place}"
            ),
            Self::Settings(cause) => write!(
                formatter,
                "les réglages de ce dépôt ne conviennent pas à ce git ({cause}) ; « git status » le montre aussi"
            ),
            Self::UnknownRevision(rev, close, depth) => {
                write!(formatter, "révision inconnue : « {rev} »")?;
                let close: Vec<&str> = close.iter().map(String::as_str).collect();
                match (depth, close.as_slice()) {
                    (Depth::Whole, []) => formatter.write_str(
                        " ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
                    ),
                    (Depth::Shallow, []) => formatter.write_str(depth.advice()),
                    (_, close) => write!(formatter, " ; vouliez-vous dire {} ?", quoted_or(close)),
                }
            }
            Self::NotADay(rev, day) => {
                let day = day.map_or("AAAA-MM-JJ".to_owned(), |day| day.to_string());
                write!(
                    formatter,
                    "« {rev} » ne désigne pas un jour : écrire @{{{day}}}, le dernier commit d'avant ce jour"
                )
            }
            Self::NothingBefore(rev, depth) => {
                let advice = depth.advice();
                write!(formatter, "aucun commit n'est antérieur à « {rev} »{advice}")
            }
            Self::NoCommit => formatter.write_str(
                "cette branche n'a encore aucun commit ; en faire un d'abord : git add, puis git commit",
            ),
            Self::NotACommit(rev) => write!(
                formatter,
                "« {rev} » désigne un fichier ou un dossier, et non un commit ; écrire une branche, une étiquette, un commit ou @{{AAAA-MM-JJ}}"
            ),
            Self::NoMergeBase(rev, depth) => write!(
                formatter,
                "« {rev} » n'a aucun commit en commun avec ce qui est contrôlé{}",
                depth.advice()
            ),
            Self::CorruptIndex(path) => write!(
                formatter,
                "l'index de git est abîmé : « {path} » ; le mettre de côté sous un autre nom, puis le refaire avec git reset, qui ne touche pas aux fichiers"
            ),
            Self::UnreadableIndex(path, cause) => write!(
                formatter,
                "lecture impossible de l'index de git, « {path} » : {cause}"
            ),
            Self::Spoilt => formatter.write_str(
                "il manque une partie de ce dépôt, ou elle est abîmée : git fsck le dit ; dans un clone partiel, git checkout va chercher le reste",
            ),
            Self::NoPlan { folder, kept } => {
                let folder = if folder.is_empty() { "." } else { folder };
                match kept {
                    Searched::Index => write!(
                        formatter,
                        "le prochain commit n'aurait pas de plan : « {folder}/strategie.toml » n'est pas ajouté ; lancer git add {folder}, ou indiquer le dossier du plan avec --plan"
                    ),
                    Searched::Revision(rev) => write!(
                        formatter,
                        "la révision « {rev} » n'a pas de plan dans « {folder} » : il est peut-être plus récent, ou y était dans un autre dossier, à indiquer avec --plan"
                    ),
                }
            }
            Self::Refused(cause) => write!(formatter, "git a échoué ({cause})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_told_in_french_where_it_is_common() {
        let told = |said: &str| GitError::said_by_git(said, Path::new("/ici")).to_string();
        assert!(
            told("fatal: not a git repository: x").contains("« /ici » n'est pas dans un dépôt")
        );
        assert!(
            told("fatal: detected dubious ownership in repository at '/a'\nTo add an exception, call:\n\n\tgit config --global --add safe.directory '/a b'\n")
                .ends_with("--add safe.directory '/a b'")
        );
        assert!(told("fatal: bad config line 3 in file .git/config").contains("réglages"));
        assert!(told("error: Could not read af34\nfatal: x").contains("git fsck"));
        assert_eq!(told("warning: w\nfatal: autre"), "git a échoué (autre)");
        assert_eq!(told(""), "git a échoué (arrêté sans un mot)");
    }
}
