//! Where two JSON values differ.

use serde_json::Value;

/// Returns where what was found differs from what was expected, one place a line; keys that nobody expects are passed over.
pub(crate) fn ecarts(found: &Value, expected: &Value) -> String {
    let mut lines = Vec::new();
    walk(found, expected, String::new(), &mut lines);
    lines.join("\n")
}

/// Collects the places below one.
fn walk(found: &Value, expected: &Value, place: String, lines: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                let below = format!("{place}/{key}");
                walk(
                    found.get(key).unwrap_or(&"(absent)".into()),
                    value,
                    below,
                    lines,
                );
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (rank, (found, expected)) in found.iter().zip(expected).enumerate() {
                walk(found, expected, format!("{place}/{rank}"), lines);
            }
        }
        _ if found == expected => {}
        _ => lines.push(format!("{place}: {found} and not {expected}")),
    }
}
