//! What was reported for a year: by a pilote in a fiche, and by the council in its own page.

use chrono::NaiveDate;

use super::calendrier::Point;
use super::dates::Periode;
use super::etat::{Etat, Resultat, Suite};
use crate::text::located::Located;
use crate::text::texte::Texte;

/// `[bilan.2017]` in a fiche: what its pilote reports for a year.
#[derive(Debug)]
pub(crate) struct BilanFiche {
    /// The year that names the bilan.
    pub(crate) annee: Located<i32>,
    /// How far the action is.
    pub(crate) etat: Option<Located<Etat>>,
    /// Whether the result is reached.
    pub(crate) resultat: Option<Located<Resultat>>,
    /// What comes next.
    pub(crate) suite: Option<Located<Suite>>,
    /// What was done.
    pub(crate) realisations: Option<Located<Texte>>,
    /// What was difficult.
    pub(crate) difficultes: Option<Located<Texte>>,
    /// What is planned.
    pub(crate) perspectives: Option<Located<Texte>>,
    /// What became of the étapes.
    pub(crate) etapes: Box<[Point]>,
}

impl BilanFiche {
    /// Returns whether the pilote has reported: a state, a result, or what was done.
    pub(crate) fn is_saisi(&self) -> bool {
        self.etat.is_some() || self.resultat.is_some() || self.realisations.is_some()
    }
}

/// A presentation of the bilan to one of the plan's instances.
#[derive(Debug)]
pub(crate) struct Presentation {
    /// The key of the instance.
    pub(crate) instance: Located<Texte>,
    /// The day.
    pub(crate) date: Option<Located<NaiveDate>>,
}

/// `bilans/<année>.toml`: the council's own page of a year's bilan.
#[derive(Debug)]
pub(crate) struct PageBilan {
    /// The year that names the bilan: the file's name.
    pub(crate) annee: Located<i32>,
    /// The years that the bilan covers, when they are several.
    pub(crate) periode: Option<Located<Periode>>,
    /// Where and when it was presented.
    pub(crate) presentations: Box<[Presentation]>,
    /// The council's introduction.
    pub(crate) introduction: Option<Located<Texte>>,
    /// What the council is asked to decide.
    pub(crate) decisions: Box<[Located<Texte>]>,
}
