//! The dates of the format, as regular expressions.

use super::spellings::white;

/// The years that a plan may speak of.
pub(super) const YEAR: &str = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)";

/// The leap years among them.
const LEAP: &str = "(?:(?:19|21)(?:0[48]|[13579][26]|[2468][048])|20(?:[02468][048]|[13579][26]))";

/// What follows the year in a day, but for the 29th of February.
const DAY: &str = "(?:-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|-02-(?:0[1-9]|1[0-9]|2[0-8]))";

/// What follows the year in a month.
const MONTH: &str = "-(?:0[1-9]|1[0-2])";

/// Returns the expression of a day, alone.
pub(super) fn day() -> String {
    format!("^(?:{YEAR}{DAY}|{LEAP}-02-29)$")
}

/// Returns the expression of a date or a span.
pub(super) fn interval(blank: bool) -> String {
    let (date, white) = (date(), white());
    whole(&format!("{date}(?:{white}*/{white}*{date})?"), blank)
}

/// Returns the expression of a period.
pub(super) fn period(blank: bool) -> String {
    let (date, white) = (date(), white());
    whole(&format!("{date}(?:{white}*/(?:{white}*{date})?)?"), blank)
}

/// Returns the expression of a year, a month or a day.
fn date() -> String {
    format!("(?:{YEAR}(?:{MONTH}|{DAY})?|{LEAP}-02-29)")
}

/// Returns the expression of a whole text, with or without white characters around, or of a blank one where it is allowed.
fn whole(expression: &str, blank: bool) -> String {
    let (white, optional) = (white(), if blank { "?" } else { "" });
    format!("^{white}*(?:{expression}{white}*){optional}$")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dates::{DateError, Intervalle, Periode};
    use regex::Regex;

    #[test]
    fn the_days_are_those_of_the_calendar() {
        let expression = Regex::new(&interval(false)).unwrap();
        for year in 1896..=2204 {
            for text in [
                format!("{year}"),
                format!("{year}-02-29"),
                format!("{year}-02-28"),
                format!("{year}-13"),
            ] {
                assert_eq!(
                    expression.is_match(&text),
                    Intervalle::parse(&text).is_ok(),
                    "{text}"
                );
            }
        }
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("2017-{month:02}-{day:02}");
                assert_eq!(
                    expression.is_match(&text),
                    Intervalle::parse(&text).is_ok(),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_date_is_refused_as_the_reader_refuses_it() {
        let (one, several) = (
            Regex::new(&interval(false)).unwrap(),
            Regex::new(&period(false)).unwrap(),
        );
        for text in [
            "2017",
            " 2017 ",
            "2017/2018",
            "2017 / 2018",
            "2017-09/2018-06",
            "2017-09-01/2018-06-30",
            "2017/",
            "2017 /",
            "/2017",
            "2017//2018",
            "2017/2018/2019",
            "17",
            "2017-9",
            "décembre 2017",
            "",
            "2017 2018",
            "2018/2017",
        ] {
            // That a span ends before it starts is beyond an expression.
            let read =
                |error: Option<DateError>| error.is_none() || error == Some(DateError::Backwards);
            assert_eq!(
                one.is_match(text),
                read(Intervalle::parse(text).err()),
                "{text:?}"
            );
            assert_eq!(
                several.is_match(text),
                read(Periode::parse(text).err()),
                "{text:?}"
            );
        }
        assert!(Regex::new(&period(true)).unwrap().is_match(" \u{a0}"));
    }
}
