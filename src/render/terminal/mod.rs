//! The terminal: documents that fit its width, in colour where it has some, and never a control character of a file.

mod columns;
mod prose;
mod table;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use textwrap::core::display_width;

use super::document::{Block, Chiffre, Document, Text, Tone};
use super::{bars, figures, gantt};
use crate::text::safe;

/// The width of what is read elsewhere than on a screen.
pub(super) const PAPER: u16 = 80;

/// The widest text: longer lines are hard to follow.
const WIDEST: u16 = 120;

/// A screen, or what stands for one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Its width; nothing when no one looks at a screen.
    pub(crate) width: Option<u16>,
    /// Whether it has colours.
    pub(crate) color: bool,
}

impl Terminal {
    /// Returns what stands for a screen when the text goes elsewhere.
    pub(crate) fn off(self) -> Self {
        Self {
            width: None,
            color: false,
        }
    }
}

/// Writes a document.
pub(crate) fn write(
    document: &Document,
    terminal: Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = terminal.width.unwrap_or(PAPER).clamp(20, WIDEST);
    let page = Page {
        width: usize::from(width),
        terminal,
    };
    for (rank, block) in document.blocks.iter().enumerate() {
        let follows_title = rank > 0
            && matches!(
                document.blocks[rank - 1],
                Block::Section(_) | Block::Subsection(_) | Block::Rubrique(_) | Block::Detail(_)
            );
        if rank > 0 && !follows_title {
            writeln!(out)?;
        }
        page.write(block, out)?;
    }
    Ok(())
}

/// A page of a given width.
struct Page {
    /// The width of its text.
    width: usize,
    /// The screen.
    terminal: Terminal,
}

impl Page {
    /// Writes a block.
    fn write(&self, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        match block {
            Block::Title(words) => self.heading(words, '═', out),
            Block::Section(words) => self.heading(words, '─', out),
            Block::Subsection(words) => self.lines(words, ("", ""), Style::new().bold(), out),
            Block::Rubrique(words) => self.lines(words, ("", ""), Style::new().underline(), out),
            Block::Detail(words) => self.lines(words, ("", ""), Style::new().underline(), out),
            Block::Paragraph(text) => self.lines(&text.words, ("", ""), style(text.tone), out),
            Block::Prose(words) => prose::write(words, self, out),
            Block::Verbatim(words) => safe::text(words)
                .lines()
                .try_for_each(|line| writeln!(out, "    {line}")),
            Block::Fields(fields) => self.fields(fields, out),
            Block::Items(items) => items
                .iter()
                .try_for_each(|item| self.lines(&item.words, ("- ", "  "), style(item.tone), out)),
            Block::Table(table) => table::write(table, self.terminal, self.width, out),
            Block::Gantt(frise) => self.drawing(gantt::draw(frise, self.width), out),
            Block::Bars(bars) => self.drawing(bars::drawn(bars, self.width), out),
            Block::Sommaire => Ok(()),
            Block::Chiffres(chiffres) => self.said(chiffres.iter().map(Chiffre::said), out),
            Block::Courbes(courbes) => self.said(figures::courbes(courbes), out),
            Block::Paires(paires) => self.said(figures::paires(paires), out),
        }
    }

    /// Writes sentences, as a list.
    fn said(
        &self,
        sentences: impl IntoIterator<Item = String>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut sentences = sentences.into_iter();
        sentences.try_for_each(|words| self.lines(&words, ("- ", "  "), Style::new(), out))
    }

    /// Writes a title, underlined.
    fn heading(&self, words: &str, underline: char, out: &mut dyn Write) -> io::Result<()> {
        let lines = self.wrapped(&safe::line(words), ("", ""));
        let longest = lines
            .iter()
            .map(|line| display_width(line))
            .max()
            .unwrap_or(0);
        for line in lines {
            self.line(&line, Style::new().bold(), out)?;
        }
        writeln!(out, "{}", underline.to_string().repeat(longest))
    }

    /// Writes a text on lines, the first of them after one indent, the others after another.
    fn lines(
        &self,
        words: &str,
        indents: (&str, &str),
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.wrapped(&safe::line(words), indents)
            .iter()
            .try_for_each(|line| self.line(line, style, out))
    }

    /// Writes names and what is said of each, aligned.
    fn fields(&self, fields: &[(String, Text)], out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<_> = fields.iter().map(|(name, _)| safe::line(name)).collect();
        let widest = names.iter().map(|name| display_width(name)).max();
        let widest = widest.unwrap_or(0);
        for (name, (_, text)) in names.iter().zip(fields) {
            let gap = " ".repeat(widest - display_width(name));
            let (first, other) = (format!("{name}{gap}  "), " ".repeat(widest + 2));
            self.lines(&text.words, (&first, &other), style(text.tone), out)?;
        }
        Ok(())
    }

    /// Writes a drawing.
    fn drawing(&self, lines: Vec<Vec<Text>>, out: &mut dyn Write) -> io::Result<()> {
        for line in lines {
            for Text { words, tone } in line {
                let style = self.shown(style(tone));
                write!(out, "{style}{words}{style:#}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Returns a style, or none on a screen without colours.
    fn shown(&self, style: Style) -> Style {
        if self.terminal.color {
            style
        } else {
            Style::new()
        }
    }

    /// Breaks a text into lines that fit the page.
    fn wrapped(&self, words: &str, (first, other): (&str, &str)) -> Vec<String> {
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(other);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        let words = tied(words);
        textwrap::wrap(&words, options)
            .iter()
            .map(|line| line.replace(TIE, " "))
            .collect()
    }

    /// Writes one line in a style.
    fn line(&self, words: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let style = self.shown(style);
        writeln!(out, "{style}{words}{style:#}")
    }
}

/// What stands for a space that no line may end with, while a text is cut into lines: a character that has no meaning, which
/// no text of a file can hold once it is made safe.
const TIE: char = '\u{e000}';

/// Ties to its word the punctuation that French sets off by a space: a line ends after it, never before.
fn tied(words: &str) -> String {
    let mut tied = words.replace("« ", &format!("«{TIE}"));
    for mark in ['»', ';', ':', '!', '?'] {
        tied = tied.replace(&format!(" {mark}"), &format!("{TIE}{mark}"));
    }
    tied
}

/// Returns the style of a tone.
fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Attention => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Faint => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_starts_with_the_punctuation_of_the_one_before() {
        let mut document = Document::default();
        document
            .say("« Printemps de la Citoyenneté » : prévu ; « Semaine de la Laïcité » : tenue !");
        for width in 20..60 {
            let terminal = Terminal {
                width: Some(width),
                color: false,
            };
            let mut out = Vec::new();
            write(&document, terminal, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(
                text.lines()
                    .all(|line| !line.starts_with(['»', ':', ';', '!'])),
                "{width}: {text}"
            );
            assert!(
                text.lines().all(|line| !line.ends_with('«')),
                "{width}: {text}"
            );
            assert_eq!(
                text.split_whitespace().collect::<Vec<_>>().join(" "),
                "« Printemps de la Citoyenneté » : prévu ; « Semaine de la Laïcité » : tenue !"
            );
        }
    }
}
