//! `titre-en-double`: two fiches of one commune have the same title at the same node.

use super::{Card, Check, Context, Example, Findings, Rule, Severity, each_namesake};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "titre-en-double",
        severity: Severity::Warning,
        summary: "deux fiches ont le même titre au même endroit du plan",
        why: "Dans une liste ou dans le bilan, personne ne saurait de laquelle on parle.",
        cure: "Préciser l'un des deux titres, ou supprimer la fiche écrite deux fois.",
        example: Example {
            bad: "fiches/navette.toml et fiches/navette-de-nuit.toml (un seul titre)\ntitre = \"Navette du soir\"",
            good: "titre = \"Navette de nuit\"",
        },
    },
    check: Check::Plan(check),
};

/// Looks for titles that an earlier fiche has.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    each_namesake(
        ctx.plan,
        |fiche| Some(&fiche.titre),
        |first, titre, place| {
            findings
                .report(
                    titre.at(),
                    format!("la fiche « {} » a déjà ce titre {place}", first.id),
                )
                .help("préciser l'un des deux titres, ou supprimer la fiche qui est de trop");
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the messages of the rule on two fiches of one title, each with its other lines.
    fn messages(left: &str, right: &str) -> Vec<String> {
        let strategie = "[arborescence]\n\"1\" = \"a\"\n\"2\" = \"b\"\n";
        let (left, right) = (
            format!("titre = \"À l'école\"\n{left}"),
            format!("titre = \"A L'ECOLE\"\n{right}"),
        );
        said_by(&RULE, strategie, &[("f", &left), ("g", &right)])
    }

    #[test]
    fn fiches_are_compared_within_one_commune_and_one_node() {
        let outside = "la fiche « f » a déjà ce titre hors de l'arborescence";
        assert_eq!(messages("", "commune = \"bourg exemple\"\n"), [outside]);
        assert!(messages("", "commune = \"Lille\"\n").is_empty());
        let (one, two) = ("objectif = \"1\"\n", "objectif = \"2\"\n");
        assert_eq!(messages(one, one).len(), 1);
        assert!(messages(one, two).is_empty() && messages(one, "").is_empty());
    }
}
