//! HTML: one file, without network nor script, in which every text of a plan is text.

mod bars;
#[cfg(test)]
mod contrast;
mod courbes;
mod gantt;
mod paires;
mod paper;
mod prose;
mod sommaire;
mod table;

use std::io::{self, Write};

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{Block, Document, Text, Tone};
use super::french::NO_BREAK;
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
    let title = titles.join(" · ");
    let mut body = String::new();
    // Several titles are parts of one page, whose own title names them all.
    let level = if titles.len() > 1 { 2 } else { 1 };
    if level > 1 {
        body.push_str(&heading((&title, None), 1).into_string());
    }
    body.push_str(&content(&document.blocks, level));
    let page = page(&title, &paper::foot(of), &for_logs(&body));
    writeln!(out, "{}", page.into_string())
}

/// Returns the markup of blocks, whose titles are headings of a level. Where they have a table of contents, what stands before
/// their parts is a first page.
fn content(blocks: &[Block], level: usize) -> String {
    let has_contents = blocks.iter().any(|block| matches!(block, Block::Sommaire));
    let anchors = match has_contents {
        true => sommaire::anchors(blocks),
        false => vec![None; blocks.len()],
    };
    let mut above = Above::default();
    let mut body = String::new();
    let mut is_first_page = has_contents;
    if is_first_page {
        body.push_str("<div class=\"couverture\">");
    }
    let first = blocks
        .iter()
        .position(|block| matches!(block, Block::Section(_)));
    for (rank, (block, anchor)) in blocks.iter().zip(&anchors).enumerate() {
        let is_part = match block {
            Block::Section(_) => Some(rank) != first,
            Block::Subsection(_) => true,
            _ => false,
        };
        if is_first_page && is_part {
            body.push_str("</div>");
            is_first_page = false;
        }
        let shown = match block {
            Block::Sommaire => sommaire::html(blocks, &anchors),
            block => show(block, (level, anchor.as_deref()), &above),
        };
        body.push_str(&shown.into_string());
        above.pass(block);
    }
    if is_first_page {
        body.push_str("</div>");
    }
    body
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

/// The headings that a block stands under.
#[derive(Debug, Default)]
struct Above<'b> {
    /// The nearest.
    heading: &'b str,
    /// The one above it, where it heads a part of a part: it tells which.
    part: Option<&'b str>,
    /// The last heading of each depth: sections, their parts, and the parts of these.
    last: [&'b str; 4],
}

impl<'b> Above<'b> {
    /// Goes on past a block.
    fn pass(&mut self, block: &'b Block) {
        let (depth, words) = match block {
            Block::Section(words) => (0, words),
            Block::Subsection(words) => (1, words),
            Block::Rubrique(words) => (2, words),
            Block::Detail(words) => (3, words),
            _ => return,
        };
        self.heading = words;
        self.last[depth] = words;
        self.part = (depth > 1).then(|| self.last[depth - 1]);
    }

    /// Returns how a table is called among all those of the page.
    fn name(&self, caption: &str) -> String {
        match self.part {
            Some(part) => format!("{caption}, {part}"),
            None => caption.to_owned(),
        }
    }
}

/// Returns a block; a title is a heading of a level, a section is one of the next, which may have an anchor. `above` tells
/// what it stands under.
fn show(block: &Block, (level, anchor): (usize, Option<&str>), above: &Above<'_>) -> Markup {
    match block {
        Block::Title(words) => heading((words, anchor), level),
        Block::Section(words) => heading((words, anchor), level + 1),
        Block::Subsection(words) => heading((words, anchor), level + 2),
        Block::Rubrique(words) => heading((words, anchor), level + 3),
        Block::Detail(words) => heading((words, anchor), level + 4),
        Block::Paragraph(text) => html! { p { (toned(text)) } },
        Block::Prose(words) => html! { div class="texte" { (prose::html(words)) } },
        Block::Verbatim(words) => html! { pre { (plain(words)) } },
        Block::Fields(fields) => html! {
            dl { @for (name, text) in fields { div { dt { (plain(name)) } dd { (toned(text)) } } } }
        },
        Block::Items(items) => html! { ul { @for item in items { li { (toned(item)) } } } },
        Block::Chiffres(chiffres) => html! {
            ul class="chiffres" { @for chiffre in chiffres { li {
                strong { (plain(&chiffre.valeur)) } " " (plain(&chiffre.nom)) " "
                span class="discret" { (plain(&chiffre.detail)) }
            } } }
        },
        Block::Table(table) => table::html(table, above),
        Block::Sommaire => html! {},
        Block::Gantt(frise) => gantt::html(frise),
        Block::Bars(bars) => bars::html(bars),
        Block::Courbes(courbes) => courbes::html(courbes),
        Block::Paires(paires) => paires::html(paires),
    }
}

/// Returns a heading, with its anchor where it has one.
fn heading((words, anchor): (&str, Option<&str>), level: usize) -> Markup {
    let words = plain(words);
    match level {
        1 => html! { h1 id=[anchor] { (words) } },
        2 => html! { h2 id=[anchor] { (words) } },
        3 => html! { h3 id=[anchor] { (words) } },
        4 => html! { h4 id=[anchor] { (words) } },
        5 => html! { h5 id=[anchor] { (words) } },
        _ => html! { h6 id=[anchor] { (words) } },
    }
}

/// Returns a text with its tone. A sign before its words is for those who see it: the words say the same.
fn toned(text: &Text) -> Markup {
    let class = match text.tone {
        Tone::Plain => None,
        Tone::Good => Some("bien"),
        Tone::Attention => Some("attention"),
        Tone::Bad => Some("alerte"),
        Tone::Faint => Some("discret"),
    };
    let shown = match signed(&text.words) {
        Some((sign, words)) => html! { span aria-hidden="true" { (plain(sign)) } (plain(words)) },
        None => plain(&text.words),
    };
    match class {
        Some(class) => html! { span class=(class) { (shown) } },
        None => shown,
    }
}

/// Returns the sign of a text with the space after it, and its words; nothing where no sign stands before words.
fn signed(words: &str) -> Option<(&str, &str)> {
    let mut characters = words.chars();
    let sign = characters.next().filter(|first| is_sign(*first))?;
    (characters.next() == Some(NO_BREAK))
        .then(|| words.split_at(sign.len_utf8() + NO_BREAK.len_utf8()))
}

/// Returns whether a character is a sign of a state or of a phase.
fn is_sign(character: char) -> bool {
    ('\u{2016}'..='\u{2716}').contains(&character)
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
    use crate::render::document::{Kind, Table};

    /// Returns the page of some blocks.
    fn page(blocks: Vec<Block>) -> String {
        let mut out = Vec::new();
        let mut document = Document::default();
        blocks.into_iter().for_each(|block| document.push(block));
        let of = ("Titre".to_owned(), NaiveDate::default());
        write(&document, &of, &mut out).unwrap();
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
