//! What faults of the system leave of the files that are written: the old one or the new one, and nothing beside it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use run::{NO_REPOSITORY, Scratch, command, in_path};

/// What an older report says.
const OLD: &str = "ancien\n";

/// A fiche.
const FICHE: &str = "titre = \"Une action (fictive)\"\n";

/// A command that writes, in a folder of its own.
#[derive(Debug, Clone, Copy)]
struct Case {
    /// Its arguments.
    args: &'static [&'static str],
    /// The files that it writes, each with what it says before; nothing when it is new.
    files: &'static [(&'static str, Option<&'static str>)],
}

/// A fiche, one line longer.
const SUIVI: Case = Case {
    args: &[
        "suivi",
        "action",
        "--etat",
        "en-cours",
        "--date",
        "2018-03-14",
    ],
    files: &[("plan/fiches/action.toml", Some(FICHE))],
};

/// A report that takes the place of an older one.
const REPLACED: Case = Case {
    args: &["list", "--output", "x.csv"],
    files: &[("x.csv", Some(OLD))],
};

/// A report that is the first one.
const CREATED: Case = Case {
    args: &["list", "--output", "x.csv"],
    files: &[("x.csv", None)],
};

/// Two files, in a folder that is not there.
const TOGETHER: Case = Case {
    args: &["hook"],
    files: &[
        (".git/hooks/pre-commit", None),
        (".git/hooks/pre-merge-commit", None),
    ],
};

/// All of them.
const CASES: [Case; 4] = [SUIVI, REPLACED, CREATED, TOGETHER];

/// What the files of a case say.
type Texts = Vec<Option<String>>;

impl Case {
    /// Makes the folder in which the command runs, as it is before.
    fn prepare(&self) -> Scratch {
        let scratch = Scratch::new();
        scratch.write("fiches/action.toml", FICHE);
        if self.args == ["hook"] {
            let mut git = Command::new("git");
            git.args(["init", "--quiet", "--template="])
                .current_dir(scratch.folder.path());
            assert!(git.status().unwrap().success());
        }
        for (path, before) in self.files {
            if let Some(before) = before {
                fs::write(scratch.folder.path().join(path), before).unwrap();
            }
        }
        scratch
    }

    /// Returns what the files say before.
    fn before(&self) -> Texts {
        let texts = self.files.iter();
        texts.map(|(_, before)| before.map(str::to_owned)).collect()
    }

    /// Returns what the files say in a folder.
    fn texts(&self, folder: &Path) -> Texts {
        let texts = self.files.iter();
        texts
            .map(|(path, _)| fs::read_to_string(folder.join(path)).ok())
            .collect()
    }

    /// Returns what the files say after a run without fault.
    fn after(&self) -> Texts {
        let scratch = self.prepare();
        let mut run = self.command(scratch.folder.path());
        assert!(run.status().unwrap().success());
        self.texts(scratch.folder.path())
    }

    /// Returns the command, in a folder.
    fn command(&self, folder: &Path) -> Command {
        let mut run = command(folder, self.args);
        run.env("PATH", std::env::var_os("PATH").unwrap());
        run
    }
}

/// Returns the files that were left beside those that are written.
fn rests(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with(".stspd-") {
            found.push(entry.path());
        }
        if entry.file_type().unwrap().is_dir() {
            found.extend(rests(&entry.path()));
        }
    }
    found
}

#[test]
fn a_file_larger_than_the_user_may_have_is_an_error_that_is_said() {
    let scratch = REPLACED.prepare();
    for rank in 0..100 {
        let titre = "Une action (fictive) ".repeat(20);
        let fiche = format!("titre = \"{titre}\"\n");
        scratch.write(&format!("fiches/action-{rank}.toml"), fiche);
    }
    let mut limited = Command::new("/bin/sh");
    let script = "ulimit -f 8; exec \"$@\"";
    limited.args(["-c", script, "sh", env!("CARGO_BIN_EXE_stspd")]);
    let output = limited
        .args(REPLACED.args)
        .current_dir(scratch.folder.path())
        .output();
    let run = run::read(output.unwrap());
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "erreur : « x.csv » n'a pas pu être écrit : le fichier serait plus grand que le système ne le permet\n"
    );
    assert_eq!(REPLACED.texts(scratch.folder.path()), REPLACED.before());
    assert_eq!(rests(scratch.folder.path()), Vec::<PathBuf>::new());
}

