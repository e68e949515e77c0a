//! Where a table stands in its file, and the names that it holds though the format does not place them there.

use std::ops::Range;

use super::cure;
use super::faults::{CLE_INCONNUE, CLE_MAL_PLACEE};
use super::found::Faults;
use super::keys::{Key, Kind, Shape};
use super::synonyms;
use crate::text::nearest::{nearest, quoted_or};

/// Where a table stands: what it is, its title in the file, and what encloses it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What the table is.
    pub(super) shape: &'static Shape,
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
    pub(super) fn title(&self) -> String {
        match self.parent.map(Scope::title) {
            Some(above) if !above.is_empty() => format!("{above}.{}", self.name),
            _ => self.name.to_owned(),
        }
    }

    /// Returns the title of the table with its brackets, as it is written in the file.
    fn bracketed(&self) -> String {
        let kind = self
            .parent
            .and_then(|parent| parent.shape.key(self.name))
            .map(|key| key.kind);
        match kind {
            Some(Kind::Tables(_)) => format!("[[{}]]", self.title()),
            _ => format!("[{}]", self.title()),
        }
    }

    /// Returns whether it is the table of the whole file.
    fn is_file(&self) -> bool {
        self.parent.is_none()
    }

    /// Returns the keys of the table that mean the same as a name that it does not have.
    pub(super) fn synonyms(&self, name: &str) -> Vec<&'static str> {
        let names: Vec<&str> = self.shape.keys.iter().map(|key| key.name).collect();
        synonyms::names(name, &names)
    }

    /// Returns what the file holds.
    pub(super) fn file(&self) -> &'static Shape {
        self.parent.map_or(self.shape, Scope::file)
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
    let shown = cure::shown(key);
    if let Some(owner) = scope.owner(key) {
        faults.stray(owner.title(), key);
        let message = format!(
            "« {shown} » est écrit sous {}, qui n'a pas cette donnée",
            scope.bracketed()
        );
        let place = if owner.parent.is_none() {
            "tout en haut du fichier, avant le premier titre entre crochets".to_owned()
        } else {
            format!(
                "sous {}, avant tout autre titre entre crochets",
                owner.bracketed()
            )
        };
        return faults.report(
            &CLE_MAL_PLACEE,
            span,
            message,
            format!("déplacer cette ligne {place}"),
        );
    }
    report_unknown_key(faults, scope, key, span);
}

/// Reports a key that its table does not have.
pub(super) fn report_unknown_key(
    faults: &Faults<'_>,
    scope: &Scope<'_>,
    key: &str,
    span: Range<usize>,
) {
    let shown = cure::shown(key);
    let message = format!("donnée inconnue : « {shown} »");
    if faults.is_crowded() {
        return faults.report(&CLE_INCONNUE, span, message, String::new());
    }
    let names = || scope.shape.keys.iter().map(|key| key.name);
    let close = match nearest(key, names()).first() {
        Some(name) => vec![*name],
        None => scope.synonyms(key),
    };
    for name in &close {
        faults.stray(scope.title(), name);
    }
    let inside = scope.shape.keys.iter().find(|outer| {
        outer
            .kind
            .shape()
            .is_some_and(|shape| shape.key(key).is_some())
    });
    let help = match (close.as_slice(), inside) {
        ([name], _) if name.eq_ignore_ascii_case(key) => {
            format!("écrire « {name} », en minuscules")
        }
        ([_, ..], _) => format!("vouliez-vous dire {} ?", quoted_or(&close)),
        ([], Some(outer)) if !scope.is_file() => format!(
            "« {shown} » s'écrit dans « {} », par exemple : {}",
            outer.name, outer.example
        ),
        ([], _) => {
            let names: Vec<&str> = names().filter(|name| *name != "autres").collect();
            let rest = if scope.shape.key("autres").is_some() {
                " ; le reste va sous [autres]"
            } else {
                ""
            };
            format!(
                "les données possibles pour {} sont {}{rest}",
                scope.shape.name,
                quoted_or(&names)
            )
        }
    };
    faults.report(&CLE_INCONNUE, span, message, help);
}

/// Reports a name of which the start is missing, with the line to write.
pub(super) fn report_part_of_name(
    faults: &Faults<'_>,
    name: &str,
    span: Range<usize>,
    line: String,
) {
    let message = format!("donnée inconnue : « {} »", cure::shown(name));
    faults.report(&CLE_INCONNUE, span, message, format!("écrire {line}"));
}

/// Reports keys of one table that belong to other tables of the file: a title is missing above them.
pub(super) fn report_foreign_keys(
    faults: &Faults<'_>,
    scope: &Scope<'_>,
    names: &[&str],
    (homes, span): (&[String], Range<usize>),
) {
    let place = if scope.parent.is_none() {
        format!("{} n'a pas", scope.shape.name)
    } else {
        format!("{} n'a pas", scope.bracketed())
    };
    let shown: Vec<String> = names.iter().map(|name| cure::shown(name)).collect();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let message = format!("{place} de donnée {}", quoted_or(&shown));
    // A title with a full stop holds a name or a year of the author's own.
    let homes = homes.join(" ou ");
    let (title, line) = (
        if homes.contains('.') {
            "un titre, par exemple"
        } else {
            "le titre"
        },
        if names.len() > 1 {
            "ces lignes sous le leur"
        } else {
            "cette ligne sous le sien"
        },
    );
    let help = format!("écrire au-dessus {title} {homes}, ou déplacer {line}");
    faults.report(&CLE_MAL_PLACEE, span, message, help);
}

/// Returns the place of a file whose top-level names are the author's own.
pub(super) fn file_scope(shape: &'static Shape) -> Scope<'static> {
    Scope {
        shape,
        name: "",
        parent: None,
    }
}
