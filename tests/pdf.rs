//! A bilan as a PDF, with browsers that print, that do not, and without any.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use run::large::large;
use run::{Run, command, copy, in_path, read, root};
use serde_json::{Value, json};

/// A folder for a run: browsers, what is written, and what is temporary.
struct Desk {
    /// The folder.
    folder: tempfile::TempDir,
}

impl Desk {
    /// Sets a desk.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bin", "tmp"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        // Away from any repository, whose git would be missed where only our browsers are.
        copy(
            &root().join("tests/plans/fictif"),
            &folder.path().join("plan"),
        );
        Self { folder }
    }

    /// Returns a path on it.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a browser of a script.
    fn browser(&self, name: &str, script: &str) {
        self.program(name, &format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n"));
    }

    /// Makes a program. Another program writes it: one that is still open in a process that another test starts meanwhile could
    /// not be run.
    fn program(&self, name: &str, content: &str) {
        let (text, path) = (self.path("script"), self.path("bin").join(name));
        fs::write(&text, content).unwrap();
        let mut install = Command::new("install");
        let status = install.args(["-m", "755"]).arg(text).arg(path).status();
        assert!(status.unwrap().success());
    }

    /// Returns the program, on the fictitious plan, where there are no other browsers than ours.
    fn command(&self, args: &[&str]) -> Command {
        let plan = self.path("plan");
        let mut command = command(self.folder.path(), &["--plan", plan.to_str().unwrap()]);
        let path = self.path("bin");
        command
            .args(args)
            .env("PATH", path)
            .env("TMPDIR", self.path("tmp"));
        command
    }

    /// Writes a bilan in a file.
    fn run(&self) -> Run {
        self.ended(&mut self.command(&["bilan", "2018", "-o", "bilan.pdf"]))
    }

    /// Runs to the end; nothing temporary is left.
    fn ended(&self, command: &mut Command) -> Run {
        let output = command.output().unwrap();
        assert_eq!(fs::read_dir(self.path("tmp")).unwrap().count(), 0);
        read(output)
    }

    /// Checks that a run fails in some words, and leaves an older file as it was.
    fn fails(&self, words: &[&str]) {
        let file = self.path("bilan.pdf");
        for before in [None, Some("ancien")] {
            if let Some(before) = before {
                fs::write(&file, before).unwrap();
            }
            let run = self.run();
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
            for word in words {
                assert!(run.err.contains(word), "{word}: {}", run.err);
            }
            assert_eq!(run.err.lines().count(), 1, "{}", run.err);
            assert_eq!(fs::read_to_string(&file).ok().as_deref(), before);
        }
        fs::remove_file(file).unwrap();
    }
}

/// A script that finds where a PDF is asked for.
const TARGET: &str = "for a; do case $a in --print-to-pdf=*) t=${a#*=};; esac; done";

#[test]
fn without_a_browser_the_way_out_is_said() {
    let desk = Desk::new();
    desk.fails(&[
        "erreur : aucun navigateur",
        "Chromium",
        "Edge",
        "STSPD_NAVIGATEUR",
        "-o NOM.html",
    ]);
    let run = desk.ended(&mut desk.command(&["bilan", "2018", "--format", "pdf"]));
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}

#[test]
fn a_browser_that_does_not_print_is_told_by_its_words() {
    let desk = Desk::new();
    for (script, words) in [
        (
            "echo \"un\x1b[31m mot\"; echo '::error::deux' >&2; exit 7",
            &["(code de sortie 7)", "un\\u{1b}[31m mot", "bin/chromium »"][..],
        ),
        ("exit 0", &["(aucun fichier écrit)"]),
        ("kill -9 $$", &["(arrêté par le signal 9)"]),
        (
            &format!("{TARGET}; echo bonjour > $t"),
            &["(le fichier écrit n'est pas un PDF)"],
        ),
        (
            &format!("{TARGET}; printf '%%PDF-1.4\\n' > $t"),
            &["(le PDF écrit est coupé)"],
        ),
        (
            &format!(
                "{TARGET}; printf '%%PDF-1.4\\n/Title (file:///tmp/page.html)\\n%%%%EOF\\n' > $t"
            ),
            &["(il n'a pas pu ouvrir la page)"],
        ),
        (
            &format!("{TARGET}; printf '%%PDF-1.4\\n%%%%EOF\\n' > $t; exit 1"),
            &["(code de sortie 1)"],
        ),
    ] {
        desk.browser("chromium", script);
        desk.fails(words);
    }
    desk.program("chromium", "ceci n'est pas un programme");
    desk.fails(&["ne peut pas être lancé"]);
}

