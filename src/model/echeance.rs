//! What became of each occurrence of an étape: due when, held, cancelled, put off, or late.

use chrono::NaiveDate;

use super::calendrier::{Etape, EtatEtape, GenreEtape, Point};
use super::dates::Intervalle;
use super::exercice::{Exercice, Exercices};
use super::fiche::Fiche;
use super::horizon::Horizon;
use super::vie::closed_in;

/// Why a bilan's word on an étape names no occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unnamed {
    /// The étape has no occurrence that bears this name.
    NoSuchOccurrence,
    /// Nothing says which one is meant: several, or none, are printed for the bilan's years.
    WhichOne,
}

/// Returns the occurrence of an étape that a bilan speaks of: the one that it names, else the only one, else the only
/// one printed for the bilan's years.
pub(crate) fn occurrence_meant(
    etape: &Etape,
    point: &Point,
    exercice: Exercice,
) -> Result<usize, Unnamed> {
    if let Some(name) = &point.occurrence {
        let days = Intervalle::parse(name).ok();
        let bears = |quand: &Intervalle| {
            quand.texte() == name.trim() || days.as_ref().is_some_and(|days| days.same_days(quand))
        };
        return etape
            .quand
            .iter()
            .position(|quand| bears(quand))
            .ok_or(Unnamed::NoSuchOccurrence);
    }
    unnamed(etape, exercice).ok_or(Unnamed::WhichOne)
}

/// Returns the occurrence of an étape that a bilan speaks of without naming it: the only one, else the only one printed for the
/// bilan's years.
fn unnamed(etape: &Etape, exercice: Exercice) -> Option<usize> {
    if etape.quand.len() == 1 {
        return Some(0);
    }
    let mut printed = etape
        .quand
        .iter()
        .enumerate()
        .filter(|(_, quand)| exercice.covers(due_year(quand)));
    match (printed.next(), printed.next()) {
        (Some((rank, _)), None) => Some(rank),
        _ => None,
    }
}

/// Returns the name that a bilan must give to an occurrence of an étape to speak of it; nothing when the étape's own name is
/// enough.
pub(crate) fn name_needed(etape: &Etape, rank: usize, exercice: Exercice) -> Option<&str> {
    (unnamed(etape, exercice) != Some(rank)).then(|| etape.quand[rank].texte())
}

/// Returns the étape of a fiche that a bilan speaks of, and the occurrence of it; nothing when either is not clear.
pub(crate) fn meant<'a>(
    fiche: &'a Fiche,
    point: &Point,
    exercice: Exercice,
) -> Option<(&'a Etape, usize)> {
    let mut etapes = fiche.calendrier.iter();
    let etape = etapes.find(|etape| etape.nom == point.etape)?;
    let rank = occurrence_meant(etape, point, exercice).ok()?;
    Some((etape, rank))
}

/// Where an occurrence stands once some bilans have been read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// Which occurrence of its étape it is.
    pub(crate) rank: usize,
    /// When it is now due: as printed, or as last put off.
    pub(crate) due: &'a Intervalle,
    /// What the last bilan that speaks of it says.
    pub(crate) said: Option<EtatEtape>,
    /// The bilan that says so.
    pub(crate) said_by: Option<i32>,
    /// How many bilans speak of it.
    pub(crate) said_times: usize,
    /// Whether that bilan put it off to a new date, which is its present one.
    pub(crate) is_put_off: bool,
}

impl Standing<'_> {
    /// Returns whether it was held or cancelled.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self.said, Some(EtatEtape::Tenue | EtatEtape::Annulee))
    }

    /// Returns whether it is late at a date: not settled, and its last day is past.
    pub(crate) fn is_past(&self, date: NaiveDate) -> bool {
        !self.is_settled() && self.due.fin() < date
    }
}

