//! Findings for GitHub Actions: annotations on the lines of a change, through the commands that its log obeys.

use std::io::{self, Write};

use super::Report;
use super::summary::summary;
use crate::render::french::count;
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::safe;

/// How many annotations of a kind GitHub shows for a step.
const MOST_SHOWN: usize = 10;

/// Writes each finding as an annotation, then the summary as a line of the log. What GitHub will not show is told first.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts();
    let errors = counts.errors + report.loaded.unread.len();
    if [errors, counts.warnings, counts.infos]
        .iter()
        .any(|count| *count > MOST_SHOWN)
    {
        let found = count(counts.total() + report.loaded.unread.len(), "constat");
        let message = format!(
            "{found} en tout : GitHub n'annote que les premiers de chaque gravité, le journal de l'étape les a tous"
        );
        writeln!(out, "::notice title=stspd::{}", data(&message))?;
    }
    for finding in &report.findings {
        annotate(report, finding, out)?;
    }
    for unread in &report.loaded.unread {
        let (path, message) = (property(&unread.path), data(&unread.to_string()));
        writeln!(
            out,
            "::error file={path},title=lecture-impossible::{message}"
        )?;
    }
    writeln!(out, "{}", summary(report))
}

/// Writes one finding as an annotation.
fn annotate(report: &Report<'_>, finding: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let sources = &report.loaded.sources;
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (sources.start(finding.at), sources.end(finding.at));
    let mut place = format!(
        "file={},line={}",
        property(sources.path(finding.at.file())),
        start.line
    );
    // Columns are for a stretch of one line.
    if end.line > start.line {
        place.push_str(&format!(",endLine={}", end.line));
    } else if end.column > start.column {
        let (line, column) = (start.line, start.column);
        place.push_str(&format!(
            ",endLine={line},col={column},endColumn={}",
            end.column
        ));
    }
    let mut message = data(&finding.message);
    if let Some(help) = &finding.help {
        message.push_str(&format!("%0Aaide : {}", data(help)));
    }
    writeln!(
        out,
        "::{command} {place},title={}::{message}",
        finding.card.id
    )
}

/// Returns a message as a command takes it.
fn data(text: &str) -> String {
    safe::line(text).replace('%', "%25")
}

/// Returns the value of a property as a command takes it. GitHub turns it back to what it was, so that a path names its file;
/// but for what no log may hold at all, which is spelled out.
fn property(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' => escaped.push_str("%3A"),
            ',' => escaped.push_str("%2C"),
            other => escaped.push(other),
        }
    }
    safe::line(&escaped).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_commands_the_log() {
        assert_eq!(
            data("100 % de\r\n::error::x"),
            "100 %25 de :\\u{3a}error:\\u{3a}x"
        );
        assert_eq!(data("a ##[add-mask]b"), "a #\\u{23}[add-mask]b");
    }

    #[test]
    fn a_path_stays_in_its_property() {
        assert_eq!(
            property("a,b:c%d\r\ne::warning::f"),
            "a%2Cb%3Ac%25d%0D%0Ae%3A%3Awarning%3A%3Af"
        );
        assert_eq!(property("a ##[b]\u{1b}"), "a #\\u{23}[b]\\u{1b}");
    }
}
