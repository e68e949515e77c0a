//! Reads the table of a text from the events of the parser, without its own table in between: a third sooner. Whatever is
//! wrong, or unusual, or better judged by the parser, is left to it.

use std::borrow::Cow;

use toml_datetime::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as Place};

use super::{FEW, Made, Name, Node, Number, Span, Spot, Table};

/// How many lists or tables may stand one in another.
const DEEP: usize = 16;

/// Reads the table of a text; nothing when it is not TOML 1.0, or has anything unusual.
pub(super) fn table(text: &str) -> Option<Table<'_>> {
    let has_backslash = memchr::memchr(b'\\', text.as_bytes()).is_some();
    if has_backslash && (text.contains("\\e") || text.contains("\\x")) {
        return None;
    }
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder {
        text,
        root: Table::default(),
        title: None,
        current: Table::default(),
        key: Key::default(),
        opened: Place::default(),
        levels: Vec::new(),
        is_after_comma: false,
        is_unusual: false,
    };
    let mut error: Option<ParseError> = None;
    let mut receiver = ValidateWhitespace::new(&mut builder, source);
    parse_document(&tokens, &mut receiver, &mut error);
    builder.finish_table();
    (error.is_none() && !builder.is_unusual && builder.levels.is_empty()).then_some(builder.root)
}

/// The names of a key, between full stops.
#[derive(Default)]
struct Key<'a> {
    /// Those before the last.
    path: Vec<Name<'a>>,
    /// The last one.
    last: Option<Name<'a>>,
}

/// The title of a table.
struct Title<'a> {
    /// Its names.
    key: Key<'a>,
    /// Where it stands, brackets included.
    span: Span,
    /// Whether its brackets are double.
    is_repeated: bool,
}

/// A list or a table between braces that is not closed yet.
struct Level<'a> {
    /// The key whose value it is.
    key: Key<'a>,
    /// Where it opens.
    start: usize,
    /// What it holds so far.
    node: Node<'a>,
}

/// The table of a text, as it is read.
struct Builder<'a> {
    /// The text.
    text: &'a str,
    /// The tables that are complete.
    root: Table<'a>,
    /// The title of the current one; nothing before the first title.
    title: Option<Title<'a>>,
    /// The current one.
    current: Table<'a>,
    /// The names of the key that is read.
    key: Key<'a>,
    /// Where the title that is read opens.
    opened: Place,
    /// What is open in the current one.
    levels: Vec<Level<'a>>,
    /// Whether a comma came last, but for blanks.
    is_after_comma: bool,
    /// Whether something is for the parser to judge.
    is_unusual: bool,
}

/// Returns the table that a name leads to, which is made where there is none; nothing when what is there is not one that was
/// made so.
fn inner<'t, 'a>(
    table: &'t mut Table<'a>,
    name: Name<'a>,
    made: Made,
) -> Option<&'t mut Table<'a>> {
    let rank = match table.rank(name.get_ref()) {
        Some(rank) => rank,
        None => {
            let span = name.span;
            let node = Node::Table(Table {
                made,
                ..Table::default()
            });
            table.entries.push((name, Spot { node, span }));
            table.entries.len() - 1
        }
    };
    let (_, spot) = table.entries.get_mut(rank)?;
    let found = match &mut spot.node {
        Node::Table(found) => found,
        // A title goes on in the last of the tables that repeat.
        Node::Array(items) => match items.last_mut().map(|item| &mut item.node) {
            Some(Node::Table(found)) => found,
            _ => return None,
        },
        _ => return None,
    };
    (found.made == made).then_some(found)
}

/// Adds a value to a table; returns nothing where its key is for the parser to judge.
fn put<'a>(mut table: &mut Table<'a>, key: Key<'a>, value: Spot<'a>) -> Option<()> {
    for name in key.path {
        table = inner(table, name, Made::Dotted)?;
    }
    let name = key.last?;
    if table.rank(name.get_ref()).is_some() || table.entries.len() == FEW {
        return None;
    }
    table.entries.push((name, value));
    Some(())
}

