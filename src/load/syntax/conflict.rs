//! The conflicts that git leaves in a file, between two versions that it cannot merge.

use std::ops::Range;

use super::{Fault, add, blank};
use crate::load::faults::CONFLIT_GIT;
use crate::load::found::Faults;

/// The way out of a conflict.
const HELP: &str =
    "choisir entre les deux textes, puis supprimer les lignes <<<<<<<, ======= et >>>>>>>";

/// The marks that git leaves in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `<<<<<<<`: the first version follows.
    Start,
    /// `|||||||`: the version that both come from follows.
    Base,
    /// `=======`: the second version follows.
    Middle,
    /// `>>>>>>>`: the conflict is over.
    End,
}

/// Where a line stands in a conflict.
#[derive(Clone, Copy)]
enum Side {
    /// In none.
    Outside,
    /// In the first of the two versions, which is kept.
    First,
    /// In what is not kept: the common version or the second one, which starts at an offset.
    Dropped(usize),
}

/// Reports the conflicts of a file, one finding each: inside a text of several lines they are valid TOML, and no less a
/// conflict. Returns the file with the first version of each, all other lines and columns being kept; nothing when it has
/// none.
pub(in crate::load) fn without_conflicts(faults: &Faults<'_>) -> Option<String> {
    // One byte is found much sooner than seven, and most texts have neither.
    let may = memchr::memchr2(b'<', b'>', faults.text.as_bytes()).is_some();
    if !may || !(faults.text.contains("<<<<<<<") || faults.text.contains(">>>>>>>")) {
        return None;
    }
    let mut readable = faults.text.to_string();
    let (mut any, mut side) = (false, Side::Outside);
    for (mark, span) in marks(faults.text) {
        let outside = matches!(side, Side::Outside);
        if outside && !matches!(mark, Mark::Start | Mark::End) {
            // A line of signs is a heading in a text, and a fault like another elsewhere.
            continue;
        }
        if outside || mark == Mark::Start {
            any = true;
            let message = "marque d'un conflit de fusion git";
            add(
                faults,
                Fault::new(&CONFLIT_GIT, span.clone(), message, HELP),
            );
        }
        if let (Side::Dropped(start), Mark::Middle | Mark::End) = (side, mark) {
            blank(&mut readable, start..span.start);
        }
        blank(&mut readable, span.clone());
        side = match mark {
            Mark::Start => Side::First,
            Mark::Base | Mark::Middle => Side::Dropped(span.end),
            Mark::End => Side::Outside,
        };
    }
    any.then_some(readable)
}

/// Returns the marks of a text, each with its line.
fn marks(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut marks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        marks.extend(mark(words).map(|mark| (mark, at..at + words.len())));
        at += line.len();
    }
    marks
}

/// Returns the mark that a line is.
fn mark(line: &str) -> Option<Mark> {
    let (signs, label) = line.split_at_checked(7)?;
    if !label.is_empty() && !label.starts_with(' ') {
        return None;
    }
    match signs {
        "<<<<<<<" => Some(Mark::Start),
        "|||||||" => Some(Mark::Base),
        "=======" => Some(Mark::Middle),
        ">>>>>>>" => Some(Mark::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::text::source::Sources;
    use crate::text::texte::Texte;

    /// Returns what is left of a text, and the offsets of the conflicts.
    fn left(text: &str) -> (Option<String>, Vec<usize>) {
        let text = Texte::from(text);
        let faults = Faults::new(Sources::default().add("f.toml".to_owned()), &text);
        let readable = without_conflicts(&faults);
        let found = faults.into_found();
        (
            readable,
            found.iter().map(|fault| fault.at.start()).collect(),
        )
    }

    /// Returns the words that are left of a text.
    fn words(text: &str) -> Vec<String> {
        let (readable, _) = left(text);
        let readable = readable.unwrap();
        assert_eq!(readable.len(), text.len());
        readable.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_first_version_is_kept_and_no_line_moves() {
        let two = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> autre\nd\n";
        assert_eq!(words(two), ["a", "b", "d"]);
        assert_eq!(left(two).1, [2]);
        let three = "<<<<<<< HEAD\r\nb\r\n||||||| base\r\nx\r\n=======\r\nc\r\n>>>>>>> autre\r\nd";
        assert_eq!(words(three), ["b", "d"]);
    }

    #[test]
    fn what_is_left_of_a_conflict_is_one_too() {
        assert_eq!(left("a\n>>>>>>> autre\n").1, [2]);
        assert_eq!(left("<<<<<<<\na\n<<<<<<<\nb").1, [0, 10]);
        assert_eq!(words("<<<<<<< HEAD\na\n=======\nb\n"), ["a", "b"]);
    }

    #[test]
    fn signs_in_a_text_are_no_conflict() {
        for text in [
            "Titre\n=======\n",
            "a <<<<<<< b\n",
            "<<<<<<<<\n",
            "||||||| x\n",
            ">>>>>>>x",
        ] {
            assert_eq!(left(text), (None, vec![]), "{text:?}");
        }
    }
}
