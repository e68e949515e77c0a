//! The calendar: every occurrence of the files and no other, whatever the format, and nothing in a text that commands.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use run::repository::succeed;
use run::{Run, Scratch, assert_plain, command, read, root, stspd};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// The plans, each with how many occurrences its files print: they were counted by hand.
const PLANS: [(&str, usize); 3] = [
    ("plan", 20),
    ("tests/plans/fictif", 35),
    ("tests/plans/autre-commune", 22),
];

/// An occurrence: its fiche, its étape, its printed date.
type Named = (String, String, String);

/// Returns the fiches below a folder, each with its identifier and its text.
fn fiches(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(fiches(&path));
        } else if path.extension().is_some_and(|end| end == "toml") {
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            found.push((id, text.trim_start_matches('\u{feff}').to_owned()));
        }
    }
    found
}

/// Returns the dates of a `quand`, as texts.
fn dates(quand: &DeValue<'_>) -> Vec<String> {
    match quand {
        DeValue::String(text) => vec![text.trim().to_owned()],
        DeValue::Integer(year) => vec![year.as_str().to_owned()],
        DeValue::Datetime(day) => vec![day.to_string()],
        DeValue::Array(several) => several
            .iter()
            .flat_map(|one| dates(one.get_ref()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// Returns the occurrences that the files of a plan print, read without the program.
fn printed(plan: &str) -> Vec<Named> {
    let mut named = Vec::new();
    for (id, text) in fiches(&root().join(plan).join("fiches")) {
        let table = DeTable::parse(&text).unwrap();
        let Some(calendrier) = table.get_ref().get("calendrier") else {
            continue;
        };
        for (etape, keys) in calendrier.get_ref().as_table().unwrap() {
            let quand = keys.get_ref().get("quand");
            let days = quand.map_or(Vec::new(), |quand| dates(quand.get_ref()));
            let etape = etape.get_ref().to_string();
            named.extend(days.into_iter().map(|day| (id.clone(), etape.clone(), day)));
        }
    }
    named.sort();
    named
}

/// Runs `calendrier` on a plan at the end of 2018.
fn calendar(plan: &str, args: &[&str]) -> Run {
    let run = stspd(&[&["--plan", plan, "--au", "2018-12-31", "calendrier"], args].concat());
    assert_eq!(run.code, 0, "{plan} {args:?}: {}", run.err);
    run
}

/// Returns the JSON of a calendar.
fn json(plan: &str, args: &[&str]) -> Value {
    let run = calendar(plan, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.out).unwrap()
}

/// Returns the occurrences of a JSON.
fn occurrences(view: &Value) -> &[Value] {
    view["occurrences"].as_array().unwrap()
}

/// Returns the events of an agenda, unfolded: the properties of each.
fn events(ics: &str) -> Vec<Vec<(String, String)>> {
    let unfolded = ics.replace("\r\n ", "");
    let events = unfolded.split("BEGIN:VEVENT\r\n").skip(1);
    let property = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_owned(), value.to_owned())
    };
    events
        .map(|event| {
            let (event, _) = event.split_once("END:VEVENT\r\n").unwrap();
            event.lines().map(property).collect()
        })
        .collect()
}

/// Returns the value of a property.
fn value<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    let found = event.iter().find(|(other, _)| other == name);
    &found.unwrap_or_else(|| panic!("{name}: {event:?}")).1
}

#[test]
fn every_occurrence_of_the_files_is_there_and_no_other() {
    for (plan, count) in PLANS {
        let expected = printed(plan);
        assert_eq!(expected.len(), count, "{plan}");
        let view = json(plan, &[]);
        let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        let named = |one: &Value| (text(one, "fiche"), text(one, "etape"), text(one, "quand"));
        let mut found: Vec<Named> = occurrences(&view).iter().map(named).collect();
        found.sort();
        assert_eq!(found, expected, "{plan}");
        let due: Vec<&str> = occurrences(&view)
            .iter()
            .map(|one| one["fin"].as_str().unwrap())
            .collect();
        assert!(due.is_sorted(), "{due:?}");
    }
}

#[test]
fn a_year_keeps_what_is_due_in_it_and_what_was_printed_for_it() {
    for (plan, _) in PLANS {
        let whole = json(plan, &[]);
        for year in 2002..2023 {
            let view = json(plan, &[&year.to_string()]);
            let meets = |one: &&Value| {
                let year_of = |text: &str| text[..4].parse::<i32>().unwrap();
                let (first, last) = (one["debut"].as_str().unwrap(), one["fin"].as_str().unwrap());
                let printed = one["quand"].as_str().unwrap();
                let (from, to) = printed.split_once('/').unwrap_or((printed, printed));
                (year_of(first)..=year_of(last)).contains(&year)
                    || (year_of(from)..=year_of(to)).contains(&year)
            };
            let expected: Vec<&Value> = occurrences(&whole).iter().filter(meets).collect();
            assert_eq!(
                occurrences(&view).iter().collect::<Vec<_>>(),
                expected,
                "{plan} {year}"
            );
            assert_eq!(view["annee"], year);
        }
    }
}

#[test]
fn every_format_has_the_same_occurrences() {
    for (plan, count) in PLANS {
        let view = json(plan, &[]);
        let lines = calendar(plan, &["--format", "ndjson"]).out;
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines, occurrences(&view), "{plan}");
        for (format, delimiter) in [("csv", b','), ("csv-excel", b';')] {
            let text = calendar(plan, &["--format", format]).out;
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            assert_eq!(
                reader.records().map(Result::unwrap).count(),
                count,
                "{plan} {format}"
            );
        }
        let events = events(&calendar(plan, &["--format", "ics"]).out);
        assert_eq!(events.len(), count);
        for (event, one) in events.iter().zip(occurrences(&view)) {
            let compact = |key: &str| one[key].as_str().unwrap().replace('-', "");
            assert_eq!(value(event, "DTSTART;VALUE=DATE"), compact("debut"));
            // The end is the day after the last.
            assert!(value(event, "DTEND;VALUE=DATE") > compact("fin").as_str());
            assert_eq!(value(event, "DTSTAMP"), "20181231T000000Z");
            let is_internal = one["interne"] == true;
            assert_eq!(value(event, "CLASS") == "PRIVATE", is_internal);
            assert_eq!(value(event, "SUMMARY").ends_with("[interne]"), is_internal);
            assert_eq!(
                value(event, "STATUS") == "CANCELLED",
                one["suite_donnee"] == "annulee"
            );
        }
        let uids: BTreeSet<&str> = events.iter().map(|event| value(event, "UID")).collect();
        assert_eq!(uids.len(), count, "{plan}");
        for format in ["markdown", "html"] {
            let page = calendar(plan, &["--format", format]).out;
            let counted = format!("{count}\u{a0}échéances");
            assert!(page.contains(&counted), "{plan} {format}");
            for one in occurrences(&view) {
                assert!(page.contains(one["fiche"].as_str().unwrap()), "{one}");
            }
        }
    }
}

