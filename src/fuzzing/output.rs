//! What no output holds, whatever its format, and how it is had: twice the same bytes.

use std::io::{self, Write};

/// Returns what is written, which is text and the same twice.
pub(super) fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
    String::from_utf8(bytes(write)).expect("an output is text")
}

/// Returns the bytes that are written, the same twice.
pub(super) fn bytes(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> Vec<u8> {
    let once = || {
        let mut out = Vec::new();
        write(&mut out).expect("a list of bytes takes all that is written");
        out
    };
    let first = once();
    assert!(first == once(), "twice the same, two outputs");
    first
}

/// Checks that a text holds nothing that could command a screen or hide a part of itself, and no line that a log obeys.
pub(super) fn assert_safe(text: &str, of: &str) {
    assert_plain(text, of);
    let obeyed = text.lines().find(|line| is_obeyed(line));
    assert_eq!(obeyed, None, "{of}: a line commands a log");
}

/// Checks that a text holds nothing that could command a screen or hide a part of itself.
pub(super) fn assert_plain(text: &str, of: &str) {
    let found = text
        .char_indices()
        .find(|(_, character)| commands(*character));
    if let Some((at, character)) = found {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        panic!("{of}: {character:?} after « {line} »");
    }
}

/// Returns whether a character commands a screen or hides a part of a text.
fn commands(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns whether a line is obeyed by some log: `::name` once trimmed, or `##[` and `##name[` anywhere.
fn is_obeyed(line: &str) -> bool {
    let is_letter = |next: char| next.is_ascii_alphabetic();
    let starts = line.trim().strip_prefix("::");
    let mut inside = line.match_indices("##");
    starts.is_some_and(|rest| rest.starts_with(is_letter))
        || inside.any(|(at, _)| {
            let rest = line[at..].trim_start_matches('#');
            rest.trim_start_matches(is_letter).starts_with('[')
        })
}

/// Returns a text without its colours.
pub(super) fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|next: char| next.is_ascii_digit() || next == ';');
        plain.push_str(
            rest.strip_prefix('m')
                .expect("only colours are sent to a screen"),
        );
    }
    plain
}
