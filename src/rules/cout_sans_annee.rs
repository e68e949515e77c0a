//! `cout-sans-annee`: a line of costs that is in no year's bilan.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cout-sans-annee",
        severity: Severity::Warning,
        summary: "une dépense n'a pas d'année",
        why: "Un bilan compte les dépenses de ses années : celle-ci n'entre dans aucun.",
        cure: "Ajouter « annee » à la ligne ; une dépense sur deux ans fait deux lignes.",
        example: Example {
            bad: "{ objet = \"intervenant\", prevu = 4500, realise = 4380.50 },",
            good: "{ annee = 2017, objet = \"intervenant\", prevu = 4500, realise = 4380.50 },",
        },
    },
    check: Check::Whole(check),
};

/// Looks for lines without a year.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let year = ctx.plan.periode_of(fiche);
    let year = year.map_or(2017, |periode| periode.first_year());
    for line in &fiche.couts.lignes {
        if line.annee.is_none() {
            findings
                .report(
                    line.at,
                    "cette dépense n'a pas d'année : aucun bilan ne la compte",
                )
                .help(format!(
                    "ajouter l'année à la ligne, par exemple : annee = {year}"
                ));
        }
    }
}
