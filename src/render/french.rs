//! Dates, amounts and numbers as French people write them.

use chrono::{Datelike, NaiveDate};

use crate::model::cout::Montant;
use crate::model::dates::{Intervalle, Periode};
pub(crate) use crate::text::number::{NO_BREAK, difference, grouped, number, percent};

/// Returns a date as JJ/MM/AAAA.
pub(crate) fn date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// The months, as they are written in a sentence.
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Returns the month of a day, as a heading: « Décembre 2017 ».
pub(crate) fn month(day: NaiveDate) -> String {
    let name = MONTHS.get(day.month0() as usize).copied();
    let name = name.unwrap_or_default();
    let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}{NO_BREAK}{}", first.to_uppercase(), day.year())
}

/// Returns a stretch of days as it is said: « 2017 », « décembre 2017 », « 05/12/2017 », « septembre 2017 à juin 2018 ».
pub(crate) fn interval(interval: &Intervalle) -> String {
    let said: Vec<String> = interval
        .texte()
        .split('/')
        .map(|part| moment(part.trim()))
        .collect();
    said.join(" à ")
}

/// Returns when something is planned, as it is said: « pour le 05/12/2017 », « pour mars 2018 », « de juillet 2017 à août 2017 ».
pub(crate) fn dated(quand: &Intervalle) -> String {
    let said = interval(quand);
    match quand.texte() {
        text if text.contains('/') => format!("de {said}"),
        text if text.len() == 10 => format!("pour le {said}"),
        _ => format!("pour {said}"),
    }
}

/// Returns a period as it is said: « 2017 à 2020 », « 2019 », « à partir de 2017, sans fin indiquée ».
pub(crate) fn period(periode: &Periode) -> String {
    match (periode.first_year(), periode.last_year()) {
        (first, None) => format!("à partir de {first}, sans fin indiquée"),
        (first, Some(last)) if last == first => first.to_string(),
        (first, Some(last)) => format!("{first} à {last}"),
    }
}

/// Returns a year, a month or a day as it is said.
fn moment(text: &str) -> String {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let name = month
        .and_then(|month| month.parse::<usize>().ok())
        .and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    match (name, month, day) {
        (Some(_), Some(month), Some(day)) => format!("{day}/{month}/{year}"),
        (Some(name), _, None) => format!("{name}{NO_BREAK}{year}"),
        _ => year.to_owned(),
    }
}

/// Returns a text between French quotation marks, which stay with it.
pub(crate) fn quoted(text: &str) -> String {
    format!("«{NO_BREAK}{text}{NO_BREAK}»")
}

/// Returns a text whose signs are tied to their words by no-break spaces, as French does.
pub(crate) fn tied(text: &str) -> String {
    let mut tied = text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    for sign in [":", ";", "?", "!"] {
        tied = tied.replace(&format!(" {sign}"), &format!("{NO_BREAK}{sign}"));
    }
    tied
}

/// Returns an amount as « 1 234,50 € »; whole euros have no decimals.
pub(crate) fn amount(amount: Montant) -> String {
    let cents = amount.cents();
    let (euros, rest) = (cents.abs() / 100, cents.abs() % 100);
    let sign = if cents < 0 { "−" } else { "" };
    let decimals = if rest == 0 {
        String::new()
    } else {
        format!(",{rest:02}")
    };
    format!("{sign}{}{decimals}{NO_BREAK}€", grouped(&euros.to_string()))
}

/// Returns « 3 fiches », « 1 fiche », « 0 fiche » : the plural starts at 2.
pub(crate) fn count(number: usize, singular: &str) -> String {
    format!("{number}{NO_BREAK}{}", plural(number, singular))
}

/// Returns the words in the plural from 2 on: each of them takes an s, unless it ends with one already or never changes.
pub(crate) fn plural(number: usize, singular: &str) -> String {
    if number < 2 {
        return singular.to_owned();
    }
    let words = singular.split(' ').map(|word| {
        if word.ends_with('s') || word == "non" {
            word.to_owned()
        } else {
            format!("{word}s")
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_in_french() {
        for (text, french) in [
            ("0", "0 €"),
            ("4500", "4 500 €"),
            ("4380.50", "4 380,50 €"),
            ("-1234567.05", "−1 234 567,05 €"),
        ] {
            assert_eq!(
                amount(Montant::parse(text).unwrap()).replace(NO_BREAK, " "),
                french
            );
        }
    }

    #[test]
    fn stretches_of_days_are_said_as_in_french() {
        let said = |text: &str| interval(&Intervalle::parse(text).unwrap()).replace(NO_BREAK, " ");
        assert_eq!(said("2017"), "2017");
        assert_eq!(said("2017-12"), "décembre 2017");
        assert_eq!(said("2017-12-05"), "05/12/2017");
        assert_eq!(said("2017-09/2018-06"), "septembre 2017 à juin 2018");
    }

    #[test]
    fn a_month_heads_what_is_due_in_it() {
        let head = |day: &str| month(day.parse().unwrap()).replace(NO_BREAK, " ");
        assert_eq!(
            [head("2017-12-31"), head("2018-08-01")],
            ["Décembre 2017", "Août 2018"]
        );
    }

    #[test]
    fn the_plural_starts_at_two() {
        assert_eq!(count(0, "fiche"), "0\u{a0}fiche");
        assert_eq!(count(2, "fiche propre"), "2\u{a0}fiches propres");
        assert_eq!(count(3, "mois"), "3\u{a0}mois");
        assert_eq!(plural(2, "non renseigné"), "non renseignés");
    }
}
