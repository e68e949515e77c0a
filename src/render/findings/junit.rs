//! Findings as a JUnit report: one test a file of the plan, which fails when the file would fail the check.

use std::io::{self, Write};

use super::Report;
use super::text::short;
use crate::render::french::count;
use crate::text::diagnostic::{Diagnostic, by_file};
use crate::text::safe;
use crate::text::source::FileId;

/// Writes the report.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let found = by_file(&report.findings);
    let fails = |found: &&Vec<&Diagnostic>| found.iter().any(|finding| report.is_failure(finding));
    let (failures, errors) = (
        found.values().filter(fails).count(),
        report.loaded.unread.len(),
    );
    let tests = report.files.len() + errors;
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"stspd\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"stspd check\" {counts}>")?;
    for file in &report.files {
        let found = found.get(file).map_or(&[][..], Vec::as_slice);
        write_case(report, (*file, found), out)?;
    }
    for unread in &report.loaded.unread {
        open_case(&unread.path, out)?;
        let message = escaped(&unread.to_string());
        writeln!(
            out,
            ">\n      <error type=\"lecture-impossible\" message=\"{message}\"/>\n    </testcase>"
        )?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// Writes the test of one file: what fails it, then the rest.
fn write_case(
    report: &Report<'_>,
    (file, found): (FileId, &[&Diagnostic]),
    out: &mut dyn Write,
) -> io::Result<()> {
    open_case(report.loaded.sources.path(file), out)?;
    let (failures, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|finding| report.is_failure(finding));
    if failures.is_empty() && others.is_empty() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    if let [first, ..] = failures.as_slice() {
        let message = match failures.as_slice() {
            [only] => only.message.clone(),
            several => count(several.len(), "défaut"),
        };
        let (kind, message) = (first.card.id, escaped(&message));
        let lines = lines(report, &failures);
        writeln!(
            out,
            "      <failure type=\"{kind}\" message=\"{message}\">{lines}</failure>"
        )?;
    }
    if !others.is_empty() {
        let lines = lines(report, &others);
        writeln!(out, "      <system-out>{lines}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// Writes the start of a test.
fn open_case(path: &str, out: &mut dyn Write) -> io::Result<()> {
    let path = escaped(path);
    write!(
        out,
        "    <testcase classname=\"stspd\" name=\"{path}\" file=\"{path}\""
    )
}

/// Returns findings as lines of text: each with its place, then the way out.
fn lines(report: &Report<'_>, findings: &[&Diagnostic]) -> String {
    let mut lines = Vec::new();
    for finding in findings {
        lines.push(escaped(&short(finding, &report.loaded.sources)));
        let help = finding.help.as_ref();
        lines.extend(help.map(|help| format!("  aide : {}", escaped(help))));
    }
    lines.join("\n")
}

/// Returns a text as XML holds it, in an element or in an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in safe::line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No XML may hold them.
            '\u{fffe}' | '\u{ffff}' => {
                escaped.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_element_or_its_attribute() {
        assert_eq!(
            escaped("a <b>&\"c\"\u{0}\u{1b}\n\u{ffff}]]>"),
            "a &lt;b&gt;&amp;&quot;c&quot;\\u{0}\\u{1b} \\u{ffff}]]&gt;"
        );
    }
}
