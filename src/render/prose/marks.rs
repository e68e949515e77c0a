//! The marks of a line: strong words, stressed words and links, where pulldown-cmark finds them and where no reader would take
//! them for something else. A line is copied from its source but for these marks: nothing else can be lost, nor changed.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::signs::{closes, is_address, is_honest, opens};
use super::{Line, Mark, Piece};

/// What stands before a line when it is parsed: no block opens with it, and marks read after it as at the start of a line.
const START: &str = "\\.";

/// Reads a line.
pub(super) fn read(line: &str) -> Line {
    let mut reader = Reader::new(line);
    if line.contains(['*', '_', '[']) {
        let escaped = Escaped::new(line);
        let events = Parser::new_ext(&escaped.text, Options::empty()).into_offset_iter();
        for (event, range) in events {
            match event {
                Event::Start(tag) => {
                    reader.start(&tag, escaped.at(range.start), escaped.at(range.end))
                }
                Event::End(_) => reader.end(),
                // Its words are those of the line, which is copied.
                _ => {}
            }
        }
    }
    reader.copy(line.len());
    reader.pieces
}

/// A line in which every sign is a plain character, but for those of strong words, of stressed words and of links.
struct Escaped {
    /// The line, after what stands before it.
    text: String,
    /// Where backslashes were added.
    added: Vec<usize>,
}

impl Escaped {
    /// Escapes a line.
    fn new(line: &str) -> Self {
        let mut text = String::with_capacity(line.len() * 5 / 4 + START.len());
        text.push_str(START);
        let mut added = Vec::new();
        let mut before = ' ';
        let mut rest = line.chars();
        while let Some(next) = rest.next() {
            let after = || rest.clone().next().unwrap_or(' ');
            let is_escaped = match next {
                // Inside of a word or of a number, it pairs with nothing.
                '*' => before.is_alphanumeric() && after().is_alphanumeric(),
                '_' | '[' | ']' | '(' | ')' => false,
                _ => next.is_ascii_punctuation(),
            };
            if is_escaped {
                added.push(text.len());
                text.push('\\');
            }
            // A carriage return or a null would be more than a blank.
            text.push(if next.is_ascii_control() { ' ' } else { next });
            before = next;
        }
        Self { text, added }
    }

    /// Returns the place in the line of a place in what is parsed.
    fn at(&self, place: usize) -> usize {
        let added = self.added.partition_point(|added| *added < place);
        place.saturating_sub(START.len() + added)
    }
}

/// A line being read.
struct Reader<'a> {
    /// The line.
    line: &'a str,
    /// What has been copied of it.
    done: usize,
    /// Its pieces.
    pieces: Line,
    /// What the parser is in, the outermost first: a mark, with where its sign of the end starts and ends; or anything else.
    open: Vec<Option<(Mark, usize, usize)>>,
    /// Which kinds of marks the reader is in: strong, emphasis, link.
    inside: [bool; 3],
}

impl<'a> Reader<'a> {
    /// Starts to read a line.
    fn new(line: &'a str) -> Self {
        Self {
            line,
            done: 0,
            pieces: Vec::new(),
            open: Vec::new(),
            inside: [false; 3],
        }
    }

    /// Copies the line up to a place.
    fn copy(&mut self, end: usize) {
        if end > self.done {
            self.pieces
                .push(Piece::Words(self.line[self.done..end].to_owned()));
            self.done = end;
        }
    }

    /// Enters what the parser found from a place to another.
    fn start(&mut self, tag: &Tag<'_>, start: usize, end: usize) {
        let mark = self.mark(tag, start, end).filter(|(mark, ..)| {
            let rank = kind(mark);
            !std::mem::replace(&mut self.inside[rank], true)
        });
        let mark = mark.map(|(mark, first, last)| {
            self.copy(start);
            self.done = start + first;
            self.pieces.push(Piece::Start(mark.clone()));
            (mark, end - last, end)
        });
        self.open.push(mark);
    }

