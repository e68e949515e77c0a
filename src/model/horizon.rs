//! How far one looks: the reference date, the last bilan that is read, and whether internal entries are.

use chrono::{Datelike, NaiveDate};

use super::exercice::Exercice;

/// How far one looks into a plan. What lies beyond is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Horizon {
    /// The reference date: suivi dated after it is not read.
    pub(crate) date: NaiveDate,
    /// Bilans of later years are not read.
    pub(crate) last_bilan: i32,
    /// Whether internal journal entries are read.
    pub(crate) interne: bool,
}

impl Horizon {
    /// Everything that is written.
    pub(crate) const ALL: Self = Self {
        date: NaiveDate::MAX,
        last_bilan: i32::MAX,
        interne: true,
    };

    /// Returns the horizon at a date: bilans up to that year, internal entries included.
    pub(crate) fn at(date: NaiveDate) -> Self {
        Self {
            date,
            last_bilan: date.year(),
            interne: true,
        }
    }

    /// Returns the horizon of a bilan: states at its reference date, bilans up to its own.
    pub(crate) fn of_bilan(exercice: Exercice, arrete_au: NaiveDate, interne: bool) -> Self {
        Self {
            date: arrete_au,
            last_bilan: exercice.annee.min(arrete_au.year()),
            interne,
        }
    }
}
