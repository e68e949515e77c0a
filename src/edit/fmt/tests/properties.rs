//! What holds of any file: nothing is lost, and laying out again changes nothing more.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::formatted;
use crate::edit::reading::{comments, meaning, values};
use crate::edit::tests::generate::Choices;
use crate::load::holds;

/// Where a file of each kind stands.
const PATHS: [&str; 4] = [
    "fiches/a.toml",
    "strategie.toml",
    "acteurs.toml",
    "bilans/2017.toml",
];

/// Checks what holds of a file whose text has no reading fault.
fn check(path: &str, text: &str) -> Result<(), TestCaseError> {
    let kind = holds(path).unwrap();
    let once = formatted(text, kind, &|_| None);
    prop_assert_eq!(&formatted(&once, kind, &|_| None), &once, "twice: {}", text);
    prop_assert_eq!(values(&once), values(text), "{}\n=> {}", text, once);
    prop_assert_eq!(comments(&once), comments(text), "{}\n=> {}", text, once);
    prop_assert_eq!(
        meaning(path, &once),
        meaning(path, text),
        "{}\n=> {}",
        text,
        once
    );
    let ends = once.matches('\n').count();
    let dos = once.matches("\r\n").count();
    prop_assert!(dos == 0 || dos == ends);
    let bom = '\u{feff}';
    prop_assert_eq!(once.starts_with(bom), text.starts_with(bom));
    prop_assert!(once.ends_with('\n') || once.trim_start_matches(bom).is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_file_is_lost(
        tape in prop::collection::vec(any::<u8>(), 0..900),
        file in 0..PATHS.len(),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let path = PATHS[file];
        let mut choices = Choices { tape: &tape, comments: 0 };
        let mut text = choices.data_of(holds(path).unwrap());
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        prop_assert!(meaning(path, &text).is_ok(), "{:?}\n{}", meaning(path, &text), text);
        check(path, &text)?;
    }
}

/// Returns the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files
}

#[test]
fn nothing_of_the_plans_that_tests_read_is_lost() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for path in files(&root.join("tests"))
        .into_iter()
        .chain(files(&root.join("plan")))
    {
        let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
        let fiches = parts
            .iter()
            .rposition(|part| ["fiches", "bilans"].contains(part));
        let start = fiches.unwrap_or(parts.len() - 1);
        let below = parts[start..].join("/");
        let Some(text) = fs::read_to_string(&path)
            .ok()
            .filter(|_| holds(&below).is_some())
        else {
            continue;
        };
        if meaning(&below, &text).is_ok() {
            count += 1;
            check(&below, &text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    assert!(count > 200, "{count}");
}
