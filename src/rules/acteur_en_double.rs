//! `acteur-en-double`: two actors have the same name.

use std::collections::HashMap;

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::text::fold::fold;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-en-double",
        severity: Severity::Error,
        summary: "deux acteurs ont le même nom",
        why: "L'acteur écrit deux fois serait compté deux fois, et son nom ne dirait plus duquel on parle.",
        cure: "Réunir les deux rubriques en une seule, avec les autres écritures dans « alias » ; deux acteurs différents portent deux noms différents.",
        example: Example {
            bad: "[police-municipale]\nnom = \"Police municipale\"\n[police-de-valfleury]\nnom = \"Police Municipale\"",
            good: "[police-municipale]\nnom = \"Police municipale\"\n(une seule rubrique pour cet acteur)",
        },
    },
    check: Check::Plan(check),
};

/// Looks for names that an earlier actor has.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut bearers = HashMap::new();
    for acteur in ctx.plan.acteurs() {
        let first = *bearers.entry(fold(&acteur.nom)).or_insert(acteur);
        if first.id == acteur.id {
            continue;
        }
        let id = first.id.as_str();
        findings
            .report(
                acteur.nom.at(),
                format!("« {} » est déjà le nom de l'acteur [{id}]", *acteur.nom),
            )
            .help(format!(
                "garder [{id}] seul, avec les autres écritures dans ses alias ; si ce sont deux acteurs, leur donner deux noms"
            ));
    }
}
