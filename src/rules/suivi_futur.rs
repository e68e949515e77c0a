//! `suivi-futur`: an entry of the journal is dated after the reference date.

use chrono::NaiveDate;

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "suivi-futur",
        severity: Severity::Warning,
        summary: "une entrée du journal est datée d'un jour à venir",
        why: "Le journal dit ce qui s'est passé : une entrée à venir n'est pas lue avant son jour.",
        cure: "Corriger la date ; ce qui est prévu s'écrit dans le calendrier.",
        example: Example {
            bad: "date = 2018-11-15\n(écrit en décembre 2017)",
            good: "date = 2017-11-15",
        },
    },
    check: Check::Clock(check),
};

/// Looks for entries of days to come.
fn check(_: &Context<'_>, fiche: &Fiche, today: NaiveDate, findings: &mut Findings) {
    for date in fiche.suivi.iter().map(|entry| &entry.date) {
        if **date > today {
            let (day, today) = (date.format("%d/%m/%Y"), today.format("%d/%m/%Y"));
            findings
                .report(
                    date.at(),
                    format!("entrée datée du {day}, un jour à venir au {today}"),
                )
                .help("corriger la date ; ce qui est prévu s'écrit sous [calendrier.…]");
        }
    }
}
