//! What people type or paste, as a plan may keep it: without what commands a screen, which they neither see nor mean.

use super::safe::commands;

/// Returns a text on one line, without blanks at its ends: each end of a line, tab or command is a space.
pub(crate) fn line(typed: &str) -> String {
    let typed = without_keys(typed);
    let words = typed.split(|next: char| next.is_control() || ends_line(next));
    let words = words.map(|part| plain(part).trim().to_owned());
    let words: Vec<String> = words.filter(|part| !part.is_empty()).collect();
    words.join(" ")
}

/// Returns a text of one line or several, without blanks at its ends; a soft end of line of a word processor is one.
pub(crate) fn lines(typed: &str) -> String {
    let typed = without_keys(typed).replace("\r\n", "\n");
    let typed = typed.replace(|next: char| next == '\r' || ends_line(next), "\n");
    plain(&typed).trim().to_owned()
}

/// Returns whether a character is an end of line or page that is not that of a text file.
fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns a text without the characters that give orders.
fn plain(text: &str) -> String {
    text.replace(commands, "")
}

/// Returns a text without what the arrow keys and their like send: an escape, a bracket, numbers, and a letter.
fn without_keys(typed: &str) -> String {
    let mut parts = typed.split("\u{1b}[");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_number = |next: char| next.is_ascii_digit() || next == ';';
        let rest = part.trim_start_matches(is_number);
        let mut rest = rest.chars();
        rest.next();
        kept.push_str(rest.as_str());
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_screen_is_left_out() {
        for (typed, expected) in [
            (" Été\tà \r\nl'école\n", "Été à l'école"),
            ("a\u{1b}[A\u{1b}[1;5Db\u{1b}[2Jc\u{1b}[", "abc"),
            ("a\u{202e}b\u{7f}c\u{b}d\u{2028}e\u{85}", "ab c d e"),
            ("\u{1b}", ""),
        ] {
            assert_eq!(line(typed), expected, "{typed:?}");
        }
        assert_eq!(
            lines(" a\tb\r\n\rc\u{b}d\u{1b}[31m\u{202e}\n\n"),
            "a\tb\n\nc\nd"
        );
    }
}
