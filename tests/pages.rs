//! Pages and Markdown, read back: their texts are texts, and they are whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use run::hostile::hostile;
use run::{Run, read, root, stspd_in};
use serde_json::{Value, json};

/// The plans that are shown.
const PLANS: [&str; 3] = ["plan", "tests/plans/fictif", "tests/plans/autre-commune"];

/// The reports that have pages, but for fiches, which are named one by one.
const REPORTS: [&[&str]; 10] = [
    &["list"],
    &["colonnes"],
    &["schema"],
    &["calendrier", "--frise"],
    &["synthese", "--par", "partenaire"],
    &["synthese", "--par", "enjeu,partenaire"],
    &["bilan", "2018"],
    &["bilan", "2018", "--par", "pilote", "--interne"],
    &["bilan", "2017..2018"],
    &["bilan", "2018", "--manquants"],
];

/// Runs the program on a plan at a date.
fn shown(plan: &Path, args: &[&str]) -> Run {
    let plan = plan.to_str().unwrap();
    let run = stspd_in(
        &root(),
        &[&["--plan", plan, "--au", "2018-06-30"], args].concat(),
    );
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

/// Returns the fiches of a plan, as the JSON says.
fn fiches(plan: &Path) -> Vec<Value> {
    let list: Value =
        serde_json::from_str(&shown(plan, &["list", "--format", "json"]).out).unwrap();
    list["fiches"].as_array().unwrap().clone()
}

/// Returns the texts that stand under a key of the things that each fiche lists.
fn texts(plan: &Path, list: &str, key: &str) -> Vec<String> {
    let ids: Vec<String> = fiches(plan)
        .iter()
        .map(|fiche| fiche["id"].as_str().unwrap().to_owned())
        .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let whole = shown(
        plan,
        &[&["show", "--format", "json"], ids.as_slice()].concat(),
    );
    let whole: Value = serde_json::from_str(&whole.out).unwrap();
    let fiches = whole["fiches"].as_array().unwrap().iter();
    let things = fiches.flat_map(|fiche| fiche[list].as_array().unwrap());
    things
        .filter_map(|thing| thing[key].as_str().map(str::to_owned))
        .collect()
}

/// Returns the texts that a bilan must show: its titles, and what it says of étapes and of the year.
fn expected(plan: &Path, args: &[&str]) -> Vec<String> {
    if args.contains(&"--manquants") {
        return Vec::new();
    }
    let bilan = shown(plan, &[args, &["--format", "json"]].concat()).out;
    let bilan: Value = serde_json::from_str(&bilan).unwrap();
    let is_one = bilan["fiches"].is_array();
    let last = bilan["bilans"].as_array().and_then(|bilans| bilans.last());
    let fiches = last.unwrap_or(&bilan)["fiches"].as_array().unwrap().iter();
    let mut all = Vec::new();
    for fiche in fiches.filter(|fiche| fiche["attendue"] == json!(true)) {
        all.push(&fiche["titre"]);
        if is_one {
            all.extend(
                fiche["etapes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|etape| &etape["quoi"]),
            );
            all.extend(["realisations", "difficultes", "perspectives"].map(|key| &fiche[key]));
        }
    }
    let texts = all.into_iter().filter_map(Value::as_str);
    texts
        .flat_map(str::lines)
        .filter(|line| !line.starts_with(['-', '*']))
        .map(str::to_owned)
        .collect()
}

/// Returns every report of a plan in a format, each with the texts that it must show.
fn reports(plan: &Path, format: &str) -> Vec<(String, Vec<String>)> {
    let fiches = fiches(plan);
    let text = |fiche: &Value, key: &str| fiche[key].as_str().unwrap().to_owned();
    let titles: Vec<String> = fiches.iter().map(|fiche| text(fiche, "titre")).collect();
    let ids: Vec<String> = fiches.iter().map(|fiche| text(fiche, "id")).collect();
    let mut reports = Vec::new();
    for args in REPORTS {
        let all = match args[0] {
            "list" => titles.clone(),
            "calendrier" => texts(plan, "calendrier", "quoi"),
            "synthese" => texts(plan, "partenaires", "nom"),
            "bilan" => expected(plan, args),
            _ => Vec::new(),
        };
        reports.push((
            shown(plan, &[args, &["--format", format]].concat()).out,
            all,
        ));
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let whole = shown(
        plan,
        &[&["show", "--format", format], ids.as_slice()].concat(),
    );
    reports.push((whole.out, titles));
    reports
}

/// Returns the folders of the plans, the hostile one among them.
fn plans(hostile: &Path) -> Vec<PathBuf> {
    let plans = PLANS.iter().map(|plan| root().join(plan));
    plans.chain([hostile.to_owned()]).collect()
}

#[test]
#[ignore = "needs python3"]
fn pages_hold_their_texts_and_nothing_that_acts() {
    let (scratch, folder) = (hostile(), tempfile::tempdir().unwrap());
    for (rank, text) in [NASTY, MARKED[0]].iter().enumerate() {
        scratch.write(&format!("fiches/marques-{rank}.toml"), fiche(text));
    }
    let mut cases = Vec::new();
    for plan in plans(&scratch.path("")) {
        for (page, texts) in reports(&plan, "html") {
            let path = folder.path().join(format!("{}.html", cases.len()));
            fs::write(&path, page).unwrap();
            cases.push(json!({ "page": path, "texts": texts }));
        }
    }
    let list = folder.path().join("cases.json");
    fs::write(&list, json!(cases).to_string()).unwrap();
    let mut reader = Command::new("python3");
    reader.arg(root().join("tests/readers/pages.py")).arg(&list);
    let run = read(reader.output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(
        run.out.trim().parse::<usize>().unwrap() > 100,
        "{}",
        run.out
    );
}

#[test]
fn a_hostile_text_is_the_same_text_in_markdown() {
    let scratch = hostile();
    // Every extension that a forge may have, but the one that changes quotation marks.
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for (report, texts) in reports(&scratch.path(""), "markdown") {
        let mut shown = String::new();
        for event in Parser::new_ext(&report, options) {
            match event {
                Event::Text(text) | Event::Code(text) => shown.push_str(&text),
                Event::SoftBreak | Event::End(_) => shown.push('\n'),
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::BlockQuote(_),
                )
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::FootnoteReference(_) => panic!("{event:?}"),
                _ => {}
            }
        }
        for text in texts {
            // What would command a log is spelled out.
            let text = text
                .replace("##[", "#\\u{23}[")
                .replace("::error", ":\\u{3a}error")
                .replace("::y", ":\\u{3a}y");
            assert!(shown.contains(&text), "{text} in {shown}");
        }
    }
}

/// A text whose every line could be taken for a mark.
const NASTY: &str = "un\r\ndeux __trois__\r\n\r\n- a\r\n  suite\r\n  - b\r\n2017. ouverture\r\n2019. fermeture\r\n\r\n# titre #\r\nsous\r\n===\r\n> 18 ans\r\n+ 3 agents\r\n~~~ code\r\n[1]: lien\r\n![x](https://exemple.fr) &eacute; `c` 3*4 m et 5*6\r\n---\r\n| a | b |\r\n    quatre espaces\r\n\ttab :tada: #12 www.exemple.fr\r\n:-\r\n: suite\r\n3 *4 m* 5, (*) HT (*), **12**,5, a**b**c\r\n[y](javascript:alert(1)) [z](data:text/html,z) [t](//t.fr) [u](https://u.fr/\\\"onload=u) <https://v.fr> <img src=x onerror=alert(1)>";

/// A text with marks, and the words that are shown of it.
const MARKED: [&str; 2] = [
    "- **Objectif :** *dix* _fiches_ en 2019\r\n  - le [site **neuf**](https://exemple.fr/a_(b)?c&d)\r\n\r\nfin",
    "- Objectif : dix fiches en 2019\r\n  - le site neuf (https://exemple.fr/a_(b)?c&d)\r\n\r\nfin",
];

/// Returns the file of a fiche that has a text.
fn fiche(text: &str) -> String {
    let text = text.replace('\\', "\\\\");
    format!("titre = \"T\"\r\nmise_en_oeuvre = \"\"\"\r\n{text}\r\n\"\"\"\r\n")
}

/// Returns the words of a text, the marks of items aside.
fn words(text: &str) -> Vec<String> {
    let words = text
        .split_whitespace()
        .filter(|word| !["-", "*"].contains(word));
    words.map(str::to_owned).collect()
}

/// Returns what a page shows of its markup, and the tags of its marks, in order; the address of a link follows its words.
fn in_a_page(page: &str) -> (String, Vec<String>) {
    let (mut plain, mut tags, mut address) = (String::new(), Vec::new(), String::new());
    for piece in page.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        match tag {
            "p" | "/p" | "ul" | "/ul" | "li" | "/li" | "br" => plain.push(' '),
            "/a" => plain.push_str(&format!(" ({address})")),
            "strong" | "em" | "/strong" | "/em" => {}
            _ => {
                let rest = tag
                    .strip_prefix("a href=\"")
                    .unwrap_or_else(|| panic!("<{tag}>"));
                let end = "\" rel=\"noopener noreferrer\"";
                address = rest.strip_suffix(end).unwrap().to_owned();
            }
        }
        if ["strong", "em"].contains(&tag) || tag.starts_with("a ") {
            tags.push(tag.split(' ').next().unwrap().to_owned());
        }
        plain.push_str(words);
    }
    for (entity, character) in [
        ("&gt;", ">"),
        ("&lt;", "<"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, character);
    }
    (plain, tags)
}

/// Returns what a reader of Markdown shows, and its marks, in the same way.
fn in_markdown(markdown: &str) -> (String, Vec<String>) {
    let (mut plain, mut tags, mut address) = (String::new(), Vec::new(), String::new());
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => plain.push_str(&text),
            Event::Start(Tag::Strong) => tags.push("strong".to_owned()),
            Event::Start(Tag::Emphasis) => tags.push("em".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                address = dest_url.to_string();
                tags.push("a".to_owned());
            }
            Event::End(TagEnd::Link) => plain.push_str(&format!(" ({address})")),
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::HardBreak | Event::End(_) => plain.push(' '),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item) => plain.push(' '),
            other => panic!("{other:?}"),
        }
    }
    (plain, tags)
}

