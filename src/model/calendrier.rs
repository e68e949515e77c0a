//! The étapes of a fiche, as printed, and what a bilan may say of one.

use super::dates::Intervalle;
use super::mot::Mot;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// What kind of étape it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum GenreEtape {
    /// A milestone.
    #[default]
    Jalon,
    /// Something that is done.
    Action,
    /// An event.
    Evenement,
    /// A meeting.
    Reunion,
    /// A promised bilan, which is no result.
    Bilan,
}

impl Mot for GenreEtape {
    const ALL: &'static [Self] = &[
        Self::Jalon,
        Self::Action,
        Self::Evenement,
        Self::Reunion,
        Self::Bilan,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Jalon => "jalon",
            Self::Action => "action",
            Self::Evenement => "evenement",
            Self::Reunion => "reunion",
            Self::Bilan => "bilan",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Evenement => "événement",
            Self::Reunion => "réunion",
            other => other.word(),
        }
    }
}

/// An étape of the calendrier. Each date of `quand` is one occurrence, named by its own text.
#[derive(Debug)]
pub(crate) struct Etape {
    /// Its key, by which a bilan names it.
    pub(crate) nom: Located<Texte>,
    /// Its occurrences, as printed.
    pub(crate) quand: Box<[Located<Intervalle>]>,
    /// The document's words, where `quand` cannot say them.
    pub(crate) imprime: Option<Located<Texte>>,
    /// What is to be done.
    pub(crate) quoi: Option<Located<Texte>>,
    /// What kind of étape it is.
    pub(crate) genre: GenreEtape,
}

/// What became of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EtatEtape {
    /// It took place.
    Tenue,
    /// It will not take place.
    Annulee,
    /// It was put off.
    Reportee,
}

impl Mot for EtatEtape {
    const ALL: &'static [Self] = &[Self::Tenue, Self::Annulee, Self::Reportee];

    fn word(self) -> &'static str {
        match self {
            Self::Tenue => "tenue",
            Self::Annulee => "annulee",
            Self::Reportee => "reportee",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Tenue => "tenue",
            Self::Annulee => "annulée",
            Self::Reportee => "reportée",
        }
    }
}

/// What a bilan says of one occurrence of an étape.
#[derive(Debug)]
pub(crate) struct Point {
    /// The étape's key.
    pub(crate) etape: Located<Texte>,
    /// The occurrence, when it is named.
    pub(crate) occurrence: Option<Located<Texte>>,
    /// What became of it.
    pub(crate) etat: Located<EtatEtape>,
    /// The new date of one that was put off.
    pub(crate) quand: Option<Located<Intervalle>>,
}
