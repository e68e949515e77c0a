//! The own tree of a file: each name once, wherever and however it was written, with the comments that are its own.

use std::collections::HashSet;

/// A line of comments, or a blank one between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing.
    Blank,
    /// A comment, from its `#`.
    Comment(String),
}

impl Line {
    /// Returns the comment; nothing when the line is blank.
    pub(super) fn comment(self) -> Option<String> {
        match self {
            Self::Blank => None,
            Self::Comment(text) => Some(text),
        }
    }
}

/// A comment at the end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// The comment, from its `#`.
    pub(super) text: String,
    /// The column that the author gave it, to line it up with others; nothing when one space stands before it.
    pub(super) column: Option<usize>,
}

/// What surrounds a name and its value.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// Whether the author left a blank line before.
    pub(super) blank: bool,
    /// The comments directly above.
    pub(super) above: Vec<String>,
    /// The comment at the end of its line.
    pub(super) beside: Option<Beside>,
    /// Under a title, the comments that a blank line parts from the first key.
    pub(super) under: Vec<Line>,
    /// The comments that follow, and that no other name is directly under.
    pub(super) below: Vec<Line>,
}

impl Notes {
    /// Adds those of another place where the same name is written.
    pub(super) fn join(&mut self, other: Self) {
        self.blank |= other.blank;
        self.above.extend(other.above);
        if let Some(beside) = other.beside {
            self.put_beside(beside);
        }
        self.under.extend(other.under);
        self.below.extend(other.below);
    }

    /// Puts a comment at the end of the line; the one that was there goes above.
    pub(super) fn put_beside(&mut self, beside: Beside) {
        let earlier = self.beside.replace(beside);
        self.above.extend(earlier.map(|earlier| earlier.text));
    }

    /// Takes everything but what follows, as comments that stand above.
    pub(super) fn take_head(&mut self) -> Vec<String> {
        let mut head = std::mem::take(&mut self.above);
        head.extend(self.beside.take().map(|beside| beside.text));
        head.extend(comments(std::mem::take(&mut self.under)));
        head
    }

    /// Takes everything, as comments that stand above.
    pub(super) fn take_all(&mut self) -> Vec<String> {
        let mut all = self.take_head();
        all.extend(comments(std::mem::take(&mut self.below)));
        all
    }
}

/// Returns the comments of some lines.
fn comments(lines: Vec<Line>) -> impl Iterator<Item = String> {
    lines.into_iter().filter_map(Line::comment)
}

/// A name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The name itself.
    pub(super) text: String,
    /// As it is written.
    pub(super) raw: String,
}

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A text, with its content.
    Text {
        /// As it is written.
        raw: String,
        /// Its content.
        text: String,
    },
    /// A number, a date, yes or no: as it is written.
    Plain(String),
    /// A list, of which the items have no name.
    Array(Vec<Entry>),
    /// A table.
    Table(Vec<Entry>),
}

/// A name, its value, and what surrounds them.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The name; empty for the item of a list.
    pub(super) name: Name,
    /// The value.
    pub(super) value: Value,
    /// What surrounds them.
    pub(super) notes: Notes,
    /// Whether it was written as a title.
    pub(super) titled: bool,
}

impl Entry {
    /// Returns an item of a list.
    pub(super) fn item(value: Value, notes: Notes) -> Self {
        Self {
            name: Name::default(),
            value,
            notes,
            titled: false,
        }
    }

    /// Returns a name that has an empty table.
    fn table(name: &Name) -> Self {
        Self {
            name: name.clone(),
            value: Value::Table(Vec::new()),
            notes: Notes::default(),
            titled: false,
        }
    }

    /// Returns the entries of its table, or of the last table of its list; nothing when it has none.
    fn inside(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.value {
            Value::Table(entries) => Some(entries),
            Value::Array(items) => items.last_mut()?.inside(),
            Value::Text { .. } | Value::Plain(_) => None,
        }
    }
}

