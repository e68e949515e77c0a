//! Dates as a plan prints them: a year, a month, a day, or a span between two of these.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::text::limits::YEARS;
use crate::text::texte::Texte;

/// Why a text is not a date of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateError {
    /// Not written as a date.
    Form,
    /// Written as a date that no calendar has (a 13th month, a 30 February).
    Impossible,
    /// A year that no plan speaks of.
    OutOfRange,
    /// A span that ends before it starts.
    Backwards,
}

/// A stretch of days, named by the text that the plan gives it: `2017`, `2017-12`, `2017-09/2018-06`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Intervalle {
    /// The text, which names it.
    texte: Texte,
    /// The first day.
    debut: NaiveDate,
    /// The last day.
    fin: NaiveDate,
}

impl Intervalle {
    /// Reads a year, a month, a day, or a span between two of these.
    pub(crate) fn parse(text: &str) -> Result<Self, DateError> {
        Self::of(text.trim().into())
    }

    /// Reads, as [`Self::parse`], a text without blanks around it.
    pub(crate) fn of(texte: Texte) -> Result<Self, DateError> {
        let text = texte.as_str();
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let (debut, _) = bounds(first)?;
        let (_, fin) = bounds(last)?;
        if fin < debut {
            return Err(DateError::Backwards);
        }
        Ok(Self { texte, debut, fin })
    }

    /// Returns a whole year.
    pub(crate) fn of_year(year: i32) -> Self {
        Self {
            texte: year.to_string().into(),
            debut: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN),
            fin: year_end(year),
        }
    }

    /// Returns the text that names it.
    pub(crate) fn texte(&self) -> &str {
        &self.texte
    }

    /// Returns the first day.
    pub(crate) fn debut(&self) -> NaiveDate {
        self.debut
    }

    /// Returns the last day: the day on which what it dates is due.
    pub(crate) fn fin(&self) -> NaiveDate {
        self.fin
    }

    /// Returns the years that it touches.
    pub(crate) fn years(&self) -> std::ops::RangeInclusive<i32> {
        self.debut.year()..=self.fin.year()
    }

    /// Returns whether both cover the same days, however they are written.
    pub(crate) fn same_days(&self, other: &Self) -> bool {
        self.debut == other.debut && self.fin == other.fin
    }
}

/// The time that a plan or a fiche covers; no end when none is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Periode {
    /// The text: `2017/2020`, `2017/`, `2019`.
    texte: Texte,
    /// The first day.
    debut: NaiveDate,
    /// The last day, when one is printed.
    fin: Option<NaiveDate>,
}

impl Periode {
    /// Reads `2017/2020`, `2017/` (no end) or `2019` (that year alone).
    pub(crate) fn parse(text: &str) -> Result<Self, DateError> {
        Self::of(text.trim().into())
    }

    /// Reads, as [`Self::parse`], a text without blanks around it.
    pub(crate) fn of(texte: Texte) -> Result<Self, DateError> {
        if let Some(first) = texte.strip_suffix('/') {
            let (debut, _) = bounds(first)?;
            return Ok(Self {
                texte,
                debut,
                fin: None,
            });
        }
        let Intervalle { texte, debut, fin } = Intervalle::of(texte)?;
        Ok(Self {
            texte,
            debut,
            fin: Some(fin),
        })
    }

    /// Returns the text.
    pub(crate) fn texte(&self) -> &str {
        &self.texte
    }

    /// Returns the first year.
    pub(crate) fn first_year(&self) -> i32 {
        self.debut.year()
    }

    /// Returns the last day; nothing when it has no end.
    pub(crate) fn fin(&self) -> Option<NaiveDate> {
        self.fin
    }

    /// Returns whether it has a day in common with some days, its end being put off to a later day where one is given.
    pub(crate) fn meets(&self, days: &Intervalle, extension: Option<NaiveDate>) -> bool {
        self.reaches(days.debut, extension) && self.debut <= days.fin
    }

    /// Returns whether it has a day in common with another, its end being put off to a later day where one is given.
    pub(crate) fn overlaps(&self, other: &Self, extension: Option<NaiveDate>) -> bool {
        self.reaches(other.debut, extension) && other.reaches(self.debut, None)
    }

    /// Returns whether it ends on a day or after it.
    fn reaches(&self, day: NaiveDate, extension: Option<NaiveDate>) -> bool {
        self.fin
            .is_none_or(|fin| day <= fin.max(extension.unwrap_or(fin)))
    }