/// A plan whose one étape is due in 2018.
fn scratch(more: &str) -> Scratch {
    let scratch = Scratch::new();
    let fiche =
        format!("titre = \"T\"\n[calendrier.x]\nquand = [\"2018-06\", \"2018-09\"]\n{more}");
    scratch.write("fiches/f.toml", fiche);
    scratch
}

/// Returns what names each event of a scratch plan, and its revision.
fn named(scratch: &Scratch) -> Vec<(String, String)> {
    let run = scratch.run(&["calendrier", "--au", "2018-12-31", "--format", "ics"]);
    let mut named: Vec<(String, String)> = events(&run.out)
        .iter()
        .map(|event| {
            (
                value(event, "UID").to_owned(),
                value(event, "SEQUENCE").to_owned(),
            )
        })
        .collect();
    named.sort();
    named
}

#[test]
fn what_is_put_off_keeps_its_name_and_is_a_new_revision() {
    let before = named(&scratch(""));
    assert_eq!(before.len(), 2);
    assert!(
        before
            .iter()
            .all(|(uid, revision)| { uid.ends_with("@bourg-exemple.stspd") && revision == "0" })
    );
    let after = named(&scratch(
        "[bilan.2018]\netapes.x.2018-06 = { etat = \"reportee\", quand = \"2019-02\" }\n",
    ));
    let uids =
        |named: &[(String, String)]| named.iter().map(|(uid, _)| uid.clone()).collect::<Vec<_>>();
    assert_eq!(uids(&after), uids(&before));
    let mut revisions: Vec<&str> = after
        .iter()
        .map(|(_, revision)| revision.as_str())
        .collect();
    revisions.sort_unstable();
    assert_eq!(revisions, ["0", "1"]);
}

