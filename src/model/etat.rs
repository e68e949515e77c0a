//! The three scales of a bilan, each a separate question: how far, with what result, and what next.

use super::mot::Mot;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Etat {
    /// Not begun.
    AVenir,
    /// Under way.
    EnCours,
    /// Done.
    Realisee,
    /// Stopped for a while.
    EnPause,
    /// Held up by something.
    Bloquee,
    /// Given up.
    Abandonnee,
}

impl Etat {
    /// Returns whether an action in this state is over.
    pub(crate) fn closes(self) -> bool {
        matches!(self, Self::Realisee | Self::Abandonnee)
    }
}

impl Mot for Etat {
    const ALL: &'static [Self] = &[
        Self::AVenir,
        Self::EnCours,
        Self::Realisee,
        Self::EnPause,
        Self::Bloquee,
        Self::Abandonnee,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::AVenir => "a-venir",
            Self::EnCours => "en-cours",
            Self::Realisee => "realisee",
            Self::EnPause => "en-pause",
            Self::Bloquee => "bloquee",
            Self::Abandonnee => "abandonnee",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::AVenir => "à venir",
            Self::EnCours => "en cours",
            Self::Realisee => "réalisée",
            Self::EnPause => "en pause",
            Self::Bloquee => "bloquée",
            Self::Abandonnee => "abandonnée",
        }
    }
}

/// Whether the result that was expected is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resultat {
    /// Reached.
    Atteint,
    /// Reached in part.
    Partiel,
    /// Not reached.
    NonAtteint,
    /// Nobody measured it.
    NonMesure,
}

impl Mot for Resultat {
    const ALL: &'static [Self] = &[
        Self::Atteint,
        Self::Partiel,
        Self::NonAtteint,
        Self::NonMesure,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Atteint => "atteint",
            Self::Partiel => "partiel",
            Self::NonAtteint => "non-atteint",
            Self::NonMesure => "non-mesure",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Atteint => "atteint",
            Self::Partiel => "partiel",
            Self::NonAtteint => "non atteint",
            Self::NonMesure => "non mesuré",
        }
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Go on.
    Poursuivre,
    /// Go on otherwise.
    Adapter,
    /// Stop for a while.
    Suspendre,
    /// Stop.
    Arreter,
    /// Close what is done.
    Clore,
}

impl Suite {
    /// Returns whether this next step ends the action.
    pub(crate) fn closes(self) -> bool {
        matches!(self, Self::Arreter | Self::Clore)
    }
}

impl Mot for Suite {
    const ALL: &'static [Self] = &[
        Self::Poursuivre,
        Self::Adapter,
        Self::Suspendre,
        Self::Arreter,
        Self::Clore,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Poursuivre => "poursuivre",
            Self::Adapter => "adapter",
            Self::Suspendre => "suspendre",
            Self::Arreter => "arreter",
            Self::Clore => "clore",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Arreter => "arrêter",
            other => other.word(),
        }
    }
}
