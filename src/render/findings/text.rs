//! Findings for people (a line and its cure) and for editors (one line each).

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::render::french::count;
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::safe;
use crate::text::source::Sources;

/// Writes findings, each on a line with its place, and its cure on the next one.
pub(crate) fn write(
    findings: &[Diagnostic],
    sources: &Sources,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in findings {
        line(finding, sources, color, out)?;
        if let Some(help) = &finding.help {
            writeln!(out, "  aide : {}", safe::line(help))?;
        }
    }
    Ok(())
}

/// Writes findings, each on one line with its place.
pub(crate) fn write_short(
    findings: &[Diagnostic],
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    findings
        .iter()
        .try_for_each(|finding| line(finding, sources, false, out))
}

/// Writes the line of a finding: `file:line:column: severity[rule]: message`.
fn line(
    finding: &Diagnostic,
    sources: &Sources,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = sources.path(finding.at.file).to_owned();
    let (path, message) = (safe::line(&path), safe::line(&finding.message));
    let start = sources.start(finding.at);
    let style = if color {
        style(finding.severity)
    } else {
        Style::new()
    };
    let label = format!("{}[{}]", finding.severity.word(), finding.card.id);
    writeln!(
        out,
        "{path}:{}:{}: {style}{label}{style:#}: {message}",
        start.line, start.column
    )
}

/// Returns the style of a severity.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default(),
    }
}

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

    /// Returns the errors alone.
    pub(crate) fn only_errors(self) -> Self {
        Self {
            warnings: 0,
            infos: 0,
            ..self
        }
    }

    /// Returns whether there is no finding at all.
    pub(crate) fn is_empty(self) -> bool {
        self.errors + self.warnings + self.infos == 0
    }

    /// Returns « 2 erreurs, 1 avertissement », or what says that there is none.
    pub(crate) fn summary(self) -> String {
        let parts = [
            (self.errors, "erreur"),
            (self.warnings, "avertissement"),
            (self.infos, "info"),
        ];
        let said: Vec<String> = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| count(*number, word))
            .collect();
        if said.is_empty() {
            "aucune erreur".to_owned()
        } else {
            said.join(", ")
        }
    }
}
