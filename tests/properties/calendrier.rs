//! The calendar against the naive reading.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::commande::Dossier;
use crate::ecart::ecarts;
use crate::faits::jour;
use crate::hasard::plan;
use crate::jour::{Jour, Quand};
use crate::plan::{Etape, Fiche, Plan, Sort};
use crate::sens::{Lecture, Occurrence};
use crate::tries;

/// How long before it is due an occurrence comes soon.
const BIENTOT: u32 = 60;

/// Returns what a calendar says of a fiche and an étape of it.
fn row(plan: &Plan, fiche: &Fiche, etape: &Etape, lecture: Lecture) -> Value {
    json!({
        "fiche": fiche.id, "numero": fiche.numero, "reference": plan.reference(fiche), "interne": fiche.is_interne,
        "etape": etape.nom, "quoi": etape.quoi, "imprime": etape.imprime, "genre": etape.genre.unwrap_or("jalon"),
        "fiche_close": fiche.close_en(lecture).is_some(),
        "quand": null, "debut": null, "fin": null, "suite_donnee": null, "dite_au_bilan": null,
        "en_retard": false, "bientot": false,
    })
}

/// Adds what a calendar says of an occurrence.
fn dated(mut row: Value, one: &Occurrence<'_>, lecture: Lecture, is_closed: bool) -> Value {
    let word = |sort: &Sort| match sort {
        Sort::Tenue => "tenue",
        Sort::Annulee => "annulee",
        Sort::Reportee(_) => "reportee",
    };
    let is_soon = lecture.au <= one.fin && one.fin <= lecture.au.plus(BIENTOT);
    let more = json!({
        "quand": one.quand, "debut": one.debut.to_string(), "fin": one.fin.to_string(),
        "suite_donnee": one.sort.map(|(sort, _)| word(sort)), "dite_au_bilan": one.sort.map(|(_, year)| year),
        "en_retard": one.is_late(lecture, is_closed), "bientot": is_soon && !one.is_settled() && !is_closed,
    });
    let pairs = more.as_object().unwrap().clone();
    row.as_object_mut().unwrap().extend(pairs);
    row
}

/// Returns the rows of the calendar of a plan, of a year when one is asked for.
fn rows(plan: &Plan, au: Jour, year: Option<i32>) -> Vec<Value> {
    let lecture = Lecture::at(au);
    let mut rows = Vec::new();
    for fiche in &plan.fiches {
        let is_closed = fiche.close_en(lecture).is_some();
        for etape in fiche.etapes.iter().filter(|etape| etape.quand.is_empty()) {
            rows.push(row(plan, fiche, etape, lecture));
        }
        let printed = fiche.etapes.iter().flat_map(|etape| &etape.quand);
        for (one, printed) in fiche.occurrences(lecture).iter().zip(printed) {
            let meets = |year: i32, printed: &Quand| {
                printed.meets((year, year)) || (one.debut.0 <= year && year <= one.fin.0)
            };
            if year.is_none_or(|year| meets(year, printed)) {
                rows.push(dated(
                    row(plan, fiche, one.etape, lecture),
                    one,
                    lecture,
                    is_closed,
                ));
            }
        }
    }
    rows
}

proptest! {
    #![proptest_config(tries(60))]

    #[test]
    fn the_calendar_says_what_the_format_means(plan in plan(), au in jour(), year in proptest::option::of(2015..2022)) {
        let folder = Dossier::new(&plan, au, false);
        let named = year.map(|year: i32| year.to_string());
        let args: Vec<&str> = std::iter::once("calendrier").chain(named.as_deref()).collect();
        let mut found = folder.json(&args);
        let undated = found["sans_date"].as_array().unwrap().clone();
        prop_assert!(undated.iter().all(|row| row["fin"].is_null()));
        let found = found["occurrences"].as_array_mut().unwrap();
        let due: Vec<&str> = found.iter().map(|row| row["fin"].as_str().unwrap()).collect();
        prop_assert!(due.is_sorted(), "{due:?}");
        found.extend(undated);
        let mut expected = rows(&plan, au, year);
        for list in [&mut *found, &mut expected] {
            list.sort_by_key(|row| ["fiche", "etape", "quand"].map(|key| row[key].to_string()));
        }
        prop_assert_eq!(ecarts(&found.clone().into(), &expected.into()), "");
    }
}
