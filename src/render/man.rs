//! Pages of the manual, for `man`: French headings, over what the command line says of itself.

use roff::{Inline, Roff, bold, italic, roman};

use super::french::tied;

/// What tells `man` how the page is written, whatever the language of the machine.
const CODING: &str = "'\\\" -*- coding: utf-8 -*-\n";

/// The longest line of a source.
const LONGEST: usize = 80;

/// A page of the manual.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its name: `stspd-list`.
    pub(crate) name: String,
    /// The version of the program.
    pub(crate) version: String,
    /// What the command does, in a line.
    pub(crate) about: String,
    /// How the command is called: its words, then the rest.
    pub(crate) usage: (String, String),
    /// What the command does, in full: a paragraph each.
    pub(crate) description: Vec<String>,
    /// The rest, in order.
    pub(crate) sections: Vec<Section>,
    /// The other pages.
    pub(crate) others: Vec<String>,
}

/// A section of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its title, as the help has it.
    pub(crate) title: String,
    /// What is said before the rest; empty when there is nothing to say.
    pub(crate) note: String,
    /// What it holds.
    pub(crate) body: Body,
}

/// What a section holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Terms, each with what it means.
    Items(Vec<Item>),
    /// Lines to type.
    Lines(Vec<String>),
}

/// A term and what it means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// What is typed as it is: `-q, --quiet`.
    pub(crate) term: String,
    /// What stands for a value; empty when it takes none.
    pub(crate) value: String,
    /// What it means.
    pub(crate) meaning: String,
}

/// Returns the source of a page.
pub(crate) fn source(page: &Page) -> String {
    let mut roff = Roff::new();
    // Without a date: the same program writes the same page.
    let version = format!("stspd {}", page.version);
    let title = page.name.to_uppercase();
    roff.control(
        "TH",
        [title.as_str(), "1", "\"\"", &version, "Manuel de stspd"],
    );
    // Words are cut, lines justified and sentences set apart by rules that are not those of French.
    roff.control("nh", []).control("ad", ["l"]);
    roff.control("ss", ["12", "0"]);
    heading(&mut roff, "Nom");
    roff.text([roman(filled(&format!("{} - {}", page.name, page.about)))]);
    heading(&mut roff, "Synopsis");
    let (words, rest) = &page.usage;
    roff.text([bold(words), roman(format!(" {rest}").trim_end())]);
    heading(&mut roff, "Description");
    for (rank, paragraph) in page.description.iter().enumerate() {
        if rank > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(filled(paragraph))]);
    }
    page.sections
        .iter()
        .for_each(|section| write_section(&mut roff, section));
    if !page.others.is_empty() {
        heading(&mut roff, "Voir aussi");
        roff.text(references(&page.others));
    }
    format!("{CODING}{}", roff.render())
}

/// Starts a section.
fn heading(roff: &mut Roff, title: &str) {
    roff.control("SH", [title.to_uppercase().as_str()]);
}

/// Writes a section.
fn write_section(roff: &mut Roff, section: &Section) {
    heading(roff, &section.title);
    if !section.note.is_empty() {
        roff.text([roman(filled(&section.note))]);
    }
    match &section.body {
        Body::Items(items) => {
            for item in items {
                roff.control("TP", []);
                let parts = [bold(&item.term), roman(" "), italic(&item.value)];
                let term = match (item.term.is_empty(), item.value.is_empty()) {
                    (_, true) => &parts[..1],
                    (true, _) => &parts[2..],
                    _ => &parts[..],
                };
                roff.text(term).text([roman(filled(&item.meaning))]);
            }
        }
        Body::Lines(lines) => {
            roff.control("nf", []);
            for line in lines {
                roff.text([roman(line)]);
            }
            roff.control("fi", []);
        }
    }
}

/// Returns a text as it stands in a source: short lines, and signs tied to their words as French does.
fn filled(text: &str) -> String {
    let tied = tied(text);
    let mut filled = String::with_capacity(tied.len());
    let mut length = 0;
    for word in tied.split(' ') {
        let cost = word.chars().map(cost).sum::<usize>() + 1;
        if length > 0 {
            let fits = length + cost <= LONGEST;
            filled.push(if fits { ' ' } else { '\n' });
            length = if fits { length } else { 0 };
        }
        filled.push_str(word);
        length += cost;
    }
    filled
}

/// Returns how many characters one takes in a source that is plain ASCII.
fn cost(character: char) -> usize {
    match character {
        '\'' => "\\*(Aq".len(),
        '-' | '\\' => 2,
        ascii if ascii.is_ascii() => 1,
        _ => "\\[u00E9]".len(),
    }
}

/// Returns the names of other pages, as references are written.
fn references(names: &[String]) -> Vec<Inline> {
    let mut line = Vec::new();
    for (rank, name) in names.iter().enumerate() {
        let before = if rank == 0 { "" } else { ", " };
        line.extend([roman(before), bold(name), roman("(1)")]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stays_with_its_word() {
        assert_eq!(filled("a : « b »"), "a\u{a0}: «\u{a0}b\u{a0}»");
    }

    #[test]
    fn lines_of_a_source_are_short() {
        let text = filled(&"l'été - ".repeat(40));
        assert!(text.lines().count() > 5);
        let long = |line: &str| line.chars().map(cost).sum::<usize>() > LONGEST;
        assert!(!text.lines().any(long), "{text}");
        assert_eq!(text.replace('\n', " "), "l'été - ".repeat(40));
    }

    #[test]
    fn nothing_that_a_page_says_is_a_request() {
        let page = Page {
            name: "stspd".to_owned(),
            description: vec![".x\n'y \\n".to_owned()],
            sections: vec![Section {
                title: "Été".to_owned(),
                note: String::new(),
                body: Body::Lines(vec![".fi".to_owned(), "l'une -x".to_owned()]),
            }],
            ..Page::default()
        };
        let source = source(&page);
        assert!(
            source.contains(".SH ÉTÉ\n.nf\n\\&.fi\nl\\*(Aqune \\-x\n.fi\n"),
            "{source}"
        );
        assert!(source.contains("\n\\&.x\n\\*(Aqy \\\\n\n"), "{source}");
    }
}
