//! Runs the real binary in a clean environment.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

pub(crate) mod hostile;
pub(crate) mod large;
pub(crate) mod repository;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a run gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it wrote to stdout.
    pub(crate) out: String,
    /// What it wrote to stderr.
    pub(crate) err: String,
}

/// Where git looks for no repository: the plans of this one are read as if they were in none, for a report says which version
/// of its plan it shows, and each commit would change it.
pub(crate) const NO_REPOSITORY: (&str, &str) =
    ("GIT_CEILING_DIRECTORIES", env!("CARGO_MANIFEST_DIR"));

/// Returns the binary with arguments, in a folder, with nothing in its environment that changes what it says.
pub(crate) fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stspd"));
    command.args(args).current_dir(folder).env_clear();
    command.env(NO_REPOSITORY.0, NO_REPOSITORY.1);
    command
}

/// Finds a program of this machine.
pub(crate) fn in_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut programs = std::env::split_paths(&path).map(|folder| folder.join(program));
    programs.find(|program| program.is_file())
}

/// Runs the binary with arguments, in a folder.
pub(crate) fn stspd_in(folder: &Path, args: &[&str]) -> Run {
    read(command(folder, args).output().expect("the binary runs"))
}

/// Runs the binary with arguments, at the root of the repository.
pub(crate) fn stspd(args: &[&str]) -> Run {
    stspd_in(&root(), args)
}

/// Returns the commands that the help lists.
pub(crate) fn commands() -> Vec<String> {
    let help = stspd(&["--help"]).out;
    let after = help.split("Commandes").nth(1);
    let listed = after.and_then(|after| after.split("\n\n").next());
    let lines = listed.expect("the help lists commands").lines().skip(1);
    let name = |line: &str| line.split_whitespace().next().map(str::to_owned);
    lines
        .map(|line| name(line).expect("a line names a command"))
        .collect()
}

/// Reads what a run gave.
pub(crate) fn read(output: Output) -> Run {
    Run {
        code: output.status.code().expect("no signal ended the run"),
        out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

/// A plan made of a few files, in a temporary folder called `plan`.
pub(crate) struct Scratch {
    /// The folder that holds `plan`.
    pub(crate) folder: tempfile::TempDir,
}

impl Scratch {
    /// Makes a plan with a strategy and actors, without fiche.
    pub(crate) fn new() -> Self {
        let scratch = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        scratch.write("strategie.toml", STRATEGIE);
        scratch.write(
            "acteurs.toml",
            "[ville]\nnom = \"Ville de Bourg-Exemple\"\n",
        );
        scratch
    }

    /// Writes a file of the plan.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
    }

    /// Returns the path of a file of the plan.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("plan").join(path)
    }

    /// Runs the binary on the plan, from the folder that holds it.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        stspd_in(self.folder.path(), args)
    }
}

/// The strategy of a scratch plan, whose fiches may be of one line: what they leave out is no defect there.
pub(crate) const STRATEGIE: &str = "format = 1\ntitre = \"Stratégie (fictive)\"\nterritoire = \"Bourg-Exemple\"\nperiode = \"2017/2020\"\nniveaux = [\"Enjeu\"]\n\n[arborescence]\n\"1\" = \"Premier enjeu\"\n\n[regles]\nacteur-inutilise = \"ignoree\"\nbilan-manquant = \"ignoree\"\nfiche-sans-calendrier = \"ignoree\"\nfiche-sans-indicateur = \"ignoree\"\nfiche-sans-pilote = \"ignoree\"\nfiche-sans-resultat = \"ignoree\"\n";

/// Copies a folder and all that is below it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("a folder can be listed") {
        let entry = entry.expect("an entry can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("an entry has a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// Checks that a text holds nothing that could command a screen or hide a part of itself.
pub(crate) fn assert_plain(text: &str) {
    let commands = |character: &char| {
        (character.is_control() && *character != '\n')
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    assert_eq!(text.chars().find(commands), None, "{text:?}");
}

/// Returns the first example of the README in YAML that holds some words.
pub(crate) fn yaml_example(words: &str) -> String {
    let mut examples = readme_blocks("yaml").into_iter();
    let example = examples.find(|example| example.contains(words));
    example.expect("the README has such an example")
}

/// Returns what the check of a plan of this repository says in a format, at the end of 2018.
pub(crate) fn checked(plan: &str, format: &str) -> String {
    let args = [
        "--plan",
        plan,
        "check",
        "--au",
        "2018-12-31",
        "--format",
        format,
    ];
    stspd(&args).out
}

/// Returns the blocks of the README that are in a language.
pub(crate) fn readme_blocks(language: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let opening = format!("```{language}\n");
    let blocks = readme.split(&opening).skip(1);
    let end = |rest: &str| rest.split("```").next().expect("a block ends").to_owned();
    blocks.map(end).collect()
}
