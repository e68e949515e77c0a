//! Completion: what the program answers a shell, and what bash, zsh and fish make of it on a screen of their own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use run::repository::Repository;
use run::{Run, Scratch, assert_plain, command, read, root, stspd, stspd_in};

/// The shells.
const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// Returns what zsh is answered about some words, from a folder.
fn answer_in(folder: &Path, words: &[&str]) -> Run {
    let args = [&["completions", "zsh", "--", "stspd"], words].concat();
    stspd_in(folder, &args)
}

/// Returns the values that are proposed after some words, without what they are, at the root of the repository.
fn proposed(words: &[&str]) -> Vec<String> {
    values(&answer_in(&root(), words))
}

/// Reads the values of an answer.
fn values(run: &Run) -> Vec<String> {
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_plain(&run.out);
    let mut lines = run.out.lines();
    let kind = lines.next().unwrap();
    assert!(["values", "near"].contains(&kind), "{run:?}");
    let value = |line: &str| {
        line.replace("\\:", "\0")
            .split(':')
            .next()
            .unwrap()
            .replace('\0', ":")
    };
    lines.map(value).collect()
}

#[test]
fn every_command_and_every_option_is_proposed() {
    let commands = proposed(&[""]);
    for name in [
        "list",
        "show",
        "bilan",
        "check",
        "regles",
        "hook",
        "completions",
    ] {
        assert!(commands.contains(&name.to_owned()), "{name}: {commands:?}");
    }
    for command in &commands {
        let options = proposed(&[command, "--"]);
        let help = stspd(&[command, "--help"]).out;
        // A value that may be left out stands in brackets: `--option[=<VALEUR>]`.
        let words = help.split(|next: char| next.is_whitespace() || ",[".contains(next));
        let named = words.filter(|word| word.starts_with("--") && word.len() > 2);
        let listed = |line: &&str| line.trim_start().starts_with('-');
        let listed: String = help.lines().filter(listed).collect();
        for option in named.filter(|option| listed.contains(option)) {
            let option = option.trim_end_matches(|next: char| !next.is_alphanumeric());
            assert!(
                options.contains(&option.to_owned()),
                "{command} {option}: {options:?}"
            );
        }
    }
}

#[test]
fn the_values_of_the_plan_are_proposed() {
    for (words, value) in [
        (&["list", "--pilote", ""][..], "Ville de Lomme"),
        (&["list", "--pilote", "lomme"], "Ville de Lomme"),
        (
            &["bilan", "2017", "--pilote=VILLE"],
            "--pilote=Ville de Lomme",
        ),
        (
            &["list", "--partenaire", "acces"],
            "Conseil Départemental d'Accès au Droit du Nord",
        ),
        (&["list", "--acteur", "ccas"], "CCAS"),
        (&["list", "--enjeu", ""], "4"),
        (&["list", "--objectif", "4."], "4.1"),
        (&["list", "--objectif", "reiteration"], "4"),
        (&["list", "--commune", "l"], "Lille"),
        (&["list", "--annee", "20"], "2017"),
        (&["bilan", ""], "2017"),
        (&["bilan", "2017", "--manquants="], "--manquants=messages"),
        (&["show", "lomme-4"], "lomme-4-lieux-accueil-tig"),
        (
            &["show", "radicalisation"],
            "lomme-1-prevention-radicalisation",
        ),
        (&["regles", "acteur"], "acteur-inconnu"),
        (&["list", "--etat", "réal"], "realisee"),
        (&["list", "--sans", ""], "indicateur"),
        (&["list", "--resultat", "non"], "non-renseigne"),
        (&["list", "--suite", ""], "poursuivre"),
        (&["list", "--tri", "id,t"], "id,titre"),
        (&["list", "--tri", "id,-t"], "id,-titre"),
        (&["list", "--format", ""], "ndjson"),
        (&["check", "--format=s"], "--format=sarif"),
        (&["list", "--color", ""], "always"),
        (&["completions", ""], "fish"),
    ] {
        let values = proposed(words);
        assert!(values.contains(&value.to_owned()), "{words:?}: {values:?}");
    }
}

