//! One table read field by field: every problem is collected with its place, in one pass.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::faults::{CLE_INCONNUE, CLE_MAL_PLACEE, CLE_MANQUANTE, CROCHETS, TYPE_INATTENDU};
use super::keys::{Key, Shape};
use super::values::{self, Value};
use crate::text::diagnostic::{Card, Diagnostic};
use crate::text::located::Located;
use crate::text::nearest::{nearest, quoted_or};
use crate::text::source::{At, FileId};

/// A TOML value with its place.
pub(super) type Spot<'a> = toml::Spanned<DeValue<'a>>;

/// The faults of one file, as they are found.
pub(super) struct Faults<'a> {
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) text: &'a str,
    /// Whether lines were set aside because they cannot be read: what is missing may stand on them.
    pub(super) incomplete: bool,
    /// What was found.
    found: RefCell<Vec<Diagnostic>>,
}

impl<'a> Faults<'a> {
    /// Returns an empty list for a file.
    pub(super) fn new(file: FileId, text: &'a str) -> Self {
        Self {
            file,
            text,
            incomplete: false,
            found: RefCell::default(),
        }
    }

    /// Adds a fault.
    pub(super) fn report(
        &self,
        card: &'static Card,
        span: Range<usize>,
        message: String,
        help: String,
    ) {
        let mut diagnostic = Diagnostic::new(card, self.at(span), message);
        diagnostic.help(help);
        self.push(diagnostic);
    }

    /// Adds a fault that is already made.
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Returns the place of a stretch of this file.
    pub(super) fn at(&self, span: Range<usize>) -> At {
        At::new(self.file, span)
    }

    /// Returns the text of a stretch of this file.
    pub(super) fn raw(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// Returns whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// Returns what was found.
    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}

/// Where a table stands: what it is, its title in the file, and what encloses it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What the table is.
    shape: &'static Shape,
    /// Its own name in its enclosing table; empty for the file.
    name: &'a str,
    /// What encloses it.
    parent: Option<&'a Scope<'a>>,
}

impl<'a> Scope<'a> {
    /// Returns a table inside this one.
    pub(super) fn inside(&'a self, name: &'a str, shape: &'static Shape) -> Scope<'a> {
        Scope {
            shape,
            name,
            parent: Some(self),
        }
    }

    /// Returns the title of the table, as it is written between brackets; empty for the file.
    fn title(&self) -> String {
        match self.parent.map(Scope::title) {
            Some(above) if !above.is_empty() => format!("{above}.{}", self.name),
            _ => self.name.to_owned(),
        }
    }

    /// Returns a key of the table.
    pub(super) fn key(&self, name: &str) -> &'static Key {
        self.shape
            .key(name)
            .expect("a reader asks only for the keys that its shape declares")
    }

    /// Returns the nearest enclosing table that knows a key.
    pub(super) fn owner(&self, key: &str) -> Option<&Scope<'a>> {
        let enclosing = std::iter::successors(self.parent, |scope| scope.parent);
        enclosing
            .into_iter()
            .find(|scope| scope.shape.key(key).is_some())
    }
}

/// Reports a key that nobody reads: written in the wrong place, or unknown.
pub(super) fn report_unread_key(
    faults: &Faults<'_>,
    scope: &Scope<'_>,
    key: &str,
    span: Range<usize>,
) {
    if let Some(owner) = scope.owner(key) {
        let message = format!(
            "« {key} » est écrit sous [{}], qui n'a pas cette donnée",
            scope.title()
        );
        let place = match owner.title() {
            title if title.is_empty() => {
                "tout en haut du fichier, avant le premier titre entre crochets".to_owned()
            }
            title => format!("sous [{title}], avant tout autre titre entre crochets"),
        };
        return faults.report(
            &CLE_MAL_PLACEE,
            span,
            message,
            format!("déplacer cette ligne {place}"),
        );
    }
    let message = format!("donnée inconnue : « {key} »");
    let names = || scope.shape.keys.iter().map(|key| key.name);
    let help = match nearest(key, names()).first() {
        Some(name) => format!("vouliez-vous dire « {name} » ?"),
        None => {
            let names: Vec<&str> = names().collect();
            format!(
                "{} peut contenir {} ; le reste va sous [autres]",
                scope.shape.name,
                quoted_or(&names)
            )
        }
    };
    faults.report(&CLE_INCONNUE, span, message, help);
}

