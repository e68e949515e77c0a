//! What hostile and broken files give: an answer at once, in French, and never a verdict on what was not read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::io::{Read, Seek};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use run::{Run, Scratch, assert_plain, command, read};
use serde_json::Value;

/// How long an answer may take: a pipe without writer would take for ever, a file of 1 MiB takes a blink.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many bytes may be said of one bad file.
const MOST_SAID: usize = 64 * 1024;

/// The commands that report, which show nothing of a plan that is badly read.
const REPORTS: [&[&str]; 6] = [
    &["list"],
    &["list", "--format", "json"],
    &["show", "action"],
    &["show", "action", "--format", "json"],
    &["bilan", "2017"],
    &["bilan", "2017", "--format", "json"],
];

/// A fiche without fault.
const FICHE: &str = "titre = \"Une action (fictive)\"\n";

/// What `check` found at one place.
#[derive(Debug)]
struct Found {
    /// The rule's name.
    rule: String,
    /// The file.
    file: String,
    /// The line.
    line: u64,
    /// The column, in characters.
    column: u64,
    /// What is wrong.
    message: String,
}

/// Runs a command that must end by itself before long, in one of the three ways, without a control character.
fn answer(command: &mut Command, patience: Duration) -> Run {
    let (mut out, mut err) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out.try_clone().unwrap())
        .stderr(err.try_clone().unwrap())
        .spawn()
        .unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > patience {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("no answer after {patience:?}: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    for (file, bytes) in [(&mut out, &mut stdout), (&mut err, &mut stderr)] {
        file.rewind().unwrap();
        file.read_to_end(bytes).unwrap();
    }
    let run = read(Output {
        status,
        stdout,
        stderr,
    });
    assert!((0..=2).contains(&run.code), "{command:?}: {run:?}");
    let for_programs = command.get_args().any(|arg| arg == "json");
    if for_programs {
        assert!(
            !run.out
                .contains(|next: char| next.is_ascii_control() && next != '\n'),
            "{run:?}"
        );
    } else {
        assert_plain(&run.out);
    }
    assert_plain(&run.err);
    run
}

/// Runs the binary on a scratch plan.
fn ask(scratch: &Scratch, args: &[&str]) -> Run {
    ask_in(scratch.folder.path(), args)
}

/// Runs the binary in a folder, within the time and the memory that any answer may take.
fn ask_in(folder: &Path, args: &[&str]) -> Run {
    answer(&mut bounded(&command(folder, args)), PATIENCE)
}

/// Returns a command that may use 500 MB of memory and no more.
#[cfg(unix)]
fn bounded(command: &Command) -> Command {
    let mut bounded = Command::new("/bin/sh");
    bounded
        .args(["-c", "ulimit -v 488281 && exec \"$0\" \"$@\""])
        .arg(command.get_program())
        .args(command.get_args())
        .env_clear();
    if let Some(folder) = command.get_current_dir() {
        bounded.current_dir(folder);
    }
    bounded
}

/// Returns the command: this system has no bound to give it.
#[cfg(not(unix))]
fn bounded(command: &Command) -> Command {
    let mut same = Command::new(command.get_program());
    same.args(command.get_args()).env_clear();
    if let Some(folder) = command.get_current_dir() {
        same.current_dir(folder);
    }
    same
}

/// Checks a plan in each format, which must agree, and returns what was found, how many fiches were read, and the exit
/// code.
fn check(scratch: &Scratch) -> (Vec<Found>, u64, i32) {
    let json = ask(scratch, &["check", "--format", "json"]);
    assert_ne!(json.out, "", "{json:?}");
    let view: Value = serde_json::from_str(&json.out).unwrap();
    let found: Vec<Found> = view["constats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|constat| Found {
            rule: constat["regle"].as_str().unwrap().to_owned(),
            file: constat["fichier"].as_str().unwrap().to_owned(),
            line: constat["ligne"].as_u64().unwrap(),
            column: constat["colonne"].as_u64().unwrap(),
            message: constat["message"].as_str().unwrap().to_owned(),
        })
        .collect();
    let short = ask(scratch, &["check", "--format", "court"]);
    assert_eq!(
        short.out.lines().count(),
        found.len(),
        "{short:?}\n{found:?}"
    );
    let text = ask(scratch, &["check"]);
    for run in [&json, &short, &text] {
        let said = run.out.len();
        assert!(
            said <= MOST_SAID,
            "{said} bytes, of {} findings",
            found.len()
        );
    }
    for (line, found) in short.out.lines().zip(&found) {
        let place = format!(":{}:{}: ", found.line, found.column);
        let rule = format!("[{}]: ", found.rule);
        assert!(line.contains(&place) && line.contains(&rule), "{line}");
        let severity = line[..line.find(&rule).unwrap()].rfind(": ").unwrap();
        let (place, title) = (&line[..severity], &line[severity + 2..]);
        let says = |words: &str| text.out.lines().any(|other| other.ends_with(words));
        assert!(says(title) && says(&format!("--> {place}")), "{text:?}");
    }
    assert_eq!([short.code, text.code], [json.code; 2]);
    if json.code < 2 {
        assert_eq!([&short.err, &json.err], ["", ""]);
    }
    (found, view["fiches"].as_u64().unwrap(), json.code)
}

/// Checks a plan that has one defect, which keeps it from being read, and returns it.
fn fault(scratch: &Scratch, case: &str) -> Found {
    let (mut found, _, code) = check(scratch);
    assert_eq!((found.len(), code), (1, 1), "{case}: {found:?}");
    let found = found.pop().unwrap();
    refused(scratch, &found.rule, case);
    found
}

