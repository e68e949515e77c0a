//! What is wrong with a text, a number or a date.

use std::ops::Range;

use toml::de::DeTable;

use super::leaves::{Leaf, Place};
use super::quotes::CURLY;
use super::stretch::is_blank;
use super::{Fault, File};
use crate::load::cure;
use crate::load::date_words;
use crate::load::faults::{
    BARRE_INVERSE, DATE_FRANCAISE, DATE_IMPOSSIBLE, GUILLEMETS_IMBRIQUES, GUILLEMETS_MANQUANTS,
    GUILLEMETS_TYPOGRAPHIQUES, NOMBRE_MAL_ECRIT, SYNTAXE, TYPE_INATTENDU,
};
use crate::load::keys::{self, Key, Kind};
use crate::load::{values, wrong_type};

/// A leaf that is no TOML, with what the key takes.
struct Bad<'a> {
    /// What the author wrote.
    words: &'a str,
    /// Where it stands.
    span: Range<usize>,
    /// The name, as the author wrote it; none for an item of a list.
    name: Option<&'a str>,
    /// What the format has under that name.
    key: Option<&'static Key>,
}

impl File<'_> {
    /// Says what is wrong with a leaf of a statement; nothing when it is well written.
    pub(super) fn leaf_fault(
        &self,
        leaf: &Leaf,
        key: &Range<usize>,
        path: &[&str],
    ) -> Option<Fault> {
        let (words, name) = (&self.text[leaf.span.clone()], &self.text[leaf.name.clone()]);
        if leaf.place == Place::Nameless {
            return Some(nameless_fault(words, leaf.span.clone()));
        }
        let path: Vec<&str> = if leaf.name == *key {
            path.to_vec()
        } else {
            path.iter().copied().chain([name]).collect()
        };
        if words.is_empty() {
            return Some(self.missing_fault(leaf, &path));
        }
        let (offset, message) = parser_error(words)?;
        let bad = Bad {
            words,
            span: leaf.span.clone(),
            name: (leaf.place != Place::Item).then_some(name),
            key: self.key(&path),
        };
        Some(if words.starts_with(CURLY) {
            bad.curly()
        } else if words.starts_with("\"\"\"") || words.starts_with("'''") {
            bad.long(offset, &message)
        } else if words.starts_with(['"', '\'']) {
            bad.quoted(&message)
        } else if is_crowded(words) && leaf.place == Place::Field {
            Fault::parsed(leaf.span.clone(), "missing comma between key")
        } else if is_crowded(words) {
            Fault::new(
                &SYNTAXE,
                key.start..leaf.span.end,
                "deux données sur la même ligne",
                "écrire chaque donnée sur sa propre ligne",
            )
        } else {
            bad.bare()
        })
    }

    /// Says that a name has no value.
    fn missing_fault(&self, leaf: &Leaf, path: &[&str]) -> Fault {
        let name = &self.text[leaf.name.clone()];
        let example = self.key(path).map_or(String::new(), |key| {
            format!(", par exemple : {}", key.example)
        });
        let away = match leaf.place {
            Place::Field => format!("« {name} = »"),
            _ => "la ligne".to_owned(),
        };
        let help = format!("écrire la valeur après le signe ={example} ; ou supprimer {away}");
        let message = format!("il manque la valeur de « {} »", cure::shown(name));
        Fault::new(&SYNTAXE, leaf.name.clone(), message, help)
    }
}

