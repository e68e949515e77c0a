//! `etape-inconnue`: a bilan speaks of an étape that the calendrier does not have.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "etape-inconnue",
        severity: Severity::Error,
        summary: "un bilan parle d'une étape que le calendrier n'a pas",
        why: "L'étape resterait « sans état » alors que le pilote en a rendu compte.",
        cure: "Écrire le nom de l'étape comme dans son titre [calendrier.…].",
        example: Example { bad: "[calendrier.rencontre]\n\n[bilan.2017]\netapes.rencontres = \"annulee\"", good: "[calendrier.rencontre]\n\n[bilan.2017]\netapes.rencontre = \"annulee\"" },
    },
    check: Check::Whole(check),
};

/// Looks for names that no étape of the fiche has.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let names: Vec<&str> = fiche
        .calendrier
        .iter()
        .map(|etape| etape.nom.as_str())
        .collect();
    for point in fiche.bilans.iter().flat_map(|bilan| &bilan.etapes) {
        if names.contains(&point.etape.as_str()) {
            continue;
        }
        let close = nearest(&point.etape, names.iter().copied());
        let help = match (close.as_slice(), names.as_slice()) {
            ([], []) => "cette fiche n'a pas de calendrier : y ajouter l'étape".to_owned(),
            ([], names) => format!("les étapes de cette fiche sont {}", quoted_or(names)),
            (close, _) => format!("vouliez-vous dire {} ?", quoted_or(close)),
        };
        findings
            .report(
                point.etape.at(),
                format!("étape inconnue : « {} »", *point.etape),
            )
            .help(help);
    }
}