/// Returns where an occurrence stands once the bilans up to a year, included, have been read.
fn standing<'a>(
    fiche: &'a Fiche,
    (etape, rank): (&'a Etape, usize),
    until: i32,
    exercices: &Exercices,
) -> Standing<'a> {
    let mut standing = Standing {
        rank,
        due: &etape.quand[rank],
        said: None,
        said_by: None,
        said_times: 0,
        is_put_off: false,
    };
    for bilan in fiche.bilans.iter().filter(|bilan| *bilan.annee <= until) {
        let exercice = exercices.holding(*bilan.annee);
        for point in bilan.etapes.iter().filter(|point| point.etape == etape.nom) {
            if occurrence_meant(etape, point, exercice) != Ok(rank) {
                continue;
            }
            standing.said = Some(*point.etat);
            standing.said_by = Some(*bilan.annee);
            standing.said_times += 1;
            standing.is_put_off = false;
            if let (EtatEtape::Reportee, Some(quand)) = (*point.etat, &point.quand) {
                standing.due = quand;
                standing.is_put_off = true;
            }
        }
    }
    standing
}

/// Returns when an occurrence was due until the bilan of a year spoke of it: as printed, or as an earlier bilan put it off.
pub(crate) fn due_until<'a>(
    fiche: &'a Fiche,
    occurrence: (&'a Etape, usize),
    annee: i32,
    exercices: &Exercices,
) -> &'a Intervalle {
    standing(fiche, occurrence, annee - 1, exercices).due
}

/// The four ways in which a due occurrence is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Classe {
    /// It took place.
    Tenue,
    /// It was put off to a new date, by this bilan.
    Reportee,
    /// It will not take place.
    Annulee,
    /// Nothing was said, or it was put off without a date.
    SansEtat,
}

impl Classe {
    /// Returns the canonical word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Tenue => "tenue",
            Self::Reportee => "reportee",
            Self::Annulee => "annulee",
            Self::SansEtat => "sans-etat",
        }
    }

    /// Returns the word as people read it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Tenue => "tenue",
            Self::Reportee => "reportée",
            Self::Annulee => "annulée",
            Self::SansEtat => "sans état",
        }
    }
}

/// An occurrence that an exercice's bilan accounts for.
#[derive(Debug)]
pub(crate) struct Echeance<'a> {
    /// The étape.
    pub(crate) etape: &'a Etape,
    /// The occurrence's own name.
    pub(crate) quand: &'a Intervalle,
    /// When it was due: as printed, or as an earlier bilan put it off.
    pub(crate) due: &'a Intervalle,
    /// How it is counted.
    pub(crate) classe: Classe,
    /// Whether it is late.
    pub(crate) en_retard: bool,
    /// When it is due now, where this bilan put it off to a new date.
    pub(crate) nouvelle_date: Option<&'a Intervalle>,
    /// Whether this bilan put it off without saying to when.
    pub(crate) sans_date: bool,
}

/// Returns the occurrences that an exercice's bilan accounts for: those due in it, settled early or not, and earlier
/// ones that were not settled before it; in the order in which they were due.
pub(crate) fn echeances<'a>(
    fiche: &'a Fiche,
    exercice: Exercice,
    horizon: Horizon,
    exercices: &Exercices,
) -> Vec<Echeance<'a>> {
    let closed = closed_in(fiche, horizon).is_some();
    let mut due = Vec::new();
    for (etape, rank) in occurrences(fiche) {
        let before = standing(
            fiche,
            (etape, rank),
            horizon.last_bilan.min(exercice.annee - 1),
            exercices,
        );
        let year = due_year(before.due);
        if !(exercice.covers(year) || year < exercice.debut && !before.is_settled()) {
            continue;
        }
        let now = standing(fiche, (etape, rank), horizon.last_bilan, exercices);
        let is_news = now.said_by == Some(exercice.annee);
        let put_off = now.is_put_off && is_news;
        let classe = match now.said {
            Some(EtatEtape::Tenue) => Classe::Tenue,
            Some(EtatEtape::Annulee) => Classe::Annulee,
            Some(EtatEtape::Reportee) if put_off => Classe::Reportee,
            _ => Classe::SansEtat,
        };
        due.push(Echeance {
            etape,
            quand: &etape.quand[rank],
            due: before.due,
            classe,
            en_retard: !closed && now.is_past(horizon.date),
            sans_date: now.said == Some(EtatEtape::Reportee) && is_news && !put_off,
            nouvelle_date: put_off.then_some(now.due),
        });
    }
    due.sort_by_key(|echeance| echeance.due.fin());
    due
}

