//! What is wrong with a name, an equal sign and a value.

use std::ops::Range;

use toml::de::DeTable;

use super::leaf::is_row;
use super::leaves::Place;
use super::pieces::{Content, Statement};
use super::quotes::{CURLY, starts_statement};
use super::stretch::{is_hidden, line_around, trimmed};
use super::{Fault, File};
use crate::load::cure;
use crate::load::faults::{
    CLE_ACCENTUEE, CLE_EN_DOUBLE, CODE_SANS_GUILLEMETS, GUILLEMETS_MANQUANTS,
    GUILLEMETS_TYPOGRAPHIQUES, SYNTAXE, TYPE_INATTENDU,
};
use crate::load::keys::{self, Kind};
use crate::load::wrong_type;
use crate::text::source::position;

impl File<'_> {
    /// Says what is wrong with a statement: each name and each value that is, else the whole.
    pub(super) fn statement_faults(
        &self,
        statement: &Statement,
        (rank, title): (usize, &[&str]),
        (offset, message): (usize, &str),
    ) -> Vec<Fault> {
        let value = &statement.value;
        let mut found = Vec::new();
        found.extend(self.key_fault(statement.key.clone(), title));
        if let Some(open) = &value.unclosed {
            found.push(self.unclosed_fault(statement, open.clone()));
        }
        // What a value should be hangs on its name.
        if !found.is_empty() {
            return found;
        }
        let path: Vec<&str> = title
            .iter()
            .copied()
            .chain(self.text[statement.key.clone()].split('.').map(str::trim))
            .collect();
        if let Some(fault) = self.bare_list_fault(statement, &path) {
            found.push(fault);
            return found;
        }
        let mut name = &statement.key;
        for leaf in &value.leaves {
            if leaf.place == Place::Field && leaf.name != *name {
                name = &leaf.name;
                found.extend(self.key_fault(name.clone(), &path));
            }
            found.extend(self.leaf_fault(leaf, &statement.key, &path));
        }
        if found.is_empty() {
            found.extend(self.whole_fault(statement, (rank, title), (offset, message)));
        }
        found
    }

    /// Says what is wrong with a statement whose names and values are all well written; nothing when another line is to
    /// blame.
    fn whole_fault(
        &self,
        statement: &Statement,
        (rank, title): (usize, &[&str]),
        (offset, message): (usize, &str),
    ) -> Option<Fault> {
        let Statement { key, value, rest } = statement;
        let written = &self.text[value.span.clone()];
        if let Some(item) = &value.unseparated {
            let is_field = value.leaves.iter().any(|leaf| leaf.name == *item);
            let (between, before) = if is_field {
                ("key", "la donnée qui précède")
            } else {
                ("array", "l'élément qui précède")
            };
            let message = format!("missing comma between {between}");
            let mut fault = Fault::parsed(item.clone(), &message);
            fault.help = format!("ajouter une virgule après {before}");
            return Some(fault);
        }
        if !rest.is_empty() {
            let path: Vec<&str> = title
                .iter()
                .copied()
                .chain([&self.text[key.clone()]])
                .collect();
            return Some(self.rest_fault(statement, &path));
        }
        if message.starts_with("duplicate key") || message.starts_with("cannot extend") {
            return self.double_fault(key, (rank, title), written);
        }
        let hidden = self
            .gaps(rank, statement)
            .into_iter()
            .find_map(|gap| self.hidden_fault(gap));
        hidden.or_else(|| {
            let at = offset.clamp(value.span.start, value.span.end);
            let start = if at == value.span.end {
                value.span.start
            } else {
                at
            };
            Some(Fault::parsed(start..value.span.end, message))
        })
    }

    /// Says that a name is written twice. Among the nodes of the tree, a code without quotation marks makes two names of one.
    fn double_fault(
        &self,
        key: &Range<usize>,
        (rank, title): (usize, &[&str]),
        written: &str,
    ) -> Option<Fault> {
        let name = &self.text[key.clone()];
        if title == ["arborescence"] && !name.contains('"') {
            if name.contains('.') {
                let message = format!("le code {name} n'est pas entre guillemets");
                let help = cure::write_instead(Some(&format!("\"{name}\"")), written);
                return Some(Fault::new(
                    &CODE_SANS_GUILLEMETS,
                    key.clone(),
                    message,
                    help,
                ));
            }
            if self
                .first_statement(rank, |other| other.starts_with(&format!("{name}.")))
                .is_some()
            {
                return None;
            }
        }
        let first = self.first_statement(rank, |other| other == name);
        let first = first.map_or(String::new(), |line| {
            format!(" ; l'autre est la ligne {line}")
        });
        let message = format!("« {} » est écrit deux fois", cure::shown(name));
        let help = format!("garder une seule des deux lignes{first}");
        Some(Fault::new(&CLE_EN_DOUBLE, key.clone(), message, help))
    }

    /// Returns the stretches of a statement that hold neither a name nor a value.
    fn gaps(&self, rank: usize, statement: &Statement) -> Vec<Range<usize>> {
        let span = self.pieces[rank].span.clone();
        let mut gaps = Vec::new();
        gaps.push(span.start..statement.key.start);
        let mut end = statement.key.end;
        for leaf in &statement.value.leaves {
            gaps.push(end..leaf.span.start.max(end));
            end = leaf.span.end.max(end);
        }
        let tail = &self.text[end..span.end];
        let comment = tail.rfind('#').unwrap_or(tail.len());
        gaps.push(end..end + comment);
        gaps
    }

    /// Returns the line of the first statement before a piece, under the same title, whose name passes a test.
    fn first_statement(&self, rank: usize, test: impl Fn(&str) -> bool) -> Option<usize> {
        let section = self.pieces[rank].title.map_or(0, |title| title + 1);
        let is_it = |content: &Content| matches!(content, Content::Statement(statement) if test(&self.text[statement.key.clone()]));
        let first = self.pieces[section..rank]
            .iter()
            .find(|piece| is_it(&piece.content))?;
        Some(position(self.text, first.span.start).line)
    }

    /// Says what is wrong with a name, under a path of names; nothing when it is well written.
    fn key_fault(&self, span: Range<usize>, title: &[&str]) -> Option<Fault> {
        let name = &self.text[span.clone()];
        let one_line = !name.contains(['\n', '=']);
        if one_line
            && DeTable::parse_recoverable(&format!("{name} = 0"))
                .1
                .is_empty()
        {
            return None;
        }
        if name.is_empty() {
            let help = "écrire un nom avant le signe =";
            return Some(Fault::new(
                &SYNTAXE,
                span.start..span.start + 1,
                "il manque le nom de la donnée",
                help,
            ));
        }
        let visible: String = name.chars().filter(|next| !is_hidden(*next)).collect();
        if visible != name && keys::anywhere(&visible).is_some() {
            return self.hidden_fault(span);
        }
        let shown = cure::shown(name);
        let is_free = keys::under(self.root, title).is_some_and(|key| {
            matches!(key.kind, Kind::Headings | Kind::Glossary | Kind::Nodes(_))
        });
        if name.starts_with(CURLY) {
            let plain =
                name.trim_matches(|next: char| CURLY.contains(&next) || next.is_whitespace());
            let message = "guillemets de traitement de texte autour du nom";
            return Some(Fault::new(
                &GUILLEMETS_TYPOGRAPHIQUES,
                span,
                message,
                format!("écrire {} = …", cure::quoted(plain)),
            ));
        }
        let cure = if is_free {
            cure::quoted(name)
        } else {
            self.name_cure(name)
        };
        let help = if cure.is_empty() {
            "n'employer dans un nom que des lettres sans accent, des chiffres, - et _".to_owned()
        } else {
            format!("écrire {cure} = …")
        };
        Some(if is_free {
            let message = format!("il manque des guillemets autour du nom « {shown} »");
            Fault::new(&GUILLEMETS_MANQUANTS, span, message, help)
        } else if name.contains(|next: char| next.is_alphabetic() && !next.is_ascii()) {
            Fault::new(
                &CLE_ACCENTUEE,
                span,
                format!("le nom « {shown} » porte un accent"),
                help,
            )
        } else if name.contains(|next: char| next.is_whitespace() || is_hidden(next)) {
            Fault::new(
                &SYNTAXE,
                span,
                format!("le nom « {shown} » contient une espace"),
                help,
            )
        } else {
            Fault::new(
                &SYNTAXE,
                span,
                format!("le nom « {shown} » contient un signe que le format n'admet pas"),
                help,
            )
        })
    }

    /// Returns a name as the format writes it.
    fn name_cure(&self, name: &str) -> String {
        match name.split_once(char::is_whitespace) {
            // « valeurs 2017 = »: the space stands where the full stop should.
            Some((first, rest))
                if keys::anywhere(&cure::key_name(first))
                    .is_some_and(|key| key.kind.has_free_names()) =>
            {
                format!("{}.{}", cure::key_name(first), cure::identifier(rest))
            }
            _ if matches!(name, "N°" | "n°" | "Nº" | "nº") => "numero".to_owned(),
            _ => cure::key_name(name),
        }
    }

    /// Says that a bracket, or a text of several lines, is not closed.
    fn unclosed_fault(&self, statement: &Statement, open: Range<usize>) -> Fault {
        let written = self.text[statement.value.span.clone()].trim_end_matches([',', ' ']);
        let is_texts = open.start == statement.value.span.start
            && !written.contains('\n')
            && written.ends_with('"');
        let (message, help) = match &self.text[open.clone()] {
            "[" if is_texts => (
                "la liste ouverte ici n'est pas fermée".to_owned(),
                cure::write_instead(
                    Some(&self.text[statement.key.clone()]),
                    &format!("{written}]"),
                ),
            ),
            "[" => (
                "la liste ouverte ici n'est pas fermée".to_owned(),
                "terminer la liste par un crochet fermant ]".to_owned(),
            ),
            "{" => (
                "l'accolade ouverte ici n'est pas fermée".to_owned(),
                "terminer par une accolade fermante }".to_owned(),
            ),
            marks => (
                format!("le texte ouvert ici n'est pas fermé : il manque {marks} à la fin"),
                format!("terminer le texte par {marks}"),
            ),
        };
        Fault::new(&SYNTAXE, open, message, help)
    }

    /// Says that texts stand side by side, where the key takes a list between brackets.
    fn bare_list_fault(&self, statement: &Statement, path: &[&str]) -> Option<Fault> {
        let [leaf] = statement.value.leaves.as_slice() else {
            return None;
        };
        let key = self
            .key(path)
            .filter(|key| matches!(key.kind, Kind::Texts | Kind::Participants(_)))?;
        let span = leaf.span.start..statement.rest.end.max(leaf.span.end);
        let words = &self.text[span.clone()];
        let is_row = leaf.place == Place::Alone && is_row(&words.replace(CURLY, "\""), '"');
        is_row.then(|| {
            let message = format!(
                "« {} » attend {}, et non un texte",
                key.name,
                wrong_type::expected(key.kind)
            );
            Fault::new(
                &TYPE_INATTENDU,
                span,
                message,
                cure::write_instead(Some(key.name), &cure::list(words)),
            )
        })
    }

    /// Says what is wrong with what follows a value.
    fn rest_fault(&self, statement: &Statement, path: &[&str]) -> Fault {
        let Statement { key, value, rest } = statement;
        let text = &self.text[rest.clone()];
        if starts_statement(text.trim_start_matches([',', ';', ' '])) {
            let line = line_around(self.text, rest.end);
            let start = trimmed(self.text, line).start.min(rest.start);
            return Fault::new(
                &SYNTAXE,
                start.max(key.start)..rest.end,
                "deux données sur la même ligne",
                "écrire chaque donnée sur sa propre ligne",
            );
        }
        let (name, written) = (&self.text[key.clone()], &self.text[value.span.clone()]);
        let help = match self.key(path).filter(|_| written.starts_with('"')) {
            Some(key) => cure::help(key, Some(name), written.trim_matches('"')),
            None => cure::write_instead(Some(name), written),
        };
        let message = if text.chars().all(|next| next.is_ascii_punctuation()) {
            format!("signe {} en trop à la fin de la ligne", cure::shown(text))
        } else {
            format!("« {} » est de trop après la valeur", cure::shown(text))
        };
        Fault::new(&SYNTAXE, rest.clone(), message, help)
    }
}