#[test]
fn a_date_that_is_written_twice_by_mistake_is_two_events() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/f.toml",
        "titre = \"T\"\n[calendrier.x]\nquand = [\"2018-06\", \"2018-06\"]\n",
    );
    let uids: BTreeSet<String> = named(&scratch).into_iter().map(|(uid, _)| uid).collect();
    assert_eq!(uids.len(), 2);
}

/// What would end a text, a line or a cell in some format, or command what reads it; as TOML writes it.
fn hostile_texts() -> Vec<String> {
    vec![
        "a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:b".to_owned(),
        "a\r\nBEGIN:VALARM;x,y\\u005cz\\u005cnw".to_owned(),
        "::error file=a::x ##[error]y ##vso[task.setvariable]z".to_owned(),
        format!("{}::error::x", "é".repeat(200)),
        "\u{9b}31m\u{202e}\u{2028}\u{85}\u{200b}\u{feff}".to_owned(),
        "=1+1;2,3|4`5```6".to_owned(),
        "``````".to_owned(),
        "<script>alert(1)</script></title></svg> & \\\" onload=x".to_owned(),
        "| a | b\t**c** [d](javascript:e)".to_owned(),
    ]
}

/// A plan whose texts are all hostile.
fn hostile() -> Scratch {
    let scratch = Scratch::new();
    for (rank, text) in hostile_texts().iter().enumerate() {
        let key = text.replace(['\n', '\r', '\t'], " ");
        let text = format!("\"\"\"{text}\"\"\"");
        scratch.write(
            &format!("fiches/f-{rank}.toml"),
            format!(
                "titre = {text}\nnumero = {text}\ncommune = {text}\npilotes = [{{ acteur = {text}, service = {text} }}]\n[calendrier.\"{key}\"]\nquand = \"2018\"\nimprime = {text}\nquoi = {text}\n[calendrier.sans-date]\nimprime = {text}\nquoi = {text}\n"
            ),
        );
    }
    scratch
}

/// Runs `calendrier` on a hostile plan in a format.
fn hostile_run(scratch: &Scratch, format: &str) -> String {
    let run = scratch.run(&[
        "calendrier",
        "--au",
        "2018-06-30",
        "--frise",
        "--format",
        format,
    ]);
    assert_eq!(run.code, 0, "{format}: {}", run.err);
    run.out
}

#[test]
fn no_text_commands_a_screen_a_log_or_a_calendar() {
    let scratch = hostile();
    for format in [
        "texte",
        "markdown",
        "html",
        "ics",
        "csv",
        "csv-excel",
        "json",
        "ndjson",
    ] {
        let out = hostile_run(&scratch, format);
        // A page and a cell keep the tabs and the lines of a text, which command nothing.
        let text = out.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert_plain(&text.replace('\t', " "));
        for line in out.lines() {
            let start = line.trim().strip_prefix("::");
            let is_order = start.is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            assert!(!is_order && !line.contains("##["), "{format}: {line}");
        }
    }
}

