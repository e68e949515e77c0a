//! Findings for GitLab: a Code Quality report, shown beside the lines of a merge request.

use serde::Serialize;

use super::Report;
use super::fingerprint::{digest, fingerprints};
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::safe;

/// A finding as GitLab reads it.
#[derive(Debug, Serialize)]
pub(crate) struct Issue<'a> {
    /// What is wrong, and the way out.
    description: String,
    /// The rule's name.
    check_name: &'static str,
    /// What it is known by from one run to the next.
    fingerprint: String,
    /// How serious it is, in GitLab's words.
    severity: &'static str,
    /// Where it stands.
    location: Location<'a>,
}

/// Where a finding stands.
#[derive(Debug, Serialize)]
struct Location<'a> {
    /// The file, from the root of the repository.
    path: &'a str,
    /// Its lines.
    lines: Lines,
}

/// The lines of a finding.
#[derive(Debug, Serialize)]
struct Lines {
    /// The first, from 1.
    begin: usize,
    /// The last.
    end: usize,
}

/// Returns the report: an empty list when there is nothing to say.
pub(crate) fn view<'a>(report: &'a Report<'_>) -> Vec<Issue<'a>> {
    let sources = &report.loaded.sources;
    let found = report.findings.iter().zip(fingerprints(report));
    let issue = |(finding, fingerprint): (&'a Diagnostic, String)| Issue {
        description: super::text::sentence(finding),
        check_name: finding.card.id,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: sources.path(finding.at.file()),
            lines: Lines {
                begin: sources.start(finding.at).line,
                end: sources.end(finding.at).line,
            },
        },
    };
    // What was not read was not checked: the list may not look clean.
    let unread = report.loaded.unread.iter().map(|unread| Issue {
        description: safe::line(&unread.to_string()).into_owned(),
        check_name: "lecture-impossible",
        fingerprint: digest(&[&unread.path, "lecture-impossible", &unread.reason]),
        severity: "blocker",
        location: Location {
            path: &unread.path,
            lines: Lines { begin: 1, end: 1 },
        },
    });
    found.map(issue).chain(unread).collect()
}
