//! HTML: one file, without network nor script, in which every text of a plan is text.

mod bars;
mod gantt;
mod paper;
mod prose;

use std::io::{self, Write};

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{Block, Document, Kind, Table, Text, Tone};
use crate::text::safe;

/// How a page looks, on a screen by day and by night, and on paper.
const STYLE: &str = include_str!("html/page.css");

/// What a page may fetch or run: nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a document as a page; on paper, the foot of each sheet says what it is of: a title, and a reference date.
pub(crate) fn write(
    document: &Document,
    of: &(String, NaiveDate),
    out: &mut dyn Write,
) -> io::Result<()> {
    let titles = document.blocks.iter().filter_map(|block| match block {
        Block::Title(words) => Some(words.as_str()),
        _ => None,
    });
    let titles: Vec<&str> = titles.collect();
    // Several titles are parts of one page, whose own title names them all.
    let level = if titles.len() > 1 { 2 } else { 1 };
    let title = titles.join(" · ");
    let mut above = "";
    let mut body = String::new();
    if level > 1 {
        body.push_str(&heading(&title, 1).into_string());
    }
    for block in &document.blocks {
        body.push_str(&show(block, level, above).into_string());
        if let Block::Section(words) | Block::Subsection(words) | Block::Rubrique(words) = block {
            above = words;
        }
    }
    let page = page(&title, &paper::foot(of), &for_logs(&body));
    writeln!(out, "{}", page.into_string())
}

/// Returns a page: its title, the style of its foot and the markup of its content.
fn page(title: &str, foot: &str, content: &str) -> Markup {
    let title = for_logs(&plain(title).into_string());
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (PreEscaped(title)) }
                style { (PreEscaped(STYLE)) (PreEscaped(foot)) }
            }
            body {
                a class="evitement" href="#contenu" { "Aller au contenu" }
                main id="contenu" { (PreEscaped(content)) }
            }
        }
    }
}

/// Returns a block; a title is a heading of a level, a section is one of the next. `above` is the heading that it stands under.
fn show(block: &Block, level: usize, above: &str) -> Markup {
    match block {
        Block::Title(words) => heading(words, level),
        Block::Section(words) => heading(words, level + 1),
        Block::Subsection(words) => heading(words, level + 2),
        Block::Rubrique(words) => heading(words, level + 3),
        Block::Paragraph(text) => html! { p { (toned(text)) } },
        Block::Prose(words) => html! { div class="texte" { (prose::html(words)) } },
        Block::Verbatim(words) => html! { pre { (plain(words)) } },
        Block::Fields(fields) => html! {
            dl { @for (name, text) in fields { div { dt { (plain(name)) } dd { (toned(text)) } } } }
        },
        Block::Items(items) => html! { ul { @for item in items { li { (toned(item)) } } } },
        Block::Table(table) => show_table(table, above),
        Block::Gantt(frise) => gantt::html(frise),
        Block::Bars(bars) => bars::html(bars),
    }
}

/// Returns a heading.
fn heading(words: &str, level: usize) -> Markup {
    let words = plain(words);
    match level {
        1 => html! { h1 { (words) } },
        2 => html! { h2 { (words) } },
        3 => html! { h3 { (words) } },
        4 => html! { h4 { (words) } },
        _ => html! { h5 { (words) } },
    }
}

/// Returns a table, in a frame that scrolls where it is too wide; its first column names the rows.
fn show_table(table: &Table, above: &str) -> Markup {
    let side = |kind: Kind| (kind == Kind::Figure).then_some("nombre");
    // What the heading just above says is not said twice to those who see it.
    let caption = (table.caption == above).then_some("entendu");
    html! {
        div class="cadre" role="region" tabindex="0" aria-label=(plain(&table.caption)) {
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

/// The longest text that a cell keeps on one line.
const SHORT: usize = 10;

/// Returns the class of a text that a cell keeps on one line.
fn short(text: &Text) -> Option<&'static str> {
    (text.words.chars().count() <= SHORT).then_some("court")
}

/// The longest word that a cell keeps whole: a longer one would push the other columns off the paper.
const LONGEST: usize = 24;

/// Returns the class of a text with a word that a cell may break.
fn broken(words: &str) -> Option<&'static str> {
    let mut words = words.split([' ', '-', '\u{202f}']);
    words
        .any(|word| word.chars().count() > LONGEST)
        .then_some("long")
}

/// Returns a text with its tone.
fn toned(text: &Text) -> Markup {
    let class = match text.tone {
        Tone::Plain => return plain(&text.words),
        Tone::Good => "bien",
        Tone::Attention => "attention",
        Tone::Bad => "alerte",
        Tone::Faint => "discret",
    };
    html! { span class=(class) { (plain(&text.words)) } }
}

/// Returns a text as text.
fn plain(words: &str) -> Markup {
    let words = safe::characters(words);
    html! { (*words) }
}

/// Returns markup that no log obeys: a mark of each of its orders is written by its number, which shows the same.
fn for_logs(markup: &str) -> String {
    markup.replace("##", "#&#35;").replace("::", ":&#58;")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the page of some blocks.
    fn page(blocks: Vec<Block>) -> String {
        let mut out = Vec::new();
        let of = ("Titre".to_owned(), NaiveDate::default());
        write(&Document { blocks }, &of, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_text_is_more_than_text() {
        let hostile = "<script>alert(1)</script> \" onload=x ##[error] ::error \u{1b}[31m";
        let mut table = Table::new(hostile, &[("A", Kind::Words)]);
        table.rows = vec![vec![hostile.into()]];
        let page = page(vec![
            Block::Title(hostile.to_owned()),
            Block::Prose(hostile.to_owned()),
            Block::Fields(vec![(hostile.to_owned(), hostile.into())]),
            Block::Table(table),
        ]);
        assert!(
            !page.contains("<script") && !page.contains("##[") && !page.contains("::error"),
            "{page}"
        );
        assert!(!page.contains('\u{1b}'), "{page}");
        let text = "&lt;script&gt;alert(1)&lt;/script&gt;";
        assert!(
            page.contains(&format!("aria-label=\"{text} &quot; onload")),
            "{page}"
        );
        assert_eq!(page.matches(text).count(), 8, "{page}");
    }

    #[test]
    fn several_titles_stand_under_one() {
        let title = |words: &str| Block::Title(words.to_owned());
        let page = page(vec![
            title("Un"),
            Block::Section("Coûts".to_owned()),
            title("Deux"),
        ]);
        assert!(
            page.contains("<h1>Un · Deux</h1><h2>Un</h2><h3>Coûts</h3><h2>Deux</h2>"),
            "{page}"
        );
    }
}
