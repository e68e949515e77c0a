//! Nothing that a file holds may command a screen, nor the log of a continuous integration: what is not plain text is shown
//! as `\u{1b}`, and so is what such a log obeys, `::error` at the start of a line and `##[error]` anywhere.

use std::borrow::Cow;

/// Returns the text with all that could command a screen spelled out; newlines and tabs stay. A log may still obey it.
pub(crate) fn characters(raw: &str) -> Cow<'_, str> {
    replace(raw, |character| is_unsafe(character) || character == '\r')
}

/// Returns the text with all that could command a screen or a log spelled out; newlines and tabs stay.
pub(crate) fn text(raw: &str) -> Cow<'_, str> {
    let safe = characters(raw);
    if safe
        .as_bytes()
        .windows(2)
        .any(|two| two == b"::" || two == b"##")
    {
        Cow::Owned(for_logs(&safe))
    } else {
        safe
    }
}

/// Spells out a mark of each command of a log: the second colon of `::name`, wherever a line may break before it, and the
/// second hash of `##[` or `##name[`.
fn for_logs(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for (at, character) in text.char_indices() {
        let (before, rest) = (&text[..at], &text[at + character.len_utf8()..]);
        let is_letter = |next: char| next.is_ascii_alphabetic();
        let is_named = || rest.starts_with(is_letter);
        let opens = || rest.trim_start_matches(is_letter).starts_with('[');
        match character {
            ':' if before.ends_with(':') && is_named() => safe.push_str("\\u{3a}"),
            '#' if before.ends_with('#') && opens() => safe.push_str("\\u{23}"),
            other => safe.push(other),
        }
    }
    safe
}

/// Returns the text on one line: as [`text`], and each run of newlines and tabs becomes a space.
pub(crate) fn line(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['\n', '\t', '\r']) {
        return text(raw);
    }
    let words: Vec<&str> = raw
        .split(['\n', '\t', '\r'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    Cow::Owned(text(&words.join(" ")).into_owned())
}

/// Spells out the characters that a test refuses.
fn replace(raw: &str, refused: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte);
    if raw.bytes().all(is_plain) || !raw.contains(&refused) {
        return Cow::Borrowed(raw);
    }
    let mut safe = String::with_capacity(raw.len() + 16);
    for character in raw.chars() {
        if refused(character) {
            safe.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Returns whether a character can command a screen or hide text, or is the mark by which the terminal ties words.
fn is_unsafe(character: char) -> bool {
    commands(character)
        || is_hidden(character)
        || matches!(character, '\u{200c}' | '\u{200d}' | '\u{e000}')
}

/// Returns whether a character gives orders to what shows the text: controls but for the ends of lines and tabs, marks of
/// writing direction, tags.
pub(crate) fn commands(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(
            character,
            '\u{061c}'
                | '\u{200e}' | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{206f}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns whether a text beyond ASCII may hold a character that [`commands`]: looked for by its first bytes, for a whole plan
/// goes through it at each report.
pub(crate) fn may_command(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_suspect = |at: usize| match bytes[at..] {
        [0xC2, second, ..] => second < 0xA0,
        [0xD8, second, ..] => second == 0x9C,
        [0xE2, 0x80, third, ..] => matches!(third, 0x8E..=0x8F | 0xAA..=0xAE),
        [0xE2, second, third, ..] => second == 0x81 && third >= 0xA6,
        [0xEF, second, third, ..] => second == 0xBF && matches!(third, 0xB9..=0xBB),
        [first, ..] => first == 0xF3,
        [] => false,
    };
    memchr::memchr3_iter(0xC2, 0xD8, 0xE2, bytes).any(is_suspect)
        || memchr::memchr2_iter(0xEF, 0xF3, bytes).any(is_suspect)
}

/// Returns whether a character shows nothing, and sets apart words that look the same: spaces without width, separators of
/// lines that no editor shows. The joiners of emoji and of some scripts are none.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
    )
}

/// Returns whether a text may hold a character that [`is_hidden`]: a test of its bytes, as [`may_command`].
pub(crate) fn may_hide(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_suspect = |at: usize| match bytes[at..] {
        [0xE2, 0x80, third, ..] => matches!(third, 0x8B | 0xA8..=0xA9),
        [0xE2, second, third, ..] => second == 0x81 && matches!(third, 0xA0..=0xA5),
        [first, second, ..] => first == 0xEF && second == 0xBB,
        _ => false,
    };
    memchr::memchr2_iter(0xE2, 0xEF, bytes).any(is_suspect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hidden_character_gets_past_the_test_of_its_bytes() {
        for character in ('\u{80}'..=char::MAX).filter(|next| is_hidden(*next)) {
            assert!(may_hide(&format!("é{character}")), "{character:?}");
        }
        assert!(!may_hide(
            "« Téléphones de Grand Danger » – l’œuvre\u{a0}: 1 €…"
        ));
    }

    #[test]
    fn commands_are_spelled_out() {
        assert_eq!(text("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(
            text("\u{202e}x\u{7f}\u{9b}\u{e0041}"),
            "\\u{202e}x\\u{7f}\\u{9b}\\u{e0041}"
        );
    }

    #[test]
    fn no_character_that_commands_gets_past_the_test_of_its_bytes() {
        for character in ('\u{80}'..=char::MAX).filter(|next| commands(*next)) {
            for text in [format!("{character}"), format!("« é’{character}")] {
                assert!(may_command(&text), "{character:?}");
            }
        }
        assert!(!may_command(
            "« Téléphones de Grand Danger » – l’œuvre,\u{a0}1\u{202f}234 €…"
        ));
    }

    #[test]
    fn french_is_left_alone() {
        let french = "« Téléphones de Grand Danger » – l’œuvre,\u{a0}1\u{202f}234 €\n\tfin";
        assert_eq!(text(french), french);
    }

    #[test]
    fn what_a_log_obeys_is_spelled_out() {
        assert_eq!(text("::error::x"), ":\\u{3a}error:\\u{3a}x");
        assert_eq!(text(":::error"), "::\\u{3a}error");
        assert_eq!(text("a ##[group]b ###[c"), "a #\\u{23}[group]b ##\\u{23}[c");
        assert_eq!(text("##vso[task]"), "#\\u{23}vso[task]");
        assert_eq!(text("point info :: ## Titre"), "point info :: ## Titre");
    }

    #[test]
    fn a_line_has_no_line_end() {
        assert_eq!(line(" a\r\n\n\tb "), "a b");
        assert_eq!(line("a\u{1b}\nb"), "a\\u{1b} b");
    }
}
