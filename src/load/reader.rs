//! One table read field by field: every problem is collected with its place, in one pass.

use std::ops::Range;

use super::tree::{Name, Node, Table};

use super::faults::{CLE_MAL_PLACEE, CLE_MANQUANTE, CROCHETS};
use super::found::{Faults, Spot, span_of};
use super::keys::{self, Key, Kind, Shape};
use super::messages;
use super::scope::{
    Scope, file_scope, report_foreign_keys, report_part_of_name, report_unknown_key,
    report_unread_key,
};
use super::values::{Value, year};
use super::wrong_type::{report_no_list, report_wrong_type};
use crate::model::calendrier::EtatEtape;
use crate::model::mot::Mot;
use crate::text::diagnostic::Diagnostic;
use crate::text::located::Located;
use crate::text::nearest::nearest;
use crate::text::source::At;
use crate::text::texte::Texte;

/// One table of a file, with the keys that the format gives it.
pub(super) struct TableReader<'a> {
    /// Where the faults go.
    pub(super) faults: &'a Faults<'a>,
    /// The table.
    table: &'a Table<'a>,
    /// Its place: its title, or the whole of an inline table.
    span: Range<usize>,
    /// Where it stands.
    pub(super) scope: Scope<'a>,
}

impl<'a> TableReader<'a> {
    /// Reads the table of a whole file.
    pub(super) fn root(
        faults: &'a Faults<'a>,
        table: &'a Table<'a>,
        shape: &'static Shape,
    ) -> Self {
        let reader = Self {
            faults,
            table,
            span: 0..0,
            scope: file_scope(shape),
        };
        reader.report_unread();
        reader
    }

    /// Reads the table of a value, in a given place; nothing when the value is no table.
    pub(super) fn inner(
        faults: &'a Faults<'a>,
        value: &'a Spot<'a>,
        scope: Scope<'a>,
    ) -> Option<Self> {
        let Node::Table(table) = value.get_ref() else {
            return None;
        };
        let reader = Self {
            faults,
            table,
            span: value.span(),
            scope,
        };
        reader.report_unread();
        Some(reader)
    }

    /// Reports the keys that the format does not give to this table.
    fn report_unread(&self) {
        let unread = self
            .table
            .keys()
            .filter(|key| self.scope.shape.key(key.get_ref()).is_none());
        let mut unread: Vec<(&str, Range<usize>)> =
            unread.map(|key| (key.get_ref(), key.span())).collect();
        unread.sort_by_key(|(_, span)| span.start);
        if self.is_inline() {
            // Between braces, nothing that follows can have slipped in.
            for (name, span) in unread {
                report_unknown_key(self.faults, &self.scope, name, span);
            }
            return;
        }
        let mut unread = unread.as_slice();
        while let Some(((name, span), rest)) = unread.split_first() {
            let mut homes = self.homes(name);
            let mut names = vec![*name];
            unread = rest;
            if let Some(line) = self.whole_line(name) {
                report_part_of_name(self.faults, name, span.clone(), line);
                continue;
            }
            if homes.is_empty() {
                report_unread_key(self.faults, &self.scope, name, span.clone());
                continue;
            }
            // Lines that lack the same title are one mistake.
            while let Some(((next, _), rest)) = unread.split_first() {
                let others = self.homes(next);
                if !homes.iter().any(|home| others.contains(home)) {
                    break;
                }
                homes.retain(|home| others.contains(home));
                names.push(*next);
                unread = rest;
            }
            if names.len() == 1 && !self.scope.synonyms(name).is_empty() {
                report_unknown_key(self.faults, &self.scope, name, span.clone());
                continue;
            }
            let at = (homes.as_slice(), span.clone());
            report_foreign_keys(self.faults, &self.scope, &names, at);
        }
    }

