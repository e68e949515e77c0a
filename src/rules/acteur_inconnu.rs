//! `acteur-inconnu`: a fiche names an actor that `acteurs.toml` does not declare.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::acteur::Identite;
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-inconnu",
        severity: Severity::Error,
        summary: "un pilote ou un partenaire n'est pas déclaré dans acteurs.toml",
        why: "Un nom inconnu est souvent une faute de frappe : l'acteur serait oublié dans les listes et les comptes.",
        cure: "Corriger le nom, ou déclarer l'acteur dans acteurs.toml ; une autre écriture du même acteur y devient un alias.",
        example: Example {
            bad: "partenaires = [\"Collège des Prés\", \"Police municpale\"]",
            good: "partenaires = [\"Collège des Prés\", \"Police municipale\"]",
        },
    },
    check: Check::Plan(check),
};

/// Looks for names that nobody bears.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Some(annuaire) = &ctx.plan.annuaire else {
        return;
    };
    for fiche in ctx.plan.fiches() {
        let pilotes = fiche
            .pilotes
            .iter()
            .map(|participant| ("pilote", participant));
        let partenaires = fiche
            .partenaires
            .iter()
            .map(|participant| ("partenaire", participant));
        for (role, participant) in pilotes
            .chain(partenaires)
            .filter(|(_, participant)| participant.identite == Identite::Unknown)
        {
            let names = annuaire
                .acteurs()
                .iter()
                .flat_map(|acteur| acteur.names())
                .map(|name| name.as_str());
            let help = match nearest(&participant.nom, names).as_slice() {
                [] => "déclarer l'acteur dans acteurs.toml".to_owned(),
                close => format!(
                    "corriger en {}, ou déclarer l'acteur dans acteurs.toml",
                    quoted_or(close)
                ),
            };
            findings
                .report(
                    participant.nom.at(),
                    format!("{role} inconnu : « {} »", *participant.nom),
                )
                .help(help);
        }
    }
}
