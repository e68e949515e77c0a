//! `commune-inconnue`: the commune of a fiche is none of the strategy, or the territoire under another name.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::acteur::Identite;
use crate::model::plan::Plan;
use crate::text::located::Located;
use crate::text::texte::Texte;
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "commune-inconnue",
        severity: Severity::Warning,
        summary: "la commune d'une fiche n'est pas de celles de la stratégie",
        why: "Une fiche dont la commune n'est pas écrite comme le territoire est comptée parmi les fiches associées : elle manque au bilan.",
        cure: "Écrire la commune comme dans « territoire » ou « communes », ou retirer la ligne : la fiche est alors du territoire.",
        example: Example {
            bad: "commune = \"Grandfleuri\"",
            good: "commune = \"Grandfleury\"",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for communes that the strategy does not have, and for the territoire under another name.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let plan = ctx.plan;
    let territoire = &plan.strategie.territoire;
    let Some(commune) = fiche.commune.as_ref().filter(|_| !fiche.propre) else {
        return;
    };
    if is_territoire(plan, commune) {
        findings
            .report(
                commune.at(),
                format!(
                    "« {} » n'est pas écrit comme le territoire, « {} » : la fiche est comptée parmi les fiches associées",
                    **commune, **territoire
                ),
            )
            .help(format!(
                "écrire commune = \"{}\", ou retirer la ligne",
                **territoire
            ));
    } else if plan.strategie.is_unknown_commune(commune) {
        let help = match nearest(commune, plan.strategie.known_communes()).as_slice() {
            [] => "ajouter cette commune à « communes » dans strategie.toml".to_owned(),
            close => format!(
                "écrire {}, ou ajouter cette commune à « communes » dans strategie.toml",
                quoted_or(close)
            ),
        };
        findings
            .report(commune.at(), format!("commune inconnue : « {} »", **commune))
            .help(help);
    }
}

/// Returns whether the actor that a commune names is the one that the territoire names.
fn is_territoire(plan: &Plan, commune: &Located<Texte>) -> bool {
    let who = |name: &str| plan.annuaire.as_ref().map(|annuaire| annuaire.identify(name));
    matches!(who(commune), Some(Identite::Known(_))) && who(commune) == who(&plan.strategie.territoire)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the messages of the rule on a fiche of a commune, in a plan of Bourg-Exemple.
    fn messages(strategie: &str, commune: &str) -> Vec<String> {
        let acteurs = "[ville]\nnom = \"Ville de Bourg-Exemple\"\nalias = [\"Bourg-Exemple\"]\n";
        let fiche = format!("titre = \"T\"\ncommune = \"{commune}\"\n");
        let files = [("./acteurs", acteurs), ("f", fiche.as_str())];
        said_by(&RULE, strategie, &files)
    }

    #[test]
    fn the_territoire_under_another_name_is_found_whatever_communes_holds() {
        let other = "Ville de Bourg-Exemple";
        for communes in ["", "communes = [\"Ville de Bourg-Exemple\"]\n"] {
            let messages = messages(communes, other);
            assert_eq!(messages.len(), 1);
            assert!(messages[0].contains("fiches associées"), "{messages:?}");
        }
        assert!(messages("", "bourg exemple").is_empty());
    }

    #[test]
    fn a_commune_is_unknown_where_the_strategy_lists_its_own() {
        let lines = "communes = [\"Bourg-Exemple\", \"Étreux\"]\n[parent]\nterritoire = \"Lille\"\n";
        assert!(messages("", "Grand-Exemple").is_empty());
        assert!(messages(lines, "ETREUX").is_empty() && messages(lines, "Lille").is_empty());
        assert_eq!(messages(lines, "Estreux"), ["commune inconnue : « Estreux »"]);
    }
}
