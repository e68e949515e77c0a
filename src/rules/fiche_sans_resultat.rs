//! `fiche-sans-resultat`: an own fiche says no expected result.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "fiche-sans-resultat",
        severity: Severity::Info,
        summary: "une fiche propre n'annonce pas de résultat attendu",
        why: "Le bilan demande si le résultat est atteint : encore faut-il qu'il soit écrit.",
        cure: "Reprendre les résultats attendus du document, un texte pour chacun.",
        example: Example {
            bad: "titre = \"Ateliers au collège\"\n(et pas de ligne « resultats_attendus »)",
            good: "resultats_attendus = [\"Mieux informer les familles\"]",
        },
    },
    check: Check::Whole(check),
};

/// Looks for own fiches, read completely, that have none.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    if fiche.propre && fiche.resultats_attendus.is_empty() {
        findings
            .report(fiche.titre.at(), "cette fiche n'annonce aucun résultat attendu")
            .help("ajouter sous le titre une ligne resultats_attendus = [\"…\"]");
    }
}
