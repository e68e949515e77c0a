//! `annee-sans-etape`: an expected result names a year for which neither an étape nor a target is dated.

use std::collections::BTreeSet;

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::dates::Intervalle;
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::text::limits::YEARS;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "annee-sans-etape",
        severity: Severity::Info,
        summary: "un résultat attendu nomme une année sans étape ni cible",
        why: "Ce qui est promis pour une année n'apparaît dans le bilan de cette année que si une étape ou une cible le porte.",
        cure: "Ajouter une étape datée de cette année au calendrier, ou une cible à un indicateur.",
        example: Example {
            bad: "\"Une restitution aux familles en 2018\"\n(et rien au calendrier en 2018)",
            good: "\"Une restitution aux familles en 2018\"\n[calendrier.restitution]\nquand = \"2018-06\"",
        },
    },
    check: Check::Whole(check),
};

/// How many years after its beginning a plan without end may still be speaking of a year: beyond, it is a quantity.
const FURTHEST: i32 = 20;

/// Looks for years that an expected result names and nothing else does.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    // An étape without date may be that of any year.
    let mut etapes = fiche.calendrier.iter();
    let is_dated = !fiche.calendrier.is_empty() && etapes.all(|etape| !etape.quand.is_empty());
    if !fiche.propre || !is_dated {
        return;
    }
    let mut seen = BTreeSet::new();
    for resultat in &fiche.resultats_attendus {
        for year in years_named(resultat) {
            if !is_promised(ctx.plan, fiche, year)
                || is_planned(fiche, year)
                || !seen.insert(year)
            {
                continue;
            }
            findings
                .report(
                    ctx.within(resultat.at(), &year.to_string()),
                    format!("{year} est nommé ici, et aucune étape ni cible n'est datée de {year}"),
                )
                .help(format!(
                    "ajouter une étape avec quand = \"{year}\", ou à un indicateur : cibles.{year} = …"
                ));
        }
    }
}

/// Returns whether a year is one of those of a fiche: a baseline before them promises nothing.
fn is_promised(plan: &Plan, fiche: &Fiche, year: i32) -> bool {
    let furthest = plan
        .periode_of(fiche)
        .is_none_or(|periode| year - periode.first_year() <= FURTHEST);
    furthest && plan.covers(Some(fiche), &Intervalle::of_year(year))
}

/// Returns whether a fiche has an étape or a target in a year.
fn is_planned(fiche: &Fiche, year: i32) -> bool {
    let mut dates = fiche.calendrier.iter().flat_map(|etape| &etape.quand);
    let mut cibles = fiche.indicateurs.iter().flat_map(|one| &one.cibles);
    dates.any(|quand| quand.years().contains(&year)) || cibles.any(|(annee, _)| **annee == year)
}

/// Returns the years that a text names: four digits that are a word, and no amount.
fn years_named(text: &str) -> impl Iterator<Item = i32> {
    let words = text.split(|next: char| !next.is_alphanumeric());
    let years = words.filter(|word| word.len() == 4);
    let years = years.filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_amount = |word: &&str| {
        // The word is a part of the text: what follows it starts where it ends.
        let end = word.as_ptr() as usize + word.len() - text.as_ptr() as usize;
        let after = text[end..].trim_start();
        after.starts_with(['€', '%']) || after.starts_with("euro")
    };
    years
        .filter(move |word| !is_amount(word))
        .filter_map(|word| word.parse().ok())
        .filter(|year| YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn a_year_is_four_digits_alone_and_no_amount() {
        let named = |text: &str| years_named(text).collect::<Vec<_>>();
        assert_eq!(named("de 2017 à 2019, puis fin 2020."), [2017, 2019, 2020]);
        assert_eq!(named("2017-2018, 31/12/2019"), [2017, 2018, 2019]);
        assert_eq!(named("12018 a2018 20180 2018e 4500 199"), [0; 0]);
        assert_eq!(named("2018 € ou 2018\u{a0}euros, 2018 %"), [0; 0]);
    }

    #[test]
    fn a_baseline_or_a_far_quantity_promises_nothing() {
        let promised = |strategie: &str, fiche: &str, year: i32| {
            let plan = plan(strategie, &[("f", &format!("titre = \"T\"\n{fiche}"))]);
            is_promised(&plan, &plan.fiches()[0], year)
        };
        let open = "periode = \"2017/\"\n";
        assert!(promised(open, "", 2017) && promised(open, "", 2030));
        assert!(!promised(open, "", 2016) && !promised(open, "", 2050));
        assert!(promised("periode = \"2017\"\n", "periode = \"2019\"\n", 2019));
    }
}
