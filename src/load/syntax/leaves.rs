//! Cuts a value into the texts, numbers and dates that its author meant, however its brackets and quotation marks stand.

use std::ops::Range;

use super::quotes::{bare_length, curly_length, text_length};
use super::stretch::{is_blank, line_around, starts_anew, trimmed};

/// A value as its author meant it.
#[derive(Debug, Default)]
pub(super) struct Value {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// What it is made of, in order.
    pub(super) leaves: Vec<Leaf>,
    /// The first bracket, or the marks of a text of several lines, that nothing closes.
    pub(super) unclosed: Option<Range<usize>>,
    /// The first item that no comma separates from the one before.
    pub(super) unseparated: Option<Range<usize>>,
}

/// A text, a number or a date inside a value.
#[derive(Debug)]
pub(super) struct Leaf {
    /// The nearest name before it.
    pub(super) name: Range<usize>,
    /// Where it stands; empty when there is none.
    pub(super) span: Range<usize>,
    /// Where it stands inside the value.
    pub(super) place: Place,
}

/// Where a leaf stands inside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the value.
    Alone,
    /// It is an item of a list.
    Item,
    /// It is the value of a name between braces.
    Field,
    /// It stands between braces, without a name or an equal sign.
    Nameless,
}

/// A bracket that is open.
struct Open {
    /// The bracket.
    mark: u8,
    /// Where it stands.
    at: usize,
    /// The name of what it holds.
    name: Range<usize>,
}

/// Cuts the value that starts at an offset, after the equal sign of a name.
pub(super) fn value(text: &str, at: usize, key: &Range<usize>) -> Value {
    let start = at;
    let mut scanner = Scanner {
        text,
        at,
        line_end: line_around(text, at).end,
        open: Vec::new(),
        separated: true,
        value: Value::default(),
    };
    scanner.run(key);
    let end = scanner.at.max(start);
    let mut value = scanner.value;
    value.span = trimmed(text, start..end);
    value
}

/// A value while it is cut.
struct Scanner<'a> {
    /// The text of the file.
    text: &'a str,
    /// How far it is read.
    at: usize,
    /// Where the line that is read ends.
    line_end: usize,
    /// The brackets that are open.
    open: Vec<Open>,
    /// Whether an opening bracket or a comma stands before what comes next.
    separated: bool,
    /// What was found.
    value: Value,
}

