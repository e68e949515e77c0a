//! Telephone numbers.

use super::groups::{Gap, Group, groups};
use super::number::{Begin, Number, Reader};
use super::signs::Sign;

/// How many pairs two numbers have: more of them side by side are a list.
const TWO_NUMBERS: usize = 10;

/// The words that may be written against a number.
const WORDS: [&str; 11] = [
    "tel",
    "tél",
    "telephone",
    "téléphone",
    "fax",
    "port",
    "portable",
    "mob",
    "mobile",
    "nº",
    "sms",
];

/// Returns the telephone numbers of a text, as ranges of its signs.
pub(super) fn telephones(signs: &[Sign]) -> Vec<(usize, usize)> {
    let groups = groups(signs);
    let reader = Reader {
        signs,
        groups: &groups,
    };
    let mut found = Vec::new();
    // The group after the last number.
    let mut done = 0;
    let mut at = 0;
    while at < groups.len() {
        let begin = reader.begin(at);
        let number = begin.and_then(|begin| Some((begin, reader.number(begin)?)));
        let number = number.filter(|(begin, number)| reader.stands(*begin, *number, done));
        at += 1;
        if let Some((begin, number)) = number {
            at = number.end;
            done = at;
            if !number.is_free {
                found.push((begin.start, groups[at - 1].end));
            }
        }
    }
    found
}

impl Reader<'_> {
    /// Returns whether a number stands as such, and not in a word, in a longer number or in a list.
    fn stands(&self, begin: Begin, number: Number, done: usize) -> bool {
        let first = &self.groups[begin.group];
        let follows = done > 0 && self.groups[done - 1].end < begin.start;
        let is_next = follows && done == begin.group;
        let before = self.signs[..begin.start].last();
        let touches = done > 0 && self.groups[done - 1].end == begin.start;
        let is_apart =
            touches || !before.is_some_and(Sign::is_word) || self.is_after_word(begin.start);
        let starts = begin.is_abroad
            || is_next
            || match first.gap {
                Gap::Tight(_) => false,
                gap => Some(gap) != number.gap || gap == Gap::Blank,
            };
        is_apart
            && starts
            && self.ends(number)
            && (begin.is_abroad || !self.is_in_list(begin.group, number))
    }

    /// Returns whether a number that stands against a letter stands after a word such as « tél ».
    fn is_after_word(&self, start: usize) -> bool {
        let letters = self.signs[..start].iter().rev().take(12);
        let letters = letters.take_while(|sign| sign.is_word());
        let mut word: Vec<char> = letters.map(|sign| sign.character).collect();
        word.reverse();
        let word: String = word.into_iter().flat_map(char::to_lowercase).collect();
        WORDS.contains(&word.as_str())
    }

    /// Returns whether nothing after a number makes it a part of a longer one, or of a list.
    fn ends(&self, number: Number) -> bool {
        let Some(next) = self.groups.get(number.end) else {
            return true;
        };
        let following = || {
            let begin = self.begin(number.end)?;
            self.number(begin)
        };
        match next.gap {
            Gap::Tight(_) if next.len() == 1 => true,
            gap if Some(gap) == number.gap && gap != Gap::Blank => {
                following().is_some_and(|other| {
                    let after = self.groups.get(other.end);
                    after.is_none_or(|after| after.gap != gap)
                })
            }
            Gap::Tight('/') => true,
            Gap::Tight('-') if next.len() <= 2 => true,
            Gap::Tight(_) => following().is_some(),
            _ => true,
        }
    }

    /// Returns whether the pairs of a number belong to a list of codes.
    fn is_in_list(&self, first: usize, number: Number) -> bool {
        let pairs = &self.groups[first..number.end];
        if number.is_folded {
            let inside = first + 1..number.end;
            let is_other = |start: usize| {
                let whole = self.begin(start).and_then(|begin| self.number(begin));
                whole.is_some_and(|whole| !whole.is_folded)
            };
            let around = pairs[0].run.1 + pairs[pairs.len() - 1].run.1;
            return around > pairs.len() + 1
                || self.climb(pairs)
                || inside.into_iter().any(is_other);
        }
        let (start, length) = pairs[pairs.len() - 1].run;
        match number.gap {
            Some(Gap::Blank) if length > TWO_NUMBERS => true,
            Some(Gap::Blank) => {
                let run = &self.groups[start..start + length];
                length > 5 && (self.climb(run) || self.are_hours(run))
            }
            Some(Gap::Loose(_) | Gap::Tight(',' | '·')) => self.climb(pairs),
            _ => false,
        }
    }

    /// Returns whether pairs are hours and their minutes: « 09 00 12 30 14 00 ».
    fn are_hours(&self, pairs: &[Group]) -> bool {
        pairs.chunks(2).all(|two| {
            let minutes = ["00", "15", "30", "45"];
            let hour = &self.signs[two[0].start];
            let is_minute =
                |group: &Group| minutes.contains(&self.figures(group.start, group.end).as_str());
            matches!(hour.character, '0'..='2') && two.get(1).is_some_and(is_minute)
        })
    }

    /// Returns whether groups are pairs that climb by small steps, as codes do: « 01 02 03 05 ».
    fn climb(&self, groups: &[Group]) -> bool {
        let value = |group: &Group| {
            let figures = self.figures(group.start, group.end);
            figures.parse::<u32>().unwrap_or(u32::MAX)
        };
        groups.iter().all(|group| group.len() == 2)
            && groups.windows(2).all(|two| {
                let (low, high) = (value(&two[0]), value(&two[1]));
                low < high && high - low < 10
            })
    }
}
