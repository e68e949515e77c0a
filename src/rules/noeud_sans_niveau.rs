//! `noeud-sans-niveau`: a node is deeper than the levels that the plan names.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "noeud-sans-niveau",
        severity: Severity::Warning,
        summary: "un nœud est plus bas que les niveaux que le plan nomme",
        why: "Rien ne dit si ce nœud est un objectif, une action ou autre chose : les comptes par niveau l'oublient.",
        cure: "Ajouter un nom à « niveaux », ou dire le niveau du nœud.",
        example: Example {
            bad: "niveaux = [\"Enjeu\", \"Objectif\"]\n\"1.1.a\" = \"Soutenir les familles\"",
            good: "niveaux = [\"Enjeu\", \"Objectif\", \"Action\"]\n\"1.1.a\" = \"Soutenir les familles\"",
        },
    },
    check: Check::Plan(check),
};

/// Looks for nodes whose level has no name.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let tree = &ctx.plan.arborescence;
    let named = tree.niveaux().len();
    if named == 0 {
        return;
    }
    for (index, noeud) in tree.noeuds().iter().enumerate() {
        if tree.niveau(index).is_none() {
            let code = &noeud.code;
            findings
                .report(
                    code.at(),
                    format!(
                        "le nœud {} est au niveau {}, et le plan n'en nomme que {named}",
                        **code,
                        tree.depth(index) + 1
                    ),
                )
                .help(format!(
                    "ajouter un nom à « niveaux », ou écrire \"{}\" = {{ titre = \"…\", niveau = \"…\" }}",
                    **code
                ));
        }
    }
}
