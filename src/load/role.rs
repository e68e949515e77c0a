//! What each file of a plan is, by its path.

use super::keys::{ACTEUR, FICHE, Kind, PAGE, STRATEGIE};
use super::values;

/// What a file of the plan is, by its path.
#[derive(Clone, Copy)]
pub(super) enum Role<'a> {
    /// `strategie.toml`.
    Strategie,
    /// `acteurs.toml`.
    Acteurs,
    /// A fiche, by the name of its file.
    Fiche(&'a str),
    /// The council's page of a year.
    Page(i32),
    /// A `.toml` file that the format does not place there.
    Stray,
    /// Nothing of the plan: a note, a picture.
    Foreign,
}

impl Role<'_> {
    /// Returns what a file of this role holds; nothing when it is none of the plan's.
    pub(super) fn holds(&self) -> Option<Kind> {
        match self {
            Self::Strategie => Some(Kind::Table(&STRATEGIE)),
            Self::Acteurs => Some(Kind::Named(&ACTEUR)),
            Self::Page(_) => Some(Kind::Table(&PAGE)),
            Self::Fiche(_) => Some(Kind::Table(&FICHE)),
            Self::Stray | Self::Foreign => None,
        }
    }
}

/// Returns what a file is, by its path below the plan.
pub(super) fn role_of(path: &str) -> Role<'_> {
    let (folder, name) = path.split_once('/').map_or(("", path), |(folder, _)| {
        (folder, path.rsplit('/').next().unwrap_or(path))
    });
    let Some(stem) = name.strip_suffix(".toml") else {
        let looks_like_toml = name
            .to_lowercase()
            .split('.')
            .skip(1)
            .any(|extension| extension == "toml");
        return if looks_like_toml {
            Role::Stray
        } else {
            Role::Foreign
        };
    };
    match (folder, stem) {
        ("", "strategie") => Role::Strategie,
        ("", "acteurs") => Role::Acteurs,
        ("fiches", stem) => Role::Fiche(stem),
        ("bilans", stem) if path.matches('/').count() == 1 => {
            values::year(stem).map_or(Role::Stray, Role::Page)
        }
        _ => Role::Stray,
    }
}
