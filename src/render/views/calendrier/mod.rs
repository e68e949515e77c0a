//! The étapes in the order of time: as people read them, month by month, and as tables.

mod agenda;
mod frise;
mod json;
pub(crate) mod words;

use std::io::{self, Write};

use chrono::NaiveDate;

use self::agenda::agenda;
use self::frise::frise;
use super::asked;
use crate::model::calendrier::GenreEtape;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Table, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{NO_BREAK, count, date, month};
use crate::render::ics::Agenda;
use crate::render::tables::calendrier::{CARD, Ligne, columns, rows};
use crate::render::tables::{Choice, Sheet, chosen, shown};
use crate::report::calendrier::{Calendrier, Phase};

/// A calendar, and what was asked for.
pub(crate) struct Page<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The étapes.
    pub(crate) calendrier: &'a Calendrier<'a>,
    /// The conditions that the fiches meet.
    pub(crate) filter: &'a Filter,
    /// The phases that are shown; none: all of them.
    pub(crate) phases: &'a [Phase],
    /// How far one looks.
    pub(crate) horizon: Horizon,
    /// Whether a frise is shown; nothing: when it is not too long.
    pub(crate) frise: Option<bool>,
}

impl<'a> Page<'a> {
    /// Returns the lines of its tables.
    fn rows(&self) -> impl Iterator<Item = Ligne<'a>> + 'a {
        let Calendrier {
            occurrences,
            sans_date,
            ..
        } = self.calendrier;
        let dated = occurrences.iter().cloned().map(Ligne::Datee);
        dated.chain(sans_date.iter().copied().map(Ligne::SansDate))
    }

    /// Returns what it is called.
    fn name(&self) -> String {
        let annee = self.calendrier.annee;
        let annee = annee.map_or(String::new(), |annee| format!(" {annee}"));
        let mut title = asked::titled(&format!("Calendrier{annee}"), self.filter, "partiel");
        if !self.phases.is_empty() && self.filter.is_empty() {
            title.push_str(" (partiel)");
        }
        format!("{title} · {}", *self.plan.strategie.territoire)
    }

    /// Returns the line that counts.
    fn counts(&self) -> String {
        let undated = match self.calendrier.sans_date.len() {
            0 => String::new(),
            number => format!(" ; {} sans date", count(number, "étape")),
        };
        let all = self.calendrier.occurrences.len();
        let comptes = self.calendrier.comptes();
        // What is late is said even when nothing is.
        let shown = comptes
            .words
            .iter()
            .filter(|(word, _, number)| *number > 0 || *word == Phase::EnRetard.word());
        let promised = self.calendrier.occurrences.iter();
        let promised = promised
            .filter(|one| one.phase == Phase::EnRetard && one.etape.genre == GenreEtape::Bilan);
        let promised = match promised.count() {
            0 => String::new(),
            number => format!(" (dont {})", count(number, "bilan promis")),
        };
        let shown = shown.map(|&(word, label, number)| match word {
            "en-retard" => format!("{number}{NO_BREAK}{label}{promised}"),
            "tenue" | "annulee" => count(number, label),
            _ => format!("{number}{NO_BREAK}{label}"),
        });
        let shown: Vec<String> = shown.collect();
        let all = count(all, "échéance");
        format!("{all} : {}{undated}", shown.join(", "))
    }

    /// Returns the occurrences, by the month in which they are due.
    fn dated(&self) -> Table {
        let columns = chosen(columns(), Choice::Screen);
        let occurrences = &self.calendrier.occurrences;
        let lines = occurrences.iter().cloned().map(Ligne::Datee);
        let mut table = shown("Échéances, mois par mois", &columns, lines);
        table.is_listing = true;
        for (rank, one) in occurrences.iter().enumerate() {
            let month = month(one.standing.due.fin());
            if table.groups.last().is_none_or(|(_, last)| *last != month) {
                table.groups.push((rank, month));
            }
        }
        table
    }

    /// Returns the étapes without date.
    fn undated(&self) -> Table {
        let undated = &self.calendrier.sans_date;
        let keys = ["intitule", "repere", "fiche", "pilotes", "situation"].map(str::to_owned);
        let columns = chosen(columns(), Choice::Keys(&keys));
        let lines = undated.iter().copied().map(Ligne::SansDate);
        let mut table = shown("Étapes sans date", &columns, lines);
        table.is_listing = true;
        table
    }
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title(self.name()));
        let mut fields = vec![("Arrêté au".to_owned(), date(self.horizon.date).into())];
        fields.extend(asked::fields(self.filter));
        if !self.phases.is_empty() {
            let labels: Vec<&str> = self.phases.iter().map(|phase| phase.label()).collect();
            fields.push(("Filtre : situation".to_owned(), labels.join(" ou ").into()));
        }
        document.push(Block::Fields(fields));
        if let Some(frise) = frise(self) {
            document.push(Block::Section("Frise".to_owned()));
            document.push(Block::Gantt(frise));
        }
        document.push(Block::Section("Échéances".to_owned()));
        document.push(Block::Table(self.dated()));
        if !self.calendrier.sans_date.is_empty() {
            document.push(Block::Section("Sans date".to_owned()));
            document.push(Block::Table(self.undated()));
        }
        document.say(Text::new(self.counts(), Tone::Faint));
        document
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        let columns = chosen(columns(), Choice::Files);
        vec![Sheet::new(CARD, columns, self.rows())]
    }

    fn title(&self) -> (String, NaiveDate) {
        (self.name(), self.horizon.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }

    fn ndjson(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write_lines(self, out)
    }

    fn agenda(&self) -> Option<Agenda> {
        Some(agenda(self))
    }
}

/// Returns the calendar of some fiches as a sheet beside others. It is worked out when it is read.
pub(crate) fn sheet<'a>(plan: &'a Plan, fiches: Vec<&'a Fiche>, horizon: Horizon) -> Sheet<'a> {
    let columns = chosen(columns(), Choice::Files);
    let rows = std::iter::once_with(move || rows(Calendrier::new(plan, &fiches, horizon)));
    Sheet::new(CARD, columns, rows.flatten())
}