/// A file.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The comments that stay at the top.
    pub(super) header: Vec<Line>,
    /// What it holds.
    pub(super) entries: Vec<Entry>,
    /// The comments that end what stands before the first title.
    pub(super) below: Vec<Line>,
    /// The name that stands before these comments.
    pub(super) last: Option<String>,
    /// The paths that were met: what stands at another one is new, and need not be looked for.
    met: HashSet<String>,
}

impl Tree {
    /// Returns whether a path was never met; from then on it was.
    fn is_new(&mut self, path: &[Name]) -> bool {
        let names: Vec<&str> = path.iter().map(|name| name.text.as_str()).collect();
        self.met.insert(names.join("\0"))
    }

    /// Returns the entries under a path, of which the missing tables are made; nothing when it goes through a plain value.
    fn under(&mut self, path: &[Name]) -> Option<&mut Vec<Entry>> {
        let new: Vec<bool> = (1..=path.len())
            .map(|length| self.is_new(&path[..length]))
            .collect();
        let mut entries = &mut self.entries;
        for (name, is_new) in path.iter().zip(new) {
            entries = place(entries, name, is_new).inside()?;
        }
        Some(entries)
    }

    /// Opens the table of a title; nothing when the path leads to no table.
    pub(super) fn open(&mut self, path: &[Name], notes: Notes) -> Option<()> {
        let (name, above) = path.split_last()?;
        let is_new = self.is_new(path);
        let entries = self.under(above)?;
        // What only titles of its own had made takes the place of its title, as readers have it.
        let is_made = |entry: &Entry| entry.name.text == name.text && !entry.titled;
        let made = match is_new {
            true => None,
            false => entries.iter().position(is_made),
        };
        if let Some(made) = made {
            let made = entries.remove(made);
            entries.push(made);
        }
        let entry = place(entries, name, is_new);
        entry.notes.join(notes);
        entry.titled = true;
        matches!(entry.value, Value::Table(_)).then_some(())
    }

    /// Opens one more table of a repeated title; nothing when the path leads to no list.
    pub(super) fn repeat(&mut self, path: &[Name], notes: Notes) -> Option<()> {
        let (name, above) = path.split_last()?;
        let is_new = self.is_new(path);
        let entry = place(self.under(above)?, name, is_new);
        if is_new {
            entry.value = Value::Array(Vec::new());
        }
        let Value::Array(items) = &mut entry.value else {
            return None;
        };
        items.push(Entry {
            notes,
            titled: true,
            ..Entry::table(&Name::default())
        });
        Some(())
    }

    /// Puts a value at a path; nothing when the path goes through a plain value, or has one.
    pub(super) fn put(&mut self, path: &[Name], value: Value, notes: Notes) -> Option<()> {
        let (name, above) = path.split_last()?;
        let is_new = self.is_new(path);
        let entries = self.under(above)?;
        if !is_new && entries.iter().any(|entry| entry.name.text == name.text) {
            return None;
        }
        entries.push(Entry {
            name: name.clone(),
            value,
            notes,
            titled: false,
        });
        Some(())
    }

    /// Returns what surrounds the thing at a path: the last table, where the path leads to several.
    pub(super) fn notes(&mut self, path: &[Name]) -> Option<&mut Notes> {
        let (name, above) = path.split_last()?;
        let entries = self.under(above)?;
        let entry = entries
            .iter_mut()
            .rfind(|entry| entry.name.text == name.text)?;
        match &mut entry.value {
            Value::Array(items) if items.last().is_some_and(|item| item.titled) => {
                items.last_mut().map(|item| &mut item.notes)
            }
            _ => Some(&mut entry.notes),
        }
    }
}

/// Returns the entry of a name, which is made when it is not there.
fn place<'a>(entries: &'a mut Vec<Entry>, name: &Name, is_new: bool) -> &'a mut Entry {
    let is_it = |entry: &Entry| entry.name.text == name.text;
    let found = match is_new {
        true => None,
        false => entries.iter().rposition(is_it),
    };
    let index = found.unwrap_or_else(|| {
        entries.push(Entry::table(name));
        entries.len() - 1
    });
    &mut entries[index]
}
