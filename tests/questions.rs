//! The questions of the commands that write, asked in a real terminal of 80 columns, and answered as a person does.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use run::{Scratch, copy, root};

/// How long an answer of the program may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal of 80 columns, in which the program runs.
struct Terminal {
    /// The server that draws it, of its own.
    socket: tempfile::TempDir,
}

impl Terminal {
    /// Runs the program with arguments, in a folder; what it leaves is said after its end.
    fn start(folder: &Path, args: &str, variables: &str) -> Self {
        let terminal = Self {
            socket: tempfile::tempdir().unwrap(),
        };
        let program = env!("CARGO_BIN_EXE_stspd");
        // The shell outlives an interrupt, to say how the program ended.
        let script =
            format!("trap : INT; {variables} '{program}' {args}; echo \"FIN $?\"; sleep 60");
        let size = ["-x", "80", "-y", "60"];
        let mut command = terminal.tmux();
        command
            .args(["-f", "/dev/null", "new-session", "-d"])
            .args(size);
        let started = command.arg("-c").arg(folder).args(["sh", "-c", &script]);
        assert!(started.status().expect("tmux runs").success());
        terminal
    }

    /// Returns a command to the server.
    fn tmux(&self) -> Command {
        let mut command = Command::new("tmux");
        command
            .arg("-u")
            .arg("-S")
            .arg(self.socket.path().join("s"));
        command.env("LC_ALL", "C.UTF-8").env_remove("TMUX");
        command
    }

    /// Returns what the terminal shows.
    fn screen(&self) -> String {
        let shown = self.tmux().args(["capture-pane", "-p"]).output().unwrap();
        // Signs are tied to their words.
        let screen = String::from_utf8(shown.stdout).unwrap();
        screen.replace('\u{a0}', " ")
    }

