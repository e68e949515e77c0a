//! Stretches of a text and the blanks in it: what the whole scan stands on.

use std::ops::Range;

/// Returns whether a line reads as the start of a statement or as a title: what follows a list that nothing closed.
pub(super) fn starts_anew(text: &str, at: usize) -> bool {
    let line = &text[at..line_around(text, at).end];
    if line.starts_with('[') {
        let name = line.trim_start_matches('[');
        return !name.starts_with(['"', '\'']) && !name.contains([',', '{']);
    }
    let name = line.split('=').next().unwrap_or_default();
    let quoted = name.trim_matches(is_blank);
    let is_quoted = quoted.len() > 1 && quoted.starts_with('"') && quoted.ends_with('"');
    name.len() < line.len()
        && if is_quoted {
            quoted.matches('"').count() == 2
        } else {
            !name.contains(['"', '\'', ',', '{', '}', '[', ']', '#'])
        }
}

/// Returns the stretch of the line that holds an offset, without its end.
pub(super) fn line_around(text: &str, offset: usize) -> Range<usize> {
    let offset = floor(text, offset);
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |newline| offset + newline);
    start..end
}

/// Returns the start of the character that holds an offset.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Returns a stretch without the blanks at its ends.
pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let content = &text[span.clone()];
    let start = span.end - content.trim_start_matches(is_blank).len();
    start..start + content.trim_matches(is_blank).len()
}

/// Returns whether a character shows nothing on a screen: a space of any kind, or one without width.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_hidden(character)
}

/// Returns whether a character is a blank that the format does not take for one.
pub(super) fn is_hidden(character: char) -> bool {
    let plain = matches!(character, ' ' | '\t' | '\r' | '\n');
    let widthless = matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    );
    (character.is_whitespace() && !plain) || widthless
}
