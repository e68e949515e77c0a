//! Reading any bytes as a file of the plan, and saying what is wrong with them in each format.

use serde_json::Value;
use toml::de::DeTable;

use super::markup::assert_well_formed;
use super::output::{assert_plain, assert_safe, without_colors, written};
use super::plan::{day, told, with};
use crate::load::agrees;
use crate::load::{Loaded, shown};
use crate::render::findings::{Report, github, gitlab, json as findings_json, junit, sarif, text};
use crate::render::json;
use crate::rules::verdict::Verdict;
use crate::text::diagnostic::{Diagnostic, Severity, by_file};

/// The most faults that are shown of one file, with the line that counts the others.
const MOST_SHOWN: usize = 51;

/// The most faults that are kept of one file, with the one that says that there are more.
const MOST_KEPT: usize = 5001;

/// Reads a file of the plan, and judges the plan.
pub(super) fn read(input: &[u8]) -> bool {
    let Some((path, content)) = told(input) else {
        return false;
    };
    let loaded = with(path, content);
    loaded
        .faults
        .iter()
        .for_each(|fault| stands(&loaded, fault));
    let is_faulty = |fault: &Diagnostic| loaded.sources.path(fault.at.file()) == path;
    let text = std::str::from_utf8(content);
    let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
    if let Ok(text) = text {
        agrees(text);
    }
    // The parser takes a mark for the first one of the file.
    if text.map_or(true, |text| {
        text.starts_with('\u{feff}') || DeTable::parse(text).is_err()
    }) {
        assert!(
            loaded.faults.iter().any(is_faulty),
            "what is no TOML passes for a sound file"
        );
    }
    for faults in by_file(&loaded.faults).values() {
        assert!(faults.len() <= MOST_KEPT);
    }
    for faults in by_file(shown(loaded.faults.clone())).values() {
        assert!(faults.len() <= MOST_SHOWN);
    }
    let verdict = Verdict::new(&loaded, day(), Severity::Info);
    verdict
        .findings
        .iter()
        .for_each(|finding| stands(&loaded, finding));
    let since = Verdict::since(&with(path, content), &loaded, day());
    assert!(
        since.findings.is_empty(),
        "a plan adds nothing to itself: {:?}",
        since.findings
    );
    true
}

/// Writes what was found in the plan with a file replaced, in each format.
pub(super) fn findings(input: &[u8]) -> bool {
    let Some((path, content)) = told(input) else {
        return false;
    };
    let loaded = with(path, content);
    let verdict = Verdict::new(&loaded, day(), Severity::Info);
    write(&Report {
        loaded: &loaded,
        files: loaded.sources.files().collect(),
        findings: verdict.findings,
        unshown: 0,
        elsewhere: None,
        since: None,
        strict: input.len().is_multiple_of(2),
    });
    true
}

/// Checks that a finding stands in its file, between two characters, and says something.
fn stands(loaded: &Loaded, finding: &Diagnostic) {
    let text = loaded.sources.text(finding.at.file());
    let (start, end) = (finding.at.start(), finding.at.end());
    assert!(
        start <= end && text.is_char_boundary(start) && text.is_char_boundary(end),
        "{}: {start}..{end} of {}: {}",
        finding.card.id,
        text.len(),
        finding.message
    );
    assert!(!finding.message.is_empty());
    assert_ne!(finding.help.as_deref(), Some(""), "{}", finding.card.id);
}

/// Writes findings in each format, and checks what each promises.
fn write(report: &Report<'_>) {
    let texte = written(|out| text::write_report(report, false, out));
    assert_safe(&texte, "texte");
    let colored = without_colors(&written(|out| text::write_report(report, true, out)));
    assert_safe(&colored, "texte, en couleurs");
    let court = written(|out| text::write_short(report, out));
    assert_safe(&court, "court");
    // Each finding is one line, and its help at most another; then comes what sums them up.
    let count = report.findings.len();
    assert!(
        (count..=2 * count + 2).contains(&court.lines().count()),
        "{court}"
    );
    let own = ["::error ", "::warning ", "::notice "];
    let annotations = written(|out| github::write(report, out));
    assert_plain(&annotations, "github");
    for line in annotations.lines() {
        let own = own.iter().find_map(|own| line.strip_prefix(own));
        assert_safe(own.unwrap_or(line), "github");
    }
    let view = |text: String, of: &str| -> Value {
        assert_safe(&text, of);
        serde_json::from_str(&text).expect("it is JSON")
    };
    let contract = view(
        written(|out| json::write(&findings_json::view(report), out)),
        "json",
    );
    let gitlab = view(
        written(|out| json::write(&gitlab::view(report), out)),
        "gitlab",
    );
    let sarif = view(
        written(|out| json::write(&sarif::view(report), out)),
        "sarif",
    );
    for list in [&contract["constats"], &gitlab, &sarif["runs"][0]["results"]] {
        assert_eq!(list.as_array().map(Vec::len), Some(count));
    }
    let junit = written(|out| junit::write(report, out));
    assert_safe(&junit, "junit");
    assert_well_formed(&junit, None);
}