    /// Waits until the terminal shows words, and returns all that it shows.
    fn until(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if screen.contains(words) {
                return screen;
            }
            assert!(start.elapsed() < PATIENCE, "« {words} »\n{screen}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the terminal shows words, then types an answer.
    fn answer(&self, words: &str, answer: &str) {
        self.until(words);
        if !answer.is_empty() {
            assert!(
                self.tmux()
                    .args(["send-keys", "-l", answer])
                    .status()
                    .unwrap()
                    .success()
            );
        }
        self.key("Enter");
    }

    /// Pastes a text.
    fn paste(&self, text: &str) {
        let file = self.socket.path().join("text");
        fs::write(&file, text).unwrap();
        let mut load = self.tmux();
        assert!(
            load.arg("load-buffer")
                .arg(&file)
                .status()
                .unwrap()
                .success()
        );
        assert!(self.tmux().arg("paste-buffer").status().unwrap().success());
    }

    /// Types a key.
    fn key(&self, key: &str) {
        assert!(
            self.tmux()
                .args(["send-keys", key])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits for the end of the program, and returns all that is shown; no line is wider than the screen.
    fn end(&self, code: u8) -> String {
        let screen = self.until("FIN ");
        assert!(screen.contains(&format!("FIN {code}")), "{screen}");
        screen
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.tmux().arg("kill-server").output();
    }
}

/// Returns a copy of the plan of the repository.
fn plan() -> Scratch {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    copy(&root().join("plan"), &scratch.path(""));
    scratch
}

/// The fiche that is written in.
const FICHE: &str = "fiches/lomme/lomme-4-lieux-accueil-tig.toml";

#[test]
#[ignore = "needs tmux"]
fn a_bilan_is_answered_question_by_question() {
    let scratch = plan();
    let before = fs::read_to_string(scratch.path(FICHE)).unwrap();
    let terminal = Terminal::start(scratch.folder.path(), "saisir lomme-4 2017", "");
    terminal.answer("Où en est l'action", "9");
    terminal.answer("répondre par un numéro", "en cours");
    terminal.answer("« Création d'un groupe de travail »", "1");
    terminal.answer("« présentation d'un bilan annuel »", "reportée");
    terminal.answer("Nouvelle date", "février 2018");
    terminal.answer("pénale accueillis »", "environ 17,5");
    terminal.answer("Le résultat est-il atteint", "2");
    terminal.answer("Et ensuite", "");
    terminal.answer("Réalisations", "Groupe réuni trois fois.");
    terminal.answer(" > Groupe", "Guide en préparation.");
    terminal.answer(" > Guide", "");
    terminal.answer("Difficultés", "");
    terminal.answer("Perspectives", "");
    terminal.answer("Écrire [O/n]", "o");
    let screen = terminal.end(0);
    assert!(
        screen.contains("écrit : plan/fiches/lomme/lomme-4"),
        "{screen}"
    );
    let after = fs::read_to_string(scratch.path(FICHE)).unwrap();
    let added = "valeurs.2017 = { valeur = 17.5, environ = true }\n\n[bilan.2017]\netat = \"en-cours\"\nresultat = \"partiel\"\nrealisations = \"\"\"\nGroupe réuni trois fois.\nGuide en préparation.\n\"\"\"\netapes.groupe-de-travail = \"tenue\"\netapes.bilan-annuel = { etat = \"reportee\", quand = \"2018-02\" }\n";
    assert_eq!(after, format!("{before}{added}"));
}

#[test]
#[ignore = "needs tmux"]
fn a_refusal_and_an_interrupt_at_any_question_leave_all_as_it_was() {
    let scratch = plan();
    let before = fs::read_to_string(scratch.path(FICHE)).unwrap();
    let questions = [
        "Où en est",
        "groupe de travail »",
        "bilan annuel »",
        "accueillis »",
        "résultat",
        "Et ensuite",
        "Réalisations",
        "Difficultés",
        "Perspectives",
    ];
    for stop in 0..=questions.len() {
        for key in ["C-c", "C-d"] {
            let terminal = Terminal::start(scratch.folder.path(), "saisir lomme-4 2017", "");
            for (rank, question) in questions.iter().take(stop).enumerate() {
                terminal.answer(question, if rank == 0 { "2" } else { "" });
            }
            terminal.until(questions.get(stop).unwrap_or(&"Écrire [O/n]"));
            terminal.key(key);
            let screen = terminal.end(if key == "C-c" { 130 } else { 2 });
            assert!(
                key == "C-c" || screen.contains("abandonné : rien n'a été écrit"),
                "{screen}"
            );
            assert_eq!(fs::read_to_string(scratch.path(FICHE)).unwrap(), before);
        }
    }
    let terminal = Terminal::start(scratch.folder.path(), "suivi lomme-4", "");
    terminal.answer("Où en est l'action", "2");
    terminal.answer("Note", "");
    terminal.answer("Auteur", "");
    terminal.answer("Date", "");
    let screen = terminal.until("Écrire [O/n]");
    assert!(screen.contains("  + etat = \"en-cours\""), "{screen}");
    terminal.answer("Écrire [O/n]", "n");
    assert!(terminal.end(0).contains("rien n'a été écrit"));
    assert_eq!(fs::read_to_string(scratch.path(FICHE)).unwrap(), before);
}

#[test]
#[ignore = "needs tmux"]
fn a_plan_and_its_first_fiche_are_made_by_answers() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::start(folder.path(), "init", "");
    terminal.answer("Commune qui tient ce plan", "Bourg-Exemple");
    terminal.answer("Titre de la stratégie", "");
    terminal.answer("Années", "bientôt");
    terminal.answer("écrire 2017", "2021/2024");
    terminal.answer("Niveaux", "Axe, Action");
    terminal.answer("Écrire [O/n]", "");
    terminal.end(0);
    let strategie = fs::read_to_string(folder.path().join("plan/strategie.toml")).unwrap();
    assert!(
        strategie.contains("niveaux = [\"Axe\", \"Action\"]"),
        "{strategie}"
    );
    let terminal = Terminal::start(folder.path(), "new", "");
    terminal.answer("Titre de l'action", "");
    terminal.answer("une réponse est attendue", "Été sans dérive");
    terminal.answer("Numéro imprimé", "3");
    terminal.answer("Pilote", "");
    terminal.answer("Partenaire", "");
    terminal.answer("[3-ete-sans-derive]", "");
    terminal.answer("Écrire [O/n]", "oui");
    let screen = terminal.end(0);
    assert!(
        screen.contains("écrit : plan/fiches/3-ete-sans-derive.toml"),
        "{screen}"
    );
}

#[test]
#[ignore = "needs tmux"]
fn what_someone_types_in_an_editor_is_judged_then_written_or_kept() {
    let scratch = plan();
    let faulty = "EDITOR='sed -i s/^titre/titer/'";
    let terminal = Terminal::start(
        scratch.folder.path(),
        "new --titre 'Un lieu' --editer",
        faulty,
    );
    terminal.answer("Reprendre dans l'éditeur [O/n]", "n");
    let screen = terminal.end(1);
    let kept = screen.split("gardé dans").nth(1).unwrap().replace('\n', "");
    let kept = kept
        .split('«')
        .nth(1)
        .unwrap()
        .split('»')
        .next()
        .unwrap()
        .trim()
        .to_owned();
    assert!(
        fs::read_to_string(&kept)
            .unwrap()
            .contains("\ntiter = \"Un lieu\""),
        "{screen}"
    );
    fs::remove_file(kept).unwrap();
    let sound = "EDITOR='sed -i s/Un.lieu/Deux.lieux/'";
    let terminal = Terminal::start(
        scratch.folder.path(),
        "new --titre 'Un lieu' --editer",
        sound,
    );
    terminal.answer("Écrire [O/n]", "");
    let screen = terminal.end(0);
    assert!(
        screen.contains("écrit : plan/fiches/lomme/lomme-lieu.toml"),
        "{screen}"
    );
    let fiche = fs::read_to_string(scratch.path("fiches/lomme/lomme-lieu.toml")).unwrap();
    assert!(fiche.contains("\ntitre = \"Deux.lieux\"\n"), "{fiche}");
}

#[test]
#[ignore = "needs tmux"]
fn what_is_pasted_in_several_paragraphs_is_one_answer() {
    let scratch = plan();
    let terminal = Terminal::start(scratch.folder.path(), "suivi lomme-4", "");
    terminal.answer("Où en est l'action", "");
    terminal.until("Note");
    terminal.paste(
        "Réunion du 3 mars.\n\nDécisions : on reconduit.\n\n\nProchaine réunion en mai.\n\n",
    );
    terminal.until("Auteur");
    terminal.paste("coordination\nRue de la Mairie\no\no\n");
    terminal.answer("Date", "14/03/2017");
    let screen = terminal.until("Écrire [O/n]");
    assert!(screen.contains("+ auteur = \"coordination\""), "{screen}");
    terminal.answer("Écrire [O/n]", "o");
    terminal.end(0);
    let fiche = fs::read_to_string(scratch.path(FICHE)).unwrap();
    let entry = "[[suivi]]\ndate = 2017-03-14\nnote = \"\"\"\nRéunion du 3 mars.\n\nDécisions : on reconduit.\n\n\nProchaine réunion en mai.\n\"\"\"\nauteur = \"coordination\"\n";
    assert!(fiche.ends_with(entry), "{fiche}");
}
