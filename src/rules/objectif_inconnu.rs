//! `objectif-inconnu`: a fiche hangs from a code that the tree does not have.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "objectif-inconnu",
        severity: Severity::Error,
        summary: "le code d'objectif d'une fiche n'est pas dans l'arborescence",
        why: "La fiche serait comptée hors de l'arborescence, et manquerait à son enjeu.",
        cure: "Corriger le code, ou ajouter le nœud à [arborescence] dans strategie.toml.",
        example: Example { bad: "objectif = \"1.2\"", good: "objectif = \"1.1\"" },
    },
    check: Check::Fiche(check),
};

/// Looks for codes that the tree does not have.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let (None, Some(code)) = (fiche.noeud, &fiche.objectif) else {
        return;
    };
    let codes = || {
        ctx.plan
            .arborescence
            .noeuds()
            .iter()
            .map(|noeud| noeud.code.as_str())
    };
    let dotted = code.as_str().replace([',', '-', ' '], ".");
    let respelled = codes().find(|other| *other == dotted);
    let siblings: Vec<&str> = codes()
        .filter(|other| beside(other, code.as_str()))
        .collect();
    let close = if let Some(code) = respelled {
        vec![code]
    } else if siblings.is_empty() {
        nearest(code.as_str(), codes())
    } else {
        siblings
    };
    let help = if close.is_empty() {
        "ajouter ce code à [arborescence] dans strategie.toml".to_owned()
    } else {
        format!(
            "écrire {}, ou ajouter ce code à [arborescence] dans strategie.toml",
            quoted_or(&close)
        )
    };
    findings
        .report(code.at(), format!("objectif inconnu : « {} »", **code))
        .help(help);
}

/// Returns whether two codes have the same parent.
fn beside(left: &str, right: &str) -> bool {
    let parent = |code: &str| code.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    parent(left) == parent(right)
}