    /// Returns the line to write for a value of which the author wrote only the end of the name: `rencontre = "tenue"` in a
    /// bilan for `etapes.rencontre`, `2017 = 3` in an indicator for `valeurs.2017`.
    fn whole_line(&self, name: &str) -> Option<String> {
        let value = self.table.get(name)?;
        let takes = |key: &&Key| match (key.kind, value.get_ref()) {
            (Kind::Points(_), Node::String(word)) => EtatEtape::parse(word).is_some(),
            (Kind::Values(_), Node::Integer(_) | Node::Float(_)) => year(name).is_some(),
            _ => false,
        };
        let key = self.scope.shape.keys.iter().find(takes)?;
        let raw = self.faults.raw(value.span());
        (!self.faults.is_crowded()).then(|| format!("{}.{name} = {raw}", key.name))
    }

    /// Returns whether the table is written between braces.
    fn is_inline(&self) -> bool {
        self.faults.raw(self.span.clone()).starts_with('{')
    }

    /// Returns the titles under which a key that this table does not have would be read, when a title is what it lacks.
    fn homes(&self, name: &str) -> Vec<String> {
        let homes = keys::homes(self.scope.file(), name);
        if homes.is_empty() || self.faults.is_crowded() || self.scope.owner(name).is_some() {
            return Vec::new();
        }
        let names = self.scope.shape.keys.iter().map(|key| key.name);
        let is_slip = |near: &&str| near.len().abs_diff(name.len()) <= 2;
        if nearest(name, names).iter().any(is_slip) {
            return Vec::new();
        }
        homes
    }

    /// Returns the place of the table.
    pub(super) fn at(&self) -> At {
        self.faults.at(self.span.clone())
    }

    /// Returns the raw value of a key.
    fn value(&self, name: &str) -> Option<(&'static Key, &'a Spot<'a>)> {
        let value = self.table.get(name)?;
        Some((self.scope.key(name), value))
    }

    /// Reads a key that may be absent; a blank text is absent.
    pub(super) fn optional<T: Value>(&self, name: &str) -> Option<Located<T>> {
        debug_assert!(!self.scope.key(name).required, "{name}");
        self.read(name)
    }

    /// Reads a key.
    fn read<T: Value>(&self, name: &str) -> Option<Located<T>> {
        let (key, value) = self.value(name)?;
        T::read(self.faults, key, value)
            .map(|read| Located::new(read, self.faults.at(value.span())))
    }

    /// Reads a key that must be there; its absence, or a blank text, is a fault of the table.
    pub(super) fn required<T: Value>(&self, name: &str) -> Option<Located<T>> {
        debug_assert!(self.scope.key(name).required, "{name}");
        let read = self.read(name);
        let blank =
            |value: &Node<'_>| matches!(value, Node::String(text) if text.trim().is_empty());
        let missing = self
            .table
            .get(name)
            .is_none_or(|value| blank(value.get_ref()));
        if read.is_none() && missing && !self.faults.incomplete {
            let message = format!(
                "il manque « {name} » : {}",
                self.scope.key(name).description
            );
            let mut diagnostic = Diagnostic::new(&CLE_MANQUANTE, self.at(), message);
            let key = self.scope.key(name);
            diagnostic.help(format!("ajouter par exemple : {}", key.example));
            self.faults.miss(self.scope.title(), key.name, diagnostic);
        }
        read
    }

    /// Returns the items of a list; reports a value that is none.
    fn items(&self, name: &str) -> Option<(&'static Key, &'a [Spot<'a>])> {
        let (key, value) = self.value(name)?;
        if let Node::Array(items) = value.get_ref() {
            return Some((key, items));
        }
        report_no_list(self.faults, key, value);
        None
    }

    /// Reads a list; blank texts are left out.
    pub(super) fn list<T: Value>(&self, name: &str) -> Box<[Located<T>]> {
        let Some((key, items)) = self.items(name) else {
            return Box::default();
        };
        let read = |item: &Spot<'_>| {
            T::read(self.faults, key, item)
                .map(|read| Located::new(read, self.faults.at(item.span())))
        };
        gathered(items.iter().map(read))
    }

