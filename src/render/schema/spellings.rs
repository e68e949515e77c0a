//! The spellings of words: a regular expression that accepts just those that the reader takes for one of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::text::fold::fold;

/// The characters of which each is looked at: those that French people type, and what word processors put in their place.
const LOOKED_AT: [RangeInclusive<char>; 5] = [
    '\0'..='\u{17f}',
    '\u{300}'..='\u{36f}',
    '\u{2000}'..='\u{206f}',
    '\u{20a0}'..='\u{20bf}',
    '\u{feff}'..='\u{feff}',
];

/// The characters below the surrogates and above: every one that is a single unit of UTF-16.
const PLANE: [RangeInclusive<char>; 2] = ['\0'..='\u{d7ff}', '\u{e000}'..='\u{ffff}'];

/// Returns the expression of the spellings of some words, and of a blank text where one is allowed. A text with a character
/// that is not looked at is left to the reader: what he would accept is never refused.
pub(super) fn of(words: &[&str], blank: bool) -> String {
    let letters = Letters::folded();
    let words: Vec<String> = words
        .iter()
        .map(|word| letters.expression(&fold(word)))
        .collect();
    let between = &letters.between;
    let spellings = format!("{between}*(?:{}){between}*", words.join("|"));
    let strange = class(LOOKED_AT.into_iter().flatten().collect(), true);
    match blank {
        true => format!("^(?:{spellings}|{}*)$|{strange}", white()),
        false => format!("^{spellings}$|{strange}"),
    }
}

/// Returns the class of the characters around a text that do not count.
pub(super) fn white() -> String {
    class(blanks(), false)
}

/// Returns the class of the characters that make a text more than blank; some characters besides may be left out.
pub(super) fn not_white(besides: &str) -> String {
    class(blanks().into_iter().chain(besides.chars()).collect(), true)
}

/// Returns the white characters.
fn blanks() -> Vec<char> {
    let all = PLANE.into_iter().flatten();
    all.filter(|character| character.is_whitespace()).collect()
}

/// What characters become when they are folded.
struct Letters {
    /// The class of the characters that become some letters, by these.
    classes: BTreeMap<String, String>,
    /// The class of those that become nothing.
    silent: String,
    /// The class of those that become a space or nothing.
    between: String,
}

impl Letters {
    /// Folds each character.
    fn folded() -> Self {
        let mut letters: BTreeMap<String, Vec<char>> = BTreeMap::new();
        for character in LOOKED_AT.into_iter().flatten() {
            // Between two letters, so that nothing is trimmed.
            let folded = fold(&format!("x{character}x"));
            let inner = folded
                .strip_prefix('x')
                .and_then(|rest| rest.strip_suffix('x'));
            letters
                .entry(inner.unwrap_or_default().to_owned())
                .or_default()
                .push(character);
        }
        let silent = letters.remove("").unwrap_or_default();
        let spaces = letters.get(" ").into_iter().flatten().copied();
        let between = class(spaces.chain(silent.iter().copied()).collect(), false);
        Self {
            classes: letters
                .into_iter()
                .map(|(folded, characters)| (folded, class(characters, false)))
                .collect(),
            silent: class(silent, false),
            between,
        }
    }

    /// Returns the expression of what folds into a text.
    fn expression(&self, folded: &str) -> String {
        if folded.is_empty() {
            return String::new();
        }
        let starts = self.classes.iter().filter_map(|(letters, class)| {
            let rest = self.expression(folded.strip_prefix(letters.as_str())?);
            let after = match letters.as_str() {
                " " => &self.between,
                _ => &self.silent,
            };
            Some(format!("{class}{after}*{rest}"))
        });
        let starts: Vec<String> = starts.collect();
        match starts.as_slice() {
            [only] => only.clone(),
            several => format!("(?:{})", several.join("|")),
        }
    }
}

/// Returns the class of some characters, or of all others.
fn class(mut characters: Vec<char>, others: bool) -> String {
    characters.sort_unstable();
    characters.dedup();
    let mut class = String::from(if others { "[^" } else { "[" });
    let mut rest = characters.as_slice();
    while let Some(&first) = rest.first() {
        let start = u32::from(first);
        let follow = |(rank, character): &(usize, &char)| {
            u32::try_from(*rank).is_ok_and(|rank| u32::from(**character) == start + rank)
        };
        let length = rest.iter().enumerate().take_while(follow).count();
        push(first, &mut class);
        if let Some(&last) = rest.get(length - 1).filter(|_| length > 1) {
            class.push_str(if length > 2 { "-" } else { "" });
            push(last, &mut class);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    class.push(']');
    class
}

/// Adds a character to a class, as every engine reads it.
fn push(character: char, class: &mut String) {
    if character.is_ascii_alphanumeric() {
        class.push(character);
    } else {
        // Writing to a text never fails.
        let _ = write!(class, "\\u{:04x}", u32::from(character));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendrier::EtatEtape;
    use crate::model::etat::Etat;
    use crate::model::mot::Mot;
    use regex::Regex;

    /// Returns the expression of some words, compiled.
    fn expression(words: &[&str], blank: bool) -> Regex {
        Regex::new(&of(words, blank)).unwrap()
    }

    #[test]
    fn what_the_reader_accepts_is_accepted_and_nothing_else() {
        let expression = expression(&Etat::words(), false);
        for text in [
            "en-cours",
            "En cours",
            " EN_COURS\t",
            "en  –  cours",
            "re\u{301}alise\u{301}e",
            "réalisée",
            "RÉALISÉE",
            "à\u{a0}venir",
            "a\u{202f}venir",
            "blo\u{ad}qué\u{200b}e",
            "en\ncours",
            "ābandonnee",
            "ſ",
            "encours",
            "en -",
            "fini",
            "",
            " ",
            "\u{200b}",
            "realiseee",
            "x en-cours",
            "en-cours.",
            "а-venir",
        ] {
            let expected = Etat::parse(text).is_some() || text.contains('а');
            assert_eq!(expression.is_match(text), expected, "{text:?}");
        }
    }

    #[test]
    fn each_character_counts_as_the_reader_counts_it() {
        let expression = expression(&["en pause"], true);
        for character in PLANE.into_iter().flatten() {
            for text in [
                format!("e{character}n-pause"),
                format!("en{character}pause"),
                format!("en-paus{character}"),
                character.to_string(),
            ] {
                let read = fold(&text) == "en pause" || text.trim().is_empty();
                let strange = !LOOKED_AT.iter().any(|range| range.contains(&character));
                assert_eq!(expression.is_match(&text), read || strange, "{text:?}");
            }
        }
    }

    #[test]
    fn a_ligature_is_two_letters() {
        let expression = expression(&["cœur", "ægis"], false);
        for text in ["coeur", "CŒUR", "cœ\u{301}ur", "aegis", "ÆGIS"] {
            assert!(expression.is_match(text), "{text}");
        }
        assert!(!expression.is_match("cur") && !expression.is_match("egis"));
    }

    #[test]
    fn a_blank_text_is_accepted_where_it_stands_for_nothing() {
        let words = EtatEtape::words();
        for text in ["", " \t", "\u{a0}\u{3000}"] {
            assert!(expression(&words, true).is_match(text));
        }
        assert!(!expression(&words, false).is_match(""));
        assert!(!expression(&words, true).is_match("\u{200b}"));
    }
}
