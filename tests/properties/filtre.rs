//! Filters, and what each keeps.

use proptest::prelude::*;
use proptest::sample::select;

use crate::jour::Jour;
use crate::plan::{ACTEURS, BilanFiche, ETATS, Fiche, NOMS, Participant, Plan, RESULTATS, SUITES};
use crate::sens::{Lecture, folded};

/// A filter: its option, and its value when it takes one.
#[derive(Debug, Clone)]
pub(crate) struct Filtre {
    /// The option.
    option: &'static str,
    /// The value.
    value: Option<String>,
}

/// Returns filters.
pub(crate) fn filtre() -> impl Strategy<Value = Filtre> {
    let words = |words: &[&'static str]| {
        let mut words = words.to_vec();
        words.push("non-renseigne");
        select(words)
    };
    let with = |option: &'static str, values: proptest::sample::Select<&'static str>| {
        values
            .prop_map(move |value| Filtre {
                option,
                value: Some(value.to_owned()),
            })
            .boxed()
    };
    let alone = |option: &'static str| {
        Just(Filtre {
            option,
            value: None,
        })
        .boxed()
    };
    let names = || {
        select(vec![
            "bourg",
            "CCAS",
            "inconnu",
            "Police",
            "personne",
            "centre d'action",
        ])
    };
    let codes = || select(vec!["1", "2", "a", "1.1", "1.a"]);
    let year = (2015..2022).prop_map(|year: i32| Filtre {
        option: "--annee",
        value: Some(year.to_string()),
    });
    let missing = [
        "pilote",
        "objectif",
        "indicateur",
        "calendrier",
        "couts",
        "suivi",
        "etat",
    ];
    prop_oneof![
        3 => year,
        2 => with("--etat", words(&ETATS)),
        2 => with("--resultat", words(&RESULTATS)),
        1 => with("--suite", words(&SUITES)),
        1 => with("--pilote", names()),
        1 => with("--partenaire", names()),
        1 => with("--acteur", names()),
        1 => with("--enjeu", select(vec!["1", "2", "a"])),
        1 => with("--objectif", codes()),
        1 => with("--commune", select(vec!["bourg-exemple", "VOISINE"])),
        1 => with("--public", select(vec!["COLLEGIENS", "b ;"])),
        1 => with("--financeur", select(vec!["FIPD", "=caf"])),
        1 => alone("--propres"),
        1 => alone("--associees"),
        1 => alone("--retard"),
        2 => with("--sans", select(missing.to_vec())),
    ]
}

/// Returns filters without those that the command refuses beside another.
pub(crate) fn together(filters: Vec<Filtre>) -> Vec<Filtre> {
    let is_propres = filters.iter().any(|filter| filter.option == "--propres");
    let keeps = |filter: &Filtre| !(is_propres && filter.option == "--associees");
    filters.into_iter().filter(keeps).collect()
}

/// Returns filters as they are typed; an option without value is typed once.
pub(crate) fn args(filters: &[Filtre]) -> Vec<String> {
    let mut args = Vec::new();
    for filter in filters {
        let option = filter.option.to_owned();
        if filter.value.is_some() || !args.contains(&option) {
            args.push(option);
            args.extend(filter.value.clone());
        }
    }
    args
}

impl Filtre {
    /// Returns its option.
    pub(crate) fn option(&self) -> &'static str {
        self.option
    }

    /// Returns the year that it asks for.
    pub(crate) fn annee(&self) -> Option<i32> {
        let value = self.value.as_ref().filter(|_| self.option == "--annee");
        value.map(|value| value.parse().unwrap())
    }

    /// Returns whether it keeps a fiche at a day, when years are asked for beside it.
    pub(crate) fn keeps(&self, plan: &Plan, fiche: &Fiche, au: Jour, years: &[i32]) -> bool {
        let lecture = Lecture::at(au);
        let value = self.value.as_deref().unwrap_or_default();
        let named = |all: &[Participant]| all.iter().any(|one| is_named(plan, one, value));
        let is_below = |code: &str| code == value || code.starts_with(&format!("{value}."));
        let said = |word: Option<&str>| word.unwrap_or("non-renseigne") == value;
        let bilans = bilans(plan, fiche, au, years);
        match self.option {
            "--annee" => {
                let (first, last) = plan.exercice(value.parse().unwrap());
                (first..=last).any(|year| fiche.annees(Jour(2199, 1, 1)).contains(&year))
            }
            "--etat" => said(fiche.etat(lecture)),
            "--resultat" => bilans
                .iter()
                .any(|bilan| said(bilan.and_then(|bilan| bilan.resultat))),
            "--suite" => bilans
                .iter()
                .any(|bilan| said(bilan.and_then(|bilan| bilan.suite))),
            "--pilote" => named(&fiche.pilotes),
            "--partenaire" => named(&fiche.partenaires),
            "--acteur" => named(&fiche.pilotes) || named(&fiche.partenaires),
            "--enjeu" | "--objectif" => plan.code_of(fiche).is_some_and(is_below),
            "--commune" => {
                let commune = fiche.commune.as_deref().unwrap_or(crate::plan::TERRITOIRE);
                folded(commune) == folded(value)
            }
            "--public" => fiche
                .publics
                .iter()
                .any(|one| folded(one).contains(&folded(value))),
            "--financeur" => {
                let mut payers = fiche
                    .lignes
                    .iter()
                    .filter_map(|line| line.financeur.as_ref());
                payers.any(|payer| folded(payer) == folded(value))
            }
            "--propres" => fiche.is_propre(),
            "--associees" => !fiche.is_propre(),
            "--retard" => !fiche.retards(lecture).is_empty(),
            _ => lacks(fiche, lecture, value),
        }
    }
}

/// Returns the bilans that are looked at: those of the years that are asked for, else the last.
fn bilans<'f>(
    plan: &Plan,
    fiche: &'f Fiche,
    au: Jour,
    years: &[i32],
) -> Vec<Option<&'f BilanFiche>> {
    let read = fiche.bilans.iter().filter(|(year, _)| **year <= au.0);
    let of = |year: &i32| {
        let mut all = read.clone();
        all.find(|(own, _)| **own == plan.exercice(*year).1)
            .map(|(_, bilan)| bilan)
    };
    if years.is_empty() {
        vec![read.clone().next_back().map(|(_, bilan)| bilan)]
    } else {
        years.iter().map(of).collect()
    }
}

/// Returns whether a fiche lacks something.
fn lacks(fiche: &Fiche, lecture: Lecture, what: &str) -> bool {
    match what {
        "pilote" => fiche.pilotes.is_empty(),
        "objectif" => fiche.objectif.is_none(),
        "indicateur" => fiche.indicateurs.is_empty(),
        "calendrier" => fiche.etapes.is_empty(),
        "couts" => fiche.nature.is_none() && fiche.lignes.is_empty(),
        "suivi" => fiche.suivi.iter().all(|entree| entree.date > lecture.au),
        "etat" => fiche.etat(lecture).is_none(),
        other => panic!("{other}"),
    }
}

/// Returns whether a part of what a participant is called is a text.
fn is_named(plan: &Plan, one: &Participant, text: &str) -> bool {
    let (written, known) = NOMS[one.nom];
    let known = known.filter(|_| plan.has_acteurs).map(|rank| ACTEURS[rank]);
    let called = match known {
        Some((_, nom, more)) if !more.starts_with("genre") => format!("{nom}\n{more}"),
        Some((_, nom, _)) => nom.to_owned(),
        None => written.to_owned(),
    };
    folded(&called)
        .replace('\'', " ")
        .contains(&folded(text).replace('\'', " "))
}