/// Faults of system calls, which strace makes.
mod strace {
    use super::*;

    /// The calls that matter to a write, by all the names that they have on one machine or another.
    const CALLS: [&str; 24] = [
        "open",
        "openat",
        "read",
        "write",
        "fsync",
        "fdatasync",
        "fstat",
        "newfstatat",
        "statx",
        "lstat",
        "fcntl",
        "flock",
        "fchmod",
        "fchown",
        "mkdir",
        "mkdirat",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
        "getdents64",
    ];

    /// What a run under strace gave.
    struct Traced {
        /// What the program gave.
        output: Output,
        /// What strace saw.
        log: String,
    }

    /// Runs a case under strace.
    fn trace(case: &Case, folder: &Path, options: &[String]) -> Traced {
        let log = tempfile::NamedTempFile::new().unwrap();
        let strace = in_path("strace").expect("strace is installed");
        let mut traced = Command::new(strace);
        traced
            .args(["-f", "-qq", "-s", "4096", "-o"])
            .arg(log.path());
        traced.args(options).arg(env!("CARGO_BIN_EXE_stspd"));
        traced.args(case.args).current_dir(folder).env_clear();
        traced
            .env(NO_REPOSITORY.0, NO_REPOSITORY.1)
            .env("PATH", std::env::var_os("PATH").unwrap());
        let output = traced.output().unwrap();
        let log = String::from_utf8_lossy(&fs::read(log.path()).unwrap()).into_owned();
        assert!(
            !log.is_empty() || !options.is_empty(),
            "strace is not allowed: {output:?}"
        );
        Traced { output, log }
    }

    /// Returns the calls of a case that come once the program itself runs, each by its name and its rank among those of its
    /// name: the loader's own come before.
    fn calls(case: &Case) -> Vec<(&'static str, usize)> {
        let scratch = case.prepare();
        let traced = trace(case, scratch.folder.path(), &[]);
        let mut counts = [0; CALLS.len()];
        let (mut process, mut calls) = ("", Vec::new());
        let mut is_ours = false;
        for line in traced.log.lines() {
            let (number, call) = line.split_once(' ').unwrap();
            if process.is_empty() {
                process = number;
            }
            if number != process {
                continue;
            }
            let name = call.trim_start().split('(').next().unwrap();
            // Of a command that runs git, the write alone is looked at.
            is_ours |= match case.args {
                ["hook"] => call.contains("/proc/self/status"),
                _ => name == "getcwd",
            };
            if let Some(rank) = CALLS.iter().position(|known| *known == name) {
                counts[rank] += 1;
                // What is said once the file is there is the matter of other tests.
                let is_said = ["write(1,", "write(2,"]
                    .iter()
                    .any(|said| call.trim_start().starts_with(said));
                if is_ours && !is_said {
                    calls.push((CALLS[rank], counts[rank]));
                }
            }
        }
        assert!(calls.len() > 20, "{}", traced.log);
        calls
    }

    /// Runs a case at each of whose calls a fault is made in turn, and hands what came of it to a judge.
    fn at_each_call(case: &Case, fault: &str, judge: impl Fn(&str, &Traced, &Scratch)) {
        let (calls, mut made) = (calls(case), 0);
        for (name, rank) in &calls {
            let inject = format!("inject={name}:{fault}:when={rank}");
            let options = ["-e", &format!("trace={name}"), "-e", &inject].map(str::to_owned);
            let scratch = case.prepare();
            let traced = trace(case, scratch.folder.path(), &options);
            let what = format!("{:?} {inject}", case.args);
            let signs = match fault.strip_prefix("signal=") {
                Some(signal) => [format!("--- SIG{signal}"), format!("killed by SIG{signal}")],
                None => ["(INJECTED)".to_owned(), "(INJECTED)".to_owned()],
            };
            if signs.iter().any(|sign| traced.log.contains(sign)) {
                judge(&what, &traced, &scratch);
                made += 1;
            } else {
                // Of what another program answers, one run does not read as many pieces as the next.
                assert_eq!(traced.output.status.code(), Some(0), "{what}");
                assert_eq!(case.texts(scratch.folder.path()), case.after(), "{what}");
            }
        }
        assert!(
            made * 4 > calls.len() * 3,
            "{made} faults, {} calls",
            calls.len()
        );
    }

