//! Texts drawn without end from marks, figures and words: each format shows the same ones, and loses nothing of them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use chrono::NaiveDate;

use super::{Mark, Piece, read};
use crate::render::document::{Block, Document};
use crate::render::terminal::Terminal;
use crate::render::{html, markdown, terminal};
use crate::text::safe;

/// What texts are made of.
const TOKENS: [&str; 72] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "*",
    "*",
    "*",
    "**",
    "**",
    "**",
    "_",
    "_",
    "__",
    "***",
    "mot",
    "été",
    "5",
    "12",
    "2019.",
    "3)",
    "- ",
    "* ",
    "• ",
    "+ ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n    * ",
    "\n1. ",
    "\t",
    "[",
    "](",
    ")",
    "](https://b.fr)",
    "[lien](",
    "[a_b](https://b.fr/c_(d))",
    "![",
    "<b>",
    "</b>",
    "&eacute;",
    "\\",
    "`",
    "~~~",
    "> ",
    "# ",
    "===",
    "---",
    "|",
    "\n:-",
    "\n: ",
    "[^1]",
    "[1]: d",
    "<http://a.fr>",
    "www.a.fr",
    "a@b.fr",
    ":mot:",
    "::error ",
    "##[e]",
    "$",
    "«",
    "»",
    "'",
    ",",
    "\u{a0}",
];

/// Returns a text: the same for the same rank.
fn drawn(rank: u64) -> String {
    let mut seed = rank.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap() % below
    };
    let count = 2 + next(24);
    (0..count).map(|_| TOKENS[next(TOKENS.len())]).collect()
}

/// Returns a text in a format.
fn written(text: &str, write: impl Fn(&Document, &mut Vec<u8>)) -> String {
    let mut document = Document::default();
    document.push(Block::Prose(text.to_owned()));
    let mut out = Vec::new();
    write(&document, &mut out);
    String::from_utf8(out).unwrap()
}

/// Returns a text as a screen shows it.
fn on_a_screen(text: &str, color: bool) -> String {
    let width = Some(120);
    let screen = Terminal { width, color };
    written(text, |document, out| {
        terminal::write(document, screen, out).unwrap();
    })
}

/// Returns a text with what was spelled out for logs as it was.
fn unspelled(text: &str) -> String {
    text.replace("\\u{3a}", ":").replace("\\u{23}", "#")
}

/// Returns the lines of a text, each on one line, its mark before it and without the space around it.
fn tidy(text: &str) -> String {
    let lines = text.replace("⟐ \n", "⟐ ");
    let lines = lines
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Returns what a browser shows of a text: an item after its depth, marks between signs that no text holds.
fn in_a_page(text: &str) -> String {
    let page = written(text, |document, out| {
        html::write(document, &(String::new(), NaiveDate::default()), out).unwrap()
    });
    let (_, page) = page.split_once("<div class=\"texte\">").unwrap();
    let (page, _) = page.split_once("</div>").unwrap();
    let (mut shown, mut depth) = (String::new(), 0);
    let mut addresses = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        match tag {
            "p" | "/p" | "br" | "/li" => shown.push('\n'),
            "ul" => depth += 1,
            "/ul" => depth -= 1,
            "li" => shown.push_str(&format!("\n{depth}⟐ ")),
            "strong" => shown.push('⟦'),
            "/strong" => shown.push('⟧'),
            "em" => shown.push('⟨'),
            "/em" => shown.push('⟩'),
            "/a" => shown.push_str(&format!("⟫({})", addresses.pop().unwrap())),
            _ => {
                let address = tag.strip_prefix("a href=\"").unwrap();
                addresses.push(
                    address
                        .strip_suffix("\" rel=\"noopener noreferrer\"")
                        .unwrap(),
                );
                shown.push('⟪');
            }
        }
        shown.push_str(words);
    }
    for (entity, sign) in [
        ("&#35;", "#"),
        ("&#58;", ":"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        shown = shown.replace(entity, sign);
    }
    tidy(&shown)
}

/// Returns what a reader of Markdown shows of a text, in the same way.
fn in_markdown(text: &str) -> String {
    let written = written(text, |document, out| {
        markdown::write(document, out).unwrap()
    });
    let (mut shown, mut depth) = (String::new(), 0);
    let mut addresses = Vec::new();
    for event in Parser::new_ext(&written, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(words) => shown.push_str(&words),
            Event::HardBreak | Event::Start(Tag::Paragraph) => shown.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => shown.push('\n'),
            Event::Start(Tag::List(None)) => {
                depth += 1;
                shown.push('\n');
            }
            Event::End(TagEnd::List(false)) => depth -= 1,
            Event::Start(Tag::Item) => shown.push_str(&format!("\n{depth}⟐ ")),
            Event::Start(Tag::Strong) => shown.push('⟦'),
            Event::End(TagEnd::Strong) => shown.push('⟧'),
            Event::Start(Tag::Emphasis) => shown.push('⟨'),
            Event::End(TagEnd::Emphasis) => shown.push('⟩'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                addresses.push(dest_url);
                shown.push('⟪');
            }
            Event::End(TagEnd::Link) => shown.push_str(&format!("⟫({})", addresses.pop().unwrap())),
            other => panic!("{other:?} in {written:?} of {text:?}"),
        }
    }
    unspelled(&tidy(&shown))
}

