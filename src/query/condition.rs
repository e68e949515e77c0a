//! What may be asked of a fiche: one condition, any of whose values will do.

use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::mot::Mot;

/// What a fiche may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manque {
    /// No pilote.
    Pilote,
    /// No place in the tree.
    Objectif,
    /// No indicator.
    Indicateur,
    /// No étape.
    Calendrier,
    /// No bilan at all; with a year, no bilan where that year's expects one.
    Bilan,
    /// Nothing on costs.
    Couts,
    /// No journal entry.
    Suivi,
    /// No state at the reference date.
    Etat,
}

impl Mot for Manque {
    const ALL: &'static [Self] = &[
        Self::Pilote,
        Self::Objectif,
        Self::Indicateur,
        Self::Calendrier,
        Self::Bilan,
        Self::Couts,
        Self::Suivi,
        Self::Etat,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Pilote => "pilote",
            Self::Objectif => "objectif",
            Self::Indicateur => "indicateur",
            Self::Calendrier => "calendrier",
            Self::Bilan => "bilan",
            Self::Couts => "couts",
            Self::Suivi => "suivi",
            Self::Etat => "etat",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Couts => "coûts",
            Self::Etat => "état",
            other => other.word(),
        }
    }
}

/// A word to look for, or the lack of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Voulu<M>(pub(crate) Option<M>);

impl<M: Mot> Voulu<M> {
    /// Returns it as people read it.
    fn label(&self) -> String {
        self.0.map_or("non renseigné", Mot::label).to_owned()
    }
}

/// One condition, with the values that meet it.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    /// A pilote whose name, acronym, alias or service holds one of these.
    Pilote(Vec<String>),
    /// A partenaire, likewise.
    Partenaire(Vec<String>),
    /// A pilote or a partenaire, likewise.
    Acteur(Vec<String>),
    /// A service of a pilote or of a partenaire, by a part of its name.
    Service(Vec<String>),
    /// A node of the first level, by code or whole title.
    Enjeu(Vec<String>),
    /// A node and all below it, by code or whole title.
    Objectif(Vec<String>),
    /// A year that an étape or the fiche's own period meets.
    Annee(Vec<i32>),
    /// A state at the reference date.
    Etat(Vec<Voulu<Etat>>),
    /// The result that the bilan reports: that of the year that is asked for, else the last one.
    Resultat(Vec<Voulu<Resultat>>),
    /// The next step that the bilan reports, likewise.
    Suite(Vec<Voulu<Suite>>),
    /// A commune, by its whole name.
    Commune(Vec<String>),
    /// Those whom it is for, by a part of their name.
    Public(Vec<String>),
    /// Who pays, by the whole name.
    Financeur(Vec<String>),
    /// A text anywhere in the fiche.
    Texte(Vec<String>),
    /// The territoire's own.
    Propres,
    /// Another commune's.
    Associees,
    /// Late at the reference date.
    Retard,
    /// Something that it lacks.
    Sans(Vec<Manque>),
}

impl Condition {
    /// Returns the option by which it is asked.
    pub(crate) fn option(&self) -> &'static str {
        match self {
            Self::Pilote(_) => "pilote",
            Self::Partenaire(_) => "partenaire",
            Self::Acteur(_) => "acteur",
            Self::Service(_) => "service",
            Self::Enjeu(_) => "enjeu",
            Self::Objectif(_) => "objectif",
            Self::Annee(_) => "annee",
            Self::Etat(_) => "etat",
            Self::Resultat(_) => "resultat",
            Self::Suite(_) => "suite",
            Self::Commune(_) => "commune",
            Self::Public(_) => "public",
            Self::Financeur(_) => "financeur",
            Self::Texte(_) => "texte",
            Self::Propres => "propres",
            Self::Associees => "associees",
            Self::Retard => "retard",
            Self::Sans(_) => "sans",
        }
    }

    /// Returns its name, as people read it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Annee(_) => "année",
            Self::Etat(_) => "état",
            Self::Resultat(_) => "résultat",
            Self::Retard => "fiches en retard",
            Self::Propres => "fiches propres",
            Self::Associees => "fiches associées",
            other => other.option(),
        }
    }

    /// Returns its values, as people read them.
    pub(crate) fn values(&self) -> Vec<String> {
        match self {
            Self::Pilote(texts)
            | Self::Partenaire(texts)
            | Self::Acteur(texts)
            | Self::Service(texts)
            | Self::Enjeu(texts)
            | Self::Objectif(texts)
            | Self::Commune(texts)
            | Self::Public(texts)
            | Self::Financeur(texts)
            | Self::Texte(texts) => texts.clone(),
            Self::Annee(years) => years.iter().map(i32::to_string).collect(),
            Self::Etat(wanted) => wanted.iter().map(Voulu::label).collect(),
            Self::Resultat(wanted) => wanted.iter().map(Voulu::label).collect(),
            Self::Suite(wanted) => wanted.iter().map(Voulu::label).collect(),
            Self::Sans(manques) => manques
                .iter()
                .map(|manque| manque.label().to_owned())
                .collect(),
            Self::Propres | Self::Associees | Self::Retard => Vec::new(),
        }
    }
}
