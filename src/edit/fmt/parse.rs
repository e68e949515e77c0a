//! Reads a text into its tree.

use toml_parser::decoder::ScalarKind;
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{ParseError, Raw, Source};

use super::attach::File;
use super::tree::{Beside, Entry, Line, Name, Notes, Tree, Value};

/// Reads a text, of which every line ends with `\n`; nothing when it is not TOML.
pub(super) fn tree(text: &str) -> Option<Tree> {
    let tokens: Vec<_> = Source::new(text).lex().collect();
    let mut events: Vec<Event> = Vec::new();
    let mut errors: Vec<ParseError> = Vec::new();
    parse_document(&tokens, &mut events, &mut errors);
    let mut reader = Reader {
        text,
        errors,
        events: events.into_iter().peekable(),
        loose: Vec::new(),
    };
    let mut file = File::default();
    while let Some(kind) = reader.peek() {
        match kind {
            EventKind::Whitespace => reader.skip(),
            EventKind::Newline => {
                reader.skip();
                file.end_line();
            }
            EventKind::Comment => file.comment(reader.comment()?)?,
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                reader.skip();
                let path = reader.path()?;
                reader.skip();
                file.title(path, kind == EventKind::ArrayTableOpen)?;
            }
            _ => {
                let path = reader.path()?;
                let value = reader.value()?;
                let loose = std::mem::take(&mut reader.loose);
                file.key(path, value, loose)?;
            }
        }
    }
    file.finish().filter(|_| reader.errors.is_empty())
}

/// The events of a text, read one after the other.
struct Reader<'a> {
    /// The text.
    text: &'a str,
    /// What is wrong with it.
    errors: Vec<ParseError>,
    /// Those that are not read yet.
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
    /// The comments that stand where nothing can keep them: in an empty list.
    loose: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Returns what comes next.
    fn peek(&mut self) -> Option<EventKind> {
        self.events.peek().map(Event::kind)
    }

    /// Passes over one event.
    fn skip(&mut self) {
        self.events.next();
    }

    /// Returns the text of an event.
    fn raw(&self, event: &Event) -> &'a str {
        let span = event.span();
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }

    /// Returns the raw text of an event that can be decoded.
    fn encoded(&self, event: &Event) -> Raw<'a> {
        Raw::new_unchecked(self.raw(event), event.encoding(), event.span())
    }

    /// Reads a comment.
    fn comment(&mut self) -> Option<Beside> {
        let event = self.events.next()?;
        let before = self.text.get(..event.span().start())?;
        let line = before.rsplit('\n').next()?;
        let is_apart = line.len() >= line.trim_end().len() + 2;
        Some(Beside {
            text: self.raw(&event).trim_end().to_owned(),
            column: is_apart.then(|| line.chars().count()),
        })
    }

    /// Reads a name with full stops, and the sign that follows it.
    fn path(&mut self) -> Option<Vec<Name>> {
        let mut path = Vec::new();
        loop {
            match self.peek()? {
                EventKind::Whitespace | EventKind::KeySep => self.skip(),
                EventKind::SimpleKey => {
                    let event = self.events.next()?;
                    let mut text = String::new();
                    self.encoded(&event).decode_key(&mut text, &mut self.errors);
                    let raw = self.raw(&event).to_owned();
                    path.push(Name { text, raw });
                }
                EventKind::KeyValSep => {
                    self.skip();
                    return Some(path);
                }
                EventKind::StdTableClose | EventKind::ArrayTableClose => return Some(path),
                _ => return None,
            }
        }
    }

    /// Reads a value.
    fn value(&mut self) -> Option<Value> {
        while self.peek()? == EventKind::Whitespace {
            self.skip();
        }
        let event = self.events.next()?;
        match event.kind() {
            EventKind::Scalar => {
                let mut text = String::new();
                let scalar = self.encoded(&event);
                let kind = scalar.decode_scalar(&mut text, &mut self.errors);
                let raw = self.raw(&event).to_owned();
                Some(match kind {
                    ScalarKind::String => Value::Text { raw, text },
                    _ => Value::Plain(raw),
                })
            }
            EventKind::ArrayOpen => self.array(),
            EventKind::InlineTableOpen => self.table(),
            _ => None,
        }
    }

    /// Reads the items of a list, and what closes it.
    fn array(&mut self) -> Option<Value> {
        let mut items: Vec<Entry> = Vec::new();
        let mut above: Vec<String> = Vec::new();
        let mut on_line = false;
        loop {
            match self.peek()? {
                EventKind::Whitespace | EventKind::ValueSep => self.skip(),
                EventKind::Newline => {
                    self.skip();
                    on_line = false;
                }
                EventKind::Comment => {
                    let comment = self.comment()?;
                    match items.last_mut().filter(|_| on_line) {
                        Some(item) => item.notes.put_beside(comment),
                        None => above.push(comment.text),
                    }
                }
                EventKind::ArrayClose => {
                    self.skip();
                    match items.last_mut() {
                        Some(item) => item
                            .notes
                            .below
                            .extend(above.into_iter().map(Line::Comment)),
                        None => self.loose.extend(above),
                    }
                    return Some(Value::Array(items));
                }
                _ => {
                    let value = self.value()?;
                    let above = std::mem::take(&mut above);
                    items.push(Entry::item(
                        value,
                        Notes {
                            above,
                            ..Notes::default()
                        },
                    ));
                    on_line = true;
                }
            }
        }
    }

    /// Reads what stands between braces, and what closes them.
    fn table(&mut self) -> Option<Value> {
        let mut tree = Tree::default();
        loop {
            match self.peek()? {
                EventKind::Whitespace | EventKind::ValueSep | EventKind::Newline => self.skip(),
                EventKind::Comment => {
                    let comment = self.comment()?;
                    self.loose.push(comment.text);
                }
                EventKind::InlineTableClose => {
                    self.skip();
                    return Some(Value::Table(tree.entries));
                }
                _ => {
                    let path = self.path()?;
                    let value = self.value()?;
                    tree.put(&path, value, Notes::default())?;
                }
            }
        }
    }
}