impl Bad<'_> {
    /// Returns the help that shows what to write instead of words.
    fn help(&self, words: &str) -> String {
        match self.key {
            Some(key) => cure::help(key, self.name, words),
            None => cure::write_instead(self.name, &cure::quoted(words)),
        }
    }

    /// Says what is wrong with a text between the quotation marks of a word processor.
    fn curly(&self) -> Fault {
        let is_mark = |next: char| CURLY.contains(&next) || next == '"' || is_blank(next);
        let inner = self.words.trim_matches(is_mark);
        // « Printemps » des jeunes: the marks are those of a word, and the text has none.
        let is_whole = self.words.ends_with(is_mark) && !inner.contains('»');
        let (card, message) = if is_whole {
            (
                &GUILLEMETS_TYPOGRAPHIQUES,
                "guillemets de traitement de texte autour du texte".to_owned(),
            )
        } else {
            (
                &GUILLEMETS_MANQUANTS,
                format!(
                    "il manque des guillemets autour de {}",
                    cure::shown(self.words)
                ),
            )
        };
        Fault::new(
            card,
            self.span.clone(),
            message,
            self.help(if is_whole { inner } else { self.words }),
        )
    }

    /// Says what is wrong with a text of several lines, at a place inside it.
    fn long(&self, offset: usize, message: &str) -> Fault {
        let at = self.span.start + offset;
        if is_about_a_slash(message) {
            let help = "doubler la barre : \\\\, ou entourer le texte de trois apostrophes : '''";
            return Fault::new(
                &BARRE_INVERSE,
                at..at + 1,
                "barre oblique inverse \\ seule dans un texte",
                help,
            );
        }
        Fault::parsed(at..self.span.end, message)
    }

    /// Says what is wrong with a text that starts with a straight quotation mark.
    fn quoted(&self, message: &str) -> Fault {
        let (words, span) = (self.words, self.span.clone());
        let mark = if words.starts_with('"') { '"' } else { '\'' };
        let closed = words.len() > 1 && words.ends_with(mark);
        let body = if closed {
            &words[1..words.len() - 1]
        } else {
            unclosed_body(&words[1..])
        };
        if mark == '"'
            && (body.ends_with('\\') || (is_about_a_slash(message) && !body.contains('"')))
        {
            let message = "barre oblique inverse \\ seule dans un texte";
            return Fault::new(&BARRE_INVERSE, span, message, self.help(body));
        }
        if words.contains('\n') {
            let help = "entourer de trois guillemets \"\"\" un texte de plusieurs lignes";
            return Fault::new(
                &SYNTAXE,
                span,
                "le texte continue sur une autre ligne",
                help,
            );
        }
        if closed && is_row(words, mark) {
            return match self.name {
                None => {
                    let items: Vec<String> = words
                        .split(mark)
                        .skip(1)
                        .step_by(2)
                        .map(cure::quoted)
                        .collect();
                    let message = "il manque une virgule entre deux éléments d'une liste";
                    Fault::new(
                        &SYNTAXE,
                        span,
                        message,
                        format!("écrire {}", items.join(", ")),
                    )
                }
                Some(_) => {
                    let joined: Vec<&str> = words
                        .split(mark)
                        .map(str::trim)
                        .filter(|piece| !piece.is_empty())
                        .collect();
                    let message = "deux textes côte à côte pour une seule donnée";
                    Fault::new(&SYNTAXE, span, message, self.help(&joined.join(" ")))
                }
            };
        }
        if let Some((text, after)) = self.closed_before(mark) {
            let after = after.trim();
            let message = format!(
                "« {} » est de trop après le guillemet fermant",
                cure::shown(after)
            );
            return Fault::new(
                &SYNTAXE,
                span,
                message,
                self.help(&format!("{text} {after}")),
            );
        }
        if body.contains(mark) {
            let plain = if mark == '"' {
                body.replace("\\\"", "\"")
            } else {
                body.to_owned()
            };
            return Fault::new(
                &GUILLEMETS_IMBRIQUES,
                span,
                format!("le signe {mark} coupe le texte en deux"),
                self.help(&plain),
            );
        }
        if !closed {
            let message = format!("le texte n'est pas fermé : il manque {mark} à la fin");
            return Fault::new(&SYNTAXE, span, message, self.help(body));
        }
        Fault::parsed(span, message)
    }

    /// Returns the text and what follows it on the line, when the one mark after the first closes the text of a name.
    fn closed_before(&self, mark: char) -> Option<(&str, &str)> {
        let (text, after) = self.words.strip_prefix(mark)?.split_once(mark)?;
        let closes = !text.is_empty() && !text.ends_with(is_blank) && after.starts_with(is_blank);
        (closes && self.name.is_some() && !text.ends_with('\\') && !after.contains(mark))
            .then_some((text, after))
    }

    /// Says what is wrong with a value that has no quotation marks.
    fn bare(&self) -> Fault {
        let (words, span) = (self.words, self.span.clone());
        let shown = cure::shown(words);
        let kind = self.key.map(|key| key.kind);
        let is_guessed = |kind: Kind| cure::written(kind, words, self.name.is_none()).is_some();
        let (card, message, help) = if let Some(value) = words.strip_prefix('=') {
            (
                &SYNTAXE,
                "signe = en trop".to_owned(),
                cure::write_instead(self.name, value.trim()),
            )
        } else if date_words::is_french_day(words) && !matches!(kind, Some(Kind::Code)) {
            let help = if date_words::day(words).is_some() {
                self.help(words)
            } else {
                NO_SUCH_DAY.to_owned()
            };
            (
                &DATE_FRANCAISE,
                format!("date écrite jour/mois/année : {shown}"),
                help,
            )
        } else if date_words::is_day(words) {
            match date_words::day(words) {
                Some(_) => (
                    &DATE_IMPOSSIBLE,
                    format!("« {shown} » n'est pas une date complète"),
                    self.help(words),
                ),
                None => (
                    &DATE_IMPOSSIBLE,
                    format!("la date « {shown} » n'existe pas"),
                    NO_SUCH_DAY.to_owned(),
                ),
            }
        } else if let Some(key) = self
            .key
            .filter(|key| self.name.is_some_and(|name| cure::is_yearless(key, name)))
        {
            (&TYPE_INATTENDU, cure::no_year(key), self.help(words))
        } else if cure::number(words).is_some_and(|number| number != words)
            && !kind.is_some_and(Kind::is_quoted)
        {
            (
                &NOMBRE_MAL_ECRIT,
                format!("nombre mal écrit : {shown}"),
                self.help(words),
            )
        } else if let Some(key) = self
            .key
            .filter(|key| key.kind.is_date() && !is_guessed(key.kind))
        {
            let message = format!("« {} » attend une date, et non « {shown} »", key.name);
            (
                &DATE_IMPOSSIBLE,
                message,
                values::no_date_help(key, self.name, words),
            )
        } else if let Some(key) = self.key.filter(|key| !key.kind.is_quoted()) {
            let message = format!(
                "« {} » attend {}, et non « {shown} »",
                key.name,
                wrong_type::expected(key.kind)
            );
            (&TYPE_INATTENDU, message, self.help(words))
        } else {
            (
                &GUILLEMETS_MANQUANTS,
                format!("il manque des guillemets autour de {shown}"),
                self.help(words),
            )
        };
        Fault::new(card, span, message, help)
    }
}