#[test]
fn nothing_is_proposed_that_the_command_would_refuse() {
    for option in [
        "--pilote",
        "--partenaire",
        "--acteur",
        "--service",
        "--enjeu",
        "--objectif",
        "--commune",
        "--public",
        "--financeur",
        "--annee",
        "--etat",
        "--resultat",
        "--suite",
        "--sans",
        "--tri",
    ] {
        for plan in ["plan", "tests/plans/fictif", "tests/plans/autre-commune"] {
            for value in proposed(&["--plan", plan, "list", option, ""]) {
                let run = stspd(&["--plan", plan, "list", option, &value]);
                assert_eq!(run.code, 0, "{option} {value}: {run:?}");
                let words = [
                    "--annee",
                    "--etat",
                    "--resultat",
                    "--suite",
                    "--sans",
                    "--tri",
                    "--enjeu",
                    "--objectif",
                ];
                let found = !run.out.contains("aucune fiche") && !run.err.contains("aucune fiche");
                assert!(
                    found || words.contains(&option),
                    "{option} {value}: {run:?}"
                );
            }
        }
    }
}

#[test]
fn paths_are_left_to_the_shell() {
    for (words, kind) in [
        (&["check", ""][..], "files\n"),
        (&["check", "plan/fi"], "files\n"),
        (&["--plan", ""], "folders\n"),
        (&["list", "--plan=p"], "folders\n"),
    ] {
        let run = answer_in(&root(), words);
        assert_eq!((run.code, run.out.as_str()), (0, kind), "{words:?}");
    }
    assert!(proposed(&["check", "-"]).contains(&"--strict".to_owned()));
}

#[test]
fn the_plan_is_the_one_that_the_line_asks_for() {
    let other = "tests/plans/fictif";
    for words in [
        &["--plan", other, "list", "--pilote", "ville"][..],
        &["--plan=tests/plans/fictif", "list", "--pilote", "ville"],
        &["list", "--plan", other, "--pilote", "ville"],
    ] {
        let values = proposed(words);
        assert!(
            values.contains(&"Ville de Villefictive".to_owned()),
            "{words:?}: {values:?}"
        );
    }
    let args = [
        "completions",
        "zsh",
        "--",
        "stspd",
        "list",
        "--pilote",
        "ville",
    ];
    let mut asked = command(&root(), &args);
    let run = read(asked.env("STSPD_PLAN", other).output().unwrap());
    assert!(values(&run).contains(&"Ville de Villefictive".to_owned()));
    let args = [
        "completions",
        "zsh",
        "--",
        "STSPD_PLAN=tests/plans/fictif",
        "stspd",
        "list",
        "--pilote",
        "ville",
    ];
    assert!(values(&stspd(&args)).contains(&"Ville de Villefictive".to_owned()));
}

#[test]
fn the_plan_is_the_one_that_git_keeps_when_a_revision_is_asked_for() {
    let repository = Repository::new();
    repository.fiche("avant", "titre = \"TITRE\"\n");
    repository.commit("un");
    std::fs::remove_file(repository.path("plan/fiches/avant.toml")).unwrap();
    repository.fiche("apres", "titre = \"TITRE\"\n");
    let asked = |words: &[&str]| {
        let args = [&["completions", "zsh", "--", "stspd"], words].concat();
        values(&repository.run(&args))
    };
    assert_eq!(asked(&["show", ""]), ["apres"]);
    assert_eq!(asked(&["show", "--rev", "HEAD", ""]), ["avant"]);
    assert_eq!(asked(&["--rev=HEAD", "show", ""]), ["avant"]);
    assert_eq!(
        asked(&["--rev", "inconnue", "list", "--pilote", ""]),
        [""; 0]
    );
}

#[test]
fn without_a_plan_or_with_faults_commands_and_options_are_left() {
    let empty = tempfile::tempdir().unwrap();
    let broken = Scratch::new();
    broken.write("fiches/a.toml", "titre = \"T\"\nn'importe quoi\n");
    for folder in [empty.path(), broken.folder.path()] {
        assert_eq!(
            values(&answer_in(folder, &["list", "--pilote", ""])),
            [""; 0]
        );
        assert!(values(&answer_in(folder, &["li"])).contains(&"list".to_owned()));
        assert!(values(&answer_in(folder, &["list", "--pi"])).contains(&"--pilote".to_owned()));
        let options = values(&answer_in(folder, &["show", ""]));
        assert!(
            options.iter().all(|value| value.starts_with('-')),
            "{options:?}"
        );
    }
    assert_eq!(
        values(&answer_in(
            &root(),
            &["--plan", "nulle-part", "list", "--pilote", ""]
        )),
        [""; 0]
    );
}

