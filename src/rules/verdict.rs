//! The verdict on a plan as it was read: what the reading and the rules found, and what of it was there before.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Context;
use super::runner::{Regles, run, thinned};
use crate::load::faults::{
    ENCODAGE, FAULTS, FICHIER_EN_CONFLIT, FICHIER_TROP_GROS, TROP_DE_FAUTES,
};
use crate::load::{Loaded, shown};
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::source::Sources;

/// What was found in a plan, by file and position.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// The findings that count.
    pub(crate) findings: Vec<Diagnostic>,
    /// Those that were there before, when the plan was compared with an earlier one.
    pub(crate) old: Vec<Diagnostic>,
}

impl Verdict {
    /// Judges a plan: every finding that is at least of a severity.
    pub(crate) fn new(loaded: &Loaded, today: NaiveDate, least: Severity) -> Self {
        let found = Found::in_plan(loaded, regles(loaded), today, least);
        Self::of(found, loaded, Vec::new())
    }

    /// Judges a plan by what it adds to an earlier one. A finding was there before when that one has the same, of the same
    /// rule and in the same file, wherever it stood: each stands for one. Both are judged by the same severities, so that a
    /// rule made stricter finds the old defects old.
    pub(crate) fn since(base: &Loaded, loaded: &Loaded, today: NaiveDate) -> Self {
        let judged = |plan| Found::in_plan(plan, regles(loaded), today, Severity::Info);
        let known = Known::of(&judged(base), base);
        let (new, old) = known.split(judged(loaded), loaded);
        Self::of(new, loaded, old)
    }

    /// Puts findings in order, without those of a file that nobody would read to the end.
    fn of(found: Found, loaded: &Loaded, old: Vec<Diagnostic>) -> Self {
        let mut findings = shown(found.faults);
        findings.extend(thinned(found.defects));
        sort(&mut findings, &loaded.sources);
        Self { findings, old }
    }
}

/// What was found in a plan, in no order.
struct Found {
    /// The reading faults.
    faults: Vec<Diagnostic>,
    /// What the rules found.
    defects: Vec<Diagnostic>,
}

impl Found {
    /// Finds what is wrong in a plan, by severities that may be another plan's.
    fn in_plan(loaded: &Loaded, regles: &Regles, today: NaiveDate, least: Severity) -> Self {
        let defects = loaded.plan.as_ref().map(|plan| {
            let context = Context {
                plan,
                sources: &loaded.sources,
                is_whole: loaded.faults.is_empty() && loaded.unread.is_empty(),
            };
            run(context, regles, today, least)
        });
        Self {
            faults: loaded.faults.clone(),
            defects: defects.unwrap_or_default(),
        }
    }
}

/// What makes two findings the same: the rule, the file by its path below the plan, and the message.
type Key = (&'static str, String, String);

/// The findings of an earlier plan.
struct Known<'a> {
    /// How many times each was found.
    counts: HashMap<Key, usize>,
    /// The content of the files, by their paths below the plan.
    contents: HashMap<&'a str, Content<'a>>,
}

/// All that is known of the content of a file.
type Content<'a> = (&'a str, Option<u64>);

impl<'a> Known<'a> {
    /// Counts the findings of a plan.
    fn of(found: &Found, loaded: &'a Loaded) -> Self {
        let mut counts = HashMap::new();
        for finding in found.faults.iter().chain(&found.defects) {
            *counts.entry(key(finding, loaded)).or_default() += 1;
        }
        Self {
            counts,
            contents: contents(loaded),
        }
    }

    /// Sets apart what was there before.
    fn split(mut self, found: Found, loaded: &Loaded) -> (Found, Vec<Diagnostic>) {
        let now = contents(loaded);
        let mut old = Vec::new();
        let mut new = |findings: Vec<Diagnostic>| {
            let (known, new) = findings
                .into_iter()
                .partition(|finding| self.takes(finding, loaded, &now));
            old.extend::<Vec<Diagnostic>>(known);
            new
        };
        let found = Found {
            faults: new(found.faults),
            defects: new(found.defects),
        };
        (found, old)
    }

    /// Returns whether a finding was there before, and counts it off. A fault that hides what else is wrong is old only where
    /// nothing can have changed behind it.
    fn takes(
        &mut self,
        finding: &Diagnostic,
        loaded: &Loaded,
        now: &HashMap<&str, Content<'_>>,
    ) -> bool {
        let path = below(loaded.sources.path(finding.at.file), loaded);
        let is_same = match hidden_by(finding, path) {
            Hidden::Nothing => true,
            Hidden::File => self.contents.get(path) == now.get(path),
            Hidden::Unread => false,
            Hidden::Plan => self.contents == *now,
        };
        match self.counts.get_mut(&key(finding, loaded)) {
            Some(left) if is_same && *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// What a finding keeps from being judged.
enum Hidden {
    /// Nothing else.
    Nothing,
    /// The rest of its file.
    File,
    /// Its file, which was not even read.
    Unread,
    /// What the whole plan says.
    Plan,
}

/// Returns what a finding keeps from being judged.
fn hidden_by(finding: &Diagnostic, path: &str) -> Hidden {
    let is_fault = FAULTS.iter().any(|card| card.id == finding.card.id);
    let id = finding.card.id;
    if is_fault && ["strategie.toml", "acteurs.toml"].contains(&path) {
        // Without a tree or without actors, the rules that need them are silent.
        Hidden::Plan
    } else if [FICHIER_TROP_GROS.id, FICHIER_EN_CONFLIT.id].contains(&id) {
        Hidden::Unread
    } else if [ENCODAGE.id, TROP_DE_FAUTES.id].contains(&id) {
        Hidden::File
    } else {
        Hidden::Nothing
    }
}

/// Returns the content of the files of a plan, by their paths below it.
fn contents(loaded: &Loaded) -> HashMap<&str, Content<'_>> {
    let sources = &loaded.sources;
    let content = |file| (below(sources.path(file), loaded), sources.content(file));
    sources.files().map(content).collect()
}

/// Returns what makes a finding the same as another. A message may name a file of the plan.
fn key(finding: &Diagnostic, loaded: &Loaded) -> Key {
    let path = below(loaded.sources.path(finding.at.file), loaded);
    let message = match loaded.prefix.as_str() {
        "" => finding.message.clone(),
        prefix => finding.message.replace(prefix, ""),
    };
    (finding.card.id, path.to_owned(), message)
}

/// Returns a printed path without what stands before those of the whole plan.
fn below<'a>(path: &'a str, loaded: &Loaded) -> &'a str {
    path.strip_prefix(loaded.prefix.as_str()).unwrap_or(path)
}

/// Returns the severities that a plan asks for.
fn regles(loaded: &Loaded) -> &Regles {
    let plan = loaded.plan.as_ref();
    plan.map_or(&[], |plan| plan.strategie.regles.as_slice())
}

/// Sorts findings by file and position.
fn sort(findings: &mut [Diagnostic], sources: &Sources) {
    findings.sort_by(|left, right| {
        let key = |finding: &Diagnostic| (finding.at.start, finding.at.end);
        let paths = sources.path(left.at.file).cmp(sources.path(right.at.file));
        paths
            .then_with(|| key(left).cmp(&key(right)))
            .then_with(|| left.card.id.cmp(right.card.id))
    });
}
