//! Two people who write in one fiche at once: each is told the truth, and nothing that was said to be written is lost.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::thread;

use run::Scratch;

/// How many entries each of them adds.
const ROUNDS: usize = 100;

/// Has someone add entries, and returns those that were said to be written, and how many were refused.
fn write(scratch: &Scratch, name: &str) -> (Vec<String>, usize) {
    let (mut written, mut refused) = (Vec::new(), 0);
    for round in 0..ROUNDS {
        let note = format!("{name} {round}");
        let run = scratch.run(&["suivi", "action", "--date", "2018-03-14", "--note", &note]);
        match run.code {
            0 => written.push(note),
            1 => {
                let told = "« plan/fiches/action.toml » a été modifié entre-temps";
                assert!(run.err.contains(told), "{}", run.err);
                refused += 1;
            }
            code => panic!("{code}: {}{}", run.out, run.err),
        }
    }
    (written, refused)
}

#[test]
fn of_two_people_at_once_none_loses_what_was_said_to_be_written() {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", "titre = \"Une action (fictive)\"\n");
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| write(&scratch, "un"));
        let second = write(&scratch, "deux");
        (first.join().unwrap(), second)
    });
    assert_eq!(first.0.len() + first.1, ROUNDS);
    assert_eq!(second.0.len() + second.1, ROUNDS);
    let fiche = fs::read_to_string(scratch.path("fiches/action.toml")).unwrap();
    let notes = fiche.lines().filter_map(|line| {
        let note = line.strip_prefix("note = \"")?;
        note.strip_suffix('"').map(str::to_owned)
    });
    let mut notes: Vec<String> = notes.collect();
    let mut said = [first.0, second.0].concat();
    notes.sort();
    said.sort();
    assert_eq!(notes, said);
    let names = fs::read_dir(scratch.path("fiches")).unwrap();
    assert_eq!(names.count(), 1, "nothing is left beside the fiche");
    assert_eq!(scratch.run(&["check"]).code, 0);
}
