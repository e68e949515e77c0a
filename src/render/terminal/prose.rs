//! A text of the plan on a screen: its paragraphs, and its lists with their items aligned.

use std::io::{self, Write};

use anstyle::Style;

use super::Page;
use crate::render::prose::{Line, Mark, Part, Piece, Place, read};
use crate::text::safe;

/// Writes a text of the plan.
pub(super) fn write(words: &str, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for Part {
        place,
        is_apart,
        lines,
    } in read(words)
    {
        if is_apart {
            writeln!(out)?;
        }
        let (mut first, other) = match place {
            Place::Margin => (String::new(), String::new()),
            Place::Item(depth) => ("  ".repeat(depth) + "- ", "  ".repeat(depth + 1)),
            Place::Under(depth) => ("  ".repeat(depth + 1), "  ".repeat(depth + 1)),
        };
        for line in &lines {
            write_line(line, (&first, &other), page, out)?;
            first.clone_from(&other);
        }
    }
    Ok(())
}

/// Writes a line, which starts after one indent and goes on after another.
fn write_line(
    line: &Line,
    (first, other): (&str, &str),
    page: &Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    let plain = safe::text(&shown(line, false)).into_owned();
    let number = " ".repeat(number(&plain));
    let other = format!("{other}{number}");
    let words = if page.terminal.color {
        styled(line, &plain)
    } else {
        plain
    };
    let mut style = String::new();
    for (rank, line) in page.wrapped(&words, (first, &other)).iter().enumerate() {
        let indent = if rank == 0 { first } else { &other };
        let text = line.strip_prefix(indent).unwrap_or(line);
        let text = format!("{style}{text}");
        style = left_open(&text);
        let end = if style.is_empty() { "" } else { END };
        writeln!(out, "{}", format!("{indent}{text}{end}").trim_end())?;
    }
    Ok(())
}

/// What ends every style.
const END: &str = "\u{1b}[0m";

/// Returns the styles that a text leaves on, as they are written.
fn left_open(text: &str) -> String {
    let after = text.rfind(END).map_or(text, |end| &text[end + END.len()..]);
    let orders = after.split('\u{1b}').skip(1);
    let styles = orders.filter_map(|order| order.split_once('m'));
    styles.map(|(style, _)| format!("\u{1b}{style}m")).collect()
}

/// Returns the length of the number that opens a line: what follows it is aligned.
fn number(line: &str) -> usize {
    let digits = line.len()
        - line
            .trim_start_matches(|next: char| next.is_ascii_digit())
            .len();
    let is_number = (1..=4).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    if is_number { digits + 2 } else { 0 }
}

/// Returns the words of a line in their styles; without any where they would hide from a log what it must not obey.
fn styled(line: &Line, plain: &str) -> String {
    let styled = shown(line, true);
    let bare = anstream::adapter::strip_str(&styled).to_string();
    if bare == plain {
        styled
    } else {
        plain.to_owned()
    }
}

/// Returns the words of a line, the address of a link after its words; in styles or without.
fn shown(line: &Line, in_styles: bool) -> String {
    let mut shown = String::new();
    let (mut is_strong, mut is_stressed) = (false, false);
    for piece in line {
        match piece {
            Piece::Words(words) => shown.push_str(words),
            Piece::End(Mark::Link(address)) => shown.push_str(&format!(" ({address})")),
            Piece::Start(Mark::Link(_)) => {}
            Piece::Start(mark) | Piece::End(mark) => {
                let end = if is_strong || is_stressed { END } else { "" };
                let is_on = matches!(piece, Piece::Start(_));
                match mark {
                    Mark::Strong => is_strong = is_on,
                    _ => is_stressed = is_on,
                }
                if in_styles {
                    let style = Style::new();
                    let style = if is_strong { style.bold() } else { style };
                    let style = if is_stressed { style.italic() } else { style };
                    shown.push_str(&format!("{end}{style}"));
                }
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::terminal::Terminal;

    /// Returns a text as a screen of a width shows it.
    fn shown(text: &str, width: u16, color: bool) -> String {
        let page = Page {
            width: usize::from(width),
            terminal: Terminal {
                width: Some(width),
                color,
            },
        };
        let mut out = Vec::new();
        write(text, &page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn items_and_numbered_lines_are_aligned() {
        assert_eq!(
            shown(
                "Publics :\n* un deux trois\n    • quatre cinq\n\n  six\n2019. sept huit neuf\n\n12 000 € dix onze",
                16,
                false
            ),
            "Publics :\n- un deux trois\n  - quatre cinq\n\n  six\n2019. sept huit\n      neuf\n\n12 000 € dix\nonze\n"
        );
    }

    #[test]
    fn each_line_ends_its_styles() {
        assert_eq!(
            shown(
                "- **un deux *trois*** « **quatre** » [cinq](https://a.fr)",
                12,
                true
            ),
            concat!(
                "- \u{1b}[1mun deux\u{1b}[0m\n",
                "  \u{1b}[1m\u{1b}[0m\u{1b}[1m\u{1b}[3mtrois\u{1b}[0m\u{1b}[1m\u{1b}[0m\n",
                "  « \u{1b}[1mquatre\u{1b}[0m »\n  cinq\n  (https://a\n  .fr)\n"
            )
        );
        assert_eq!(
            shown("**un** [deux](https://a.fr)", 40, false),
            "un deux (https://a.fr)\n"
        );
    }

    #[test]
    fn a_log_obeys_nothing_that_a_mark_hides() {
        let text = "**:**:error **a :**:b _**a:**_:b";
        for color in [false, true] {
            let shown = shown(text, 80, color);
            assert!(!shown.contains("::"), "{shown}");
        }
        let line = [":", ":error"].map(|words| Piece::Words(words.to_owned()));
        let [before, after] = line;
        let line = vec![
            Piece::Start(Mark::Strong),
            before,
            Piece::End(Mark::Strong),
            after,
        ];
        assert_eq!(styled(&line, &safe::text("::error")), ":\\u{3a}error");
    }
}
