//! `montant-negatif`: an amount below zero.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "montant-negatif",
        severity: Severity::Error,
        summary: "un montant est négatif",
        why: "Une dépense négative diminue en silence le total du bilan.",
        cure: "Écrire le montant sans le signe moins ; une recette ou un remboursement se dit dans « note ».",
        example: Example {
            bad: "realise = -4380.50",
            good: "realise = 4380.50",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for amounts below zero.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for line in &fiche.couts.lignes {
        for (name, montant) in [("prevu", &line.prevu), ("realise", &line.realise)] {
            let Some(montant) = montant.as_ref().filter(|montant| montant.cents() < 0) else {
                continue;
            };
            let at = montant.at();
            let text = ctx.sources.text(at.file());
            let written = text.get(at.start()..at.end());
            let written = written.unwrap_or_default();
            findings
                .report(at, format!("« {name} » est négatif : « {written} »"))
                .help("écrire le montant sans le signe moins ; une recette se dit dans « note », sous [couts]");
        }
    }
}
