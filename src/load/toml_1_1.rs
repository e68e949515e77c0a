//! What our parser takes and readers of TOML 1.0 refuse: the editors that a town has, and Python, would not open such a
//! file.

use super::tree::{Node, Table};
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::faults::TOML_1_1;
use super::found::{Faults, Spot};

/// Reports what belongs to TOML 1.1 alone in a text that reads well, of which the table was read.
pub(super) fn report(faults: &Faults<'_>, text: &str, table: &Table<'_>) {
    let escapes = faults.has_backslash && (text.contains("\\e") || text.contains("\\x"));
    if !escapes && !table.values().any(|value| is_odd(text, value)) {
        return;
    }
    // What was read no longer says how it was written: the few files that may be at fault are cut anew.
    let mut open: Vec<Open> = Vec::new();
    let mut last_comma = None;
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftCurlyBracket => open.push(Open::Braces(token.span().start())),
            TokenKind::LeftSquareBracket => open.push(Open::Brackets),
            TokenKind::RightCurlyBracket => {
                open.pop();
                if let Some(comma) = last_comma {
                    trailing_comma(faults, comma);
                }
            }
            TokenKind::RightSquareBracket => {
                open.pop();
            }
            TokenKind::Newline => broken(faults, &mut open, token.span().start()),
            TokenKind::BasicString | TokenKind::MlBasicString => escape(faults, text, token),
            TokenKind::Atom => hour(faults, text, token),
            _ => {}
        }
        last_comma = match token.kind() {
            TokenKind::Comma => Some(token.span().start()),
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => last_comma,
            _ => None,
        };
    }
}

/// Returns whether a value holds braces that span lines or end with a comma, or an hour without seconds.
fn is_odd(text: &str, value: &Spot<'_>) -> bool {
    match value.get_ref() {
        Node::Array(items) => items.iter().any(|item| is_odd(text, item)),
        Node::Table(inner) => {
            let raw = text.get(value.span()).unwrap_or_default();
            let ends_with_comma = || {
                let content = raw.strip_suffix('}').unwrap_or_default();
                content.trim_end().ends_with(',')
            };
            (raw.starts_with('{') && (raw.contains('\n') || ends_with_comma()))
                || inner.values().any(|value| is_odd(text, value))
        }
        Node::Datetime(_) => lacks_seconds(text.get(value.span()).unwrap_or_default()),
        _ => false,
    }
}

/// What is open at a place of a text.
#[derive(Clone, Copy)]
enum Open {
    /// Braces that started at an offset.
    Braces(usize),
    /// Braces whose lines were reported.
    Reported,
    /// Square brackets, in which lines may end.
    Brackets,
}

/// Reports the end of a line at an offset, when it stands directly within braces; once for each of these.
fn broken(faults: &Faults<'_>, open: &mut [Open], end: usize) {
    if let Some(innermost) = open.last_mut()
        && let Open::Braces(start) = *innermost
    {
        *innermost = Open::Reported;
        let message = "ce qui est entre accolades est écrit sur plusieurs lignes";
        let help = "tout écrire sur une seule ligne, de { à }";
        report_at(faults, (start, end), message, help);
    }
}

/// Reports a comma before the closing of braces.
fn trailing_comma(faults: &Faults<'_>, comma: usize) {
    let message = "virgule en trop avant l'accolade qui ferme";
    report_at(
        faults,
        (comma, comma + 1),
        message,
        "supprimer cette virgule",
    );
}

/// Reports the escapes of a text that only TOML 1.1 has.
fn escape(faults: &Faults<'_>, text: &str, token: Token) {
    let span = token.span();
    let raw = text.get(span.start()..span.end()).unwrap_or_default();
    let mut rest = raw.char_indices();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let (length, name, help) = match rest.next() {
            Some((_, 'e')) => (2, "\\e", "écrire \\u001b, ou supprimer ce signe".to_owned()),
            Some((_, 'x')) => {
                let digits = raw.get(at + 2..at + 4).unwrap_or("00");
                (
                    4,
                    "\\x",
                    format!("écrire \\u00{digits}, ou le caractère lui-même"),
                )
            }
            _ => continue,
        };
        let start = span.start() + at;
        let message = format!("écriture {name}, que d'autres programmes ne connaissent pas");
        report_at(faults, (start, start + length), &message, &help);
    }
}

