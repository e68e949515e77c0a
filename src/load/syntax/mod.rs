//! Lines that are no TOML: each is told apart by the mistakes that people make, and set aside so that the rest is read.

mod conflict;
mod leaf;
mod leaves;
mod line;
mod pieces;
mod quotes;
mod statement;
mod stretch;
mod title;

use std::ops::Range;

use toml::de::{DeTable, Error};

pub(super) use self::conflict::without_conflicts;
use self::pieces::{Content, Piece, pieces};
use self::stretch::{line_around, trimmed};
use super::faults::SYNTAXE;
use super::found::Faults;
use super::keys::{self, Key, Kind};
use super::messages;
use crate::text::diagnostic::Card;
use crate::text::safe::commands;

/// How many times a file is read anew once what was at fault is set aside. One time is enough for most files: only what
/// nothing closes makes the parser lose its place.
const MOST_ROUNDS: usize = 20;

/// What is wrong with a stretch of a file.
struct Fault {
    /// What kind of fault it is.
    card: &'static Card,
    /// The stretch at fault.
    span: Range<usize>,
    /// What is wrong.
    message: String,
    /// The way out.
    help: String,
}

impl Fault {
    /// Returns a fault.
    fn new(
        card: &'static Card,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            card,
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Returns what the parser says, in French.
    fn parsed(span: Range<usize>, message: &str) -> Self {
        let (message, help) = messages::french(message);
        Self::new(&SYNTAXE, span, message, help)
    }
}

/// Reports the lines of a file that are no TOML, given what of it was not set aside yet. Returns the text without them, of the same length, when what is left
/// can be read: a mistake on one line then hides none of the others.
pub(super) fn report(
    faults: &Faults<'_>,
    mut readable: String,
    root: Kind,
    mut errors: Vec<Error>,
) -> Option<String> {
    let text = faults.text;
    if let Some(lone) = lone_return(text) {
        add(
            faults,
            Fault::parsed(
                lone..lone + 1,
                "carriage return must be followed by newline",
            ),
        );
        return None;
    }
    for _ in 0..MOST_ROUNDS {
        if errors.is_empty() {
            return Some(readable);
        }
        if !round(faults, root, &mut readable, errors) {
            return None;
        }
        errors = DeTable::parse_recoverable(&readable).1;
    }
    errors.is_empty().then_some(readable)
}

/// Reports the pieces in which errors stand, and sets them aside. Returns whether there was anything to set aside.
fn round(faults: &Faults<'_>, root: Kind, readable: &mut String, mut errors: Vec<Error>) -> bool {
    let text = readable.clone();
    let pieces = pieces(&text);
    let file = File {
        text: &text,
        pieces: &pieces,
        root,
    };
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut until = None;
    let mut progress = false;
    let open = pieces.iter().position(Piece::is_open);
    let opening = open.map_or(usize::MAX, |rank| pieces[rank].span.start);
    for error in &errors {
        let offset = stretch::floor(&text, error.span().map_or(0, |span| span.start));
        // Past what nothing closes, the parser speaks of other lines.
        let offset = offset.min(opening);
        if until.is_some_and(|until| offset <= until) {
            continue;
        }
        let rank = file.rank_at(offset);
        let (mut found, aside) = match rank {
            Some(rank) => file.diagnose(rank, (offset, error.message())),
            None => {
                let line = line_around(&text, offset);
                (
                    vec![Fault::parsed(trimmed(&text, line.clone()), error.message())],
                    line,
                )
            }
        };
        if let Some(fault) = command_fault(&text, error.span().map_or(offset, |span| span.start)) {
            found = vec![fault];
        }
        found.into_iter().for_each(|fault| add(faults, fault));
        progress |= !text[aside.clone()].trim_matches([' ', '\n']).is_empty();
        until = Some(aside.end);
        blank(readable, aside);
        if offset == opening {
            break;
        }
    }
    progress
}

/// Reports a mark at the start of a text, whose own mark was left out already: the parser would take it for that one.
pub(super) fn report_mark(faults: &Faults<'_>) {
    if faults.text.starts_with('\u{feff}') {
        let message = "une deuxième marque d'ordre des octets (BOM) se cache ici";
        let help = "supprimer ce caractère : un fichier en a une au plus, à son début";
        let span = 0..'\u{feff}'.len_utf8();
        add(faults, Fault::new(&SYNTAXE, span, message, help));
    }
}

/// Says that the character at an offset, if it is one, gives orders to a screen: no line of a plan may hold it.
fn command_fault(text: &str, offset: usize) -> Option<Fault> {
    let character = text.get(offset..)?.chars().next()?;
    if !commands(character) {
        return None;
    }
    let code = u32::from(character);
    let message = format!("un caractère de commande invisible (U+{code:04X})");
    let help = "supprimer ce caractère, ou effacer le passage et le retaper";
    let span = offset..offset + character.len_utf8();
    Some(Fault::new(&SYNTAXE, span, message, help))
}

/// Adds a fault.
fn add(faults: &Faults<'_>, fault: Fault) {
    faults.report(fault.card, fault.span, fault.message, fault.help);
}

/// Returns the first carriage return that no line feed follows.
fn lone_return(text: &str) -> Option<usize> {
    text.match_indices('\r')
        .map(|(at, _)| at)
        .find(|at| !text[at + 1..].starts_with('\n'))
}

/// A file, cut into pieces.
struct File<'a> {
    /// Its text.
    text: &'a str,
    /// Its pieces.
    pieces: &'a [Piece],
    /// What it holds.
    root: Kind,
}

