//! `cible-contraire`: an indicator's target goes against the direction that it says.

use super::{Card, Check, Context, Example, Fiche, Findings, Indicateur, Rule, Severity};
use crate::model::indicateur::Sens;
use crate::model::mot::Mot;
use crate::text::number::number;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cible-contraire",
        severity: Severity::Warning,
        summary: "la cible d'un indicateur va à l'encontre de son sens",
        why: "Le bilan jugerait favorable ce qui éloigne de la cible.",
        cure: "Corriger « sens » (hausse, baisse ou stable), ou le chiffre de la cible.",
        example: Example {
            bad: "sens = \"baisse\"",
            good: "sens = \"hausse\"",
        },
    },
    check: Check::Indicateur(check),
};

/// Looks for targets on the wrong side of the first value.
fn check(_: &Context<'_>, _: Option<&Fiche>, indicateur: &Indicateur, findings: &mut Findings) {
    let (Some(sens), Some(first)) = (&indicateur.sens, indicateur.valeurs.first()) else {
        return;
    };
    // A target of the first value's own year was not set against it.
    let cibles = indicateur.cibles.iter();
    for (annee, cible) in cibles.filter(|(annee, _)| **annee > *first.annee) {
        let against = match **sens {
            Sens::Hausse => *cible < first.valeur,
            Sens::Baisse => *cible > first.valeur,
            Sens::Stable => *cible != first.valeur,
        };
        if against {
            let message = format!(
                "la cible de {} ({}) va à l'encontre du sens « {} » : la première valeur est {} en {}",
                **annee,
                number(*cible),
                sens.label(),
                number(first.valeur),
                *first.annee,
            );
            findings
                .report(annee.at(), message)
                .help("corriger « sens » (hausse, baisse ou stable), ou le chiffre de la cible");
        }
    }
}