/// The help on a date that no calendar has.
const NO_SUCH_DAY: &str =
    "corriger le jour ou le mois ; la date s'écrit année-mois-jour, par exemple 2017-03-14";

/// Says what is wrong with what stands between braces without a name or an equal sign.
fn nameless_fault(words: &str, span: Range<usize>) -> Fault {
    let (message, help) = match words.split_once(':') {
        Some((name, value)) if !name.contains(['"', '\'']) => (
            "« : » à la place du signe =",
            cure::write_instead(Some(&cure::key_name(name)), value.trim()),
        ),
        _ => (
            "il manque le signe =",
            "entre accolades, chaque donnée s'écrit nom = valeur".to_owned(),
        ),
    };
    Fault::new(&SYNTAXE, span, message, help)
}

/// Returns where the parser stops in a value, and why; nothing when the value is well written.
fn parser_error(words: &str) -> Option<(usize, String)> {
    const NAME: &str = "x = ";
    let line = format!("{NAME}{words}");
    let errors = DeTable::parse_recoverable(&line).1;
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(0, |span| span.start))?;
    let at = first
        .span()
        .map_or(0, |span| span.start)
        .saturating_sub(NAME.len());
    Some((
        super::stretch::floor(words, at.min(words.len().saturating_sub(1))),
        first.message().to_owned(),
    ))
}

/// Returns whether the parser speaks of a backslash.
fn is_about_a_slash(message: &str) -> bool {
    message.contains("escape") || message.contains("unicode")
}

/// Returns the text that nothing closes, without the mark that a word processor put in the place of the right one.
fn unclosed_body(body: &str) -> &str {
    let body = body.trim_end_matches([',', ';', ' ']);
    let is_end =
        |next: char| matches!(next, '”' | '“' | '„') || (next == '»' && !body.contains('«'));
    body.trim_end_matches(|next: char| is_end(next) || is_blank(next))
}

/// Returns whether words are several quoted texts side by side, with little between them.
pub(super) fn is_row(words: &str, mark: char) -> bool {
    let marks = words.matches(mark).count();
    let mut between = words.split(mark).step_by(2);
    marks > 2
        && marks.is_multiple_of(2)
        && between.all(|between| matches!(between.trim(), "" | "," | ";" | "et"))
        && !words.contains([mark, mark].iter().collect::<String>().as_str())
}

/// Returns whether a value without quotation marks holds another name of the format, with its equal sign.
fn is_crowded(words: &str) -> bool {
    let before = words.split('=').rev().skip(1);
    before
        .filter_map(|before| before.trim_end().rsplit_once(char::is_whitespace))
        .any(|(_, name)| keys::anywhere(name.split('.').next().unwrap_or_default()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_texts_is_told_from_a_text_with_inner_marks() {
        for row in [
            "\"A\" \"B\"",
            "\"A\", \"B\"",
            "\"A\"; \"B\"",
            "\"A\" et \"B\"",
        ] {
            assert!(is_row(row, '"'), "{row}");
        }
        for text in [
            "\"Le \"Printemps\" des jeunes\"",
            "\"Le \"Printemps\"\"",
            "\"A\"",
        ] {
            assert!(!is_row(text, '"'), "{text}");
        }
    }
}
