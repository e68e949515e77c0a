//! `fiche-sans-indicateur`: an own fiche has no indicator.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "fiche-sans-indicateur",
        severity: Severity::Info,
        summary: "une fiche propre n'a pas d'indicateur",
        why: "Sans chiffre suivi d'une année à l'autre, le bilan ne peut pas dire si l'action porte.",
        cure: "Écrire un indicateur que le pilote sait relever chaque année.",
        example: Example {
            bad: "titre = \"Ateliers au collège\"\n(et pas de rubrique [indicateurs.…])",
            good: "[indicateurs.ateliers]\nnom = \"Ateliers tenus\"\nunite = \"ateliers\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for own fiches, read completely, that have none.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    if fiche.propre && fiche.indicateurs.is_empty() {
        findings
            .report(fiche.titre.at(), "cette fiche n'a pas d'indicateur")
            .help("ajouter une rubrique [indicateurs.nom-court], et dessous nom = \"…\" et unite = \"…\"");
    }
}
