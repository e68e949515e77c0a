//! `occurrence-inconnue`: a bilan names a date that its étape does not have.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity, each_point};
use crate::model::echeance::Unnamed;
use crate::text::nearest::quoted_or;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "occurrence-inconnue",
        severity: Severity::Error,
        summary: "un bilan nomme une date que l'étape n'a pas",
        why: "La date qui devait être réglée resterait « sans état ».",
        cure: "Écrire la date comme dans « quand » ; entre guillemets si elle contient une barre oblique.",
        example: Example { bad: "quand = [\"2017-06\", \"2018-06\"]\netapes.rencontre.2018-12 = \"annulee\"", good: "quand = [\"2017-06\", \"2018-06\"]\netapes.rencontre.2018-06 = \"annulee\"" },
    },
    check: Check::Whole(check),
};

/// Looks for dates that the étape does not have.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    each_point(ctx.plan, fiche, |etape, point, meant| {
        let (Err(Unnamed::NoSuchOccurrence), Some(occurrence)) = (meant, &point.occurrence) else {
            return;
        };
        let dates: Vec<&str> = etape.quand.iter().map(|quand| quand.texte()).collect();
        let help = format!("écrire {}", quoted_or(&dates));
        findings
            .report(
                occurrence.at(),
                format!(
                    "l'étape « {} » n'a pas de date « {} »",
                    *etape.nom, **occurrence
                ),
            )
            .help(help);
    });
}
