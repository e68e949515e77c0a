//! What keeps git from answering, in French.

use std::fmt;

use crate::text::nearest::quoted_or;

/// Why git did not answer: nothing that editing the plan can mend.
#[derive(Debug)]
pub(crate) enum GitError {
    /// There is no git on this machine.
    Absent,
    /// git cannot be started, or be spoken to.
    Unreachable(String),
    /// A folder is in no repository.
    NoRepository(String),
    /// The repository is somebody else's.
    NotOurs(String),
    /// A revision that git does not know, and the close names that it does.
    UnknownRevision(String, Vec<String>),
    /// `@{…}` with something else than a day.
    NotADay(String),
    /// No commit is older than a day.
    NothingBefore(String, Depth),
    /// There is no commit yet.
    NoCommit,
    /// Two commits have no common ancestor.
    NoMergeBase(String, Depth),
    /// The index is not whole.
    CorruptIndex(String),
    /// There is no plan in what git keeps.
    NoPlan {
        /// Where it was looked for, as printed.
        folder: String,
        /// In what: « l'index », « la révision « v1 » ».
        kept: String,
    },
    /// git refused, in its own words.
    Refused(String),
}

/// How much of its history a clone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// All of it.
    Whole,
    /// The latest commits alone.
    Shallow,
}

impl fmt::Display for Depth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Whole => "",
            Self::Shallow => {
                " ; ce clone n'a que les derniers commits : lancer git fetch --unshallow (fetch-depth: 0 chez GitHub, GIT_DEPTH: 0 chez GitLab)"
            }
        })
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
                write!(formatter, "« {folder} » n'est pas dans un dépôt git")
            }
            Self::NotOurs(folder) => write!(
                formatter,
                "le dépôt de « {folder} » appartient à un autre utilisateur, et git refuse de le lire ; s'il est sûr : git config --global --add safe.directory DOSSIER"
            ),
            Self::UnknownRevision(rev, close) => {
                write!(formatter, "révision inconnue : « {rev} »")?;
                match close.as_slice() {
                    [] => formatter.write_str(
                        " ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
                    ),
                    close => {
                        let close: Vec<&str> = close.iter().map(String::as_str).collect();
                        write!(formatter, " ; vouliez-vous dire {} ?", quoted_or(&close))
                    }
                }
            }
            Self::NotADay(rev) => write!(
                formatter,
                "« {rev} » ne désigne pas un jour : écrire @{{AAAA-MM-JJ}}, le dernier commit d'avant ce jour"
            ),
            Self::NothingBefore(rev, depth) => {
                write!(formatter, "aucun commit n'est antérieur à « {rev} »{depth}")
            }
            Self::NoCommit => formatter.write_str("le dépôt n'a encore aucun commit"),
            Self::NoMergeBase(rev, depth) => write!(
                formatter,
                "« {rev} » n'a aucun commit en commun avec ce qui est contrôlé{depth}"
            ),
            Self::CorruptIndex(path) => write!(
                formatter,
                "l'index de git est abîmé : « {path} » ; le refaire avec git reset, après en avoir gardé une copie"
            ),
            Self::NoPlan { folder, kept } => write!(
                formatter,
                "aucun plan dans « {folder} » pour {kept} : le fichier strategie.toml y manque ; indiquer le dossier du plan avec --plan"
            ),
            Self::Refused(cause) => write!(formatter, "git a échoué ({cause})"),
        }
    }
}