#[test]
fn the_first_browser_prints_unless_another_is_named() {
    let desk = Desk::new();
    let says = |word: &str| format!("{TARGET}; printf '%%PDF-1.4\\n{word}\\n%%%%EOF\\n' > $t");
    let printed = |named: Option<&str>| {
        let mut command = desk.command(&["bilan", "2018", "-o", "bilan.pdf"]);
        if let Some(named) = named {
            command.env("STSPD_NAVIGATEUR", named);
        }
        let run = desk.ended(&mut command);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        fs::read_to_string(desk.path("bilan.pdf")).unwrap()
    };
    desk.browser("autre", &says("autre"));
    for name in ["microsoft-edge", "google-chrome", "chromium"] {
        desk.browser(name, &says(name));
        assert!(printed(Some("")).contains(name));
    }
    assert!(printed(None).contains("chromium"));
    assert!(printed(Some("autre")).contains("autre"));
    assert!(printed(Some("bin/autre")).contains("autre"));
    assert!(printed(Some(desk.path("bin/autre").to_str().unwrap())).contains("autre"));
    for wrong in ["absent", "bin/absent", "/dev/null", "bin"] {
        let mut command = desk.command(&["bilan", "2018", "-o", "x.pdf"]);
        let run = desk.ended(command.env("STSPD_NAVIGATEUR", wrong));
        assert_eq!(run.code, 2);
        assert!(
            run.err.contains(&format!(
                "STSPD_NAVIGATEUR ne nomme aucun programme : « {wrong} »"
            )),
            "{}",
            run.err
        );
        assert!(!desk.path("x.pdf").exists());
    }
}

#[test]
fn a_pdf_goes_to_a_pipe_but_to_no_file_of_a_plan() {
    let desk = Desk::new();
    desk.browser(
        "chromium",
        &format!("{TARGET}; printf '%%PDF-1.4\\n%%%%EOF\\n' > $t"),
    );
    let run = desk.ended(&mut desk.command(&["bilan", "2018", "--format", "pdf"]));
    assert_eq!((run.code, run.out.as_str()), (0, "%PDF-1.4\n%%EOF\n"));
    let inside = desk.path("plan/bilan.pdf");
    let run = desk.ended(&mut desk.command(&["bilan", "2018", "-o", inside.to_str().unwrap()]));
    assert_eq!(run.code, 2);
    assert!(!inside.exists());
}

