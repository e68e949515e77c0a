//! What is wrong with a line that is neither a title nor a statement, and with characters that nobody sees.

use std::ops::Range;

use super::stretch::{is_blank, is_hidden, line_around};
use super::{Fault, File};
use crate::load::cure;
use crate::load::faults::SYNTAXE;
use crate::load::keys;

impl File<'_> {
    /// Says what is wrong with a line that is neither a title nor a statement.
    pub(super) fn line_fault(&self, span: Range<usize>, message: &str) -> Fault {
        let line = &self.text[span.clone()];
        if line.is_empty() {
            return self
                .hidden_fault(line_around(self.text, span.start))
                .unwrap_or_else(|| Fault::parsed(span, message));
        }
        let words = line
            .split_once(':')
            .or_else(|| line.split_once(char::is_whitespace));
        let known = words
            .filter(|(name, _)| !name.contains(['"', '\'']))
            .map(|(name, value)| {
                (
                    name,
                    value.trim_matches(|next| is_blank(next) || next == '='),
                )
            })
            .and_then(|(name, value)| Some((keys::anywhere(&cure::key_name(name))?, name, value)));
        let is_value = |value: &str| {
            value.starts_with(|first: char| first.is_ascii_digit() || "\"'[{".contains(first))
        };
        match known {
            Some((key, name, value)) if line[name.len()..].starts_with(':') => {
                let name = cure::key_name(name);
                let help = if value.starts_with(['"', '\'', '[', '{']) {
                    cure::write_instead(Some(&name), value)
                } else {
                    cure::help(key, Some(&name), value)
                };
                Fault::new(&SYNTAXE, span, "« : » à la place du signe =", help)
            }
            Some((_, name, value)) if is_value(value) => Fault::new(
                &SYNTAXE,
                span,
                "il manque le signe =",
                cure::write_instead(Some(&cure::key_name(name)), value),
            ),
            _ if line.chars().all(|character| "]}), ;".contains(character)) => {
                let message = format!("signe {} en trop", cure::shown(line));
                Fault::new(
                    &SYNTAXE,
                    span,
                    message,
                    "supprimer ce signe, ou vérifier où commence ce qu'il ferme",
                )
            }
            _ => no_name_fault(line, span),
        }
    }

    /// Reports the first character of a stretch that shows nothing, but that the format does not take for a space.
    pub(super) fn hidden_fault(&self, span: Range<usize>) -> Option<Fault> {
        let content = &self.text[span.clone()];
        let (at, hidden) = content
            .char_indices()
            .find(|(_, character)| is_hidden(*character))?;
        let name = match hidden {
            '\u{a0}' | '\u{202f}' => "une espace insécable".to_owned(),
            '\u{feff}' => "une marque d'ordre des octets (BOM)".to_owned(),
            '\u{200b}' => "une espace sans largeur".to_owned(),
            other => format!("un caractère invisible (U+{:04X})", u32::from(other)),
        };
        let at = span.start + at;
        let help = "supprimer ce caractère, ou le remplacer par une espace ordinaire";
        Some(Fault::new(
            &SYNTAXE,
            at..at + hidden.len_utf8(),
            format!("{name} se cache ici"),
            help,
        ))
    }
}

/// Says what is wrong with a line that is prose: a remark, or what is left of a text.
fn no_name_fault(line: &str, span: Range<usize>) -> Fault {
    let remark = ["//", "/*", "--", ";"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    if let Some(remark) = remark {
        let help = format!(
            "écrire # {}",
            cure::shown(remark.trim_end_matches("*/").trim())
        );
        return Fault::new(&SYNTAXE, span, "une remarque commence par le signe #", help);
    }
    let help = "commencer la ligne par # si c'est une remarque, entourer tout le texte de trois guillemets \"\"\" si c'en est la suite, sinon écrire nom = valeur";
    Fault::new(&SYNTAXE, span, "cette ligne n'a ni nom ni signe =", help)
}
