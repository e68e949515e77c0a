//! The formats of a report, each of which shows the same facts. To add one: its file, its word here, its arm.

use std::io::{self, Write};

use super::csv::{self, Dialect};
use super::document::{Block, Document};
use super::tables::Sheet;
use super::terminal::{self, Terminal};
use super::{html, ics, markdown, xlsx};
use chrono::NaiveDate;

use crate::text::safe;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, on a terminal: the text of a document.
    Texte,
    /// For people, on a terminal: the same, where a table is the answer.
    Table,
    /// For forges and editors.
    Markdown,
    /// For browsers.
    Html,
    /// For paper and for the council: the same page, printed.
    Pdf,
    /// For programs that read tables.
    Csv,
    /// For a French spreadsheet.
    CsvExcel,
    /// For a spreadsheet, with numbers and dates.
    Xlsx,
    /// For calendar programs.
    Ics,
    /// For programs.
    Json,
    /// For programs that read one object a line.
    Ndjson,
}

impl Format {
    /// Every format, in the order in which they are named.
    const ALL: [Self; 11] = [
        Self::Texte,
        Self::Table,
        Self::Markdown,
        Self::Html,
        Self::Pdf,
        Self::Csv,
        Self::CsvExcel,
        Self::Xlsx,
        Self::Ics,
        Self::Json,
        Self::Ndjson,
    ];

    /// Returns its name on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Texte => "texte",
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::CsvExcel => "csv-excel",
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// Returns what it is for, where its name does not say it.
    pub(crate) fn about(self) -> Option<&'static str> {
        match self {
            Self::Pdf => Some("par Chromium, Chrome ou Edge ; variable STSPD_NAVIGATEUR"),
            Self::Csv => Some("données ouvertes"),
            Self::CsvExcel => Some("tableur français"),
            Self::Ndjson => Some("un objet par ligne"),
            Self::Ics => Some("agenda"),
            _ => None,
        }
    }

    /// Returns the format that has a name.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Returns the ends of the names of its files; the first format of a command that has an end takes it.
    pub(crate) fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Texte | Self::Table => &["txt"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Pdf => &["pdf"],
            Self::Csv | Self::CsvExcel => &["csv"],
            Self::Xlsx => &["xlsx"],
            Self::Ics => &["ics"],
            Self::Json => &["json"],
            Self::Ndjson => &["ndjson", "jsonl"],
        }
    }

    /// Returns whether it is bytes that no screen can show.
    pub(crate) fn is_binary(self) -> bool {
        matches!(self, Self::Pdf | Self::Xlsx)
    }
}

/// A report, whatever its format.
pub(crate) trait Report {
    /// Returns it as people read it.
    fn document(&self) -> Document;

    /// Returns it as people read it on a page, which has room for drawings.
    fn page(&self) -> Document {
        self.document()
    }

    /// Returns the letters that it is, to be read as they are by a program for mail; nothing for a report that is laid out.
    fn letters(&self) -> Option<String> {
        None
    }

    /// Returns its tables, the first of which is the whole answer; none for a report that is no table.
    fn sheets(&self) -> Vec<Sheet<'_>> {
        Vec::new()
    }

    /// Returns its days, for a calendar program; nothing for a report that has none.
    fn agenda(&self) -> Option<ics::Agenda> {
        None
    }

    /// Returns what it is called, and its reference date.
    fn title(&self) -> (String, NaiveDate);

    /// Writes it for programs.
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;

    /// Writes it for programs that read one object a line; nothing for a report that is not a list.
    fn ndjson(&self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Returns a report as people read it away from the command that asked for it: with its title.
fn titled(report: &dyn Report, mut document: Document) -> Document {
    let has_title = document
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Title(_)));
    if !has_title {
        document.blocks.insert(0, Block::Title(report.title().0));
    }
    document
}

/// Writes a report; as a PDF, the page that is to be printed.
pub(crate) fn write(
    report: &dyn Report,
    format: Format,
    terminal: Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let table = |dialect: Dialect, out: &mut dyn Write| {
        let first = report.sheets().into_iter().next();
        first.map_or(Ok(()), |sheet| csv::write(sheet, dialect, out))
    };
    match format {
        Format::Texte | Format::Table => match report.letters() {
            Some(letters) => out.write_all(safe::text(&letters).as_bytes()),
            None => terminal::write(&report.document(), terminal, out),
        },
        Format::Markdown => markdown::write(&titled(report, report.document()), out),
        Format::Html | Format::Pdf => {
            html::write(&titled(report, report.page()), &report.title(), out)
        }
        Format::Csv => table(Dialect::OpenData, out),
        Format::CsvExcel => table(Dialect::French, out),
        Format::Xlsx => {
            let (title, date) = report.title();
            xlsx::write(&title, date, report.sheets(), out)
        }
        Format::Ics => {
            let agenda = report.agenda();
            agenda.map_or(Ok(()), |agenda| ics::write(&agenda, out))
        }
        Format::Json => report.json(out),
        Format::Ndjson => report.ndjson(out),
    }
}