#[test]
fn an_agenda_holds_its_texts_and_its_lines() {
    let out = hostile_run(&hostile(), "ics");
    assert!(out.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
    assert!(out.split("\r\n").all(|line| line.len() <= 75), "{out}");
    assert_eq!(out.matches("\r\nBEGIN:").count(), hostile_texts().len());
    let allowed = [
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART;VALUE=DATE",
        "DTEND;VALUE=DATE",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
        "STATUS",
        "CLASS",
        "TRANSP",
    ];
    for event in events(&out) {
        let names: Vec<&str> = event.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, allowed);
    }
}

#[test]
fn a_page_has_no_script_and_a_fence_stays_closed() {
    let scratch = hostile();
    let page = hostile_run(&scratch, "html");
    assert!(
        !page.contains("<script") && !page.contains("javascript:e\""),
        "{page}"
    );
    let document = &page[page.find("<svg").unwrap()..page.find("</svg>").unwrap()];
    assert!(
        document.contains("role=\"img\"")
            && document.contains("<title>")
            && document.contains("<desc>")
    );
    let svg = format!("{document}</svg>");
    roxmltree::Document::parse(&svg).unwrap();
    let markdown = hostile_run(&scratch, "markdown");
    let fence = markdown
        .lines()
        .find(|line| line.ends_with("text") && line.starts_with("```"))
        .unwrap();
    let fence = fence.trim_end_matches("text");
    assert!(fence.len() > 6, "{fence}");
    assert_eq!(markdown.lines().filter(|line| *line == fence).count(), 1);
}

#[test]
fn what_is_piped_has_the_same_bytes_whatever_the_width() {
    for (plan, _) in PLANS {
        for format in ["texte", "markdown", "html", "ics", "csv", "xlsx"] {
            let args = [
                "--plan",
                plan,
                "calendrier",
                "--au",
                "2018-12-31",
                "--format",
                format,
            ];
            let bytes = |columns: &str| {
                let mut command = command(&root(), &args);
                command
                    .env("COLUMNS", columns)
                    .env("TERM", "xterm-256color")
                    .output()
                    .unwrap()
                    .stdout
            };
            let first = bytes("80");
            assert!(!first.is_empty());
            for columns in ["20", "120", "400"] {
                assert_eq!(bytes(columns), first, "{plan} {format} {columns}");
            }
        }
    }
}

