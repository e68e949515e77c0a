//! What is counted of some fiches: how many, of whom, how far, at what cost.

use crate::model::cout::{LigneCout, SommeCouts};
use crate::model::etat::Etat;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Tally;
use crate::model::vie::meets;
use crate::report::situation::Situation;

/// A fiche, with what is worked out of it once.
#[derive(Debug)]
pub(crate) struct Fait<'a> {
    /// The fiche.
    pub(super) fiche: &'a Fiche,
    /// How far one looks.
    pub(super) horizon: Horizon,
    /// Its state.
    pub(super) etat: Option<Etat>,
    /// Whether it is late.
    en_retard: bool,
    /// The exercices that it touches, in order: those that are asked for, when some are.
    pub(super) exercices: Vec<Exercice>,
}

impl<'a> Fait<'a> {
    /// Works out what is counted of a fiche.
    pub(super) fn new(row: &Situation<'a>) -> Self {
        Self {
            fiche: row.fiche,
            horizon: row.horizon,
            etat: row.etat(),
            en_retard: row.en_retard(),
            exercices: exercices(row),
        }
    }
}

/// Returns the exercices that a fiche touches, in order; when years are asked for, theirs alone.
fn exercices(row: &Situation<'_>) -> Vec<Exercice> {
    let holding = |years: &[i32]| -> Vec<Exercice> {
        let held = years.iter().map(|&year| row.plan.exercices.holding(year));
        let mut held: Vec<Exercice> = held.collect();
        held.sort_unstable();
        held.dedup();
        held
    };
    let own = holding(&row.annees());
    let asked = holding(&row.perimetre.annees);
    if asked.is_empty() || own.is_empty() {
        return own;
    }
    let met: Vec<Exercice> = asked
        .iter()
        .copied()
        .filter(|&exercice| meets(row.fiche, exercice))
        .collect();
    // A fiche without the bilan of a year may be asked for though nothing of it is dated in that year.
    if met.is_empty() { asked } else { met }
}

/// What is counted of some fiches.
#[derive(Debug)]
pub(crate) struct Compte {
    /// How many there are.
    pub(crate) fiches: usize,
    /// How many are the territoire's own.
    pub(crate) propres: usize,
    /// How many are another commune's.
    pub(crate) associees: usize,
    /// Their states.
    pub(crate) etats: Tally,
    /// How many are late.
    pub(crate) en_retard: usize,
    /// The sums of their lines of costs.
    pub(crate) couts: SommeCouts,
    /// How many have no line of costs, though nothing says that they cost nothing.
    pub(crate) non_chiffrees: usize,
}

impl Compte {
    /// Counts fiches, with those of their lines of costs that are kept.
    pub(super) fn of(faits: &[&Fait<'_>], keeps: &dyn Fn(&LigneCout) -> bool) -> Self {
        let lines: Vec<Vec<&LigneCout>> = faits
            .iter()
            .map(|fait| {
                fait.fiche
                    .couts
                    .lignes
                    .iter()
                    .filter(|line| keeps(line))
                    .collect()
            })
            .collect();
        let count =
            |test: &dyn Fn(&Fait<'_>) -> bool| faits.iter().filter(|fait| test(fait)).count();
        let propres = count(&|fait| fait.fiche.propre);
        let unpriced = faits.iter().zip(&lines);
        let unpriced =
            unpriced.filter(|(fait, lines)| lines.is_empty() && !fait.fiche.couts.are_nil());
        Self {
            fiches: faits.len(),
            propres,
            associees: faits.len() - propres,
            etats: Tally::of::<Etat>(faits.iter().map(|fait| fait.etat)),
            en_retard: count(&|fait| fait.en_retard),
            couts: SommeCouts::of(lines.iter().flatten().copied()),
            non_chiffrees: unpriced.count(),
        }
    }

    /// Returns whether some line of costs is summed.
    pub(crate) fn has_lines(&self) -> bool {
        let couts = &self.couts;
        couts.prevu.is_some() || couts.sans_prevu > 0
    }
}

/// Returns how many lines of costs have a year, or none, that is not one of their fiche's.
pub(super) fn out_of_years(faits: &[&Fait<'_>], keeps: &dyn Fn(&LigneCout) -> bool) -> usize {
    let dated = faits.iter().filter(|fait| !fait.exercices.is_empty());
    let out = dated.flat_map(|fait| {
        let lines = fait.fiche.couts.lignes.iter().filter(|line| keeps(line));
        lines.filter(|line| {
            let held = |annee: i32| fait.exercices.iter().any(|exercice| exercice.covers(annee));
            !line.annee.as_deref().is_some_and(|&annee| held(annee))
        })
    });
    out.count()
}
