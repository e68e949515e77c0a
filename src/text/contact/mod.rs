//! Telephone numbers and e-mail addresses, as people write them in France.

mod courriel;
mod groups;
mod number;
mod signs;
mod telephone;

use std::ops::Range;

use courriel::courriels;
use signs::signs;
pub(crate) use signs::{is_unseen, plain};
use telephone::telephones;

/// How many figures a telephone number has, at the least.
const FIGURES: usize = 10;

/// What a stretch of a text lets one reach someone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    /// A telephone number of ten digits, or its international form.
    Telephone,
    /// An e-mail address.
    Courriel,
}

/// Returns the telephone numbers and e-mail addresses of a text, each with its bytes, in order. Short numbers (17, 3919) and
/// free ones (0800 to 0805) belong to public services, and are none.
pub(crate) fn contacts(text: &str) -> Vec<(Contact, Range<usize>)> {
    let mut found = Vec::new();
    if !may_reach(text) {
        return found;
    }
    let characters = text.chars().map(plain);
    let digits = characters.clone().filter(char::is_ascii_digit);
    let has_telephone = digits.take(FIGURES).count() == FIGURES;
    let has_courriel = characters.into_iter().any(|next| next == '@');
    if !has_telephone && !has_courriel {
        return found;
    }
    let signs = signs(text);
    let bytes = |(start, end): (usize, usize)| signs[start].start..signs[end - 1].end;
    if has_telephone {
        let numbers = telephones(&signs).into_iter().map(bytes);
        found.extend(numbers.map(|span| (Contact::Telephone, span)));
    }
    if has_courriel {
        let addresses = courriels(&signs).map(bytes);
        found.extend(addresses.map(|span| (Contact::Courriel, span)));
        found.sort_by_key(|(_, span)| span.start);
    }
    found
}

/// Returns whether a text may hold a number or an address: a test of its bytes, without branches so that many are tried at
/// once, for a plan's every text goes through it. What is no plain sign may stand for one in three or four bytes.
fn may_reach(text: &str) -> bool {
    let (mut all_figures, mut may) = (0, false);
    // Runs that a byte can count: the shorter the counters, the more of them at once.
    for run in text.as_bytes().chunks(usize::from(u8::MAX)) {
        let (mut figures, mut others) = (0_u8, 0_u8);
        for byte in run {
            figures += u8::from(byte.is_ascii_digit());
            others |= u8::from(*byte == b'@') | u8::from(*byte >= 0xEF);
        }
        all_figures += usize::from(figures);
        may |= others > 0;
    }
    may || all_figures >= FIGURES
}

#[cfg(test)]
mod tests;