impl Scanner<'_> {
    /// Reads the whole value.
    fn run(&mut self, key: &Range<usize>) {
        loop {
            if self.at > self.line_end {
                self.line_end = line_around(self.text, self.at).end;
            }
            self.skip_blanks();
            let next = self.text[self.at..].bytes().next();
            let goes_on = match (next, self.open.last()) {
                (None | Some(b'\n' | b'#'), None) => {
                    self.leaf(key.clone(), self.at..self.at, Place::Alone);
                    false
                }
                (None | Some(b'\n' | b'#'), Some(_)) => self.next_line(),
                (Some(mark @ (b',' | b';')), Some(_)) => self.step(mark == b','),
                (Some(b']' | b'}'), Some(_)) => self.close(),
                (Some(mark @ (b'[' | b'{')), top) if top.is_none_or(|top| top.mark == b'[') => {
                    let name = top.map_or(key, |top| &top.name).clone();
                    self.open(mark, name)
                }
                (Some(_), None) => {
                    let span = self.leaf_here(None);
                    self.leaf(key.clone(), span, Place::Alone);
                    false
                }
                (Some(_), Some(top)) if top.mark == b'[' => {
                    let name = top.name.clone();
                    let span = self.leaf_here(Some(b'['));
                    self.leaf(name, span, Place::Item);
                    true
                }
                (Some(_), Some(_)) => self.field(),
            };
            if !goes_on {
                return;
            }
        }
    }

    /// Passes over the blanks of the line.
    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest
            .find(|next| next == '\n' || !is_blank(next))
            .unwrap_or(rest.len());
    }

    /// Passes over one ASCII character.
    fn step(&mut self, separated: bool) -> bool {
        self.at += 1;
        self.separated = separated;
        true
    }

    /// Keeps a leaf.
    fn leaf(&mut self, name: Range<usize>, span: Range<usize>, place: Place) {
        self.note_separation(span.clone());
        self.at = span.end;
        self.value.leaves.push(Leaf { name, span, place });
    }

    /// Notes that no comma stands before what starts here.
    fn note_separation(&mut self, span: Range<usize>) {
        if !self.separated && self.value.unseparated.is_none() {
            self.value.unseparated = Some(span);
        }
        self.separated = false;
    }

    /// Opens a bracket.
    fn open(&mut self, mark: u8, name: Range<usize>) -> bool {
        self.note_separation(self.at..self.at + 1);
        self.open.push(Open {
            mark,
            at: self.at,
            name,
        });
        self.step(true)
    }

    /// Closes a bracket, and the braces inside it that nothing closed. Returns whether the value goes on.
    fn close(&mut self) -> bool {
        if self.text[self.at..].starts_with(']') {
            while self.open.last().is_some_and(|top| top.mark == b'{') {
                self.give_up();
            }
        } else if self.open.last().is_some_and(|top| top.mark == b'[') {
            // A brace that nothing opened: the parser has a word for it.
            return self.step(false);
        }
        self.open.pop();
        self.step(false);
        !self.open.is_empty()
    }

    /// Gives up a bracket that nothing closes.
    fn give_up(&mut self) {
        let opening = self.open.pop().map(|open| open.at..open.at + 1);
        self.value.unclosed = self.value.unclosed.take().or(opening);
    }

    /// Goes to the next line that holds something. Returns whether the value goes on there.
    fn next_line(&mut self) -> bool {
        let stop = self.at;
        let expects_more = self.text[..stop]
            .trim_end_matches(is_blank)
            .ends_with(['{', ',']);
        loop {
            self.at = (line_around(self.text, self.at).end + 1).min(self.text.len());
            self.skip_blanks();
            match self.text[self.at..].bytes().next() {
                Some(b'\n' | b'#') => {}
                _ => break,
            }
        }
        let rest = &self.text[self.at..];
        while let Some(top) = self.open.last() {
            let goes_on = if top.mark == b'{' {
                rest.starts_with(['}', ','])
                    || (expects_more && !rest.starts_with(['[', '{', ']']) && !rest.is_empty())
            } else {
                !rest.is_empty() && !starts_anew(self.text, self.at)
            };
            if goes_on {
                return true;
            }
            if rest.starts_with(']') && self.open.len() > 1 {
                self.give_up();
                return true;
            }
            self.give_up();
        }
        self.at = stop;
        false
    }

    /// Reads a name between braces, with its value when it is no bracket.
    fn field(&mut self) -> bool {
        let line = &self.text[self.at..self.line_end];
        let quoted = line.starts_with(['"', '\'']);
        let from = if quoted {
            line[1..].find(&line[..1]).map_or(0, |close| close + 1)
        } else {
            0
        };
        let stop = line[from..]
            .find(['=', ',', '}', '#'])
            .map_or(line.len(), |stop| from + stop);
        let name = trimmed(self.text, self.at..self.at + stop);
        if !line[stop..].starts_with('=') {
            self.leaf(name.clone(), name, Place::Nameless);
            return true;
        }
        self.note_separation(name.clone());
        self.at += stop + 1;
        self.separated = true;
        self.skip_blanks();
        let next = self.text[self.at..].bytes().next();
        if let Some(mark @ (b'[' | b'{')) = next {
            return self.open(mark, name);
        }
        let span = match next {
            None | Some(b'\n' | b'#' | b',' | b'}' | b']') => self.at..self.at,
            Some(_) => self.leaf_here(Some(b'{')),
        };
        self.leaf(name, span, Place::Field);
        true
    }

    /// Returns the stretch of the leaf that starts here, inside a bracket or alone.
    fn leaf_here(&mut self, inside: Option<u8>) -> Range<usize> {
        let line = &self.text[self.at..self.line_end];
        for marks in ["\"\"\"", "'''"] {
            if line.starts_with(marks) {
                return self.long_text(marks);
            }
        }
        let length = match line.chars().next() {
            Some(mark @ ('"' | '\'')) => text_length(line, mark, inside),
            Some('“' | '„') => curly_length(line, '”'),
            Some('«') => curly_length(line, '»'),
            _ => None,
        };
        let goes_on = length.is_none() && inside.is_none() && line.starts_with('"');
        let below = goes_on.then(|| self.end_below()).flatten();
        let end =
            below.unwrap_or_else(|| self.at + length.unwrap_or_else(|| bare_length(line, inside)));
        trimmed(self.text, self.at..end)
    }

    /// Returns the end of a text that is open here and that a later line closes, before any title or statement.
    fn end_below(&self) -> Option<usize> {
        let mut line = line_around(self.text, self.at);
        while line.end < self.text.len() {
            line = line_around(self.text, line.end + 1);
            let content = trimmed(self.text, line.clone());
            if starts_anew(self.text, content.start) {
                return None;
            }
            if self.text[content.clone()].contains('"') {
                return self.text[content.clone()]
                    .ends_with('"')
                    .then_some(content.end);
            }
        }
        None
    }

    /// Returns the stretch of a text of several lines; up to the end of the file when nothing closes it.
    fn long_text(&mut self, marks: &str) -> Range<usize> {
        let (start, mut at) = (self.at, self.at + marks.len());
        while let Some(found) = self.text[at..].find(marks) {
            let close = at + found;
            let slashes = self.text[at..close]
                .bytes()
                .rev()
                .take_while(|&byte| byte == b'\\')
                .count();
            if marks.starts_with('"') && slashes % 2 == 1 {
                at = close + 1;
                continue;
            }
            let end = close + marks.len();
            let more = self.text[end..]
                .bytes()
                .take(2)
                .take_while(|&byte| byte == marks.as_bytes()[0])
                .count();
            return start..end + more;
        }
        self.value.unclosed = self
            .value
            .unclosed
            .take()
            .or(Some(start..start + marks.len()));
        self.open.clear();
        start..self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the leaves of a value.
    fn leaves(text: &str) -> Vec<&str> {
        value(text, 0, &(0..0))
            .leaves
            .iter()
            .map(|leaf| &text[leaf.span.clone()])
            .collect()
    }

    #[test]
    fn each_item_and_each_field_is_a_leaf() {
        assert_eq!(
            leaves("[2017-12, \"a, b\", “c, d”, 'e' ]"),
            ["2017-12", "\"a, b\"", "“c, d”", "'e'"]
        );
        assert_eq!(
            leaves(
                "[\n { annee = 2018, prevu = 4500,50, realise = 3 }, # note\n { objet = un, deux }\n]\n"
            ),
            ["2018", "4500,50", "3", "un, deux"]
        );
        assert_eq!(leaves("realisee  # depuis juin"), ["realisee"]);
        assert_eq!(leaves(" \n"), [""]);
    }

    #[test]
    fn inner_quotation_marks_do_not_end_a_text() {
        for text in [
            "\"Le \"Printemps\" des jeunes\"",
            "\"\"Printemps\" des jeunes\"",
            "\"Le \"Printemps\"\"",
            "\"Tube 12\" de long\"",
            "\"A\" \"B\"",
        ] {
            assert_eq!(leaves(&format!("{text} # note")), [text]);
            assert_eq!(leaves(&format!("[{text}, \"b\"]")), [text, "\"b\""]);
        }
        assert_eq!(
            leaves("[\"Les \"grands\", et…\", \"b\"]"),
            ["\"Les \"grands\", et…\"", "\"b\""]
        );
        assert_eq!(leaves("[\"a\", b, \"c\"]"), ["\"a\"", "b", "\"c\""]);
    }

    #[test]
    fn what_is_not_closed_is_known_by_its_opening() {
        let unclosed = |text: &str| value(text, 0, &(0..0)).unclosed;
        assert_eq!(unclosed("[\n  \"a\",\n]"), None);
        assert_eq!(unclosed("{\n  a = 1,\n}"), None);
        assert_eq!(unclosed("[\"a\"\nb = 1"), Some(0..1));
        assert_eq!(unclosed("[\n { a = 1\n { a = 2 },\n]"), Some(3..4));
        assert_eq!(unclosed("[\n { a = 1 },\n { a = 2\n]"), Some(15..16));
        assert_eq!(unclosed("\"\"\"\nx"), Some(0..3));
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = "[".repeat(200_000);
        assert_eq!(value(&text, 0, &(0..0)).unclosed, Some(199_999..200_000));
    }
}
