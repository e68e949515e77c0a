//! The frise of a calendar: a line an étape when they are few, else a line a fiche.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::Page;
use super::words::{outcome, sign, tone, what};
use crate::model::dates::{Intervalle, year_end};
use crate::model::mot::Mot;
use crate::render::document::{Gantt, LigneFrise, Marque, Text, Tone, Trait, Trame};
use crate::render::french::interval;
use crate::report::calendrier::{Occurrence, Phase};
use crate::report::situation::Situation;

/// The most lines of étapes: beyond, fiches are shown.
const MOST_ETAPES: usize = 30;

/// The most lines of fiches: beyond, a frise is shown only when it is asked for.
const MOST_FICHES: usize = 40;

/// How near the reference date must be to be shown though no étape is.
const NEAR: u64 = 366;

/// The phases, the one that matters most last.
const PHASES: [Phase; 6] = [
    Phase::Close,
    Phase::Annulee,
    Phase::Tenue,
    Phase::AVenir,
    Phase::Bientot,
    Phase::EnRetard,
];

/// Returns the frise of a calendar; nothing when there is nothing to show, or too much, or when it is not wanted.
pub(super) fn frise(page: &Page<'_>) -> Option<Gantt> {
    let occurrences = &page.calendrier.occurrences;
    let distinct = |label: fn(&Occurrence<'_>) -> (String, String)| {
        let labels: BTreeSet<(String, String)> = occurrences.iter().map(label).collect();
        labels.len()
    };
    let fiches = distinct(|one| (one.situation.fiche.id.as_str().to_owned(), String::new()));
    if occurrences.is_empty() || !page.frise.unwrap_or(fiches <= MOST_FICHES) {
        return None;
    }
    let by_etape = distinct(etape_key) <= MOST_ETAPES;
    let names = Names::of(occurrences);
    let jours = days(page)?;
    let mut lignes: Vec<((String, String), LigneFrise)> = Vec::new();
    for one in occurrences {
        let mut key = etape_key(one);
        if !by_etape {
            key.1.clear();
        }
        let traits = traits(one).into_iter();
        let traits = traits.filter(|one| one.debut <= jours.1 && one.fin >= jours.0);
        match lignes.iter_mut().find(|(other, _)| *other == key) {
            Some((_, ligne)) => ligne.traits.extend(traits),
            None => lignes.push((
                key,
                LigneFrise {
                    label: names.line(one, by_etape),
                    traits: traits.collect(),
                },
            )),
        }
    }
    let what = if by_etape { "étape" } else { "fiche" };
    Some(Gantt {
        caption: format!("Frise des échéances, une ligne par {what}"),
        jours,
        au: page.horizon.date,
        marques: marques(),
        lignes: lignes.into_iter().map(|(_, ligne)| ligne).collect(),
    })
}

/// Returns what tells the étape of an occurrence from the others: its fiche, and its name there.
fn etape_key(one: &Occurrence<'_>) -> (String, String) {
    (
        one.situation.fiche.id.as_str().to_owned(),
        one.etape.nom.to_string(),
    )
}

/// How the fiches of a frise are called.
struct Names {
    /// The printed numbers that several fiches bear, and those that do not tell them apart even with their communes.
    shared: [BTreeSet<String>; 2],
}

impl Names {
    /// Returns the names of the fiches of some occurrences.
    fn of(occurrences: &[Occurrence<'_>]) -> Self {
        let shared = |name: fn(&Situation<'_>) -> Option<String>| {
            let mut bearers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
            for one in occurrences {
                if let Some(name) = name(&one.situation) {
                    let fiches = bearers.entry(name).or_default();
                    fiches.insert(one.situation.fiche.id.as_str());
                }
            }
            bearers.retain(|_, fiches| fiches.len() > 1);
            bearers.into_keys().collect()
        };
        Self {
            shared: [shared(|one| one.repere()), shared(with_commune)],
        }
    }

    /// Returns how a fiche is called: by its number, with the commune of an associated one where another bears it too; else by
    /// its identifier.
    fn fiche(&self, situation: &Situation<'_>) -> String {
        let [numbers, names] = &self.shared;
        let number = situation.repere();
        let alone = number.filter(|number| !numbers.contains(number));
        let with_commune = || with_commune(situation).filter(|name| !names.contains(name));
        let id = || situation.fiche.id.as_str().to_owned();
        alone.or_else(with_commune).unwrap_or_else(id)
    }

    /// Returns the name of a line: the fiche, and the étape or the title.
    fn line(&self, one: &Occurrence<'_>, by_etape: bool) -> String {
        let fiche = self.fiche(&one.situation);
        if by_etape {
            format!("{fiche} · {}", what(one.etape).words)
        } else {
            format!("{fiche} · {}", *one.situation.fiche.titre)
        }
    }
}

/// Returns the printed number of a fiche, with the commune of an associated one.
fn with_commune(situation: &Situation<'_>) -> Option<String> {
    let number = situation.repere()?;
    Some(if situation.fiche.propre {
        number
    } else {
        format!("{number} {}", situation.plan.commune_of(situation.fiche))
    })
}

/// Returns the first and the last day of a frise: those of the year that was asked for, else those of its stretches, the
/// reference date included when it is near.
fn days(page: &Page<'_>) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(annee) = page.calendrier.annee {
        return Some((NaiveDate::from_ymd_opt(annee, 1, 1)?, year_end(annee)));
    }
    let all: Vec<Trait> = page
        .calendrier
        .occurrences
        .iter()
        .flat_map(traits)
        .collect();
    let first = all.iter().map(|one| one.debut).min()?;
    let last = all.iter().map(|one| one.fin).max()?;
    let au = page.horizon.date;
    let is_near = first <= au + Days::new(NEAR) && au <= last + Days::new(NEAR);
    Some(if is_near {
        (first.min(au), last.max(au))
    } else {
        (first, last)
    })
}

/// Returns the stretches of an occurrence: the days when it is due, and those from which it was put off.
fn traits(one: &Occurrence<'_>) -> Vec<Trait> {
    let stretch = |days: &Intervalle, marque: usize, words: &Text| Trait {
        debut: days.debut(),
        fin: days.fin(),
        marque,
        words: format!("{} : {}", interval(days), words.words),
    };
    let rank = PHASES.iter().position(|phase| *phase == one.phase);
    let outcome = outcome(one);
    let mut traits = vec![stretch(one.standing.due, 1 + rank.unwrap_or(0), &outcome)];
    if one.is_moved() {
        traits.insert(0, stretch(one.quand, 0, &outcome));
    }
    traits
}

/// Returns the marks: that of the days from which an occurrence was put off, then those of the phases.
fn marques() -> Vec<Marque> {
    let left = Marque {
        sign: '→',
        trame: Trame::Tirets,
        meaning: Text::new("date d'abord prévue, reportée", Tone::Faint),
    };
    let marque = |phase: Phase| Marque {
        sign: sign(phase),
        trame: match phase {
            Phase::Tenue => Trame::Pleine,
            Phase::Annulee => Trame::Tirets,
            Phase::Close | Phase::AVenir | Phase::Bientot | Phase::EnRetard => Trame::Legere,
        },
        meaning: Text::new(phase.label(), tone(phase)),
    };
    [left].into_iter().chain(PHASES.map(marque)).collect()
}
