//! `fiche-sans-calendrier`: an own fiche has no calendrier.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "fiche-sans-calendrier",
        severity: Severity::Info,
        summary: "une fiche propre n'a pas de calendrier",
        why: "Sans étape datée, rien ne dit si l'action avance ou si elle est en retard.",
        cure: "Écrire les étapes que le document prévoit, chacune avec sa date.",
        example: Example {
            bad: "titre = \"Ateliers au collège\"\n(et pas de rubrique [calendrier.…])",
            good: "[calendrier.rencontre]\nquand = \"2017\"\nquoi = \"Rencontre avec les familles\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for own fiches, read completely, that have none.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    if fiche.propre && fiche.calendrier.is_empty() {
        findings
            .report(fiche.titre.at(), "cette fiche n'a pas de calendrier")
            .help("ajouter une rubrique [calendrier.nom-de-l-etape], et dessous quand = \"…\" et quoi = \"…\"");
    }
}
