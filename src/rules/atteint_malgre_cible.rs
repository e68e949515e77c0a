//! `atteint-malgre-cible`: a bilan says that the result is reached, while an indicator misses its target.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::etat::Resultat;
use crate::text::number::number;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "atteint-malgre-cible",
        severity: Severity::Warning,
        summary: "le résultat est dit atteint, mais un indicateur manque sa cible",
        why: "Le conseil lirait deux réponses contraires à la même question.",
        cure: "Revoir le résultat (« partiel » par exemple), la valeur ou la cible.",
        example: Example {
            bad: "resultat = \"atteint\"",
            good: "resultat = \"partiel\"",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for targets that a bilan passes over.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for bilan in &fiche.bilans {
        let Some(resultat) = &bilan.resultat else {
            continue;
        };
        let exercice = ctx.plan.exercices.holding(*bilan.annee);
        let mut missed = fiche.indicateurs.iter();
        let missed = missed.find_map(|one| Some((one, one.missed(exercice)?)));
        if let (Resultat::Atteint, Some((indicateur, (valeur, (annee, cible))))) =
            (**resultat, missed)
        {
            let message = format!(
                "résultat dit atteint, alors que « {} » vaut {} et que la cible de {annee} est {}",
                indicateur.label(),
                number(valeur),
                number(cible),
            );
            findings
                .report(resultat.at(), message)
                .help("écrire \"partiel\", ou corriger la valeur ou la cible de l'indicateur");
        }
    }
}
