//! `gravite-impossible`: the plan gives a rule a severity that it cannot have.

use super::{Card, Check, Context, Example, Findings, Located, Rule, Severity, Texte, cards, is_dated};
use crate::load::faults::FAULTS;
use crate::model::strategie::Gravite;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "gravite-impossible",
        severity: Severity::Warning,
        summary: "[regles] ou « ignorer » donne à une règle une gravité qu'elle ne peut pas avoir",
        why: "Une faute de lecture est toujours une erreur, et une règle qui dépend de la date n'en est jamais une : le réglage ne change rien.",
        cure: "Supprimer la ligne, ou écrire « avertissement » ou « info » pour une règle qui dépend de la date.",
        example: Example {
            bad: "bilan-manquant = \"erreur\"",
            good: "bilan-manquant = \"avertissement\"",
        },
    },
    check: Check::Mention(check),
};

/// Looks for settings that nothing can follow.
fn check(_: &Context<'_>, regle: &Located<Texte>, gravite: Gravite, findings: &mut Findings) {
    let name = regle.as_str();
    if FAULTS.iter().any(|fault| fault.id == name) {
        let message = format!("« {name} » est une faute de lecture : toujours une erreur");
        findings
            .report(regle.at(), message)
            .help("supprimer ce réglage ; la faute se corrige dans le fichier où elle se trouve");
    }
    let dated = || cards().any(|card| card.id == name && is_dated(card));
    if gravite == Gravite::Counts(Severity::Error) && dated() {
        let message = format!("« {name} » dépend de la date : jamais une erreur");
        findings
            .report(regle.at(), message)
            .help(format!("écrire {name} = \"avertissement\""));
    }
}