/// Reports an hour that does not tell its seconds.
fn hour(faults: &Faults<'_>, text: &str, token: Token) {
    let span = (token.span().start(), token.span().end());
    if lacks_seconds(text.get(span.0..span.1).unwrap_or_default()) {
        let message = "heure écrite sans les secondes";
        report_at(
            faults,
            span,
            message,
            "ajouter « :00 », ou supprimer l'heure",
        );
    }
}

/// Returns whether a text is an hour without seconds, alone or after a day: `14:30`, `2017-03-14T14:30Z`.
fn lacks_seconds(text: &str) -> bool {
    let hour = text
        .split_once(['T', 't', ' '])
        .map_or(text, |(_, hour)| hour);
    let bytes = hour.as_bytes();
    let digits = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_hour = [0, 1, 3, 4].into_iter().all(digits) && bytes.get(2) == Some(&b':');
    is_hour && bytes.get(5) != Some(&b':')
}

/// Reports a stretch that is TOML 1.1 alone.
fn report_at(faults: &Faults<'_>, (start, end): (usize, usize), message: &str, help: &str) {
    faults.report(&TOML_1_1, start..end, message.to_owned(), help.to_owned());
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::load::tree::{Parsed, parse};
    use crate::text::source::Sources;
    use crate::text::texte::Texte;

    /// Returns what is reported in a text: the stretches at fault.
    fn found(text: &str) -> Vec<&str> {
        let whole = Texte::from(text);
        let faults = Faults::new(Sources::default().add("f.toml".to_owned()), &whole);
        let Parsed { table, errors, .. } = parse(text);
        assert!(errors.is_empty(), "{errors:?}");
        report(&faults, text, &table);
        let found = faults.into_found();
        let stretch = |at: crate::text::source::At| &text[at.start()..at.end()];
        found.iter().map(|fault| stretch(fault.at)).collect()
    }

    #[test]
    fn braces_stay_on_one_line() {
        assert_eq!(found("a = { b = 1,\n c = 2 }"), ["{ b = 1,"]);
        assert_eq!(
            found("a = [\n { b = 1,\r\n c = 2 },\n { d = 1 },\n]"),
            ["{ b = 1,"]
        );
        assert_eq!(found("a = { # remarque\n b = 1 }"), ["{ # remarque"]);
    }

    #[test]
    fn lists_and_long_texts_may_span_lines_within_braces() {
        assert_eq!(
            found("a = { b = [\n 1,\n ], c = \"\"\"\nx\n\"\"\" }"),
            [""; 0]
        );
    }

    #[test]
    fn no_comma_precedes_the_closing() {
        assert_eq!(found("a = { b = 1, }"), [","]);
        assert_eq!(found("a = { b = { c = [1,], }, }"), [",", ","]);
        assert_eq!(found("a = { b = [1, 2,] }"), [""; 0]);
    }

    #[test]
    fn an_hour_tells_its_seconds() {
        assert_eq!(
            found("a = 14:30\nb = 2017-03-14T14:30+01:00"),
            ["14:30", "2017-03-14T14:30+01:00"]
        );
        assert_eq!(
            found("a = 14:30:00\nb = 2017-03-14T14:30:00+01:00\nc = 2017-03-14"),
            [""; 0]
        );
    }

    #[test]
    fn the_newer_escapes_are_refused_and_the_others_are_not() {
        assert_eq!(found("a = \"\\e\\x41 \\\\e \\\\x\""), ["\\e", "\\x41"]);
        assert_eq!(found("a = '\\e'\nb = \"\\u001b\""), [""; 0]);
        assert_eq!(found("\"\\x41\" = 1"), ["\\x41"]);
    }
}
