//! `compte-annonce`: the plan does not have as many fiches or nodes as the document announces.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "compte-annonce",
        severity: Severity::Warning,
        summary: "le plan n'a pas autant de fiches ou de nœuds que le document en annonce",
        why: "Un écart avec le document montre une fiche oubliée, ou une de trop.",
        cure: "Ajouter ce qui manque, ou corriger « annonce » dans strategie.toml ; « extrait = true » dit qu'une partie seulement de l'arborescence est là.",
        example: Example { bad: "annonce = { propres = 2 }\n(et le plan n'a qu'une fiche de la commune)", good: "annonce = { propres = 1 }" },
    },
    check: Check::Plan(check),
};

/// Compares what is announced with what is there.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let annonce = &ctx.plan.strategie.annonce;
    let own = ctx
        .plan
        .fiches()
        .iter()
        .filter(|fiche| fiche.propre)
        .count();
    let associated = ctx.plan.fiches().len() - own;
    let fiches = [
        (&annonce.propres, own, "fiches propres"),
        (&annonce.associees, associated, "fiches associées"),
    ];
    let mut announced: Vec<_> = fiches
        .into_iter()
        // A fiche that could not be read whole may be missing here, or be another commune's.
        .filter(|_| ctx.is_whole)
        .filter_map(|(announced, there, what)| Some((announced.as_ref()?, there, what.to_owned())))
        .collect();
    if !ctx.plan.strategie.extrait {
        let tree = &ctx.plan.arborescence;
        for (rank, niveau) in annonce.niveaux.iter().enumerate() {
            let there = tree.count_at(rank);
            announced.push((
                niveau,
                there,
                match tree.level_name(rank) {
                    Some(name) => format!("nœuds au niveau « {name} »"),
                    None => format!("nœuds au niveau {}", rank + 1),
                },
            ));
        }
    }
    for (announced, there, what) in announced {
        if usize::try_from(**announced) != Ok(there) {
            findings
                .report(
                    announced.at(),
                    format!(
                        "{what} : {} selon l'annonce, {there} dans le plan",
                        **announced
                    ),
                )
                .help("ajouter ce qui manque, ou corriger l'annonce");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the messages of the rule on a plan of two nodes and one fiche.
    fn messages(strategie: &str) -> Vec<String> {
        let tree = "[arborescence]\n\"1\" = \"a\"\n\"1.1\" = \"b\"\n";
        let fiche = [("f", "titre = \"T\"\n")];
        said_by(&RULE, &format!("{strategie}{tree}"), &fiche)
    }

    #[test]
    fn an_extract_may_lack_nodes_but_no_fiche() {
        let lines = "niveaux = [\"Axe\"]\nannonce = { niveaux = [1, 3], propres = 2 }\n";
        let fiches = "fiches propres : 2 selon l'annonce, 1 dans le plan";
        let noeuds = "nœuds au niveau 2 : 3 selon l'annonce, 1 dans le plan";
        assert_eq!(messages(lines), [noeuds, fiches]);
        assert_eq!(messages(&format!("{lines}extrait = true\n")), [fiches]);
    }
}
