//! Puts a tree in order, and spells its words, dates and names one way.

use super::tree::{Entry, Value};
use crate::edit::literal;
use crate::load::keys::{Kind, Shape};
use crate::model::dates::Intervalle;
use crate::model::mot::Mot;
use crate::model::strategie::Gravite;
use crate::text::fold::fold;

/// Gives the canonical name of an actor; nothing when the name is to stay.
pub(super) type Rename<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Puts a value in order, and spells it one way.
pub(super) fn value(value: &mut Value, kind: Kind, rename: Rename<'_>) {
    match (kind, value) {
        (kind, Value::Array(items)) => {
            for item in items {
                self::value(&mut item.value, kind, rename);
            }
        }
        (Kind::Table(shape) | Kind::Tables(shape), Value::Table(entries)) => {
            table(entries, shape, rename);
        }
        (Kind::Participants(shape), Value::Table(entries)) => {
            table(entries, shape, rename);
            let actor = shape.keys.first().map(|key| key.name);
            for entry in entries {
                if Some(entry.name.text.as_str()) == actor {
                    name(&mut entry.value, rename);
                }
            }
        }
        (Kind::Participants(_), text) => name(text, rename),
        (kind, Value::Table(entries)) => names(entries, kind, rename),
        (Kind::Word(words), text) => word(text, &words()),
        (kind, plain) if kind.is_date() => date(plain),
        _ => {}
    }
}

/// Puts a table in the order of its shape, and spells what it holds one way.
fn table(entries: &mut [Entry], shape: &Shape, rename: Rename<'_>) {
    let rank = |entry: &Entry| {
        let mut keys = shape.keys.iter();
        keys.position(|key| key.name == entry.name.text)
            .unwrap_or(shape.keys.len())
    };
    entries.sort_by_key(rank);
    for entry in entries {
        if let Some(key) = shape.key(&entry.name.text) {
            value(&mut entry.value, key.kind, rename);
        }
    }
}

/// Spells what stands under free names one way; years go up.
fn names(entries: &mut [Entry], kind: Kind, rename: Rename<'_>) {
    if matches!(kind, Kind::ByYear(_) | Kind::Values(_) | Kind::Targets) {
        entries.sort_by(|left, right| left.name.text.cmp(&right.name.text));
    }
    for entry in entries {
        match kind {
            Kind::Points(shape) => point(&mut entry.value, shape, rename),
            Kind::Severities => word(&mut entry.value, &Gravite::words()),
            Kind::Named(shape) | Kind::ByYear(shape) | Kind::Values(shape) | Kind::Nodes(shape) => {
                value(&mut entry.value, Kind::Table(shape), rename);
            }
            _ => {}
        }
    }
}

/// Spells what became of an étape, or of its occurrences, one way.
fn point(value: &mut Value, shape: &'static Shape, rename: Rename<'_>) {
    match value {
        Value::Table(entries) if names_occurrences(entries) => {
            for entry in entries {
                point(&mut entry.value, shape, rename);
            }
        }
        Value::Text { .. } => {
            if let Some(Kind::Word(words)) = shape.keys.first().map(|key| key.kind) {
                word(value, &words());
            }
        }
        value => self::value(value, Kind::Table(shape), rename),
    }
}

/// Returns whether the names of a table are those of an étape's occurrences: dates.
pub(super) fn names_occurrences(entries: &[Entry]) -> bool {
    let is_date = |entry: &Entry| {
        let name = entry.name.text.trim_start();
        name.starts_with(|first: char| first.is_ascii_digit())
    };
    !entries.is_empty() && entries.iter().all(is_date)
}

/// Spells a word of a list one way.
fn word(value: &mut Value, words: &[&'static str]) {
    if let Value::Text { raw, text } = value {
        let folded = fold(text);
        if let Some(word) = words.iter().find(|word| fold(word) == folded) {
            (*raw, *text) = (literal::text(word), (*word).to_owned());
        }
    }
}

/// Spells a bare year, or a bare day, as a text.
fn date(value: &mut Value) {
    if let Value::Plain(raw) = value
        && Intervalle::parse(raw).is_ok()
    {
        let text = std::mem::take(raw);
        *value = Value::Text {
            raw: literal::text(&text),
            text,
        };
    }
}

/// Spells the name of an actor one way.
fn name(value: &mut Value, rename: Rename<'_>) {
    if let Value::Text { raw, text } = value
        && let Some(name) = rename(text).filter(|name| name != text)
    {
        (*raw, *text) = (literal::text(&name), name);
    }
}