/// Checks that no report is written on a plan that is badly read, and that each says why.
fn refused(scratch: &Scratch, rule: &str, case: &str) {
    for args in REPORTS {
        let run = ask(scratch, args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{case} {args:?}");
        let findings = run
            .err
            .lines()
            .filter(|line| line.contains(&format!("[{rule}]")));
        assert_eq!(findings.count(), 1, "{case} {args:?}: {}", run.err);
    }
}

/// Returns a scratch plan with one fiche, `fiches/action.toml`.
fn with_fiche(content: impl AsRef<[u8]>) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", content);
    scratch
}

/// Checks that a run could not be done: exit 2, nothing on stdout, one line in French that names something.
fn assert_not_run(run: &Run, named: &str) {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    assert!(run.err.starts_with("erreur : "), "{run:?}");
    assert!(run.err.contains(named), "{named}: {run:?}");
    for english in ["os error", "No such", "Not a directory", "denied"] {
        assert!(!run.err.contains(english), "{run:?}");
    }
}

// The plan itself

#[test]
fn a_plan_folder_that_does_not_exist_is_named() {
    let scratch = Scratch::new();
    for args in REPORTS.into_iter().chain([["check"].as_slice()]) {
        let run = ask(&scratch, &[&["--plan", "nulle-part"], args].concat());
        assert_not_run(&run, "nulle-part");
    }
}

#[test]
fn a_file_is_no_plan_folder() {
    let scratch = Scratch::new();
    for args in [&["list"][..], &["check"], &["bilan", "2017"]] {
        let run = ask(&scratch, &[&["--plan", "plan/acteurs.toml"], args].concat());
        assert_not_run(&run, "plan/acteurs.toml");
    }
}

#[test]
fn where_no_plan_stands_above_it_is_said() {
    let empty = tempfile::tempdir().unwrap();
    for args in REPORTS.into_iter().chain([["check"].as_slice()]) {
        assert_not_run(&ask_in(empty.path(), args), "plan/strategie.toml");
    }
}

#[test]
fn a_plan_without_strategy_is_no_plan() {
    let scratch = with_fiche(FICHE);
    fs::remove_file(scratch.path("strategie.toml")).unwrap();
    for args in [&["list"][..], &["check"]] {
        assert_not_run(&ask(&scratch, args), "strategie.toml");
        let named = [&["--plan", "plan"], args].concat();
        assert_not_run(&ask(&scratch, &named), "strategie.toml");
    }
}

#[test]
fn a_strategy_that_is_a_folder_is_never_a_plan_without_error() {
    let scratch = with_fiche(FICHE);
    fs::remove_file(scratch.path("strategie.toml")).unwrap();
    fs::create_dir(scratch.path("strategie.toml")).unwrap();
    for args in [
        &["check"][..],
        &["check", "--format", "court"],
        &["list"],
        &["bilan", "2017"],
    ] {
        let run = ask(&scratch, args);
        assert_ne!(run.code, 0, "{args:?}: {run:?}");
        let said = run.out + &run.err;
        assert!(said.contains("strategie.toml"), "{args:?}: {said}");
        assert!(!said.contains("aucune erreur"), "{args:?}: {said}");
    }
}

#[test]
fn an_empty_strategy_lacks_what_a_strategy_must_say() {
    for content in ["", "\n\n", "# rien\n", "\u{feff}"] {
        let scratch = with_fiche(FICHE);
        scratch.write("strategie.toml", content);
        let (found, _, code) = check(&scratch);
        assert_eq!(code, 1, "{content:?}");
        assert!(!found.is_empty(), "{content:?}");
        for found in &found {
            assert_eq!(found.rule, "cle-manquante", "{content:?}: {found:?}");
            assert_eq!(found.file, "plan/strategie.toml", "{content:?}: {found:?}");
        }
        let list = ask(&scratch, &["list"]);
        assert_eq!((list.code, list.out.as_str()), (1, ""), "{content:?}");
    }
}

#[test]
fn a_format_of_another_version_is_refused_in_one_finding() {
    for format in ["2", "0", "99"] {
        let scratch = with_fiche(FICHE);
        let strategie = run::STRATEGIE.replace("format = 1", &format!("format = {format}"));
        scratch.write("strategie.toml", strategie);
        let found = fault(&scratch, format);
        assert_eq!(
            (found.rule.as_str(), found.line),
            ("format-inconnu", 1),
            "{found:?}"
        );
        assert!(found.message.contains(format), "{found:?}");
    }
}

