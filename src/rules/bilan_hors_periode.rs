//! `bilan-hors-periode`: a bilan of years that are all outside the time of the plan and of its fiche.

use super::{Card, Check, Context, Example, Findings, Rule, Severity, report_outside};
use crate::model::dates::Intervalle;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "bilan-hors-periode",
        severity: Severity::Warning,
        summary: "un bilan porte sur une année hors de la période du plan",
        why: "C'est le plus souvent une année mal tapée : l'année dont il fallait rendre compte reste sans bilan.",
        cure: "Corriger l'année du bilan, ou la période ; un plan prolongé le dit par « prorogation » dans strategie.toml.",
        example: Example {
            bad: "[bilan.2071]",
            good: "[bilan.2017]",
        },
    },
    check: Check::Both(check_pages, check_fiche),
};

/// Looks for bilans of a fiche.
fn check_fiche(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let plan = ctx.plan;
    let bilans = fiche.bilans.iter().filter(|_| !fiche.partielle);
    for annee in bilans.map(|bilan| &bilan.annee) {
        let exercice = plan.exercices.holding(**annee);
        // A year that the bilan of another year covers is the defect of `bilan-hors-exercice`.
        if exercice.annee == **annee && !covers(plan, Some(fiche), exercice) {
            let what = format!("le bilan {} est", **annee);
            report_outside(plan, Some(fiche), (annee.at(), &what), findings);
        }
    }
}

/// Looks for the council's pages.
fn check_pages(ctx: &Context<'_>, findings: &mut Findings) {
    let plan = ctx.plan;
    for page in &plan.pages {
        let exercice = page.exercice();
        let mut fiches = plan.fiches().iter();
        // A fiche whose own time goes beyond the plan's is told in the council's pages of that time.
        if !covers(plan, None, exercice) && !fiches.any(|fiche| covers(plan, Some(fiche), exercice))
        {
            let at = page.periode.as_ref();
            let at = at.map_or(page.annee.at(), |periode| periode.at());
            let what = format!("le bilan {} est", exercice.label());
            report_outside(plan, None, (at, &what), findings);
        }
    }
}

/// Returns whether a year of an exercice is within the time of the plan, or of a fiche.
fn covers(plan: &Plan, fiche: Option<&Fiche>, exercice: Exercice) -> bool {
    let mut years = exercice.debut..=exercice.fin;
    years.any(|year| plan.covers(fiche, &Intervalle::of_year(year)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns what the rule says of a plan of 2017 to 2020 with some files.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        said_by(&RULE, "periode = \"2017/2020\"\n", files)
    }

    #[test]
    fn a_page_is_outside_when_neither_the_plan_nor_a_fiche_holds_one_of_its_years() {
        let fiche = ("f", "titre = \"T\"\nperiode = \"2021\"\n");
        assert_eq!(
            found(&[fiche, ("bilans/2022", "introduction = \"x\"\n")]),
            ["le bilan 2022 est hors de la période du plan (2017/2020)"]
        );
        assert_eq!(found(&[fiche, ("bilans/2021", "")]), [""; 0]);
        assert_eq!(
            found(&[("bilans/2021", "periode = \"2020/2021\"\n")]),
            [""; 0]
        );
    }

    #[test]
    fn a_bilan_is_inside_with_one_year_of_its_exercice() {
        let fiche = |year: i32| format!("titre = \"T\"\n[bilan.{year}]\netat = \"en-cours\"\n");
        let page = ("bilans/2021", "periode = \"2020/2021\"\n");
        assert_eq!(found(&[("f", &fiche(2021)), page]), [""; 0]);
        assert_eq!(found(&[("f", &fiche(2021))]).len(), 1);
        let two_years = ("bilans/2023", "periode = \"2022/2023\"\n");
        assert_eq!(found(&[("f", &fiche(2022)), two_years]).len(), 1);
    }
}
