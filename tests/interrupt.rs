//! Who presses Ctrl-C on a large plan waits no longer, whether it is read or written; and what stood there still stands.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../benches/plan/generator.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest")]
mod generator;
mod run;

use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use run::{command, stspd_in};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long the end may take, once it is asked for.
const AT_ONCE: Duration = Duration::from_millis(500);

/// The signals that ask for the end.
const SIGNALS: [Signal; 2] = [Signal::INT, Signal::TERM];

/// Makes a plan of so many fiches, in a folder called `plan`.
fn plan(fiches: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    generator::write(&folder.path().join("plan"), fiches).unwrap();
    folder
}

/// Starts a command in a folder.
fn start(folder: &Path, args: &[&str]) -> Child {
    let mut command = command(folder, args);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(Stdio::piped()).spawn().unwrap()
}

/// Asks a run for its end, which must come at once, and returns what it wrote after that, on both streams.
fn interrupt(mut child: Child, signal: Signal, case: &str) -> (Vec<u8>, String) {
    assert!(child.try_wait().unwrap().is_none(), "{case}: it was over");
    let asked = Instant::now();
    kill_process(Pid::from_child(&child), signal).unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(asked.elapsed() < Duration::from_secs(20), "{case}: no end");
        std::thread::sleep(Duration::from_millis(1));
    };
    let took = asked.elapsed();
    assert!(took < AT_ONCE, "{case}: {took:?}");
    assert_eq!(status.signal(), Some(signal.as_raw()), "{case}: {status}");
    let (mut out, mut err) = (Vec::new(), String::new());
    child.stdout.unwrap().read_to_end(&mut out).unwrap();
    child.stderr.unwrap().read_to_string(&mut err).unwrap();
    (out, err)
}

/// Returns the files below a folder, each with its text, in order.
fn texts(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read(&path).unwrap();
                texts.push((path, text));
            }
        }
    }
    texts.sort();
    texts
}

/// Interrupts the reading of a plan that takes far longer than a moment.
fn while_it_reads(folder: &Path, moment: Duration) {
    for signal in SIGNALS {
        for args in [
            &["check"][..],
            &["list"],
            &["bilan", "2018"],
            &["fmt", "--check"],
        ] {
            let child = start(folder, args);
            std::thread::sleep(moment);
            let case = format!("{args:?} {signal:?}");
            let (out, err) = interrupt(child, signal, &case);
            assert_eq!((out.len(), err.as_str()), (0, ""), "{case}");
        }
    }
}

/// Interrupts a long output: to a reader that stopped reading, and to a file.
fn while_it_writes(folder: &Path) {
    for signal in SIGNALS {
        for args in [
            &["list", "--format", "json"][..],
            &["bilan", "2018", "--format", "html"],
        ] {
            let mut child = start(folder, args);
            let mut first = [0; 1];
            child
                .stdout
                .as_mut()
                .unwrap()
                .read_exact(&mut first)
                .unwrap();
            let (_, err) = interrupt(child, signal, &format!("{args:?} {signal:?}"));
            assert_eq!(err, "");
        }
    }
}

/// Interrupts a command at moments that fall further and further in its work, until one falls after its end, and returns how
/// many fell before; each leaves the plan whole, and nothing beside it.
fn whenever(folder: &Path, args: &[&str], is_whole: &dyn Fn()) -> usize {
    let started = Instant::now();
    let usual = stspd_in(folder, args);
    assert_eq!(usual.code, 0, "{args:?}: {usual:?}");
    let took = started.elapsed();
    let mut interrupted = 0;
    for part in 1..8 {
        is_whole();
        let mut child = start(folder, args);
        std::thread::sleep(took * part / 8);
        if child.try_wait().unwrap().is_none() {
            interrupt(
                child,
                SIGNALS[part as usize % 2],
                &format!("{args:?} {part}"),
            );
            interrupted += 1;
        }
    }
    is_whole();
    interrupted
}

/// Interrupts what writes a file, and what writes a hundred: each is the old one or the new one.
fn while_files_are_written(folder: &Path) {
    let (old, output) = (b"ancien".as_slice(), folder.join("bilan.html"));
    let whole = || {
        let text = fs::read(&output).unwrap_or_else(|_| old.to_vec());
        assert!(
            text == old || text.ends_with(b"</html>\n"),
            "{} bytes",
            text.len()
        );
        let beside = fs::read_dir(folder).unwrap().count();
        assert!(beside <= 2, "{beside} files");
        fs::write(&output, old).unwrap();
    };
    whole();
    let args = ["bilan", "2018", "--output", "bilan.html"];
    assert!(whenever(folder, &args, &whole) > 3);
    fs::remove_file(&output).unwrap();

    let laid_out = texts(&folder.join("plan"));
    let untidy: Vec<_> = laid_out
        .iter()
        .map(|(path, text)| (path, [b"# reste\n\n\n\n".as_slice(), text].concat()))
        .collect();
    for (path, text) in &untidy {
        fs::write(path, text).unwrap();
    }
    assert_eq!(stspd_in(folder, &["fmt"]).code, 0);
    let tidy = texts(&folder.join("plan"));
    let whole = || {
        let now = texts(&folder.join("plan"));
        assert_eq!(now.len(), tidy.len(), "nothing is left beside them");
        for ((path, text), ((_, new), (_, old))) in now.iter().zip(tidy.iter().zip(&untidy)) {
            assert!(text == new || text == old, "{}", path.display());
        }
        for (path, text) in &untidy {
            fs::write(path, text).unwrap();
        }
    };
    whole();
    assert!(whenever(folder, &["fmt"], &whole) > 3);
}

#[test]
fn an_interrupt_stops_a_run_at_once() {
    let folder = plan(600);
    while_it_reads(folder.path(), Duration::from_millis(50));
    while_it_writes(folder.path());
}

#[test]
fn an_interrupt_leaves_each_file_whole() {
    while_files_are_written(plan(60).path());
}

/// What takes minutes.
mod long {
    use super::*;

    #[test]
    #[ignore = "needs minutes"]
    fn an_interrupt_stops_a_run_on_a_hundred_thousand_fiches_at_once() {
        let folder = plan(100_000);
        while_it_reads(folder.path(), Duration::from_secs(2));
        while_it_writes(folder.path());
    }
}
