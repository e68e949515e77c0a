//! The texts of the plan's files, and the way from an offset to a line and a column.

use std::ops::Range;
use std::sync::Arc;

/// A file among the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(u32);

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The file.
    pub(crate) file: FileId,
    /// The first byte.
    pub(crate) start: u32,
    /// The byte after the last.
    pub(crate) end: u32,
}

impl At {
    /// Returns a stretch of a file; offsets beyond 4 GiB are cut, no file that is read is that long.
    pub(crate) fn new(file: FileId, span: Range<usize>) -> Self {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            file,
            start: offset(span.start),
            end: offset(span.end),
        }
    }

    /// Returns the very beginning of a file, for what has no better place.
    pub(crate) fn top(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }
}

/// A place as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column in characters, from 1.
    pub(crate) column: usize,
}

/// One file: its printed path and its text.
#[derive(Debug)]
struct Source {
    /// The path as it is printed, with `/`.
    path: String,
    /// The whole text, without its byte order mark.
    text: Arc<String>,
    /// What tells its bytes from others, when the text does not hold them all.
    sum: Option<u64>,
    /// Whether it was read after all.
    is_read: bool,
}

/// Every file that was read, by its [`FileId`].
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The files, in the order in which they were added.
    files: Vec<Source>,
    /// The rank of the first one, where others stand before it.
    first: usize,
}

impl Sources {
    /// Returns no files yet, the first of which will come after some others.
    pub(crate) fn starting_at(first: usize) -> Self {
        Self {
            first,
            ..Self::default()
        }
    }

    /// Adds a file, without text yet, and returns the handle by which places name it.
    pub(crate) fn add(&mut self, path: String) -> FileId {
        self.files.push(Source {
            path,
            text: Arc::default(),
            sum: None,
            is_read: true,
        });
        self.named(self.files.len() - 1)
    }

    /// Sets a file aside that could not be read.
    pub(crate) fn set_aside(&mut self, file: FileId) {
        self.source_mut(file).is_read = false;
    }

    /// Joins the files that come after these.
    pub(crate) fn join(&mut self, mut next: Self) {
        debug_assert_eq!(self.first + self.files.len(), next.first);
        self.files.append(&mut next.files);
    }

    /// Returns the handle of the file of a rank.
    fn named(&self, rank: usize) -> FileId {
        FileId(u32::try_from(self.first + rank).unwrap_or(u32::MAX))
    }

    /// Returns a file.
    fn source(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize - self.first]
    }

    /// Returns a file, to change it.
    fn source_mut(&mut self, file: FileId) -> &mut Source {
        &mut self.files[file.0 as usize - self.first]
    }

    /// Returns the place of what concerns the whole plan: the top of the file of a given name, else of the first file.
    pub(crate) fn top_of(&self, name: &str) -> At {
        let rank = self
            .files
            .iter()
            .position(|source| source.path.ends_with(name))
            .unwrap_or(0);
        At::top(self.named(rank))
    }

    /// Keeps the text of a file.
    pub(crate) fn keep(&mut self, file: FileId, text: impl Into<Arc<String>>) {
        self.source_mut(file).text = text.into();
    }

    /// Keeps what can be shown of a file that is no text, and what tells its bytes from others.
    pub(crate) fn keep_undecoded(&mut self, file: FileId, shown: String, sum: u64) {
        self.keep(file, shown);
        self.source_mut(file).sum = Some(sum);
    }

    /// Returns all that is known of the content of a file: two files that were read are the same when it is.
    pub(crate) fn content(&self, file: FileId) -> (&str, Option<u64>) {
        let source = self.source(file);
        (&source.text, source.sum)
    }

    /// Returns the printed path of a file.
    pub(crate) fn path(&self, file: FileId) -> &str {
        &self.source(file).path
    }

    /// Returns the text of a file.
    pub(crate) fn text(&self, file: FileId) -> &str {
        &self.source(file).text
    }

    /// Returns every file that was read, in their order.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        let files = self.files.iter().enumerate();
        files
            .filter(|(_, file)| file.is_read)
            .map(|(rank, _)| self.named(rank))
    }

    /// Returns what a file spells at a place.
    pub(crate) fn spelled(&self, at: At) -> &str {
        let stretch = at.start as usize..at.end as usize;
        self.text(at.file).get(stretch).unwrap_or_default()
    }

    /// Returns the place of some words inside a stretch, where the file spells them as they are.
    pub(crate) fn find(&self, at: At, words: &str) -> Option<At> {
        let start = at.start as usize + self.spelled(at).find(words)?;
        Some(At::new(at.file, start..start + words.len()))
    }

    /// Returns the line and column at which a stretch starts.
    pub(crate) fn start(&self, at: At) -> Position {
        position(self.text(at.file), at.start as usize)
    }

    /// Returns the line and column just after a stretch.
    pub(crate) fn end(&self, at: At) -> Position {
        position(self.text(at.file), at.end as usize)
    }
}

/// Returns the line and column of an offset; one inside a character counts as that character's.
pub(crate) fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        assert_eq!(
            position("é = 1\nçà = 2", 11),
            Position { line: 2, column: 3 }
        );
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(position("ab", 9), Position { line: 1, column: 3 });
        assert_eq!(position("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn windows_line_ends_do_not_move_the_columns() {
        assert_eq!(position("a\r\nbc", 4), Position { line: 2, column: 2 });
    }
}
