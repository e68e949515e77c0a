//! A text of the plan in Markdown: its paragraphs, its lists and its marks, every other sign being a plain character.

use std::io::{self, Write};

use super::{goes_on, inline};
use crate::render::prose::{Line, Mark, Part, Piece, Place, read};

/// Writes a text of the plan.
pub(super) fn write(words: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut above = None;
    for part in read(words) {
        let Part {
            place,
            is_apart,
            lines,
        } = part;
        // A line at the margin would be one more of the item above it.
        let leaves = place == Place::Margin && above.is_some();
        if is_apart || leaves {
            writeln!(out)?;
        }
        let (first, other) = match place {
            Place::Margin => (String::new(), String::new()),
            Place::Item(depth) => ("  ".repeat(depth) + "- ", "  ".repeat(depth + 1)),
            Place::Under(depth) => ("  ".repeat(depth + 1), "  ".repeat(depth + 1)),
        };
        for (rank, line) in lines.iter().enumerate() {
            let indent = if rank == 0 { &first } else { &other };
            let end = if rank + 1 < lines.len() { "\\" } else { "" };
            writeln!(out, "{indent}{}{end}", shown(line))?;
        }
        above = Some(place);
    }
    Ok(())
}

/// Returns a line.
fn shown(line: &Line) -> String {
    let mut shown = String::new();
    for (rank, piece) in line.iter().enumerate() {
        match piece {
            Piece::Words(words) if rank == 0 => shown.push_str(&inline(words)),
            Piece::Words(words) => shown.push_str(&goes_on(words)),
            Piece::Start(Mark::Strong) | Piece::End(Mark::Strong) => shown.push_str("**"),
            Piece::Start(Mark::Emphasis(sign)) | Piece::End(Mark::Emphasis(sign)) => {
                shown.push(*sign);
            }
            Piece::Start(Mark::Link(_)) => shown.push('['),
            Piece::End(Mark::Link(address)) => shown.push_str(&format!("]({})", target(address))),
        }
    }
    shown
}

/// Returns an address in which Markdown finds nothing to interpret.
fn target(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for character in address.chars() {
        if "()*_&$~'!".contains(character) {
            target.push('\\');
        }
        target.push(character);
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text as it is written.
    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lists_of_the_plan_stay_lists() {
        for (text, shown) in [
            (
                "- b\n  c\n2017. ouverture",
                "- b\\\n  c\n\n2017\\. ouverture\n",
            ),
            (
                "Publics :\n- **un**\n  2. deux\n\n# fin\n      code\n-      x\n\ty",
                "Publics :\n- **un**\\\n  2\\. deux\n\n\\# fin\\\ncode\n- x\\\n  y\n",
            ),
            (
                "- a\n\n  b\n\t• c\n\n* d\n\ne",
                "- a\n\n  b\n  - c\n\n- d\n\ne\n",
            ),
        ] {
            assert_eq!(written(text), shown);
        }
    }

    #[test]
    fn marks_of_the_plan_stay_marks_and_nothing_else_is_one() {
        for (text, shown) in [
            ("**a** : *b* - _c_", "**a** : *b* - _c_\n"),
            (
                "3*4, __d__ et **3*4 m**",
                "3\\*4, \\_\\_d\\_\\_ et **3\\*4 m**\n",
            ),
            (
                "[a_b](https://c.fr/d_(e)?f&g) ![a](https://c.fr)",
                "[a\\_b](https://c.fr/d\\_\\(e\\)?f\\&g) \\!\\[a\\](https\\://c.fr)\n",
            ),
            (": a\n:-\n**b**\n: c", "\\: a\\\n\\:-\\\n**b**\\\n\\: c\n"),
        ] {
            assert_eq!(written(text), shown);
        }
    }
}
