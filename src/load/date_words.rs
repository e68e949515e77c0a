//! Days, months and spans as people write them, turned into those of the format.

use crate::model::dates::Intervalle;
use crate::text::fold::fold;

/// The months, as people write them once folded.
const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// The longest words, in bytes, that may be dates: beyond they are a text, and reading them part by part would be long.
const LONGEST: usize = 100;

/// Reads a day written as people write it (`14/03/2017`, `14 mars 2017`, `2017-3-14`), and returns it as `2017-03-14`.
pub(super) fn day(words: &str) -> Option<String> {
    let folded = fold(words);
    let parts: Vec<&str> = folded
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let month = month_number(month)?;
    let (year, day) = if first.len() == 4 {
        (*first, *last)
    } else {
        (*last, *first)
    };
    let year = if year.len() == 2 {
        format!("20{year}")
    } else {
        year.to_owned()
    };
    let day = day.strip_suffix("er").unwrap_or(day);
    let iso = format!("{year}-{month}-{day:0>2}");
    Intervalle::parse(&iso)
        .ok()
        .filter(|_| iso.len() == 10)
        .map(|_| iso)
}

/// Returns the two digits of a month, written as a number or as a word.
fn month_number(month: &str) -> Option<String> {
    let named = MONTHS
        .iter()
        .position(|name| *name == month)
        .map(|rank| rank + 1);
    let number = named
        .or_else(|| month.parse().ok())
        .filter(|number| (1..=12).contains(number))?;
    Some(format!("{number:0>2}"))
}

