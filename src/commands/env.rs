//! What a command works with: the streams, the date, the screen, and the plan.

use std::io::{BufRead, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::anyhow;
use chrono::NaiveDate;

use super::cli::Global;
use super::questions::Questions;
use crate::git::error::GitError;
use crate::git::files::{Kept, KeptPlan, Place};
use crate::git::repository::Repository;
use crate::load::error::{LoadError, reason};
use crate::load::files::PlanFiles;
use crate::load::folder::Folder;
use crate::load::{load, shown};
use crate::model::plan::Plan;
use crate::render::findings::counts::Counts;
use crate::render::findings::text;
use crate::render::terminal::Terminal;
use crate::rules::verdict::Verdict;
use crate::text::diagnostic::Severity;
use crate::text::source::Sources;

/// What is said of a plan without fiche.
pub(super) const NO_FICHE: &str =
    "le plan ne contient aucune fiche : elles vont sous fiches/, une par fichier .toml";

/// What is kept until the process ends, which gives everything back at once: piece by piece, the memory of a plan takes a
/// twentieth of the time of a report.
pub(crate) type Lasting<T> = ManuallyDrop<T>;

/// What a command works with.
pub(crate) struct Env<'a> {
    /// Where reports and findings go.
    pub(crate) out: &'a mut dyn Write,
    /// Where everything else goes.
    pub(crate) err: &'a mut dyn Write,
    /// Where answers come from.
    pub(crate) input: &'a mut dyn BufRead,
    /// Whether someone can be asked.
    pub(crate) can_ask: bool,
    /// Returns whether something more waits to be read.
    pub(crate) is_waiting: fn() -> bool,
    /// The options that every command takes.
    pub(crate) global: &'a Global,
    /// How the program was called.
    pub(crate) program: PathBuf,
    /// The current folder.
    pub(crate) folder: PathBuf,
    /// The day.
    pub(crate) today: NaiveDate,
    /// The screen of `out`.
    pub(crate) terminal: Terminal,
    /// Whether a screen is behind `out`.
    pub(crate) is_screen: bool,
    /// Whether `err` has colours.
    pub(crate) err_color: bool,
}

impl Env<'_> {
    /// Returns the reference date.
    pub(crate) fn date(&self) -> NaiveDate {
        self.global.au.unwrap_or(self.today)
    }

    /// Returns the way to ask someone, who is there when `can_ask` says so.
    pub(super) fn questions(&mut self) -> Questions<'_> {
        Questions::new((&mut *self.input, self.is_waiting), &mut *self.err)
    }

    /// Returns the reference date when one was asked for, and today.
    pub(crate) fn dates(&self) -> (Option<NaiveDate>, NaiveDate) {
        (self.global.au, self.today)
    }

    /// Returns the folder of the plan, when one was asked for.
    fn asked(&self) -> Option<PathBuf> {
        let plan = self.global.plan.as_ref();
        plan.map(|plan| self.folder.join(plan))
    }

    /// Returns the repository that holds the plan.
    pub(crate) fn repository(&self) -> Result<Repository, GitError> {
        let folder = self.asked().unwrap_or_else(|| self.folder.clone());
        Repository::holding(&folder, &self.folder)
    }

    /// Opens the plan: as it is in its folder, or as the commit that was asked for has it.
    pub(crate) fn plan_files(&self) -> anyhow::Result<Box<dyn PlanFiles>> {
        if let Some(rev) = &self.global.rev {
            let repository = self.repository()?;
            let commit = repository.commit(rev)?;
            return self.kept_files(repository, Kept::Committed(&commit));
        }
        let folder = match self.asked() {
            Some(plan) => Folder::open(&plan),
            None => Folder::nearest(&self.folder),
        };
        Ok(Box::new(folder?))
    }

    /// Opens the plan as it is about to be committed.
    pub(crate) fn staged_files(&self) -> anyhow::Result<Box<dyn PlanFiles>> {
        self.kept_files(self.repository()?, Kept::Staged)
    }

    /// Opens the plan as git keeps it.
    fn kept_files(
        &self,
        repository: Repository,
        kept: Kept<'_>,
    ) -> anyhow::Result<Box<dyn PlanFiles>> {
        let asked = self.asked();
        let place = match &asked {
            Some(plan) => Place::Folder(plan),
            None => Place::NearestTo(&self.folder),
        };
        Ok(Box::new(KeptPlan::find(repository, kept, place)?))
    }

    /// Reads the plan for a report, as [`Self::plan_and_sources`].
    pub(crate) fn plan(&mut self) -> anyhow::Result<Option<Lasting<Plan>>> {
        Ok(self.plan_and_sources()?.map(|(plan, _)| plan))
    }

    /// Reads the plan for a report, and its files. Nothing when it has reading faults: they are shown on stderr, for a wrong
    /// total is worse than none. Other errors are only counted there.
    pub(crate) fn plan_and_sources(
        &mut self,
    ) -> anyhow::Result<Option<(Lasting<Plan>, Lasting<Sources>)>> {
        let files = self.plan_files()?;
        self.read(files.as_ref())
    }

    /// Reads the plan for a report from files that were opened, as [`Self::plan_and_sources`].
    pub(crate) fn read(
        &mut self,
        files: &dyn PlanFiles,
    ) -> anyhow::Result<Option<(Lasting<Plan>, Lasting<Sources>)>> {
        let loaded = load(files)?;
        if let Some(unread) = loaded.unread.first() {
            return Err(LoadError::from(unread.clone()).into());
        }
        if loaded.plan.is_none() || !loaded.faults.is_empty() {
            let faults = shown(loaded.faults);
            text::write(&faults, &loaded.sources, self.err_color, self.err)?;
            let counts = Counts::of(&faults).summary();
            writeln!(
                self.err,
                "{counts} de lecture : le plan est à corriger d'abord (« stspd check » montre tout)"
            )?;
            return Ok(None);
        }
        let findings = Verdict::new(&loaded, self.date(), Severity::Error).findings;
        if !findings.is_empty() {
            let errors = Counts::of(&findings).summary();
            writeln!(
                self.err,
                "{errors} dans le plan : « stspd check » les montre"
            )?;
        }
        if loaded.fiches == 0 {
            writeln!(self.err, "{NO_FICHE}")?;
        }
        let plan = loaded.plan.map(Lasting::new);
        Ok(plan.zip(Some(Lasting::new(loaded.sources))))
    }
}

/// Explains what went wrong with the output.
pub(crate) fn output<T>(written: std::io::Result<T>) -> anyhow::Result<T> {
    written.map_err(|error| anyhow!("écriture impossible du résultat : {}", reason(&error)))
}
