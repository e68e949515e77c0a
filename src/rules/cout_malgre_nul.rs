//! `cout-malgre-nul`: a fiche says that it costs nothing, and has lines of costs.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cout-malgre-nul",
        severity: Severity::Error,
        summary: "une fiche dit que l'action ne coûte rien, et chiffre des dépenses",
        why: "Les deux ne peuvent pas être vrais : le bilan annoncerait une action sans coût tout en comptant ses dépenses.",
        cure: "Corriger la nature en « variable » ou « non-defini », ou supprimer les lignes.",
        example: Example {
            bad: "nature = \"nul\"",
            good: "nature = \"variable\"",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for lines under a nature that excludes them.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let couts = &fiche.couts;
    let nature = couts.nature.as_ref().filter(|_| couts.are_nil());
    let lines = match couts.lignes.len() {
        0 => return,
        1 => "une ligne de dépense suit".to_owned(),
        many => format!("{many} lignes de dépenses suivent"),
    };
    if let Some(nature) = nature {
        findings
            .report(nature.at(), format!("le coût est dit « nul », et {lines}"))
            .help("écrire nature = \"variable\" ou nature = \"non-defini\", ou supprimer les lignes de dépenses");
    }
}
