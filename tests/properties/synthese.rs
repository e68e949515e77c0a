//! Counts by axis, and by two axes, against the naive reading: no fiche is lost, and none is counted twice in a line.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

use crate::attendu::tally;
use crate::bilan::cents;
use crate::commande::Dossier;
use crate::ecart::ecarts;
use crate::faits::jour;
use crate::hasard::plan;
use crate::jour::Jour;
use crate::plan::{ACTEURS, ETATS, Fiche, Ligne, NIVEAUX, NOMS, Participant, Plan, TERRITOIRE};
use crate::sens::{Lecture, folded};
use crate::tries;

/// The axes that every plan has.
const AXES: [&str; 11] = [
    "enjeu",
    "objectif",
    "pilote",
    "service",
    "partenaire",
    "annee",
    "etat",
    "resultat",
    "commune",
    "financeur",
    "public",
];

/// What tells a line from the others on an axis: its code in small letters, and whether it is known.
type Cle = (Option<String>, bool);

/// Returns the keys of a fiche on an axis.
fn keys(plan: &Plan, fiche: &Fiche, axis: &str, au: Jour) -> BTreeSet<Cle> {
    let known = |text: &str| (Some(folded(text)), false);
    let actor = |one: &Participant| match NOMS[one.nom] {
        (_, Some(rank)) if plan.has_acteurs => known(ACTEURS[rank].0),
        // Without a file of actors, none is unknown.
        (written, _) => (Some(folded(written)), plan.has_acteurs),
    };
    let node = |depth: usize| match (plan.code_of(fiche), &fiche.objectif) {
        (Some(code), _) => {
            let parts: Vec<&str> = code.split('.').collect();
            let whole = (depth <= parts.len()).then(|| parts[..depth].join("."));
            (whole, false)
        }
        (None, Some(code)) => (Some(code.clone()), true),
        (None, None) => (None, false),
    };
    let said = |word: Option<&str>| -> BTreeSet<Cle> { [(word.map(folded), false)].into() };
    let lecture = Lecture::at(au);
    let keys: BTreeSet<Cle> = match axis {
        "enjeu" => [node(1)].into(),
        "objectif" => [node(
            fiche
                .objectif
                .as_ref()
                .map_or(1, |code| code.split('.').count()),
        )]
        .into(),
        "pilote" => fiche.pilotes.iter().map(actor).collect(),
        "partenaire" => fiche.partenaires.iter().map(actor).collect(),
        "service" => fiche
            .pilotes
            .iter()
            .chain(&fiche.partenaires)
            .filter_map(|one| one.service.as_deref())
            .map(known)
            .collect(),
        "annee" => {
            let years = fiche.annees(au).into_iter();
            years
                .map(|year| (Some(plan.exercice(year).1.to_string()), false))
                .collect()
        }
        "etat" => said(fiche.etat(lecture)),
        "resultat" => {
            let mut read = fiche.bilans.iter().filter(|(year, _)| **year <= au.0);
            said(read.next_back().and_then(|(_, bilan)| bilan.resultat))
        }
        "commune" => said(Some(fiche.commune.as_deref().unwrap_or(TERRITOIRE))),
        "financeur" => fiche
            .lignes
            .iter()
            .map(|line| (line.financeur.as_deref().map(folded), false))
            .collect(),
        "public" => fiche.publics.iter().map(|one| known(one)).collect(),
        level => [node(
            NIVEAUX.iter().position(|name| *name == level).unwrap() + 1,
        )]
        .into(),
    };
    if keys.is_empty() {
        [(None, false)].into()
    } else {
        keys
    }
}

/// Returns whether a cost line is summed on a line of some axes.
fn is_summed(plan: &Plan, line: &Ligne, cles: &[(&str, &Cle)]) -> bool {
    cles.iter().all(|(axis, (code, _))| match *axis {
        // Fiches without any year stand on no other line.
        "annee" => {
            code.is_none() || line.annee.map(|year| plan.exercice(year).1.to_string()) == *code
        }
        "financeur" => line.financeur.as_deref().map(folded) == *code,
        _ => true,
    })
}

