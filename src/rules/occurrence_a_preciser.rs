//! `occurrence-a-preciser`: a bilan speaks of an étape that has several dates, and does not say which.

use super::{Card, Context, Example, Findings, Rule, Severity, each_point};
use crate::model::echeance::Unnamed;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "occurrence-a-preciser",
        severity: Severity::Error,
        summary: "un bilan ne dit pas de quelle date de l'étape il parle",
        why: "L'étape a plusieurs dates, et aucune ou plusieurs tombent l'année du bilan : rien ne dit laquelle est réglée.",
        cure: "Nommer la date après le nom de l'étape ; entre guillemets si elle contient une barre oblique.",
        example: Example { bad: "etapes.rencontre = \"tenue\"", good: "etapes.rencontre.2018-12 = \"tenue\"" },
    },
    check,
};

/// Looks for étapes whose date has to be named.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    each_point(ctx.plan, |etape, point, meant| {
        if meant != Err(Unnamed::WhichOne) {
            return;
        }
        let help = match etape.quand.first() {
            Some(quand) => {
                let name = if quand.texte().contains('/') { format!("\"{}\"", quand.texte()) } else { quand.texte().to_owned() };
                format!("nommer la date, par exemple : etapes.{}.{name} = \"{}\"", *etape.nom, crate::model::mot::Mot::word(*point.etat))
            }
            None => "cette étape n'a pas de date : lui ajouter « quand »".to_owned(),
        };
        findings.report(point.etape.at(), format!("de quelle date de l'étape « {} » s'agit-il ?", *etape.nom)).help(help);
    });
}
