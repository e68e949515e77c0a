//! CSV, in two dialects: the one of open data, and the one that a French spreadsheet opens right.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::tables::Sheet;
use super::value::Value;
use crate::text::safe;

/// A way of writing CSV. Both end lines with CRLF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// For programs: commas, column names, ISO dates, decimal points, canonical words.
    OpenData,
    /// For a French spreadsheet: a mark that says UTF-8, semicolons, headings, JJ/MM/AAAA, decimal commas, labels.
    French,
}

/// The mark by which a spreadsheet knows UTF-8.
const MARK: &str = "\u{feff}";

/// Writes a table.
pub(crate) fn write(sheet: Sheet<'_>, dialect: Dialect, out: &mut dyn Write) -> io::Result<()> {
    if dialect == Dialect::French {
        out.write_all(MARK.as_bytes())?;
    }
    let mut writer = WriterBuilder::new()
        .delimiter(if dialect == Dialect::French {
            b';'
        } else {
            b','
        })
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let headings = sheet.headings.iter().map(|heading| match dialect {
        Dialect::OpenData => text(&heading.key),
        Dialect::French => text(&heading.title),
    });
    writer.write_record(headings.map(Cow::into_owned))?;
    for row in sheet.rows {
        writer.write_record(row.iter().map(|value| cell(value, dialect)))?;
    }
    writer.flush()
}

/// Returns a cell as it is written.
fn cell(value: &Value<'_>, dialect: Dialect) -> String {
    let words = match dialect {
        Dialect::OpenData => value.plain(),
        Dialect::French => value.french(),
    };
    if value.is_text() {
        text(&words).into_owned()
    } else {
        words.into_owned()
    }
}

/// Returns a text that no screen obeys and that no spreadsheet takes for a formula: an apostrophe goes before what would
/// begin one.
fn text(words: &str) -> Cow<'_, str> {
    let words = safe::text(words);
    if words.starts_with(begins_formula) {
        Cow::Owned(format!("'{words}"))
    } else {
        words
    }
}

/// Returns whether a spreadsheet may take for a formula a text that starts with a character.
fn begins_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cout::Montant;
    use crate::render::tables::{Card, Colonne, Nature, Place};

    /// What the table of these tests is.
    const CARD: Card = Card {
        key: "notes",
        name: "Notes",
        row: "une note",
    };

    /// Returns a table of some texts, each beside an amount below zero.
    fn written(texts: &'static [&'static str], dialect: Dialect) -> String {
        let columns = vec![
            Colonne::new(
                ("note", "Note"),
                (Nature::Texte, Place::Files),
                "",
                |row: &&'static str| Value::text(Some(*row)),
            ),
            Colonne::new(
                ("prevu", "Prévu"),
                (Nature::Montant, Place::Files),
                "",
                |_| Value::amount(Montant::parse("-4380.5")),
            ),
        ];
        let mut out = Vec::new();
        write(
            Sheet::new(CARD, columns, texts.iter().copied()),
            dialect,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_dialect_has_its_marks() {
        assert_eq!(
            written(&["a, b ; \"c\"\nd"], Dialect::OpenData),
            "note,prevu\r\n\"a, b ; \"\"c\"\"\nd\",-4380.50\r\n"
        );
        assert_eq!(
            written(&["a, b"], Dialect::French),
            "\u{feff}Note;Prévu\r\na, b;-4380,50\r\n"
        );
    }

    #[test]
    fn no_text_is_a_formula_nor_an_order() {
        let texts = &[
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\tx",
            "\rx",
            "\n=x",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "\u{1b}[31m",
            "##[error]x",
        ];
        for dialect in [Dialect::OpenData, Dialect::French] {
            let delimiter = if dialect == Dialect::French {
                b';'
            } else {
                b','
            };
            let text = written(texts, dialect);
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            let cells: Vec<String> = reader
                .records()
                .map(|record| record.unwrap()[0].to_owned())
                .collect();
            assert_eq!(cells.len(), texts.len());
            assert!(
                cells.iter().all(|cell| !cell.starts_with(begins_formula)),
                "{cells:?}"
            );
            assert!(
                cells[..11]
                    .iter()
                    .all(|cell| cell.starts_with('\'') || cell.starts_with("\\u{d}")),
                "{cells:?}"
            );
            assert_eq!(cells[11..], ["\\u{1b}[31m", "#\\u{23}[error]x"]);
        }
    }
}
