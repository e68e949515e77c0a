//! What a JSON Schema says of a TOML value: just the words of the language that our schemas use.

use regex::Regex;
use serde_json::Value as Schema;
use toml::de::DeValue;

/// The words that say nothing of a value.
const SILENT: [&str; 11] = [
    "$comment",
    "$schema",
    "title",
    "description",
    "examples",
    "definitions",
    "format",
    "additionalProperties",
    "x-tombi-toml-version",
    "x-tombi-table-keys-order",
    "x-tombi-additional-key-label",
];

/// Returns whether a value is as a schema, whose definitions are those of a whole one, wants it.
pub(crate) fn accepts(whole: &Schema, schema: &Schema, value: &DeValue<'_>) -> bool {
    let Schema::Object(words) = schema else {
        return schema
            .as_bool()
            .expect("a schema is an object or a boolean");
    };
    words.iter().all(|(word, says)| match word.as_str() {
        "$ref" => {
            let path = says.as_str().unwrap().trim_start_matches('#');
            accepts(whole, whole.pointer(path).unwrap(), value)
        }
        "anyOf" => says
            .as_array()
            .unwrap()
            .iter()
            .any(|any| accepts(whole, any, value)),
        "not" => !accepts(whole, says, value),
        "type" => says == kind(value) || (says == "number" && kind(value) == "integer"),
        "enum" => says.as_array().unwrap().iter().any(|one| is(one, value)),
        "const" => is(says, value),
        "pattern" => text(value).is_none_or(|text| is_like(says.as_str().unwrap(), &text)),
        "minimum" => number(value).is_none_or(|number| number >= says.as_f64().unwrap()),
        "maximum" => number(value).is_none_or(|number| number <= says.as_f64().unwrap()),
        "items" => match value {
            DeValue::Array(items) => items
                .iter()
                .all(|item| accepts(whole, says, item.get_ref())),
            _ => true,
        },
        "required" => match value {
            DeValue::Table(table) => {
                let mut names = says.as_array().unwrap().iter();
                names.all(|name| table.contains_key(name.as_str().unwrap()))
            }
            _ => true,
        },
        "properties" | "patternProperties" => true,
        word => SILENT.contains(&word) || panic!("« {word} » is a word that nobody reads here"),
    }) && members(whole, schema, value)
}

/// Returns whether each member of a table is as a schema wants it.
fn members(whole: &Schema, schema: &Schema, value: &DeValue<'_>) -> bool {
    let DeValue::Table(table) = value else {
        return true;
    };
    table.iter().all(|(name, value)| {
        let name = name.get_ref();
        let named = schema["properties"].get(name.as_ref());
        let patterns = schema["patternProperties"]
            .as_object()
            .into_iter()
            .flatten();
        let alike = patterns
            .filter(|(pattern, _)| is_like(pattern, name))
            .map(|(_, says)| says);
        let found: Vec<&Schema> = named.into_iter().chain(alike).collect();
        match (found.as_slice(), schema.get("additionalProperties")) {
            ([], Some(others)) => accepts(whole, others, value.get_ref()),
            (found, _) => found
                .iter()
                .all(|says| accepts(whole, says, value.get_ref())),
        }
    })
}

/// Returns the type of a value; readers make a text of a date.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) | DeValue::Datetime(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

/// Returns whether a value is the one of a schema.
fn is(schema: &Schema, value: &DeValue<'_>) -> bool {
    match schema {
        Schema::String(one) => text(value).is_some_and(|text| text == *one),
        one => number(value).is_some() && number(value) == one.as_f64(),
    }
}

/// Returns the text that a value is.
fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}

/// Returns the number that a value is.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .map(|integer| integer as f64),
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// Returns whether a text is like an expression.
fn is_like(pattern: &str, text: &str) -> bool {
    Regex::new(pattern).unwrap().is_match(text)
}