/// Returns the words of what a page shows, as a screen shows them.
fn without_marks(shown: &str) -> Vec<String> {
    let mut plain = shown.replace("⟫(", " (");
    plain.retain(|next| !"⟦⟧⟨⟩⟪".contains(next));
    let lines = plain.lines().map(|line| match line.split_once("⟐ ") {
        Some((depth, rest)) if depth.parse::<usize>().is_ok() => format!("- {rest}"),
        _ => line.to_owned(),
    });
    let lines: Vec<String> = lines.collect();
    words(&lines.join("\n"))
}

/// Returns the words of a text.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Returns the characters of a text that neither space it nor are of a sign that a mark or an item has.
fn facts(text: &str) -> String {
    let is_sign = |next: &char| next.is_whitespace() || "*_[]-•".contains(*next);
    text.chars().filter(|next| !is_sign(next)).collect()
}

/// How many texts are drawn.
const COUNT: u64 = 5_000;

#[test]
fn every_format_shows_the_same_text_and_loses_nothing_of_it() {
    let mut marks = 0;
    for text in (0..COUNT).map(drawn) {
        let page = in_a_page(&text);
        marks += page.matches(['⟦', '⟨', '⟪']).count();
        assert_eq!(in_markdown(&text), page, "{text:?}");
        let screen = unspelled(&on_a_screen(&text, false));
        assert_eq!(words(&screen), without_marks(&page), "{text:?}");
        assert_eq!(facts(&screen), facts(&text), "{text:?}");
        let colored = on_a_screen(&text, true);
        let bare = unspelled(&anstream::adapter::strip_str(&colored).to_string());
        assert_eq!(bare, screen, "{text:?}");
    }
    assert!(marks > 1000, "{marks}");
}

#[test]
fn a_line_is_its_pieces() {
    let sign = |mark: &Mark| match mark {
        Mark::Strong => "**".to_owned(),
        Mark::Emphasis(sign) => sign.to_string(),
        Mark::Link(_) => "[".to_owned(),
    };
    for line in (0..COUNT).map(drawn) {
        let line = line.replace(['\n', '\t'], " ");
        let line = format!("x{}", line.trim_end());
        let [part] = &read(&line)[..] else {
            panic!("{line}")
        };
        let pieces = part.lines[0].iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::End(Mark::Link(address)) => format!("]({address})"),
            Piece::Start(mark) | Piece::End(mark) => sign(mark),
        });
        assert_eq!(pieces.collect::<String>(), safe::characters(&line));
    }
}
