//! `bilan-manquant`: years are over, and a fiche that had to report for them did not.

use chrono::{Datelike, NaiveDate};

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::dates::year_end;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::model::vie::{Attente, attente};
use crate::text::enumeration::years;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "bilan-manquant",
        severity: Severity::Warning,
        summary: "une année est passée, et la fiche n'en rend pas compte",
        why: "Le bilan annuel compte cette fiche parmi celles qui sont « sans bilan ».",
        cure: "Demander au pilote ce qui a été fait, et l'écrire sous [bilan.…] pour chaque année qui manque ; une action terminée se clôt par son dernier bilan.",
        example: Example {
            bad: "(la fiche a vécu toute l'année 2016, et n'en dit rien)",
            good: "[bilan.2016]\netat = \"en-cours\"\nresultat = \"partiel\"\nsuite = \"poursuivre\"",
        },
    },
    check: Check::Clock(check),
};

/// Looks for own fiches that did not report for a year that is over.
fn check(ctx: &Context<'_>, fiche: &Fiche, today: NaiveDate, findings: &mut Findings) {
    if fiche.partielle || !fiche.propre {
        return;
    }
    let missing = missing(ctx.plan, fiche, today.year());
    let Some(first) = missing.first() else {
        return;
    };
    findings
        .report(fiche.titre.at(), format!("aucun bilan {}", years(&missing)))
        .help(format!(
            "ajouter à la fin de la fiche [bilan.{first}], et dessous etat = \"…\", resultat = \"…\", suite = \"…\""
        ));
}

/// Returns the years, named as their bilans are, that were over before a year began and for which a fiche that was expected
/// to report did not. Without a known beginning none is.
fn missing(plan: &Plan, fiche: &Fiche, year: i32) -> Vec<i32> {
    let Some(debut) = plan.periode_of(fiche).map(|periode| periode.first_year()) else {
        return Vec::new();
    };
    let first = plan.exercices.holding(debut);
    let after = |exercice: &Exercice| Some(plan.exercices.after(*exercice));
    std::iter::successors(Some(first), after)
        .take_while(|exercice| exercice.fin < year)
        .filter(|exercice| is_missing(plan, fiche, *exercice))
        .map(|exercice| exercice.annee)
        .collect()
}

/// Returns whether a fiche had to report for an exercice that is over, and did not.
fn is_missing(plan: &Plan, fiche: &Fiche, exercice: Exercice) -> bool {
    // A bilan under another year of the exercice is the defect of `bilan-hors-exercice`.
    let mut years = fiche.bilans.iter().map(|bilan| *bilan.annee);
    let horizon = Horizon::of_bilan(exercice, year_end(exercice.fin), true);
    !years.any(|year| exercice.covers(year))
        && attente(plan, fiche, exercice, horizon) == Attente::Attendue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    /// Returns the years that a fiche lacks in 2020.
    fn lacking(strategie: &str, fiche: &str, pages: &[(&str, &str)]) -> Vec<i32> {
        let fiche = format!("titre = \"T\"\n{fiche}");
        let plan = plan(strategie, &[&[("f", fiche.as_str())], pages].concat());
        missing(&plan, &plan.fiches()[0], 2020)
    }

    #[test]
    fn years_are_missing_from_the_beginning_to_last_year() {
        let four = "periode = \"2017/2020\"\n";
        assert_eq!(lacking(four, "", &[]), [2017, 2018, 2019]);
        let one = "[bilan.2018]\ndifficultes = \"x\"\n";
        assert_eq!(lacking(four, one, &[]), [2017, 2019]);
        assert_eq!(lacking(four, "periode = \"2019/\"\n", &[]), [2019]);
        assert_eq!(lacking("", "periode = \"2019/\"\n", &[]), [2019]);
        assert_eq!(lacking("", "", &[]), [0; 0]);
        assert_eq!(lacking("periode = \"2020/\"\n", "", &[]), [0; 0]);
    }

    #[test]
    fn nothing_is_missing_after_the_end_of_a_fiche() {
        let closed = "[bilan.2018]\netat = \"realisee\"\n";
        assert_eq!(lacking("periode = \"2017/\"\n", closed, &[]), [2017]);
        assert_eq!(lacking("periode = \"2017/2018\"\n", "", &[]), [2017, 2018]);
    }

    #[test]
    fn years_of_one_bilan_are_missing_once_and_under_its_name() {
        let page = ("bilans/2018", "periode = \"2017/2018\"\n");
        let open = "periode = \"2017/\"\n";
        assert_eq!(lacking(open, "", &[page]), [2018, 2019]);
        let misnamed = "[bilan.2017]\netat = \"en-cours\"\n";
        assert_eq!(lacking(open, misnamed, &[page]), [2019]);
    }
}
