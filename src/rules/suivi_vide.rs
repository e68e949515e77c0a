//! `suivi-vide`: an entry of the journal that says nothing.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "suivi-vide",
        severity: Severity::Warning,
        summary: "une entrée du journal ne dit rien",
        why: "Une date sans état ni note n'apprend rien à personne ; le texte a sans doute été oublié.",
        cure: "Écrire ce qui s'est passé dans « note », ou où en est l'action dans « etat » ; sinon supprimer l'entrée.",
        example: Example {
            bad: "date = 2017-09-12",
            good: "date = 2017-09-12\nnote = \"Deuxième atelier\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for entries without state or note.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for entry in &fiche.suivi {
        if entry.etat.is_none() && entry.note.is_none() {
            let day = entry.date.format("%d/%m/%Y");
            findings
                .report(
                    entry.date.at(),
                    format!("l'entrée du {day} n'a ni état ni note"),
                )
                .help("ajouter une ligne, par exemple : note = \"réunion avec les familles\" ; ou supprimer l'entrée");
        }
    }
}
