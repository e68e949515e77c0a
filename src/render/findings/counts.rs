//! How many findings there are, and how people are told.

use crate::render::french::count;
use crate::text::diagnostic::{Diagnostic, Severity};

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Infos.
    pub(crate) infos: usize,
}

impl Counts {
    /// Counts findings.
    pub(crate) fn of(findings: &[Diagnostic]) -> Self {
        let of = |severity| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            infos: of(Severity::Info),
        }
    }

    /// Returns how many there are in all.
    pub(crate) fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// Returns whether there is no finding at all.
    pub(crate) fn is_empty(self) -> bool {
        self.total() == 0
    }

    /// Returns « 2 erreurs, 1 avertissement »; where there is no error, it says so first.
    pub(crate) fn summary(self) -> String {
        let parts = [
            (self.errors, "erreur"),
            (self.warnings, "avertissement"),
            (self.infos, "info"),
        ];
        let mut said: Vec<String> = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| count(*number, word))
            .collect();
        if self.errors == 0 {
            said.insert(0, "aucune erreur".to_owned());
        }
        said.join(", ")
    }
}
