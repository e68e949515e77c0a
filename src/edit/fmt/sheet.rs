//! Lays out a tree, line after line.

use super::attach::is_directive;
use super::canon::names_occurrences;
use super::spelling;
use super::tree::{Entry, Line, Notes, Tree, Value};
use super::value::{laid_out, with_beside};
use crate::load::keys::{Key, Kind, Shape, Writing};

/// Returns the text of a file that holds something of a kind.
pub(super) fn text(mut tree: Tree, kind: Kind) -> String {
    let mut sheet = Sheet {
        is_fresh: true,
        ..Sheet::default()
    };
    give_below(&mut tree, kind);
    sheet.follow(tree.header);
    match kind {
        Kind::Named(shape) => {
            for entry in tree.entries {
                let path = spelling::name(&entry.name);
                sheet.section(&format!("[{path}]"), &path, entry, shape);
            }
        }
        kind => {
            let shape = kind.shape().unwrap_or(&NAMES);
            sheet.table("", tree.entries, shape, tree.below);
        }
    }
    sheet.text
}

/// Gives the comments that end the lines before the first title to the last of these, when it becomes a title itself.
fn give_below(tree: &mut Tree, kind: Kind) {
    let Some(last) = tree.last.take() else { return };
    let is_last = |entry: &&mut Entry| entry.name.text == last;
    if let Some(entry) = tree.entries.iter_mut().find(is_last) {
        let key = kind.shape().and_then(|shape| shape.key(&last));
        let is_line = matches!(writing(entry, key), Writing::Line | Writing::Dotted);
        if matches!(kind, Kind::Named(_)) || !is_line {
            entry.notes.below.append(&mut tree.below);
        }
    }
}

/// A table of which no key is known beforehand.
static NAMES: Shape = Shape {
    name: "cette rubrique",
    keys: &[],
};

/// Returns how an entry is written: as its key is, unless its value cannot be.
fn writing(entry: &Entry, key: Option<&Key>) -> Writing {
    let is_table = |entry: &Entry| matches!(entry.value, Value::Table(_));
    let writing = key.map_or(Writing::Line, Key::writing);
    match (writing, &entry.value) {
        (Writing::Titles, Value::Table(tables)) if tables.is_empty() => Writing::Title,
        (Writing::Titles, Value::Table(tables)) if tables.iter().all(is_table) => writing,
        (Writing::Title, Value::Table(_)) => writing,
        (Writing::Dotted, Value::Table(names)) if !names.is_empty() => writing,
        (Writing::Repeated, Value::Array(tables))
            if !tables.is_empty() && tables.iter().all(is_table) =>
        {
            writing
        }
        _ => Writing::Line,
    }
}

/// Returns what an entry holds, with the comments of the entry itself, which is not written.
fn spread(mut entry: Entry) -> Vec<Entry> {
    let mut inner = match entry.value {
        Value::Table(inner) | Value::Array(inner) => inner,
        Value::Text { .. } | Value::Plain(_) => Vec::new(),
    };
    if let Some(first) = inner.first_mut() {
        let mut above = entry.notes.take_head();
        above.append(&mut first.notes.above);
        first.notes.above = above;
        first.notes.blank |= entry.notes.blank && !entry.titled;
    }
    if let Some(last) = inner.last_mut() {
        last.notes.below.append(&mut entry.notes.below);
    }
    inner
}

/// What is laid out so far.
#[derive(Default)]
struct Sheet {
    /// The text.
    text: String,
    /// Whether no key stands yet under the last title.
    is_fresh: bool,
    /// Whether what comes next must be parted from the comments before it.
    is_owed: bool,
}

impl Sheet {
    /// Leaves one blank line; none at the top.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a line.
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds comments, and parts what comes next from them.
    fn follow(&mut self, lines: Vec<Line>) {
        let mut is_parted = false;
        for line in lines {
            match line {
                Line::Blank => is_parted = true,
                Line::Comment(comment) => {
                    // Nothing parts a title from what stands under it.
                    if is_parted && (self.is_owed || !self.is_fresh) {
                        self.part();
                    }
                    (self.is_owed, is_parted) = (true, false);
                    self.push(&comment);
                }
            }
        }
    }

    /// Adds comments that stand directly above what comes next; at the top, those that are about the file stand apart.
    fn above(&mut self, mut comments: Vec<String>) {
        if self.text.is_empty() {
            let other = comments.iter().position(|comment| !is_directive(comment));
            for comment in comments.drain(..other.unwrap_or(comments.len())) {
                self.push(&comment);
            }
            self.part();
        }
        for comment in comments {
            self.push(&comment);
        }
    }

