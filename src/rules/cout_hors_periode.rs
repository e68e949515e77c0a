//! `cout-hors-periode`: a line of costs is of a year outside the time of the plan and of its fiche.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity, report_outside};
use crate::model::dates::Intervalle;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cout-hors-periode",
        severity: Severity::Warning,
        summary: "une dépense est d'une année hors de la période du plan",
        why: "C'est le plus souvent une année mal tapée : la dépense serait comptée dans un bilan que personne n'écrira.",
        cure: "Corriger l'année de la dépense, ou la période ; un plan prolongé le dit par « prorogation » dans strategie.toml.",
        example: Example {
            bad: "annee = 2071",
            good: "annee = 2017",
        },
    },
    check: Check::Whole(check),
};

/// Looks for lines of years outside the period.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for annee in fiche.couts.lignes.iter().filter_map(|line| line.annee.as_ref()) {
        if !ctx.plan.covers(Some(fiche), &Intervalle::of_year(**annee)) {
            let what = format!("cette dépense est de {},", **annee);
            report_outside(ctx.plan, Some(fiche), (annee.at(), &what), findings);
        }
    }
}
