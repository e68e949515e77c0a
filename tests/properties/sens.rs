//! What a fiche means at a date, read a second time and as naively as can be.

use crate::jour::Jour;
use crate::plan::{Entree, Etape, Fiche, Plan, Sort, TERRITOIRE};

/// What is read: up to a day, and bilans up to a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lecture {
    /// The reference date.
    pub(crate) au: Jour,
    /// The last year whose bilan is read.
    pub(crate) annee: i32,
    /// Whether the internal entries of the journal are read too.
    pub(crate) with_internes: bool,
}

/// What a journal or a bilan says, on some day.
struct Dit {
    /// The day on which it counts.
    jour: Jour,
    /// Where the action is.
    etat: Option<&'static str>,
    /// What comes next.
    suite: Option<&'static str>,
}

/// An occurrence as it stands.
#[derive(Debug, Clone)]
pub(crate) struct Occurrence<'a> {
    /// Its étape.
    pub(crate) etape: &'a Etape,
    /// Its own text.
    pub(crate) quand: String,
    /// The first day of when it is now due.
    pub(crate) debut: Jour,
    /// The last day of when it is now due.
    pub(crate) fin: Jour,
    /// What became of it, and the bilan that says so.
    pub(crate) sort: Option<(&'a Sort, i32)>,
}

impl Lecture {
    /// Reads everything up to a day.
    pub(crate) fn at(au: Jour) -> Self {
        Self {
            au,
            annee: au.0,
            with_internes: true,
        }
    }

    /// Reads what a bilan reads at a day.
    pub(crate) fn of_bilan(au: Jour, annee: i32, with_internes: bool) -> Self {
        let annee = annee.min(au.0);
        Self {
            au,
            annee,
            with_internes,
        }
    }
}

/// Returns a text in small letters without accents nor hyphens, for the few texts of these tests.
pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase()
        .replace('é', "e")
        .replace(['-', '’'], " ")
}

impl Fiche {
    /// Returns whether it is the plan's own.
    pub(crate) fn is_propre(&self) -> bool {
        let commune = self.commune.as_deref().unwrap_or(TERRITOIRE);
        folded(commune) == folded(TERRITOIRE)
    }

    /// Returns what is said of it, in the order in which it counts.
    fn dits(&self, lecture: Lecture) -> Vec<Dit> {
        let is_read = |entree: &&Entree| {
            entree.date <= lecture.au && (lecture.with_internes || !entree.is_interne)
        };
        let read = self.suivi.iter().filter(is_read);
        let mut all: Vec<Dit> = read
            .map(|entree| Dit {
                jour: entree.date,
                etat: entree.etat,
                suite: None,
            })
            .collect();
        for (year, bilan) in &self.bilans {
            if *year <= lecture.annee {
                let jour = Jour(*year, 12, 31).min(lecture.au);
                all.push(Dit {
                    jour,
                    etat: bilan.etat,
                    suite: bilan.suite,
                });
            }
        }
        // The journal stands before the bilans, and a stable sort keeps it so on the same day.
        all.sort_by_key(|dit| dit.jour);
        all
    }

    /// Returns where the action is.
    pub(crate) fn etat(&self, lecture: Lecture) -> Option<&'static str> {
        self.dits(lecture).iter().rev().find_map(|dit| dit.etat)
    }

    /// Returns the year in which it closed, when it is closed.
    pub(crate) fn close_en(&self, lecture: Lecture) -> Option<i32> {
        let mut closed = None;
        for dit in self.dits(lecture) {
            if dit.etat.is_none() && dit.suite.is_none() {
                continue;
            }
            let ends = matches!(dit.etat, Some("realisee" | "abandonnee"))
                || matches!(dit.suite, Some("arreter" | "clore"));
            closed = ends.then(|| closed.unwrap_or(dit.jour.0));
        }
        closed
    }

    /// Returns its occurrences as they stand.
    pub(crate) fn occurrences(&self, lecture: Lecture) -> Vec<Occurrence<'_>> {
        let mut all = Vec::new();
        for (rank, etape) in self.etapes.iter().enumerate() {
            for (number, quand) in etape.quand.iter().enumerate() {
                let (mut debut, mut fin, mut sort) = (quand.first(), quand.last(), None);
                for (year, bilan) in self
                    .bilans
                    .iter()
                    .filter(|(year, _)| **year <= lecture.annee)
                {
                    for mention in &bilan.mentions {
                        if (mention.etape, mention.occurrence) == (rank, number) {
                            sort = Some((&mention.sort, *year));
                            if let Sort::Reportee(Some(new)) = &mention.sort {
                                (debut, fin) = (new.first(), new.last());
                            }
                        }
                    }
                }
                all.push(Occurrence {
                    etape,
                    quand: quand.text(),
                    debut,
                    fin,
                    sort,
                });
            }
        }
        all
    }

    /// Returns its étapes that are late, promised bilans apart, the oldest first.
    pub(crate) fn retards(&self, lecture: Lecture) -> Vec<Occurrence<'_>> {
        let is_closed = self.close_en(lecture).is_some();
        let all = self.occurrences(lecture).into_iter();
        let mut late: Vec<Occurrence<'_>> = all
            .filter(|one| !one.etape.is_bilan() && one.is_late(lecture, is_closed))
            .collect();
        late.sort_by_key(|one| one.fin);
        late
    }

    /// Returns why no bilan is expected of it for the years of an exercice; nothing when one is.
    pub(crate) fn motif(
        &self,
        plan: &Plan,
        exercice: (i32, i32),
        lecture: Lecture,
    ) -> Option<String> {
        if exercice.1 <= lecture.annee && self.bilans.contains_key(&exercice.1) {
            return None;
        }
        let first = self.periode.or(plan.periode).map(|periode| periode.first);
        let end = match (self.periode, plan.periode) {
            (Some(own), _) => own.last,
            (None, Some(whole)) => whole.last.map(|last| {
                plan.prorogation
                    .map_or(last, |more| last.max(more.last().0))
            }),
            (None, None) => None,
        };
        let close = self.close_en(lecture);
        if let Some(first) = first.filter(|first| *first > exercice.1) {
            return Some(format!("pas commencée (débute en {first})"));
        }
        let ends = end.filter(|end| *end < exercice.0);
        let closes = close.filter(|close| *close < exercice.0);
        match (ends, closes) {
            (None, None) => None,
            (Some(end), Some(close)) if end < close => Some(format!("période finie en {end}")),
            (_, Some(close)) => Some(format!("close en {close}")),
            (Some(end), None) => Some(format!("période finie en {end}")),
        }
    }

    /// Returns the years of its étapes and of its own period, an open one up to the reference date's year.
    pub(crate) fn annees(&self, au: Jour) -> Vec<i32> {
        let is_of = |year: &i32| {
            let printed = self.etapes.iter().flat_map(|etape| &etape.quand);
            let own = self
                .periode
                .map(|own| (own.first, own.last.unwrap_or(au.0)));
            printed.clone().any(|quand| quand.meets((*year, *year)))
                || own.is_some_and(|(first, last)| first <= *year && *year <= last)
        };
        (2000..2040).filter(is_of).collect()
    }
}

impl Occurrence<'_> {
    /// Returns whether it is held or called off.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self.sort, Some((Sort::Tenue | Sort::Annulee, _)))
    }

    /// Returns whether it is late.
    pub(crate) fn is_late(&self, lecture: Lecture, is_closed: bool) -> bool {
        !self.is_settled() && self.fin < lecture.au && !is_closed
    }
}
