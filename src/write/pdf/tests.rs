//! What is done of browsers that do not print.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// Makes a browser of a script, in a folder. Another program writes it: one that is still open in a process that this one starts
/// meanwhile, for another test, could not be run.
fn browser(folder: &Path, script: &str) -> Browser {
    let program = folder.join("browser");
    let text = folder.join("script");
    fs::write(&text, format!("#!/bin/sh\n{script}\n")).unwrap();
    let mut install = Command::new("install");
    let status = install
        .args(["-m", "755"])
        .arg(&text)
        .arg(&program)
        .status();
    assert!(status.unwrap().success());
    Browser { program }
}

/// Returns whether a process is there, and is not the rest of one that has ended.
fn is_there(process: &str) -> bool {
    let mut ps = Command::new("ps");
    let output = ps
        .args(["-o", "stat=", "-p", process.trim()])
        .output()
        .unwrap();
    let state = String::from_utf8(output.stdout).unwrap();
    !state.trim().is_empty() && !state.starts_with('Z')
}

#[test]
fn a_browser_that_hangs_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    let script = format!(
        "sleep 300 &\necho $! $PWD > {}\nwait\nsleep 300",
        note.display()
    );
    let start = Instant::now();
    let error = print_with(
        &browser(folder.path(), &script),
        b"",
        Duration::from_secs(1),
    )
    .unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(
        error
            .to_string()
            .contains("n'avait pas fini après 1 s, et a été arrêté"),
        "{error}"
    );
    let note = fs::read_to_string(note).unwrap();
    let (process, place) = note.trim().split_once(' ').unwrap();
    assert!(!is_there(process));
    assert!(
        place.contains("stspd-") && !Path::new(place).exists(),
        "{place}"
    );
}

#[test]
fn what_a_browser_leaves_behind_is_ended_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    let script = format!(
        "(while :; do echo x > $PWD/reste-$$; done) &\necho $! $PWD > {}\nexit 3",
        note.display()
    );
    let error =
        print_with(&browser(folder.path(), &script), b"", PATIENCE_WITH_BROWSER).unwrap_err();
    assert!(error.to_string().contains("(code de sortie 3)"), "{error}");
    let note = fs::read_to_string(note).unwrap();
    let (process, place) = note.trim().split_once(' ').unwrap();
    assert!(!is_there(process) && !Path::new(place).exists(), "{note}");
}

#[test]
fn the_page_is_for_its_owner_alone_and_nothing_is_said_to_the_browser() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note");
    let script = format!(
        "{{ stat -c %a .; cat page.html; cat; echo \"$@\"; }} > {}\nfor a; do case $a in --print-to-pdf=*) printf '%%PDF-1.4\\n%%%%EOF' > \"${{a#*=}}\";; esac; done",
        note.display()
    );
    let pdf = print_with(
        &browser(folder.path(), &script),
        b"<p>page\n",
        PATIENCE_WITH_BROWSER,
    )
    .unwrap();
    assert_eq!(pdf, b"%PDF-1.4\n%%EOF");
    let note = fs::read_to_string(note).unwrap();
    assert!(note.starts_with("700\n<p>page\n--headless "), "{note}");
    assert!(
        note.contains(" --user-data-dir=/") && note.contains(" file:///"),
        "{note}"
    );
    let is_root = rustix::process::geteuid().is_root();
    assert_eq!(note.contains("--no-sandbox"), is_root, "{note}");
}

#[test]
fn the_address_of_a_page_is_that_of_any_folder() {
    assert_eq!(
        address(Path::new("/tmp/é t/#1%?/page.html")),
        "file:///tmp/%C3%A9%20t/%231%25%3F/page.html"
    );
}

#[test]
fn words_without_end_are_not_kept() {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", "yes mot | head -c 3000000; echo fin"])
        .stdin(Stdio::null());
    let ran = run(&mut command, PATIENCE_WITH_BROWSER).unwrap();
    assert!(
        ran.words.ends_with("mot fin") && ran.words.len() < 1000,
        "{}",
        ran.words
    );
}
