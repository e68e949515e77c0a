//! A plan that is edited for a long time, by commands and by hand, sound and broken, in a repository of its own: after each
//! step `check` says what it must, and nothing that was written before is lost.
//!
//! The steps hang on a number alone, which a failure prints; `SOAK_SEED=7 SOAK_STEPS=5000 cargo test --test soak -- --ignored`
//! takes others.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use run::repository::{Repository, stspd_beside_git};
use run::{Run, read};
use serde_json::Value;

/// The date of every run.
const AU: &str = "2018-12-31";

/// The most fiches and the most actors: a plan that only grew would soon be slow to read in a program without optimization.
const MOST: usize = 40;

/// The file of actors, below the plan.
const ACTEURS: &str = "acteurs.toml";

/// A plan under way.
struct Soak {
    /// Its repository.
    repository: Repository,
    /// What chooses the next step.
    state: u64,
    /// The rank of the step.
    step: usize,
    /// How many steps there will be.
    steps: usize,
    /// The number on which they all hang.
    seed: u64,
    /// The identifiers of the fiches, each with what it did in the years whose bilan it has.
    fiches: Vec<(String, BTreeMap<u32, String>)>,
    /// The names of the actors.
    acteurs: Vec<String>,
    /// What each file must say, by its path below the plan.
    ledger: BTreeMap<String, Vec<String>>,
    /// What each file said after the last step.
    texts: BTreeMap<String, String>,
}

