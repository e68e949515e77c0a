//! What a command works with: the streams, the date, the screen, and the plan.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::NaiveDate;

use super::cli::Global;
use crate::load::folder::Folder;
use crate::load::{Loaded, load};
use crate::model::plan::Plan;
use crate::render::findings::counts::Counts;
use crate::render::findings::text;
use crate::render::terminal::Terminal;
use crate::rules;
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::source::Sources;

/// What is said of a plan without fiche.
pub(super) const NO_FICHE: &str =
    "le plan ne contient aucune fiche : elles vont sous fiches/, une par fichier .toml";

/// What a command works with.
pub(crate) struct Env<'a> {
    /// Where reports and findings go.
    pub(crate) out: &'a mut dyn Write,
    /// Where everything else goes.
    pub(crate) err: &'a mut dyn Write,
    /// The options that every command takes.
    pub(crate) global: &'a Global,
    /// The current folder.
    pub(crate) folder: PathBuf,
    /// The day.
    pub(crate) today: NaiveDate,
    /// The screen of `out`.
    pub(crate) terminal: Terminal,
    /// Whether `err` has colours.
    pub(crate) err_color: bool,
}

impl Env<'_> {
    /// Returns the reference date.
    pub(crate) fn date(&self) -> NaiveDate {
        self.global.au.unwrap_or(self.today)
    }

    /// Returns the reference date when one was asked for, and today.
    pub(crate) fn dates(&self) -> (Option<NaiveDate>, NaiveDate) {
        (self.global.au, self.today)
    }

    /// Opens the folder of the plan.
    pub(crate) fn plan_folder(&self) -> anyhow::Result<Folder> {
        let folder = match &self.global.plan {
            Some(plan) => Folder::open(&self.folder.join(plan)),
            None => Folder::nearest(&self.folder),
        };
        Ok(folder?)
    }

    /// Reads the plan for a report. Nothing when it has reading faults: they are shown on stderr, for a wrong total is
    /// worse than none. Other errors are only counted there.
    pub(crate) fn plan(&mut self) -> anyhow::Result<Option<Plan>> {
        let mut loaded = load(&self.plan_folder()?)?;
        if let Some(unread) = loaded.unread.drain(..).next() {
            return Err(unread.into());
        }
        let findings = findings(&loaded, self.date(), Severity::Error);
        let plan = match loaded.plan {
            Some(plan) if loaded.faults.is_empty() => plan,
            _ => {
                text::write(&loaded.faults, &loaded.sources, self.err_color, self.err)?;
                let counts = Counts::of(&loaded.faults).summary();
                writeln!(
                    self.err,
                    "{counts} de lecture : le plan est à corriger d'abord (« stspd check » montre tout)"
                )?;
                return Ok(None);
            }
        };
        if !findings.is_empty() {
            let errors = Counts::of(&findings).summary();
            writeln!(
                self.err,
                "{errors} dans le plan : « stspd check » les montre"
            )?;
        }
        if plan.fiches().is_empty() {
            writeln!(self.err, "{NO_FICHE}")?;
        }
        Ok(Some(plan))
    }
}

/// Returns the findings of a plan that are at least of a severity, reading faults included, by file and position.
pub(crate) fn findings(loaded: &Loaded, today: NaiveDate, least: Severity) -> Vec<Diagnostic> {
    let mut findings = loaded.faults.clone();
    if let Some(plan) = &loaded.plan {
        let is_whole = loaded.faults.is_empty() && loaded.unread.is_empty();
        let sources = (&loaded.sources, is_whole);
        findings.extend(rules::run(plan, sources, today, least));
    }
    sort(&mut findings, &loaded.sources);
    findings
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

/// Explains what went wrong with the output.
pub(crate) fn output<T>(written: std::io::Result<T>) -> anyhow::Result<T> {
    written.context("écriture impossible du résultat")
}
