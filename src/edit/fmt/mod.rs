//! The canonical layout of a file of the plan: its keys in the order of the format, each thing written one way, every comment
//! with what it is about.

mod attach;
mod canon;
mod parse;
mod sheet;
mod spelling;
mod tree;
mod value;

use toml::de::DeTable;

use self::canon::Rename;
use self::tree::Value;
use super::MARK;
use crate::load::keys::Kind;

/// Returns the canonical layout of a text that has no reading fault, and holds something of a kind; `rename` gives the name
/// that an actor is to have, where it is to have another. A text that is not TOML stays as it is.
pub(crate) fn formatted(text: &str, kind: Kind, rename: Rename<'_>) -> String {
    let content = text.strip_prefix(MARK).unwrap_or(text);
    let lines = content.matches('\n').count();
    let is_dos = content.matches("\r\n").count() * 2 > lines;
    let lines_ended = content.replace("\r\n", "\n");
    // The events of a text say how it is written, not whether it defines a thing twice.
    let is_toml = DeTable::parse(&lines_ended).is_ok();
    let Some(mut tree) = parse::tree(&lines_ended).filter(|_| is_toml) else {
        return text.to_owned();
    };
    let mut root = Value::Table(std::mem::take(&mut tree.entries));
    canon::value(&mut root, kind, rename);
    if let Value::Table(entries) = root {
        tree.entries = entries;
    }
    let mut laid_out = sheet::text(tree, kind);
    if is_dos {
        laid_out = laid_out.replace('\n', "\r\n");
    }
    if text.starts_with(MARK) {
        laid_out.insert(0, MARK);
    }
    laid_out
}

#[cfg(test)]
mod tests;
