//! Counts by one axis or two: how many fiches, of whom, how far, at what cost.

pub(crate) mod axe;
pub(crate) mod repartition;

use std::collections::BTreeMap;

use self::axe::Axe;
use self::repartition::{Repartition, Valeur};
use super::situation::Situation;
use crate::model::cout::{LigneCout, SommeCouts};
use crate::model::etat::{Etat, Resultat};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Tally;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// What the question itself restricts, beside the fiches.
#[derive(Debug, Default)]
pub(crate) struct Perimetre {
    /// The years that are asked for; none: all.
    pub(crate) annees: Vec<i32>,
    /// The funders that are asked for, folded; none: all.
    pub(crate) financeurs: Vec<String>,
    /// Whether a part of the tree is asked for: the rest of it has then no line.
    pub(crate) is_on_the_tree: bool,
}

impl Perimetre {
    /// Returns whether a line of costs is one of those that are asked about.
    fn keeps(&self, plan: &Plan, line: &LigneCout) -> bool {
        let in_years = || {
            let mut asked = self.annees.iter();
            line.annee.as_deref().is_some_and(|&annee| {
                asked.any(|&asked| plan.exercices.holding(asked).covers(annee))
            })
        };
        let paid = || {
            let funder = line.financeur.as_ref().map(|funder| fold(funder));
            funder.is_some_and(|funder| self.financeurs.contains(&funder))
        };
        (self.annees.is_empty() || in_years()) && (self.financeurs.is_empty() || paid())
    }

    /// Returns the results of the bilans that are asked about: those of the years that are asked for, else the last one.
    fn resultats(&self, plan: &Plan, fait: &Fait<'_>) -> Vec<Option<Resultat>> {
        let horizon = fait.horizon;
        let of_year = |year: &i32| {
            let bilan = fait.fiche.bilan_of(plan.exercices.holding(*year));
            bilan.filter(|bilan| *bilan.annee <= horizon.last_bilan)
        };
        let last = || fait.fiche.bilans_read(horizon).next_back();
        let bilans = match self.annees.as_slice() {
            [] => vec![last()],
            years => years.iter().map(of_year).collect(),
        };
        let resultat = |bilan: Option<&crate::model::bilan::BilanFiche>| {
            bilan.and_then(|bilan| bilan.resultat.as_deref().copied())
        };
        bilans.into_iter().map(resultat).collect()
    }
}

/// A fiche, with what is worked out of it once.
#[derive(Debug)]
pub(crate) struct Fait<'a> {
    /// The fiche.
    fiche: &'a Fiche,
    /// How far one looks.
    horizon: Horizon,
    /// Its state.
    etat: Option<Etat>,
    /// Whether it is late.
    en_retard: bool,
    /// The exercices that it touches, in order.
    exercices: Vec<Exercice>,
}

