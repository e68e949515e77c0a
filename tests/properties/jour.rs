//! Days, and the spans of days that a plan writes.

use std::fmt;

/// A day: its year, its month, its rank in the month. Days compare in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Jour(pub(crate) i32, pub(crate) u32, pub(crate) u32);

impl fmt::Display for Jour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

impl Jour {
    /// Returns the day after.
    pub(crate) fn next(self) -> Self {
        let Self(year, month, day) = self;
        match (month, day) {
            (12, 31) => Self(year + 1, 1, 1),
            _ if day == length(year, month) => Self(year, month + 1, 1),
            _ => Self(year, month, day + 1),
        }
    }

    /// Returns the day that comes some days after.
    pub(crate) fn plus(self, days: u32) -> Self {
        (0..days).fold(self, |day, _| day.next())
    }
}

/// Returns how many days a month has.
pub(crate) fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A year, a month or a day, as a plan writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// A year.
    Annee(i32),
    /// A month of a year.
    Mois(i32, u32),
    /// A day.
    Jour(Jour),
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annee(year) => write!(out, "{year}"),
            Self::Mois(year, month) => write!(out, "{year}-{month:02}"),
            Self::Jour(day) => write!(out, "{day}"),
        }
    }
}

impl Moment {
    /// Returns its first day.
    pub(crate) fn first(self) -> Jour {
        match self {
            Self::Annee(year) => Jour(year, 1, 1),
            Self::Mois(year, month) => Jour(year, month, 1),
            Self::Jour(day) => day,
        }
    }

    /// Returns its last day.
    pub(crate) fn last(self) -> Jour {
        match self {
            Self::Annee(year) => Jour(year, 12, 31),
            Self::Mois(year, month) => Jour(year, month, length(year, month)),
            Self::Jour(day) => day,
        }
    }
}

/// What `quand` says: a moment, or a span from one to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quand {
    /// Where it begins.
    pub(crate) from: Moment,
    /// Where it ends, when it is a span.
    pub(crate) to: Option<Moment>,
    /// Whether it is written without quotation marks, where TOML has such a value.
    pub(crate) is_bare: bool,
}

impl Quand {
    /// Returns its text.
    pub(crate) fn text(&self) -> String {
        match self.to {
            None => self.from.to_string(),
            Some(to) => format!("{}/{to}", self.from),
        }
    }

    /// Returns its value in TOML.
    pub(crate) fn toml(&self) -> String {
        let has_bare = matches!(self.from, Moment::Annee(_) | Moment::Jour(_));
        if self.is_bare && self.to.is_none() && has_bare {
            self.text()
        } else {
            format!("\"{}\"", self.text())
        }
    }

    /// Returns its first day.
    pub(crate) fn first(&self) -> Jour {
        self.from.first()
    }

    /// Returns its last day.
    pub(crate) fn last(&self) -> Jour {
        self.to.unwrap_or(self.from).last()
    }

    /// Returns whether it meets years.
    pub(crate) fn meets(&self, (first, last): (i32, i32)) -> bool {
        self.first().0 <= last && self.last().0 >= first
    }
}

/// The years of a plan or of a fiche.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Periode {
    /// The first.
    pub(crate) first: i32,
    /// The last, unless it is open.
    pub(crate) last: Option<i32>,
}

impl Periode {
    /// Returns its text; a single year is that year alone.
    pub(crate) fn text(self) -> String {
        match self.last {
            None => format!("{}/", self.first),
            Some(last) if last == self.first => last.to_string(),
            Some(last) => format!("{}/{last}", self.first),
        }
    }
}
