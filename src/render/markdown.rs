//! Markdown: documents that any forge or editor shows, in which no text of a plan is more than text.

mod prose;

use std::io::{self, Write};

use super::document::{Block, Chiffre, Document, Kind, Table, Text};
use super::terminal::PAPER;
use super::{bars, figures, gantt};
use crate::text::safe;

/// Writes a document.
pub(crate) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    for (rank, block) in document.blocks.iter().enumerate() {
        if rank > 0 {
            writeln!(out)?;
        }
        write_block(block, out)?;
    }
    Ok(())
}

/// Writes a block.
fn write_block(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title(words) => writeln!(out, "# {}", inline(words)),
        Block::Section(words) => writeln!(out, "## {}", inline(words)),
        Block::Subsection(words) => writeln!(out, "### {}", inline(words)),
        Block::Rubrique(words) => writeln!(out, "#### {}", inline(words)),
        Block::Detail(words) => writeln!(out, "##### {}", inline(words)),
        Block::Paragraph(text) => writeln!(out, "{}", inline(&text.words)),
        Block::Prose(words) => prose::write(words, out),
        Block::Verbatim(words) => safe::text(words)
            .lines()
            .try_for_each(|line| writeln!(out, "    {line}")),
        Block::Fields(fields) => fields.iter().try_for_each(|(name, text)| {
            writeln!(out, "- **{}** : {}", inline(name), inline(&text.words))
        }),
        Block::Items(texts) => items(texts.iter().map(|text| text.words.clone()), out),
        Block::Table(table) => write_table(table, out),
        Block::Gantt(frise) => drawing(gantt::draw(frise, usize::from(PAPER)), out),
        Block::Bars(bars) => drawing(bars::drawn(bars, usize::from(PAPER)), out),
        Block::Sommaire => Ok(()),
        Block::Chiffres(chiffres) => items(chiffres.iter().map(Chiffre::said), out),
        Block::Courbes(courbes) => items(figures::courbes(courbes), out),
        Block::Paires(paires) => items(figures::paires(paires), out),
    }
}

/// Writes a list.
fn items(texts: impl IntoIterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut texts = texts.into_iter();
    texts.try_for_each(|text| writeln!(out, "- {}", inline(&text)))
}

/// Writes a table; its first column names the rows.
fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let titles = table.columns.iter().map(|column| inline(&column.title));
    writeln!(out, "{}", line(titles.collect()))?;
    let rules = table.columns.iter().map(|column| match column.kind {
        Kind::Figure => "---:".to_owned(),
        Kind::Words | Kind::Title | Kind::Identifier => "---".to_owned(),
    });
    writeln!(out, "{}", line(rules.collect()))?;
    let cell = |text: &Text| inline(&text.words);
    for (rank, row) in table.rows.iter().enumerate() {
        for (_, title) in table.groups.iter().filter(|(start, _)| *start == rank) {
            let mut cells = vec![String::new(); table.columns.len()];
            cells[0] = format!("**{}**", inline(title));
            writeln!(out, "{}", line(cells))?;
        }
        writeln!(out, "{}", line(row.iter().map(cell).collect()))?;
    }
    Ok(())
}

/// Writes a drawing in a fence that no line of it closes: nothing in it is interpreted.
fn drawing(lines: Vec<Vec<Text>>, out: &mut dyn Write) -> io::Result<()> {
    let words = |line: Vec<Text>| line.into_iter().map(|text| text.words).collect::<String>();
    let lines: Vec<String> = lines.into_iter().map(words).collect();
    let ticks = lines.iter().flat_map(|line| line.split(|next| next != '`'));
    let fence = "`".repeat(ticks.map(str::len).max().unwrap_or(0).max(2) + 1);
    writeln!(out, "{fence}text")?;
    for line in lines {
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "{fence}")
}

/// Returns a text on one line, in which Markdown finds nothing to interpret.
fn inline(words: &str) -> String {
    escaped(words, true)
}

/// Returns a text that goes on a line, in which Markdown finds nothing to interpret.
fn goes_on(words: &str) -> String {
    escaped(words, false)
}

/// Escapes a text, which a line may open with.
fn escaped(words: &str, opens: bool) -> String {
    // Escaped below, a mark commands no log either: what is spelled out there stays as it was.
    let words = safe::line(words);
    let mut escaped = String::with_capacity(words.len() + 8);
    for (at, character) in words.char_indices() {
        let (before, after) = (&words[..at], &words[at + character.len_utf8()..]);
        let is_special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' | '#' => {
                true
            }
            '+' | '-' | '=' => opens && before.trim_start().is_empty(),
            '.' if ends_with_www(before) => true,
            '.' | ')' => {
                let ends = after.is_empty() || after.starts_with(' ');
                opens && ends && is_number(before)
            }
            // A forge makes a link of an address that is written in full, a drawing of « :mot: », and a name of what follows an
            // arobase.
            ':' => {
                let opens = opens && before.trim_start().is_empty();
                opens || after.starts_with(|next: char| next == '/' || next.is_ascii_alphanumeric())
            }
            '@' => true,
            '!' => after.starts_with('['),
            _ => false,
        };
        if is_special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns whether a text ends with what opens the name of a site.
fn ends_with_www(text: &str) -> bool {
    let end = text
        .len()
        .checked_sub(3)
        .and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Returns whether a text is a number that an item of a list may have: no reader takes a longer one.
fn is_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_more_than_text() {
        for (text, escaped) in [
            ("a | b", "a \\| b"),
            ("<script>", "\\<script\\>"),
            ("[x](javascript:y)", "\\[x\\](javascript\\:y)"),
            ("# titre", "\\# titre"),
            ("1. un", "1\\. un"),
            ("1.1/2", "1.1/2"),
            ("l'accueil n° 4 (2017)", "l'accueil n° 4 (2017)"),
            ("https://exemple.fr", "https\\://exemple.fr"),
            (
                "www.exemple.fr #12 :tada:",
                "www\\.exemple.fr \\#12 \\:tada:",
            ),
            ("Action C #", "Action C \\#"),
            ("a\nb", "a b"),
            (": a :- b", "\\: a :- b"),
        ] {
            assert_eq!(inline(text), escaped);
        }
    }
}