#[test]
fn a_browser_packed_by_ubuntu_prints_in_the_folder_that_it_shares() {
    let desk = Desk::new();
    let script = format!("{TARGET}; printf '%%PDF-1.4\\n%s\\n%%%%EOF\\n' $PWD > $t");
    desk.browser("snap", &script);
    std::os::unix::fs::symlink("snap", desk.path("bin/chromium")).unwrap();
    let printed = || {
        let mut command = desk.command(&["bilan", "2018", "--format", "pdf"]);
        let run = desk.ended(command.env("HOME", desk.path("home")));
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    assert!(printed().contains("/tmp/stspd-"));
    let shared = desk.path("home/snap/chromium/common");
    fs::create_dir_all(&shared).unwrap();
    assert!(printed().contains("/home/snap/chromium/common/stspd-"));
    assert_eq!(fs::read_dir(shared).unwrap().count(), 0);
}

#[test]
fn an_interruption_ends_the_browser_and_removes_what_is_temporary() {
    let desk = Desk::new();
    let note = desk.path("note");
    desk.browser(
        "chromium",
        &format!("sleep 300 &\necho $! > {}\nwait", note.display()),
    );
    for (name, number) in [("HUP", 1), ("INT", 2), ("QUIT", 3), ("TERM", 15)] {
        let mut command = desk.command(&["bilan", "2018", "-o", "bilan.pdf"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let start = Instant::now();
        let browser = loop {
            match fs::read_to_string(&note) {
                Ok(process) if process.ends_with('\n') => break process,
                _ => assert!(start.elapsed() < Duration::from_secs(20)),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        let kill = |signal: &str, process: &str| {
            let mut kill = Command::new("kill");
            kill.args([signal, process.trim()])
                .stderr(Stdio::null())
                .status()
                .unwrap()
                .success()
        };
        assert!(kill(&format!("-{name}"), &child.id().to_string()));
        let status = child.wait().unwrap();
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(number)
        );
        assert_eq!(fs::read_dir(desk.path("tmp")).unwrap().count(), 0);
        let mut ps = Command::new("ps");
        let state = ps
            .args(["-o", "stat=", "-p", browser.trim()])
            .output()
            .unwrap()
            .stdout;
        assert!(state.is_empty() || state.starts_with(b"Z"));
        assert!(!desk.path("bilan.pdf").exists());
        fs::remove_file(&note).unwrap();
    }
}

/// Runs the program with the browser of this machine, which writes nothing in the folders of its user.
fn printed(plan: &Path, args: &[&str], target: &Path) {
    let desk = Desk::new();
    let mut command = command(&root(), &["--plan", plan.to_str().unwrap()]);
    command.args(args).arg("-o").arg(target);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let run = desk.ended(
        command
            .env("HOME", desk.path("bin"))
            .env("TMPDIR", desk.path("tmp")),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let left = Command::new("find")
        .arg(desk.path("bin"))
        .args(["-type", "f"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(left.stdout).unwrap(), "");
}

/// Returns what pypdf reads in a PDF.
fn read_back(pdf: &Path) -> Value {
    let mut python = Command::new("python3");
    python.arg(root().join("tests/readers/pdf.py")).arg(pdf);
    let run = read(python.output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).unwrap()
}

/// Returns a text without its spaces, which a PDF does not keep.
fn tight(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns the headings of a page, whose texts are plain.
fn headings(plan: &Path, args: &[&str]) -> Vec<String> {
    let mut command = command(&root(), &["--plan", plan.to_str().unwrap()]);
    let page = read(
        command
            .args(args)
            .args(["--format", "html"])
            .output()
            .unwrap(),
    )
    .out;
    let mut headings = Vec::new();
    for piece in page.split("<h").skip(1) {
        let Some((level, rest)) = piece.split_once('>') else {
            continue;
        };
        let level = level.split(' ').next().unwrap_or_default();
        if level.len() == 1 && level != "r" {
            let text = rest.split_once("</h").unwrap().0;
            headings.push(
                text.replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"),
            );
        }
    }
    headings
}

#[test]
#[ignore = "needs a browser and pypdf"]
fn a_bilan_is_a_tagged_pdf_with_its_outline_and_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    let large = large(60);
    for (plan, year, day, text) in [
        (
            root().join("plan"),
            "2017",
            "31/12/2017",
            "lieux d'accueil des TIG",
        ),
        (
            root().join("tests/plans/fictif"),
            "2018",
            "31/12/2018",
            "Dix-huit mesures accueillies.",
        ),
        (
            root().join("tests/plans/autre-commune"),
            "2005",
            "31/12/2005",
            "2005",
        ),
        (
            large.path(""),
            "2018",
            "31/12/2018",
            "interdépartementalisation",
        ),
    ] {
        let (pdf, again) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        printed(&plan, &["bilan", year], &pdf);
        let found = read_back(&pdf);
        let is = |name: &str, expected: Value| assert_eq!(found[name], expected, "{name}");
        is("tagged", json!(true));
        is("lang", json!("fr"));
        is("a4", json!(true));
        is("acts", json!([]));
        let iso = format!("{}{}{}", &day[6..], &day[3..5], &day[..2]);
        is("date", json!(format!("D:{iso}000000+00'00'")));
        let headings = headings(&plan, &["bilan", year]);
        is("title", json!(headings[0]));
        let outline = found["outline"].as_array().unwrap().iter();
        let outline: Vec<String> = outline
            .map(|entry| tight(entry.as_str().unwrap()))
            .collect();
        assert_eq!(
            outline,
            headings.iter().map(|text| tight(text)).collect::<Vec<_>>()
        );
        let pages = found["pages"].as_array().unwrap();
        for (rank, page) in pages.iter().enumerate() {
            let page = tight(page.as_str().unwrap());
            let foot = tight(&format!("{} · arrêté au {day}", headings[0]));
            assert!(page.contains(&foot), "{foot}: {page}");
            assert!(
                page.contains(&tight(&format!("page {} / {}", rank + 1, pages.len()))),
                "{page}"
            );
        }
        let whole: String = pages
            .iter()
            .map(|page| tight(page.as_str().unwrap()))
            .collect();
        assert!(whole.contains(&tight(text)), "{text}");
        printed(&plan, &["bilan", year], &again);
        assert_eq!(fs::read(&pdf).unwrap(), fs::read(&again).unwrap());
    }
}

#[test]
#[ignore = "needs a browser and pypdf"]
fn the_heads_of_a_table_are_on_each_of_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("a.pdf");
    printed(&large(120).path(""), &["list"], &pdf);
    let found = read_back(&pdf);
    let pages = found["pages"].as_array().unwrap();
    assert!(pages.len() > 3, "{}", pages.len());
    for page in pages {
        assert!(page.as_str().unwrap().contains("Pilotes"), "{page}");
    }
}

#[test]
#[ignore = "needs a browser and pypdf"]
fn a_page_that_the_browser_cannot_open_is_no_pdf() {
    let desk = Desk::new();
    let browser = in_path("chromium").expect("chromium is there");
    desk.browser(
        "chromium",
        &format!("rm -f page.html\nexec {} \"$@\"", browser.display()),
    );
    desk.fails(&["(il n'a pas pu ouvrir la page)"]);
}
