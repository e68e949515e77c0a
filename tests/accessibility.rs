//! What independent judges make of our pages: a validator of HTML, and an examiner of accessibility in a browser.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use run::large::large;
use run::{Run, command, in_path, read, root};
use serde_json::{Value, json};

/// The bilans that are judged.
const BILANS: [(&str, &[&str]); 7] = [
    ("plan", &["bilan", "2017"]),
    ("plan", &["bilan", "2018"]),
    ("tests/plans/fictif", &["bilan", "2017"]),
    ("tests/plans/fictif", &["bilan", "2018"]),
    ("tests/plans/fictif", &["bilan", "2017", "--interne"]),
    ("tests/plans/fictif", &["bilan", "2018", "--interne"]),
    ("tests/plans/autre-commune", &["bilan", "2005"]),
];

/// The other reports that are judged, on the plan that shows everything.
const OTHERS: [&[&str]; 11] = [
    &["list"],
    &["colonnes"],
    &["schema"],
    &["calendrier", "--frise"],
    &["synthese", "--par", "pilote"],
    &["synthese", "--par", "enjeu,partenaire"],
    &["show", "exemple-4", "minimale"],
    &["bilan", "2018", "--par", "pilote"],
    &["bilan", "2018", "--fiche", "exemple-4"],
    &["bilan", "2017..2020"],
    &["bilan", "2018", "--manquants"],
];

/// Runs the program on a plan, and returns what it wrote.
fn written(plan: &Path, args: &[&str]) -> String {
    let plan = plan.to_str().unwrap();
    let args = [&["--plan", plan], args].concat();
    let run = read(command(&root(), &args).output().unwrap());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out
}

/// Writes the pages to judge in a folder, and returns their paths.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut add = |plan: &Path, args: &[&str]| {
        let mut name = format!("{:02}", pages.len());
        for word in args {
            write!(name, "-{}", word.trim_start_matches('-')).unwrap();
        }
        let path = folder.join(format!("{}.html", name.replace(',', "-")));
        fs::write(
            &path,
            written(plan, &[args, &["--format", "html"]].concat()),
        )
        .unwrap();
        pages.push(path);
    };
    for (plan, args) in BILANS {
        add(&root().join(plan), args);
    }
    for args in OTHERS {
        add(
            &root().join("tests/plans/fictif"),
            &[&["--au", "2018-06-30"], args].concat(),
        );
    }
    let large = large(300);
    add(&large.path(""), &["bilan", "2018"]);
    pages
}

/// Returns what the Nu validator says of pages: nothing when they are valid.
fn validated(pages: &[PathBuf]) -> Run {
    let mut node = Command::new("node");
    node.args(["-p", "String(require('vnu-jar'))"]);
    let jar = read(node.output().expect("node is there"));
    assert_eq!(jar.code, 0, "vnu-jar is missing: {}", jar.err);
    let mut java = Command::new("java");
    java.arg("-jar")
        .arg(jar.out.trim())
        .args(["--exit-zero-always", "--format", "gnu"])
        .args(pages);
    read(java.output().expect("java is there"))
}

/// Returns what axe finds in pages, opened by Chromium.
fn examined(folder: &Path, pages: &[PathBuf]) -> Value {
    let asked = folder.join("asked.json");
    let browser = in_path("chromium").expect("chromium is there");
    fs::write(
        &asked,
        json!({ "browser": browser, "pages": pages }).to_string(),
    )
    .unwrap();
    let mut node = Command::new("node");
    node.arg(root().join("tests/readers/accessibility.cjs"))
        .arg(&asked);
    let run = read(node.output().expect("node is there"));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

/// Returns a list of what an examination found.
fn list(found: &Value, name: &str) -> Vec<String> {
    let items = found[name].as_array().unwrap().iter();
    items
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

/// Writes a page in which every judge must find something wrong.
fn nonsense(folder: &Path) -> PathBuf {
    let path = folder.join("nonsense.html");
    let page = "<!DOCTYPE html><html><head><title></title></head><body><main><p style='color:#bbb'>Pâle</p><h2></h3>\
                <div style='width:3000px'>Large</div><div style='overflow-x:auto;width:9px'>Défile</div></main></body></html>";
    fs::write(&path, page).unwrap();
    path
}

#[test]
#[ignore = "needs java and vnu-jar"]
fn pages_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let run = validated(&pages(folder.path()));
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let wrong = validated(&[nonsense(folder.path())]);
    assert!(wrong.err.contains("error:"), "{wrong:?}");
}

#[test]
#[ignore = "needs chromium, playwright-core and axe-core"]
fn pages_are_for_everyone() {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path());
    let found = examined(folder.path(), &pages);
    let wrong = list(&found, "wrong");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found["views"].as_u64().unwrap() > 100, "{found}");
    // What axe leaves to people is a contrast, which is then measured here, or a table that is empty for a reason it says.
    let known = ["color-contrast:", "th-has-data-cells:"];
    let left = list(&found, "incomplete");
    let left: Vec<&String> = left
        .iter()
        .filter(|item| !known.iter().any(|known| item.contains(known)))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
#[ignore = "needs chromium, playwright-core and axe-core"]
fn a_page_that_is_not_for_everyone_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let found = examined(folder.path(), &[nonsense(folder.path())]);
    let wrong = list(&found, "wrong").join("\n");
    for expected in [
        "document-title",
        "html-has-lang",
        "contrast of",
        "the page is 3",
        "takes no focus",
    ] {
        assert!(wrong.contains(expected), "{expected}: {wrong}");
    }
}
