//! What is drawn: frises, bars, curves. Each shows what a table beside it says.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Text;
use super::Tone;
use crate::model::cout::Montant;

/// How a stretch of days is drawn on a frise, besides the sign at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trame {
    /// Full.
    Pleine,
    /// Light.
    Legere,
    /// Broken.
    Tirets,
}

/// What a stretch of days means on a frise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marque {
    /// The one character that says it, at the last day.
    pub(crate) sign: char,
    /// How its days are drawn.
    pub(crate) trame: Trame,
    /// What it means, and its tone.
    pub(crate) meaning: Text,
}

/// A stretch of days on a line of a frise.
#[derive(Debug, Clone)]
pub(crate) struct Trait {
    /// The first day.
    pub(crate) debut: NaiveDate,
    /// The last day.
    pub(crate) fin: NaiveDate,
    /// The rank of its mark among those of the frise. Of two signs at one place, the later is the one that is seen.
    pub(crate) marque: usize,
    /// What it is, for a reader who points at it.
    pub(crate) words: String,
}

/// A line of a frise.
#[derive(Debug, Clone)]
pub(crate) struct LigneFrise {
    /// What it is about.
    pub(crate) label: String,
    /// Its stretches of days, each of which meets those of the frise.
    pub(crate) traits: Vec<Trait>,
}

/// A frise: lines across time. What it shows is also said elsewhere in words.
#[derive(Debug, Clone)]
pub(crate) struct Gantt {
    /// What it shows.
    pub(crate) caption: String,
    /// Its first day and its last.
    pub(crate) jours: (NaiveDate, NaiveDate),
    /// The reference date.
    pub(crate) au: NaiveDate,
    /// What its stretches may mean, the one that matters most last.
    pub(crate) marques: Vec<Marque>,
    /// Its lines.
    pub(crate) lignes: Vec<LigneFrise>,
}

/// What a part of each bar counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Serie {
    /// The sign that tells it from the others without any colour.
    pub(crate) sign: char,
    /// What it counts.
    pub(crate) label: String,
    /// What it carries.
    pub(crate) tone: Tone,
}

/// Bars, each made of parts. They show what a table beside them says.
#[derive(Debug)]
pub(crate) struct Bars {
    /// What they show.
    pub(crate) caption: Cow<'static, str>,
    /// What is counted, in the singular: « fiche ».
    pub(crate) unit: &'static str,
    /// What the parts of each bar count, in order.
    pub(crate) series: Vec<Serie>,
    /// The bars: the name of each, and its counts, one a series.
    pub(crate) rows: Vec<(String, Vec<usize>)>,
}

impl Bars {
    /// Returns the series that count something somewhere, each with its rank.
    pub(crate) fn present(&self) -> impl Iterator<Item = (usize, &Serie)> {
        let series = self.series.iter().enumerate();
        series.filter(|(rank, _)| self.rows.iter().any(|(_, counts)| counts[*rank] > 0))
    }

    /// Returns what the longest bar counts.
    pub(crate) fn longest(&self) -> usize {
        let totals = self.rows.iter().map(|(_, counts)| counts.iter().sum());
        totals.max().unwrap_or(0)
    }
}

/// A value of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Trace {
    /// The year.
    pub(crate) annee: i32,
    /// The value.
    pub(crate) valeur: f64,
    /// Whether it is only about right.
    pub(crate) environ: bool,
}

/// A figure over the years, with its targets.
#[derive(Debug)]
pub(crate) struct Courbe {
    /// What it counts, with its unit.
    pub(crate) nom: String,
    /// Its values, by year.
    pub(crate) valeurs: Vec<Trace>,
    /// Its targets, by year.
    pub(crate) cibles: Vec<Trace>,
}

/// Figures over the years, side by side.
#[derive(Debug)]
pub(crate) struct Courbes {
    /// What they show.
    pub(crate) caption: String,
    /// The figures.
    pub(crate) courbes: Vec<Courbe>,
}

/// Amounts, planned beside spent.
#[derive(Debug)]
pub(crate) struct Paires {
    /// What they show.
    pub(crate) caption: String,
    /// The name of each pair, what was planned and what was spent.
    pub(crate) lignes: Vec<(String, Option<Montant>, Option<Montant>)>,
}
