//! `etape-hors-periode`: an étape is dated outside the time of the plan and of its fiche.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity, report_outside};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "etape-hors-periode",
        severity: Severity::Warning,
        summary: "une étape est datée hors de la période du plan",
        why: "C'est le plus souvent une année mal tapée : l'étape serait due dans un bilan que personne n'écrira.",
        cure: "Corriger la date de l'étape, ou la période ; un plan prolongé le dit par « prorogation » dans strategie.toml.",
        example: Example {
            bad: "quand = \"2071-12\"",
            good: "quand = \"2017-12\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for occurrences without a day in the period.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for etape in &fiche.calendrier {
        for quand in &etape.quand {
            if !ctx.plan.covers(Some(fiche), quand) {
                let (nom, date) = (&*etape.nom, quand.texte());
                let what = format!("l'étape « {nom} » est datée « {date} »,");
                report_outside(ctx.plan, Some(fiche), (quand.at(), &what), findings);
            }
        }
    }
}