    /// Adds a table: its lines, then its titles.
    fn table(&mut self, path: &str, entries: Vec<Entry>, shape: &'static Shape, below: Vec<Line>) {
        let mut titled = Vec::new();
        for entry in entries {
            let key = shape.key(&entry.name.text);
            let name = spelling::name(&entry.name);
            match (writing(&entry, key), key) {
                (Writing::Line, _) | (_, None) => {
                    self.line(&name, entry, key.is_some_and(|key| key.paragraph));
                }
                (Writing::Dotted, Some(key)) => self.dotted(&name, entry, key.kind),
                (writing, Some(key)) => titled.push((writing, key.kind, entry)),
            }
        }
        self.follow(below);
        for (writing, kind, entry) in titled {
            let name = spelling::name(&entry.name);
            let path = match path.is_empty() {
                true => name,
                false => format!("{path}.{name}"),
            };
            self.titled(&path, writing, kind, entry);
        }
    }

    /// Adds what stands under one title or several.
    fn titled(&mut self, path: &str, writing: Writing, kind: Kind, entry: Entry) {
        let shape = kind.shape().unwrap_or(&NAMES);
        match writing {
            Writing::Repeated => {
                for item in spread(entry) {
                    self.section(&format!("[[{path}]]"), path, item, shape);
                }
            }
            Writing::Titles => {
                for inner in spread(entry) {
                    let path = format!("{path}.{}", spelling::name(&inner.name));
                    self.section(&format!("[{path}]"), &path, inner, shape);
                }
            }
            _ if kind.has_free_names() => self.names(path, kind, entry),
            _ => self.section(&format!("[{path}]"), path, entry, shape),
        }
    }

    /// Adds a title, and the table under it.
    fn section(&mut self, title: &str, path: &str, mut entry: Entry, shape: &'static Shape) {
        let below = self.title(title, &mut entry.notes, entry.titled);
        if let Value::Table(entries) = entry.value {
            self.table(path, entries, shape, below);
        }
    }

    /// Adds a title, and the names under it, one line each.
    fn names(&mut self, path: &str, kind: Kind, mut entry: Entry) {
        let below = self.title(&format!("[{path}]"), &mut entry.notes, entry.titled);
        // A code without quotation marks would be read as several names; so that none is forgotten, every one has some.
        let is_quoted = matches!(kind, Kind::Nodes(_) | Kind::Headings);
        for inner in spread(entry) {
            let name = match is_quoted {
                true => spelling::quoted_name(&inner.name),
                false => spelling::name(&inner.name),
            };
            self.line(&name, inner, false);
        }
        self.follow(below);
    }

    /// Adds a title with the comments around it, and returns those that end its table.
    fn title(&mut self, title: &str, notes: &mut Notes, was_titled: bool) -> Vec<Line> {
        self.part();
        self.above(std::mem::take(&mut notes.above));
        let mut beside = notes.beside.take();
        if let Some(beside) = beside.as_mut().filter(|_| !was_titled) {
            beside.column = None;
        }
        self.push(&with_beside(title.to_owned(), beside));
        self.is_owed = false;
        let under = std::mem::take(&mut notes.under).into_iter();
        self.follow(under.skip_while(|line| *line == Line::Blank).collect());
        self.is_fresh = true;
        std::mem::take(&mut notes.below)
    }

    /// Adds one line a name: `valeurs.2017 = 15`.
    fn dotted(&mut self, path: &str, entry: Entry, kind: Kind) {
        for inner in spread(entry) {
            let path = format!("{path}.{}", spelling::name(&inner.name));
            match &inner.value {
                Value::Table(entries)
                    if matches!(kind, Kind::Points(_)) && names_occurrences(entries) =>
                {
                    self.dotted(&path, inner, kind);
                }
                _ => self.line(&path, inner, false),
            }
        }
    }

    /// Adds a key with its value.
    fn line(&mut self, name: &str, mut entry: Entry, opens_paragraph: bool) {
        let mut above = match entry.titled {
            true => entry.notes.take_head(),
            false => std::mem::take(&mut entry.notes.above),
        };
        let line = laid_out(name, entry.value, &mut above);
        let is_parted = opens_paragraph || (entry.notes.blank && !entry.titled);
        if self.is_owed || (is_parted && !self.is_fresh) {
            self.part();
        }
        (self.is_owed, self.is_fresh) = (false, false);
        self.above(above);
        self.push(&with_beside(line, entry.notes.beside));
        self.follow(entry.notes.below);
    }
}
