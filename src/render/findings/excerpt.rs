//! The line of a file where a finding stands, fit for a screen.

use std::ops::Range;

use crate::text::safe;
use crate::text::source::{At, Sources};

/// How many characters of a long line are kept before what is at fault, and how many after it starts.
const AROUND: (usize, usize) = (200, 400);

/// How many characters at fault are shown: a longer stretch would not fit a line, and its start tells which it is.
const LONGEST: usize = 90;

/// A line of a file, with the stretch of it that is at fault.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line, or what is shown of it, with whatever could command a screen spelled out.
    pub(super) text: String,
    /// The line's number, from 1.
    pub(super) line: usize,
    /// The bytes of the text that are at fault.
    pub(super) span: Range<usize>,
}

impl Excerpt {
    /// Returns the first line of a place; nothing for what concerns a whole file.
    pub(super) fn of(sources: &Sources, at: At) -> Option<Self> {
        let text = sources.text(at.file());
        if at.end() == 0 || text.is_empty() {
            return None;
        }
        let start = floor(text, at.start());
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let line = text[line_start..line_end].trim_end();
        let start = (start - line_start).min(line.len());
        let end = floor(line, (at.end()).saturating_sub(line_start)).max(start);
        let last = |words: &str| {
            words
                .char_indices()
                .nth_back(AROUND.0 - 1)
                .map_or(0, |(at, _)| at)
        };
        let first = |words: &str, count: usize| {
            words
                .char_indices()
                .nth(count)
                .map_or(words.len(), |(at, _)| at)
        };
        let most = start + first(&line[start..], LONGEST);
        let (end, after, mark) = if end > most {
            (most, most, "…")
        } else {
            (end, start + first(&line[start..], AROUND.1), "")
        };
        let shown = last(&line[..start])..after;
        // The whole is made safe at once: what commands may lie across the limits of what is at fault.
        let text = format!("{}{mark}", safe::text(&line[shown.clone()]));
        let safe_before = |offset: usize| safe::text(&line[shown.start..offset]).len();
        Some(Self {
            line: sources.start(at).line,
            span: safe_before(start)..safe_before(end),
            text,
        })
    }
}

/// Returns the offset, or the one of the character in which it falls; that of the end when it is past it.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the excerpt of the words at fault in a text.
    fn excerpt(text: &str, words: &str) -> Option<Excerpt> {
        let mut sources = Sources::default();
        let file = sources.add("f.toml".to_owned());
        sources.keep(file, text.to_owned());
        let start = text.find(words).unwrap();
        Excerpt::of(&sources, At::new(file, start..start + words.len()))
    }

    #[test]
    fn the_line_is_shown_with_what_is_at_fault() {
        let shown = excerpt("a = 1\r\né = \"mal\"\r\nb = 2\r\n", "\"mal\"").unwrap();
        assert_eq!((shown.text.as_str(), shown.line), ("é = \"mal\"", 2));
        assert_eq!(&shown.text[shown.span], "\"mal\"");
    }

    #[test]
    fn of_several_lines_the_first_is_shown() {
        let shown = excerpt("t = \"\"\"un\ndeux\"\"\"\n", "\"\"\"un\ndeux\"\"\"").unwrap();
        assert_eq!(&shown.text[shown.span], "\"\"\"un");
    }

    #[test]
    fn what_commands_a_screen_is_spelled_out_and_still_underlined() {
        let shown = excerpt("a\u{1b} = \u{202e}x", "\u{202e}x").unwrap();
        assert_eq!(shown.text, "a\\u{1b} = \\u{202e}x");
        assert_eq!(&shown.text[shown.span], "\\u{202e}x");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}ici{}", "é".repeat(5000), "à".repeat(5000));
        let shown = excerpt(&text, "ici").unwrap();
        assert_eq!(shown.text.chars().count(), AROUND.0 + AROUND.1);
        assert_eq!(&shown.text[shown.span], "ici");
    }

    #[test]
    fn a_long_stretch_is_cut_where_it_is_known() {
        let words = "é".repeat(LONGEST + 1);
        let shown = excerpt(&format!("a = {words}b"), &words).unwrap();
        assert_eq!(&shown.text[shown.span], "é".repeat(LONGEST));
        assert_eq!(shown.text, format!("a = {}…", "é".repeat(LONGEST)));
    }

    #[test]
    fn a_whole_file_has_no_excerpt() {
        assert_eq!(excerpt("a = 1", ""), None);
    }
}