    /// Reads a list in which each item is a value, or a table that a given reader reads.
    pub(super) fn list_or_tables<T: Value>(
        &self,
        name: &str,
        read: impl Fn(&TableReader<'_>) -> Option<T>,
    ) -> Box<[T]> {
        let Some((key, items)) = self.items(name) else {
            return Box::default();
        };
        let shape = key.inner_shape();
        let scope = self.scope.inside(name, shape);
        let read_item = |item| match TableReader::inner(self.faults, item, scope) {
            Some(inner) => read(&inner),
            None => T::read(self.faults, key, item),
        };
        gathered(items.iter().map(read_item))
    }

    /// Reads a value, or a list of values.
    pub(super) fn one_or_many<T: Value>(&self, name: &str) -> Box<[Located<T>]> {
        match self.value(name) {
            Some((_, value)) if matches!(value.get_ref(), Node::Array(_)) => self.list(name),
            Some(_) => self.optional(name).into_iter().collect(),
            None => Box::default(),
        }
    }

    /// Reads the one table of a key with a given reader.
    pub(super) fn table<T>(
        &self,
        name: &str,
        read: impl FnOnce(&TableReader<'_>) -> Option<T>,
    ) -> Option<T> {
        let (key, value) = self.value(name)?;
        let shape = key.inner_shape();
        if is_repeated_table(value) {
            self.report_brackets(&self.title_of(name), value, false);
            return None;
        }
        match TableReader::inner(self.faults, value, self.scope.inside(name, shape)) {
            Some(inner) => read(&inner),
            None => {
                report_wrong_type(self.faults, key, value, value.get_ref());
                None
            }
        }
    }

    /// Reads the tables of a key, one after the other, with a given reader.
    pub(super) fn tables<T>(
        &self,
        name: &str,
        read: impl Fn(&TableReader<'_>) -> Option<T>,
    ) -> Box<[T]> {
        let Some((key, value)) = self.value(name) else {
            return Box::default();
        };
        let shape = key.inner_shape();
        let Node::Array(items) = value.get_ref() else {
            if matches!(value.get_ref(), Node::Table(_))
                && self.faults.raw(value.span()).starts_with('[')
            {
                self.report_brackets(&self.title_of(name), value, true);
            } else {
                report_wrong_type(self.faults, key, value, value.get_ref());
            }
            return Box::default();
        };
        let scope = self.scope.inside(name, shape);
        let read_item = |item| match TableReader::inner(self.faults, item, scope) {
            Some(inner) => read(&inner),
            None => {
                report_wrong_type(self.faults, key, item, item.get_ref());
                None
            }
        };
        gathered(items.iter().map(read_item))
    }

    /// Reads one table a name with a given reader, which is also handed the name.
    pub(super) fn named<T>(
        &self,
        name: &str,
        read: impl Fn(&TableReader<'_>, Located<Texte>) -> Option<T>,
    ) -> Box<[T]> {
        let key = self.scope.key(name);
        let shape = key.inner_shape();
        let names = self.names(name);
        let entries = self.with_titles(key, self.entries(name));
        let mut all = Vec::with_capacity(entries.len());
        for (entry, value) in entries {
            let title = names.inside(&entry, shape);
            match value.get_ref() {
                Node::Table(_) => {
                    let inner = TableReader::inner(self.faults, value, title);
                    all.extend(inner.and_then(|inner| read(&inner, entry.clone())));
                }
                _ if is_repeated_table(value) => self.report_brackets(&title.title(), value, false),
                _ if names.owner(&entry).is_some() => {
                    report_unread_key(self.faults, &names, &entry, span_of(&entry))
                }
                other => report_wrong_type(self.faults, key, value, other),
            }
        }
        all.into()
    }

    /// Returns the entries of a key that takes one table a name, without those that stand where a name is missing:
    /// `[calendrier]` for `[calendrier.rencontre]`.
    fn with_titles(
        &self,
        key: &Key,
        entries: Vec<(Located<Texte>, &'a Spot<'a>)>,
    ) -> Vec<(Located<Texte>, &'a Spot<'a>)> {
        let shape = key.inner_shape();
        let is_named = |(entry, value): &(Located<Texte>, &Spot<'_>)| {
            let is_table = matches!(value.get_ref(), Node::Table(_))
                && self.faults.raw(value.span()).starts_with(['[', '{']);
            shape.key(entry).is_none() || (is_table && !matches!(key.kind, Kind::ByYear(_)))
        };
        let (named, nameless): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_named);
        let first = nameless.iter().min_by_key(|(entry, _)| entry.at().start());
        if let Some((entry, _)) = first {
            let what = if matches!(key.kind, Kind::ByYear(_)) {
                "l'année"
            } else {
                "un nom"
            };
            let message = format!(
                "il manque {what} dans le titre [{}] : {}",
                key.name, key.description
            );
            let free = if matches!(key.kind, Kind::ByYear(_)) {
                ""
            } else {
                " ; le nom est libre"
            };
            let title = self.table.get(key.name).map(Spot::span);
            let title = title.filter(|title| self.faults.raw(title.clone()).starts_with('['));
            self.faults.report(
                &CLE_MAL_PLACEE,
                title.unwrap_or_else(|| span_of(entry)),
                message,
                format!("écrire par exemple {}{free}", key.example),
            );
        }
        named
    }

    /// Returns the entries of a key whose names are the author's own: each name and its value.
    pub(super) fn entries(&self, name: &str) -> Vec<(Located<Texte>, &'a Spot<'a>)> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let Node::Table(table) = value.get_ref() else {
            if is_repeated_table(value) {
                let (message, mut help) = messages::brackets(name, false);
                if key.example.starts_with('[') {
                    help = format!("écrire par exemple {}", key.example);
                }
                self.faults.report(&CROCHETS, value.span(), message, help);
            } else {
                report_wrong_type(self.faults, key, value, value.get_ref());
            }
            return Vec::new();
        };
        let name_of = |key: &Name<'_>| {
            Located::new(self.faults.texte(key.get_ref()), self.faults.at(key.span()))
        };
        table
            .iter()
            .map(|(key, value)| (name_of(key), value))
            .collect()
    }

    /// Returns the place of the names under a key, where no name is known beforehand.
    pub(super) fn names<'b>(&'b self, name: &'b str) -> Scope<'b> {
        /// A table whose keys are the author's own names.
        static NAMES: Shape = Shape {
            name: "cette rubrique",
            keys: &[],
        };
        self.scope.inside(name, &NAMES)
    }

    /// Returns whether a key of this table has an entry of this name.
    pub(super) fn has_entry(&self, name: &str, entry: &str) -> bool {
        let table = self.table.get(name).map(Spot::get_ref);
        matches!(table, Some(Node::Table(table)) if table.contains_key(entry))
    }

    /// Returns the title of a key's table, as it is written between brackets.
    fn title_of(&self, name: &str) -> String {
        self.scope.inside(name, self.scope.shape).title()
    }

    /// Reports a title with too many brackets, or too few.
    fn report_brackets(&self, title: &str, value: &Spot<'_>, repeated: bool) {
        let (message, help) = messages::brackets(title, repeated);
        self.faults.report(&CROCHETS, value.span(), message, help);
    }
}

/// Returns what could be read of some values, in no more room than they take: a plan may hold thousands of fiches.
pub(super) fn gathered<T>(read: impl ExactSizeIterator<Item = Option<T>>) -> Box<[T]> {
    let mut all = Vec::with_capacity(read.len());
    all.extend(read.flatten());
    all.into()
}

/// Returns whether a value is what repeated titles between double brackets make.
pub(super) fn is_repeated_table(value: &Spot<'_>) -> bool {
    let Node::Array(items) = value.get_ref() else {
        return false;
    };
    !items.is_empty()
        && items
            .iter()
            .all(|item| matches!(item.get_ref(), Node::Table(_)))
}