/// Returns every occurrence with where it stands at the horizon, in the order in which they are due.
pub(crate) fn standings<'a>(
    fiche: &'a Fiche,
    horizon: Horizon,
    exercices: &Exercices,
) -> Vec<(&'a Etape, Standing<'a>)> {
    let stands = |(etape, rank)| {
        (
            etape,
            standing(fiche, (etape, rank), horizon.last_bilan, exercices),
        )
    };
    let mut standings: Vec<(&Etape, Standing<'_>)> = occurrences(fiche).map(stands).collect();
    standings.sort_by_key(|(_, standing)| standing.due.fin());
    standings
}

/// Returns the occurrences that are not settled, as [`standings`].
pub(crate) fn pending<'a>(
    fiche: &'a Fiche,
    horizon: Horizon,
    exercices: &Exercices,
) -> Vec<(&'a Etape, Standing<'a>)> {
    let mut pending = standings(fiche, horizon, exercices);
    pending.retain(|(_, standing)| !standing.is_settled());
    pending
}

/// Returns the occurrences that make a fiche late, those of a promised bilan apart, in the order in which they were due; none
/// once the fiche is closed.
pub(crate) fn late<'a>(
    fiche: &'a Fiche,
    horizon: Horizon,
    exercices: &Exercices,
) -> Vec<(&'a Etape, Standing<'a>)> {
    let mut late = pending(fiche, horizon, exercices);
    late.retain(|(etape, standing)| {
        etape.genre != GenreEtape::Bilan && standing.is_past(horizon.date)
    });
    if !late.is_empty() && closed_in(fiche, horizon).is_some() {
        late.clear();
    }
    late
}

/// Returns whether a fiche is late.
pub(crate) fn is_late(fiche: &Fiche, horizon: Horizon, exercices: &Exercices) -> bool {
    !late(fiche, horizon, exercices).is_empty()
}

/// Returns the next occurrence that is neither settled nor past; nothing once the fiche is closed.
pub(crate) fn next<'a>(
    fiche: &'a Fiche,
    horizon: Horizon,
    exercices: &Exercices,
) -> Option<(&'a Etape, Standing<'a>)> {
    let mut to_come = pending(fiche, horizon, exercices).into_iter();
    let next = to_come.find(|(_, standing)| standing.due.fin() >= horizon.date)?;
    closed_in(fiche, horizon).is_none().then_some(next)
}

/// Returns each occurrence of each étape, by its étape and its rank there.
fn occurrences(fiche: &Fiche) -> impl Iterator<Item = (&Etape, usize)> {
    fiche
        .calendrier
        .iter()
        .flat_map(|etape| (0..etape.quand.len()).map(move |rank| (etape, rank)))
}

