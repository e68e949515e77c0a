//! `niveau-inconnu`: a level is named that the plan does not have.

use crate::model::arborescence::Arborescence;
use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::text::fold::same;
use crate::text::located::Located;
use crate::text::texte::Texte;
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "niveau-inconnu",
        severity: Severity::Error,
        summary: "un niveau n'est pas de ceux que le plan nomme",
        why: "Un nœud d'un niveau inconnu manque aux comptes de son niveau, et son code serait imprimé à tort ou oublié.",
        cure: "Écrire le niveau comme dans « niveaux », ou l'y ajouter.",
        example: Example {
            bad: "niveaux = [\"Enjeu\", \"Objectif\"]\n\"1.1\" = { titre = \"Agir au collège\", niveau = \"Objectifs\" }",
            good: "niveaux = [\"Enjeu\", \"Objectif\"]\n\"1.1\" = { titre = \"Agir au collège\", niveau = \"Objectif\" }",
        },
    },
    check: Check::Plan(check),
};

/// Looks for levels that are not among those of the plan.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let tree = &ctx.plan.arborescence;
    let noeuds = tree.noeuds().iter();
    for niveau in tree
        .sans_numero()
        .iter()
        .chain(noeuds.filter_map(|noeud| noeud.niveau.as_ref()))
    {
        if !tree.niveaux().iter().any(|known| same(known, niveau)) {
            report(tree, niveau, findings);
        }
    }
}

/// Reports an unknown level, with those that are near.
fn report(tree: &Arborescence, niveau: &Located<Texte>, findings: &mut Findings) {
    let niveaux = tree.niveaux().iter().map(|known| known.as_str());
    let mut message = format!("niveau inconnu : « {} »", **niveau);
    let help = match nearest(niveau, niveaux).as_slice() {
        [] if tree.niveaux().is_empty() => {
            message.push_str(", le plan n'en nomme aucun");
            "nommer les niveaux du plan au début du fichier, du plus haut au plus bas : niveaux = [\"…\", \"…\"]"
                .to_owned()
        }
        [] => "écrire un des noms de « niveaux », ou y ajouter celui-ci".to_owned(),
        close => format!(
            "écrire {}, ou ajouter ce nom à « niveaux »",
            quoted_or(close)
        ),
    };
    findings.report(niveau.at(), message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the messages of the rule on a strategy.
    fn messages(strategie: &str) -> Vec<String> {
        said_by(&RULE, strategie, &[])
    }

    #[test]
    fn a_level_is_read_whatever_its_case_and_accents() {
        let node = "[arborescence]\n\"1\" = { titre = \"T\", niveau = \"ETAPE\" }\n";
        let levels = "niveaux = [\"Étape\"]\nsans_numero = [\"étape\", \"Axe\"]\n";
        assert_eq!(messages(&format!("{levels}{node}")), ["niveau inconnu : « Axe »"]);
        assert_eq!(
            messages(node),
            ["niveau inconnu : « ETAPE », le plan n'en nomme aucun"]
        );
    }
}
