//! How names are written, with quotation marks or without any.

use super::tree::Name;
use crate::edit::literal;

/// Returns a name, without quotation marks where it can be.
pub(super) fn name(name: &Name) -> String {
    match literal::is_bare(&name.text) {
        true => name.text.clone(),
        false => quoted_name(name),
    }
}

/// Returns a name between quotation marks: those of the author, where it has such.
pub(super) fn quoted_name(name: &Name) -> String {
    match name.raw.starts_with('"') {
        true => name.raw.clone(),
        false => literal::text(&name.text),
    }
}
