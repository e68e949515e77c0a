//! `cout-en-double`: two lines of costs of one fiche tell the same spending.

use std::collections::BTreeMap;

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::cout::LigneCout;
use crate::model::mot::Mot;
use crate::text::fold::fold;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cout-en-double",
        severity: Severity::Warning,
        summary: "une dépense est écrite deux fois dans une fiche",
        why: "Les deux lignes s'ajoutent : la dépense serait comptée deux fois dans le bilan.",
        cure: "Supprimer la ligne qui est de trop, ou dire ce qui distingue les deux : l'objet, le type ou le financeur.",
        example: Example {
            bad: "{ annee = 2017, objet = \"intervenant\", prevu = 4500, realise = 4380.50 },\n{ annee = 2017, objet = \"Intervenant\", prevu = 4500 },",
            good: "{ annee = 2017, objet = \"intervenant\", prevu = 4500, realise = 4380.50 },",
        },
    },
    check: Check::Whole(check),
};

/// What two lines share when they tell the same spending: year, kind, object and financeur.
type Spending = (
    Option<i32>,
    Option<&'static str>,
    Option<String>,
    Option<String>,
);

/// Looks for lines that tell the spending of an earlier one.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    if fiche.couts.lignes.len() < 2 {
        return;
    }
    let mut seen = BTreeMap::new();
    for line in &fiche.couts.lignes {
        if line.annee.is_none() && line.objet.is_none() {
            continue;
        }
        let Some(first) = seen.insert(spending(line), line.at) else {
            continue;
        };
        let first = ctx.sources.start(first).line;
        findings
            .report(line.at, "cette dépense est déjà écrite plus haut")
            .help(format!("supprimer la ligne {first} ou celle-ci, ou dire ce qui les distingue : objet, type ou financeur"));
    }
}

/// Returns what makes a line the same as another.
fn spending(line: &LigneCout) -> Spending {
    (
        line.annee.as_deref().copied(),
        line.genre.as_deref().map(|genre| genre.word()),
        line.objet.as_ref().map(|objet| fold(objet)),
        line.financeur.as_ref().map(|financeur| fold(financeur)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn lines_are_the_same_when_all_four_are() {
        let same = |left: &str, right: &str| {
            let text = format!("titre = \"T\"\n[couts]\nlignes = [{{ {left} }}, {{ {right} }}]\n");
            let plan = plan("", &[("f", &text)]);
            let lines = &plan.fiches()[0].couts.lignes;
            spending(&lines[0]) == spending(&lines[1])
        };
        let line = "annee = 2017, objet = \"Étude\", financeur = \"État\"";
        assert!(same(line, "objet = \"ETUDE\", financeur = \"etat\", annee = 2017, prevu = 3"));
        for other in [
            "annee = 2018, objet = \"Étude\", financeur = \"État\"",
            "annee = 2017, objet = \"Études\", financeur = \"État\"",
            "annee = 2017, objet = \"Étude\"",
            "annee = 2017, objet = \"Étude\", financeur = \"État\", type = \"investissement\"",
        ] {
            assert!(!same(line, other), "{other}");
        }
    }
}
