//! Where a sign is a mark: beside words, where no reader would take it for a part of a word, of a number or of a note.

use crate::text::contact::{is_unseen, plain};

/// How many signs of marks may stand side by side.
const SIGNS: usize = 4;

/// Returns the first character that is no sign of a mark; a blank at the end of a line, a sign when there are too many.
fn neighbour(characters: impl Iterator<Item = char>) -> char {
    let mut near = characters.chain([' ']).take(SIGNS);
    near.find(|next| !"*_".contains(*next)).unwrap_or('*')
}

/// Returns whether a sign opens a mark: it stands before a word, and after none.
pub(super) fn opens(before: &str, inside: &str, sign: &str) -> bool {
    let (outer, inner) = (neighbour(before.chars().rev()), neighbour(inside.chars()));
    let is_free = outer.is_whitespace() || "([{«\"'’‘“–—".contains(outer);
    let holds = !inner.is_whitespace() && !")]}»”.,;:!?…*".contains(inner);
    // « 3 *4 m* 5 »: beside a figure, an asterisk multiplies or calls a note.
    let is_product = sign == "*" && inner.is_numeric();
    is_free && holds && outer != inner && !is_product
}

/// Returns whether a sign closes a mark: it stands after a word, and before none.
pub(super) fn closes(inside: &str, after: &str, sign: &str) -> bool {
    let (inner, outer) = (neighbour(inside.chars().rev()), neighbour(after.chars()));
    let is_free = outer.is_whitespace() || ")]}»\"'’”–—,.;:!?…".contains(outer);
    let holds = !inner.is_whitespace() && !"([{«“‘*".contains(inner);
    let is_product =
        sign == "*" && inner.is_numeric() && after.trim_start().starts_with(char::is_numeric);
    // « **12**,5 » is one number, « **l**'eau » one word.
    let mut next = after.chars();
    let is_inside = next.next().is_some_and(|next| ".,:'’".contains(next))
        && next.next().is_some_and(char::is_alphanumeric);
    is_free && holds && outer != inner && !is_product && !is_inside
}

/// Returns whether the words of a link that look like an address are those of its own, but for the scheme, the case and a last
/// slash: « [https://banque.fr](https://pirate.fr) » would lead elsewhere than it says.
pub(super) fn is_honest(words: &str, address: &str) -> bool {
    let is_seen = |next: &char| !"*_".contains(*next) && !is_unseen(*next);
    let seen: String = words.chars().filter(is_seen).map(plain).collect();
    let said = seen.trim().to_lowercase();
    let begins = |word: &str| {
        word.trim_start_matches(|next: char| !next.is_alphanumeric())
            .starts_with("www.")
    };
    if !said.contains("://") && !said.split_whitespace().any(begins) {
        return true;
    }
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_end_matches('/').to_owned()
    };
    let address: String = address.chars().filter(is_seen).collect();
    bare(&said) == bare(&address.to_lowercase())
}

/// Returns whether a link may lead to an address: http or https, and no sign that a format or a log could take for its own.
pub(super) fn is_address(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let is_plain =
            |next: char| next.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(next);
        rest.starts_with(char::is_alphanumeric)
            && rest.chars().all(is_plain)
            && !rest.contains("::")
            && !rest.contains("##")
    })
}