    /// Says what the program wrote to stderr.
    fn said(traced: &Traced) -> String {
        String::from_utf8(traced.output.stderr.clone()).unwrap()
    }

    #[test]
    #[ignore = "needs strace"]
    fn whatever_call_fails_each_file_is_the_old_one_or_the_new_one() {
        for case in CASES {
            let (before, after) = (case.before(), case.after());
            for fault in ["error=EIO", "error=ENOSPC"] {
                at_each_call(&case, fault, |what, traced, scratch| {
                    let said = said(traced);
                    let texts = case.texts(scratch.folder.path());
                    let code = traced.output.status.code();
                    match code {
                        Some(0) => assert_eq!(texts, after, "{what}"),
                        Some(2) if said.contains("confirmé") => assert_eq!(texts, after, "{what}"),
                        Some(1 | 2) => assert_eq!(texts, before, "{what}: {said}"),
                        _ => panic!("{what}: {:?} {said}", traced.output.status),
                    }
                    assert_eq!(
                        rests(scratch.folder.path()),
                        Vec::<PathBuf>::new(),
                        "{what}"
                    );
                });
            }
        }
    }

    #[test]
    #[ignore = "needs strace"]
    fn whenever_it_is_killed_each_file_is_the_old_one_or_the_new_one() {
        for case in CASES {
            let (before, after) = (case.before(), case.after());
            at_each_call(&case, "signal=KILL", |what, traced, scratch| {
                assert_eq!(traced.output.status.signal(), Some(9), "{what}");
                let texts = case.texts(scratch.folder.path());
                for (rank, text) in texts.iter().enumerate() {
                    assert!(
                        *text == before[rank] || *text == after[rank],
                        "{what}: {text:?}"
                    );
                }
                let check = scratch.run(&["check"]);
                assert_eq!(check.code, 0, "{what}: {}{}", check.out, check.err);
                // What it was told to do can be done after that.
                assert!(
                    case.command(scratch.folder.path())
                        .status()
                        .unwrap()
                        .success()
                );
            });
        }
    }

    #[test]
    #[ignore = "needs strace"]
    fn whenever_it_is_told_to_end_each_file_is_whole_and_nothing_is_left_beside_it() {
        for case in CASES {
            let (before, after) = (case.before(), case.after());
            for (signal, number) in [("HUP", 1), ("INT", 2), ("TERM", 15)] {
                let fault = format!("signal={signal}");
                at_each_call(&case, &fault, |what, traced, scratch| {
                    assert_eq!(traced.output.status.signal(), Some(number), "{what}");
                    let texts = case.texts(scratch.folder.path());
                    assert!(texts == before || texts == after, "{what}: {texts:?}");
                    assert_eq!(
                        rests(scratch.folder.path()),
                        Vec::<PathBuf>::new(),
                        "{what}"
                    );
                });
            }
        }
    }

    #[test]
    #[ignore = "needs strace"]
    fn a_call_that_is_interrupted_is_made_again() {
        // git is another's program.
        for case in [SUIVI, REPLACED, CREATED] {
            let after = case.after();
            for name in ["write", "fsync", "flock"] {
                let inject = format!("inject={name}:error=EINTR:when=1");
                let options = ["-e", &format!("trace={name}"), "-e", &inject].map(str::to_owned);
                let scratch = case.prepare();
                let traced = trace(&case, scratch.folder.path(), &options);
                assert!(traced.log.contains("(INJECTED)"), "{inject}");
                assert_eq!(traced.output.status.code(), Some(0), "{inject}");
                assert_eq!(case.texts(scratch.folder.path()), after, "{inject}");
            }
        }
    }

    #[test]
    #[ignore = "needs strace"]
    fn what_cannot_even_be_cleaned_up_leaves_the_old_file_and_a_plan_that_reads() {
        let scratch = SUIVI.prepare();
        let faults = [
            "inject=?rename,?renameat,?renameat2:error=EIO",
            "inject=?unlink,?unlinkat:error=EIO",
        ];
        let options = ["-e", faults[0], "-e", faults[1]].map(str::to_owned);
        let traced = trace(&SUIVI, scratch.folder.path(), &options);
        assert_eq!(traced.output.status.code(), Some(2));
        assert_eq!(
            said(&traced),
            "erreur : « plan/fiches/action.toml » n'a pas pu être écrit : le disque a fait une erreur ; le fichier est resté tel quel\n"
        );
        assert_eq!(SUIVI.texts(scratch.folder.path()), SUIVI.before());
        assert_eq!(rests(scratch.folder.path()).len(), 1);
        assert_eq!(scratch.run(&["check"]).code, 0);
    }

