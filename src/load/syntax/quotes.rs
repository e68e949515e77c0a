//! Where a text ends, however its quotation marks stand, and where a value without any does.

use super::stretch::is_blank;

/// Quotation marks that only a word processor writes.
pub(super) const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‹'];

/// Returns the length of a text between straight quotation marks at the start of a line; nothing when none closes it.
/// A mark closes the text when what follows it can follow a text, and inner marks go by two.
pub(super) fn text_length(line: &str, mark: char, inside: Option<u8>) -> Option<usize> {
    let mut inner = 0;
    let mut last = None;
    let (mut escaped, mut curly) = (false, false);
    for (index, character) in line.char_indices().skip(1) {
        let after = &line[index + character.len_utf8()..];
        if escaped && (character != mark || after.contains(mark)) {
            escaped = false;
            continue;
        }
        escaped = mark == '"' && character == '\\';
        curly |= character == '“';
        if character == '”' && inside.is_some() && !curly && ends_item(after) {
            return Some(index + character.len_utf8());
        }
        if character != mark {
            continue;
        }
        let rest = after.trim_start_matches(is_blank);
        let ends = rest.is_empty()
            || rest.starts_with(['#', ']', '}'])
            || (rest.starts_with('.') && rest.len() == 1)
            || (inside != Some(b'[')
                && inner % 2 == 0
                && after.starts_with(is_blank)
                && starts_statement(rest));
        let between = (rest.starts_with(',') || (rest.starts_with(';') && inside != Some(b'[')))
            && {
                let next = rest[1..].trim_start_matches(is_blank);
                inner % 2 == 0
                    || next.is_empty()
                    || next.starts_with(['"', '\'', '{', ']', '}'])
                    || (inside == Some(b'{') && starts_statement(next))
            };
        if ends || between {
            return Some(index + 1);
        }
        inner += 1;
        last = Some(index + 1);
    }
    // The last mark of the line closes the text when only stray characters follow it.
    last.filter(|&end| inside.is_none() && !line[end..].contains(char::is_alphanumeric))
}

/// Returns whether what follows shows that a text of a list or of braces ends here.
fn ends_item(after: &str) -> bool {
    let rest = after.trim_start_matches(is_blank);
    let next = rest
        .strip_prefix(',')
        .map(|next| next.trim_start_matches(is_blank));
    rest.starts_with([']', '}'])
        || next.is_some_and(|next| {
            next.is_empty() || next.starts_with(['"', '“', '{', ']', '}']) || starts_statement(next)
        })
}

/// Returns the length of a text between the quotation marks of a word processor; nothing when more words follow.
pub(super) fn curly_length(line: &str, mark: char) -> Option<usize> {
    let length = line.find(mark)? + mark.len_utf8();
    let rest = line[length..].trim_start_matches(is_blank);
    (rest.is_empty() || rest.starts_with([',', ';', ']', '}', '#', '.'])).then_some(length)
}

/// Returns the length of a value without quotation marks at the start of a line.
pub(super) fn bare_length(line: &str, inside: Option<u8>) -> usize {
    let mut before = ' ';
    for (index, character) in line.char_indices() {
        let ends = match character {
            '#' => is_blank(before),
            ',' => match inside {
                Some(b'{') => {
                    starts_statement(
                        line[index + 1..].trim_start_matches(|next| is_blank(next) || next == ','),
                    ) || line[index + 1..].trim_matches(is_blank).is_empty()
                }
                Some(_) => true,
                None => false,
            },
            ']' => inside == Some(b'['),
            '}' => inside.is_some(),
            _ => false,
        };
        if ends {
            return index;
        }
        before = character;
    }
    line.len()
}

/// Returns whether a text starts with a name and an equal sign.
pub(super) fn starts_statement(text: &str) -> bool {
    let plain =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let rest = text.trim_start_matches(plain);
    rest.len() < text.len() && rest.trim_start_matches(is_blank).starts_with('=')
}
