//! Reads what several files of the plan hold: indicators, values by year, other headings.

use super::tree::Node;

use super::faults::VALEUR_IMPOSSIBLE;
use super::found::{Faults, Spot, span_of};
use super::keys::Key;
use super::reader::{TableReader, gathered};
use super::scope::{Scope, report_unread_key};
use super::values::{Value, year};
use super::wrong_type::report_wrong_type;
use crate::model::fiche::Autre;
use crate::model::indicateur::{Indicateur, Valeur};
use crate::text::located::Located;
use crate::text::texte::Texte;

/// Reads `[indicateurs.…]`.
pub(super) fn indicateur(table: &TableReader<'_>, code: Located<Texte>) -> Option<Indicateur> {
    Some(Indicateur {
        code,
        nom: table.optional("nom"),
        unite: table.optional("unite"),
        sens: table.optional("sens"),
        source: table.optional("source"),
        valeurs: by_year(table, "valeurs", |annee, value| valeur(table, annee, value)),
        cibles: by_year(table, "cibles", |annee, value| {
            f64::read(table.faults, table.scope.key("cibles"), value).map(|cible| (annee, cible))
        }),
    })
}

/// Reads the entries of a table that has one a year, in the order of the years.
fn by_year<T>(
    table: &TableReader<'_>,
    name: &str,
    read: impl Fn(Located<i32>, &Spot<'_>) -> Option<T>,
) -> Box<[T]> {
    let names = table.names(name);
    let mut entries: Vec<(i32, Option<T>)> = Vec::new();
    for (entry, value) in table.entries(name) {
        if let Some(annee) = year_of(table.faults, &names, &entry) {
            entries.push((*annee, read(annee, value)));
        }
    }
    entries.sort_by_key(|(annee, _)| *annee);
    gathered(entries.into_iter().map(|(_, entry)| entry))
}

/// Reads the value of a year: a number, or a table with the number.
fn valeur(table: &TableReader<'_>, annee: Located<i32>, value: &Spot<'_>) -> Option<Valeur> {
    if let Node::Table(_) = value.get_ref() {
        let names = table.names("valeurs");
        let name = annee.to_string();
        let shape = table.scope.key("valeurs").inner_shape();
        let inner = TableReader::inner(table.faults, value, names.inside(&name, shape))?;
        let valeur = inner.required::<f64>("valeur");
        let (environ, note) = (
            inner.optional("environ").is_some_and(|environ| *environ),
            inner.optional("note").map(Box::new),
        );
        return Some(Valeur {
            annee,
            valeur: *valeur?,
            environ,
            note,
        });
    }
    f64::read(table.faults, table.scope.key("valeurs"), value).map(|valeur| Valeur {
        annee,
        valeur,
        environ: false,
        note: None,
    })
}

/// Reads the year that a key of a table spells; reports a key that spells none.
pub(super) fn year_of(
    faults: &Faults<'_>,
    names: &Scope<'_>,
    name: &Located<Texte>,
) -> Option<Located<i32>> {
    if let Some(annee) = year(name) {
        return Some(Located::new(annee, name.at()));
    }
    if names.owner(name).is_some() {
        report_unread_key(faults, names, name, span_of(name));
    } else {
        let message = format!("une année est attendue, et non « {} »", **name);
        let help = match full_year(name) {
            Some(year) => format!("écrire {year} : une année a quatre chiffres"),
            None => "écrire une année à quatre chiffres, de 1900 à 2200".to_owned(),
        };
        faults.report(&VALEUR_IMPOSSIBLE, span_of(name), message, help);
    }
    None
}

/// Returns the year of this century that two digits stand for.
fn full_year(digits: &str) -> Option<String> {
    let is_short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| format!("20{digits}"))
}

/// Reads `[autres]`: each heading with a text or a list of texts.
pub(super) fn headings(table: &TableReader<'_>) -> Box<[Autre]> {
    let key = table.scope.key("autres");
    let entries = table.entries("autres").into_iter();
    entries
        .map(|(titre, value)| Autre {
            titre,
            textes: texts(table.faults, key, value),
        })
        .collect()
}

/// Reads a text, or a list of texts.
fn texts(faults: &Faults<'_>, key: &'static Key, value: &Spot<'_>) -> Box<[Located<Texte>]> {
    let read = |item: &Spot<'_>| {
        Texte::read(faults, key, item).map(|text| Located::new(text, faults.at(item.span())))
    };
    match value.get_ref() {
        Node::Array(items) => gathered(items.iter().map(read)),
        Node::Table(_) => {
            report_wrong_type(faults, key, value, value.get_ref());
            Box::default()
        }
        _ => read(value).into_iter().collect(),
    }
}
