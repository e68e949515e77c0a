//! `acteurs-absents`: the plan has no `acteurs.toml`.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteurs-absents",
        severity: Severity::Warning,
        summary: "le plan n'a pas de fichier acteurs.toml",
        why: "Sans liste des acteurs, un même partenaire écrit de deux façons est compté deux fois, et une faute de frappe ne se voit pas.",
        cure: "Créer acteurs.toml à côté de strategie.toml, avec une rubrique par acteur.",
        example: Example { bad: "(pas de fichier acteurs.toml)", good: "# acteurs.toml\n[ville-de-valfleury]\nnom = \"Ville de Valfleury\"\nalias = [\"Valfleury\"]" },
    },
    check: Check::Plan(check),
};

/// Looks for the file.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let names_someone = ctx
        .plan
        .fiches()
        .iter()
        .any(|fiche| !fiche.pilotes.is_empty() || !fiche.partenaires.is_empty());
    if !ctx.plan.has_acteurs && names_someone {
        findings
            .report(ctx.top(), "le plan n'a pas de fichier acteurs.toml : les noms sont comptés comme ils sont écrits")
            .help("créer acteurs.toml à côté de strategie.toml, avec une rubrique par acteur");
    }
}
