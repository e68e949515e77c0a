//! The verdict on a plan as it was read: what the reading and the rules found, and what of it was there before.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Context;
use super::runner::{Regles, run, thinned};
use crate::load::faults::{
    DOSSIER_TROP_PROFOND, ENCODAGE, FAULTS, FICHIER_EN_CONFLIT, FICHIER_TROP_GROS, TROP_DE_FAUTES,
};
use crate::load::files::{ACTEURS, STRATEGIE};
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
    /// rule and in the same file, wherever it stood there: each stands for one. Both are judged by the same severities, so that a
    /// rule made stricter finds the old defects old.
    pub(crate) fn since(base: &Loaded, loaded: &Loaded, today: NaiveDate) -> Self {
        let judged = |plan| Found::in_plan(plan, regles(loaded), today, Severity::Info);
        let known = Known::of(&judged(base), base, loaded);
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
            run(&context, regles, today, least)
        });
        Self {
            faults: loaded.faults.clone(),
            defects: defects.unwrap_or_default(),
        }
    }
}

/// What makes two findings the same: the rule, the file, the message; and for a reading fault what its line holds, which it
/// keeps from being judged.
type Key = (&'static str, String, String, String);

/// The findings of an earlier plan.
struct Known<'a> {
    /// How many times each was found.
    counts: HashMap<Key, usize>,
    /// What its files held.
    before: Contents<'a>,
    /// What the files of the plan that is judged hold.
    now: Contents<'a>,
    /// Which files say the same, as far as that was asked.
    same: HashMap<&'a str, bool>,
    /// Whether all do, once that was asked.
    all_same: Option<bool>,
}

/// All that is known of the content of a file: its text, and what tells its bytes from others when it is none.
type Content<'a> = (&'a str, Option<u64>);

/// The content of the files of a plan, each by the name under which it is known.
type Contents<'a> = HashMap<&'a str, Content<'a>>;

impl<'a> Known<'a> {
    /// Counts the findings of a plan, to be compared with another's.
    fn of(found: &Found, base: &'a Loaded, loaded: &'a Loaded) -> Self {
        let mut counts = HashMap::new();
        for finding in found.faults.iter().chain(&found.defects) {
            *counts.entry(key(finding, base)).or_default() += 1;
        }
        Self {
            counts,
            before: contents(base),
            now: contents(loaded),
            same: HashMap::new(),
            all_same: None,
        }
    }

    /// Sets apart what was there before.
    fn split(mut self, found: Found, loaded: &'a Loaded) -> (Found, Vec<Diagnostic>) {
        let mut old = Vec::new();
        let mut new = |findings: Vec<Diagnostic>| {
            let (known, new) = findings
                .into_iter()
                .partition(|finding| self.takes(finding, loaded));
            old.extend::<Vec<Diagnostic>>(known);
            new
        };
        let found = Found {
            faults: new(found.faults),
            defects: new(found.defects),
        };
        (found, old)
    }

