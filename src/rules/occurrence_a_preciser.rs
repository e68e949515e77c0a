//! `occurrence-a-preciser`: a bilan speaks of an étape that has several dates, and does not say which.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity, each_point, point_line};
use crate::model::echeance::Unnamed;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "occurrence-a-preciser",
        severity: Severity::Error,
        summary: "un bilan ne dit pas de quelle date de l'étape il parle",
        why: "L'étape a plusieurs dates, et aucune ou plusieurs tombent l'année du bilan : rien ne dit laquelle est réglée.",
        cure: "Nommer la date après le nom de l'étape ; entre guillemets si elle contient une barre oblique.",
        example: Example { bad: "quand = [\"2018-03\", \"2018-09\"]\netapes.rencontre = \"annulee\"", good: "quand = [\"2018-03\", \"2018-09\"]\netapes.rencontre.2018-03 = \"annulee\"" },
    },
    check: Check::Whole(check),
};

/// Looks for étapes whose date has to be named.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    each_point(ctx.plan, fiche, |etape, point, meant| {
        if meant != Err(Unnamed::WhichOne) {
            return;
        }
        let help = format!(
            "nommer la date, par exemple : {}",
            point_line(etape, 0, *point.etat)
        );
        findings
            .report(
                point.etape.at(),
                format!("de quelle date de l'étape « {} » s'agit-il ?", *etape.nom),
            )
            .help(help);
    });
}
