//! A text of the plan, read once for every format: its paragraphs, its lines, its bulleted lists, and in each line the few
//! marks of Markdown that change no fact. Whatever else is written stays what it is: a voted text loses no sign.

#[cfg(test)]
mod agreement;
mod marks;
mod signs;

use crate::text::safe;

/// How deep lists stand in each other: what is deeper stands with the deepest.
const DEEPEST: usize = 5;

/// By how many columns an item stands inside of the one above.
const STEP: usize = 2;

/// The marks of an item, each with the space that follows it.
const BULLETS: [&str; 3] = ["- ", "* ", "• "];

/// What a mark makes of the words that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Strong words, in `**`.
    Strong,
    /// Words that are stressed, in `*` or `_`: the sign that was written.
    Emphasis(char),
    /// A link: its address, http or https, made of characters that an address may have and of no order to a log.
    Link(String),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, as they are written.
    Words(String),
    /// What a mark holds starts here. No mark stands in a mark of its kind, and each ends before those around it.
    Start(Mark),
    /// What a mark holds ends here.
    End(Mark),
}

/// A line of a text: at least one character that shows.
pub(super) type Line = Vec<Piece>;

/// Where a part of a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the margin: a paragraph.
    Margin,
    /// In a list: an item, with how deep it stands; at most one deeper than the part above.
    Item(usize),
    /// In the item above that stands that deep: one more paragraph of it.
    Under(usize),
}

/// A part of a text: lines that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it stands.
    pub(super) place: Place,
    /// Whether an empty line sets it apart from the part above.
    pub(super) is_apart: bool,
    /// Its lines, never none.
    pub(super) lines: Vec<Line>,
}

/// Reads a text.
pub(super) fn read(words: &str) -> Vec<Part> {
    let mut reader = Reader::default();
    words.lines().for_each(|line| reader.line(line));
    reader.parts
}

/// Returns the words of a line, without its marks.
#[cfg(test)]
pub(super) fn words(line: &Line) -> String {
    let words = line.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.as_str()),
        Piece::Start(_) | Piece::End(_) => None,
    });
    words.collect()
}

/// What has been read of a text.
#[derive(Default)]
struct Reader {
    /// The parts above.
    parts: Vec<Part>,
    /// The columns of the items that the next line may stand in, the outermost first.
    indents: Vec<usize>,
    /// Whether the line above is empty.
    is_apart: bool,
}

impl Reader {
    /// Reads the next line.
    fn line(&mut self, line: &str) {
        let words = line.trim();
        if words.is_empty() {
            self.is_apart = true;
            return;
        }
        let is_apart = std::mem::take(&mut self.is_apart) && !self.parts.is_empty();
        let indent = column(&line[..line.len() - line.trim_start().len()]);
        let (place, words) = match item(words) {
            Some(item) => (self.item(indent), item),
            None if self.goes_on(indent, is_apart) => (None, words),
            None if is_apart => (Some(self.under(indent)), words),
            None => (Some(self.under(0)), words),
        };
        let line = marks::read(&safe::characters(words).replace('\t', " "));
        match (place, self.parts.last_mut()) {
            (None, Some(part)) => part.lines.push(line),
            (place, _) => self.parts.push(Part {
                place: place.unwrap_or(Place::Margin),
                is_apart,
                lines: vec![line],
            }),
        }
    }

    /// Returns whether a line that opens no item belongs to the part above: a line at the margin is no more of an item.
    fn goes_on(&self, indent: usize, is_apart: bool) -> bool {
        let above = self.parts.last().map(|part| part.place);
        !is_apart && above.is_some_and(|place| place == Place::Margin || indent > 0)
    }

    /// Returns the place of an item that starts in a column, which the next lines may stand in.
    fn item(&mut self, indent: usize) -> Option<Place> {
        self.leave(indent);
        self.indents.push(indent);
        Some(Place::Item((self.indents.len() - 1).min(DEEPEST)))
    }

    /// Returns the place of a paragraph that starts in a column.
    fn under(&mut self, indent: usize) -> Place {
        self.leave(indent);
        match self.indents.len() {
            0 => Place::Margin,
            depth => Place::Under((depth - 1).min(DEEPEST)),
        }
    }

    /// Leaves the items that a line which starts in a column does not stand in.
    fn leave(&mut self, indent: usize) {
        while self.indents.last().is_some_and(|last| indent < last + STEP) {
            self.indents.pop();
        }
    }
}

/// Returns the column that follows a blank.
fn column(blank: &str) -> usize {
    blank.chars().fold(0, |column, next| match next {
        '\t' => column / 4 * 4 + 4,
        _ => column + 1,
    })
}

/// Returns the words of an item; nothing when a line opens none. A number opens none: it is a part of the text.
fn item(line: &str) -> Option<&str> {
    let words = BULLETS.iter().find_map(|mark| line.strip_prefix(mark))?;
    // A line of marks only is a line that someone drew.
    let is_drawn = words.chars().all(|next| " -*•".contains(next));
    (!is_drawn).then(|| words.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the places of the parts of a text, each with its lines.
    fn shown(text: &str) -> Vec<(Place, Vec<String>)> {
        let parts = read(text).into_iter();
        parts
            .map(|part| (part.place, part.lines.iter().map(words).collect()))
            .collect()
    }

    #[test]
    fn lists_stand_in_each_other_by_their_indents() {
        use Place::{Item, Margin, Under};
        for (text, places) in [
            ("un\ndeux\n\n  trois", vec![Margin, Margin]),
            ("  - a\n  - b\n   - c", vec![Item(0), Item(0), Item(0)]),
            (
                "- a\n    - b\n  - c\n      * d\n\t• e\n- f",
                vec![Item(0), Item(1), Item(1), Item(2), Item(2), Item(0)],
            ),
            ("- a\n  suite\n\n  b\n\nc", vec![Item(0), Under(0), Margin]),
            ("- a\nfin\n  - b", vec![Item(0), Margin, Item(0)]),
            ("* * *\n- - -\n-\n--- \n*", vec![Margin]),
            ("1. un\n  2) deux\n+ 3", vec![Margin]),
        ] {
            let shown: Vec<Place> = shown(text).iter().map(|part| part.0).collect();
            assert_eq!(shown, places, "{text}");
        }
    }

    #[test]
    fn an_item_is_never_more_than_one_deeper_than_what_stands_above() {
        let text: String = (0..40)
            .map(|rank| format!("{}- {rank}\n", " ".repeat(rank * 2)))
            .collect();
        let parts = shown(&text);
        assert_eq!(parts[39], (Place::Item(DEEPEST), vec!["39".to_owned()]));
        for (rank, part) in parts.iter().enumerate() {
            assert_eq!(part.0, Place::Item(rank.min(DEEPEST)));
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(
            shown("\r\n\r\n un \r\ndeux\t3\u{1b}[m\r\n- - a\n  2019. b"),
            [
                (
                    Place::Margin,
                    vec!["un".to_owned(), "deux 3\\u{1b}[m".to_owned()]
                ),
                (Place::Item(0), vec!["- a".to_owned(), "2019. b".to_owned()]),
            ]
        );
    }
}
