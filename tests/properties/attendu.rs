//! What a bilan should say of all its fiches: the naive reading.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::jour::Jour;
use crate::plan::{ETATS, Fiche, Plan, RESULTATS, SUITES};
use crate::sens::Lecture;
use crate::sujet::Sujet;

impl Sujet<'_> {
    /// Returns what the synthèse should say.
    pub(crate) fn synthese(&self, with_internes: bool) -> Value {
        let shown: Vec<&Fiche> = self
            .plan
            .fiches
            .iter()
            .filter(|fiche| with_internes || !fiche.is_interne)
            .collect();
        let mut attendus: Vec<&Fiche> = shown
            .iter()
            .copied()
            .filter(|fiche| self.is_attendu(fiche))
            .collect();
        attendus.sort_by_key(|fiche| &fiche.id);
        let ids = |keeps: &dyn Fn(&Fiche) -> bool| {
            let mut ids: Vec<&str> = shown
                .iter()
                .filter(|fiche| keeps(fiche))
                .map(|fiche| fiche.id.as_str())
                .collect();
            ids.sort_unstable();
            ids
        };
        let mut others: Vec<Value> = shown
            .iter()
            .filter(|fiche| fiche.is_propre())
            .filter_map(|fiche| Some((fiche, fiche.motif(self.plan, self.exercice, self.lecture)?)))
            .map(|(fiche, motif)| json!({ "id": fiche.id, "motif": motif }))
            .collect();
        others.sort_by_key(Value::to_string);
        json!({
            "fiches": shown.len(), "propres": ids(&Fiche::is_propre).len(),
            "associees": ids(&|fiche| !fiche.is_propre()),
            "attendus": ids(&|fiche| self.is_attendu(fiche)),
            "saisis": ids(&|fiche| self.is_attendu(fiche) && self.is_saisi(fiche)),
            "sans_bilan": ids(&|fiche| self.is_attendu(fiche) && !self.is_saisi(fiche)),
            "non_concernees": others,
            "internes": self.plan.fiches.len() - shown.len(),
            "etats": tally(&ETATS, attendus.iter().map(|fiche| fiche.etat(self.lecture))),
            "resultats": tally(&RESULTATS, attendus.iter().map(|fiche| self.said(fiche).and_then(|said| said.resultat))),
            "suites": tally(&SUITES, attendus.iter().map(|fiche| self.said(fiche).and_then(|said| said.suite))),
            "etapes": self.counted(&attendus, false),
            "etapes_bilan": self.counted(&attendus, true),
            "couts": self.couts(&attendus),
        })
    }

    /// Returns what the line of an enjeu should say, by code; nothing is for the fiches outside the tree.
    pub(crate) fn par_enjeu(&self, with_internes: bool) -> BTreeMap<String, Value> {
        let mut lines: BTreeMap<String, Vec<&Fiche>> = BTreeMap::new();
        for fiche in self
            .plan
            .fiches
            .iter()
            .filter(|fiche| with_internes || !fiche.is_interne)
        {
            lines.entry(self.plan.enjeu(fiche)).or_default().push(fiche);
        }
        let line = |fiches: Vec<&Fiche>| {
            let expected: Vec<&Fiche> = fiches
                .iter()
                .copied()
                .filter(|fiche| self.is_attendu(fiche))
                .collect();
            let count = |keeps: &dyn Fn(&Fiche) -> bool| {
                expected.iter().filter(|fiche| keeps(fiche)).count()
            };
            json!({
                "fiches": fiches.len(), "propres": fiches.iter().filter(|fiche| fiche.is_propre()).count(),
                "attendus": expected.len(), "saisis": count(&|fiche| self.is_saisi(fiche)),
                "sans_bilan": count(&|fiche| !self.is_saisi(fiche)),
                "etats": tally(&ETATS, expected.iter().map(|fiche| fiche.etat(self.lecture))),
                "etapes": self.counted(&expected, false),
                "en_retard": count(&|fiche| !fiche.retards(self.lecture).is_empty()),
            })
        };
        lines
            .into_iter()
            .map(|(code, fiches)| (code, line(fiches)))
            .collect()
    }
}

impl Sujet<'_> {
    /// Returns what the comparison with the exercice before should say.
    pub(crate) fn comparaison(&self, with_internes: bool) -> Value {
        let plan = self.plan;
        let year = self.exercice.0 - 1;
        let exercice = plan.exercice(year);
        let au = self.lecture.au.min(Jour(exercice.1, 12, 31));
        let lecture = Lecture::of_bilan(au, exercice.1, with_internes);
        let before = Sujet {
            plan,
            exercice,
            lecture,
        };
        let shown = || {
            plan.ordered()
                .into_iter()
                .filter(|fiche| with_internes || !fiche.is_interne)
        };
        let own = || shown().filter(|fiche| fiche.is_propre());
        let is_comparable = own().any(|fiche| before.is_saisi(fiche));
        if !is_comparable
            && plan
                .periode
                .is_some_and(|periode| exercice.1 < periode.first)
        {
            return Value::Null;
        }
        let change = |fiche: &Fiche| {
            let (then, now) = (before.said(fiche), self.said(fiche));
            json!({
                "id": fiche.id, "etat_avant": fiche.etat(lecture), "etat": fiche.etat(self.lecture),
                "resultat_avant": then.and_then(|said| said.resultat), "resultat": now.and_then(|said| said.resultat),
                "suite_avant": then.and_then(|said| said.suite), "suite": now.and_then(|said| said.suite),
            })
        };
        let compared = own()
            .filter(|fiche| is_comparable && self.is_attendu(fiche))
            .map(change);
        let is_now = |year: i32| (self.exercice.0..=self.exercice.1).contains(&year);
        let ids = |keeps: &dyn Fn(&Fiche) -> bool| -> Vec<&str> {
            own()
                .filter(|fiche| keeps(fiche))
                .map(|fiche| fiche.id.as_str())
                .collect()
        };
        json!({
            "annee": exercice.1, "fiches": compared.collect::<Vec<Value>>(),
            "nouvelles": ids(&|fiche| fiche.periode.is_some_and(|own| is_now(own.first))),
            "closes": ids(&|fiche| fiche.close_en(self.lecture).is_some_and(is_now)),
        })
    }
}

/// Counts words, each under its key, and what has none.
pub(crate) fn tally(words: &[&str], said: impl Iterator<Item = Option<&'static str>>) -> Value {
    let said: Vec<Option<&str>> = said.collect();
    let count = |word: Option<&str>| said.iter().filter(|other| **other == word).count();
    let mut tally = serde_json::Map::new();
    for word in words {
        tally.insert(word.replace('-', "_"), count(Some(word)).into());
    }
    tally.insert("non_renseigne".to_owned(), count(None).into());
    tally.into()
}

impl Plan {
    /// Returns the code of the first level above a fiche: `-` outside the tree, and the code itself with `?` when it is not known.
    pub(crate) fn enjeu(&self, fiche: &Fiche) -> String {
        match &fiche.objectif {
            None => "-".to_owned(),
            Some(code) if self.noeuds.iter().any(|node| node.code == *code) => {
                code.split('.').next().unwrap().to_owned()
            }
            Some(code) => format!("{code}?"),
        }
    }
}
