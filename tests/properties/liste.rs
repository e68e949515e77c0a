//! The list of fiches against the naive reading, filters against what they mean, and the orders that can be asked for.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bilan::cents;
use crate::commande::Dossier;
use crate::ecart::ecarts;
use crate::faits::jour;
use crate::filtre::{Filtre, args, filtre, together};
use crate::hasard::plan;
use crate::jour::Jour;
use crate::plan::{ACTEURS, Fiche, Ligne, NIVEAUX, NOMS, Participant, Plan, TERRITOIRE};
use crate::sens::Lecture;
use crate::tries;

impl Plan {
    /// Returns the codes of the tree, walked depth first.
    fn walked(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        self.walk(None, &mut codes);
        codes
    }

    /// Adds the codes that are right below one, each followed by what is below it.
    fn walk<'a>(&'a self, above: Option<&str>, codes: &mut Vec<&'a str>) {
        for node in &self.noeuds {
            if node.code.rsplit_once('.').map(|(above, _)| above) == above {
                codes.push(&node.code);
                self.walk(Some(&node.code), codes);
            }
        }
    }

    /// Returns the code of a fiche, when the tree has it.
    pub(crate) fn code_of<'f>(&self, fiche: &'f Fiche) -> Option<&'f str> {
        let code = fiche.objectif.as_deref()?;
        self.noeuds
            .iter()
            .any(|node| node.code == code)
            .then_some(code)
    }

    /// Returns the printed reference of a fiche.
    pub(crate) fn reference(&self, fiche: &Fiche) -> Option<String> {
        let mut code = self.code_of(fiche)?;
        let numero = fiche.numero.as_ref()?;
        while self.sans_numero.contains(&code.matches('.').count()) {
            code = code.rsplit_once('.')?.0;
        }
        Some(format!("{code}/{numero}"))
    }

    /// Returns the fiches in the plan's order.
    pub(crate) fn ordered(&self) -> Vec<&Fiche> {
        let codes = self.walked();
        let place = |fiche: &Fiche| {
            let code = self.code_of(fiche);
            code.map_or(codes.len(), |code| {
                codes.iter().position(|other| *other == code).unwrap()
            })
        };
        let mut fiches: Vec<&Fiche> = self.fiches.iter().collect();
        fiches.sort_by(|one, other| {
            place(one)
                .cmp(&place(other))
                .then_with(|| by_number(one.numero.as_ref(), other.numero.as_ref()))
                .then_with(|| one.id.cmp(&other.id))
        });
        fiches
    }

    /// Returns who takes part, as the JSON has it.
    pub(crate) fn participant(&self, one: &Participant) -> Value {
        let (written, known) = NOMS[one.nom];
        let known = known.filter(|_| self.has_acteurs).map(|rank| ACTEURS[rank]);
        json!({
            "acteur": known.map(|(id, ..)| id), "nom": known.map_or(written, |(_, nom, _)| nom),
            "service": one.service, "mention": one.mention,
        })
    }

    /// Returns what the list should say of a fiche.
    fn listed(&self, fiche: &Fiche, au: Jour) -> Value {
        let lecture = Lecture::at(au);
        let code = self.code_of(fiche);
        let late = fiche.retards(lecture);
        let names = |all: &[Participant]| -> Vec<Value> {
            all.iter().map(|one| self.participant(one)).collect()
        };
        let next = fiche
            .occurrences(lecture)
            .into_iter()
            .filter(|one| !one.is_settled() && one.fin >= au && fiche.close_en(lecture).is_none());
        let bilans: Vec<i32> = fiche
            .bilans
            .keys()
            .copied()
            .filter(|year| *year <= au.0)
            .collect();
        let last = bilans.last().map(|year| &fiche.bilans[year]);
        let parts: Vec<&str> = code
            .map(|code| code.split('.').collect())
            .unwrap_or_default();
        let above = (1..=parts.len()).map(|depth| {
            let code = parts[..depth].join(".");
            let node = self.noeuds.iter().find(|node| node.code == code).unwrap();
            json!({ "niveau": NIVEAUX[depth - 1], "code": code, "titre": node.titre })
        });
        let missing = |amount: fn(&Ligne) -> Option<i64>| {
            fiche
                .lignes
                .iter()
                .filter(|line| amount(line).is_none())
                .count()
        };
        let sum = |amount: fn(&Ligne) -> Option<i64>| {
            fiche
                .lignes
                .iter()
                .filter_map(amount)
                .reduce(|one, other| one + other)
        };
        json!({
            "id": fiche.id, "numero": fiche.numero, "reference": self.reference(fiche), "titre": fiche.titre,
            "commune": fiche.commune.as_deref().unwrap_or(TERRITOIRE), "propre": fiche.is_propre(),
            "enjeu": parts.first(), "objectif": fiche.objectif, "periode": fiche.periode.map(|own| own.text()),
            "interne": fiche.is_interne, "pilotes": names(&fiche.pilotes), "partenaires": names(&fiche.partenaires),
            "annees": fiche.annees(au), "etat": fiche.etat(lecture), "en_retard": !late.is_empty(),
            "retard_depuis": late.first().map(|one| one.fin.to_string()),
            "close_en": fiche.close_en(lecture),
            "prochaine_echeance": next.map(|one| one.fin).min().map(|day| day.to_string()),
            "bilans": bilans, "publics": fiche.publics,
            "resultat": last.and_then(|bilan| bilan.resultat), "suite": last.and_then(|bilan| bilan.suite),
            "niveaux": above.collect::<Vec<Value>>(),
            "couts": {
                "nature": fiche.nature, "prevu": sum(|line| line.prevu), "realise": sum(|line| line.realise),
                "sans_prevu": missing(|line| line.prevu), "sans_realise": missing(|line| line.realise),
            },
        })
    }
}

