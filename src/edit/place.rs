//! Where something new goes in a text: in the order of the format's keys, beside what is there.

use std::ops::Range;

use super::statement::Statement;
use crate::load::keys::{Key, Kind, Writing};

/// Returns the rank of a path of names in a file of a kind: those of the format's keys, years by their number, and the author's
/// own names as they come.
pub(super) fn rank<S: AsRef<str>>(kind: Kind, path: &[S]) -> Vec<usize> {
    let Some((name, rest)) = path.split_first() else {
        return Vec::new();
    };
    let name = name.as_ref();
    let (own, inner) = if kind.has_free_names() {
        let is_year = matches!(kind, Kind::ByYear(_) | Kind::Values(_) | Kind::Targets);
        let year = name.parse().ok().filter(|_| is_year);
        (year.unwrap_or(0), kind.shape().map(Kind::Table))
    } else {
        let keys = kind.shape().map_or(&[][..], |shape| shape.keys);
        let place = keys.iter().position(|key| key.name == name);
        (
            place.unwrap_or(keys.len()),
            place.map(|place| keys[place].kind),
        )
    };
    let mut ranks = vec![own];
    ranks.extend(inner.map(|inner| rank(inner, rest)).unwrap_or_default());
    ranks
}

/// Returns how many names of a path make the title under which it is written; 0 at the root of the file.
pub(super) fn title_length(kind: Kind, path: &[&str]) -> usize {
    match (kind, path) {
        (Kind::Named(_), [_, ..]) => 1,
        (Kind::Table(shape), [name, rest @ ..]) => {
            let writing = shape.key(name).map(|key| key.writing());
            match writing {
                Some(Writing::Title | Writing::Repeated) => 1,
                Some(Writing::Titles) if !rest.is_empty() => 2,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// Returns the end of the line on which an offset stands, with what ends it.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Returns the start of the line on which an offset stands.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Returns where a statement starts, with the comments directly above it.
pub(super) fn start_with_comments(text: &str, statement: &Statement) -> usize {
    let mut start = line_start(text, statement.span.start);
    while let Some(above) = start.checked_sub(1).map(|end| line_start(text, end)) {
        if !text[above..start].trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// Returns the statements under a title, given its rank among all; those of the root when there is none.
pub(super) fn section(statements: &[Statement], title: Option<usize>) -> Range<usize> {
    let first = title.map_or(0, |title| title + 1);
    let length = statements[first..].iter().position(Statement::is_title);
    first..length.map_or(statements.len(), |length| first + length)
}

/// What is said beside a name whose value is still to be written.
pub(super) const TO_FILL: &str = "à remplir";

/// Returns the line, within a stretch of a text, on which a comment of ours holds the place of a name: `# valeurs.2017 =`, or
/// the line by which the format shows its key. Whatever else its author wrote in a comment stays.
pub(super) fn held(
    text: &str,
    within: Range<usize>,
    (name, key): (&str, Option<&Key>),
) -> Option<Range<usize>> {
    let shown = key.map(Key::commented);
    let mut start = within.start;
    while start < within.end {
        let end = line_end(text, start).min(within.end);
        let line = text[start..end].trim();
        let after = line
            .strip_prefix("# ")
            .and_then(|line| line.strip_prefix(name));
        let value = after.and_then(|after| after.trim_start().strip_prefix('='));
        let is_blank = value.is_some_and(|value| {
            let value = value.trim_start();
            value.is_empty()
                || value
                    .strip_prefix("# ")
                    .is_some_and(|said| said.starts_with(TO_FILL))
        });
        if is_blank || shown.as_deref() == Some(line) {
            return Some(start..end);
        }
        start = end;
    }
    None
}

/// Returns whether a comment of a text gives a name something, whatever it is.
pub(super) fn is_noted(text: &str, name: &str) -> bool {
    text.lines().any(|line| {
        let noted = line.trim().strip_prefix('#').map(str::trim_start);
        let after = noted.and_then(|noted| noted.strip_prefix(name));
        after.is_some_and(|after| after.trim_start().starts_with('='))
    })
}

/// Returns where a new title goes, given its rank: before the first that comes after it in the order of the format, with the
/// comments directly above that one; else at the end.
pub(super) fn before_title(
    text: &str,
    statements: &[Statement],
    kind: Kind,
    rank_of_new: &[usize],
) -> usize {
    let mut titles = statements.iter().filter(|statement| statement.is_title());
    let next = titles.find(|title| rank(kind, &title.path).as_slice() > rank_of_new);
    next.map_or(text.len(), |title| start_with_comments(text, title))
}

/// Returns the offset at which a line of a given rank goes in a section: after the last that is not after it in the order of the
/// format.
pub(super) fn in_section(
    text: &str,
    (statements, title): (&[Statement], Option<usize>),
    kind: Kind,
    rank_of_new: &[usize],
) -> usize {
    let section = section(statements, title);
    let mut inside = statements[section.clone()].iter();
    let is_before = |statement: &&Statement| rank(kind, &statement.path).as_slice() <= rank_of_new;
    if let Some(last) = inside.rfind(is_before) {
        return line_end(text, last.span.end);
    }
    match (title, statements.get(section.start)) {
        (Some(title), _) => line_end(text, statements[title].span.end),
        (None, Some(first)) => start_with_comments(text, first),
        (None, None) => text.len(),
    }
}

/// Returns the title under which a statement stands, by their ranks among all; nothing at the root, nor for a title.
pub(super) fn title_above(statements: &[Statement], place: usize) -> Option<usize> {
    if statements[place].is_title() {
        return None;
    }
    statements[..place].iter().rposition(Statement::is_title)
}
