//! Counts by one axis or two: how many fiches, of whom, how far, at what cost.

pub(crate) mod axe;
pub(crate) mod compte;
pub(crate) mod repartition;
mod reste;

use std::collections::BTreeMap;

use self::axe::Axe;
use self::compte::{Compte, Fait, out_of_years};
use self::repartition::{Repartition, Valeur};
use self::reste::Reste;
use super::situation::Situation;
use crate::model::cout::LigneCout;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::report::perimetre::Perimetre;
use crate::text::limits::MOST_PAIRS;

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
    /// Counts fiches by one axis or two; nothing when two axes make more than [`MOST_PAIRS`] pairs.
    pub(crate) fn new(
        plan: &'a Plan,
        (fiches, horizon): (&[&'a Fiche], Horizon),
        axes: &[Axe],
        perimetre: &'a Perimetre,
    ) -> Option<Self> {
        let rows = Situation::within(plan, fiches, horizon, perimetre);
        let faits: Vec<Fait<'a>> = rows.iter().map(Fait::new).collect();
        let axes: Vec<Repartition<'a>> = axes
            .iter()
            .map(|&axe| Repartition::new(plan, &faits, axe, perimetre))
            .collect();
        let lignes = shared(&axes, faits.len())?;
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
        Some(Self {
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
        })
    }
}

/// Returns the lines, as ranks of values with the ranks of their fiches: each value of the only axis, or each pair of values
/// that has fiches. Nothing when there are too many.
fn shared(axes: &[Repartition<'_>], number: usize) -> Option<Vec<(Vec<usize>, Vec<usize>)>> {
    let lines = match axes {
        [rows, columns] => {
            let of_columns = columns.by_fiche(number);
            let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
            for (row, (_, fiches)) in rows.valeurs.iter().enumerate() {
                for &fiche in fiches {
                    for &column in &of_columns[fiche] {
                        pairs.entry((row, column)).or_default().push(fiche);
                        if pairs.len() > MOST_PAIRS {
                            return None;
                        }
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
    };
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::dates::year_end;
    use crate::model::mot::Mot;
    use crate::report::perimetre::TOUT;
    use crate::text::fold::fold;

    const STRATEGIE: &str = "niveaux = [\"Axe\", \"But\"]\ncommunes = [\"Bourg-Exemple\", \"Voisine\"]\n[arborescence]\n\"2\" = \"Deux\"\n\"1\" = \"Un\"\n\"1.a\" = \"Un a\"\n";
    const ACTEURS: &str = "[ecole]\nnom = \"École\"\nalias = [\"EX\"]\n[zoo]\nnom = \"Zoo\"\nalias = [\"EX\"]\n[voirie]\nnom = \"Voirie\"\ngenre = \"service\"\nalias = [\"VO\"]\n";

    /// Returns the lines of an axis at the end of 2018: each value with the number of its fiches and what they plan.
    fn lines(files: &[(&str, &str)], axe: Axe, perimetre: &Perimetre) -> Vec<String> {
        let plan = plan(STRATEGIE, files);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let horizon = Horizon::at(year_end(2018));
        let synthese = Synthese::new(&plan, (&fiches, horizon), &[axe], perimetre).unwrap();
        let said = |(ligne, total): (&Ligne<'_>, usize)| {
            let value = match ligne.cles[0].1 {
                Valeur::Noeud(node) => plan.arborescence.label(node),
                Valeur::Etat(etat) => etat.word().to_owned(),
                Valeur::Resultat(resultat) => resultat.word().to_owned(),
                Valeur::Exercice(exercice) => exercice.label(),
                Valeur::Acteur(acteur) => format!("[{}]", acteur.id.as_str()),
                Valeur::Texte(text) => text.to_owned(),
                Valeur::Inconnu(text) => format!("{text}?"),
                Valeur::NonRenseigne => "-".to_owned(),
            };
            let prevu = ligne.compte.couts.prevu.map(|prevu| prevu.cents() / 100);
            let prevu = prevu.map_or(String::new(), |prevu| format!(" {prevu}€"));
            let unpriced = match ligne.compte.non_chiffrees {
                0 => String::new(),
                number => format!(" !{number}"),
            };
            format!("{value} {}/{total}{prevu}{unpriced}", ligne.compte.fiches)
        };
        let total = synthese.total.fiches;
        synthese
            .lignes
            .iter()
            .map(|ligne| said((ligne, total)))
            .collect()
    }

    /// Returns a fiche that costs nothing, with some lines.
    fn fiche(lines: &str) -> String {
        format!("titre = \"T\"\n{lines}\n[couts]\nnature = \"nul\"\n")
    }

    #[test]
    fn names_are_in_french_order_then_those_that_nobody_bears_or_two_do_then_none() {
        let (a, b, c) = (
            fiche("pilotes = [\"Zoo\", \"École\", \"école\"]"),
            fiche("pilotes = [\"EX\", \"Inconnue\", \"INCONNUE\"]"),
            fiche(""),
        );
        let files = [("./acteurs", ACTEURS), ("a", &a), ("b", &b), ("c", &c)];
        assert_eq!(
            lines(&files, Axe::Pilote, &TOUT),
            [
                "[ecole] 1/3",
                "[zoo] 1/3",
                "EX? 1/3",
                "Inconnue? 1/3",
                "- 1/3"
            ]
        );
        assert_eq!(
            lines(&files[1..], Axe::Pilote, &TOUT),
            ["École 1/3", "EX 1/3", "Inconnue 1/3", "Zoo 1/3", "- 1/3"],
            "without actors no name is unknown"
        );
    }

    #[test]
    fn a_service_has_one_name() {
        let a = fiche(
            "pilotes = [\"VO\", { acteur = \"Voirie\", service = \"Éclairage\" }]\npartenaires = [{ acteur = \"Zoo\", service = \"éclairage\" }]",
        );
        let files = [("./acteurs", ACTEURS), ("a", &a)];
        assert_eq!(
            lines(&files, Axe::Service, &TOUT),
            ["Éclairage 1/1", "Voirie 1/1", "- 0/1"]
        );
    }

    #[test]
    fn nodes_follow_the_tree_and_unknown_codes_come_before_none() {
        let (a, b, c) = (
            fiche("objectif = \"1.a\""),
            fiche("objectif = \"1.z\""),
            fiche(""),
        );
        let files = [("a", a.as_str()), ("b", &b), ("c", &c)];
        let of = |axe| lines(&files, axe, &TOUT);
        assert_eq!(
            of(Axe::Enjeu),
            ["2 Deux 0/3", "1 Un 1/3", "1.z? 1/3", "- 1/3"]
        );
        assert_eq!(of(Axe::Objectif), ["1.a Un a 1/3", "1.z? 1/3", "- 1/3"]);
        assert_eq!(of(Axe::Niveau(1)), ["1.a Un a 1/3", "1.z? 1/3", "- 1/3"]);
        let part = Perimetre {
            is_on_the_tree: true,
            ..Perimetre::default()
        };
        assert_eq!(lines(&files[..1], Axe::Enjeu, &part), ["1 Un 1/1", "- 0/1"]);
    }

    #[test]
    fn a_commune_is_unknown_where_the_strategy_does_not_list_it() {
        let (a, b) = (
            fiche("commune = \"VOISINE\""),
            fiche("commune = \"Ailleurs\""),
        );
        let files = [("a", a.as_str()), ("b", &b), ("c", "titre = \"T\"\n")];
        assert_eq!(
            lines(&files, Axe::Commune, &TOUT),
            [
                "Bourg-Exemple 1/3 !1",
                "VOISINE 1/3",
                "Ailleurs? 1/3",
                "- 0/3"
            ]
        );
    }

    #[test]
    fn costs_are_those_of_the_line_and_of_the_question() {
        let a = "titre = \"T\"\n[calendrier.x]\nquand = [\"2017\", \"2018\"]\n[couts]\nlignes = [{ annee = 2017, financeur = \"État\", prevu = 1 }, { annee = 2018, financeur = \"ETAT\", prevu = 10 }, { annee = 2018, prevu = 100 }, { prevu = 1000 }]\n";
        let files = [
            ("a", a),
            (
                "b",
                "titre = \"T\"\n[couts]\nlignes = [{ annee = 2019, prevu = 5 }]\n",
            ),
        ];
        let of = |axe, annees: &[i32], financeurs: &[&str]| {
            let perimetre = Perimetre {
                annees: annees.to_vec(),
                financeurs: financeurs.iter().map(|text| fold(text)).collect(),
                is_on_the_tree: false,
            };
            lines(&files, axe, &perimetre)
        };
        assert_eq!(
            of(Axe::Financeur, &[], &[]),
            ["État 1/2 11€", "- 2/2 1105€"]
        );
        assert_eq!(
            of(Axe::Financeur, &[2018], &[]),
            ["État 1/2 10€", "- 2/2 100€ !1"]
        );
        assert_eq!(
            of(Axe::Annee, &[], &[]),
            ["2017 1/2 1€", "2018 1/2 110€", "- 1/2 5€"]
        );
        assert_eq!(
            of(Axe::Annee, &[], &["etat"]),
            ["2017 1/2 1€", "2018 1/2 10€", "- 1/2 !1"]
        );
    }

    #[test]
    fn costs_out_of_the_years_of_their_fiche_are_counted_apart() {
        let a = "titre = \"T\"\n[calendrier.x]\nquand = \"2017\"\n[couts]\nlignes = [{ annee = 2017, prevu = 1 }, { annee = 2019, prevu = 10 }, { prevu = 100 }]\n";
        let plan = plan(STRATEGIE, &[("a", a)]);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let left = |axe| {
            let horizon = Horizon::at(year_end(2018));
            let perimetre = Perimetre::default();
            Synthese::new(&plan, (&fiches, horizon), &[axe], &perimetre)
                .unwrap()
                .couts_hors_lignes
        };
        assert_eq!((left(Axe::Annee), left(Axe::Commune)), (2, 0));
    }

    #[test]
    fn pairs_without_a_fiche_have_no_line() {
        let (a, b) = (
            fiche("objectif = \"1\"\npublics = [\"x\", \"y\"]"),
            fiche("objectif = \"2\""),
        );
        let plan = plan(STRATEGIE, &[("a", &a), ("b", &b)]);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let horizon = Horizon::at(year_end(2018));
        let axes = [Axe::Enjeu, Axe::Public];
        let synthese = Synthese::new(&plan, (&fiches, horizon), &axes, &TOUT).unwrap();
        let ranks: Vec<&[usize]> = synthese
            .lignes
            .iter()
            .map(|line| line.rangs.as_slice())
            .collect();
        assert_eq!(ranks, [&[0, 2][..], &[1, 0], &[1, 1]]);
        assert_eq!(synthese.total.fiches, 2);
    }
}