    /// Returns the last year; nothing when it has no end.
    pub(crate) fn last_year(&self) -> Option<i32> {
        self.fin.map(|fin| fin.year())
    }
}

/// Returns the last day of a year.
pub(crate) fn year_end(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Returns the first and the last day that `2017`, `2017-12` or `2017-12-05` names.
fn bounds(text: &str) -> Result<(NaiveDate, NaiveDate), DateError> {
    let mut parts = text.trim().split('-');
    let year = number(parts.next(), 4)?.ok_or(DateError::Form)?;
    let month = number(parts.next(), 2)?;
    let day = number(parts.next(), 2)?;
    if parts.next().is_some() {
        return Err(DateError::Form);
    }
    let year = i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))
        .ok_or(DateError::OutOfRange)?;
    let date = |month: u32, day: u32| {
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Impossible)
    };
    match (month, day) {
        (None, _) => Ok((date(1, 1)?, date(12, 31)?)),
        (Some(month), None) => {
            let first = date(month, 1)?;
            let last = first
                .checked_add_months(Months::new(1))
                .and_then(|next| next.checked_sub_days(Days::new(1)));
            Ok((first, last.ok_or(DateError::Impossible)?))
        }
        (Some(month), Some(day)) => date(month, day).map(|date| (date, date)),
    }
}

/// Reads a part of a date, which has just so many digits; nothing when the part is not there.
fn number(part: Option<&str>, digits: usize) -> Result<Option<u32>, DateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map(Some).map_err(|_| DateError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (String, String) {
        let span = Intervalle::parse(text).unwrap();
        (span.debut.to_string(), span.fin.to_string())
    }

    #[test]
    fn each_form_ends_on_its_last_day() {
        assert_eq!(days("2017"), ("2017-01-01".into(), "2017-12-31".into()));
        assert_eq!(days("2017-12"), ("2017-12-01".into(), "2017-12-31".into()));
        assert_eq!(days("2016-02"), ("2016-02-01".into(), "2016-02-29".into()));
        assert_eq!(
            days("2017-12-05"),
            ("2017-12-05".into(), "2017-12-05".into())
        );
        assert_eq!(
            days("2017/2018"),
            ("2017-01-01".into(), "2018-12-31".into())
        );
        assert_eq!(
            days("2017-09/2018-06"),
            ("2017-09-01".into(), "2018-06-30".into())
        );
    }

    #[test]
    fn what_is_no_date_is_told_from_what_no_calendar_has() {
        for text in [
            "",
            "17",
            "décembre 2017",
            "2017-9",
            "2017-12-05-01",
            "2017/",
            "/2017",
            "2017/2018/2019",
        ] {
            assert_eq!(Intervalle::parse(text), Err(DateError::Form), "{text:?}");
        }
        for text in ["2017-13", "2017-02-30", "2017-00"] {
            assert_eq!(
                Intervalle::parse(text),
                Err(DateError::Impossible),
                "{text:?}"
            );
        }
        assert_eq!(Intervalle::parse("2018/2017"), Err(DateError::Backwards));
        for text in ["0000", "1817-12", "1899/2017", "2201"] {
            assert_eq!(
                Intervalle::parse(text),
                Err(DateError::OutOfRange),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_period_may_have_no_end() {
        let open = Periode::parse("2017/").unwrap();
        assert_eq!((open.first_year(), open.last_year()), (2017, None));
        let year = Periode::parse("2019").unwrap();
        assert_eq!((year.first_year(), year.last_year()), (2019, Some(2019)));
        let months = Periode::parse("2017-09/2021-06").unwrap();
        assert_eq!(
            (months.first_year(), months.last_year()),
            (2017, Some(2021))
        );
    }

    #[test]
    fn two_periods_overlap_when_they_share_a_day() {
        let overlap = |left: &str, right: &str, extension: Option<&str>| {
            let (left, right) = (
                Periode::parse(left).unwrap(),
                Periode::parse(right).unwrap(),
            );
            left.overlaps(&right, extension.map(|day| day.parse().unwrap()))
        };
        assert!(overlap("2017/2020", "2020-12-31", None) && overlap("2017", "2016/", None));
        assert!(overlap("2017/", "2190", None) && overlap("2017/", "2010/", None));
        assert!(!overlap("2017/", "2016", None) && !overlap("2017/2020", "2021/", None));
        assert!(overlap("2017/2020", "2021", Some("2021-06-30")));
        assert!(!overlap("2017/2020", "2021-07", Some("2021-06-30")));
    }
}
