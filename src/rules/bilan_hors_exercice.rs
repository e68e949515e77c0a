//! `bilan-hors-exercice`: a fiche reports for a year that the bilan of another year covers.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "bilan-hors-exercice",
        severity: Severity::Error,
        summary: "une fiche rend compte d'une année que couvre le bilan d'une autre",
        why: "Quand un bilan couvre plusieurs années, il porte le nom de la dernière : ce qui est écrit sous une autre année ne serait jamais lu.",
        cure: "Écrire le bilan sous l'année qui nomme l'exercice.",
        example: Example { bad: "# bilans/2017.toml\nperiode = \"2016/2017\"\n# fiches/action-1.toml\n[bilan.2016]", good: "# bilans/2017.toml\nperiode = \"2016/2017\"\n# fiches/action-1.toml\n[bilan.2017]" },
    },
    check: Check::Fiche(check),
};

/// Looks for bilans of years that another bilan covers.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for bilan in &fiche.bilans {
        let exercice = ctx.plan.exercices.holding(*bilan.annee);
        if exercice.annee != *bilan.annee {
            let (year, named) = (*bilan.annee, exercice.annee);
            let message = format!("{year} est dans le bilan {named}, qui couvre {} : ceci ne serait jamais lu", exercice.label());
            findings.report(bilan.annee.at(), message).help(format!("écrire [bilan.{named}]"));
        }
    }
}
