//! `prorogation-sans-effet`: the extension of the plan's period does not extend it.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "prorogation-sans-effet",
        severity: Severity::Warning,
        summary: "la prorogation ne prolonge pas la période du plan",
        why: "Les fiches s'arrêteraient à la fin de la période, comme s'il n'y avait pas de prorogation.",
        cure: "Écrire une date qui suit la fin de la période, ou retirer la prorogation.",
        example: Example {
            bad: "periode = \"2017\"\nprorogation = { fin = \"2017-06\" }",
            good: "periode = \"2017\"\nprorogation = { fin = \"2018-06\" }",
        },
    },
    check: Check::Plan(check),
};

/// Looks for an extension that puts off no end.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let strategie = &ctx.plan.strategie;
    let Some(fin) = strategie.prorogation.as_ref().map(|longer| &longer.fin) else {
        return;
    };
    let (message, help) = match &strategie.periode {
        None => (
            "la prorogation ne prolonge rien : le plan n'a pas de période".to_owned(),
            "ajouter la période du plan, par exemple periode = \"2017/2020\", ou retirer la prorogation",
        ),
        Some(periode) => match periode.fin() {
            None => (
                format!(
                    "la prorogation ne prolonge rien : la période « {} » n'a pas de fin",
                    periode.texte()
                ),
                "écrire la dernière année de la période, par exemple \"2017/2020\", ou retirer la prorogation",
            ),
            Some(end) if **fin <= end => (
                format!(
                    "la prorogation ne va pas plus loin que la période « {} »",
                    periode.texte()
                ),
                "écrire une date qui suit la fin de la période, ou retirer la prorogation",
            ),
            Some(_) => return,
        },
    };
    findings.report(fin.at(), message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the message of the rule on a strategy, when there is one.
    fn message(periode: &str, fin: &str) -> Option<String> {
        let strategie = format!("{periode}prorogation = {{ fin = \"{fin}\" }}\n");
        said_by(&RULE, &strategie, &[]).into_iter().next()
    }

    #[test]
    fn an_extension_ends_after_the_last_day_of_a_period_that_has_one() {
        let four = "periode = \"2017/2020\"\n";
        assert!(message(four, "2020-12-31").is_some());
        assert_eq!(message(four, "2021-01-01"), None);
        let open = message("periode = \"2017/\"\n", "2030").unwrap();
        assert!(open.contains("n'a pas de fin"), "{open}");
        let absent = message("", "2030").unwrap();
        assert!(absent.contains("n'a pas de période"), "{absent}");
    }
}
