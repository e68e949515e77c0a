//! `exercices-chevauchants`: two of the council's pages cover the same year.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "exercices-chevauchants",
        severity: Severity::Error,
        summary: "deux bilans couvrent la même année",
        why: "Les étapes et les dépenses de cette année seraient comptées deux fois.",
        cure: "Corriger « periode » dans l'une des deux pages de bilans/, ou supprimer celle qui est de trop.",
        example: Example { bad: "# bilans/2017.toml\nperiode = \"2016/2017\"\n# bilans/2018.toml\nperiode = \"2017/2018\"", good: "# bilans/2017.toml\nperiode = \"2016/2017\"\n# bilans/2018.toml\nperiode = \"2018\"" },
    },
    check: Check::Plan(check),
};

/// Looks for pages whose years meet.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let pages = &ctx.plan.pages;
    for (rank, page) in pages.iter().enumerate() {
        let years = page.exercice();
        for other in pages[..rank].iter().filter(|other| other.exercice().meets(years)) {
            let at = page.periode.as_ref().map_or(page.annee.at(), |periode| periode.at());
            findings
                .report(at, format!("les bilans {} et {} couvrent une même année", *other.annee, *page.annee))
                .help("corriger « periode » dans l'une des deux pages");
        }
    }
}
