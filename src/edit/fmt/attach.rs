//! Gives each comment of a file to what it is about: what it stands on, or what it stands directly above, or what precedes it.

use super::tree::{Beside, Line, Name, Notes, Tree, Value};

/// Returns whether a comment tells editors something of the whole file: `#:schema …`. Its place is the top.
pub(super) fn is_directive(comment: &str) -> bool {
    comment.starts_with("#:")
}

/// The statements of a file, as they are read.
#[derive(Default)]
pub(super) struct File {
    /// The tree so far.
    tree: Tree,
    /// The title under which keys stand.
    title: Vec<Name>,
    /// Where the last statement is; nothing before the first one.
    last: Option<Vec<Name>>,
    /// Whether the last statement ends on the line that is read.
    on_line: bool,
    /// Whether the line that is read holds anything.
    is_full: bool,
    /// The lines since the last statement.
    pending: Vec<Line>,
}

impl File {
    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        if !self.is_full && self.pending.last() != Some(&Line::Blank) {
            self.pending.push(Line::Blank);
        }
        (self.on_line, self.is_full) = (false, false);
    }

    /// Takes a comment; nothing when its place cannot be found.
    pub(super) fn comment(&mut self, comment: Beside) -> Option<()> {
        self.is_full = true;
        match self.last.as_ref().filter(|_| self.on_line) {
            Some(last) => self.tree.notes(last)?.put_beside(comment),
            None => self.pending.push(Line::Comment(comment.text)),
        }
        Some(())
    }

    /// Takes a title; nothing when the tree has no place for it.
    pub(super) fn title(&mut self, path: Vec<Name>, is_repeated: bool) -> Option<()> {
        let notes = self.settle(true)?;
        match is_repeated {
            true => self.tree.repeat(&path, notes)?,
            false => self.tree.open(&path, notes)?,
        }
        self.title.clone_from(&path);
        self.pass(path);
        Some(())
    }

    /// Takes a key and its value, and the comments that the value could not keep; nothing when the tree has no place for it.
    pub(super) fn key(&mut self, name: Vec<Name>, value: Value, loose: Vec<String>) -> Option<()> {
        let mut notes = self.settle(false)?;
        notes.above.extend(loose);
        let mut path = self.title.clone();
        path.extend(name);
        self.tree.put(&path, value, notes)?;
        self.pass(path);
        Some(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Option<Tree> {
        // Nothing stands under the last lines.
        self.is_full = false;
        self.end_line();
        self.settle(true)?;
        Some(self.tree)
    }

    /// Notes that a statement was read.
    fn pass(&mut self, path: Vec<Name>) {
        self.last = Some(path);
        (self.on_line, self.is_full) = (true, true);
    }

    /// Gives the lines since the last statement to what they are about, and returns what is about the next one: a title, or
    /// the end of the file, ends a table.
    fn settle(&mut self, ends_table: bool) -> Option<Notes> {
        let mut lines = std::mem::take(&mut self.pending);
        let is_blank = |line: &Line| *line == Line::Blank;
        let mut above = lines
            .iter()
            .rposition(is_blank)
            .map_or(0, |blank| blank + 1);
        if self.last.is_none() {
            let is_other = |line: &Line| !matches!(line, Line::Comment(text) if is_directive(text));
            above = above.max(lines.iter().position(is_other).unwrap_or(lines.len()));
        }
        let above = lines.split_off(above).into_iter();
        let mut notes = Notes {
            above: above.filter_map(Line::comment).collect(),
            ..Notes::default()
        };
        let is_parted = lines.pop_if(|last| *last == Line::Blank).is_some();
        // A blank line at the top, or under a title, parts nothing from what follows.
        let Some(last) = &self.last else {
            self.tree.header = lines;
            return Some(notes);
        };
        if *last == self.title {
            self.tree.notes(last)?.under.extend(lines);
            return Some(notes);
        }
        notes.blank = is_parted;
        let direct = lines.iter().position(is_blank).filter(|_| ends_table);
        let rest = direct
            .map(|direct| lines.split_off(direct))
            .unwrap_or_default();
        self.tree.notes(last)?.below.extend(lines);
        match self.title.is_empty() {
            true => {
                self.tree.last = last.first().map(|name| name.text.clone());
                self.tree.below.extend(rest);
            }
            false => self.tree.notes(&self.title)?.below.extend(rest),
        }
        Some(notes)
    }
}
