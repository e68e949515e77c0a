//! What holds of any file: nothing is lost, and laying out again changes nothing more.

// The layer reads no file; these tests do.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use super::super::formatted;
use super::generate::Choices;
use crate::load::{holds, memory};
use crate::text::fold::fold;

/// Where a file of each kind stands.
const PATHS: [&str; 4] = [
    "fiches/a.toml",
    "strategie.toml",
    "acteurs.toml",
    "bilans/2017.toml",
];

/// Returns the comments that were written at random in a text, each as often as it occurs.
fn comments(text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let starts = line.match_indices('#').map(|(start, _)| &line[start..]);
        starts.filter(|rest| rest.trim_start_matches(['#', ':']).starts_with(" c0"))
    });
    let mut lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.sort();
    lines
}

/// Returns what a plan says in which one file has a text, wherever each thing is written; nothing when it has reading faults.
fn meaning(path: &str, text: &str) -> Result<String, String> {
    let strategie = "format = 1\ntitre = \"S\"\nterritoire = \"B\"\n";
    let mut files = vec![(path, text.trim_start_matches('\u{feff}'))];
    if path != "strategie.toml" {
        files.push(("strategie.toml", strategie));
    }
    let loaded = memory::read(&files);
    if let Some(fault) = loaded.faults.first() {
        return Err(format!("{}: {}", fault.card.id, fault.message));
    }
    let plan = loaded.plan.ok_or("no plan")?;
    let acteurs: Vec<_> = plan.acteurs().collect();
    let tree = &plan.arborescence;
    let tree = (tree.noeuds(), tree.niveaux(), tree.sans_numero());
    let said = format!(
        "{:?}",
        (&plan.strategie, tree, acteurs, plan.fiches(), &plan.pages)
    );
    let mut parts = said.split("At {");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('}').unwrap_or_default().1);
    Ok(rest.fold(first, |said, rest| said + rest))
}

/// Returns the values of a text, each under its path; words and dates only as they are read.
fn values(text: &str) -> BTreeMap<String, String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut values = BTreeMap::new();
    let table = DeTable::parse(&text).unwrap();
    add(&mut values, "", &DeValue::Table(table.into_inner()));
    values
}

/// Adds the values at a path.
fn add(values: &mut BTreeMap<String, String>, path: &str, value: &DeValue<'_>) {
    let said = match value {
        DeValue::Table(table) => {
            for (name, value) in table {
                add(
                    values,
                    &format!("{path}.{:?}", name.get_ref()),
                    value.get_ref(),
                );
            }
            "table".to_owned()
        }
        DeValue::Array(items) => {
            for (rank, item) in items.iter().enumerate() {
                add(values, &format!("{path}[{rank}]"), item.get_ref());
            }
            "list".to_owned()
        }
        DeValue::String(text) => fold(text),
        DeValue::Integer(number) => fold(number.as_str()),
        DeValue::Float(number) => fold(number.as_str()),
        DeValue::Datetime(date) => fold(&date.to_string()),
        DeValue::Boolean(boolean) => boolean.to_string(),
    };
    // The table of a title whose names have titles of their own is no value.
    if !(path.matches('.').count() <= 1 && said == "table") {
        values.insert(path.to_owned(), said);
    }
}

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
