//! What the bilan of an exercice still lacks, and which pilote can say it.

use std::collections::HashMap;

use chrono::Datelike;

use super::bilan::{Bilan, FicheBilan};
use crate::model::acteur::{Identite, Participant};
use crate::model::cout::LigneCout;
use crate::model::echeance::{Classe, Echeance};
use crate::model::fiche::Fiche;
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::mot::Mot;
use crate::text::fold::fold;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// What a bilan says in one word or one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Champ {
    /// How far the action is.
    Etat,
    /// Whether the result is reached.
    Resultat,
    /// What comes next.
    Suite,
    /// What was done.
    Realisations,
}

impl Mot for Champ {
    const ALL: &'static [Self] = &[Self::Etat, Self::Resultat, Self::Suite, Self::Realisations];

    fn word(self) -> &'static str {
        match self {
            Self::Etat => "etat",
            Self::Resultat => "resultat",
            Self::Suite => "suite",
            Self::Realisations => "realisations",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Etat => "état",
            Self::Resultat => "résultat",
            Self::Suite => "suite",
            Self::Realisations => "réalisations",
        }
    }
}

/// A fiche of which the bilan still lacks something.
#[derive(Debug)]
pub(crate) struct FicheDue<'a> {
    /// What the bilan says of it.
    pub(crate) fiche: &'a FicheBilan<'a>,
    /// What its own bilan does not say.
    pub(crate) champs: Vec<Champ>,
    /// The occurrences that are due, and of which nobody said what became.
    pub(crate) etapes: Vec<&'a Echeance<'a>>,
    /// The indicators without value, each with its last earlier one.
    pub(crate) indicateurs: Vec<(&'a Indicateur, &'a Mesure)>,
    /// The lines of costs that do not say what was spent.
    pub(crate) couts: Vec<&'a LigneCout>,
}

impl<'a> FicheDue<'a> {
    /// Returns what a fiche lacks; nothing when it lacks nothing.
    fn of(bilan: &'a Bilan<'a>, fiche: &'a FicheBilan<'a>) -> Option<Self> {
        // What is due later in the exercice is nobody's debt yet.
        let is_unsettled = |echeance: &&Echeance<'a>| {
            let is_unsaid =
                echeance.classe == Classe::SansEtat && echeance.due.fin() <= bilan.horizon.date;
            is_unsaid || echeance.en_retard
        };
        let indicateurs = fiche.indicateurs.iter();
        let indicateurs = indicateurs.filter(|(_, mesure)| mesure.valeur.is_none());
        let couts = fiche.lignes.iter().copied();
        let due = Self {
            fiche,
            champs: champs(fiche),
            etapes: fiche.etapes.iter().filter(is_unsettled).collect(),
            indicateurs: indicateurs
                .map(|(indicateur, mesure)| (*indicateur, mesure))
                .collect(),
            couts: couts.filter(|line| line.realise.is_none()).collect(),
        };
        (due.count() > 0).then_some(due)
    }

    /// Returns how many things it lacks.
    pub(crate) fn count(&self) -> usize {
        self.champs.len() + self.etapes.len() + self.indicateurs.len() + self.couts.len()
    }
}

/// Returns what the bilan of a fiche does not say. What was done may be told by the state alone, once there is one.
fn champs(fiche: &FicheBilan<'_>) -> Vec<Champ> {
    let bilan = fiche.bilan;
    let lacks = |champ: &Champ| match champ {
        Champ::Etat => bilan.is_none_or(|bilan| bilan.etat.is_none()),
        Champ::Resultat => bilan.is_none_or(|bilan| bilan.resultat.is_none()),
        Champ::Suite => bilan.is_none_or(|bilan| bilan.suite.is_none()),
        Champ::Realisations => !fiche.is_saisie(),
    };
    Champ::ALL.iter().copied().filter(lacks).collect()
}

/// A pilote, and the fiches of which it can say what is lacking.
#[derive(Debug)]
pub(crate) struct Groupe<'a> {
    /// The pilote; nothing for the fiches that have none.
    pub(crate) pilote: Option<&'a Participant>,
    /// The ranks of its fiches among those of [`Manquants`], in plan order.
    fiches: Vec<usize>,
}

/// What makes two pilotes one: the same actor, through the same service, under the same mention. An actor that is not declared
/// is known by its name.
type Cle = (Option<usize>, String, [Option<String>; 2]);

