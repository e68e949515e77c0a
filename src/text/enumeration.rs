//! Things listed as a French sentence lists them.

/// Returns words joined as in a sentence: « a, b et c ».
pub(crate) fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// How many things a message names: beyond, nobody reads them one by one.
const MOST_NAMED: usize = 3;

/// Returns the first of some names joined as in a sentence, and how many others there are; `other` is what one other is
/// called: « un autre », « une autre ».
pub(crate) fn first_of(names: &[String], other: &str) -> String {
    let mut named: Vec<String> = names.iter().take(MOST_NAMED).cloned().collect();
    match names.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => named.push(other.to_owned()),
        more => named.push(format!("{more} autres")),
    }
    joined(&named)
}

/// Returns years, which are in order, as the end of a sentence: « pour 2017, 2019 et 2020 »; three years in a row or more
/// are a span: « de 2017 à 2025 ».
pub(crate) fn years(years: &[i32]) -> String {
    let mut words = Vec::new();
    let mut is_listing = false;
    for run in years.chunk_by(|year, next| year.checked_add(1) == Some(*next)) {
        if let [first, _, .., last] = run {
            words.push(format!("de {first} à {last}"));
            is_listing = false;
            continue;
        }
        for year in run {
            let pour = if is_listing { "" } else { "pour " };
            words.push(format!("{pour}{year}"));
            is_listing = true;
        }
    }
    joined(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_named_and_the_others_counted() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
        assert_eq!(first_of(&names[..2], "une autre"), "a et b");
        assert_eq!(first_of(&names[..3], "une autre"), "a, b et c");
        assert_eq!(first_of(&names[..4], "une autre"), "a, b, c et une autre");
        assert_eq!(first_of(&names, "une autre"), "a, b, c et 2 autres");
    }

    #[test]
    fn years_are_listed_and_three_in_a_row_are_a_span() {
        for (list, expected) in [
            (&[2017][..], "pour 2017"),
            (&[2017, 2018], "pour 2017 et 2018"),
            (&[2017, 2019, 2020], "pour 2017, 2019 et 2020"),
            (&[2017, 2018, 2019], "de 2017 à 2019"),
            (&[2015, 2017, 2018, 2019], "pour 2015 et de 2017 à 2019"),
            (
                &[2011, 2012, 2013, 2015, 2017],
                "de 2011 à 2013, pour 2015 et 2017",
            ),
            (
                &[2001, 2002, 2003, 2005, 2006, 2007],
                "de 2001 à 2003 et de 2005 à 2007",
            ),
            (&[], ""),
        ] {
            assert_eq!(years(list), expected);
        }
    }

    #[test]
    fn the_last_word_of_a_list_follows_a_conjunction() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(joined(&words), "a, b et c");
        assert_eq!(joined(&words[..1]), "a");
        assert_eq!(joined(&[]), "");
    }
}
