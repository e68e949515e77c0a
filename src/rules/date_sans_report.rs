//! `date-sans-report`: a bilan gives a new date to an étape that is not put off.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::calendrier::EtatEtape;
use crate::model::mot::Mot;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "date-sans-report",
        severity: Severity::Warning,
        summary: "un bilan donne une nouvelle date à une étape qui n'est pas reportée",
        why: "Seul un report a une nouvelle date : celle-ci n'est jamais lue.",
        cure: "Écrire « reportee » si l'étape est remise à cette date, sinon supprimer la date.",
        example: Example {
            bad: "{ etat = \"tenue\", quand = \"2018-02\" }",
            good: "{ etat = \"reportee\", quand = \"2018-02\" }",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for new dates that nobody reads.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for point in fiche.bilans.iter().flat_map(|bilan| &bilan.etapes) {
        let Some(quand) = point.quand.as_ref() else {
            continue;
        };
        if *point.etat != EtatEtape::Reportee {
            let (date, etat) = (quand.texte(), point.etat.label());
            findings
                .report(
                    quand.at(),
                    format!("la date « {date} » n'est pas lue : l'étape est dite « {etat} »"),
                )
                .help("si elle est remise à cette date, écrire etat = \"reportee\" ; sinon supprimer « quand »");
        }
    }
}
