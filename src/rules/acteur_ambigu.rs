//! `acteur-ambigu`: a fiche names someone by a name that two actors bear.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::acteur::Identite;
use crate::text::nearest::quoted_or;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-ambigu",
        severity: Severity::Error,
        summary: "un nom désigne deux acteurs",
        why: "Personne ne peut dire lequel des deux pilote l'action ou y prend part.",
        cure: "Écrire le nom complet de l'acteur voulu, ou retirer l'alias que deux acteurs partagent.",
        example: Example { bad: "pilotes = [\"Police\"]", good: "pilotes = [\"Police nationale\"]" },
    },
    check: Check::Plan(check),
};

/// Looks for names that two actors bear.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Some(annuaire) = &ctx.plan.annuaire else {
        return;
    };
    for fiche in ctx.plan.fiches() {
        for participant in fiche.pilotes.iter().chain(&fiche.partenaires) {
            if participant.identite == Identite::Ambiguous {
                let names: Vec<&str> = annuaire
                    .bearers(&participant.nom)
                    .map(|acteur| acteur.nom.as_str())
                    .collect();
                findings
                    .report(
                        participant.nom.at(),
                        format!("« {} » désigne plusieurs acteurs", *participant.nom),
                    )
                    .help(format!("écrire {}", quoted_or(&names)));
            }
        }
    }
}
