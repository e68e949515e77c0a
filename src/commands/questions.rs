//! Questions on a terminal, one line each: they suit any screen, and a voice that reads it. Nothing is written before the last
//! answer; Ctrl-C leaves all as it was.

use std::fmt;
use std::io::{BufRead, Write};

use textwrap::Options;

use crate::model::mot::Mot;
use crate::render::french::tied;
use crate::text::fold::fold;
use crate::text::safe;
use crate::text::typed;

/// The widest line of a question.
const WIDEST: usize = 80;

/// The longest line that a terminal hands over, in bytes: it drops what follows.
const LONGEST_LINE: usize = if cfg!(target_os = "macos") {
    1024
} else {
    4096
};

/// What is said of a line that the terminal cut.
const TOO_LONG: &str = "  ce paragraphe est trop long pour être tapé ici : le couper en plusieurs lignes, ou l'écrire dans la fiche avec un éditeur";

/// What is said of an answer that cannot be read.
const NOT_UTF_8: &str =
    "  cette réponse n'est pas en UTF-8 : régler le terminal, ou répondre sans accent";

/// The answers have come to an end before the questions.
#[derive(Debug)]
pub(super) struct Abandoned;

impl fmt::Display for Abandoned {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("abandonné : rien n'a été écrit")
    }
}

impl std::error::Error for Abandoned {}

/// Who is asked.
pub(super) struct Questions<'q> {
    /// Where the answers come from.
    answers: &'q mut dyn BufRead,
    /// Returns whether more of an answer waits to be read.
    is_waiting: fn() -> bool,
    /// Where the questions go.
    screen: &'q mut dyn Write,
}

