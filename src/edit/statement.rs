//! A text as a list of statements: titles, and names with their values. Comments and blank lines stand between them.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// A title, or a name with its value.
#[derive(Debug)]
pub(super) struct Statement {
    /// The names that lead to it from the root of the file; a title without name is none.
    pub(super) path: Vec<String>,
    /// What it says.
    pub(super) says: Says,
    /// Where it stands, from its first character to the last of its value.
    pub(super) span: Range<usize>,
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// What follows is under this title; whether it is repeated: `[[suivi]]`.
    Title(bool),
    /// The value that stands here.
    Value(Range<usize>),
}

impl Statement {
    /// Returns whether it is a title.
    pub(super) fn is_title(&self) -> bool {
        matches!(self.says, Says::Title(_))
    }
}

/// Returns the statements of a text that reads as TOML, in its order. A name under a title has the names of the title first.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut reader = Reader {
        source,
        depth: 0,
        title: Vec::new(),
        names: Vec::new(),
        start: 0,
        value: None,
        in_title: false,
        statements: Vec::new(),
    };
    let mut receiver = |event: Event| reader.take(&event);
    // What does not parse was refused before.
    parse_document(&tokens, &mut receiver, &mut ());
    reader.statements
}

/// A text while its statements are read.
struct Reader<'a> {
    /// The text.
    source: Source<'a>,
    /// How many brackets and braces of a value are open.
    depth: usize,
    /// The names of the title above.
    title: Vec<String>,
    /// The names that were read of the present statement.
    names: Vec<String>,
    /// Where the present statement starts.
    start: usize,
    /// Where its value starts, once the equal sign is read and the value begins; `usize::MAX` between the two.
    value: Option<usize>,
    /// Whether the present statement is a title.
    in_title: bool,
    /// The statements so far.
    statements: Vec<Statement>,
}

impl Reader<'_> {
    /// Takes what comes next.
    fn take(&mut self, event: &Event) {
        let span = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.in_title = true;
                self.start = span.start;
            }
            EventKind::StdTableClose => self.title(span.end, false),
            EventKind::ArrayTableClose => self.title(span.end, true),
            EventKind::SimpleKey if self.value.is_none() => {
                if self.names.is_empty() && !self.in_title {
                    self.start = span.start;
                }
                self.names.push(self.decoded(event));
            }
            EventKind::KeyValSep if self.value.is_none() => self.value = Some(usize::MAX),
            EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                self.begin(span.start);
                self.depth += 1;
            }
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                self.depth = self.depth.saturating_sub(1);
                self.end(span.end);
            }
            EventKind::Scalar => {
                self.begin(span.start);
                self.end(span.end);
            }
            _ => {}
        }
    }

    /// Returns the name that a key spells.
    fn decoded(&self, event: &Event) -> String {
        let mut name = String::new();
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut ());
        }
        name
    }

    /// Ends a title.
    fn title(&mut self, end: usize, repeated: bool) {
        self.title = std::mem::take(&mut self.names);
        self.in_title = false;
        self.statements.push(Statement {
            path: self.title.clone(),
            says: Says::Title(repeated),
            span: self.start..end,
        });
    }

    /// Begins a value, unless it is inside another.
    fn begin(&mut self, start: usize) {
        if self.value == Some(usize::MAX) {
            self.value = Some(start);
        }
    }

    /// Ends a value, unless it is inside another.
    fn end(&mut self, end: usize) {
        let Some(value) = self.value.filter(|_| self.depth == 0) else {
            return;
        };
        let mut path = self.title.clone();
        path.append(&mut self.names);
        self.value = None;
        self.statements.push(Statement {
            path,
            says: Says::Value(value..end),
            span: self.start..end,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_the_names_of_its_title() {
        let text = "a = 1 # x\nb.\"c d\" = [ { e = 1 },\n 2 ]\n[t.u] # y\nf = \"\"\"\nx\n\"\"\"\n[[s]]\ng = { h = { i = 1 } }\n";
        let statements = statements(text);
        let shown: Vec<(String, &str)> = statements
            .iter()
            .map(|statement| {
                let value = match &statement.says {
                    Says::Title(true) => "[[]]",
                    Says::Title(false) => "[]",
                    Says::Value(value) => &text[value.clone()],
                };
                (statement.path.join("/"), value)
            })
            .collect();
        let expected = [
            ("a", "1"),
            ("b/c d", "[ { e = 1 },\n 2 ]"),
            ("t/u", "[]"),
            ("t/u/f", "\"\"\"\nx\n\"\"\""),
            ("s", "[[]]"),
            ("s/g", "{ h = { i = 1 } }"),
        ];
        let expected = expected.map(|(path, value)| (path.to_owned(), value));
        assert_eq!(shown, expected);
        assert_eq!(
            &text[statements[1].span.clone()],
            "b.\"c d\" = [ { e = 1 },\n 2 ]"
        );
        assert_eq!(&text[statements[2].span.clone()], "[t.u]");
    }
}
