//! Runs the rules: each at the severity that the plan wants, without what the plan asks to pass over.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::round::Round;
use super::{Check, Context, RULES, Rule};
use crate::model::fiche::Ignore;
use crate::model::strategie::Gravite;
use crate::text::diagnostic::{Diagnostic, Severity, by_file};
use crate::text::limits::MOST_FINDINGS;
use crate::text::located::Located;
use crate::text::source::FileId;
use crate::text::texte::Texte;

/// The severities that a plan's `[regles]` asks for.
pub(super) type Regles = [(Located<Texte>, Located<Gravite>)];

/// What the fiches asked to pass over, and had been found: the file, and the name of the rule.
#[derive(Default)]
pub(super) struct Passed(HashSet<(FileId, &'static str)>);

impl Passed {
    /// Returns whether a finding of a rule was passed over in a file.
    pub(super) fn served(&self, file: FileId, rule: &str) -> bool {
        self.0.contains(&(file, rule))
    }
}

/// Runs every rule whose findings are at least of a severity, which `[regles]` may change, and returns what they found, rule
/// by rule.
pub(super) fn run(
    context: &Context<'_>,
    regles: &Regles,
    today: NaiveDate,
    least: Severity,
) -> Vec<Diagnostic> {
    let severities = |rule| severity(regles, rule).filter(|severity| *severity >= least);
    let rules = RULES.iter();
    let (rules, severities): (Vec<&Rule>, Vec<Severity>) = rules
        .filter_map(|rule| Some((*rule, severities(rule)?)))
        .unzip();
    let mut found = Round::new(context, &rules, today).found();
    let fiches = context.plan.fiches().iter();
    let ignored: HashMap<FileId, &[Ignore]> = fiches
        .filter(|fiche| !fiche.ignorer.is_empty())
        .map(|fiche| (fiche.at.file(), &*fiche.ignorer))
        .collect();
    let mut passed = Passed::default();
    let mut all = Vec::new();
    for ((rule, severity), findings) in rules.iter().zip(severities).zip(&mut found) {
        // These rules come last: the others have found all that can be passed over.
        if let Check::Passed(check) = rule.check {
            check(context, &passed, findings);
        }
        for mut finding in findings.found.drain(..) {
            finding.severity = severity;
            finding.dated = rule.check.is_dated();
            let asked = ignored.get(&finding.at.file()).copied();
            if passes_over(asked.unwrap_or_default(), rule.card.id) {
                passed.0.insert((finding.at.file(), rule.card.id));
            } else {
                all.push(finding);
            }
        }
    }
    all
}

/// Returns whether a fiche asks to pass over a rule, with a reason.
pub(super) fn passes_over(ignorer: &[Ignore], rule: &str) -> bool {
    let mut asked = ignorer.iter();
    asked.any(|ignore| ignore.regle.as_str() == rule && ignore.raison.is_some())
}

/// Returns the severity of a rule, which `[regles]` may change; nothing when it is passed over.
fn severity(regles: &Regles, rule: &Rule) -> Option<Severity> {
    let wanted = regles
        .iter()
        .find(|(regle, _)| regle.as_str() == rule.card.id);
    match (wanted.map(|(_, gravite)| **gravite), &rule.check) {
        (None, _) => Some(rule.card.severity),
        (Some(Gravite::Ignored), _) => None,
        // What hangs on the day is never an error: a commit that passed would fail on 1 January.
        (Some(Gravite::Counts(severity)), check) if check.is_dated() => {
            Some(severity.min(Severity::Warning))
        }
        (Some(Gravite::Counts(severity)), _) => Some(severity),
    }
}

/// Returns the findings, less those of a file that nobody would read to the end: the worst are kept, then the first, and
/// one more says how many there were, as serious as the worst of them.
pub(super) fn thinned(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept = Vec::new();
    for mut found in by_file(all).into_values() {
        if found.len() > MOST_FINDINGS + 1 {
            found.sort_by_key(|finding| {
                (Reverse(finding.severity), finding.dated, finding.at.start())
            });
            let hidden = found.split_off(MOST_FINDINGS);
            found.extend(hidden.first().map(|worst| Diagnostic {
                message: format!("… et {} autres constats dans ce fichier", hidden.len()),
                help: Some("corriger d'abord ceux qui sont montrés".to_owned()),
                ..worst.clone()
            }));
        }
        kept.extend(found);
    }
    kept
}

/// Returns what one rule finds in a plan of Bourg-Exemple at the end of 2017, for the tests of the rules.
#[cfg(test)]
pub(super) fn found_by(rule: &Rule, strategie: &str, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut found = found_in(strategie, files, "2017-12-31");
    found.retain(|finding| finding.card.id == rule.card.id);
    found
}

/// Returns the messages of what one rule finds, as [`found_by`].
#[cfg(test)]
pub(super) fn said_by(rule: &Rule, strategie: &str, files: &[(&str, &str)]) -> Vec<String> {
    let found = found_by(rule, strategie, files).into_iter();
    found.map(|finding| finding.message).collect()
}

/// Returns what every rule finds in a plan of Bourg-Exemple at a date, for the tests of the rules.
#[cfg(test)]
pub(super) fn found_in(strategie: &str, files: &[(&str, &str)], today: &str) -> Vec<Diagnostic> {
    let loaded = crate::load::memory::loaded(strategie, files);
    let today = today.parse().expect("a date of the test");
    super::verdict::Verdict::new(&loaded, today, Severity::Info).findings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what the rules find in a fiche, at a date.
    fn found(strategie: &str, fiche: &str, today: &str) -> Vec<Diagnostic> {
        found_in(strategie, &[("f", fiche)], today)
    }

    #[test]
    fn a_file_full_of_findings_shows_the_worst_ones_and_counts_the_others() {
        let telephones: String = (0..80).map(|_| "\"03 20 00 00 00\",\n").collect();
        let fiche =
            format!("titre = \"T\"\nresultats_attendus = [\n{telephones}]\nobjectif = \"9\"\n");
        let found = found("", &fiche, "2017-06-30");
        assert_eq!(found.len(), MOST_FINDINGS + 1);
        let unknown = |finding: &&Diagnostic| finding.card.id == "objectif-inconnu";
        assert_eq!(found.iter().filter(unknown).count(), 1);
        let more = |finding: &&Diagnostic| finding.message.starts_with("… et ");
        assert_eq!(found.iter().filter(more).count(), 1);
    }

    #[test]
    fn what_hangs_on_the_day_is_never_an_error() {
        let strategie = "periode = \"2017/\"\n[regles]\nsuivi-futur = \"erreur\"\n";
        let fiche = "titre = \"T\"\n[[suivi]]\ndate = 2018-01-01\nnote = \"x\"\n";
        let of = |today| {
            let found = found(strategie, fiche, today);
            let future = found
                .into_iter()
                .find(|finding| finding.card.id == "suivi-futur");
            future.map(|finding| (finding.severity, finding.dated))
        };
        assert_eq!(of("2017-12-31"), Some((Severity::Warning, true)));
        assert_eq!(of("2018-01-01"), None);
    }
}
