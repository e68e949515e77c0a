//! `realisee-etapes-ouvertes`: a bilan says that an action is done, and étapes of it are neither held nor cancelled.

use super::{Card, Check, Context, Example, Findings, Rule, Severity, occurrence_suffix, point_line};
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::{Etape, EtatEtape, GenreEtape};
use crate::model::dates::year_end;
use crate::model::echeance::{meant, pending};
use crate::model::etat::Etat;
use crate::model::exercice::Exercices;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::text::enumeration::first_of;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "realisee-etapes-ouvertes",
        severity: Severity::Warning,
        summary: "une action est dite réalisée, et des étapes ne sont ni tenues ni annulées",
        why: "Une action réalisée n'est plus suivie : personne ne saura ce que ces étapes sont devenues.",
        cure: "Dire dans le bilan ce que chaque étape est devenue, « tenue » ou « annulee », ou corriger l'état.",
        example: Example {
            bad: "etat = \"realisee\"\netapes.rencontre.2017-06 = \"tenue\"\n(et rien de la rencontre de décembre)",
            good: "etat = \"realisee\"\netapes.rencontre.2017-06 = \"tenue\"\netapes.rencontre.2017-12 = \"tenue\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for bilans that close an action whose étapes are open.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for bilan in &fiche.bilans {
        let Some(etat) = bilan.etat.as_ref().filter(|etat| ***etat == Etat::Realisee) else {
            continue;
        };
        let open = open(fiche, bilan, &ctx.plan.exercices);
        let Some((first, rank)) = open.first() else {
            continue;
        };
        let line = point_line(first, *rank, EtatEtape::Tenue);
        let others = match open.len() {
            1 => "",
            _ => ", et de même pour les autres",
        };
        findings.report(etat.at(), told(&open)).help(format!(
            "ajouter {line} (ou \"annulee\"){others} ; ou corriger l'état"
        ));
    }
}

/// Returns the occurrences, other than promised bilans, that are open once the bilans up to one have been read; none when
/// what one of these says of an étape is not clear, which is the defect to mend first.
fn open<'a>(
    fiche: &'a Fiche,
    bilan: &BilanFiche,
    exercices: &Exercices,
) -> Vec<(&'a Etape, usize)> {
    let horizon = Horizon::at(year_end(*bilan.annee));
    let is_clear = |read: &BilanFiche| {
        let exercice = exercices.holding(*read.annee);
        let mut points = read.etapes.iter();
        points.all(|point| meant(fiche, point, exercice).is_some())
    };
    if !fiche.bilans_read(horizon).all(is_clear) {
        return Vec::new();
    }
    let pending = pending(fiche, horizon, exercices).into_iter();
    pending
        .filter(|(etape, _)| etape.genre != GenreEtape::Bilan)
        .map(|(etape, standing)| (etape, standing.rank))
        .filter(|(etape, rank)| !is_repeated(etape, *rank))
        .collect()
}

/// Returns whether an occurrence repeats an earlier one, which is the defect of `occurrence-en-double`: no bilan can settle
/// it.
fn is_repeated(etape: &Etape, rank: usize) -> bool {
    let mut earlier = etape.quand[..rank].iter();
    earlier.any(|quand| quand.same_days(&etape.quand[rank]))
}

/// Returns what is wrong, naming the first étapes.
fn told(open: &[(&Etape, usize)]) -> String {
    let name = |(etape, rank): &(&Etape, usize)| match occurrence_suffix(etape, *rank) {
        Some(date) => format!("« {} » ({date})", *etape.nom),
        None => format!("« {} »", *etape.nom),
    };
    let names: Vec<String> = open.iter().map(name).collect();
    let etapes = match open.len() {
        1 => "une étape n'est ni tenue ni annulée".to_owned(),
        many => format!("{many} étapes ne sont ni tenues ni annulées"),
    };
    format!("action dite réalisée, mais {etapes} : {}", first_of(&names, "une autre"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    /// Returns what the rule says of the first bilan of a fiche.
    fn said(text: &str) -> Option<String> {
        let plan = plan("", &[("f", &format!("titre = \"T\"\n{text}"))]);
        let fiche = &plan.fiches()[0];
        let open = open(fiche, &fiche.bilans[0], &plan.exercices);
        (!open.is_empty()).then(|| told(&open))
    }

    const ONE: &str = "[calendrier.x]\nquand = \"2017\"\n[bilan.2017]\netat = \"realisee\"\n";

    #[test]
    fn only_what_was_held_or_cancelled_is_settled() {
        let message = "action dite réalisée, mais une étape n'est ni tenue ni annulée : « x »";
        assert_eq!(said(ONE).as_deref(), Some(message));
        assert_eq!(said(&format!("{ONE}etapes.x = \"annulee\"\n")), None);
        assert!(said(&format!("{ONE}etapes.x = \"reportee\"\n")).is_some());
        assert_eq!(
            said(&ONE.replace("\n[bilan", "\ngenre = \"bilan\"\n[bilan")),
            None
        );
    }

    #[test]
    fn a_word_that_is_not_clear_is_the_first_defect_to_mend() {
        assert_eq!(said(&format!("{ONE}etapes.y = \"tenue\"\n")), None);
        let twice = ONE.replace("\"2017\"", "[\"2017\", \"2017\"]");
        assert_eq!(said(&format!("{twice}etapes.x.2017 = \"tenue\"\n")), None);
        assert_eq!(said(&format!("{ONE}etapes.x.2018 = \"tenue\"\n")), None);
    }

    #[test]
    fn a_long_list_is_cut_after_three() {
        let text = "[calendrier.x]\nquand = [\"2017\", \"2018\", \"2019\", \"2020\", \"2021\"]\n[bilan.2017]\netat = \"realisee\"\n";
        let message = said(text).unwrap();
        let end = "5 étapes ne sont ni tenues ni annulées : « x » (2017), « x » (2018), « x » (2019) et 2 autres";
        assert!(message.ends_with(end), "{message}");
    }
}