/// Returns what a line should count.
fn counted(plan: &Plan, fiches: &[&Fiche], au: Jour, cles: &[(&str, &Cle)]) -> Value {
    let lecture = Lecture::at(au);
    let lines = |fiche: &Fiche| -> Vec<Ligne> {
        fiche
            .lignes
            .iter()
            .filter(|line| is_summed(plan, line, cles))
            .cloned()
            .collect()
    };
    let all: Vec<Ligne> = fiches.iter().flat_map(|fiche| lines(fiche)).collect();
    let sum = |amount: fn(&Ligne) -> Option<i64>| {
        all.iter()
            .filter_map(amount)
            .reduce(|one, other| one + other)
    };
    let missing = |amount: fn(&Ligne) -> Option<i64>| {
        all.iter().filter(|line| amount(line).is_none()).count()
    };
    let count = |keeps: &dyn Fn(&Fiche) -> bool| fiches.iter().filter(|fiche| keeps(fiche)).count();
    json!({
        "fiches": fiches.len(), "propres": count(&Fiche::is_propre), "associees": count(&|fiche| !fiche.is_propre()),
        "etats": tally(&ETATS, fiches.iter().map(|fiche| fiche.etat(lecture))),
        "en_retard": count(&|fiche| !fiche.retards(lecture).is_empty()),
        "prevu": sum(|line| line.prevu), "realise": sum(|line| line.realise),
        "sans_prevu": missing(|line| line.prevu), "sans_realise": missing(|line| line.realise),
        "non_chiffrees": count(&|fiche| fiche.nature != Some("nul") && lines(fiche).is_empty()),
    })
}

/// Returns the keys of a line of the JSON.
fn found_keys(line: &Value) -> Vec<Cle> {
    let keys = line["cles"].as_array().unwrap().iter();
    keys.map(|key| {
        (
            key["code"].as_str().map(folded),
            key["inconnu"].as_bool().unwrap(),
        )
    })
    .collect()
}

/// Returns every way to take a key of each set.
fn together(sets: &[BTreeSet<Cle>]) -> Vec<Vec<Cle>> {
    let Some((first, rest)) = sets.split_first() else {
        return vec![Vec::new()];
    };
    let below = together(rest);
    let with = |key: &Cle| -> Vec<Vec<Cle>> {
        below
            .iter()
            .map(|after| [vec![key.clone()], after.clone()].concat())
            .collect()
    };
    first.iter().flat_map(with).collect()
}

proptest! {
    #![proptest_config(tries(50))]

    #[test]
    fn each_line_counts_its_fiches_once(
        plan in plan(), au in jour(), axes in subsequence([&AXES[..], &NIVEAUX[..]].concat(), 1..3), turned in any::<bool>(),
    ) {
        let mut axes: Vec<&str> = axes;
        axes.retain(|axis| !NIVEAUX[plan.niveaux..].contains(axis));
        // The first level is the axis « enjeu » under another name.
        prop_assume!(!axes.is_empty() && axes != ["enjeu", NIVEAUX[0]]);
        if turned {
            axes.reverse();
        }
        let folder = Dossier::new(&plan, au, false);
        let mut found = folder.json(&["synthese", "--par", &axes.join(",")]);
        let mut expected: BTreeMap<Vec<Cle>, Vec<&Fiche>> = BTreeMap::new();
        for fiche in &plan.fiches {
            let sets: Vec<BTreeSet<Cle>> = axes.iter().map(|axis| keys(&plan, fiche, axis, au)).collect();
            for keys in together(&sets) {
                expected.entry(keys).or_default().push(fiche);
            }
        }
        for line in found["lignes"].as_array_mut().unwrap() {
            cents(&mut line["prevu"]);
            cents(&mut line["realise"]);
            let keys = found_keys(line);
            match expected.remove(&keys) {
                Some(fiches) => {
                    let cles: Vec<(&str, &Cle)> = axes.iter().copied().zip(&keys).collect();
                    let expected = counted(&plan, &fiches, au, &cles);
                    prop_assert_eq!(ecarts(line, &expected), "", "{:?}", keys);
                }
                None => prop_assert_eq!(&line["fiches"], 0, "{:?}", keys),
            }
        }
        prop_assert!(expected.is_empty(), "lost: {:?}", expected.keys());
        let total = &mut found["total"];
        cents(&mut total["prevu"]);
        cents(&mut total["realise"]);
        let all: Vec<&Fiche> = plan.fiches.iter().collect();
        prop_assert_eq!(ecarts(total, &counted(&plan, &all, au, &[])), "");
    }
}