    /// Leaves what the parser found last.
    fn end(&mut self) {
        if let Some((mark, start, end)) = self.open.pop().flatten() {
            self.copy(start);
            self.done = end;
            self.inside[kind(&mark)] = false;
            self.pieces.push(Piece::End(mark));
        }
    }

    /// Returns what the parser found from a place to another as a mark, with the lengths of its two signs; nothing when it
    /// stays as it is written.
    fn mark(&self, tag: &Tag<'_>, start: usize, end: usize) -> Option<(Mark, usize, usize)> {
        let whole = self.line.get(start..end)?;
        let (mark, sign) = match tag {
            Tag::Strong => (Mark::Strong, "**"),
            Tag::Emphasis if whole.starts_with('_') => (Mark::Emphasis('_'), "_"),
            Tag::Emphasis => (Mark::Emphasis('*'), "*"),
            Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            } => {
                let rest = whole.strip_suffix(')')?.strip_suffix(&**dest_url)?;
                let words = rest.strip_suffix("](")?.strip_prefix('[')?;
                let is_image = self.line[..start].ends_with('!');
                let is_link = is_address(dest_url)
                    && !is_image
                    && !words.trim().is_empty()
                    && is_honest(words, dest_url);
                let last = whole.len() - 1 - words.len();
                return is_link.then(|| (Mark::Link(dest_url.to_string()), 1, last));
            }
            _ => return None,
        };
        let inside = whole.strip_prefix(sign)?.strip_suffix(sign)?;
        let is_mark = self.is_whole(start, end, sign)
            && opens(&self.line[..start], inside, sign)
            && closes(inside, &self.line[end..], sign);
        is_mark.then_some((mark, sign.len(), sign.len()))
    }

    /// Returns whether no more of the same sign stands beside what runs from a place to another: « **a* » is no mark, and of
    /// « ***a*** » the inner one is whole once the outer one is taken.
    fn is_whole(&self, start: usize, end: usize, sign: &str) -> bool {
        let sign = &sign[..1];
        let follows = matches!(self.pieces.last(), Some(Piece::Start(_))) && self.done == start;
        let around = self.open.last().and_then(Option::as_ref);
        let precedes = around.is_some_and(|(_, last, _)| *last == end);
        (follows || !self.line[..start].ends_with(sign))
            && (precedes || !self.line[end..].starts_with(sign))
    }
}