/// Reads a date or a span written as people write it (`12/2017`, `mars 2017`, `2017-2020`), and returns it as the format does.
pub(super) fn date(words: &str) -> Option<String> {
    if Intervalle::parse(words).is_ok() {
        return Some(words.to_owned());
    }
    if words.len() > LONGEST {
        return None;
    }
    if let Some(day) = day(words) {
        return Some(day);
    }
    let folded = fold(&words.replace(" - ", " à ").replace(" – ", " à "));
    let introductions = [
        "toute l'annee ",
        "l'annee ",
        "annee ",
        "au mois de ",
        "mois de ",
        "en ",
        "le ",
    ];
    if let Some(rest) = introductions
        .iter()
        .find_map(|start| folded.strip_prefix(start))
    {
        return date(rest);
    }
    let parts: Vec<&str> = folded
        .split(['/', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let date = match parts.as_slice() {
        [first, last] => match (is_year(first), is_year(last)) {
            (true, true) => format!("{first}/{last}"),
            (true, false) => format!("{first}-{}", month_number(last)?),
            (false, true) => format!("{last}-{}", month_number(first)?),
            (false, false) => return None,
        },
        [rank, part, year] if is_year(year) && part.ends_with("mestre") => {
            part_of_year(rank, part, year)?
        }
        _ => span(&folded)?,
    };
    Intervalle::parse(&date).ok().map(|_| date)
}

/// Returns whether a word is a year.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the quarter or the half of a year: `2e trimestre 2017`.
fn part_of_year(rank: &str, part: &str, year: &str) -> Option<String> {
    let months = match part {
        "trimestre" => 3,
        "semestre" => 6,
        _ => return None,
    };
    let rank = match rank {
        "1er" | "1" | "premier" => 1,
        "2e" | "2eme" | "2nd" | "2" | "deuxieme" | "second" => 2,
        "3e" | "3eme" | "3" | "troisieme" => 3,
        "4e" | "4eme" | "4" | "quatrieme" => 4,
        _ => return None,
    };
    let last = rank * months;
    (last <= 12).then(|| format!("{year}-{:0>2}/{year}-{last:0>2}", last - months + 1))
}

/// Reads a span written with words: `de septembre à décembre 2017`, `entre 2017 et 2020`.
fn span(folded: &str) -> Option<String> {
    let (rest, and) = match folded.strip_prefix("entre ") {
        Some(rest) => (rest, " et "),
        None => (folded, " a "),
    };
    let rest = rest
        .strip_prefix("de ")
        .or_else(|| rest.strip_prefix("du "))
        .unwrap_or(rest);
    let (first, last) = rest.split_once(and).or_else(|| rest.split_once(" au "))?;
    let [first, last] = with_year(first, last)?;
    (!first.contains('/') && !last.contains('/')).then(|| format!("{first}/{last}"))
}

/// Reads two dates of which the first may lack its year: it is then that of the second.
fn with_year(first: &str, last: &str) -> Option<[String; 2]> {
    let later = date(last)?;
    let earlier = date(first).or_else(|| date(&format!("{first} {}", later.get(..4)?)))?;
    Some([earlier, later])
}

/// Reads several dates written in a row (`2017, 2018 et 2019`), and returns each as the format does; nothing for one alone.
pub(super) fn dates(words: &str) -> Option<Vec<String>> {
    if words.len() > LONGEST {
        return None;
    }
    let words = words.replace(" et ", ",");
    let (first, rest) = words.split_once([',', ';'])?;
    let mut all = match dates(rest) {
        Some(all) => all,
        None => vec![date(rest.trim())?],
    };
    let year = all.first()?.get(..4)?.to_owned();
    let first = first.trim();
    all.insert(0, date(first).or_else(|| date(&format!("{first} {year}")))?);
    Some(all)
}

/// Returns the only year that words speak of.
pub(super) fn only_year(words: &str) -> Option<&str> {
    let mut years = words
        .split(|next: char| !next.is_ascii_digit())
        .filter(|digits| is_year(digits));
    let year = years.next().filter(|_| years.next().is_none())?;
    Intervalle::parse(year).ok().map(|_| year)
}

/// Reads a month written as people write it, and returns it as `2017-03`.
pub(super) fn month(words: &str) -> Option<String> {
    date(words).filter(|date| date.len() == 7)
}

/// Returns whether words are a day written day first.
pub(super) fn is_french_day(words: &str) -> bool {
    let parts: Vec<&str> = words.trim().split(['/', '-', '.']).collect();
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.as_slice(), [day, month, year] if digits(day, 2) && digits(month, 2) && digits(year, 4) && year.len() % 2 == 0)
}

/// Returns whether words have the three numbers of a day, year first.
pub(super) fn is_day(words: &str) -> bool {
    let parts: Vec<&str> = words.trim().split(['-', '/']).collect();
    let digits = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (words, expected) in [
            ("14/03/2017", "2017-03-14"),
            ("1/3/2017", "2017-03-01"),
            ("14/03/17", "2017-03-14"),
            ("14 mars 2017", "2017-03-14"),
            ("1er août 2017", "2017-08-01"),
            ("2017/03/14", "2017-03-14"),
            ("2017-3-14", "2017-03-14"),
        ] {
            assert_eq!(day(words).as_deref(), Some(expected), "{words}");
        }
        for other in ["31/02/2017", "2017-13-01", "2017-03", "fin 2017"] {
            assert_eq!(day(other), None, "{other}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (words, expected) in [
            ("12/2017", "2017-12"),
            ("mars 2017", "2017-03"),
            ("2017-2020", "2017/2020"),
            ("2017-9", "2017-09"),
        ] {
            assert_eq!(date(words).as_deref(), Some(expected), "{words}");
        }
        for other in [
            "fin 2017",
            "septembre",
            "de 2020 à 2017",
            "5e trimestre 2017",
            "à 2017",
        ] {
            assert_eq!(date(other), None, "{other}");
        }
    }

    #[test]
    fn spans_are_read_as_people_say_them() {
        for (words, expected) in [
            ("septembre à décembre 2017", "2017-09/2017-12"),
            ("de septembre 2017 à juin 2018", "2017-09/2018-06"),
            ("mai - juin 2017", "2017-05/2017-06"),
            ("entre 2017 et 2020", "2017/2020"),
            ("2e trimestre 2017", "2017-04/2017-06"),
            ("1er semestre 2017", "2017-01/2017-06"),
            ("du 14 mars au 2 avril 2017", "2017-03-14/2017-04-02"),
            ("année 2017", "2017"),
        ] {
            assert_eq!(date(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn dates_in_a_row_are_told_apart() {
        assert_eq!(
            dates("2017, 2018 et 2019").unwrap(),
            ["2017", "2018", "2019"]
        );
        assert_eq!(
            dates("juin et décembre 2017").unwrap(),
            ["2017-06", "2017-12"]
        );
        assert_eq!(dates("2017"), None);
        assert_eq!(dates("2017, sauf été"), None);
    }

    #[test]
    fn a_long_text_is_no_date() {
        assert_eq!(date(&"1 à ".repeat(200_000)), None);
        assert_eq!(dates(&"2017,".repeat(200_000)), None);
    }
}
