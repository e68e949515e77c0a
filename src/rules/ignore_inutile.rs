//! `ignore-inutile`: a fiche asks to pass over a rule that finds nothing in it.

use super::{
    Card, Check, Context, Example, Findings, Passed, Rule, Severity, cards, is_dated, whole,
};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "ignore-inutile",
        severity: Severity::Warning,
        summary: "une fiche demande d'ignorer une règle qui n'y trouve rien",
        why: "Un « ignorer » qui ne sert plus cacherait le prochain défaut, dont personne n'a décidé qu'il était admis.",
        cure: "Supprimer cet élément de la liste « ignorer ».",
        example: Example {
            bad: "ignorer = [{ regle = \"fiche-sans-pilote\", raison = \"non imprimé\" }]",
            good: "(la même fiche, sans cette ligne)",
        },
    },
    check: Check::Passed(check),
};

/// Looks for requests that served nothing. Those on a rule that hangs on the day may serve on another one.
fn check(ctx: &Context<'_>, passed: &Passed, findings: &mut Findings) {
    let is_settled = |name: &str| cards().any(|card| card.id == name && !is_dated(card));
    for fiche in whole(ctx.plan) {
        for ignore in &fiche.ignorer {
            let name = ignore.regle.as_str();
            if is_settled(name) && !passed.served(fiche.at.file(), name) {
                let message = format!("la règle « {name} » ne trouve rien dans cette fiche");
                findings
                    .report(ignore.regle.at(), message)
                    .help("supprimer cet élément de « ignorer »");
            }
        }
    }
}
