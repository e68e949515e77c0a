//! `noeud-sans-parent`: a node of the tree whose parent is not there.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "noeud-sans-parent",
        severity: Severity::Error,
        summary: "un nœud de l'arborescence n'a pas de nœud au-dessus de lui",
        why: "Le code d'un nœud dit où il se rattache : 4.1.b sous 4.1, 4.1 sous 4. Sans ce nœud, il n'est rangé nulle part.",
        cure: "Ajouter le nœud qui manque, ou corriger le code.",
        example: Example { bad: "\"2.1\" = \"Écouter les parents\"", good: "\"2\" = \"Soutenir les familles\"\n\"2.1\" = \"Écouter les parents\"" },
    },
    check: Check::Plan(check),
};

/// Looks for codes whose parent is not there.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for noeud in ctx.plan.arborescence.noeuds() {
        if let Some(parent) = noeud
            .code
            .parent()
            .filter(|parent| ctx.plan.arborescence.find(parent).is_none())
        {
            findings
                .report(
                    noeud.code.at(),
                    format!(
                        "il manque le nœud {parent}, au-dessus du nœud {}",
                        *noeud.code
                    ),
                )
                .help(format!(
                    "ajouter une ligne \"{parent}\" = \"…\" à [arborescence], ou corriger le code"
                ));
        }
    }
}
