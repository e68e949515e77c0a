//! The texts of the plan's files, and the way from an offset to a line and a column.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::ops::Range;

use super::texte::Texte;

/// A file among the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(u32);

/// A stretch of a file, in bytes: a plan remembers one for each of its values, so all of it stands in eight bytes. Nothing
/// that is read is longer than its 21 bits count (1 MiB, `text/limits.rs`), nor has more files than 22.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The file, counted from 1 so that no place at all needs no room of its own, then the high bits of the first byte.
    high: NonZeroU32,
    /// The low bits of the first byte, then the byte after the last.
    low: u32,
}

/// How many bits an offset takes in an [`At`].
const OFFSET: u32 = 21;

/// The largest offset of an [`At`].
const LARGEST: u64 = (1 << OFFSET) - 1;

impl At {
    /// Returns a stretch of a file; offsets beyond 2 MiB are cut, no file that is read is that long.
    pub(crate) fn new(file: FileId, span: Range<usize>) -> Self {
        let offset = |value: usize| (value as u64).min(LARGEST);
        let rank = u64::from(file.0) + 1;
        let packed = rank << (2 * OFFSET) | offset(span.start) << OFFSET | offset(span.end);
        Self {
            high: NonZeroU32::new((packed >> u32::BITS) as u32).unwrap_or(NonZeroU32::MAX),
            low: packed as u32,
        }
    }

    /// Returns the very beginning of a file, for what has no better place.
    pub(crate) fn top(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// Returns the file.
    pub(crate) fn file(self) -> FileId {
        FileId((self.high.get() >> (2 * OFFSET - u32::BITS)) - 1)
    }

    /// Returns the first byte.
    pub(crate) fn start(self) -> usize {
        (self.packed() >> OFFSET & LARGEST) as usize
    }

    /// Returns the byte after the last.
    pub(crate) fn end(self) -> usize {
        (self.packed() & LARGEST) as usize
    }

    /// Returns the whole of it.
    fn packed(self) -> u64 {
        u64::from(self.high.get()) << u32::BITS | u64::from(self.low)
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
    path: Texte,
    /// The whole text, without its byte order mark.
    text: Texte,
}

/// Every file that was read, by its [`FileId`].
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// The files, in the order in which they were added.
    files: Vec<Source>,
    /// The rank of the first one, where others stand before it.
    first: usize,
    /// What tells the bytes of a file from others, where the text does not hold them all.
    sums: BTreeMap<FileId, u64>,
    /// The files that could not be read after all.
    unread: BTreeSet<FileId>,
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
    pub(crate) fn add(&mut self, path: impl Into<Texte>) -> FileId {
        self.files.push(Source {
            path: path.into(),
            text: Texte::default(),
        });
        self.named(self.files.len() - 1)
    }

    /// Sets a file aside that could not be read.
    pub(crate) fn set_aside(&mut self, file: FileId) {
        self.unread.insert(file);
    }

    /// Joins the files that come after these.
    pub(crate) fn join(&mut self, mut next: Self) {
        debug_assert_eq!(self.first + self.files.len(), next.first);
        self.files.append(&mut next.files);
        self.sums.append(&mut next.sums);
        self.unread.append(&mut next.unread);
    }

    /// Returns the handle of the file of a rank.
    fn named(&self, rank: usize) -> FileId {
        FileId(u32::try_from(self.first + rank).unwrap_or(u32::MAX))
    }

    /// Returns a file.
    fn source(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize - self.first]
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
    pub(crate) fn keep(&mut self, file: FileId, text: impl Into<Texte>) {
        self.files[file.0 as usize - self.first].text = text.into();
    }

    /// Keeps what can be shown of a file that is no text, and what tells its bytes from others.
    pub(crate) fn keep_undecoded(&mut self, file: FileId, shown: String, sum: u64) {
        self.keep(file, shown);
        self.sums.insert(file, sum);
    }

    /// Returns all that is known of the content of a file: two files that were read are the same when it is.
    pub(crate) fn content(&self, file: FileId) -> (&str, Option<u64>) {
        (self.text(file), self.sums.get(&file).copied())
    }

    /// Returns the printed path of a file.
    pub(crate) fn path(&self, file: FileId) -> &str {
        &self.source(file).path
    }

    /// Returns words of the printed path of a file as a text of the plan.
    pub(crate) fn part_of_path(&self, file: FileId, words: &str) -> Texte {
        self.source(file).path.part(words)
    }

    /// Returns the text of a file.
    pub(crate) fn text(&self, file: FileId) -> &str {
        &self.source(file).text
    }

    /// Returns every file that was read, in their order.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        let files = (0..self.files.len()).map(|rank| self.named(rank));
        files.filter(|file| !self.unread.contains(file))
    }

    /// Returns what a file spells at a place.
    pub(crate) fn spelled(&self, at: At) -> &str {
        let stretch = at.start()..at.end();
        self.text(at.file()).get(stretch).unwrap_or_default()
    }

    /// Returns the place of some words inside a stretch, where the file spells them as they are.
    pub(crate) fn find(&self, at: At, words: &str) -> Option<At> {
        let start = at.start() + self.spelled(at).find(words)?;
        Some(At::new(at.file(), start..start + words.len()))
    }

    /// Returns the line and column at which a stretch starts.
    pub(crate) fn start(&self, at: At) -> Position {
        position(self.text(at.file()), at.start())
    }

    /// Returns the line and column just after a stretch.
    pub(crate) fn end(&self, at: At) -> Position {
        position(self.text(at.file()), at.end())
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
    use crate::text::limits::LARGEST_FILE;

    #[test]
    fn a_place_takes_eight_bytes_and_is_told_whole() {
        assert_eq!(size_of::<Option<At>>(), 8);
        let largest = LARGEST_FILE as usize;
        for file in [0, 1, 4_000_000] {
            for span in [0..0, 1..2, largest - 1..largest] {
                let at = At::new(FileId(file), span.clone());
                assert_eq!((at.file().0, at.start()..at.end()), (file, span));
            }
        }
    }

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
