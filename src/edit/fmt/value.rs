//! Lays out what stands after an equals sign.

use super::spelling;
use super::tree::{Beside, Entry, Line, Value};

/// The most characters of a line that holds a list.
const WIDTH: usize = 100;

/// Returns a key with its value, on one line, or on several for a list that is long or that holds comments. The comments
/// that have no place there are added to those that stand above.
pub(super) fn laid_out(key: &str, value: Value, above: &mut Vec<String>) -> String {
    let items = match value {
        Value::Array(items) => items,
        value => return format!("{key} = {}", on_one_line(value, above)),
    };
    let mut within = Vec::new();
    let line = on_one_line(Value::Array(items.clone()), &mut within);
    let line = format!("{key} = {line}");
    if within.is_empty() && !line.contains('\n') && line.chars().count() <= WIDTH {
        return line;
    }
    let mut lines = format!("{key} = [\n");
    for item in items {
        push_item(&mut lines, item);
    }
    lines.push(']');
    lines
}

/// Adds an item to the lines of a list.
fn push_item(lines: &mut String, mut item: Entry) {
    let mut above = match item.titled {
        true => item.notes.take_head(),
        false => item.notes.above,
    };
    let value = on_one_line(item.value, &mut above);
    for comment in above {
        lines.push_str(&format!("  {comment}\n"));
    }
    lines.push_str(&with_beside(format!("  {value},"), item.notes.beside));
    lines.push('\n');
    for comment in item.notes.below.into_iter().filter_map(Line::comment) {
        lines.push_str(&format!("  {comment}\n"));
    }
}

/// Returns a line with the comment that ends it, in its column where the line leaves it free.
pub(super) fn with_beside(mut line: String, beside: Option<Beside>) -> String {
    if let Some(beside) = beside {
        let last = line.rsplit('\n').next().unwrap_or_default();
        let is_one = last.len() == line.len();
        let column = beside.column.filter(|_| is_one).unwrap_or_default();
        let spaces = column.saturating_sub(last.chars().count()).max(1);
        line.extend(std::iter::repeat_n(' ', spaces));
        line.push_str(&beside.text);
    }
    line
}

/// Returns a value on one line; its comments are added to those that stand above.
fn on_one_line(value: Value, above: &mut Vec<String>) -> String {
    let mut written = |mut entry: Entry| {
        above.extend(entry.notes.take_all());
        let value = on_one_line(entry.value, above);
        match entry.name.raw.is_empty() {
            true => value,
            false => format!("{} = {value}", spelling::name(&entry.name)),
        }
    };
    match value {
        Value::Text { raw, .. } | Value::Plain(raw) => raw,
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().map(&mut written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Table(entries) => {
            let entries: Vec<String> = entries.into_iter().map(&mut written).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}
