//! Controlled words: read whatever their case, accents, spaces or hyphens, written in one canonical form.

use crate::text::fold::fold;

/// A word of a closed list.
pub(crate) trait Mot: Copy + PartialEq + 'static {
    /// Every word of the list, in the order in which people think of them.
    const ALL: &'static [Self];

    /// Returns the canonical form, ASCII and kebab-case: `en-cours`.
    fn word(self) -> &'static str;

    /// Returns the word as people read it: « à venir ».
    fn label(self) -> &'static str;

    /// Reads a word; nothing when the list does not have it.
    fn parse(text: &str) -> Option<Self> {
        if let Some(mot) = Self::ALL.iter().copied().find(|mot| mot.word() == text) {
            return Some(mot);
        }
        let folded = fold(text);
        Self::ALL
            .iter()
            .copied()
            .find(|mot| fold(mot.word()) == folded || fold(mot.label()) == folded)
    }

    /// Returns the canonical forms of the whole list.
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|mot| mot.word()).collect()
    }
}

/// How many times each word of a list occurs, and how many times there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Each word with its label and its count, in the list's order.
    pub(crate) words: Vec<(&'static str, &'static str, usize)>,
    /// How many have no word.
    pub(crate) absent: usize,
}

impl Tally {
    /// Counts words; every word of the list is there, with 0 when it does not occur.
    pub(crate) fn of<M: Mot>(words: impl IntoIterator<Item = Option<M>>) -> Self {
        let mut tally = Self {
            words: M::ALL
                .iter()
                .map(|mot| (mot.word(), mot.label(), 0))
                .collect(),
            absent: 0,
        };
        for word in words {
            match word.and_then(|word| M::ALL.iter().position(|mot| *mot == word)) {
                Some(index) => tally.words[index].2 += 1,
                None => tally.absent += 1,
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::etat::Etat;

    #[test]
    fn a_word_is_read_however_it_is_spelled() {
        for text in ["en-cours", "En cours", "EN_COURS", " en  cours "] {
            assert_eq!(Etat::parse(text), Some(Etat::EnCours), "{text:?}");
        }
        assert_eq!(Etat::parse("réalisée"), Some(Etat::Realisee));
        assert_eq!(Etat::parse("fini"), None);
        assert_eq!(Etat::parse(""), None);
    }

    #[test]
    fn every_word_is_read_back_from_its_canonical_form_and_its_label() {
        for &etat in Etat::ALL {
            assert_eq!(Etat::parse(etat.word()), Some(etat));
            assert_eq!(Etat::parse(etat.label()), Some(etat));
        }
    }

    #[test]
    fn a_tally_counts_what_is_missing_too() {
        let tally = Tally::of([Some(Etat::EnCours), None, Some(Etat::EnCours)]);
        assert_eq!(tally.absent, 1);
        assert_eq!(
            tally.words.iter().map(|(_, _, count)| count).sum::<usize>(),
            2
        );
    }
}
