//! What each kind of key takes, as a schema: all that the reader takes, and as little else as a schema can tell.

use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::hints::Hints;
use super::spellings::{self, not_white, white};
use super::{dates, object};
use crate::load::keys::{Key, Kind, Shape};
use crate::model::cout::Montant;
use crate::model::mot::Mot;
use crate::model::strategie::Gravite;
use crate::query::suggestion::Suggestion;
use crate::text::limits::YEARS;

/// Beyond it a number no longer counts one by one.
const LARGEST: i64 = 9_000_000_000_000_000;

/// Returns the schema of a key.
pub(super) fn property(key: &Key, hints: &Hints) -> Value {
    let mut property = Map::new();
    let description = format!("{}\n\nExemple : `{}`", key.description, key.example);
    property.insert("description".to_owned(), json!(description));
    property.extend(members(taken(key, hints)));
    if let Some(example) = example(key).filter(|_| hints.of(key.name).is_empty()) {
        property.insert("examples".to_owned(), json!([example]));
    }
    Value::Object(property)
}

/// Returns the members of an object.
pub(super) fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    }
}

/// Returns what a key takes.
fn taken(key: &Key, hints: &Hints) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let suggested = |rest: Value| suggested(hints.of(key.name), rest);
    match key.kind {
        Kind::Text | Kind::LongText => suggested(text(key.required)),
        Kind::Texts => list(suggested(text(false))),
        Kind::Counts => list(count()),
        Kind::Count => count(),
        Kind::Format => json!({ "type": "integer", "const": 1 }),
        Kind::Year => {
            json!({ "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end() })
        }
        Kind::Number => number(LARGEST),
        Kind::Amount => number(Montant::largest_euros()),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date", "pattern": dates::day() }),
        Kind::End | Kind::Interval => date(&dates::interval(!key.required)),
        Kind::Period => date(&dates::period(!key.required)),
        Kind::Occurrences => {
            let one = dates::interval(true);
            json!({ "anyOf": [date(&one), list(date(&one))] })
        }
        Kind::Code => suggested(json!({ "type": "string", "pattern": code(!key.required) })),
        Kind::Word(words) => word(&words(), !key.required),
        Kind::Participants(shape) => {
            let name = suggested(text(false));
            list(json!({ "anyOf": [name, object(shape, hints)] }))
        }
        Kind::Table(shape) => json!(object(shape, hints)),
        Kind::Tables(shape) => list(json!(object(shape, hints))),
        Kind::Named(shape) => named(json!(object(shape, hints)), "nom"),
        Kind::ByYear(shape) => by_year(json!(object(shape, hints))),
        Kind::Values(shape) => by_year(json!({ "anyOf": [number(LARGEST), object(shape, hints)] })),
        Kind::Targets => by_year(number(LARGEST)),
        Kind::Nodes(shape) => by_pattern(
            &code(false),
            json!({ "anyOf": [text(true), object(shape, hints)] }),
        ),
        Kind::Points(shape) => points(shape, hints),
        Kind::Glossary => named(text(false), "sigle"),
        Kind::Severities => severities(hints),
        Kind::Headings => named(
            json!({ "anyOf": [text(false), list(text(false))] }),
            "rubrique",
        ),
    }
}

/// Returns a text, which says something where its key must be there.
fn text(required: bool) -> Value {
    match required {
        true => json!({ "type": "string", "pattern": not_white("") }),
        false => json!({ "type": "string" }),
    }
}

/// Returns a whole number from 0.
fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// Returns a number, up to another.
fn number(largest: i64) -> Value {
    json!({ "type": "number", "minimum": -largest, "maximum": largest })
}

/// Returns a date: a text of a given form, a day or a year without quotation marks.
fn date(pattern: &str) -> Value {
    json!({ "anyOf": [
        { "type": "string", "pattern": pattern },
        { "type": "string", "format": "date", "pattern": dates::day() },
        { "type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end() },
    ]})
}

/// Returns the expression of a code, or of a blank text where it is allowed; as the name of a node, it has nothing around it.
fn code(blank: bool) -> String {
    let part = format!("{}+", not_white("."));
    let code = format!("{part}(?:\\.{part})*");
    match blank {
        true => format!("^{white}*(?:{code}{white}*)?$", white = white()),
        false => format!("^{code}$"),
    }
}

/// Returns the words of a list, in their own spelling for editors to propose, then in any other.
fn word(words: &[&str], blank: bool) -> Value {
    json!({ "anyOf": [
        { "type": "string", "enum": words },
        spelled(words, blank),
    ]})
}

/// Returns the words of a list in any spelling. Said twice the other way round, or editors would show the expression to people, beside
/// the words.
fn spelled(words: &[&str], blank: bool) -> Value {
    json!({ "not": { "not": { "type": "string", "pattern": spellings::of(words, blank) } } })
}

/// Returns what is proposed, then all that may be written besides.
fn suggested(suggestions: &[Suggestion], rest: Value) -> Value {
    if suggestions.is_empty() {
        return rest;
    }
    let (plain, told): (Vec<_>, Vec<_>) =
        suggestions.iter().partition(|value| value.about.is_empty());
    let plain: Vec<&str> = plain
        .iter()
        .map(|suggestion| suggestion.value.as_str())
        .collect();
    let mut all = Vec::new();
    if !plain.is_empty() {
        all.push(json!({ "type": "string", "enum": plain }));
    }
    all.extend(
        told.iter().map(
            |told| json!({ "type": "string", "const": told.value, "description": told.about }),
        ),
    );
    all.push(rest);
    json!({ "anyOf": all })
}

/// Returns a table whose names are the author's own.
fn named(value: Value, label: &str) -> Value {
    json!({ "type": "object", "additionalProperties": value, "x-tombi-additional-key-label": label })
}

/// Returns a table with an entry a year.
fn by_year(value: Value) -> Value {
    by_pattern(&format!("^{}$", dates::YEAR), value)
}

/// Returns a table whose names are of a form.
fn by_pattern(pattern: &str, value: Value) -> Value {
    json!({ "type": "object", "patternProperties": { pattern: value }, "additionalProperties": false })
}

/// Returns what became of the étapes: of each one a word, a table, or one of these for each of its occurrences.
fn points(shape: &'static Shape, hints: &Hints) -> Value {
    let etat = shape.keys.iter().find_map(|key| match key.kind {
        Kind::Word(words) => Some(word(&words(), true)),
        _ => None,
    });
    let etat = etat.unwrap_or_default();
    let table = json!(object(shape, hints));
    let occurrences = by_pattern(
        &format!("^{}*[0-9]", white()),
        json!({ "anyOf": [etat, table] }),
    );
    named(json!({ "anyOf": [etat, table, occurrences] }), "étape")
}

/// Returns the severities of the rules. So many keys share the spellings of their words that these are defined once.
fn severities(hints: &Hints) -> Value {
    let severity = json!({ "anyOf": [
        { "type": "string", "enum": Gravite::words() },
        { "$ref": format!("#/definitions/{SEVERITY}") },
    ]});
    let rules = hints.rules.iter().map(|rule| {
        let mut severity = members(severity.clone());
        severity.insert("description".to_owned(), json!(rule.about));
        (rule.value.clone(), Value::Object(severity))
    });
    let rules: Map<String, Value> = rules.collect();
    json!({ "type": "object", "properties": rules, "additionalProperties": severity })
}

/// The name of the definition of the spellings of a severity.
const SEVERITY: &str = "gravite";

/// Returns the definitions that the keys of a table refer to; nothing when they refer to none.
pub(super) fn definitions(shape: &Shape) -> Option<Value> {
    let has_rules = shape
        .keys
        .iter()
        .any(|key| matches!(key.kind, Kind::Severities));
    has_rules.then(|| json!({ SEVERITY: spelled(&Gravite::words(), true) }))
}

/// Returns the value that the example of a key gives it; nothing when it gives none, or not the whole of it.
fn example(key: &Key) -> Option<Value> {
    if key.example.contains('…') {
        return None;
    }
    let (table, _) = DeTable::parse_recoverable(key.example);
    let value = table.get_ref().get(key.name)?;
    json_of(value.get_ref())
}

/// Returns a value as JSON; nothing for a table, of which an example shows no more than a title.
fn json_of(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(json!(text)),
        DeValue::Integer(integer) => integer
            .as_str()
            .parse::<i64>()
            .ok()
            .map(|integer| json!(integer)),
        DeValue::Float(float) => float.as_str().parse::<f64>().ok().map(|float| json!(float)),
        DeValue::Boolean(boolean) => Some(json!(boolean)),
        DeValue::Datetime(day) => Some(json!(day.to_string())),
        DeValue::Array(items) if !items.is_empty() => items
            .iter()
            .map(|item| json_of(item.get_ref()))
            .collect::<Option<Vec<_>>>()
            .map(Value::from),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
