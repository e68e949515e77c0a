//! Laying out any bytes: nothing is lost, twice is once, and what does not read is left alone.

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::plan::{told, with};
use crate::edit::fmt::formatted;
use crate::edit::reading::{meaning, values};
use crate::load::holds;

/// What some programs write before the text of a file.
const MARK: char = '\u{feff}';

/// Lays a file out.
pub(super) fn fmt(input: &[u8]) -> bool {
    let Some((path, content)) = told(input) else {
        return false;
    };
    let Ok(text) = std::str::from_utf8(content) else {
        return false;
    };
    let kind = holds(path).expect("each file of the small plan has a kind");
    let once = formatted(text, kind, &|_| None);
    let unmarked = text.strip_prefix(MARK).unwrap_or(text);
    let is_faulty = |path: &str, text: &str| {
        let loaded = with(path, text.as_bytes());
        let own = |file| loaded.sources.path(file) == path;
        loaded.faults.iter().any(|fault| own(fault.at.file()))
    };
    if is_faulty(path, text) {
        if DeTable::parse(&unmarked.replace("\r\n", "\n")).is_err() {
            assert_eq!(once, text, "what does not parse is left as it is");
        }
        return false;
    }
    same(path, (text, &once));
    assert_eq!(formatted(&once, kind, &|_| None), once, "twice is once");
    true
}

/// Checks that a text laid out is the text that it was.
pub(super) fn same(path: &str, (text, once): (&str, &str)) {
    assert_eq!(values(once), values(text), "{text}\n=> {once}");
    assert_eq!(
        meaning(path, once),
        meaning(path, text),
        "{text}\n=> {once}"
    );
    assert_eq!(comments(once), comments(text), "{text}\n=> {once}");
    let (ends, dos) = (once.matches('\n').count(), once.matches("\r\n").count());
    assert!(dos == 0 || dos == ends, "lines end in two ways: {once:?}");
    assert_eq!(once.starts_with(MARK), text.starts_with(MARK));
    assert!(once.ends_with('\n') || once.trim_start_matches(MARK).is_empty());
}

/// Returns the comments of a text, in order of their words.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let source = Source::new(text.trim_start_matches(MARK));
    let comments = source
        .lex()
        .filter(|token| token.kind() == TokenKind::Comment);
    let words = comments.filter_map(|token| source.get(token));
    let mut words: Vec<&str> = words.map(|raw| raw.as_str().trim_end()).collect();
    words.sort_unstable();
    words
}
