//! `occurrence-en-double`: an étape has the same date twice.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "occurrence-en-double",
        severity: Severity::Error,
        summary: "une étape porte deux fois la même date",
        why: "Une date comptée deux fois fausse le nombre des étapes dues, et un bilan ne peut en régler qu'une.",
        cure: "Supprimer la date qui est de trop ; deux rencontres d'un même mois sont deux étapes, ou deux jours.",
        example: Example { bad: "quand = [\"2017-12\", \"2018-06\", \"2018-06\"]", good: "quand = [\"2017-12\", \"2018-06\"]" },
    },
    check: Check::Fiche(check),
};

/// Looks for dates that are there twice, however they are written.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for etape in &fiche.calendrier {
        for (rank, quand) in etape.quand.iter().enumerate() {
            if etape.quand[..rank]
                .iter()
                .any(|earlier| earlier.same_days(quand))
            {
                findings
                    .report(
                        quand.at(),
                        format!(
                            "l'étape « {} » porte deux fois la date {}",
                            *etape.nom,
                            quand.texte()
                        ),
                    )
                    .help("supprimer la date qui est de trop");
            }
        }
    }
}
