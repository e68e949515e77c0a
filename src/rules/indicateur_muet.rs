//! `indicateur-muet`: an indicator has had no value for two years.

use chrono::{Datelike, NaiveDate};

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::dates::year_end;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::Indicateur;
use crate::model::plan::Plan;
use crate::model::vie::{Vie, vie};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "indicateur-muet",
        severity: Severity::Info,
        summary: "un indicateur n'a pas de valeur depuis deux ans",
        why: "Un indicateur que personne ne remplit ne dit rien de l'action : le bilan l'écrit « non évaluable ».",
        cure: "Demander les chiffres à leur source et les écrire, ou retirer l'indicateur s'il ne sera jamais mesuré.",
        example: Example {
            bad: "valeurs.2014 = 3",
            good: "valeurs.2016 = 3",
        },
    },
    check: Check::Clock(check),
};

/// Looks for indicators without a value in the last two exercices that are over, both of which their fiche lived.
fn check(ctx: &Context<'_>, fiche: &Fiche, today: NaiveDate, findings: &mut Findings) {
    if fiche.partielle || !fiche.propre || !lived_two(ctx.plan, fiche, today) {
        return;
    }
    for indicateur in silent(ctx.plan, fiche, today) {
        let name = indicateur.label();
        let message = match indicateur.valeurs.last() {
            Some(last) => {
                let last = *last.annee;
                format!("« {name} » n'a pas de valeur depuis {last}")
            }
            None => format!("« {name} » n'a encore aucune valeur"),
        };
        let year = today.year() - 1;
        findings
            .report(indicateur.code.at(), message)
            .help(format!("ajouter sous cette rubrique valeurs.{year} = …"));
    }
}

/// Returns whether a fiche, whose beginning is known, was alive in each of the last two exercices that are over.
fn lived_two(plan: &Plan, fiche: &Fiche, today: NaiveDate) -> bool {
    let horizon = Horizon::of_bilan(plan.exercices.holding(today.year()), today, true);
    plan.periode_of(fiche).is_some()
        && last_two(plan, today)
            .into_iter()
            .all(|exercice| vie(plan, fiche, exercice, horizon) == Vie::Concernee)
}

/// Returns the last two exercices that are over at a date, the latest first.
fn last_two(plan: &Plan, today: NaiveDate) -> [Exercice; 2] {
    let current = plan.exercices.holding(today.year());
    let latest = if year_end(current.fin) < today {
        current
    } else {
        plan.exercices.before(current)
    };
    [latest, plan.exercices.before(latest)]
}

/// Returns the indicators of a fiche that have no value since the beginning of the last two exercices that are over.
fn silent<'a>(
    plan: &Plan,
    fiche: &'a Fiche,
    today: NaiveDate,
) -> impl Iterator<Item = &'a Indicateur> {
    let [_, earlier] = last_two(plan, today);
    let says = move |indicateur: &&Indicateur| {
        let mut valeurs = indicateur.valeurs.iter();
        valeurs.any(|valeur| *valeur.annee >= earlier.debut)
    };
    fiche.indicateurs.iter().filter(move |indicateur| !says(indicateur))
}
