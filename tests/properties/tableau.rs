//! Tables, read back from each format by a reader of its own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A table: its rows, the first of which is the headings.
pub(crate) type Tableau = Vec<Vec<String>>;

/// Reads the table of a CSV.
pub(crate) fn of_csv(bytes: &[u8], delimiter: u8) -> Tableau {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(bytes);
    let row = |record: csv::StringRecord| record.iter().map(unspelled).collect();
    reader
        .into_records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// Returns a text in which what commands a log is no longer spelled out.
pub(crate) fn unspelled(text: &str) -> String {
    text.replace("\\u{3a}", ":").replace("\\u{23}", "#")
}

/// Reads the first table of a text in Markdown.
pub(crate) fn of_markdown(text: &str) -> Tableau {
    let lines = text.lines().skip_while(|line| !line.starts_with('|'));
    let lines = lines.take_while(|line| line.starts_with('|'));
    let mut rows: Tableau = lines.map(row_of_markdown).collect();
    rows.remove(1);
    rows
}

/// Reads a row of a table in Markdown: a bar ends a cell, and a backslash makes the sign that follows it a mere sign.
fn row_of_markdown(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = line.chars().skip(1);
    while let Some(character) = characters.next() {
        match character {
            '|' => cells.push(String::new()),
            '\\' => cells.last_mut().unwrap().extend(characters.next()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(cells.pop().as_deref(), Some(""), "{line}");
    let inside = |cell: &String| {
        let cell = cell
            .strip_prefix(' ')
            .and_then(|cell| cell.strip_suffix(' '));
        unspelled(cell.unwrap())
    };
    cells.iter().map(inside).collect()
}

/// Reads the first table of a page.
pub(crate) fn of_html(page: &str) -> Tableau {
    let start = page.find("<table>").unwrap();
    let end = page.find("</table>").unwrap() + "</table>".len();
    let table = roxmltree::Document::parse(&page[start..end]).unwrap();
    let is = |name: &'static str| move |node: &roxmltree::Node<'_, '_>| node.has_tag_name(name);
    let text = |cell: roxmltree::Node<'_, '_>| -> String {
        let texts = cell.descendants().filter(roxmltree::Node::is_text);
        texts.map(|text| text.text().unwrap()).collect()
    };
    let row = |row: roxmltree::Node<'_, '_>| row.children().map(text).collect();
    table.descendants().filter(is("tr")).map(row).collect()
}

/// Reads the first sheet of a workbook: numbers as they are written, texts as they are shared.
pub(crate) fn of_xlsx(bytes: &[u8]) -> Tableau {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let (strings, sheet) = (
        part("xl/sharedStrings.xml"),
        part("xl/worksheets/sheet1.xml"),
    );
    let strings = roxmltree::Document::parse(&strings).unwrap();
    let of = |item: roxmltree::Node<'_, '_>| {
        let texts = item.descendants().filter(|node| node.has_tag_name("t"));
        unspelled(&texts.filter_map(|node| node.text()).collect::<String>())
    };
    let items = strings.descendants().filter(|node| node.has_tag_name("si"));
    let items: Vec<String> = items.map(of).collect();
    let sheet = roxmltree::Document::parse(&sheet).unwrap();
    let mut rows: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    for cell in sheet.descendants().filter(|node| node.has_tag_name("c")) {
        let value = cell.children().find(|node| node.has_tag_name("v"));
        let Some(value) = value.and_then(|value| value.text()) else {
            continue;
        };
        let (row, column) = place(cell.attribute("r").unwrap());
        let value = match cell.attribute("t") {
            Some("s") => items[value.parse::<usize>().unwrap()].clone(),
            _ => value.to_owned(),
        };
        rows.entry(row).or_default().insert(column, value);
    }
    let width = rows[&1].len();
    let full = |row: BTreeMap<usize, String>| {
        (0..width)
            .map(|column| row.get(&column).cloned().unwrap_or_default())
            .collect()
    };
    rows.into_values().map(full).collect()
}

/// Returns the row, from 1, and the column, from 0, of a cell that is called `AB12`.
fn place(name: &str) -> (usize, usize) {
    let (letters, figures) = name.split_at(name.find(|next: char| next.is_ascii_digit()).unwrap());
    let column = letters
        .bytes()
        .fold(0, |rank, letter| rank * 26 + usize::from(letter - b'A') + 1);
    (figures.parse().unwrap(), column - 1)
}

/// Reads the events of an agenda: their properties, whole.
pub(crate) fn of_ics(text: &str) -> Vec<BTreeMap<String, String>> {
    let unfolded = text.replace("\r\n ", "");
    let mut events = Vec::new();
    for line in unfolded.split("\r\n") {
        if line == "BEGIN:VEVENT" {
            events.push(BTreeMap::new());
        } else if let (Some(event), Some((name, value))) = (events.last_mut(), line.split_once(':'))
        {
            event.insert(name.to_owned(), text_of_ics(value));
        }
    }
    events
}

/// Returns the text that a value of an agenda stands for.
fn text_of_ics(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(
                characters
                    .next()
                    .map(|next| if next == 'n' { '\n' } else { next }),
            ),
            other => text.push(other),
        }
    }
    unspelled(&text)
}
