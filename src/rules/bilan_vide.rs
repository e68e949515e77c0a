//! `bilan-vide`: a bilan that says neither a state, nor a result, nor what was done.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::bilan::BilanFiche;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "bilan-vide",
        severity: Severity::Info,
        summary: "un bilan ne dit ni l'état, ni le résultat, ni ce qui a été fait",
        why: "Le bilan annuel compte encore cette fiche parmi celles qui sont « sans bilan ».",
        cure: "Écrire l'état, le résultat ou les réalisations ; si rien n'est connu, supprimer le bilan.",
        example: Example {
            bad: "[bilan.2017]\nsuite = \"clore\"",
            good: "[bilan.2017]\netat = \"realisee\"\nresultat = \"atteint\"\nrealisations = \"Trois ateliers tenus.\"\nsuite = \"clore\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for bilans of own fiches in which nothing is reported.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for bilan in fiche.bilans.iter().filter(|_| fiche.propre) {
        if bilan.is_saisi() {
            continue;
        }
        let year = *bilan.annee;
        let said = if has_more(bilan) {
            format!("le bilan {year} ne dit ni l'état, ni le résultat, ni ce qui a été fait")
        } else {
            format!("le bilan {year} est vide")
        };
        findings
            .report(bilan.annee.at(), format!("{said} : la fiche reste comptée « sans bilan »"))
            .help("ajouter par exemple etat = \"en-cours\", resultat = \"partiel\" ou realisations = \"…\"");
    }
}

/// Returns whether a bilan has something beside what makes it count.
fn has_more(bilan: &BilanFiche) -> bool {
    bilan.suite.is_some()
        || bilan.difficultes.is_some()
        || bilan.perspectives.is_some()
        || !bilan.etapes.is_empty()
}
