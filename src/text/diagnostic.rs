//! What the author of a plan can mend: a finding, its severity, and the card of the rule behind it.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::limits::LONGEST_MESSAGE;
use super::source::{At, FileId};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Severity {
    /// Worth knowing.
    Info,
    /// Worth mending; does not fail the check.
    Warning,
    /// Must be mended; fails the check.
    Error,
}

impl Severity {
    /// Returns the French word that people read and type.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "avertissement",
            Self::Error => "erreur",
        }
    }
}

/// The identity card of a rule or of a reading fault: all that `stspd regles` says of it.
#[derive(Debug)]
pub(crate) struct Card {
    /// Its name, kebab-case: the defect itself.
    pub(crate) id: &'static str,
    /// How serious it is, unless the plan's `[regles]` says otherwise.
    pub(crate) severity: Severity,
    /// The defect, in half a line.
    pub(crate) summary: &'static str,
    /// Why it matters.
    pub(crate) why: &'static str,
    /// How to mend it.
    pub(crate) cure: &'static str,
    /// A faulty text, then the mended one.
    pub(crate) example: Example,
}

/// A defect shown in a few lines, and the same lines mended.
#[derive(Debug)]
pub(crate) struct Example {
    /// What is wrong.
    pub(crate) bad: &'static str,
    /// What to write instead.
    pub(crate) good: &'static str,
}

/// A defect of the plan at its place, which editing a file can mend.
#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    /// The rule that found it.
    pub(crate) card: &'static Card,
    /// How serious it is here.
    pub(crate) severity: Severity,
    /// Where it stands.
    pub(crate) at: At,
    /// What is wrong: lower case, no final stop, the value in « ».
    pub(crate) message: String,
    /// The way out.
    pub(crate) help: Option<String>,
    /// Whether it depends on the reference date: a commit's verdict never hangs on it.
    pub(crate) dated: bool,
}

impl Diagnostic {
    /// Returns a finding with the severity of its card and no help yet.
    pub(crate) fn new(card: &'static Card, at: At, message: impl Into<String>) -> Self {
        Self {
            card,
            severity: card.severity,
            at,
            message: bounded(message.into()),
            help: None,
            dated: false,
        }
    }

    /// Returns whether it fails a check by itself: an error does, and when the check is strict a warning that does not hang
    /// on the day.
    pub(crate) fn fails(&self, strict: bool) -> bool {
        let least = if strict {
            Severity::Warning
        } else {
            Severity::Error
        };
        self.severity >= least && !(self.dated && self.severity < Severity::Error)
    }

    /// Says the way out.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(bounded(help.into()));
        self
    }
}

/// Returns findings by file, those of each in the order in which they are given.
pub(crate) fn by_file<D: Borrow<Diagnostic>>(
    findings: impl IntoIterator<Item = D>,
) -> BTreeMap<FileId, Vec<D>> {
    let mut by_file: BTreeMap<FileId, Vec<D>> = BTreeMap::new();
    for finding in findings {
        let file = finding.borrow().at.file();
        by_file.entry(file).or_default().push(finding);
    }
    by_file
}

/// Cuts a text that nobody would read to its end.
fn bounded(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_MESSAGE) {
        text.truncate(end);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_nobody_would_read_to_its_end_is_cut() {
        let longest = "é".repeat(LONGEST_MESSAGE);
        assert_eq!(bounded(longest.clone()), longest);
        assert_eq!(bounded(format!("{longest}é")), format!("{longest}…"));
    }
}
