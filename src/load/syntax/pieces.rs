//! Cuts a file into what its author meant: titles, statements, other lines. Works where the parser gives up.

use std::ops::Range;

use super::leaves::{Value, value};
use super::stretch::{is_blank, line_around, trimmed};

/// Something that a file holds: whole lines, without the last line's end.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where it stands, from the start of its first line.
    pub(super) span: Range<usize>,
    /// The rank of the title under which it stands.
    pub(super) title: Option<usize>,
    /// What it is.
    pub(super) content: Content,
}

impl Piece {
    /// Returns whether it opens a bracket or a text that nothing closes.
    pub(super) fn is_open(&self) -> bool {
        matches!(&self.content, Content::Statement(statement) if statement.value.unclosed.is_some())
    }
}

/// What a piece of a file is.
#[derive(Debug)]
pub(super) enum Content {
    /// A title between brackets.
    Title,
    /// A name, an equal sign and a value.
    Statement(Statement),
    /// Anything else that is neither blank nor a comment.
    Other,
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Statement {
    /// The name.
    pub(super) key: Range<usize>,
    /// The value.
    pub(super) value: Value,
    /// What follows the value on its last line, without a comment.
    pub(super) rest: Range<usize>,
}

/// Cuts a file into its pieces, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut at, mut title) = (0, None);
    while at < text.len() {
        let line = line_around(text, at);
        let mut span = line.clone();
        let content = &text[line.clone()];
        let plain = content.trim_matches([' ', '\t', '\r']);
        if !plain.is_empty() && !plain.starts_with('#') {
            let content = if content.trim_start_matches(is_blank).starts_with('[') {
                Content::Title
            } else if let Some((key, equal)) = key_of(text, &line) {
                let value = value(text, equal + 1, &key);
                let last = line_around(text, value.span.end);
                let rest = trimmed(text, without_comment(text, value.span.end..last.end));
                span = line.start..last.end;
                Content::Statement(Statement { key, value, rest })
            } else {
                Content::Other
            };
            let is_title = matches!(content, Content::Title);
            pieces.push(Piece {
                span: span.clone(),
                title,
                content,
            });
            title = if is_title {
                Some(pieces.len() - 1)
            } else {
                title
            };
        }
        at = span.end + 1;
    }
    pieces
}

/// Returns the name at the start of a line, and the place of the equal sign after it.
fn key_of(text: &str, line: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let start = trimmed(text, line.clone()).start;
    let mut closing = None;
    let mut segment = true;
    for (index, character) in text[start..line.end].char_indices() {
        match (closing, character) {
            (Some(close), _) if close == character => closing = None,
            (Some(_), _) => {}
            (None, '=') => return Some((trimmed(text, start..start + index), start + index)),
            (None, '"' | '\'') if segment => closing = Some(character),
            (None, '"' | '#') => return None,
            // « source : http://… »: the colon stands for the equal sign.
            (None, ':') if text[start + index + 1..line.end].starts_with(' ') => return None,
            _ => {}
        }
        segment = character == '.' || (segment && is_blank(character));
    }
    None
}

/// Returns the stretch of a line up to the comment that ends it.
fn without_comment(text: &str, span: Range<usize>) -> Range<usize> {
    let length = text[span.clone()].find('#').unwrap_or(span.len());
    span.start..span.start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the pieces of a text, each as its own text.
    fn cut(text: &str) -> Vec<&str> {
        pieces(text)
            .iter()
            .map(|piece| &text[piece.span.clone()])
            .collect()
    }

    #[test]
    fn a_piece_ends_with_its_value() {
        let text =
            "# note\na = 1\n\nb = [\n  1,\n  2,\n]\n[c]\nd = \"\"\"\nx = [\n\"\"\" # fin\nprose\n";
        assert_eq!(
            cut(text),
            [
                "a = 1",
                "b = [\n  1,\n  2,\n]",
                "[c]",
                "d = \"\"\"\nx = [\n\"\"\" # fin",
                "prose"
            ]
        );
    }

    #[test]
    fn a_list_that_nothing_closes_ends_where_the_next_statement_starts() {
        assert_eq!(
            cut("a = [\n  \"b\",\n\nc = 1\n"),
            ["a = [\n  \"b\",", "c = 1"]
        );
        assert_eq!(cut("a = [3\n\n# note\n[[b]]\n"), ["a = [3", "[[b]]"]);
    }

    #[test]
    fn an_equal_sign_between_quotation_marks_is_none() {
        assert!(matches!(
            pieces("titre \"a = b\"")[0].content,
            Content::Other
        ));
        assert!(matches!(
            pieces("\"a = b\" = 1")[0].content,
            Content::Statement(_)
        ));
    }
}
