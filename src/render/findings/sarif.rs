//! Findings as SARIF 2.1.0, the format that code scanning services share.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Report;
use super::fingerprint::fingerprints;
use crate::text::diagnostic::{Card, Diagnostic, Severity};
use crate::text::safe;

/// The schema of the format, as its authors name it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a path may hold as it is; a colon could pass for the end of a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Returns the report: the rules that found something, then each finding.
pub(crate) fn view(report: &Report<'_>) -> Value {
    let mut cards: Vec<&'static Card> = Vec::new();
    for finding in &report.findings {
        if !cards.iter().any(|card| card.id == finding.card.id) {
            cards.push(finding.card);
        }
    }
    cards.sort_by_key(|card| card.id);
    let found = report.findings.iter().zip(fingerprints(report));
    let results: Vec<Value> = found
        .map(|(finding, fingerprint)| {
            let rank = cards.iter().position(|card| card.id == finding.card.id);
            result(report, finding, (rank, fingerprint))
        })
        .collect();
    let unread: Vec<Value> = report
        .loaded
        .unread
        .iter()
        .map(|unread| {
            json!({
                "level": "error",
                "message": { "text": safe::line(&unread.to_string()) },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(&unread.path) } }],
            })
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "stspd",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": cards.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "language": "fr-FR",
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread,
            }],
            "results": results,
        }],
    })
}

/// Returns a rule.
fn rule(card: &'static Card) -> Value {
    json!({
        "id": card.id,
        "shortDescription": { "text": card.summary },
        "fullDescription": { "text": card.why },
        "help": { "text": card.cure },
        "defaultConfiguration": { "level": level(card.severity) },
    })
}

/// Returns a finding, with the rank of its rule and its fingerprint.
fn result(
    report: &Report<'_>,
    finding: &Diagnostic,
    (rank, fingerprint): (Option<usize>, String),
) -> Value {
    let sources = &report.loaded.sources;
    let (start, end) = (sources.start(finding.at), sources.end(finding.at));
    json!({
        "ruleId": finding.card.id,
        "ruleIndex": rank,
        "level": level(finding.severity),
        "message": { "text": super::text::sentence(finding) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact(sources.path(finding.at.file())),
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        } }],
        "partialFingerprints": { "constat/v1": fingerprint },
    })
}

/// Returns a file, by its path from the root of the repository.
fn artifact(path: &str) -> Value {
    json!({
        "uri": utf8_percent_encode(path, ESCAPED).to_string(),
        "uriBaseId": "%SRCROOT%",
    })
}

/// Returns the level of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
