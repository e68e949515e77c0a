//! `fiche-sans-pilote`: an own fiche has no pilote.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "fiche-sans-pilote",
        severity: Severity::Warning,
        summary: "une fiche propre n'a pas de pilote",
        why: "Sans pilote, personne ne répond de l'action ni n'en rend compte.",
        cure: "Nommer l'acteur qui conduit l'action ; si le document n'en désigne aucun, dire pourquoi dans « ignorer ».",
        example: Example {
            bad: "titre = \"Ateliers au collège\"\n(et pas de ligne « pilotes »)",
            good: "titre = \"Ateliers au collège\"\npilotes = [\"Ville de Valfleury\"]",
        },
    },
    check: Check::Whole(check),
};

/// Looks for own fiches, read completely, that have none.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    if fiche.propre && fiche.pilotes.is_empty() {
        findings
            .report(fiche.titre.at(), "cette fiche n'a pas de pilote")
            .help("ajouter sous le titre une ligne pilotes = [\"…\"], avec un nom d'acteurs.toml");
    }
}
