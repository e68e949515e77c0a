//! E-mail addresses.

use super::signs::Sign;

/// How many blanks may stand beside an at sign.
const BLANKS: usize = 3;

/// Returns the e-mail addresses of a text, as ranges of its signs.
pub(super) fn courriels(signs: &[Sign]) -> impl Iterator<Item = (usize, usize)> {
    let ats = signs.iter().enumerate();
    let ats = ats.filter(|(_, sign)| sign.character == '@');
    ats.filter_map(|(at, _)| {
        let (before, after) = (&signs[..at], &signs[at + 1..]);
        let blanks = blanks(after.iter());
        // « @compte » after a blank names someone on a network: an address has its blanks on both sides, or after.
        let back = if blanks > 0 {
            self::blanks(before.iter().rev())
        } else {
            0
        };
        let before = &before[..at - back];
        let local = before.iter().rev().take_while(|sign| is_local(**sign));
        let start = before.len() - local.count();
        let start = start
            + before[start..]
                .iter()
                .take_while(|sign| !sign.is_word())
                .count();
        let domain = domain(&after[blanks..]);
        (start < before.len() && domain > 0).then_some((start, at + 1 + blanks + domain))
    })
}

/// Returns how many blanks come first, or none when there are too many.
fn blanks<'a>(signs: impl Iterator<Item = &'a Sign>) -> usize {
    let blanks = signs.take(BLANKS + 1).take_while(|sign| sign.is_blank());
    let count = blanks.count();
    if count > BLANKS { 0 } else { count }
}

/// Returns whether a sign may stand before the at sign.
fn is_local(sign: Sign) -> bool {
    sign.is_word() || "._%+-".contains(sign.character)
}

/// Returns the length of the domain that starts a text: labels between full stops, the last of letters alone.
fn domain(signs: &[Sign]) -> usize {
    let domain = signs.iter().map(|sign| sign.character);
    let domain = domain.take_while(|next| next.is_alphanumeric() || matches!(next, '-' | '.'));
    let domain: String = domain.collect();
    let domain = domain.trim_end_matches(['.', '-']);
    let is_top = |top: &str| top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    match domain.rsplit_once('.') {
        Some((rest, top)) if is_top(top) && rest.split('.').all(|label| !label.is_empty()) => {
            domain.chars().count()
        }
        _ => 0,
    }
}
