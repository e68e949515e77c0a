//! Finds `name = value` in a line that is no TOML, as the author meant it.

use std::ops::Range;

/// A name and its value, where a fault stands.
#[derive(Debug)]
pub(super) struct Statement<'a> {
    /// The name.
    pub(super) key: &'a str,
    /// Where it stands.
    pub(super) key_span: Range<usize>,
    /// The value, or the item of the list at fault.
    pub(super) value: &'a str,
    /// Where it stands.
    pub(super) value_span: Range<usize>,
    /// Whether the value is an item of a list.
    pub(super) in_list: bool,
    /// Whether another statement stands on the same line, outside any brackets.
    pub(super) crowded: bool,
}

impl<'a> Statement<'a> {
    /// Finds the statement of a line in which an offset stands; nothing when the line has none.
    pub(super) fn around(text: &'a str, line: &Range<usize>, offset: usize) -> Option<Self> {
        let content = &text[line.clone()];
        let at = offset.clamp(line.start, line.end) - line.start;
        let equals = equal_signs(content);
        let chosen = equals
            .iter()
            .rposition(|&equal| key_start(content, equal) <= at)
            .or((!equals.is_empty()).then_some(0))?;
        let equal = equals[chosen];
        let start = key_start(content, equal);
        let key_span = trimmed(content, start..equal);
        let inside_table = content[..start].trim_end().ends_with(['{', ',']);
        let end = match equals.get(chosen + 1) {
            Some(&next)
                if inside_table
                    || content[..key_start(content, next)]
                        .trim_end()
                        .ends_with(',') =>
            {
                content[..key_start(content, next)]
                    .trim_end()
                    .trim_end_matches(',')
                    .len()
            }
            _ => content.len(),
        };
        let value_span = trimmed(content, equal + 1..end.max(equal + 1));
        let value_span = if inside_table {
            trimmed(content, without_closing(content, value_span))
        } else {
            value_span
        };
        let (value_span, in_list) = item_around(content, value_span, at);
        let shift = |span: Range<usize>| line.start + span.start..line.start + span.end;
        Some(Self {
            key: &content[key_span.clone()],
            key_span: shift(key_span),
            value: &content[value_span.clone()],
            value_span: shift(value_span),
            in_list,
            crowded: equals.len() > 1 && !content.contains(['{', '[']),
        })
    }
}

/// Returns the places of the equal signs that stand outside quotation marks, straight or not.
fn equal_signs(content: &str) -> Vec<usize> {
    let mut closing = None;
    let mut signs = Vec::new();
    for (index, character) in content.char_indices() {
        match (closing, character) {
            (None, '"' | '\'') => closing = Some(character),
            (None, '“') => closing = Some('”'),
            (None, '«') => closing = Some('»'),
            (Some(close), _) if close == character => closing = None,
            (None, '=') => signs.push(index),
            (None, '#') => break,
            _ => {}
        }
    }
    signs
}

/// Returns where the name before an equal sign starts.
fn key_start(content: &str, equal: usize) -> usize {
    content[..equal]
        .rfind(['{', ',', '='])
        .map_or(0, |delimiter| delimiter + 1)
}

/// Returns a stretch without the blanks at its ends.
fn trimmed(content: &str, span: Range<usize>) -> Range<usize> {
    let text = &content[span.clone()];
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// Returns a stretch without the brackets that close what was opened before it.
fn without_closing(content: &str, span: Range<usize>) -> Range<usize> {
    let kept = content[span.clone()].trim_end_matches([' ', '}', ']', ',']);
    span.start..span.start + kept.len()
}

/// Returns the item of a list on one line in which an offset stands, or the whole value.
fn item_around(content: &str, span: Range<usize>, at: usize) -> (Range<usize>, bool) {
    if !content[span.clone()].starts_with('[') {
        return (span, false);
    }
    let at = at.clamp(span.start + 1, span.end);
    let start = content[span.start..at]
        .rfind(['[', ','])
        .map_or(span.start, |delimiter| span.start + delimiter)
        + 1;
    let end = content[start..span.end]
        .find([',', ']'])
        .map_or(span.end, |delimiter| start + delimiter);
    let item = trimmed(content, start..end);
    if content[item.clone()].is_empty() || content[item.clone()].starts_with('{') {
        (span, false)
    } else {
        (item, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str, offset: usize) -> (&str, &str) {
        let statement = Statement::around(line, &(0..line.len()), offset).unwrap();
        (statement.key, statement.value)
    }

    #[test]
    fn a_plain_line_is_a_name_and_a_value() {
        assert_eq!(found("quand = 2017-12", 8), ("quand", "2017-12"));
        assert_eq!(found("  titre   =   “a = b”  ", 14), ("titre", "“a = b”"));
    }

    #[test]
    fn the_value_at_fault_is_found_in_a_table_and_in_a_list() {
        let line = "l = [{ annee = 2018, prevu = 4500,50 }]";
        assert_eq!(found(line, 37), ("prevu", "4500,50"));
        assert_eq!(
            found("l = [{ annee = 2018, prevu = 4 500, realise = 3 }]", 29),
            ("prevu", "4 500")
        );
        assert_eq!(
            found("quand = [2017-12, 2018-12]", 18),
            ("quand", "2018-12")
        );
    }

    #[test]
    fn an_equal_sign_between_quotation_marks_is_none() {
        assert_eq!(found("quoi = \"a = b\" c", 15), ("quoi", "\"a = b\" c"));
    }
}