#[test]
fn a_plan_without_fiche_is_valid_and_says_so_on_one_line() {
    let scratch = Scratch::new();
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["bilan", "2017"],
        &["bilan", "2017", "--format", "json"],
    ] {
        let run = ask(&scratch, args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{args:?}: {run:?}");
        assert!(run.err.contains("aucune fiche"), "{args:?}: {run:?}");
    }
    let list = ask(&scratch, &["list", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list["fiches"], serde_json::json!([]));
    let bilan = ask(&scratch, &["bilan", "2017", "--format", "json"]);
    let bilan: Value = serde_json::from_str(&bilan.out).unwrap();
    assert_eq!(bilan["synthese"]["fiches"], 0);
    assert_eq!(bilan["fiches"], serde_json::json!([]));
    assert!(ask(&scratch, &["list"]).out.contains("0\u{a0}fiche"));
}

#[test]
fn a_plan_without_fiche_is_checked_without_error_and_says_so_on_one_line() {
    let run = ask(&Scratch::new(), &["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("0\u{a0}fiche"), "{run:?}");
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    assert!(run.err.contains("aucune fiche"), "{run:?}");
}

#[test]
fn a_plan_without_actors_file_has_one_warning() {
    let scratch = with_fiche("titre = \"Une action\"\npilotes = [\"Qui que ce soit\"]\n");
    fs::remove_file(scratch.path("acteurs.toml")).unwrap();
    let (found, fiches, code) = check(&scratch);
    assert_eq!((found.len(), fiches, code), (1, 1, 0), "{found:?}");
    assert_eq!(found[0].rule, "acteurs-absents");
    for args in REPORTS {
        let run = ask(&scratch, args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        assert!(!run.out.is_empty());
    }
    assert!(ask(&scratch, &["list"]).out.contains("Qui que ce soit"));
}

// How a run ends

#[test]
fn the_exit_code_says_whose_fault_it_is() {
    let scratch = with_fiche(FICHE);
    assert_eq!(ask(&scratch, &["check"]).code, 0);
    scratch.write(
        "fiches/action.toml",
        "titre = \"x\"\npilotes = [\"Personne\"]\n",
    );
    assert_eq!(ask(&scratch, &["check"]).code, 1);
    scratch.write("fiches/action.toml", "titre : x\n");
    assert_eq!(ask(&scratch, &["check"]).code, 1);
    assert_eq!(ask(&scratch, &["--plan", "ailleurs", "check"]).code, 2);
}

#[test]
fn an_error_that_is_no_reading_fault_lets_reports_run() {
    let scratch = with_fiche("titre = \"Une action\"\npilotes = [\"Personne\"]\n");
    let (found, _, code) = check(&scratch);
    assert_eq!((found.len(), code), (1, 1), "{found:?}");
    assert_eq!(found[0].rule, "acteur-inconnu");
    for args in REPORTS {
        let run = ask(&scratch, args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        assert!(!run.out.is_empty(), "{args:?}");
        assert_eq!(run.err.lines().count(), 1, "{args:?}: {run:?}");
        assert!(run.err.contains("1\u{a0}erreur"), "{args:?}: {run:?}");
        assert!(run.err.contains("stspd check"), "{args:?}: {run:?}");
    }
}

#[test]
fn all_the_bad_files_are_shown_in_one_run_and_no_report_is_written() {
    let scratch = with_fiche("titre : x\n");
    scratch.write("fiches/a/latin.toml", b"titre = \"caf\xe9\"\n");
    scratch.write("fiches/b/vide.toml", "");
    scratch.write(
        "fiches/c/cle.toml",
        "titre = \"x\"\npilote = [\"Personne\"]\n",
    );
    scratch.write("acteurs.toml", "[ville]\nnom = 3\n");
    scratch.write("perdu.toml", "");
    let (found, _, code) = check(&scratch);
    assert_eq!(code, 1);
    let files: Vec<&str> = found.iter().map(|found| found.file.as_str()).collect();
    assert_eq!(
        files,
        [
            "plan/acteurs.toml",
            "plan/fiches/a/latin.toml",
            "plan/fiches/action.toml",
            "plan/fiches/b/vide.toml",
            "plan/fiches/c/cle.toml",
            "plan/perdu.toml",
        ]
    );
    for args in REPORTS {
        let run = ask(&scratch, args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}");
        for file in &files {
            assert!(run.err.contains(file), "{args:?} {file}: {}", run.err);
        }
    }
}

#[test]
fn five_thousand_small_fiches_take_a_few_seconds() {
    let scratch = Scratch::new();
    for number in 0..5000 {
        let fiche = format!(
            "numero = \"{number}\"\ntitre = \"Action {number}\"\nobjectif = \"1\"\n\n[calendrier.debut]\nquand = \"2017\"\n"
        );
        scratch.write(&format!("fiches/{}/a-{number}.toml", number % 20), fiche);
    }
    for (args, expected) in [
        (&["check"][..], "5000fiches"),
        (&["list"], "a-4999"),
        (&["bilan", "2017"], "sur5000attendus"),
    ] {
        let run = ask(&scratch, args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        let said: Vec<&str> = run.out.split_whitespace().collect();
        assert!(said.concat().contains(expected), "{args:?}");
    }
}

// What is no plain file

/// Checks that an entry of a plan is refused without being followed or opened.
#[cfg(unix)]
fn assert_special(scratch: &Scratch, file: &str) {
    let found = fault(scratch, file);
    assert_eq!(found.rule, "fichier-special", "{found:?}");
    assert_eq!(found.file, format!("plan/{file}"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_link_below_the_plan_is_never_followed() {
    use std::os::unix::fs::symlink;
    for target in [
        "../../dehors.toml",
        "/dev/zero",
        "/nulle/part",
        "action.toml",
        "autre.toml",
    ] {
        let scratch = with_fiche(FICHE);
        fs::write(
            scratch.folder.path().join("dehors.toml"),
            "titre = \"Secret\"\n",
        )
        .unwrap();
        symlink(target, scratch.path("fiches/autre.toml")).unwrap();
        assert_special(&scratch, "fiches/autre.toml");
        let (_, fiches, _) = check(&scratch);
        assert_eq!(fiches, 1, "{target}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_never_followed() {
    use std::os::unix::fs::symlink;
    let scratch = with_fiche(FICHE);
    fs::rename(scratch.path("fiches"), scratch.folder.path().join("vraies")).unwrap();
    symlink("../vraies", scratch.path("fiches")).unwrap();
    assert_special(&scratch, "fiches");
    let (_, fiches, _) = check(&scratch);
    assert_eq!(fiches, 0);
}

#[cfg(unix)]
#[test]
fn links_that_turn_in_circles_are_two_findings() {
    use std::os::unix::fs::symlink;
    let scratch = with_fiche(FICHE);
    symlink("b.toml", scratch.path("fiches/a.toml")).unwrap();
    symlink("a.toml", scratch.path("fiches/b.toml")).unwrap();
    let (found, _, code) = check(&scratch);
    assert_eq!((found.len(), code), (2, 1), "{found:?}");
    assert!(found.iter().all(|found| found.rule == "fichier-special"));
    let scratch = with_fiche(FICHE);
    symlink("..", scratch.path("fiches/boucle")).unwrap();
    assert_special(&scratch, "fiches/boucle");
}

#[cfg(unix)]
#[test]
fn the_plan_files_may_not_be_links_either() {
    use std::os::unix::fs::symlink;
    for file in ["strategie.toml", "acteurs.toml", "README.md"] {
        let scratch = with_fiche(FICHE);
        let outside = scratch.folder.path().join("dehors");
        if scratch.path(file).exists() {
            fs::rename(scratch.path(file), &outside).unwrap();
        }
        symlink(&outside, scratch.path(file)).unwrap();
        assert_special(&scratch, file);
    }
}

#[cfg(unix)]
#[test]
fn the_folder_that_the_user_names_may_be_a_link() {
    let scratch = with_fiche(FICHE);
    std::os::unix::fs::symlink("plan", scratch.folder.path().join("lien")).unwrap();
    let run = ask(&scratch, &["--plan", "lien", "check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert!(run.out.contains("1\u{a0}fiche"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_awaited() {
    for file in ["fiches/x.toml", "acteurs.toml", "strategie.toml", "tube"] {
        let scratch = with_fiche(FICHE);
        let _ = fs::remove_file(scratch.path(file));
        let made = Command::new("mkfifo").arg(scratch.path(file)).status();
        assert!(made.unwrap().success());
        assert_special(&scratch, file);
    }
}

#[cfg(unix)]
#[test]
#[cfg(unix)]
#[ignore = "needs root"]
fn a_device_is_never_opened() {
    for kind in [["c", "1", "5"], ["b", "7", "0"]] {
        let scratch = with_fiche(FICHE);
        let made = Command::new("mknod")
            .arg(scratch.path("fiches/x.toml"))
            .args(kind)
            .status()
            .unwrap();
        assert!(made.success(), "{kind:?}");
        assert_special(&scratch, "fiches/x.toml");
    }
}

#[test]
fn a_socket_is_never_opened() {
    let scratch = with_fiche(FICHE);
    let _socket = std::os::unix::net::UnixListener::bind(scratch.path("fiches/x.toml")).unwrap();
    assert_special(&scratch, "fiches/x.toml");
}

#[test]
fn a_folder_whose_name_ends_with_toml_hides_nothing() {
    let scratch = Scratch::new();
    scratch.write("fiches/x.toml/action.toml", FICHE);
    let (found, fiches, code) = check(&scratch);
    let named = found.iter().any(|found| found.file.contains("x.toml"));
    assert!(
        (fiches, code) == (1, 0) || (named && code == 1),
        "{found:?}"
    );
}

// What the system refuses

/// Returns the binary as a user whom permissions stop. They do not stop root, who lends the run to nobody.
#[cfg(unix)]
fn as_ordinary_user(scratch: &Scratch, args: &[&str]) -> Command {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = scratch.folder.path();
    let locked = folder.join("verrou");
    if !locked.exists() {
        fs::write(&locked, "").unwrap();
        lock(&locked);
    }
    if fs::read(&locked).is_err() {
        return command(folder, args);
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let binary = folder.join("stspd");
    if !binary.exists() {
        // Not copied by this process: a file open for writing here could not be run.
        let copied = Command::new("cp")
            .arg(env!("CARGO_BIN_EXE_stspd"))
            .arg(&binary)
            .status();
        assert!(copied.unwrap().success());
    }
    let mut command = Command::new(binary);
    command
        .args(args)
        .current_dir(folder)
        .env_clear()
        .uid(65534)
        .gid(65534);
    command
}

/// Takes all the permissions of a file or a folder away.
#[cfg(unix)]
fn lock(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

/// Gives the permissions of a folder back, so that it can be removed.
#[cfg(unix)]
fn unlock(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Checks what the commands say of a plan of which a part cannot be read.
#[cfg(unix)]
fn assert_unreadable(scratch: &Scratch, named: &str) {
    for args in [&["list"][..], &["show", "action"], &["bilan", "2017"]] {
        assert_not_run(
            &answer(&mut as_ordinary_user(scratch, args), PATIENCE),
            named,
        );
    }
    for args in [
        &["check"][..],
        &["check", "--format", "court"],
        &["check", "--format", "json"],
    ] {
        let run = answer(&mut as_ordinary_user(scratch, args), PATIENCE);
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{args:?}: {run:?}");
        assert!(run.err.starts_with("erreur : "), "{args:?}: {run:?}");
        assert!(run.err.contains(named), "{args:?}: {run:?}");
        assert!(!run.out.contains("aucune erreur"), "{args:?}: {run:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_fiche_that_may_not_be_read_is_named_and_nothing_is_claimed() {
    let scratch = with_fiche(FICHE);
    scratch.write("fiches/fermee.toml", FICHE);
    lock(&scratch.path("fiches/fermee.toml"));
    assert_unreadable(&scratch, "fermee.toml");
}

#[cfg(unix)]
#[test]
fn a_strategy_or_actors_that_may_not_be_read_are_named() {
    for file in ["strategie.toml", "acteurs.toml"] {
        let scratch = with_fiche(FICHE);
        lock(&scratch.path(file));
        assert_unreadable(&scratch, file);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_listed_is_named_and_nothing_is_claimed() {
    for folder in ["fiches/fermees", "fiches"] {
        let scratch = with_fiche(FICHE);
        scratch.write("fiches/fermees/autre.toml", FICHE);
        lock(&scratch.path(folder));
        assert_unreadable(&scratch, folder.rsplit('/').next().unwrap());
        unlock(&scratch.path(folder));
    }
}

#[cfg(unix)]
#[test]
fn a_plan_folder_that_may_not_be_entered_is_not_one_without_plan() {
    let scratch = with_fiche(FICHE);
    lock(&scratch.path(""));
    let run = answer(
        &mut as_ordinary_user(&scratch, &["--plan", "plan", "check"]),
        PATIENCE,
    );
    unlock(&scratch.path(""));
    assert_not_run(&run, "droit");
}

#[cfg(unix)]
#[test]
fn the_faults_of_the_other_files_are_shown_beside_what_cannot_be_read() {
    let scratch = with_fiche("titre = \"x\"\npilote = [\"Personne\"]\n");
    scratch.write("fiches/fermee.toml", FICHE);
    lock(&scratch.path("fiches/fermee.toml"));
    let run = answer(&mut as_ordinary_user(&scratch, &["check"]), PATIENCE);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.out.contains("--> plan/fiches/action.toml:2:1\n"),
        "{run:?}"
    );
    assert!(run.err.contains("fermee.toml"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn the_faults_of_the_other_files_are_shown_beside_a_folder_that_cannot_be_listed() {
    let scratch = with_fiche("titre = \"x\"\npilote = [\"Personne\"]\n");
    scratch.write("fiches/fermees/autre.toml", FICHE);
    lock(&scratch.path("fiches/fermees"));
    let run = answer(&mut as_ordinary_user(&scratch, &["check"]), PATIENCE);
    unlock(&scratch.path("fiches/fermees"));
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.out.contains("--> plan/fiches/action.toml:2:1\n"),
        "{run:?}"
    );
    assert!(run.err.contains("fermees"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn what_is_not_of_the_plan_need_not_be_readable() {
    let scratch = with_fiche(FICHE);
    scratch.write("notes.md", "");
    lock(&scratch.path("notes.md"));
    let run = answer(&mut as_ordinary_user(&scratch, &["check"]), PATIENCE);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_fiche_too_deep_for_the_system_is_read_or_said_to_be_unread() {
    // Two chains of folders, each short enough to be named: together, from the plan, they are not. Root is stopped too.
    let scratch = Scratch::new();
    let chain = |count: usize| vec!["d".repeat(255); count].join("/");
    fs::create_dir_all(scratch.path(&format!("fiches/{}", chain(8)))).unwrap();
    let other = scratch.folder.path().join("autre");
    fs::create_dir_all(other.join(chain(6))).unwrap();
    let name = format!("{}.toml", "a".repeat(250));
    fs::write(other.join(chain(6)).join(name), FICHE).unwrap();
    fs::rename(other, scratch.path(&format!("fiches/{}/suite", chain(8)))).unwrap();
    let run = ask(&scratch, &["check"]);
    if run.out.contains("1\u{a0}fiche") {
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{run:?}");
        assert!(run.out.contains("[identifiant-invalide]"), "{run:?}");
    } else {
        assert_eq!((run.code, run.err.lines().count()), (2, 1), "{run:?}");
        assert!(run.err.starts_with("erreur : "), "{run:?}");
        assert!(!run.out.contains("aucune erreur"), "{run:?}");
        let list = ask(&scratch, &["list"]);
        assert_eq!((list.code, list.out.as_str()), (2, ""), "{list:?}");
    }
}

// How large, how deep

/// Returns a fiche of a given size, in bytes: its title, then a comment.
fn fiche_of(size: usize) -> String {
    let mut fiche = format!("{FICHE}# ");
    fiche.push_str(&"x".repeat(size - fiche.len() - 1));
    fiche.push('\n');
    assert_eq!(fiche.len(), size);
    fiche
}

#[test]
fn a_fiche_may_hold_one_mebibyte_and_no_more() {
    let (found, fiches, code) = check(&with_fiche(fiche_of(1024 * 1024)));
    assert_eq!((found.len(), fiches, code), (0, 1, 0), "{found:?}");
    for size in [1024 * 1024 + 1, 5_000_000] {
        let found = fault(&with_fiche(fiche_of(size)), &size.to_string());
        assert_eq!(found.rule, "fichier-trop-gros", "{found:?}");
        assert_eq!(found.file, "plan/fiches/action.toml", "{found:?}");
    }
    for file in ["strategie.toml", "acteurs.toml"] {
        let scratch = with_fiche(FICHE);
        scratch.write(file, "#".repeat(1024 * 1024 + 1));
        let found = fault(&scratch, file);
        assert_eq!(found.rule, "fichier-trop-gros", "{found:?}");
        assert_eq!(found.file, format!("plan/{file}"), "{found:?}");
    }
}

/// Checks that a bad fiche, however large, is answered before long and without a flood; returns what was found.
fn assert_bounded(case: &str, fiche: &str) -> Vec<Found> {
    assert!(fiche.len() <= 1024 * 1024, "{case}");
    let scratch = with_fiche(fiche);
    let (found, _, code) = check(&scratch);
    assert_eq!(code, 1, "{case}");
    assert!(!found.is_empty(), "{case}");
    let list = ask(&scratch, &["list"]);
    assert_eq!((list.code, list.out.as_str()), (1, ""), "{case}");
    let said = list.err.len();
    assert!(said <= MOST_SAID, "{case}: {said} bytes");
    found
}

#[test]
fn a_long_word_that_is_unknown_is_not_told_in_full() {
    let word = "a".repeat(900_000);
    let suivi = format!("{FICHE}[[suivi]]\ndate = 2017-01-01\netat = \"{word}\"\n");
    let found = assert_bounded("value", &suivi);
    assert_eq!(found[0].rule, "mot-inconnu", "{}", found[0].file);
}

#[test]
fn a_long_key_that_is_unknown_is_not_told_in_full() {
    let word = "a".repeat(900_000);
    assert_bounded("key", &format!("{FICHE}{word} = 1\n"));
}

#[test]
fn a_long_table_name_that_is_unknown_is_not_told_in_full() {
    let word = "a".repeat(900_000);
    assert_bounded("table", &format!("{FICHE}[{word}]\nx = 1\n"));
}

#[test]
fn a_long_actor_that_is_unknown_is_not_told_in_full() {
    let word = "a".repeat(900_000);
    let scratch = with_fiche(format!("{FICHE}pilotes = [\"{word}\"]\n"));
    let run = ask(&scratch, &["check"]);
    assert_eq!(run.code, 1);
    assert!(run.out.len() <= MOST_SAID, "{} bytes", run.out.len());
}

#[test]
fn a_long_text_that_is_not_closed_is_not_told_in_full() {
    let word = "a".repeat(900_000);
    let found = assert_bounded("one line", &format!("titre = \"{word}\n"));
    assert_eq!(found[0].line, 1);
    let found = assert_bounded("many lines", &format!("titre = \"\"\"{word}\n"));
    assert_eq!(found[0].line, 1);
}

#[test]
fn a_fiche_full_of_faults_is_answered_in_part() {
    let mut unknown = FICHE.to_owned();
    let mut unreadable = FICHE.to_owned();
    for number in 0..50_000 {
        unknown.push_str(&format!("cle-{number} = 1\n"));
        unreadable.push_str("titre : x\n");
    }
    let found = assert_bounded("unknown keys", &unknown);
    assert!(found.iter().any(|found| found.rule == "trop-de-fautes"));
    let found = assert_bounded("unreadable lines", &unreadable);
    assert!(found.iter().any(|found| found.rule == "trop-de-fautes"));
}

/// Returns what opens and what closes, so many times, around a number.
fn nested(depth: usize, (open, close): (&str, &str)) -> String {
    format!("{}1{}\n", open.repeat(depth), close.repeat(depth))
}

#[test]
fn eighty_levels_of_nesting_are_told_for_what_they_are() {
    for (case, value) in [
        ("arrays", nested(80, ("[", "]"))),
        ("inline tables", nested(80, ("{ a = ", " }"))),
    ] {
        let scratch = with_fiche(format!("{FICHE}numero = {value}"));
        let found = fault(&scratch, case);
        assert_eq!(found.line, 2, "{case}: {found:?}");
        let fitting = ["syntaxe", "type-inattendu", "cle-inconnue"];
        assert!(fitting.contains(&found.rule.as_str()), "{case}: {found:?}");
    }
}

#[test]
fn deep_arrays_and_tables_are_faults_and_not_crashes() {
    for depth in [80, 5_000] {
        for (case, fiche) in [
            ("array", format!("numero = {}", nested(depth, ("[", "]")))),
            (
                "inline table",
                format!("numero = {}", nested(depth, ("{a=", "}"))),
            ),
            ("open array", format!("numero = {}\n", "[".repeat(depth))),
            ("dotted key", format!("a{} = 1\n", ".a".repeat(depth))),
            ("header", format!("[a{}]\n", ".a".repeat(depth))),
            ("headers", format!("[[a{}]]\n", ".a".repeat(depth))),
            (
                "free text",
                format!("[autres]\nx = {}", nested(depth, ("[", "]"))),
            ),
        ] {
            assert_bounded(&format!("{case} {depth}"), &format!("{FICHE}{fiche}"));
        }
    }
}

#[test]
fn a_mebibyte_of_open_brackets_is_answered_at_once() {
    for open in ["[", "{a=", "\"\"\"", "a."] {
        let fiche = format!("{FICHE}numero = {}\n", open.repeat(1_000_000 / open.len()));
        assert_bounded(open, &fiche);
    }
}

// Which bytes

/// Returns a text in UTF-16, with its byte order mark when it is asked for.
fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

#[test]
fn text_that_is_no_utf8_is_one_fault_at_its_place() {
    let fiche = "titre = \"Prévenir\"\n";
    let cases: [(&str, Vec<u8>, (u64, u64)); 6] = [
        ("UTF-16 LE", utf16(fiche, true, u16::to_le_bytes), (1, 1)),
        ("UTF-16 BE", utf16(fiche, true, u16::to_be_bytes), (1, 1)),
        (
            "Latin-1",
            b"# \xc3\xa9\ntitre = \"Pr\xe9venir\"\n".to_vec(),
            (2, 12),
        ),
        (
            "Latin-1 after accents",
            b"# \xc3\xa9\xe9\n".to_vec(),
            (1, 4),
        ),
        (
            "truncated UTF-8",
            b"titre = \"Pr\xc3\xa9v\"\n# caf\xc3".to_vec(),
            (2, 6),
        ),
        ("surrogate", b"titre = \"\xed\xa0\x80\"\n".to_vec(), (1, 10)),
    ];
    for (case, bytes, place) in cases {
        let found = fault(&with_fiche(bytes), case);
        assert_eq!(found.rule, "encodage", "{case}: {found:?}");
        assert_eq!((found.line, found.column), place, "{case}: {found:?}");
    }
    for file in ["strategie.toml", "acteurs.toml"] {
        let scratch = with_fiche("titre = \"x\"\npilotes = [\"Ville de Bourg-Exemple\"]\n");
        let content = fs::read_to_string(scratch.path(file)).unwrap();
        scratch.write(file, utf16(&content, true, u16::to_le_bytes));
        let found = fault(&scratch, file);
        assert_eq!(found.rule, "encodage", "{found:?}");
        assert_eq!(found.file, format!("plan/{file}"), "{found:?}");
    }
}

#[test]
fn bytes_that_no_text_holds_are_one_fault() {
    for (case, bytes, line) in [
        (
            "UTF-16 LE without mark",
            utf16(FICHE, false, u16::to_le_bytes),
            1,
        ),
        (
            "UTF-16 BE without mark",
            utf16(FICHE, false, u16::to_be_bytes),
            1,
        ),
        ("a NUL in a comment", b"titre = \"x\"\n# a\0b\n".to_vec(), 2),
        ("a NUL in a text", b"titre = \"a\0b\"\n".to_vec(), 1),
        ("a NUL at the end", b"titre = \"x\"\n\0".to_vec(), 2),
        ("only NULs", vec![0; 4096], 1),
        ("an escape", b"titre = \"\x1b[31mx\"\n".to_vec(), 1),
    ] {
        let found = fault(&with_fiche(bytes), case);
        let fitting = ["encodage", "syntaxe"];
        assert!(fitting.contains(&found.rule.as_str()), "{case}: {found:?}");
        assert_eq!(found.line, line, "{case}: {found:?}");
    }
}

#[test]
fn marks_and_line_ends_move_no_position() {
    let fiche =
        "inconnue = 1\ntitre = \"Prévenir\"\n\n[[suivi]]\ndate = 2017-01-01\netat = \"flou\"\n";
    let windows = fiche.replace('\n', "\r\n");
    for (case, text) in [
        ("plain", fiche.to_owned()),
        ("mark", format!("\u{feff}{fiche}")),
        ("CRLF", windows.clone()),
        ("mark and CRLF", format!("\u{feff}{windows}")),
        ("no last line end", fiche.trim_end().to_owned()),
    ] {
        let (found, _, code) = check(&with_fiche(text));
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.rule.as_str(), found.line, found.column))
            .collect();
        assert_eq!(code, 1, "{case}");
        assert_eq!(
            found,
            [("cle-inconnue", 1, 1), ("mot-inconnu", 6, 8)],
            "{case}"
        );
    }
}

#[test]
fn marks_and_windows_line_ends_are_accepted() {
    for text in [
        format!("\u{feff}{FICHE}"),
        FICHE.replace('\n', "\r\n"),
        "titre = \"Une action (fictive)\"".to_owned(),
    ] {
        let scratch = with_fiche(&text);
        let (found, fiches, code) = check(&scratch);
        assert_eq!(
            (found.len(), fiches, code),
            (0, 1, 0),
            "{text:?}: {found:?}"
        );
        let list = ask(&scratch, &["list"]);
        assert!(list.out.contains("Une action (fictive)"), "{list:?}");
    }
}

#[test]
fn lines_that_end_with_a_lone_carriage_return_are_one_fault_that_fits() {
    for text in [
        "titre = \"x\"\rnumero = \"1\"\r",
        "titre = \"x\"\r[[suivi]]\rdate = 2017-01-01\r",
        "# une note\rtitre = \"x\"\r",
        "titre = \"x\"\n# une\rnote\n",
    ] {
        let found = fault(&with_fiche(text), text);
        let fitting = ["encodage", "syntaxe"];
        assert!(
            fitting.contains(&found.rule.as_str()),
            "{text:?}: {found:?}"
        );
    }
}

#[test]
fn a_fiche_without_anything_lacks_its_title() {
    for text in ["", "\n", "# rien\n", "\u{feff}", "\r\n\r\n"] {
        let found = fault(&with_fiche(text), text);
        assert_eq!(found.rule, "cle-manquante", "{text:?}: {found:?}");
        assert!(found.message.contains("titre"), "{text:?}: {found:?}");
    }
}

#[test]
fn a_conflict_left_by_git_is_found() {
    let text = format!("{FICHE}<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> autre\n");
    let (found, _, code) = check(&with_fiche(&text));
    assert_eq!(code, 1);
    assert_eq!(found[0].line, 2, "{found:?}");
}

#[test]
fn nothing_that_a_file_holds_commands_the_screen() {
    // As TOML allows them in a text.
    let hostile = "X\u{9b}2J\u{202e}\u{200b}\u{2066}";
    let shown = "X\\u{9b}2J\\u{202e}\\u{200b}\\u{2066}";
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", format!(
        "titre = \"A {hostile}\"\ncommune = \"C {hostile}\"\npilotes = [\"P {hostile}\"]\n\
         source = \"S {hostile}\"\nmise_en_oeuvre = \"\"\"M {hostile}\"\"\"\n\n[calendrier.debut]\nquand = \"2017\"\nquoi = \"Q {hostile}\"\n\n\
         [indicateurs.i]\nnom = \"N {hostile}\"\nvaleurs.2017 = 1\n\n[[suivi]]\ndate = 2017-01-01\nnote = \"T {hostile}\"\n\n\
         [bilan.2017]\nrealisations = \"R {hostile}\"\n\n[autres]\n\"K {hostile}\" = \"V {hostile}\"\n"
    ));
    // Each run is held to plain text by `answer`.
    for args in [
        &["list"][..],
        &["show", "action"],
        &["bilan", "2017", "--interne"],
        &["list", "--pilote", "absent"],
    ] {
        let run = ask(&scratch, args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
    }
    let show = ask(&scratch, &["show", "action"]);
    for letter in ["A", "C", "P", "S", "M", "R", "K", "V"] {
        let words = format!("{letter} {shown}");
        assert!(show.out.contains(&words), "{words}: {show:?}");
    }
    let check = ask(&scratch, &["check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains(&format!("P {shown}")), "{check:?}");
}

#[test]
fn nothing_in_a_fault_commands_the_screen() {
    let hostile = "\\u001b[31mX\\u009b2J\\u007f\\u202e\\u200b\\u0007";
    for faulty in [
        format!("source = \"S {hostile}\"\npilotes = [\"Personne\"]\n"),
        format!("\"K {hostile}\" = 1\n"),
        format!("[\"K {hostile}\"]\nx = 1\n"),
        format!("[[suivi]]\ndate = 2017-01-01\netat = \"E {hostile}\"\n"),
        format!("periode = \"{hostile}\"\n"),
        "objectif = \"O\u{9b}2J\u{202e}\"\n".to_owned(),
        "pilote\u{202e}s = 1\n".to_owned(),
        "numero = \u{9b}2J\n".to_owned(),
        "numero = \u{1b}[31m\n".to_owned(),
    ] {
        let scratch = with_fiche(format!("{FICHE}{faulty}"));
        for args in [&["check"][..], &["check", "--format", "court"]] {
            let run = ask(&scratch, args);
            assert_eq!(run.code, 1, "{faulty:?}: {run:?}");
            assert!(run.out.contains("plan/fiches/action.toml:"), "{faulty:?}");
        }
        ask(&scratch, &["list"]);
    }
}

// Which names

#[test]
fn what_is_not_of_the_plan_is_passed_over() {
    let scratch = with_fiche(FICHE);
    let no_text = [0xFF, 0xFE, 0x00];
    for file in [
        "README.md",
        "fiches/README.md",
        "fiches/notes.txt",
        "fiches/photo.jpg",
        "fiches/.cachee.toml",
        ".git/config.toml",
        ".strategie.toml.swp",
        "fiches/.cache/x.toml",
    ] {
        scratch.write(file, no_text);
    }
    fs::create_dir_all(scratch.path("fiches/vide")).unwrap();
    let (found, fiches, code) = check(&scratch);
    assert_eq!((found.len(), fiches, code), (0, 1, 0), "{found:?}");
}

#[test]
fn a_toml_file_that_nobody_would_read_is_a_finding() {
    for file in [
        "x.toml",
        "fiches.toml",
        "fiches/x.toml.txt",
        "fiches/X.TOML",
        "fiches/x.toml.bak",
        "autre/x.toml",
        "bilans/x.toml",
        "bilans/17.toml",
        "bilans/2017/2017.toml",
        "Strategie.toml",
    ] {
        let scratch = with_fiche(FICHE);
        scratch.write(file, FICHE);
        let found = fault(&scratch, file);
        assert_eq!(found.rule, "fichier-egare", "{found:?}");
        assert_eq!(found.file, format!("plan/{file}"), "{found:?}");
    }
}

#[test]
fn a_name_that_is_no_identifier_is_a_finding() {
    let long = "a".repeat(65);
    for name in [
        "Action", "action_4", "action 4", "-a", "a-", "a--b", "a.b", "é", "e\u{301}", "ａ", "con",
        "nul", "com1", &long,
    ] {
        let scratch = Scratch::new();
        scratch.write(&format!("fiches/{name}.toml"), FICHE);
        let (found, _, code) = check(&scratch);
        assert_eq!((found.len(), code), (1, 1), "{name}: {found:?}");
        assert_eq!(found[0].rule, "identifiant-invalide", "{name}: {found:?}");
    }
    let scratch = Scratch::new();
    scratch.write(&format!("fiches/{}.toml", &long[1..]), FICHE);
    let (found, fiches, code) = check(&scratch);
    assert_eq!((found.len(), fiches, code), (0, 1, 0), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_file_name_commands_no_screen_and_forges_no_line() {
    for name in [
        "a\u{1b}[31m",
        "a\nplan/fiches/b.toml:1:1: erreur[faux]: faux",
        "a\rb",
        "a\u{202e}b",
        "::error::a",
        "a\tb",
    ] {
        let scratch = Scratch::new();
        scratch.write(&format!("fiches/{name}.toml"), FICHE);
        let found = fault(&scratch, name);
        assert_eq!(found.rule, "identifiant-invalide", "{found:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_no_utf8_is_a_finding() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scratch = with_fiche(FICHE);
    fs::write(
        scratch
            .path("fiches")
            .join(OsStr::from_bytes(b"caf\xe9.toml")),
        FICHE,
    )
    .unwrap();
    let found = fault(&scratch, "a file");
    assert_eq!(found.rule, "identifiant-invalide", "{found:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_name_that_is_no_utf8_hides_nothing() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scratch = with_fiche(FICHE);
    let folder = scratch.path("fiches").join(OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("autre.toml"), FICHE).unwrap();
    let (found, fiches, code) = check(&scratch);
    let named = found.iter().any(|found| found.file.contains("caf"));
    assert!(
        (fiches, code) == (2, 0) || (named && code == 1),
        "{fiches} fiches, exit {code}: {found:?}"
    );
}

#[test]
fn one_identifier_in_two_folders_is_one_finding_that_names_both() {
    let scratch = with_fiche(FICHE);
    scratch.write("fiches/a/action.toml", FICHE);
    let found = fault(&scratch, "two folders");
    assert_eq!(found.rule, "identifiant-double", "{found:?}");
    let said = format!("{} {}", found.file, found.message);
    for file in ["plan/fiches/a/action.toml", "plan/fiches/action.toml"] {
        assert!(said.contains(file), "{found:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn identifiers_that_some_systems_take_for_the_same_are_one_finding() {
    for (one, other) in [("action", "Action"), ("\u{e9}t\u{e9}", "e\u{301}te\u{301}")] {
        let scratch = Scratch::new();
        scratch.write(&format!("fiches/{one}.toml"), FICHE);
        scratch.write(&format!("fiches/{other}.toml"), FICHE);
        let (found, _, code) = check(&scratch);
        assert_eq!(code, 1);
        let double: Vec<&Found> = found
            .iter()
            .filter(|found| found.rule == "identifiant-double")
            .collect();
        assert_eq!(double.len(), 1, "{one}: {found:?}");
        let said = format!("{} {}", double[0].file, double[0].message);
        for name in [one, other] {
            assert!(
                said.contains(&format!("plan/fiches/{name}.toml")),
                "{one}: {said}"
            );
        }
    }
}

#[test]
fn a_tab_beside_a_doubled_backslash_is_no_lone_backslash() {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", "titre = \"partage\tS:\\\\nouveau\"\n");
    let (found, _, code) = check(&scratch);
    assert_eq!(code, 0, "{found:?}");
}
