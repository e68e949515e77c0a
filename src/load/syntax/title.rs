//! What is wrong with a title between brackets.

use super::pieces::Content;
use super::stretch::{is_blank, trimmed};
use super::{Fault, File};
use crate::load::cure;
use crate::load::faults::{CLE_ACCENTUEE, CLE_EN_DOUBLE, CROCHETS, SYNTAXE};
use crate::load::keys::{self, Kind};
use crate::load::messages;
use crate::text::source::position;

/// Returns the names of a title, whatever its brackets.
pub(super) fn names(line: &str) -> Vec<&str> {
    inside(line)
        .split('.')
        .map(|name| name.trim_matches(|next| is_blank(next) || matches!(next, '"' | '\'')))
        .collect()
}

/// Returns what stands between the brackets of a title.
fn inside(line: &str) -> &str {
    let line = line.trim_start_matches(|next| is_blank(next) || next == '[');
    line.split([']', '#'])
        .next()
        .unwrap_or_default()
        .trim_matches(is_blank)
}

impl File<'_> {
    /// Says what is wrong with a title.
    pub(super) fn title_fault(&self, rank: usize, message: &str) -> Fault {
        let span = trimmed(self.text, self.pieces[rank].span.clone());
        let title = &self.text[span.clone()];
        let opening = title.bytes().take_while(|&byte| byte == b'[').count();
        let (body, names) = (inside(title), names(title));
        if ["duplicate key", "cannot extend", "Since tables"]
            .iter()
            .any(|start| message.starts_with(start))
        {
            let repeats =
                keys::under(self.root, &names).map(|key| matches!(key.kind, Kind::Tables(_)));
            if repeats.is_some_and(|repeats| repeats == (opening == 1)) {
                let (message, help) = messages::brackets(body, opening == 1);
                return Fault::new(&CROCHETS, span, message, help);
            }
            let shown = format!(
                "{0}{body}{1}",
                "[".repeat(opening.min(2)),
                "]".repeat(opening.min(2))
            );
            let first = self.pieces[..rank].iter().find(|piece| {
                matches!(piece.content, Content::Title)
                    && self::names(&self.text[piece.span.clone()]) == names
            });
            let first = first.map_or(String::new(), |first| {
                format!(", ligne {}", position(self.text, first.span.start).line)
            });
            let message = format!("{shown} est écrit deux fois");
            let help = format!("réunir les deux rubriques sous le premier titre{first}");
            return Fault::new(&CLE_EN_DOUBLE, span, message, help);
        }
        let cure = self.title_cure(body, &names, opening);
        if title == cure
            && let Some(hidden) = self.hidden_fault(self.pieces[rank].span.clone())
        {
            return hidden;
        }
        if !body.is_ascii() {
            let message = "un titre entre crochets porte un accent ou un caractère spécial";
            return Fault::new(&CLE_ACCENTUEE, span, message, format!("écrire {cure}"));
        }
        if body.contains(char::is_whitespace) {
            return Fault::new(
                &SYNTAXE,
                span,
                "un titre entre crochets contient une espace",
                format!("écrire {cure}"),
            );
        }
        let message = if title.contains(']') {
            "un titre entre crochets est mal écrit"
        } else {
            "il manque le crochet fermant ] du titre"
        };
        let mut help = format!("écrire {cure}, seul sur sa ligne");
        if body.contains('/') && cure.starts_with("[bilan.") {
            help.push_str(" : le bilan de plusieurs années porte le nom de la dernière");
        }
        Fault::new(&SYNTAXE, span, message, help)
    }

    /// Returns a title as the format writes it.
    fn title_cure(&self, body: &str, names: &[&str], opening: usize) -> String {
        let known = |name: &str| {
            self.root
                .shape()
                .and_then(|shape| shape.key(&cure::key_name(name)))
        };
        let (first, rest) = match body.split_once(is_blank) {
            // « [bilan 2017] »: the space stands where the full stop should.
            Some((first, rest))
                if names.len() == 1
                    && known(first).is_some_and(|key| key.kind.has_free_names()) =>
            {
                (first, vec![rest])
            }
            _ => (
                names.first().copied().unwrap_or_default(),
                names.get(1..).unwrap_or_default().to_vec(),
            ),
        };
        let key = known(first).filter(|_| !self.root.has_free_names());
        let brackets = match key.map(|key| key.kind) {
            Some(Kind::Tables(_)) => 2,
            Some(_) => 1,
            None => opening.clamp(1, 2),
        };
        let mut parts = vec![if key.is_some() {
            cure::key_name(first)
        } else {
            identifier(first)
        }];
        let is_by_year = key.is_some_and(|key| matches!(key.kind, Kind::ByYear(_)));
        parts.extend(
            rest.iter()
                .enumerate()
                .map(|(rank, name)| match last_year(name) {
                    Some(year) if is_by_year && rank == 0 => year.to_owned(),
                    _ => identifier(name),
                }),
        );
        parts.retain(|part| !part.is_empty());
        if let (1, Some(key)) = (
            parts.len(),
            key.filter(|key| key.kind.has_free_names() && key.example.starts_with('[')),
        ) {
            return key.example.to_owned();
        }
        if parts.is_empty() {
            parts.push("…".to_owned());
        }
        format!(
            "{}{}{}",
            "[".repeat(brackets),
            parts.join("."),
            "]".repeat(brackets)
        )
    }
}

/// Returns a name as an identifier is written, or as it is when the format takes it.
fn identifier(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.bytes().all(plain) {
        name.to_owned()
    } else {
        cure::identifier(name)
    }
}

/// Returns the last four digits that follow one another in a name.
fn last_year(name: &str) -> Option<&str> {
    name.split(|next: char| !next.is_ascii_digit())
        .rfind(|digits| digits.len() == 4)
}
