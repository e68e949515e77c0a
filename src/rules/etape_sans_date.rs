//! `etape-sans-date`: an étape of the calendrier that says no date.

use super::{Card, Check, Context, Example, Findings, Rule, Severity, key};
use crate::model::calendrier::Etape;
use crate::model::fiche::Fiche;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "etape-sans-date",
        severity: Severity::Warning,
        summary: "une étape du calendrier n'a pas de date",
        why: "Une étape sans date n'est due dans aucun bilan, et ne peut être ni tenue, ni reportée, ni en retard.",
        cure: "Ajouter sous le titre de l'étape une ligne « quand » : une année suffit, même si le document ne dit rien de plus précis.",
        example: Example {
            bad: "[calendrier.restitution]\nquoi = \"Restitution aux familles\"",
            good: "[calendrier.restitution]\nquand = \"2017-12\"\nquoi = \"Restitution aux familles\"",
        },
    },
    check: Check::Whole(check),
};

/// Looks for étapes without any date.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let undated = |etape: &&Etape| etape.quand.is_empty();
    for etape in fiche.calendrier.iter().filter(undated) {
        let mut message = format!("l'étape « {} » n'a pas de date", *etape.nom);
        if let Some(year) = first_spoken_of(fiche, etape) {
            message += &format!(" : ce que le bilan {year} en dit ne compte pas");
        }
        let year = ctx.plan.periode_of(fiche);
        let year = year.map_or(2017, |periode| periode.first_year());
        findings.report(etape.nom.at(), message).help(format!(
            "ajouter une ligne sous [calendrier.{}], par exemple : quand = \"{year}\"",
            key(&etape.nom)
        ));
    }
}

/// Returns the first bilan that says something of an étape.
fn first_spoken_of(fiche: &Fiche, etape: &Etape) -> Option<i32> {
    let mut bilans = fiche.bilans.iter();
    let speaks = bilans.find(|bilan| bilan.etapes.iter().any(|point| point.etape == etape.nom));
    speaks.map(|bilan| *bilan.annee)
}

#[cfg(test)]
mod tests {
    use crate::rules::runner::found_in;

    #[test]
    fn a_bilan_s_word_on_an_undated_etape_is_no_second_finding() {
        for word in ["etapes.x", "etapes.x.2017-06"] {
            let fiche = format!(
                "titre = \"T\"\n[calendrier.x]\nquoi = \"X\"\n[bilan.2017]\netat = \"en-cours\"\n{word} = \"tenue\"\n"
            );
            let found = found_in("", &[("f", &fiche)], "2017-12-31");
            let of_etapes = |id: &str| id.starts_with("etape") || id.starts_with("occurrence");
            let found: Vec<_> = found.iter().filter(|one| of_etapes(one.card.id)).collect();
            assert_eq!(found.len(), 1, "{word}");
            assert_eq!(
                found[0].message,
                "l'étape « x » n'a pas de date : ce que le bilan 2017 en dit ne compte pas"
            );
        }
    }
}
