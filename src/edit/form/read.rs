//! What a file says at a path of names.

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::Form;
use crate::edit::place::line_end;

impl Form {
    /// Returns whether something is written at a path of names.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        found(table.get_ref(), path).is_some()
    }

    /// Returns whether a table is written at a path of names.
    pub(crate) fn is_table(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let value = found(table.get_ref(), path);
        value.is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// Returns whether a list between brackets is written at a path of names.
    pub(crate) fn is_list(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path);
        list.is_some_and(|list| {
            let raw = &self.text[list.span()];
            matches!(list.get_ref(), DeValue::Array(_))
                && raw.starts_with('[')
                && !raw.starts_with("[[")
        })
    }

    /// Returns how many items the list at a path of names has.
    pub(crate) fn count(&self, path: &[&str]) -> usize {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        items(table.get_ref(), path).map_or(0, |items| items.len())
    }

    /// Returns what is said at the end of the line that stands at a path of names, under a title.
    pub(crate) fn comment_of(&self, title: &[&str], names: &[String]) -> Option<String> {
        let names = names.iter().map(String::as_str);
        let path: Vec<&str> = title.iter().copied().chain(names).collect();
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let end = found(table.get_ref(), &path)?.span().end;
        let rest = self.text[end..line_end(&self.text, end)].trim();
        Some(rest.strip_prefix("# ")?.to_owned())
    }

    /// Returns what stands at a path of names.
    pub(super) fn spot(&self, path: &[&str]) -> Spot {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let mut table = table.get_ref();
        // What braces hold, whatever its names, has no place outside them.
        let mut room = Spot::Nothing;
        for (depth, name) in path.iter().enumerate() {
            let Some(value) = table.get(*name) else {
                return room;
            };
            let is_braced = self.text[value.span()].starts_with('{');
            let is_last = depth + 1 == path.len();
            match value.get_ref() {
                DeValue::Table(inner) if !is_last => {
                    if is_braced {
                        room = Spot::Braces(value.span(), depth + 1);
                    }
                    table = inner;
                }
                DeValue::Table(_) if !is_braced => return Spot::Other,
                _ if is_last => return Spot::There(value.span()),
                _ => return Spot::Other,
            }
        }
        Spot::Nothing
    }
}

/// What stands at a path of names.
pub(super) enum Spot {
    /// A value, which may be replaced.
    There(Range<usize>),
    /// Nothing, within the braces that stand here; how many names of the path lead to them.
    Braces(Range<usize>, usize),
    /// Something that no value may replace, or that has no room for one.
    Other,
    /// Nothing.
    Nothing,
}

/// Returns the value at a path of names.
pub(super) fn found<'a>(
    table: &'a DeTable<'a>,
    path: &[&str],
) -> Option<&'a toml::Spanned<DeValue<'a>>> {
    let (name, rest) = path.split_first()?;
    let value = table.get(*name)?;
    match (rest, value.get_ref()) {
        ([], _) => Some(value),
        (rest, DeValue::Table(inner)) => found(inner, rest),
        _ => None,
    }
}

/// Returns the items of the list at a path of names.
pub(super) fn items<'a>(table: &'a DeTable<'a>, path: &[&str]) -> Option<&'a DeArray<'a>> {
    found(table, path)?.get_ref().as_array()
}
