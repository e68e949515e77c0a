//! `valeur-manquante`: a bilan was written, without the year's value of an indicator.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity, key};
use crate::model::bilan::BilanFiche;
use crate::model::dates::Intervalle;
use crate::model::etat::{Etat, Resultat};
use crate::text::enumeration::first_of;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "valeur-manquante",
        severity: Severity::Warning,
        summary: "un bilan est saisi sans la valeur d'un indicateur",
        why: "Le conseil lirait « non évaluable » à côté d'un résultat que le pilote déclare.",
        cure: "Ajouter la valeur de l'année à l'indicateur.",
        example: Example {
            bad: "(l'indicateur n'a pas de valeur pour 2017, et [bilan.2017] est saisi)",
            good: "valeurs.2017 = 3",
        },
    },
    check: Check::Whole(check),
};

/// Looks for bilans whose exercice has no value of an indicator.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for bilan in fiche.bilans.iter().filter(|bilan| fiche.propre && measures(bilan)) {
        let exercice = ctx.plan.exercices.holding(*bilan.annee);
        // A bilan outside the plan's time has another defect, and no value of its year to expect.
        if !ctx.plan.covers(Some(fiche), &Intervalle::of_year(exercice.fin)) {
            continue;
        }
        let lacking = fiche.indicateurs.iter();
        let lacking: Vec<_> = lacking
            .filter(|indicateur| indicateur.value_of(exercice).is_none())
            .collect();
        let Some(first) = lacking.first() else {
            continue;
        };
        let named = lacking.iter();
        let named: Vec<String> = named
            .map(|indicateur| format!("« {} »", indicateur.label()))
            .collect();
        let (year, indicateurs) = (*bilan.annee, first_of(&named, "un autre"));
        let message = format!("bilan {year} saisi sans la valeur de l'année pour {indicateurs}");
        let help = format!(
            "ajouter sous [indicateurs.{}] : valeurs.{year} = …",
            key(&first.code)
        );
        findings.report(bilan.annee.at(), message).help(help);
    }
}

/// Returns whether a bilan reports what a measure could bear out: not when it says that nothing was measured, or begun.
fn measures(bilan: &BilanFiche) -> bool {
    let (etat, resultat) = (bilan.etat.as_deref(), bilan.resultat.as_deref());
    bilan.is_saisi() && etat != Some(&Etat::AVenir) && resultat != Some(&Resultat::NonMesure)
}