/// Returns the lines of the frise of a plan of some fiches, each with some étapes.
fn frise(fiches: usize, etapes: usize, more: &[&str]) -> Vec<String> {
    let scratch = Scratch::new();
    for rank in 0..fiches {
        let etape = |etape: usize| {
            format!("[calendrier.e{etape}]\nquand = \"2018-06\"\nquoi = \"Étape {etape}\"\n")
        };
        let text: String = (0..etapes).map(etape).collect();
        scratch.write(
            &format!("fiches/f-{rank}.toml"),
            format!("titre = \"Fiche {rank}\"\n{text}"),
        );
    }
    let run = scratch.run(&[&["calendrier", "2018", "--au", "2018-05-31"], more].concat());
    let lines = run.out.lines().skip_while(|line| *line != "Frise").skip(2);
    let lines = lines.take_while(|line| !line.is_empty());
    lines
        .filter(|line| line.contains(" · "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_frise_has_a_line_an_etape_then_a_line_a_fiche_then_is_no_more() {
    assert_eq!(frise(3, 10, &[]).len(), 30);
    assert_eq!(frise(3, 11, &[]).len(), 3);
    assert_eq!(frise(40, 1, &[]).len(), 40);
    assert_eq!(frise(41, 1, &[]).len(), 0);
    assert_eq!(frise(41, 1, &["--frise"]).len(), 41);
    assert_eq!(frise(3, 1, &["--sans-frise"]).len(), 0);
}

#[test]
fn a_plan_without_fiche_has_an_empty_calendar() {
    let run = Scratch::new().run(&["calendrier", "--au", "2018-06-30"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.starts_with("le plan ne contient aucune fiche"),
        "{}",
        run.err
    );
    assert!(run.out.contains("0\u{a0}échéance"), "{}", run.out);
    let run = Scratch::new().run(&["calendrier", "--format", "ics"]);
    assert!(run.out.starts_with("BEGIN:VCALENDAR\r\n") && run.out.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn the_name_of_a_file_chooses_the_agenda() {
    let scratch = scratch("");
    let run = scratch.run(&["calendrier", "--output", "agenda.ics"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let agenda = fs::read_to_string(scratch.folder.path().join("agenda.ics")).unwrap();
    assert_eq!(events(&agenda).len(), 2);
    let run = scratch.run(&["list", "--output", "agenda.ics"]);
    assert_eq!(run.code, 2);
}

/// Returns what a program that reads agendas finds in some.
fn found(program: &str, script: &str, agendas: &[std::path::PathBuf]) -> Vec<Value> {
    let mut command = Command::new(program);
    command
        .arg(root().join("tests/readers").join(script))
        .args(agendas);
    let said = succeed(&mut command);
    said.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
#[ignore = "needs icalendar and ical.js"]
fn calendar_programs_find_the_same_values() {
    let folder = tempfile::tempdir().unwrap();
    let mut agendas = Vec::new();
    let mut views = Vec::new();
    for (rank, (plan, _)) in PLANS.iter().enumerate() {
        let path = folder.path().join(format!("{rank}.ics"));
        fs::write(&path, calendar(plan, &["--format", "ics"]).out).unwrap();
        agendas.push(path);
        views.push(json(plan, &[]));
    }
    let scratch = hostile();
    let path = folder.path().join("hostile.ics");
    fs::write(&path, hostile_run(&scratch, "ics")).unwrap();
    agendas.push(path);
    views.push(serde_json::from_str(&hostile_run(&scratch, "json")).unwrap());
    let python = found("python3", "calendars.py", &agendas);
    let node = found("node", "calendars.cjs", &agendas);
    assert_eq!(python, node);
    assert_eq!(python.len(), views.len());
    for (agenda, view) in python.iter().zip(&views) {
        let events = agenda["evenements"].as_array().unwrap();
        assert_eq!(events.len(), occurrences(view).len());
        let uids: BTreeSet<&str> = events
            .iter()
            .map(|event| event["uid"].as_str().unwrap())
            .collect();
        assert_eq!(uids.len(), events.len());
        for (event, one) in events.iter().zip(occurrences(view)) {
            assert_eq!(event["debut"], one["debut"]);
            let last: chrono::NaiveDate = one["fin"].as_str().unwrap().parse().unwrap();
            assert_eq!(event["fin"], last.succ_opt().unwrap().to_string());
            let (title, quoi) = (event["titre"].as_str().unwrap(), one["quoi"].as_str());
            let is_plain = |quoi: &&str| {
                quoi.chars()
                    .all(|next| next.is_alphanumeric() || " '".contains(next))
            };
            if let Some(quoi) = quoi.filter(is_plain) {
                assert!(title.starts_with(quoi), "{title}");
            }
            assert!(
                event["texte"]
                    .as_str()
                    .unwrap()
                    .contains(one["fiche"].as_str().unwrap())
            );
            assert_eq!(
                event["texte"].as_str().unwrap().lines().count(),
                5,
                "{event}"
            );
        }
    }
    // A reader that finds nothing wrong in nonsense would prove nothing.
    let broken = folder.path().join("faux.ics");
    fs::write(
        &broken,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2018\r\nEND:VCALENDAR\r\n",
    )
    .unwrap();
    for (program, script) in [("python3", "calendars.py"), ("node", "calendars.cjs")] {
        let mut command = Command::new(program);
        command
            .arg(root().join("tests/readers").join(script))
            .arg(&broken);
        assert!(!read_quietly(&mut command), "{program}");
    }
}

/// Returns whether a command succeeds.
fn read_quietly(command: &mut Command) -> bool {
    read(command.output().unwrap()).code == 0
}
