//! `regle-inconnue`: the plan sets or passes over a rule that does not exist.

use super::{Card, Check, Context, Example, Findings, Gravite, Located, Rule, Severity, Texte, cards};
use crate::load::faults::FAULTS;
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "regle-inconnue",
        severity: Severity::Error,
        summary: "[regles] ou « ignorer » nomme une règle qui n'existe pas",
        why: "Une règle mal nommée n'est ni réglée ni ignorée, et rien d'autre ne le montre.",
        cure: "Corriger le nom ; « stspd regles » les montre tous.",
        example: Example {
            bad: "fiche-sans-indicateurs = \"ignoree\"",
            good: "fiche-sans-indicateur = \"ignoree\"",
        },
    },
    check: Check::Mention(check),
};

/// Looks for names that no rule bears.
fn check(_: &Context<'_>, regle: &Located<Texte>, _: Gravite, findings: &mut Findings) {
    let names = || FAULTS.iter().copied().chain(cards()).map(|card| card.id);
    if names().any(|name| name == regle.as_str()) {
        return;
    }
    let help = match nearest(regle, names()).as_slice() {
        [] => "« stspd regles » montre toutes les règles".to_owned(),
        close => format!("vouliez-vous dire {} ?", quoted_or(close)),
    };
    let message = format!("aucune règle ne s'appelle « {} »", **regle);
    findings.report(regle.at(), message).help(help);
}
