//! What a finding is known by from one run to the next, wherever its line has moved.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Report;
use crate::text::hex::hex;

/// Returns the fingerprint of each finding, in order: 64 hexadecimal digits of its file, its rule, its message, and how many
/// of the same came before. No two are equal, and a line added above changes none.
pub(super) fn fingerprints(report: &Report<'_>) -> Vec<String> {
    let mut seen: HashMap<(&str, &str, &str), u32> = HashMap::new();
    let findings = report.findings.iter().map(|finding| {
        let path = report.loaded.sources.path(finding.at.file());
        let key = (path, finding.card.id, finding.message.as_str());
        let rank = seen.entry(key).or_default();
        *rank += 1;
        digest(&[path, finding.card.id, &finding.message, &rank.to_string()])
    });
    findings.collect()
}

/// Returns the fingerprint of a few words.
pub(super) fn digest(words: &[&str]) -> String {
    hex(&Sha256::digest(words.join("\0")))
}
