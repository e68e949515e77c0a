//! The yearly bilan against the naive reading.

use proptest::prelude::*;
use serde_json::Value;

use crate::commande::Dossier;
use crate::ecart::ecarts;
use crate::faits::jour;
use crate::hasard::plan;
use crate::jour::Jour;
use crate::plan::Fiche;
use crate::sens::Lecture;
use crate::sujet::Sujet;
use crate::tries;

/// Sorts a list of JSON values.
fn sort(list: &mut Value) {
    list.as_array_mut()
        .unwrap()
        .sort_by_key(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
}

/// Turns euros into cents.
pub(crate) fn cents(euros: &mut Value) {
    if let Some(number) = euros.as_f64() {
        #[allow(clippy::cast_possible_truncation, reason = "these amounts are small")]
        let cents = (number * 100.0).round() as i64;
        *euros = cents.into();
    }
}

proptest! {
    #![proptest_config(tries(60))]

    #[test]
    fn a_bilan_says_what_the_format_means(
        plan in plan(), au in jour(), year in 2015..2022, is_usual in any::<bool>(), with_internes in any::<bool>(),
    ) {
        let exercice = plan.exercice(year);
        let au = if is_usual { Jour(exercice.1, 12, 31) } else { au };
        let folder = Dossier::new(&plan, au, false);
        let named = exercice.1.to_string();
        let more: &[&str] = if with_internes { &["--interne"] } else { &[] };
        let mut found = folder.json(&[&["bilan", &named], more].concat());
        let sujet = Sujet { plan: &plan, exercice, lecture: Lecture::of_bilan(au, exercice.1, with_internes) };
        let expected = sujet.synthese(with_internes);
        let synthese = &mut found["synthese"];
        for list in ["associees", "attendus", "saisis", "sans_bilan", "non_concernees"] {
            sort(&mut synthese[list]);
        }
        sort(&mut synthese["couts"]["non_chiffrees"]);
        cents(&mut synthese["couts"]["prevu"]);
        cents(&mut synthese["couts"]["realise"]);
        prop_assert_eq!(ecarts(synthese, &expected), "");
        let shown: Vec<&Fiche> = plan.fiches.iter().filter(|fiche| with_internes || !fiche.is_interne).collect();
        prop_assert_eq!(found["fiches"].as_array().unwrap().len(), shown.len());
        for one in found["fiches"].as_array_mut().unwrap() {
            let fiche = plan.fiches.iter().find(|fiche| fiche.id == one["id"]).unwrap();
            let expected = sujet.of_fiche(fiche);
            sort(&mut one["etapes"]);
            prop_assert_eq!(ecarts(one, &expected), "", "{}", fiche.id);
        }
        let mut lines = sujet.par_enjeu(with_internes);
        for line in found["par_enjeu"].as_array().unwrap() {
            let code = line["code"].as_str().map_or("-".to_owned(), str::to_owned);
            let code = if line["inconnu"] == true { format!("{code}?") } else { code };
            match lines.remove(&code) {
                Some(expected) => prop_assert_eq!(ecarts(line, &expected), "", "enjeu {}", code),
                None => prop_assert_eq!(&line["fiches"], 0),
            }
        }
        prop_assert!(lines.is_empty(), "{lines:?}");
        prop_assert_eq!(ecarts(&found["comparaison"], &sujet.comparaison(with_internes)), "");
    }
}
