//! `report-anterieur`: an étape is put off to a date before the one on which it was due.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::calendrier::EtatEtape;
use crate::model::echeance::{due_until, meant};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "report-anterieur",
        severity: Severity::Warning,
        summary: "une étape est reportée à une date antérieure",
        why: "Un report va vers plus tard : une date plus proche est mal tapée, et mettrait l'étape en retard.",
        cure: "Corriger la date du report ; si l'étape a eu lieu plus tôt que prévu, elle est « tenue ».",
        example: Example {
            bad: "{ etat = \"reportee\", quand = \"2017-02\" }",
            good: "{ etat = \"reportee\", quand = \"2018-02\" }",
        },
    },
    check: Check::Whole(check),
};

/// Looks for postponements that go back in time.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let exercices = &ctx.plan.exercices;
    for bilan in &fiche.bilans {
        let exercice = exercices.holding(*bilan.annee);
        let points = bilan.etapes.iter();
        for point in points.filter(|point| *point.etat == EtatEtape::Reportee) {
            let (Some(quand), Some(occurrence)) = (&point.quand, meant(fiche, point, exercice))
            else {
                continue;
            };
            let due = due_until(fiche, occurrence, *bilan.annee, exercices);
            // A day within the time that was due is a precision, not a move.
            if quand.fin() >= due.debut() {
                continue;
            }
            let (new, due) = (quand.texte(), due.texte());
            let message = format!("l'étape était prévue « {due} », et serait reportée plus tôt : « {new} »");
            findings.report(quand.at(), message).help(format!(
                "écrire une date après {due} ; si l'étape a eu lieu plus tôt que prévu, écrire \"tenue\""
            ));
        }
    }
}
