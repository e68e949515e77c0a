//! How names and texts are written between quotation marks, or without any.

use std::fmt::Write;

use super::tree::Name;

/// Returns a text between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                // A text takes whatever is written to it.
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a name, without quotation marks where it can be.
pub(super) fn name(name: &Name) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    match !name.text.is_empty() && name.text.chars().all(is_plain) {
        true => name.text.clone(),
        false => quoted_name(name),
    }
}

/// Returns a name between quotation marks: those of the author, where it has such.
pub(super) fn quoted_name(name: &Name) -> String {
    match name.raw.starts_with('"') {
        true => name.raw.clone(),
        false => quoted(&name.text),
    }
}
