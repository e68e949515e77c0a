//! The scale of a frise: columns of months, quarters, years or more, as fine as the room allows.

use chrono::{Datelike, NaiveDate};

/// How many months a column may stand for, the finest first.
const UNITS: [i32; 8] = [1, 3, 12, 60, 120, 240, 600, 1200];

/// Columns of equal width across some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// The first month, counted from the year 0.
    first: i32,
    /// How many months a column stands for.
    pub(crate) months: i32,
    /// How many columns there are.
    pub(crate) columns: usize,
}

impl Scale {
    /// Returns the finest scale that shows some days in so many columns at most.
    pub(crate) fn fitting((debut, fin): (NaiveDate, NaiveDate), most: usize) -> Self {
        let scale = |months: i32| {
            let first = month(debut).div_euclid(months) * months;
            let columns = (month(fin) - first).div_euclid(months) + 1;
            Self {
                first,
                months,
                columns: usize::try_from(columns).unwrap_or(1),
            }
        };
        let mut scales = UNITS.into_iter().map(scale);
        let fitting = scales.find(|scale| scale.columns <= most);
        fitting.unwrap_or_else(|| scale(1200))
    }

    /// Returns how far from the left a day begins, columns being of a width, and what is left over of a unit of that width.
    fn place(&self, day: NaiveDate, width: usize) -> (usize, bool) {
        let column = (month(day) - self.first).div_euclid(self.months);
        let start = first_day(self.first + column * self.months);
        let end = first_day(self.first + (column + 1) * self.months);
        let (into, whole) = ((day - start).num_days(), (end - start).num_days().max(1));
        let [into, whole] = [into, whole].map(|days| usize::try_from(days).unwrap_or(0));
        let column = usize::try_from(column).unwrap_or(0);
        let (part, rest) = (into * width / whole.max(1), into * width % whole.max(1));
        (column * width + part, rest > 0)
    }

    /// Returns where a day begins, columns being of a width.
    pub(crate) fn begins(&self, day: NaiveDate, width: usize) -> usize {
        self.place(day, width).0
    }

    /// Returns where a day ends, columns being of a width.
    pub(crate) fn ends(&self, day: NaiveDate, width: usize) -> usize {
        let (place, is_over) = self.place(day.succ_opt().unwrap_or(day), width);
        place + usize::from(is_over)
    }

    /// Returns the year and the month in which each column begins.
    pub(crate) fn starts(&self) -> impl Iterator<Item = (i32, usize)> {
        let (first, months) = (self.first, self.months);
        (0..self.columns).map(move |column| {
            let month = first + i32::try_from(column).unwrap_or(0) * months;
            let rank = usize::try_from(month.rem_euclid(12)).unwrap_or(0);
            (month.div_euclid(12), rank)
        })
    }
}

/// Returns the month of a day, counted from the year 0.
fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0)
}

/// Returns the first day of a month counted from the year 0.
fn first_day(month: i32) -> NaiveDate {
    let rank = u32::try_from(month.rem_euclid(12)).unwrap_or(0);
    NaiveDate::from_ymd_opt(month.div_euclid(12), rank + 1, 1).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn columns_are_as_fine_as_the_room_allows() {
        let columns = |first: &str, last: &str, most| {
            let scale = Scale::fitting((day(first), day(last)), most);
            (scale.months, scale.columns)
        };
        assert_eq!(columns("2017-01-01", "2017-12-31", 50), (1, 12));
        assert_eq!(columns("2017-03-10", "2020-12-31", 50), (1, 46));
        assert_eq!(columns("2017-03-10", "2020-12-31", 40), (3, 16));
        assert_eq!(columns("1900-01-01", "2200-12-31", 50), (120, 31));
        assert_eq!(columns("1900-01-01", "2200-12-31", 1), (1200, 4));
        assert_eq!(columns("2017-03-10", "2017-03-10", 1), (1, 1));
    }

    #[test]
    fn a_day_stands_at_its_part_of_its_column() {
        let scale = Scale::fitting((day("2017-01-01"), day("2018-12-31")), 24);
        let span =
            |first: &str, last: &str| (scale.begins(day(first), 4), scale.ends(day(last), 4));
        assert_eq!(span("2017-01-01", "2017-12-31"), (0, 48));
        assert_eq!(span("2017-03-01", "2017-03-31"), (8, 12));
        assert_eq!(span("2017-03-16", "2017-03-16"), (9, 11));
        assert_eq!(span("2018-12-31", "2018-12-31"), (95, 96));
    }
}
