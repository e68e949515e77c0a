//! A table of a page: in a frame that scrolls where it is too wide, with its caption, its heads and their scopes.

use maud::{Markup, html};

use super::{Above, plain, toned};
use crate::render::document::{Kind, Table, Text};

/// The most rows of a table that a sheet of paper keeps together.
const FEW: usize = 8;

/// The longest text that a cell keeps on one line.
const SHORT: usize = 10;

/// The longest word that a cell keeps whole: a longer one would push the other columns off the paper.
const LONGEST: usize = 24;

/// Returns a table; its first column names the rows.
pub(super) fn html(table: &Table, above: &Above<'_>) -> Markup {
    let side = |kind: Kind| (kind == Kind::Figure).then_some("nombre");
    // What the heading just above says is not said twice to those who see it.
    let is_said =
        above.heading == table.caption || above.heading.ends_with(&format!(". {}", table.caption));
    let caption = is_said.then_some("entendu");
    let frame = if table.rows.len() <= FEW {
        "cadre petit"
    } else {
        "cadre"
    };
    html! {
        div class=(frame) role="region" tabindex="0" aria-label=(plain(&above.name(&table.caption))) {
            table {
                caption class=[caption] { (plain(&table.caption)) }
                thead { tr {
                    @for column in &table.columns { th scope="col" class=[side(column.kind).or(broken(&column.title))] { (plain(&column.title)) } }
                } }
                @for (title, rows) in table.parts() { @if title.is_some() || !rows.is_empty() || table.groups.is_empty() { tbody {
                    @if let Some(title) = title {
                        tr class="groupe" { th scope="rowgroup" colspan=(table.columns.len()) { (plain(title)) } }
                    }
                    @for row in &table.rows[rows] { tr {
                        @for (rank, (text, column)) in row.iter().zip(&table.columns).enumerate() {
                            @if rank == 0 {
                                th scope="row" class=[side(column.kind).or(broken(&text.words))] { (toned(text)) }
                            } @else {
                                td class=[side(column.kind).or(short(text)).or(broken(&text.words))] { (toned(text)) }
                            }
                        }
                    } }
                } } }
            }
        }
    }
}

/// Returns the class of a text that a cell keeps on one line.
fn short(text: &Text) -> Option<&'static str> {
    (text.words.chars().count() <= SHORT).then_some("court")
}

/// Returns the class of a text with a word that a cell may break.
fn broken(words: &str) -> Option<&'static str> {
    let mut words = words.split([' ', '-', '\u{202f}']);
    words
        .any(|word| word.chars().count() > LONGEST)
        .then_some("long")
}
