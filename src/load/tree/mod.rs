//! The tables and values of a file, each with its place. What reads well and has nothing unusual is read sooner than the
//! parser would give its own table of it; the rest is the parser's.

mod quick;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};
use toml_datetime::Datetime;

/// What a text is read as.
pub(super) struct Parsed<'a> {
    /// Its table.
    pub(super) table: Table<'a>,
    /// What is wrong with it.
    pub(super) errors: Vec<Error>,
    /// Whether it has nothing unusual: then nothing is wrong with it, and nothing of it belongs to TOML 1.1 alone.
    pub(super) is_usual: bool,
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    if let Some(table) = quick::table(text) {
        return Parsed {
            table,
            errors: Vec::new(),
            is_usual: true,
        };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    Parsed {
        table: Table::of(table.into_inner()),
        errors,
        is_usual: false,
    }
}

/// Checks that a text that is read at once is what the parser makes of it, and has nothing of TOML 1.1 alone; returns whether
/// it was.
#[cfg(any(fuzzing, test))]
pub(crate) fn agrees(text: &str) -> bool {
    let Some(quick) = quick::table(text) else {
        return false;
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    assert_eq!(errors, [], "{text}");
    assert_eq!(quick, Table::of(table.into_inner()), "{text}");
    let whole = crate::text::texte::Texte::from(text);
    let file = crate::text::source::Sources::default().add("f.toml".to_owned());
    let faults = super::found::Faults::new(file, &whole);
    super::toml_1_1::report(&faults, text, &quick);
    assert!(faults.is_empty(), "{text}");
    true
}

/// A stretch of the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    /// The first byte.
    start: u32,
    /// The byte after the last.
    end: u32,
}

impl Span {
    /// Returns a stretch; no text that is read is beyond 4 GiB.
    fn new(span: Range<usize>) -> Self {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            start: offset(span.start),
            end: offset(span.end),
        }
    }

    /// Returns it as a range.
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A name, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name<'a> {
    /// The name.
    text: Cow<'a, str>,
    /// Where it stands.
    span: Span,
}

impl Name<'_> {
    /// Returns the name.
    pub(super) fn get_ref(&self) -> &str {
        &self.text
    }

    /// Returns where it stands; that of a table is where it was first named.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.range()
    }
}

/// A value, with its place.
#[derive(Debug, PartialEq)]
pub(super) struct Spot<'a> {
    /// The value.
    node: Node<'a>,
    /// Where it stands.
    span: Span,
}

impl<'a> Spot<'a> {
    /// Returns the value.
    pub(super) fn get_ref(&self) -> &Node<'a> {
        &self.node
    }

    /// Returns where it stands: a table by its title, its braces, or the name that made it.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.range()
    }
}

/// A number as it is written, without the underscores between its digits.
#[derive(Debug, PartialEq)]
pub(super) struct Number<'a> {
    /// Its digits and signs.
    text: Cow<'a, str>,
    /// Its base: 10, or that of a prefix.
    radix: u32,
}

impl Number<'_> {
    /// Returns its digits and signs.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns its base.
    pub(super) fn radix(&self) -> u32 {
        self.radix
    }
}

/// A value.
#[derive(Debug, PartialEq)]
pub(super) enum Node<'a> {
    /// A text.
    String(Cow<'a, str>),
    /// A whole number.
    Integer(Number<'a>),
    /// Another number.
    Float(Number<'a>),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both.
    Datetime(Datetime),
    /// A list.
    Array(Vec<Spot<'a>>),
    /// A table.
    Table(Table<'a>),
}

impl Node<'_> {
    /// Returns the text that it is.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

/// What made a table, which says what may still be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Made {
    /// A title, its own or that of a table in it.
    #[default]
    Titled,
    /// The full stops of a name.
    Dotted,
    /// Braces.
    Braced,
}

/// How many names a table may have that are compared one after the other: few enough, that is sooner than any index.
const FEW: usize = 64;

/// A table, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Table<'a> {
    /// Its entries.
    entries: Vec<(Name<'a>, Spot<'a>)>,
    /// Their ranks, where they are many.
    ranks: Option<HashMap<String, usize>>,
    /// What made it.
    made: Made,
}

/// Two tables are the same when they hold the same at the same places.
impl PartialEq for Table<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<'a> Table<'a> {
    /// Returns a table of the parser.
    fn of(table: DeTable<'a>) -> Self {
        let entries: Vec<(Name<'a>, Spot<'a>)> = table
            .into_iter()
            .map(|(name, value)| (name_of(name), spot_of(value)))
            .collect();
        let ranked = || {
            let names = entries.iter().enumerate();
            names
                .map(|(rank, (name, _))| (name.get_ref().to_owned(), rank))
                .collect()
        };
        Self {
            ranks: (entries.len() > FEW).then(ranked),
            entries,
            made: Made::default(),
        }
    }

    /// Returns the rank of a name.
    fn rank(&self, name: &str) -> Option<usize> {
        match &self.ranks {
            Some(ranks) => ranks.get(name).copied(),
            None => self
                .entries
                .iter()
                .position(|(other, _)| other.get_ref() == name),
        }
    }

    /// Returns the value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Spot<'a>> {
        self.rank(name).map(|rank| &self.entries[rank].1)
    }

    /// Returns whether it has a name.
    pub(super) fn contains_key(&self, name: &str) -> bool {
        self.rank(name).is_some()
    }

    /// Returns its names.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Name<'a>> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// Returns its values.
    pub(super) fn values(&self) -> impl Iterator<Item = &Spot<'a>> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Returns its names and values.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&Name<'a>, &Spot<'a>)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }
}

/// Returns a name of the parser.
fn name_of<'a>(name: toml::Spanned<toml::de::DeString<'a>>) -> Name<'a> {
    Name {
        span: Span::new(name.span()),
        text: name.into_inner(),
    }
}

/// Returns a value of the parser.
fn spot_of<'a>(value: toml::Spanned<DeValue<'a>>) -> Spot<'a> {
    let span = Span::new(value.span());
    let number = |text: &str, radix| Number {
        text: Cow::Owned(text.to_owned()),
        radix,
    };
    let node = match value.into_inner() {
        DeValue::String(text) => Node::String(text),
        DeValue::Integer(integer) => Node::Integer(number(integer.as_str(), integer.radix())),
        DeValue::Float(float) => Node::Float(number(float.as_str(), 10)),
        DeValue::Boolean(boolean) => Node::Boolean(boolean),
        DeValue::Datetime(datetime) => Node::Datetime(datetime),
        DeValue::Array(items) => Node::Array(items.into_iter().map(spot_of).collect()),
        DeValue::Table(table) => Node::Table(Table::of(table)),
    };
    Spot { node, span }
}