impl<'q> Questions<'q> {
    /// Asks someone, whose answers end with each line.
    pub(super) fn new(
        (answers, is_waiting): (&'q mut dyn BufRead, fn() -> bool),
        screen: &'q mut dyn Write,
    ) -> Self {
        Self {
            answers,
            is_waiting,
            screen,
        }
    }

    /// Says something before the next question.
    pub(super) fn say(&mut self, text: &str) -> anyhow::Result<()> {
        for line in tied(&safe::text(text)).lines() {
            // What a line goes on with stands below its beginning.
            let margin = line.len() - line.trim_start().len();
            let margin = " ".repeat(if margin == 0 { 0 } else { margin + 2 });
            let options = Options::new(WIDEST).subsequent_indent(&margin);
            for line in textwrap::wrap(line, options) {
                writeln!(self.screen, "{line}")?;
            }
        }
        Ok(())
    }

    /// Asks a question of one line, and returns its answer without the blanks around it. What was pasted beyond that line answers
    /// no other question.
    fn line(&mut self, prompt: &str) -> anyhow::Result<String> {
        let answer = self.answer(prompt)?;
        if self.drop_waiting()? {
            self.say("  la réponse tient sur une ligne : les suivantes sont laissées de côté")?;
        }
        Ok(answer)
    }

    /// Reads what waits and drops it; returns whether there was something.
    fn drop_waiting(&mut self) -> anyhow::Result<bool> {
        let mut dropped = false;
        let mut bytes = Vec::new();
        while (self.is_waiting)() {
            bytes.clear();
            if self.answers.read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            dropped = true;
        }
        Ok(dropped)
    }

    /// Shows a prompt and returns the next line, without the blanks around it; the end of the answers abandons.
    fn answer(&mut self, prompt: &str) -> anyhow::Result<String> {
        let prompt = tied(&safe::text(prompt));
        let lines = textwrap::wrap(&prompt, Options::new(WIDEST).subsequent_indent("  "));
        let prompt = lines.join("\n");
        loop {
            write!(self.screen, "{prompt} ")?;
            self.screen.flush()?;
            let mut bytes = Vec::new();
            if self.answers.read_until(b'\n', &mut bytes)? == 0 {
                writeln!(self.screen)?;
                return Err(Abandoned.into());
            }
            if bytes.len() >= LONGEST_LINE {
                self.say(TOO_LONG)?;
                continue;
            }
            match str::from_utf8(&bytes) {
                Ok(typed) => return Ok(typed::line(typed)),
                Err(_) => self.say(NOT_UTF_8)?,
            }
        }
    }

    /// Asks until an answer can be read; an empty one is the one between brackets, if there is one.
    pub(super) fn value<T>(
        &mut self,
        label: &str,
        usual: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<T> {
        loop {
            let prompt = match usual {
                Some(usual) => format!("{label} [{usual}] :"),
                None => format!("{label} :"),
            };
            let typed = self.line(&prompt)?;
            let answer = match (typed.as_str(), usual) {
                ("", Some(usual)) => usual,
                ("", None) => {
                    self.say("  une réponse est attendue (Ctrl-C pour abandonner)")?;
                    continue;
                }
                (typed, _) => typed,
            };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(why) => self.say(&format!("  {why}"))?,
            }
        }
    }

    /// Asks for what may be left out: an empty answer is nothing.
    pub(super) fn optional<T>(
        &mut self,
        label: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<Option<T>> {
        loop {
            let typed = self.line(&format!("{label} (Entrée pour passer) :"))?;
            if typed.is_empty() {
                return Ok(None);
            }
            match read(&typed) {
                Ok(value) => return Ok(Some(value)),
                Err(why) => self.say(&format!("  {why}"))?,
            }
        }
    }

    /// Asks for a word of a closed list, by its number or by itself; an empty answer keeps what there is.
    pub(super) fn word<M: Mot>(
        &mut self,
        label: &str,
        current: Option<M>,
    ) -> anyhow::Result<Option<M>> {
        let choices = M::ALL.iter().enumerate();
        let choices = choices.map(|(rank, mot)| format!("{} {}", rank + 1, mot.label()));
        let choices: Vec<String> = choices.collect();
        // A number stays with its word where a line breaks.
        let choices = choices.iter().map(|choice| choice.replace(' ', "\u{a0}"));
        let choices: Vec<String> = choices.collect();
        let kept = current.map_or("passer".to_owned(), |mot| {
            format!("garder « {} »", mot.label())
        });
        writeln!(self.screen)?;
        self.say(&format!("{label} ?"))?;
        self.say(&format!("  {}", choices.join(", ")))?;
        let prompt = format!("  Réponse (Entrée pour {kept}) :");
        loop {
            let typed = self.line(&prompt)?;
            if typed.is_empty() {
                return Ok(current);
            }
            let numbered = typed.parse::<usize>().ok();
            let numbered = numbered.and_then(|number| number.checked_sub(1));
            let chosen = numbered.and_then(|rank| M::ALL.get(rank).copied());
            match chosen.or_else(|| M::parse(&typed)) {
                Some(mot) => return Ok(Some(mot)),
                None => self.say(&format!(
                    "  répondre par un numéro, de 1 à {}, ou par un des mots",
                    M::ALL.len()
                ))?,
            }
        }
    }

    /// Asks for a text of several lines, which an empty one ends; nothing when it has none.
    pub(super) fn paragraph(&mut self, label: &str) -> anyhow::Result<Option<String>> {
        self.say(&format!("{label} (une ligne vide pour finir) :"))?;
        let mut lines = Vec::new();
        loop {
            let line = self.answer(" >")?;
            // A blank line in what is pasted is a part of it.
            if line.is_empty() && !(self.is_waiting)() {
                break;
            }
            lines.push(line);
        }
        let text = lines.join("\n");
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// Shows what would change and asks whether to write it; nothing that changes needs no answer.
    pub(super) fn agrees_to(&mut self, changes: &str) -> anyhow::Result<bool> {
        if changes.is_empty() {
            return Ok(true);
        }
        writeln!(self.screen, "\n{}", safe::text(changes))?;
        let agreed = self.agrees("Écrire")?;
        if !agreed {
            self.say("rien n'a été écrit")?;
        }
        Ok(agreed)
    }

    /// Asks whether to go on; an empty answer is yes.
    pub(super) fn agrees(&mut self, label: &str) -> anyhow::Result<bool> {
        loop {
            // What was typed before the question does not answer it.
            self.drop_waiting()?;
            let typed = fold(&self.line(&format!("{label} [O/n] :"))?);
            match typed.as_str() {
                "" | "o" | "oui" => return Ok(true),
                "n" | "non" => return Ok(false),
                _ => self.say("  répondre oui (o) ou non (n)")?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::etat::Etat;

    /// Returns what is asked of someone who answers, and what comes of it.
    fn asked<T>(answers: &str, ask: impl FnOnce(&mut Questions<'_>) -> T) -> (T, String) {
        let (mut answers, mut screen) = (answers.as_bytes(), Vec::new());
        let got = ask(&mut Questions::new((&mut answers, || false), &mut screen));
        (got, String::from_utf8(screen).unwrap())
    }

    #[test]
    fn a_word_is_chosen_by_its_number_or_by_itself_and_asked_again_otherwise() {
        for (answers, expected, times) in [
            ("2\n", Some(Etat::EnCours), 1),
            ("Réalisée\r\n", Some(Etat::Realisee), 1),
            ("\n", None, 1),
            ("0\n9\nfini\n1\n", Some(Etat::AVenir), 4),
        ] {
            let (got, screen) = asked(answers, |questions| questions.word::<Etat>("État", None));
            assert_eq!(got.unwrap(), expected, "{answers:?}");
            assert_eq!(screen.matches("Réponse").count(), times, "{screen}");
        }
        let (kept, screen) = asked("\n", |questions| {
            questions.word("État", Some(Etat::EnCours))
        });
        assert_eq!(kept.unwrap(), Some(Etat::EnCours));
        assert!(screen.contains("garder «\u{a0}en cours\u{a0}»"), "{screen}");
    }

    #[test]
    fn a_value_is_asked_until_it_can_be_read() {
        let number = |text: &str| text.parse::<u8>().map_err(|_| "un nombre".to_owned());
        let (got, screen) = asked("\nx\n7", |questions| {
            questions.value("Combien", None, number)
        });
        assert_eq!(got.unwrap(), 7);
        assert_eq!(screen.matches("Combien\u{a0}:").count(), 3, "{screen}");
        let (got, _) = asked("\n", |questions| {
            questions.value("Combien", Some("3"), number)
        });
        assert_eq!(got.unwrap(), 3);
        let (got, _) = asked("\n", |questions| questions.optional("Combien", number));
        assert_eq!(got.unwrap(), None);
    }

    #[test]
    fn the_end_of_the_answers_abandons() {
        let (got, _) = asked("", |questions| questions.paragraph("Note"));
        assert!(got.unwrap_err().is::<Abandoned>());
    }

    #[test]
    fn a_paragraph_ends_with_an_empty_line() {
        let (got, _) = asked("a\nb\n\nc\n", |questions| questions.paragraph("Note"));
        assert_eq!(got.unwrap().unwrap(), "a\nb");
        let (got, _) = asked("\n", |questions| questions.paragraph("Note"));
        assert_eq!(got.unwrap(), None);
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_asked_again() {
        let (mut answers, mut screen) = (
            &b"Mairie d\xe9l\xe9gu\xe9e\n\x1b[AMairie\r\n"[..],
            Vec::new(),
        );
        let mut questions = Questions::new((&mut answers, || false), &mut screen);
        let read = |text: &str| Ok(text.to_owned());
        assert_eq!(questions.value("Qui", None, read).unwrap(), "Mairie");
        let screen = String::from_utf8(screen).unwrap();
        assert!(screen.contains("UTF-8"), "{screen}");
    }

    #[test]
    fn no_line_of_a_question_begins_with_its_colon() {
        let label = "x".repeat(78);
        let (_, screen) = asked("\n", |questions| questions.agrees(&format!("a {label}")));
        assert!(
            screen.contains(&format!("a {label}\n  [O/n]\u{a0}:")),
            "{screen}"
        );
        let label = "x".repeat(55);
        let read = |text: &str| Ok(text.to_owned());
        let (_, screen) = asked("\n", |questions| questions.optional(&label, read));
        assert!(screen.contains("passer)\u{a0}:"), "{screen}");
    }

    #[test]
    fn a_question_commands_no_screen() {
        let (_, screen) = asked("\n", |questions| questions.agrees("\u{1b}[2J"));
        assert!(!screen.contains('\u{1b}'));
    }
}