    /// Returns whether a finding was there before, and counts it off.
    fn takes(&mut self, finding: &Diagnostic, loaded: &'a Loaded) -> bool {
        let is_same = match hidden_by(finding, loaded) {
            Hidden::Line => true,
            Hidden::File => self.is_same(file_of(finding, loaded)),
            Hidden::Unread => false,
            Hidden::Plan => self.is_all_same(),
        };
        match self.counts.get_mut(&key(finding, loaded)) {
            Some(left) if is_same && *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// Returns whether a file says the same as before, remarks and the order of its lines apart.
    fn is_same(&mut self, file: &'a str) -> bool {
        let (before, now) = (self.before.get(file), self.now.get(file));
        *self.same.entry(file).or_insert_with(|| {
            let says = |(text, sum): &Content<'a>| (lines(text), *sum);
            before.map(says) == now.map(says)
        })
    }

    /// Returns whether every file says the same as before, and there are no others.
    fn is_all_same(&mut self) -> bool {
        if let Some(known) = self.all_same {
            return known;
        }
        let files: Vec<&str> = self.before.keys().chain(self.now.keys()).copied().collect();
        let all_same = files.into_iter().all(|file| self.is_same(file));
        self.all_same = Some(all_same);
        all_same
    }
}

/// What a finding may keep from being judged. What the format does not place in the plan is judged in no run at all.
enum Hidden {
    /// At most what stands on its line.
    Line,
    /// What its file says.
    File,
    /// Its file, which was not even read.
    Unread,
    /// What the whole plan says.
    Plan,
}

/// Returns what a finding may keep from being judged.
fn hidden_by(finding: &Diagnostic, loaded: &Loaded) -> Hidden {
    let id = finding.card.id;
    if hides_the_plan(finding, loaded) {
        Hidden::Plan
    } else if [
        FICHIER_TROP_GROS.id,
        DOSSIER_TROP_PROFOND.id,
        FICHIER_EN_CONFLIT.id,
    ]
    .contains(&id)
    {
        Hidden::Unread
    } else if is_fault(finding) && hides_its_file(finding, loaded) {
        Hidden::File
    } else {
        Hidden::Line
    }
}

/// Returns whether a finding keeps the whole plan from being judged: without its tree or its actors, the rules that need them
/// are silent.
pub(crate) fn hides_the_plan(finding: &Diagnostic, loaded: &Loaded) -> bool {
    let path = below(loaded.sources.path(finding.at.file()), loaded);
    is_fault(finding) && [STRATEGIE, ACTEURS].contains(&path)
}

/// Returns whether a reading fault may hide more than its line: it is one of those that hide the rest, a part of its file was
/// not understood, or it stands on a title or on several lines.
fn hides_its_file(fault: &Diagnostic, loaded: &Loaded) -> bool {
    let (text, at) = (loaded.sources.text(fault.at.file()), fault.at);
    let stretch = text.get(at.start()..at.end());
    [ENCODAGE.id, TROP_DE_FAUTES.id].contains(&fault.card.id)
        || loaded.broken.contains(&at.file())
        || line_of(fault, loaded).starts_with('[')
        || stretch.is_none_or(|stretch| stretch.contains('\n'))
}

/// Returns whether a finding is a reading fault.
pub(crate) fn is_fault(finding: &Diagnostic) -> bool {
    FAULTS.iter().any(|card| card.id == finding.card.id)
}

/// Returns the lines of a text in one order, whatever theirs, without remarks.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    let mut lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    lines.sort_unstable();
    lines
}

/// Returns the content of the files of a plan.
fn contents(loaded: &Loaded) -> Contents<'_> {
    let sources = &loaded.sources;
    let content = |file| {
        let path = below(sources.path(file), loaded);
        (known_as(path), sources.content(file))
    };
    sources.files().map(content).collect()
}

/// Returns what makes a finding the same as another. A message may name a file of the plan.
fn key(finding: &Diagnostic, loaded: &Loaded) -> Key {
    let message = match loaded.prefix.as_str() {
        "" => finding.message.clone(),
        prefix => finding.message.replace(prefix, ""),
    };
    let line = match is_fault(finding) {
        true => line_of(finding, loaded),
        false => "",
    };
    let file = file_of(finding, loaded).to_owned();
    (finding.card.id, file, message, line.to_owned())
}

/// Returns the line where a finding stands; nothing for what concerns a whole file.
fn line_of<'a>(finding: &Diagnostic, loaded: &'a Loaded) -> &'a str {
    let text = loaded.sources.text(finding.at.file());
    let start = finding.at.start();
    if finding.at.end() == 0 || !text.is_char_boundary(start) {
        return "";
    }
    let (before, after) = text.split_at(start);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after.find('\n').unwrap_or(after.len()) + before.len();
    text[start..end].trim()
}

/// Returns the name under which the file of a finding is known.
fn file_of<'a>(finding: &Diagnostic, loaded: &'a Loaded) -> &'a str {
    known_as(below(loaded.sources.path(finding.at.file()), loaded))
}

/// Returns the name under which a file is known, by its path below the plan: a fiche is the same in whatever folder.
fn known_as(path: &str) -> &str {
    match path.strip_prefix("fiches/") {
        Some(fiche) => fiche.rsplit('/').next().unwrap_or(fiche),
        None => path,
    }
}

/// Returns a printed path without what stands before those of the whole plan.
fn below<'a>(path: &'a str, loaded: &Loaded) -> &'a str {
    path.strip_prefix(loaded.prefix.as_str()).unwrap_or(path)
}

/// Returns the severities that a plan asks for.
fn regles(loaded: &Loaded) -> &Regles {
    let plan = loaded.plan.as_ref();
    plan.map_or(&[], |plan| &*plan.strategie.regles)
}

/// Sorts findings by file and position.
pub(super) fn sort(findings: &mut [Diagnostic], sources: &Sources) {
    findings.sort_by(|left, right| {
        let key = |finding: &Diagnostic| (finding.at.start(), finding.at.end());
        let paths = sources
            .path(left.at.file())
            .cmp(sources.path(right.at.file()));
        paths
            .then_with(|| key(left).cmp(&key(right)))
            .then_with(|| left.card.id.cmp(right.card.id))
    });
}
