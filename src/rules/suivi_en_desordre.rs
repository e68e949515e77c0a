//! `suivi-en-desordre`: an entry of the journal is dated before the one above it.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "suivi-en-desordre",
        severity: Severity::Info,
        summary: "une entrée du journal est datée d'avant celle qui la précède",
        why: "C'est peut-être une date mal tapée ; l'état de l'action suit les dates, et non l'ordre du fichier.",
        cure: "Corriger la date, ou remettre les entrées dans l'ordre des dates.",
        example: Example {
            bad: "date = 2017-03-14\n(et plus bas)\ndate = 2017-01-09",
            good: "date = 2017-03-14\n(et plus bas)\ndate = 2017-09-12",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for dates that go back.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for pair in fiche.suivi.windows(2) {
        let [above, entry] = pair else { continue };
        if *entry.date < *above.date {
            findings
                .report(
                    entry.date.at(),
                    format!(
                        "l'entrée du {} est écrite sous celle du {}",
                        entry.date.format("%d/%m/%Y"),
                        above.date.format("%d/%m/%Y")
                    ),
                )
                .help("corriger la date, ou remettre les entrées dans l'ordre des dates");
        }
    }
}
