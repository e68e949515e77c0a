//! The strategy: its identity, its period, and what the document announces.

use chrono::NaiveDate;

use super::dates::Periode;
use super::fiche::Autre;
use super::indicateur::Indicateur;
use super::mot::Mot;
use crate::text::diagnostic::Severity;
use crate::text::fold::same;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// The document that the plan comes from.
#[derive(Debug, Default)]
pub(crate) struct SourcePlan {
    /// Its title.
    pub(crate) titre: Option<Located<Texte>>,
    /// Its year.
    pub(crate) annee: Option<Located<i32>>,
}

/// The plan that this one belongs to.
#[derive(Debug, Default)]
pub(crate) struct PlanParent {
    /// Its title.
    pub(crate) titre: Option<Located<Texte>>,
    /// Its territory.
    pub(crate) territoire: Option<Located<Texte>>,
}

/// An extension of the period.
#[derive(Debug)]
pub(crate) struct Prorogation {
    /// Its last day.
    pub(crate) fin: Located<NaiveDate>,
    /// Why.
    pub(crate) motif: Option<Located<Texte>>,
}

/// How many nodes and fiches the document announces.
#[derive(Debug, Default)]
pub(crate) struct Annonce {
    /// Nodes, level by level.
    pub(crate) niveaux: Box<[Located<i64>]>,
    /// The territoire's own fiches.
    pub(crate) propres: Option<Located<i64>>,
    /// Associated fiches.
    pub(crate) associees: Option<Located<i64>>,
}

/// A body to which the bilan is presented.
#[derive(Debug)]
pub(crate) struct Instance {
    /// Its key.
    pub(crate) code: Located<Texte>,
    /// Its name.
    pub(crate) nom: Option<Located<Texte>>,
    /// What it does with the bilan.
    pub(crate) role: Option<Located<Texte>>,
}

/// The severity that a plan gives to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gravite {
    /// The rule counts, at this severity.
    Counts(Severity),
    /// The rule is passed over.
    Ignored,
}

impl Mot for Gravite {
    const ALL: &'static [Self] = &[
        Self::Counts(Severity::Error),
        Self::Counts(Severity::Warning),
        Self::Counts(Severity::Info),
        Self::Ignored,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Counts(severity) => severity.word(),
            Self::Ignored => "ignoree",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Ignored => "ignorée",
            other => other.word(),
        }
    }
}

/// `strategie.toml`, without its tree.
#[derive(Debug)]
pub(crate) struct Strategie {
    /// The strategy's title.
    pub(crate) titre: Located<Texte>,
    /// The commune that keeps the plan.
    pub(crate) territoire: Located<Texte>,
    /// The communes of the strategy.
    pub(crate) communes: Box<[Located<Texte>]>,
    /// Its period; absent: every year.
    pub(crate) periode: Option<Located<Periode>>,
    /// The period's extension.
    pub(crate) prorogation: Option<Prorogation>,
    /// What the document announces.
    pub(crate) annonce: Annonce,
    /// Whether the plan shows only a part of the strategy.
    pub(crate) extrait: bool,
    /// The document.
    pub(crate) source: SourcePlan,
    /// The plan above this one.
    pub(crate) parent: Option<PlanParent>,
    /// The bodies to which the bilan is presented.
    pub(crate) instances: Box<[Instance]>,
    /// The acronyms, with their meanings.
    pub(crate) sigles: Box<[(Located<Texte>, Located<Texte>)]>,
    /// The severities that the plan gives to rules.
    pub(crate) regles: Box<[(Located<Texte>, Located<Gravite>)]>,
    /// Figures of the territory.
    pub(crate) indicateurs: Box<[Indicateur]>,
    /// Other headings of the document.
    pub(crate) autres: Box<[Autre]>,
}

impl Strategie {
    /// Returns the communes that it names: its own, those that it lists, its parent's.
    pub(crate) fn known_communes(&self) -> impl Iterator<Item = &str> {
        let parent = self.parent.iter();
        std::iter::once(&self.territoire)
            .chain(&self.communes)
            .chain(parent.flat_map(|parent| &parent.territoire))
            .map(|commune| commune.as_str())
    }

    /// Returns whether a commune is none of those, where the strategy lists its own.
    pub(crate) fn is_unknown_commune(&self, commune: &str) -> bool {
        !self.communes.is_empty() && !self.known_communes().any(|known| same(known, commune))
    }
}