/// Returns the rank of the kind of a mark.
fn kind(mark: &Mark) -> usize {
    match mark {
        Mark::Strong => 0,
        Mark::Emphasis(_) => 1,
        Mark::Link(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a line with its marks written so that no text looks like them.
    fn shown(line: &str) -> String {
        let pieces = read(line).into_iter().map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Start(Mark::Strong) => "⟦fort ".to_owned(),
            Piece::Start(Mark::Emphasis(_)) => "⟦mis ".to_owned(),
            Piece::Start(Mark::Link(address)) => format!("⟦{address} "),
            Piece::End(_) => "⟧".to_owned(),
        });
        pieces.collect()
    }

    #[test]
    fn marks_around_words_are_read() {
        for (line, read) in [
            (
                "**Objectif :** *dix* _fiches_",
                "⟦fort Objectif :⟧ ⟦mis dix⟧ ⟦mis fiches⟧",
            ),
            (
                "**Objectif** : l'*accueil*, d’_abord_.",
                "⟦fort Objectif⟧ : l'⟦mis accueil⟧, d’⟦mis abord⟧.",
            ),
            (
                "« **un** » (**2**) **« trois »**",
                "« ⟦fort un⟧ » (⟦fort 2⟧) ⟦fort « trois »⟧",
            ),
            (
                "***a*** **_b_** *c **d***",
                "⟦mis ⟦fort a⟧⟧ ⟦fort ⟦mis b⟧⟧ ⟦mis c ⟦fort d⟧⟧",
            ),
            (
                "**12 000 €** en 2018, _2019_",
                "⟦fort 12 000 €⟧ en 2018, ⟦mis 2019⟧",
            ),
            (
                "*la salle de 3*4 m* _a_b_",
                "⟦mis la salle de 3*4 m⟧ ⟦mis a_b⟧",
            ),
            (
                "[le **site**](https://a.fr/b_(c)?d=1&e=é#f)",
                "⟦https://a.fr/b_(c)?d=1&e=é#f le ⟦fort site⟧⟧",
            ),
            ("**[a](http://b.fr)**!", "⟦fort ⟦http://b.fr a⟧⟧!"),
            (
                "[https://a.fr/b](https://a.fr/b) [www.a.fr](https://www.a.fr/)",
                "⟦https://a.fr/b https://a.fr/b⟧ ⟦https://www.a.fr/ www.a.fr⟧",
            ),
            (
                "[**www.a.fr**](https://b.fr)",
                "[⟦fort www.a.fr⟧](https://b.fr)",
            ),
            ("(*) hors **taxes** (*)", "(*) hors ⟦fort taxes⟧ (*)"),
            ("[*a*](javascript:b)", "[⟦mis a⟧](javascript:b)"),
        ] {
            assert_eq!(shown(line), read);
        }
    }

    #[test]
    fn whatever_else_is_written_stays_as_it_is() {
        for line in [
            "3*4 m et 5*6, __init__, a*b*c, 5*6*7, 5**6**7, a_b_c, porte-**parole**, **porte**-parole",
            "3 *4 m* 5, 3 *4* 5, 2 * 3 * 4, un *deux 3* 4, **12**,5, **3**.5, **l**'eau",
            "(*) hors taxes (*) \"*\" et \"*\" '*' '*' 12 €* et 30 €**, les *.toml et *.rs*",
            "*un **deux* trois",
            "** un **",
            "*",
            "**",
            "***",
            "* * *",
            "_ _ _",
            "****",
            "___",
            "[]",
            "[](https://a.fr)",
            "[a](b) [a](javascript:b) [a](HTTPS://b) [a](//b) [a](https://) [a](data:text/html,b) [a](mailto:b@c.fr)",
            "![a](https://b.fr) [a][b] [a] [a]: https://b.fr [^1] [a](<https://b.fr>) [a](https://b.fr \"c\")",
            "[a](https://b.fr (c)) [a]( https://b.fr) [a](https://b.fr ) [a](https://b\\.fr) [a](https://b.fr/::c)",
            "[a](https://b.fr/<c>) [a](https://b.fr/\"onload=c) [a](https://b.fr/`c`) [ ](https://b.fr)",
            "<b>a</b> <https://a.fr> &eacute; &#42;a&#42; `*` \\*a\\* ~~a~~ $a$ | a | <!-- a -->",
            "[https://banque.fr](https://pirate.fr/x) [www.banque.fr](https://pirate.fr) [voir http://a.fr](https://b.fr)",
            "[WWW.a.fr](https://b.fr) [https://a.fr](https://a.fr.b.fr) [https:/\u{ad}/a.fr](https://b.fr)",
            "# a",
            "> 18 ans",
            "2019. a",
            "1) a",
            "+ a",
            "===",
            "---",
            "~~~",
            "```",
            "    a",
            "[1]: d",
            "a\\",
            "a  ",
            "https://a.fr/_b_/*c*",
            "a\r*\r*\0b",
            "\u{a0}*\u{a0}a\u{a0}*",
            "*\u{a0}a*",
            "= *a",
            ":::a",
            "@a #1 :b:",
        ] {
            assert_eq!(shown(line), line);
        }
    }

    #[test]
    fn a_mark_in_a_mark_of_its_kind_stays_as_it_is() {
        assert_eq!(shown("*a _b_ c*"), "⟦mis a _b_ c⟧");
        assert_eq!(shown("****a****"), "⟦fort **a**⟧");
    }
}