    #[test]
    #[ignore = "needs strace"]
    fn hooks_that_cannot_be_taken_back_are_named() {
        let scratch = TOGETHER.prepare();
        let faults = [
            "inject=?rename,?renameat,?renameat2:error=EIO:when=2",
            "inject=?unlink,?unlinkat:error=EIO:when=2+",
        ];
        let options = ["-e", faults[0], "-e", faults[1]].map(str::to_owned);
        let traced = trace(&TOGETHER, scratch.folder.path(), &options);
        let said = said(&traced);
        assert_eq!(traced.output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("n'a pas pu être retiré : « .git/hooks/pre-commit »"),
            "{said}"
        );
    }

    #[test]
    #[ignore = "needs strace"]
    fn a_signal_that_is_ignored_from_the_start_is_ignored_to_the_end() {
        let scratch = SUIVI.prepare();
        let log = scratch.folder.path().join("log");
        let mut ignoring = Command::new("/bin/sh");
        let script = "trap '' HUP; exec strace -f -qq -o \"$@\"";
        ignoring.args(["-c", script, "sh"]).arg(&log);
        ignoring.args(["-e", "inject=fsync:signal=HUP", env!("CARGO_BIN_EXE_stspd")]);
        let output = ignoring
            .args(SUIVI.args)
            .current_dir(scratch.folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(fs::read_to_string(log).unwrap().contains("fsync("));
        assert_eq!(SUIVI.texts(scratch.folder.path()), SUIVI.after());
    }
}

/// A disk that is full.
mod tmpfs {
    use super::*;

    /// Fills a small disk but for some pages, runs the command, and says how it ended, what the fiche became, and what was left.
    const SCRIPT: &str = r#"
set -eu
mkdir "$1/disk"
mount -t tmpfs -o size=256k none "$1/disk"
cp -r "$1/plan" "$1/disk/plan"
cd "$1/disk"
shift
for pages in 0 1 2 3 4 5 6 7 8 9 10 11 12; do
  cp ../plan/fiches/action.toml plan/fiches/action.toml
  head -c $((pages * 4096)) /dev/zero >room
  cat /dev/zero >full 2>/dev/null || true
  rm room
  code=0
  "$@" >../said 2>&1 || code=$?
  rm full
  if cmp -s plan/fiches/action.toml ../plan/fiches/action.toml; then text=old
  elif cmp -s plan/fiches/action.toml ../new.toml; then text=new
  else text=broken; fi
  echo "$code $text $(find . -name '.stspd-*' | wc -l) $(tr '\n' ' ' <../said)"
done
"#;

    #[test]
    #[ignore = "needs a disk of its own: unshare, and the right to mount"]
    fn a_full_disk_leaves_the_old_file_or_the_new_one() {
        let scratch = SUIVI.prepare();
        let line = "Une ligne assez longue pour remplir quelques pages du disque.\n".repeat(200);
        let fiche = format!("{FICHE}mise_en_oeuvre = \"\"\"\n{line}\"\"\"\n");
        scratch.write("fiches/action.toml", &fiche);
        let copy = Scratch::new();
        copy.write("fiches/action.toml", &fiche);
        assert_eq!(copy.run(SUIVI.args).code, 0);
        let new = scratch.folder.path().join("new.toml");
        fs::copy(copy.path("fiches/action.toml"), new).unwrap();
        let mut apart = Command::new("unshare");
        apart.args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"]);
        apart
            .arg(scratch.folder.path())
            .arg(env!("CARGO_BIN_EXE_stspd"));
        let run = run::read(apart.args(SUIVI.args).output().unwrap());
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let (mut full, mut written) = (0, 0);
        for line in run
            .out
            .lines()
            .filter(|line| line.as_bytes()[0].is_ascii_digit())
        {
            let told = "« plan/fiches/action.toml » n'a pas pu être écrit : il n'y a plus de place sur le disque ; le fichier est resté tel quel";
            match line.get(..7).unwrap() {
                "0 new 0" => written += 1,
                "2 old 0" if line.contains(told) => full += 1,
                _ => panic!("{}", run.out),
            }
        }
        assert!(
            full > 0 && written > 0 && full + written == 13,
            "{}",
            run.out
        );
    }
}