impl Soak {
    /// Starts a plan.
    fn new(seed: u64, steps: usize) -> Self {
        let repository = Repository::new();
        let mut soak = Self {
            repository,
            state: seed,
            seed,
            step: 0,
            steps,
            fiches: Vec::new(),
            acteurs: vec!["Ville de Bourg-Exemple".to_owned()],
            ledger: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        soak.texts = soak.read();
        soak
    }

    /// Returns a number below another (SplitMix64).
    fn below(&mut self, most: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap()
    }

    /// Returns one of some words.
    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// Returns a day, later from step to step.
    fn day(&self) -> String {
        let days = u64::try_from(self.step * 700 / self.steps).unwrap();
        let first = chrono::NaiveDate::from_ymd_opt(2017, 1, 1).unwrap();
        (first + chrono::Days::new(days)).to_string()
    }

    /// Returns what each file of the plan says, hidden ones and those of no interest included.
    fn read(&self) -> BTreeMap<String, String> {
        let root = self.repository.scratch.path("");
        let mut texts = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    texts.insert(below(&root, &path), text);
                }
            }
        }
        texts
    }

    /// Returns the path below the plan of a fiche.
    fn path(&self, id: &str) -> String {
        let name = format!("{id}.toml");
        let found = self.texts.keys().find(|path| path.ends_with(&name));
        found.unwrap().clone()
    }

    /// Notes what a file must say from now on.
    fn note(&mut self, path: &str, words: String) {
        self.ledger.entry(path.to_owned()).or_default().push(words);
    }

    /// Runs a command that reads its answers from a text.
    fn told(&self, args: &[&str], answers: &str) -> Run {
        let mut command = stspd_beside_git(self.repository.root(), args);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(answers.as_bytes())
            .unwrap();
        read(child.wait_with_output().unwrap())
    }

    /// Runs a command, which must succeed.
    fn done(&self, args: &[&str]) -> Run {
        let run = self.repository.run(args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        run
    }

    /// Returns the errors that a check finds: the rule and the file of each.
    fn errors(&self, args: &[&str]) -> Vec<(String, String)> {
        let always = ["check", "--format", "json", "--au", AU];
        let run = self.repository.run(&[&always, args].concat());
        assert_eq!(run.err, "", "{run:?}");
        let view: Value = serde_json::from_str(&run.out).unwrap();
        let found: Vec<_> = view["constats"].as_array().unwrap().iter().collect();
        let errors = found.iter().filter(|found| found["gravite"] == "erreur");
        let word = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
        let errors: Vec<_> = errors
            .map(|found| (word(found, "regle"), word(found, "fichier")))
            .collect();
        assert_eq!(run.code, i32::from(!errors.is_empty()), "{run:?}");
        assert_eq!(found.len(), errors.len(), "no warning is expected: {run:?}");
        assert_eq!(view["fiches"], self.fiches.len(), "{run:?}");
        errors
    }

    /// Checks that a step changed some files and no others, that none is there that should not be, and that all that was
    /// written is still there.
    fn settle(&mut self, changed: &[&str]) {
        let texts = self.read();
        let names =
            |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<BTreeSet<_>>();
        let (mut before, after) = (names(&self.texts), names(&texts));
        before.extend(changed.iter().map(|path| (*path).to_owned()));
        assert_eq!(before, after);
        for (path, text) in &texts {
            let may_change = changed.contains(&path.as_str());
            assert!(
                may_change || self.texts.get(path) == Some(text),
                "{path} changed"
            );
            if may_change {
                for words in self.ledger.get(path).into_iter().flatten() {
                    assert!(text.contains(words), "{path} lost « {words} »:\n{text}");
                }
            }
        }
        self.texts = texts;
        assert_eq!(self.errors(&[]), []);
    }

    /// Takes a step.
    fn go(&mut self) {
        let step = self.step;
        if self.fiches.is_empty() {
            return self.new_fiche(step);
        }
        match self.below(100) {
            0..8 if self.fiches.len() < MOST => self.new_fiche(step),
            0..35 => self.suivi(step),
            35..48 => self.saisir(step),
            48..56 if self.acteurs.len() < MOST => self.acteur(step),
            48..62 => self.fmt(),
            62..70 => self.report(),
            70..78 => self.commit(step),
            78..88 => self.by_hand(step),
            _ => self.broken(step),
        }
    }

    /// Makes a fiche.
    fn new_fiche(&mut self, step: usize) {
        let (titre, id) = (format!("Action « {step} »"), format!("action-{step}"));
        let rank = self.below(self.acteurs.len());
        let acteur = self.acteurs[rank].clone();
        let args = [
            "new",
            "--titre",
            &titre,
            "--pilote",
            &acteur,
            "--objectif",
            "1",
            "--id",
            &id,
        ];
        self.done(&args);
        let path = self
            .read()
            .into_keys()
            .find(|path| path.ends_with(&format!("/{id}.toml")));
        let path = path.unwrap();
        self.note(&path, titre);
        self.fiches.push((id, BTreeMap::new()));
        self.settle(&[&path]);
    }

    /// Returns the identifier and the path of some fiche.
    fn fiche(&mut self) -> (usize, String, String) {
        let rank = self.below(self.fiches.len());
        let id = self.fiches[rank].0.clone();
        let path = self.path(&id);
        (rank, id, path)
    }

    /// Adds an entry to a journal, or only shows it.
    fn suivi(&mut self, step: usize) {
        let (_, id, path) = self.fiche();
        let etat = self.one_of(&["a-venir", "en-cours", "En pause", "bloquée"]);
        let (note, day) = (format!("l'\"étape\" {step} \\ #"), self.day());
        let mut args = vec![
            "suivi", &id, "--note", &note, "--date", &day, "--etat", etat,
        ];
        if self.below(5) == 0 {
            args.push("--diff");
            assert!(self.done(&args).out.contains(&day));
            return self.settle(&[]);
        }
        self.done(&args);
        self.note(
            &path,
            format!("étape\" {step} \\ #")
                .replace('\\', "\\\\")
                .replace('"', "\\\""),
        );
        self.settle(&[&path]);
    }

    /// Reports a year of a fiche, or corrects what was reported: the new text takes the place of the old one.
    fn saisir(&mut self, step: usize) {
        let (rank, id, path) = self.fiche();
        let year: u32 = self.one_of(&["2017", "2018"]).parse().unwrap();
        let resultat = self.one_of(&["atteint", "partiel", "non atteint"]);
        let words = format!("Fait au pas {step} !");
        let (year_word, texte) = (year.to_string(), format!("{words}.\n\n- un\n- deux\n"));
        let args = [
            "saisir",
            &id,
            &year_word,
            "--etat",
            "en-cours",
            "--resultat",
            resultat,
            "--realisations",
            "-",
        ];
        let run = self.told(&args, &texte);
        assert_eq!(run.code, 0, "{run:?}");
        if let Some(old) = self.fiches[rank].1.insert(year, words.clone()) {
            let known = self.ledger.get_mut(&path).unwrap();
            known.retain(|words| *words != old);
        }
        self.note(&path, format!("[bilan.{year}]"));
        self.note(&path, words);
        self.settle(&[&path]);
    }

    /// Declares an actor, writes one in another way, or renames one.
    fn acteur(&mut self, step: usize) {
        let rank = self.below(self.acteurs.len());
        let (known, name) = (self.acteurs[rank].clone(), format!("Acteur {step}"));
        match self.below(3) {
            0 => {
                self.done(&["acteur", &name, "--ajouter", "--genre", "association"]);
                self.acteurs.push(name.clone());
            }
            1 => drop(self.done(&["acteur", &known, "--alias", &name])),
            _ => drop(self.done(&["acteur", &known, "--renommer", &name])),
        }
        self.note(ACTEURS, format!("\"{name}\""));
        self.settle(&[ACTEURS]);
    }

    /// Lays the files out.
    fn fmt(&mut self) {
        self.done(&["fmt"]);
        self.done(&["fmt", "--check"]);
        let paths: Vec<String> = self.texts.keys().cloned().collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        self.settle(&paths);
    }

    /// Reads the plan in other ways: each fiche is there once, and each bilan.
    fn report(&mut self) {
        let view = |run: Run| serde_json::from_str::<Value>(&run.out).unwrap();
        let list = view(self.done(&["list", "--format", "json", "--au", AU]));
        let listed = list["fiches"].as_array().unwrap().iter();
        let listed: BTreeSet<&str> = listed.map(|fiche| fiche["id"].as_str().unwrap()).collect();
        let known = self.fiches.iter().map(|(id, _)| id.as_str());
        assert_eq!(listed, known.collect());
        let year = self.one_of(&["2017", "2018"]);
        let bilan = view(self.done(&["bilan", year, "--format", "json", "--au", AU]));
        let year: u32 = year.parse().unwrap();
        let saisis = bilan["synthese"]["saisis"].as_array().unwrap().iter();
        let saisis: BTreeSet<&str> = saisis.map(|id| id.as_str().unwrap()).collect();
        let known = self.fiches.iter();
        let known = known.filter(|(_, years)| years.contains_key(&year));
        assert_eq!(saisis, known.map(|(id, _)| id.as_str()).collect());
        self.settle(&[]);
    }

    /// Commits the plan.
    fn commit(&mut self, step: usize) {
        self.repository.git(&["add", "-A"]);
        assert_eq!(self.errors(&["--staged"]), []);
        self.repository.commit(&step.to_string());
        assert_eq!(self.errors(&["--rev", "HEAD"]), []);
        self.settle(&[]);
    }

    /// Edits a fiche by hand, not as `fmt` would, but well.
    fn by_hand(&mut self, step: usize) {
        let (_, _, path) = self.fiche();
        let text = self.texts[&path].clone();
        let (text, words) = match self.below(4) {
            0 => (
                format!("{text}# remarque {step}\n"),
                format!("# remarque {step}"),
            ),
            1 => (format!("# tête {step}\n{text}"), format!("# tête {step}")),
            2 => {
                let entry = format!(
                    "\n\n[[ suivi ]]\nnote='à la main {step}'\n  etat = \"En  Cours\" # dit\ndate={}",
                    self.day()
                );
                (format!("{text}{entry}\n"), format!("à la main {step}"))
            }
            _ => {
                let text = text
                    .replace("\r\n", "\n")
                    .replace('\n', if self.below(2) == 0 { "\r\n" } else { "\n" });
                (text, "titre".to_owned())
            }
        };
        self.write(&path, &text);
        self.note(&path, words);
        self.settle(&[&path]);
    }

    /// Writes a file of the plan.
    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.repository.scratch.path(path), bytes).unwrap();
    }

    /// Breaks a fiche: it is found, no command touches it, no commit of it passes; then it is mended.
    fn broken(&mut self, step: usize) {
        let (_, id, path) = self.fiche();
        let text = self.texts[&path].clone();
        let (rule, bytes): (&str, Vec<u8>) = match self.below(8) {
            0 => ("cle-inconnue", format!("inconnue = {step}\n{text}").into()),
            1 => (
                "acteur-inconnu",
                format!("partenaires = [\"Inconnu {step}\"]\n{text}").into(),
            ),
            2 => (
                "guillemets-manquants",
                text.replacen("titre = \"", "titre = ", 1).into(),
            ),
            3 => (
                "conflit-git",
                format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> autre\n").into(),
            ),
            4 => ("encodage", format!("{text}\0").into()),
            5 => ("encodage", [text.as_bytes(), b"# \xe9t\xe9\n"].concat()),
            6 => (
                "mot-inconnu",
                format!(
                    "{text}\n[[suivi]]\ndate = {}\netat = \"finie\"\n",
                    self.day()
                )
                .into(),
            ),
            _ => (
                "cle-en-double",
                format!("titre = \"Un autre\"\n{text}").into(),
            ),
        };
        self.write(&path, &bytes);
        let expected = vec![(rule.to_owned(), format!("plan/{path}"))];
        assert_eq!(self.errors(&[]), expected);
        let reads = rule == "acteur-inconnu";
        if !reads {
            let suivi = ["suivi", &id, "--note", "perdue", "--date", "2018-01-01"];
            assert_eq!(self.repository.run(&suivi).code, 1);
            let list = self.repository.run(&["list"]);
            assert_eq!((list.code, list.out.as_str()), (1, ""));
            assert_eq!(self.repository.run(&["fmt", "--check"]).code, 1);
            assert_eq!(
                fs::read(self.repository.scratch.path(&path)).unwrap(),
                bytes
            );
        }
        self.repository.git(&["add", "-A"]);
        assert_eq!(self.errors(&["--staged"]), expected);
        self.write(&path, text);
        self.repository.git(&["add", "-A"]);
        self.settle(&[]);
    }
}

impl Drop for Soak {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let (seed, steps, step) = (self.seed, self.steps, self.step);
            let said = format!("SOAK_SEED={seed} SOAK_STEPS={steps}: step {step}\n");
            let _ = std::io::stderr().write_all(said.as_bytes());
        }
    }
}

/// Returns the path of a file below a folder, with `/`.
fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

/// Returns a number of the environment, or another.
fn number(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(usual, |given| given.parse().unwrap())
}

/// Takes so many steps.
fn soak(seed: u64, steps: usize) {
    let mut soak = Soak::new(seed, steps);
    for step in 0..steps {
        soak.step = step;
        soak.go();
    }
    soak.commit(steps);
    soak.repository.git(&["fsck", "--strict"]);
}

#[test]
fn a_plan_outlives_a_hundred_steps() {
    soak(2017, 120);
}

/// What takes minutes.
mod long {
    use super::*;

    #[test]
    #[ignore = "needs minutes"]
    fn a_plan_outlives_thousands_of_steps() {
        let steps = number("SOAK_STEPS", 3000);
        soak(number("SOAK_SEED", 1), usize::try_from(steps).unwrap());
    }
}