/// What the bilan of an exercice still lacks.
#[derive(Debug)]
pub(crate) struct Manquants<'a> {
    /// The bilan.
    pub(crate) bilan: &'a Bilan<'a>,
    /// The fiches of which something is lacking, each once, in plan order.
    pub(crate) fiches: Vec<FicheDue<'a>>,
    /// The pilotes in the order of their names, then the fiches that have none.
    pub(crate) groupes: Vec<Groupe<'a>>,
}

impl<'a> Manquants<'a> {
    /// Computes what a bilan lacks, for the pilotes that are asked about. Before the exercice begins, nothing is due.
    pub(crate) fn new(bilan: &'a Bilan<'a>, is_asked: impl Fn(&Participant) -> bool) -> Self {
        let expected = bilan.attendues().filter(|_| has_begun(bilan));
        let fiches: Vec<FicheDue<'a>> = expected
            .filter_map(|fiche| FicheDue::of(bilan, fiche))
            .collect();
        let mut groupes: Vec<Groupe<'a>> = Vec::new();
        let mut known: HashMap<Option<Cle>, usize> = HashMap::new();
        for (rank, due) in fiches.iter().enumerate() {
            let pilotes = &due.fiche.fiche.pilotes;
            let asked = pilotes.iter().filter(|pilote| is_asked(pilote)).map(Some);
            for pilote in asked.chain(pilotes.is_empty().then_some(None)) {
                let place = *known.entry(pilote.map(key)).or_insert(groupes.len());
                match groupes.get_mut(place) {
                    // Named twice, a pilote has the fiche once.
                    Some(groupe) if groupe.fiches.last() == Some(&rank) => {}
                    Some(groupe) => groupe.fiches.push(rank),
                    None => groupes.push(Groupe {
                        pilote,
                        fiches: vec![rank],
                    }),
                }
            }
        }
        groupes.sort_by_cached_key(|groupe| {
            let name = groupe.pilote.map(|pilote| fold(bilan.plan.name_of(pilote)));
            (name.is_none(), name, groupe.pilote.map(key))
        });
        Self {
            bilan,
            fiches,
            groupes,
        }
    }

    /// Returns whether the exercice has begun at the reference date.
    pub(crate) fn has_begun(&self) -> bool {
        has_begun(self.bilan)
    }

    /// Returns the fiches of a group, in plan order.
    pub(crate) fn of(&self, groupe: &Groupe<'a>) -> impl Iterator<Item = &FicheDue<'a>> + Clone {
        let fiches = groupe.fiches.iter();
        fiches.filter_map(|&rank| self.fiches.get(rank))
    }

    /// Returns the fiches that nobody leads.
    pub(crate) fn without_pilote(&self) -> impl Iterator<Item = &FicheDue<'a>> {
        let is_led = |due: &&FicheDue<'a>| due.fiche.fiche.pilotes.is_empty();
        self.fiches.iter().filter(is_led)
    }

    /// Returns whether a fiche stands under several pilotes.
    pub(crate) fn is_shared(&self) -> bool {
        let counts = self.groupes.iter().map(|groupe| groupe.fiches.len());
        counts.sum::<usize>() > self.fiches.len()
    }
}

/// Returns the other pilotes of a fiche than one of them, each once.
pub(crate) fn others<'a>(fiche: &'a Fiche, pilote: Option<&Participant>) -> Vec<&'a Participant> {
    let mut known: Vec<Cle> = pilote.map(key).into_iter().collect();
    let mut others = Vec::new();
    for other in &fiche.pilotes {
        if !known.contains(&key(other)) {
            known.push(key(other));
            others.push(other);
        }
    }
    others
}

/// Returns whether the exercice of a bilan has begun at its reference date.
fn has_begun(bilan: &Bilan<'_>) -> bool {
    bilan.horizon.date.year() >= bilan.exercice.debut
}

/// Returns what tells a pilote from another.
fn key(pilote: &Participant) -> Cle {
    let bracket = |text: Option<&Located<Texte>>| text.map(|text| fold(text));
    let brackets = [bracket(pilote.service()), bracket(pilote.mention())];
    match pilote.identite {
        Identite::Known(rank) => (Some(rank), String::new(), brackets),
        _ => (None, fold(&pilote.nom), brackets),
    }
}