impl<'a> Fait<'a> {
    /// Works out what is counted of a fiche.
    fn new(row: &Situation<'a>) -> Self {
        let years = row.annees().into_iter();
        let mut exercices: Vec<Exercice> =
            years.map(|year| row.plan.exercices.holding(year)).collect();
        exercices.dedup();
        Self {
            fiche: row.fiche,
            horizon: row.horizon,
            etat: row.etat(),
            en_retard: row.en_retard(),
            exercices,
        }
    }
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
    fn of(faits: &[&Fait<'_>], keeps: &dyn Fn(&LigneCout) -> bool) -> Self {
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

/// Which lines of costs belong to a line of an axis.
enum Reste {
    /// All those of its fiches.
    Tous,
    /// Those of some years.
    Exercice(Exercice),
    /// Those that someone pays, folded.
    Financeur(String),
    /// Those of which nobody says who pays.
    SansFinanceur,
}

impl Reste {
    /// Returns which lines of costs belong to a value. Fiches without any year stand on no other line: all their lines are
    /// summed there.
    fn of(axe: Axe, valeur: Valeur<'_>) -> Self {
        match (axe, valeur) {
            (Axe::Annee, Valeur::Exercice(exercice)) => Self::Exercice(exercice),
            (Axe::Financeur, Valeur::Texte(funder)) => Self::Financeur(fold(funder)),
            (Axe::Financeur, _) => Self::SansFinanceur,
            _ => Self::Tous,
        }
    }

    /// Returns whether a line of costs is one of them.
    fn keeps(&self, line: &LigneCout) -> bool {
        let funder = line.financeur.as_ref();
        match self {
            Self::Tous => true,
            Self::Exercice(exercice) => line
                .annee
                .as_deref()
                .is_some_and(|&annee| exercice.covers(annee)),
            Self::Financeur(folded) => funder.is_some_and(|funder| fold(funder) == *folded),
            Self::SansFinanceur => funder.is_none(),
        }
    }
}

/// A line: a value of each axis, and what is counted of its fiches.
#[derive(Debug)]
pub(crate) struct Ligne<'a> {
    /// The values, each with its axis.
    pub(crate) cles: Vec<(Axe, Valeur<'a>)>,
    /// The ranks of the values among those of their axes.
    pub(crate) rangs: Vec<usize>,
    /// What is counted.
    pub(crate) compte: Compte,
}

/// Counts by one axis or two.
#[derive(Debug)]
pub(crate) struct Synthese<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// How far one looks.
    pub(crate) horizon: Horizon,
    /// The axes, with their values and how their fiches are shared out.
    pub(crate) axes: Vec<Repartition<'a>>,
    /// The lines, in order: one a value of the only axis, or one a pair that has fiches.
    pub(crate) lignes: Vec<Ligne<'a>>,
    /// Each fiche once.
    pub(crate) total: Compte,
    /// How many lines of costs are summed in the total alone, since their year is none of their fiche's.
    pub(crate) couts_hors_lignes: usize,
}

impl<'a> Synthese<'a> {
    /// Counts fiches by one axis or two.
    pub(crate) fn new(
        plan: &'a Plan,
        (fiches, horizon): (&[&'a Fiche], Horizon),
        axes: &[Axe],
        perimetre: &Perimetre,
    ) -> Self {
        let rows = Situation::all(plan, fiches, horizon);
        let faits: Vec<Fait<'a>> = rows.iter().map(Fait::new).collect();
        let axes: Vec<Repartition<'a>> = axes
            .iter()
            .map(|&axe| Repartition::new(plan, &faits, axe, perimetre))
            .collect();
        let lignes = shared(&axes, faits.len());
        let lignes = lignes.into_iter().map(|(rangs, fiches)| {
            let cles: Vec<(Axe, Valeur<'a>)> = axes
                .iter()
                .zip(&rangs)
                .map(|(axis, &rang)| (axis.axe, axis.valeurs[rang].0))
                .collect();
            let restes: Vec<Reste> = cles
                .iter()
                .map(|&(axe, valeur)| Reste::of(axe, valeur))
                .collect();
            let keeps = |line: &LigneCout| {
                perimetre.keeps(plan, line) && restes.iter().all(|reste| reste.keeps(line))
            };
            let faits: Vec<&Fait<'a>> = fiches.iter().map(|&rank| &faits[rank]).collect();
            let compte = Compte::of(&faits, &keeps);
            Ligne {
                cles,
                rangs,
                compte,
            }
        });
        let lignes = lignes.collect();
        let all: Vec<&Fait<'a>> = faits.iter().collect();
        let keeps = |line: &LigneCout| perimetre.keeps(plan, line);
        let by_year = axes.iter().any(|axis| axis.axe == Axe::Annee);
        Self {
            plan,
            horizon,
            lignes,
            total: Compte::of(&all, &keeps),
            couts_hors_lignes: if by_year {
                out_of_years(&all, &keeps)
            } else {
                0
            },
            axes,
        }
    }
}

/// Returns the lines, as ranks of values with the ranks of their fiches: each value of the only axis, or each pair of values
/// that has fiches.
fn shared(axes: &[Repartition<'_>], number: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    match axes {
        [rows, columns] => {
            let of_columns = columns.by_fiche(number);
            let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
            for (row, (_, fiches)) in rows.valeurs.iter().enumerate() {
                for &fiche in fiches {
                    for &column in &of_columns[fiche] {
                        pairs.entry((row, column)).or_default().push(fiche);
                    }
                }
            }
            let pairs = pairs.into_iter();
            pairs
                .map(|((row, column), fiches)| (vec![row, column], fiches))
                .collect()
        }
        axes => axes
            .iter()
            .flat_map(|axis| axis.valeurs.iter().enumerate())
            .map(|(rank, (_, fiches))| (vec![rank], fiches.clone()))
            .collect(),
    }
}

/// Returns how many lines of costs have a year, or none, that is not one of their fiche's.
fn out_of_years(faits: &[&Fait<'_>], keeps: &dyn Fn(&LigneCout) -> bool) -> usize {
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
