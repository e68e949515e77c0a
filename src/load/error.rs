//! What stops the reading of a plan: nothing that editing a file can mend.

use std::fmt;

/// Why a plan cannot be read.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// There is no plan where one was expected.
    NoPlan {
        /// The folder, as printed.
        folder: String,
    },
    /// No plan was found at or above the current folder.
    NowhereAbove,
    /// A file or a folder cannot be opened or read.
    Unread(Unread),
}

impl std::error::Error for LoadError {}

/// A file or a folder that cannot be opened or read: what it holds is not known.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    /// Its path, as printed.
    pub(crate) path: String,
    /// Why, in French.
    pub(crate) reason: String,
}

impl From<Unread> for LoadError {
    fn from(unread: Unread) -> Self {
        Self::Unread(unread)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        write!(formatter, "lecture impossible de « {path} » : {reason}")
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlan { folder } => write!(
                formatter,
                "aucun plan dans « {folder} » : le fichier strategie.toml y manque ; indiquer le dossier du plan avec --plan"
            ),
            Self::NowhereAbove => write!(
                formatter,
                "aucun plan trouvé : ni ici ni plus haut il n'y a de fichier plan/strategie.toml ; indiquer le dossier du plan avec --plan"
            ),
            Self::Unread(unread) => unread.fmt(formatter),
        }
    }
}

/// Returns the system's reason in French, where it is a common one.
pub(crate) fn reason(cause: &std::io::Error) -> String {
    use std::io::ErrorKind::{
        FileTooLarge, InvalidFilename, IsADirectory, NotADirectory, NotFound, PermissionDenied,
        QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull,
    };
    match cause.kind() {
        PermissionDenied => "droit refusé".to_owned(),
        StorageFull => "il n'y a plus de place sur le disque".to_owned(),
        FileTooLarge => "le fichier serait plus grand que le système ne le permet".to_owned(),
        QuotaExceeded => "le quota du disque est atteint".to_owned(),
        ReadOnlyFilesystem => "le disque est en lecture seule".to_owned(),
        NotFound => "fichier ou dossier introuvable".to_owned(),
        NotADirectory => "ce n'est pas un dossier".to_owned(),
        IsADirectory => "c'est un dossier".to_owned(),
        InvalidFilename => "le nom est trop long, ou impossible".to_owned(),
        ResourceBusy => "un autre programme l'occupe".to_owned(),
        _ if is_disk_error(cause) => "le disque a fait une erreur".to_owned(),
        _ => format!("erreur du système ({cause})"),
    }
}

/// Returns whether the disk itself failed.
#[cfg(unix)]
fn is_disk_error(cause: &std::io::Error) -> bool {
    cause.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}

/// Returns whether the disk itself failed, which is not known.
#[cfg(not(unix))]
fn is_disk_error(_: &std::io::Error) -> bool {
    false
}