/// Reports a value of another type than its key takes.
pub(super) fn report_wrong_type(
    faults: &Faults<'_>,
    key: &Key,
    value: &Spot<'_>,
    found: &DeValue<'_>,
) {
    let message = format!(
        "« {} » attend {}, et non {}",
        key.name,
        values::expected(key.kind),
        values::found(found)
    );
    let help = values::rewritten(key, faults.raw(value.span()), found).map_or_else(
        || format!("par exemple : {}", key.example),
        |line| format!("écrire {line}"),
    );
    faults.report(&TYPE_INATTENDU, value.span(), message, help);
}

/// One table of a file, with the keys that the format gives it.
pub(super) struct TableReader<'a> {
    /// Where the faults go.
    pub(super) faults: &'a Faults<'a>,
    /// The table.
    table: &'a DeTable<'a>,
    /// Its place: its title, or the whole of an inline table.
    span: Range<usize>,
    /// Where it stands.
    pub(super) scope: Scope<'a>,
}

impl<'a> TableReader<'a> {
    /// Reads the table of a whole file.
    pub(super) fn root(
        faults: &'a Faults<'a>,
        table: &'a DeTable<'a>,
        shape: &'static Shape,
    ) -> Self {
        let reader = Self {
            faults,
            table,
            span: 0..0,
            scope: Scope {
                shape,
                name: "",
                parent: None,
            },
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
        let DeValue::Table(table) = value.get_ref() else {
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
        for (key, _) in self
            .table
            .iter()
            .filter(|(key, _)| self.scope.shape.key(key.get_ref()).is_none())
        {
            report_unread_key(self.faults, &self.scope, key.get_ref(), key.span());
        }
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
        let (key, value) = self.value(name)?;
        T::read(self.faults, key, value)
            .map(|read| Located::new(read, self.faults.at(value.span())))
    }

    /// Reads a key that must be there; its absence, or a blank text, is a fault of the table.
    pub(super) fn required<T: Value>(&self, name: &str) -> Option<Located<T>> {
        let read = self.optional(name);
        let blank =
            |value: &DeValue<'_>| matches!(value, DeValue::String(text) if text.trim().is_empty());
        let missing = self
            .table
            .get(name)
            .is_none_or(|value| blank(value.get_ref()));
        if read.is_none() && missing && !self.faults.incomplete {
            let message = format!(
                "il manque « {name} » : {}",
                self.scope.key(name).description
            );
            self.faults.report(
                &CLE_MANQUANTE,
                self.span.clone(),
                message,
                format!("ajouter par exemple : {}", self.scope.key(name).example),
            );
        }
        read
    }

    /// Reads a list; blank texts are left out.
    pub(super) fn list<T: Value>(&self, name: &str) -> Vec<Located<T>> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            report_wrong_type(self.faults, key, value, value.get_ref());
            return Vec::new();
        };
        let read = |item: &Spot<'_>| {
            T::read(self.faults, key, item)
                .map(|read| Located::new(read, self.faults.at(item.span())))
        };
        items.iter().filter_map(read).collect()
    }

    /// Reads a list in which each item is a value, or a table that a given reader reads.
    pub(super) fn list_or_tables<T: Value>(
        &self,
        name: &str,
        read: impl Fn(&TableReader<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            report_wrong_type(self.faults, key, value, value.get_ref());
            return Vec::new();
        };
        let shape = key.inner_shape();
        let scope = self.scope.inside(name, shape);
        let read_item = |item| match TableReader::inner(self.faults, item, scope) {
            Some(inner) => read(&inner),
            None => T::read(self.faults, key, item),
        };
        items.iter().filter_map(read_item).collect()
    }

    /// Reads a value, or a list of values.
    pub(super) fn one_or_many<T: Value>(&self, name: &str) -> Vec<Located<T>> {
        match self.value(name) {
            Some((_, value)) if matches!(value.get_ref(), DeValue::Array(_)) => self.list(name),
            Some(_) => self.optional(name).into_iter().collect(),
            None => Vec::new(),
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
        if matches!(value.get_ref(), DeValue::Array(items) if is_repeated_table(items)) {
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
    ) -> Vec<T> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let shape = key.inner_shape();
        let DeValue::Array(items) = value.get_ref() else {
            if matches!(value.get_ref(), DeValue::Table(_))
                && self.faults.raw(value.span()).starts_with('[')
            {
                self.report_brackets(&self.title_of(name), value, true);
            } else {
                report_wrong_type(self.faults, key, value, value.get_ref());
            }
            return Vec::new();
        };
        let scope = self.scope.inside(name, shape);
        let read_item = |item| match TableReader::inner(self.faults, item, scope) {
            Some(inner) => read(&inner),
            None => {
                report_wrong_type(self.faults, key, item, item.get_ref());
                None
            }
        };
        items.iter().filter_map(read_item).collect()
    }

    /// Reads one table a name with a given reader, which is also handed the name.
    pub(super) fn named<T>(
        &self,
        name: &str,
        read: impl Fn(&TableReader<'_>, Located<String>) -> Option<T>,
    ) -> Vec<T> {
        let key = self.scope.key(name);
        let shape = key.inner_shape();
        let names = self.names(name);
        let mut all = Vec::new();
        for (entry, value) in self.entries(name) {
            let title = names.inside(&entry, shape);
            match value.get_ref() {
                DeValue::Table(_) => {
                    let inner = TableReader::inner(self.faults, value, title);
                    all.extend(inner.and_then(|inner| read(&inner, entry.clone())));
                }
                DeValue::Array(items) if is_repeated_table(items) => {
                    self.report_brackets(&title.title(), value, false)
                }
                _ if names.owner(&entry).is_some() => {
                    report_unread_key(self.faults, &names, &entry, span_of(&entry))
                }
                other => report_wrong_type(self.faults, key, value, other),
            }
        }
        all
    }

    /// Returns the entries of a key whose names are the author's own: each name and its value.
    pub(super) fn entries(&self, name: &str) -> Vec<(Located<String>, &'a Spot<'a>)> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value.get_ref() else {
            report_wrong_type(self.faults, key, value, value.get_ref());
            return Vec::new();
        };
        let name_of = |key: &toml::Spanned<toml::de::DeString<'_>>| {
            Located::new(key.get_ref().to_string(), self.faults.at(key.span()))
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
        let table = self.table.get(name).map(toml::Spanned::get_ref);
        matches!(table, Some(DeValue::Table(table)) if table.contains_key(entry))
    }

    /// Returns the title of a key's table, as it is written between brackets.
    fn title_of(&self, name: &str) -> String {
        self.scope.inside(name, self.scope.shape).title()
    }

    /// Reports a title with too many brackets, or too few.
    fn report_brackets(&self, title: &str, value: &Spot<'_>, repeated: bool) {
        let (message, help) = if repeated {
            (
                format!("[{title}] ouvre une rubrique qui se répète"),
                format!("doubler les crochets : [[{title}]]"),
            )
        } else {
            (
                format!("[[{title}]] ouvre une rubrique qui ne se répète pas"),
                format!("écrire un seul crochet de chaque côté : [{title}]"),
            )
        };
        self.faults.report(&CROCHETS, value.span(), message, help);
    }
}

/// Returns whether a list is what repeated titles between double brackets make.
fn is_repeated_table(items: &toml::de::DeArray<'_>) -> bool {
    !items.is_empty()
        && items
            .iter()
            .all(|item| matches!(item.get_ref(), DeValue::Table(_)))
}

/// Returns the stretch of a name.
pub(super) fn span_of<T>(name: &Located<T>) -> Range<usize> {
    name.at().start as usize..name.at().end as usize
}

/// Returns the place of a file whose top-level names are the author's own.
pub(super) fn file_scope(shape: &'static Shape) -> Scope<'static> {
    Scope {
        shape,
        name: "",
        parent: None,
    }
}