impl File<'_> {
    /// Returns the piece in which an offset stands.
    fn rank_at(&self, offset: usize) -> Option<usize> {
        let rank = self.pieces.partition_point(|piece| piece.span.end < offset);
        self.pieces
            .get(rank)
            .filter(|piece| piece.span.start <= offset)
            .map(|_| rank)
    }

    /// Says what is wrong with a piece, and what has to be set aside.
    fn diagnose(&self, rank: usize, error: (usize, &str)) -> (Vec<Fault>, Range<usize>) {
        let piece = &self.pieces[rank];
        let span = piece.span.clone();
        match &piece.content {
            Content::Title => {
                let next = self.pieces[rank + 1..]
                    .iter()
                    .find(|piece| matches!(piece.content, Content::Title));
                let end = next.map_or(self.text.len(), |next| next.span.start);
                (vec![self.title_fault(rank, error.1)], span.start..end)
            }
            Content::Statement(statement) => {
                let path = self.title_above(rank);
                (self.statement_faults(statement, (rank, &path), error), span)
            }
            Content::Other => (
                vec![self.line_fault(trimmed(self.text, span.clone()), error.1)],
                span,
            ),
        }
    }

    /// Returns the names of the title under which a piece stands.
    fn title_above(&self, rank: usize) -> Vec<&str> {
        let title = self.pieces[rank]
            .title
            .map(|title| self.pieces[title].span.clone());
        title.map_or(Vec::new(), |span| title::names(&self.text[span]))
    }

    /// Returns the key that a path leads to, else the one that has the last of its names.
    fn key(&self, path: &[&str]) -> Option<&'static Key> {
        let named = || path.iter().rev().find_map(|name| keys::anywhere(name));
        let under = keys::under(self.root, path);
        // A line that strayed under a title is told by its own name, not by the title's.
        let strayed = |key: &&Key| key.example.starts_with('[') && !path.ends_with(&[key.name]);
        under.filter(|key| !strayed(key)).or_else(named).or(under)
    }
}

/// Replaces a stretch by spaces; lines stay lines, so that every other place keeps its line and column.
fn blank(text: &mut String, span: Range<usize>) {
    let blanked: String = text[span.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(span, &blanked);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory;

    #[test]
    fn a_second_mark_is_a_fault() {
        let strategie = "format = 1\ntitre = \"S\"\nterritoire = \"B\"\n";
        let marked = |fiche: &str| {
            let files = [("strategie.toml", strategie), ("fiches/a.toml", fiche)];
            let faults = memory::read(&files).faults.into_iter();
            let shown = faults.map(|fault| (fault.card.id, fault.at.start(), fault.at.end()));
            shown.collect::<Vec<_>>()
        };
        assert_eq!(marked("\u{feff}titre = \"A\"\n"), []);
        let twice = marked("\u{feff}\u{feff}titre = \"A\"\n");
        assert_eq!(twice, [("syntaxe", 0, 3)]);
    }

    #[test]
    fn blanking_moves_no_line_and_no_byte() {
        let mut text = "a = é\nb = 1\n".to_owned();
        blank(&mut text, 0..6);
        assert_eq!(text, "      \nb = 1\n");
    }

    #[test]
    fn a_lone_carriage_return_is_told_from_a_line_end() {
        assert_eq!(lone_return("a\r\nb\r\n"), None);
        assert_eq!(lone_return("a\r\nb\rc"), Some(4));
    }
}
