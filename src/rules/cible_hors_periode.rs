//! `cible-hors-periode`: an indicator has a target for a year outside the plan's time.

use super::{Card, Check, Context, Example, Fiche, Findings, Indicateur, Rule, Severity, report_outside};
use crate::model::dates::Intervalle;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cible-hors-periode",
        severity: Severity::Warning,
        summary: "la cible d'un indicateur est hors de la période du plan",
        why: "Aucun bilan ne dira si elle est atteinte : le plan ne s'étend pas jusque-là.",
        cure: "Corriger l'année de la cible, ou la période du plan ou de la fiche. Une valeur d'avant la période, elle, est un point de départ.",
        example: Example {
            bad: "cibles.2027 = 3",
            good: "cibles.2017 = 3",
        },
    },
    check: Check::Indicateur(check),
};

/// Looks for targets outside the plan's time.
fn check(ctx: &Context<'_>, fiche: Option<&Fiche>, indicateur: &Indicateur, findings: &mut Findings) {
    for (annee, _) in &indicateur.cibles {
        if !ctx.plan.covers(fiche, &Intervalle::of_year(**annee)) {
            let what = format!("la cible de {} est", **annee);
            report_outside(ctx.plan, fiche, (annee.at(), &what), findings);
        }
    }
}
