//! The files of a plan: each becomes what it was asked to be, or stays what it is.

use std::fmt;
use std::path::PathBuf;

use super::file::{Before, Fault, Gate, TEXT, Target, free, put};
use super::together::{self, New, Undone};
use crate::load::error::reason;

/// A change of a file of the plan.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// Its place.
    pub(crate) path: PathBuf,
    /// Its path, as printed.
    pub(crate) printed: String,
    /// What it said when it was read; nothing when it is new.
    pub(crate) before: Option<Vec<u8>>,
    /// What it says then.
    pub(crate) after: Vec<u8>,
}

/// Why a change was not made.
#[derive(Debug)]
pub(crate) enum WriteError {
    /// The file was modified since it was read, or something took its place, or it is gone.
    Changed {
        /// The file, as printed.
        printed: String,
    },
    /// Something has the name of a new file.
    Exists {
        /// The file, as printed.
        printed: String,
    },
    /// The file could not be written: all is as it was.
    Failed {
        /// The file, as printed.
        printed: String,
        /// Why, in French.
        reason: String,
        /// Whether the file is new.
        is_new: bool,
    },
    /// The file is the new one, but the disk did not confirm it.
    Unconfirmed {
        /// The file, as printed.
        printed: String,
        /// Why, in French.
        reason: String,
    },
    /// A new file could not be written, and others, just created, could not be taken back.
    Left {
        /// The file, as printed.
        printed: String,
        /// Why, in French.
        reason: String,
        /// The others, as printed.
        left: Vec<String>,
    },
}

impl std::error::Error for WriteError {}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { printed } => write!(
                formatter,
                "« {printed} » a été modifié entre-temps : rien n'y a été écrit ; relancer la commande"
            ),
            Self::Exists { printed } => write!(
                formatter,
                "« {printed} » existe déjà : rien n'a été écrit ; choisir un autre nom"
            ),
            Self::Failed {
                printed,
                reason,
                is_new: false,
            } => write!(
                formatter,
                "« {printed} » n'a pas pu être écrit : {reason} ; le fichier est resté tel quel"
            ),
            Self::Failed {
                printed, reason, ..
            } => write!(
                formatter,
                "« {printed} » n'a pas pu être créé : {reason} ; rien n'a été écrit"
            ),
            Self::Unconfirmed { printed, reason } => write!(
                formatter,
                "« {printed} » est écrit, mais le disque ne l'a pas confirmé : {reason} ; une coupure de courant pourrait ramener l'ancien texte"
            ),
            Self::Left {
                printed,
                reason,
                left,
            } => write!(
                formatter,
                "« {printed} » n'a pas pu être créé : {reason} ; ce qui venait de l'être n'a pas pu être retiré : « {} » ; le supprimer à la main",
                left.join(" », « ")
            ),
        }
    }
}

/// Makes a change, and returns whether there was anything to do.
pub(crate) fn apply(change: &Change) -> Result<bool, WriteError> {
    apply_through(change, &free)
}

/// Creates files, all of them or none.
pub(crate) fn create_all(changes: &[Change]) -> Result<(), WriteError> {
    create_all_through(changes, &free)
}

/// Makes a change, each step of which is asked for.
pub(super) fn apply_through(change: &Change, gate: Gate<'_>) -> Result<bool, WriteError> {
    let Some(before) = &change.before else {
        return create_all_through(std::slice::from_ref(change), gate).map(|()| true);
    };
    let target = Target {
        path: &change.path,
        before: Before::Read(before),
        after: &change.after,
    };
    put(&target, gate).map_err(|fault| error(change, fault))
}

/// Creates files, each step of which is asked for.
pub(super) fn create_all_through(changes: &[Change], gate: Gate<'_>) -> Result<(), WriteError> {
    let files: Vec<New<'_>> = changes
        .iter()
        .map(|change| New {
            path: &change.path,
            content: &change.after,
            mode: TEXT,
        })
        .collect();
    let Err(Undone { rank, fault, left }) = together::create_all(&files, gate) else {
        return Ok(());
    };
    let change = &changes[rank];
    if left.is_empty() {
        return Err(match fault {
            // It was taken back.
            Fault::Unconfirmed(cause) => error(change, Fault::Failed(cause)),
            fault => error(change, fault),
        });
    }
    Err(WriteError::Left {
        printed: change.printed.clone(),
        reason: fault.to_string(),
        left: left
            .iter()
            .map(|&rank| changes[rank].printed.clone())
            .collect(),
    })
}

/// Returns why a change was not made.
fn error(change: &Change, fault: Fault) -> WriteError {
    let printed = change.printed.clone();
    match fault {
        Fault::Changed => WriteError::Changed { printed },
        Fault::Exists => WriteError::Exists { printed },
        Fault::Failed(cause) => WriteError::Failed {
            printed,
            reason: reason(&cause),
            is_new: change.before.is_none(),
        },
        Fault::Unconfirmed(cause) => WriteError::Unconfirmed {
            printed,
            reason: reason(&cause),
        },
    }
}