#[test]
fn nonsense_is_answered_in_silence() {
    for words in [
        &["completions", "bash", "--", ""][..],
        &["completions", "bash", "--", "9", "80", "", ""],
        &[
            "completions",
            "bash",
            "--",
            "x",
            "y",
            "'\"\\",
            "stspd list --pilote 'a\\",
        ],
        &["completions", "zsh", "--", ""],
        &[
            "completions",
            "zsh",
            "--",
            "stspd",
            "--inconnue",
            "--au",
            "x",
            "é",
        ],
        &["completions", "zsh", "--", "stspd", "list", "--", "a", ""],
        &["completions", "zsh", "--", "A=b"],
        &[
            "completions",
            "fish",
            "--",
            "stspd",
            "inconnue",
            "--",
            "--plan",
        ],
        &["completions", "fish", "--", "stspd", "--plan"],
        &["completions", "fish", "--", "stspd", "list", "--pilote="],
    ] {
        let run = stspd(words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}: {run:?}");
        assert_plain(&run.out.replace('\t', ""));
    }
}

#[test]
fn the_script_calls_the_program_back_by_the_way_it_was_called() {
    for shell in SHELLS {
        let run = stspd(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let call = format!("'{}' completions {shell} -- ", env!("CARGO_BIN_EXE_stspd"));
        assert!(run.out.contains(&call), "{run:?}");
        assert_plain(&run.out);
    }
}

/// Names that a shell must take as they are.
const HOSTILE: [&str; 9] = [
    "q1 $(touch pris)",
    "q2 `touch pris`",
    "q3; touch pris",
    "q4 l'été \\\"des cités\\\" !! a!b",
    "q5::x:y=z@t",
    "q6 * ? [a] {b,c} ~ # % ^",
    "q7 \\\\ $HOME ${x} && x | y > pris",
    "$(touch pris) q8",
    "q9\u{202e}x",
];

/// Makes a plan whose pilotes have hostile names.
fn hostile() -> Scratch {
    let scratch = Scratch::new();
    for (rank, name) in HOSTILE.iter().enumerate() {
        let fiche = format!("titre = \"T {rank}\"\npilotes = [\"{name}\"]\n");
        scratch.write(&format!("fiches/f-{rank}.toml"), fiche);
    }
    scratch
}

/// Types keys in a shell that has the completion, in a folder, and returns the arguments that `stspd` gets in the end.
fn typed(shell: &str, folder: &Path, keys: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_stspd");
    let (call, init) = match shell {
        "bash" => (
            "bash --noprofile --rcfile \"$HOME/init\" -i",
            "set +o history\nstspd() { printf '@@'; printf '%s\\037' \"$@\"; printf '@@\\n'; exit; }\nsource <('PROGRAM' completions bash)\nPS1='PRET> '\n",
        ),
        "zsh" => (
            "ZDOTDIR=$HOME zsh -d -i",
            "stspd() { printf '@@'; printf '%s\\037' \"$@\"; printf '@@\\n'; exit }\nautoload -Uz compinit\ncompinit -D -u\nsource <('PROGRAM' completions zsh)\nPS1='PRET> '\n",
        ),
        _ => (
            "fish --no-config --private -i -C \"source $HOME/init\"",
            "function stspd; printf '@@'; printf '%s\\037' $argv; printf '@@\\n'; exit; end\n'PROGRAM' completions fish | source\nfunction fish_prompt; echo -n 'PRET> '; end\n",
        ),
    };
    let init = init.replace("PROGRAM", program);
    for name in ["init", ".zshrc"] {
        std::fs::write(home.path().join(name), &init).unwrap();
    }
    let mut child = Command::new("timeout")
        .args([
            "20",
            "script",
            "-qec",
            &format!("stty rows 40 cols 200 && {call}"),
            "/dev/null",
        ])
        .current_dir(folder)
        .env_clear()
        .envs([
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("TERM", "xterm"),
            ("LC_ALL", "C.UTF-8"),
        ])
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("timeout and script are installed");
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = until("PRET> ", &mut stdout);
    stdin.write_all(keys.as_bytes()).unwrap();
    stdin.write_all(b"\r").unwrap();
    shown += &until("\u{1f}@@", &mut stdout);
    drop(stdin);
    child.kill().unwrap();
    child.wait().unwrap();
    let told = shown
        .rsplit("@@")
        .nth(1)
        .unwrap_or_else(|| panic!("{shell} {keys:?}: {shown:?}"));
    told.trim_end_matches('\u{1f}')
        .split('\u{1f}')
        .map(str::to_owned)
        .collect()
}

/// Reads what is shown until a text is, or the end.
fn until(text: &str, stdout: &mut impl Read) -> String {
    let (mut shown, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let length = stdout.read(&mut piece).unwrap_or_default();
        shown.extend(&piece[..length]);
        let said = String::from_utf8_lossy(&shown);
        if length == 0 || said.contains(text) {
            return said.into_owned();
        }
    }
}

#[test]
#[ignore = "needs bash, zsh, fish and a pseudo-terminal"]
fn a_name_is_inserted_as_each_shell_reads_it() {
    let droit = "Conseil Départemental d'Accès au Droit du Nord";
    for shell in SHELLS {
        for (keys, last) in [
            ("stspd li\t", "list"),
            ("stspd list --for\tnd\t", "ndjson"),
            ("stspd list --pilote Ville\\ de\\ Lo\t", "Ville de Lomme"),
            ("stspd list --pilote 'Ville de Lo\t", "Ville de Lomme"),
            ("stspd list --pilote \"Ville de Lo\t", "Ville de Lomme"),
            ("stspd list --pilote ville\t", "Ville de Lomme"),
            ("stspd list --pilote=ville\t", "--pilote=Ville de Lomme"),
            (
                "stspd list --partenaire Conseil\\ Départemental\\ d\t",
                droit,
            ),
            (
                "stspd list --partenaire \"Conseil Départemental d'A\t",
                droit,
            ),
            ("stspd list --partenaire droit\t", droit),
            ("stspd show radic\t", "lomme-1-prevention-radicalisation"),
            (
                "stspd --plan tests/plans/fictif list --commune vi\t",
                "Villefictive",
            ),
            ("stspd --plan=tests/pl\t", "--plan=tests/plans/"),
            ("stspd check README\t", "README.md"),
        ] {
            let mut args = typed(shell, &root(), keys);
            // Each shell has its own mind about the last slash of a folder.
            let said = args.pop().unwrap();
            assert_eq!(
                said.trim_end_matches('/'),
                last.trim_end_matches('/'),
                "{shell} {keys:?}: {args:?}"
            );
        }
    }
}

#[test]
#[ignore = "needs bash, zsh, fish and a pseudo-terminal"]
fn no_name_of_a_plan_runs_anything() {
    let scratch = hostile();
    let folder = scratch.folder.path();
    let known = values(&answer_in(folder, &["list", "--pilote", ""]));
    assert_eq!(known.len(), HOSTILE.len() - 1, "{known:?}");
    for shell in SHELLS {
        for (rank, name) in HOSTILE.iter().enumerate().take(8) {
            let name = name.replace("\\\"", "\"").replace("\\\\", "\\");
            let start: String = name.chars().take(2).collect();
            for (opening, closing) in [("", ""), ("'", ""), ("\"", "")] {
                // A dollar sign between double marks would be a variable.
                if rank == 7 && opening != "'" {
                    continue;
                }
                let keys = format!("stspd list --pilote {opening}{start}\t{closing}");
                let args = typed(shell, folder, &keys);
                assert_eq!(args, ["list", "--pilote", &name], "{shell} {keys:?}");
            }
        }
        assert_eq!(
            typed(shell, folder, "stspd list --pilote q9\t"),
            ["list", "--pilote", "q9"]
        );
        // All are shown, and nothing is run.
        typed(shell, folder, "stspd list --pilote \t\t\tx");
        assert!(!folder.join("pris").exists(), "{shell}");
    }
}

#[test]
#[ignore = "needs bash, zsh, fish and a pseudo-terminal"]
fn without_a_plan_each_shell_stays_quiet() {
    let empty = tempfile::tempdir().unwrap();
    for shell in SHELLS {
        let args = typed(shell, empty.path(), "stspd list --pilote x\t\ty");
        assert_eq!(args, ["list", "--pilote", "xy"], "{shell}");
        assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
    }
}