/// Returns the year in which a stretch of days is due: its last.
fn due_year(quand: &Intervalle) -> i32 {
    *quand.years().end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::dates::year_end;

    /// What a test looks at: the name of each occurrence, its class, and whether it is late.
    type Seen = Vec<(String, Classe, bool)>;

    /// Returns what the bilan of a year accounts for, once that year is over.
    fn seen(text: &str, annee: i32) -> Seen {
        let plan = plan("", &[("f", &format!("titre = \"T\"\n{text}"))]);
        let exercice = plan.exercices.holding(annee);
        let horizon = Horizon::of_bilan(exercice, year_end(annee), true);
        let due = echeances(&plan.fiches()[0], exercice, horizon, &plan.exercices);
        due.iter()
            .map(|echeance| {
                (
                    echeance.quand.texte().to_owned(),
                    echeance.classe,
                    echeance.en_retard,
                )
            })
            .collect()
    }

    /// Returns one occurrence as a test sees it.
    fn one(quand: &str, classe: Classe, late: bool) -> Seen {
        vec![(quand.to_owned(), classe, late)]
    }

    const TWO_YEARS: &str = "[calendrier.x]\nquand = [\"2017-06\", \"2018-06\"]\n";

    #[test]
    fn an_occurrence_is_accounted_for_in_the_year_of_its_last_day() {
        assert_eq!(
            seen("[calendrier.x]\nquand = \"2017-09/2018-06\"\n", 2017),
            []
        );
        assert_eq!(
            seen("[calendrier.x]\nquand = \"2017/2018\"\n", 2018),
            one("2017/2018", Classe::SansEtat, false)
        );
    }

    #[test]
    fn it_is_late_only_once_its_last_day_is_past() {
        assert_eq!(
            seen("[calendrier.x]\nquand = \"2017\"\n", 2017),
            one("2017", Classe::SansEtat, false)
        );
        assert_eq!(
            seen("[calendrier.x]\nquand = \"2017-12-30\"\n", 2017),
            one("2017-12-30", Classe::SansEtat, true)
        );
    }

    #[test]
    fn what_was_not_settled_is_carried_to_the_next_bilan() {
        assert_eq!(
            seen("[calendrier.x]\nquand = \"2017\"\n", 2019),
            one("2017", Classe::SansEtat, true)
        );
        assert_eq!(
            seen(
                "[calendrier.x]\nquand = \"2017\"\n[bilan.2017]\netapes.x = \"tenue\"\n",
                2018
            ),
            []
        );
    }

    #[test]
    fn a_word_without_date_settles_the_one_printed_for_the_year() {
        let text = format!("{TWO_YEARS}[bilan.2018]\netapes.x = \"tenue\"\n");
        assert_eq!(
            seen(&text, 2018),
            [
                one("2017-06", Classe::SansEtat, true),
                one("2018-06", Classe::Tenue, false)
            ]
            .concat()
        );
    }

    #[test]
    fn a_word_with_a_date_settles_that_one() {
        let text = format!("{TWO_YEARS}[bilan.2018]\netapes.x.2017-06 = \"annulee\"\n");
        assert_eq!(
            seen(&text, 2018),
            [
                one("2017-06", Classe::Annulee, false),
                one("2018-06", Classe::SansEtat, true)
            ]
            .concat()
        );
    }

    #[test]
    fn the_only_occurrence_may_be_settled_early_and_is_counted_in_its_year() {
        let text = "[calendrier.x]\nquand = \"2018\"\n[bilan.2017]\netapes.x = \"tenue\"\n";
        assert_eq!(seen(text, 2017), []);
        assert_eq!(seen(text, 2018), one("2018", Classe::Tenue, false));
    }

    #[test]
    fn what_is_put_off_to_a_date_is_due_again_then() {
        let text = "[calendrier.x]\nquand = \"2017\"\n[bilan.2017]\netapes.x = { etat = \"reportee\", quand = \"2018-02\" }\n";
        assert_eq!(seen(text, 2017), one("2017", Classe::Reportee, false));
        assert_eq!(seen(text, 2018), one("2017", Classe::SansEtat, true));
        assert_eq!(
            seen(&format!("{text}[bilan.2018]\netapes.x = \"tenue\"\n"), 2018),
            one("2017", Classe::Tenue, false)
        );
    }

    #[test]
    fn what_is_put_off_without_a_date_stays_due_as_it_was() {
        let text = "[calendrier.x]\nquand = \"2017-03\"\n[bilan.2017]\netapes.x = \"reportee\"\n";
        assert_eq!(seen(text, 2017), one("2017-03", Classe::SansEtat, true));
    }

    #[test]
    fn the_latest_bilan_that_speaks_wins() {
        let text = "[calendrier.x]\nquand = \"2017\"\n[bilan.2017]\netapes.x = { etat = \"reportee\", quand = \"2018-02\" }\n[bilan.2018]\netapes.x = { etat = \"reportee\", quand = \"2019-05\" }\n";
        assert_eq!(seen(text, 2018), one("2017", Classe::Reportee, false));
        assert_eq!(seen(text, 2019), one("2017", Classe::SansEtat, true));
    }

    #[test]
    fn nothing_is_late_in_a_fiche_that_is_closed() {
        let text = "[calendrier.x]\nquand = \"2017-03\"\n[bilan.2017]\netat = \"realisee\"\n";
        assert_eq!(seen(text, 2017), one("2017-03", Classe::SansEtat, false));
    }

    #[test]
    fn a_promised_bilan_never_makes_a_fiche_late() {
        let late = |genre: &str| {
            let plan = plan(
                "",
                &[(
                    "f",
                    &format!(
                        "titre = \"T\"\n[calendrier.x]\nquand = \"2017-03\"\ngenre = \"{genre}\"\n"
                    ),
                )],
            );
            is_late(
                &plan.fiches()[0],
                Horizon::at(year_end(2017)),
                &plan.exercices,
            )
        };
        assert!(late("reunion"));
        assert!(!late("bilan"));
    }

    #[test]
    fn a_bilan_of_two_years_settles_the_one_printed_for_them() {
        let fiche = "titre = \"T\"\n[calendrier.x]\nquand = [\"2003\", \"2004\", \"2006\"]\n[bilan.2005]\netapes.x = \"tenue\"\n";
        let plan = plan(
            "",
            &[("f", fiche), ("bilans/2005", "periode = \"2004/2005\"\n")],
        );
        let exercice = plan.exercices.holding(2005);
        let horizon = Horizon::of_bilan(exercice, year_end(2005), true);
        let due = echeances(&plan.fiches()[0], exercice, horizon, &plan.exercices);
        let classes: Vec<(&str, Classe)> = due
            .iter()
            .map(|echeance| (echeance.quand.texte(), echeance.classe))
            .collect();
        assert_eq!(
            classes,
            [("2003", Classe::SansEtat), ("2004", Classe::Tenue)]
        );
    }

    #[test]
    fn an_occurrence_is_due_as_printed_until_a_bilan_puts_it_off() {
        let text = "titre = \"T\"\n[calendrier.x]\nquand = [\"2016\", \"2017\"]\n[bilan.2017]\netapes.x = { etat = \"reportee\", quand = \"2018-02\" }\n[bilan.2018]\netapes.x.2017 = \"tenue\"\n";
        let plan = plan("", &[("f", text)]);
        let fiche = &plan.fiches()[0];
        let said = |bilan: usize| {
            let exercice = plan.exercices.holding(*fiche.bilans[bilan].annee);
            let (etape, rank) = meant(fiche, &fiche.bilans[bilan].etapes[0], exercice).unwrap();
            let due = due_until(fiche, (etape, rank), exercice.annee, &plan.exercices);
            (rank, due.texte().to_owned())
        };
        assert_eq!(said(0), (1, "2017".to_owned()));
        assert_eq!(said(1), (1, "2018-02".to_owned()));
    }

    #[test]
    fn which_one_is_meant_must_be_clear() {
        let meant = |quand: &str, word: &str| {
            let plan = plan(
                "",
                &[(
                    "f",
                    &format!(
                        "titre = \"T\"\n[calendrier.x]\nquand = {quand}\n[bilan.2017]\netapes.x{word} = \"tenue\"\n"
                    ),
                )],
            );
            let fiche = &plan.fiches()[0];
            occurrence_meant(
                &fiche.calendrier[0],
                &fiche.bilans[0].etapes[0],
                plan.exercices.holding(2017),
            )
        };
        assert_eq!(meant("\"2019\"", ""), Ok(0));
        assert_eq!(meant("[\"2017-03\", \"2018-03\"]", ""), Ok(0));
        assert_eq!(
            meant("[\"2017-03\", \"2017-09\"]", ""),
            Err(Unnamed::WhichOne)
        );
        assert_eq!(meant("[\"2018\", \"2019\"]", ""), Err(Unnamed::WhichOne));
        assert_eq!(meant("[\"2017-03\", \"2017-09\"]", ".2017-09"), Ok(1));
        assert_eq!(
            meant("[\"2017-03\", \"2017-09\"]", ".2017-08"),
            Err(Unnamed::NoSuchOccurrence)
        );
        assert_eq!(meant("[\"2016/2017\", \"2018\"]", ".\"2016/2017\""), Ok(0));
        assert_eq!(meant("[2017-03-05, \"2018\"]", ".2017-03-05"), Ok(0));
    }
}