/// Compares printed numbers: their figures as numbers, and none last.
fn by_number(one: Option<&String>, other: Option<&String>) -> Ordering {
    let figures = |text: &String| -> Vec<u32> {
        text.split(['.', '-'])
            .map(|part| part.parse().unwrap())
            .collect()
    };
    match (one, other) {
        (Some(one), Some(other)) => figures(one).cmp(&figures(other)),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// Returns the identifiers of the fiches of a list.
pub(crate) fn ids(list: &Value) -> Vec<String> {
    let fiches = list["fiches"].as_array().unwrap().iter();
    fiches
        .map(|fiche| fiche["id"].as_str().unwrap().to_owned())
        .collect()
}

proptest! {
    #![proptest_config(tries(40))]

    #[test]
    fn the_list_says_what_the_format_means(plan in plan(), au in jour()) {
        let folder = Dossier::new(&plan, au, false);
        let mut found = folder.json(&["list"]);
        let expected: Vec<Value> = plan.ordered().into_iter().map(|fiche| plan.listed(fiche, au)).collect();
        for fiche in found["fiches"].as_array_mut().unwrap() {
            cents(&mut fiche["couts"]["prevu"]);
            cents(&mut fiche["couts"]["realise"]);
        }
        prop_assert_eq!(ecarts(&found["fiches"], &Value::Array(expected)), "");
    }

    #[test]
    fn a_filter_keeps_what_it_says(plan in plan(), au in jour(), filters in vec(filtre(), 1..4).prop_map(together)) {
        let folder = Dossier::new(&plan, au, false);
        let args = args(&filters);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let found = ids(&folder.json(&[&["list"], args.as_slice()].concat()));
        let years: Vec<i32> = filters.iter().filter_map(Filtre::annee).collect();
        let keeps = |fiche: &Fiche| {
            let options: BTreeSet<&str> = filters.iter().map(Filtre::option).collect();
            options.into_iter().all(|option| {
                let mut same = filters.iter().filter(|filter| filter.option() == option);
                same.any(|filter| filter.keeps(&plan, fiche, au, &years))
            })
        };
        let expected: Vec<&str> =
            plan.ordered().into_iter().filter(|fiche| keeps(fiche)).map(|fiche| fiche.id.as_str()).collect();
        prop_assert_eq!(found, expected, "{:?}", args);
    }

    #[test]
    fn an_order_moves_fiches_and_a_limit_cuts_them(plan in plan(), au in jour(), key in 0..9usize, limit in 0..9usize) {
        let folder = Dossier::new(&plan, au, false);
        let keys = ["id", "numero", "titre", "pilote", "commune", "annee", "etat", "retard", "echeance"];
        let all = ids(&folder.json(&["list"]));
        let as_set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<String>>();
        for sign in ["", "-"] {
            let tri = format!("--tri={sign}{}", keys[key]);
            let sorted = ids(&folder.json(&["list", &tri]));
            prop_assert_eq!(sorted.len(), all.len());
            prop_assert_eq!(as_set(&sorted), as_set(&all));
            if keys[key] == "id" {
                let mut expected = all.clone();
                expected.sort();
                if sign == "-" {
                    expected.reverse();
                }
                prop_assert_eq!(&sorted, &expected);
            }
            let limit = limit.max(1);
            let cut = ids(&folder.json(&["list", &tri, "--limite", &limit.to_string()]));
            prop_assert_eq!(&cut[..], &sorted[..limit.min(sorted.len())]);
        }
    }

    #[test]
    fn what_has_no_bilan_is_the_same_list_everywhere(plan in plan(), au in jour(), year in 2015..2022) {
        let folder = Dossier::new(&plan, au, false);
        let named = plan.exercice(year).1.to_string();
        let bilan = folder.json(&["bilan", &named, "--interne"]);
        let missing: Vec<String> = serde_json::from_value(bilan["synthese"]["sans_bilan"].clone()).unwrap();
        prop_assert_eq!(ids(&folder.json(&["list", "--sans", "bilan", "--annee", &year.to_string()])), missing);
    }
}