#[test]
fn a_text_of_the_plan_has_the_same_words_in_every_format() {
    for (source, seen, marks) in [
        (NASTY, NASTY, Vec::new()),
        (
            MARKED[0],
            MARKED[1],
            vec!["strong", "em", "em", "a", "strong"],
        ),
    ] {
        let scratch = run::Scratch::new();
        scratch.write("fiches/a.toml", fiche(source));
        let shown = |format: &str| shown(&scratch.path(""), &["show", "a", "--format", format]).out;
        let between = |text: &str, start: &str, end: &str| {
            let (_, rest) = text.split_once(start).unwrap();
            rest.split_once(end).unwrap().0.to_owned()
        };
        let expected = words(seen);
        let title = "Mise en œuvre\n─────────────\n";
        let text = between(&shown("texte"), title, "\nCoûts\n");
        assert_eq!(words(&text), expected, "texte");
        let page = between(&shown("html"), "<div class=\"texte\">", "</div>");
        let (plain, tags) = in_a_page(&page);
        assert_eq!(words(&plain), expected, "html");
        assert_eq!(tags, marks, "html");
        let markdown = between(&shown("markdown"), "## Mise en œuvre\n", "## Coûts");
        let (plain, tags) = in_markdown(&markdown);
        assert_eq!(words(&plain), expected, "markdown");
        assert_eq!(tags, marks, "markdown");
    }
}