impl<'a> Builder<'a> {
    /// Returns the stretch of an event, as it can be decoded.
    fn raw(&self, place: Place, encoding: Option<Encoding>) -> Raw<'a> {
        let text = self.text.get(place.start()..place.end());
        Raw::new_unchecked(text.unwrap_or_default(), encoding, place)
    }

    /// Leaves to the parser what is not done.
    fn note(&mut self, done: Option<()>) {
        self.is_unusual |= done.is_none();
    }

    /// Takes a value that is complete.
    fn take(&mut self, value: Spot<'a>) {
        self.is_after_comma = false;
        let done = match self.levels.last_mut().map(|level| &mut level.node) {
            Some(Node::Array(items)) => {
                items.push(value);
                Some(())
            }
            Some(Node::Table(table)) => put(table, std::mem::take(&mut self.key), value),
            Some(_) => None,
            None => put(&mut self.current, std::mem::take(&mut self.key), value),
        };
        self.note(done);
    }

    /// Opens a list, or a table between braces; returns whether to look into it.
    fn open(&mut self, place: Place, node: Node<'a>) -> bool {
        self.is_after_comma = false;
        if self.levels.len() == DEEP {
            self.is_unusual = true;
            return false;
        }
        self.levels.push(Level {
            key: std::mem::take(&mut self.key),
            start: place.start(),
            node,
        });
        true
    }

    /// Closes what was opened last.
    fn close(&mut self, place: Place) {
        let Some(level) = self.levels.pop() else {
            self.is_unusual = true;
            return;
        };
        self.key = level.key;
        self.take(Spot {
            node: level.node,
            span: Span::new(level.start..place.end()),
        });
    }

    /// Begins a table at its title.
    fn begin_table(&mut self, close: Place, is_repeated: bool) {
        self.title = Some(Title {
            key: std::mem::take(&mut self.key),
            span: Span::new(self.opened.start()..close.end()),
            is_repeated,
        });
    }

    /// Puts the current table at its place.
    fn finish_table(&mut self) {
        let table = std::mem::take(&mut self.current);
        match self.title.take() {
            None => self.root = table,
            Some(title) => {
                let done = place(&mut self.root, title, table);
                self.note(done);
            }
        }
    }
}

/// Puts a table where its title says; returns nothing where that is for the parser to judge.
fn place<'a>(mut parent: &mut Table<'a>, title: Title<'a>, table: Table<'a>) -> Option<()> {
    let span = title.span;
    for name in title.key.path {
        parent = inner(parent, name, Made::Titled)?;
    }
    let name = title.key.last?;
    let value = Spot {
        node: Node::Table(table),
        span,
    };
    match (parent.rank(name.get_ref()), title.is_repeated) {
        (None, _) if parent.entries.len() == FEW => return None,
        (None, false) => parent.entries.push((name, value)),
        (None, true) => {
            let node = Node::Array(vec![value]);
            parent.entries.push((name, Spot { node, span }));
        }
        (Some(rank), true) => {
            let (_, spot) = parent.entries.get_mut(rank)?;
            match &mut spot.node {
                Node::Array(items) if items.last().is_some_and(is_titled) => items.push(value),
                _ => return None,
            }
        }
        // A title may name a table that one of its own tables named before it.
        (Some(_), false) => return None,
    }
    Some(())
}

/// Returns whether a value is a table that a title made.
fn is_titled(value: &Spot<'_>) -> bool {
    matches!(&value.node, Node::Table(table) if table.made == Made::Titled)
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.finish_table();
        self.opened = place;
    }

    fn std_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.begin_table(place, false);
    }

    fn array_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.finish_table();
        self.opened = place;
    }

    fn array_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.begin_table(place, true);
    }

    fn inline_table_open(&mut self, place: Place, _: &mut dyn ErrorSink) -> bool {
        let table = Table {
            made: Made::Braced,
            ..Table::default()
        };
        self.open(place, Node::Table(table))
    }

    fn inline_table_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        // TOML 1.0 has no comma there.
        self.is_unusual |= self.is_after_comma;
        self.close(place);
    }

    fn array_open(&mut self, place: Place, _: &mut dyn ErrorSink) -> bool {
        self.open(place, Node::Array(Vec::new()))
    }

    fn array_close(&mut self, place: Place, _: &mut dyn ErrorSink) {
        self.close(place);
    }

    fn value_sep(&mut self, _: Place, _: &mut dyn ErrorSink) {
        self.is_after_comma = true;
    }

    fn newline(&mut self, _: Place, _: &mut dyn ErrorSink) {
        let level = self.levels.last().map(|level| &level.node);
        // Nor the end of a line between braces.
        self.is_unusual |= matches!(level, Some(Node::Table(_)));
    }

    fn simple_key(&mut self, place: Place, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        self.raw(place, encoding).decode_key(&mut text, error);
        let name = Name {
            text,
            span: Span::new(place.start()..place.end()),
        };
        if let Some(before) = self.key.last.replace(name) {
            self.is_unusual |= self.key.path.len() == DEEP;
            self.key.path.push(before);
        }
    }

    fn scalar(&mut self, place: Place, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let kind = self.raw(place, encoding).decode_scalar(&mut text, error);
        let node = match kind {
            ScalarKind::String => Node::String(text),
            ScalarKind::Boolean(boolean) => Node::Boolean(boolean),
            ScalarKind::Integer(radix) => {
                let radix = radix.value();
                Node::Integer(Number { text, radix })
            }
            ScalarKind::Float => Node::Float(Number { text, radix: 10 }),
            ScalarKind::DateTime => match text.parse::<Datetime>() {
                // The format has no hours, and TOML 1.0 none without seconds.
                Ok(datetime) if datetime.time.is_none() => Node::Datetime(datetime),
                _ => {
                    self.is_unusual = true;
                    return;
                }
            },
        };
        self.take(Spot {
            node,
            span: Span::new(place.start()..place.end()),
        });
    }

    fn error(&mut self, _: Place, _: &mut dyn ErrorSink) {
        self.is_unusual = true;
    }
}

#[cfg(test)]
mod tests;
