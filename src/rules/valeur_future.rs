//! `valeur-future`: an indicator has a value for a year that has not begun.

use chrono::{Datelike, NaiveDate};

use super::{Card, Check, Context, Example, Findings, Indicateur, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "valeur-future",
        severity: Severity::Warning,
        summary: "un indicateur a une valeur pour une année à venir",
        why: "Ce qui n'a pas eu lieu n'est pas mesuré : le bilan le montrerait comme un résultat.",
        cure: "Corriger l'année ; ce qu'on veut atteindre s'écrit « cibles ».",
        example: Example {
            bad: "valeurs.2018 = 5",
            good: "cibles.2018 = 5",
        },
    },
    check: Check::ClockIndicateur(check),
};

/// Looks for values of years to come.
fn check(_: &Context<'_>, indicateur: &Indicateur, today: NaiveDate, findings: &mut Findings) {
    let valeurs = indicateur.valeurs.iter();
    for valeur in valeurs.filter(|valeur| *valeur.annee > today.year()) {
        let annee = *valeur.annee;
        findings
            .report(
                valeur.annee.at(),
                format!("une valeur pour {annee}, qui n'a pas commencé"),
            )
            .help(format!(
                "corriger l'année ; pour ce qu'on veut atteindre, écrire cibles.{annee}"
            ));
    }
}
