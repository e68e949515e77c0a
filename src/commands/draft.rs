//! What a command is about to write: shown, judged as the plan would be, then written, each file whole.

use std::collections::BTreeMap;

use anyhow::{anyhow, bail};

use super::env::{Env, output};
use super::show::designated;
use crate::edit::fmt::formatted;
use crate::edit::form::{Form, Unfit};
use crate::exit::Exit;
use crate::load::error::{LoadError, reason};
use crate::load::files::{Content, Entry, EntryKind, PlanFiles};
use crate::load::overlay::Overlay;
use crate::load::{Loaded, holds, load, shown};
use crate::model::fiche::Fiche;
use crate::model::ids::FicheId;
use crate::model::plan::Plan;
use crate::render::changes::{patch, told};
use crate::render::findings::counts::Counts;
use crate::render::findings::text;
use crate::render::french::count;
use crate::rules::verdict::{Verdict, is_fault};
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::limits::LARGEST_FILE;
use crate::text::safe;
use crate::text::source::FileId;
use crate::write::plan::{Change, WriteError, apply};

/// Whether what would be written is only shown.
#[derive(Debug, clap::Args)]
pub(super) struct Preview {
    /// Montrer ce qui changerait, sans rien écrire
    #[arg(long, help_heading = "Options\u{a0}")]
    pub(super) diff: bool,
}

impl Preview {
    /// Returns how a command ends, which asked questions or not.
    pub(super) fn ending(&self, is_asking: bool) -> Ending {
        match (self.diff, is_asking) {
            (true, _) => Ending::Shown,
            (false, true) => Ending::Asked,
            (false, false) => Ending::Written,
        }
    }
}

/// How a command that writes ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// What changes is shown as a patch, and nothing is written.
    Shown,
    /// What changes is told, and written if someone agrees.
    Asked,
    /// It is written.
    Written,
}

/// What is said when nothing changes.
const NOTHING: &str = "rien à écrire : le plan dit déjà cela";

/// The most warnings that are told after a command.
const MOST_WARNINGS: usize = 5;

/// What a command is about to write in a plan.
pub(super) struct Draft {
    /// The files of the plan.
    files: Box<dyn PlanFiles>,
    /// The plan as it is.
    pub(super) loaded: Loaded,
    /// The files that change, by their path below the plan: what each is, nothing when it is new, and what it becomes.
    changes: BTreeMap<String, (Option<Vec<u8>>, Vec<u8>)>,
}

impl Draft {
    /// Reads the plan that is about to change, whatever its faults.
    pub(super) fn read_plan(env: &Env<'_>) -> anyhow::Result<Self> {
        if env.global.rev.is_some() {
            bail!("cette commande écrit dans le plan d'aujourd'hui : elle ne va pas avec --rev");
        }
        let files = env.plan_files()?;
        let loaded = load(files.as_ref())?;
        Ok(Self {
            files,
            loaded,
            changes: BTreeMap::new(),
        })
    }

    /// Reads the plan that is about to change. Nothing when its strategy cannot be read: its faults are shown.
    pub(super) fn open(env: &mut Env<'_>) -> anyhow::Result<Option<Self>> {
        let draft = Self::read_plan(env)?;
        if draft.loaded.plan.is_none() {
            let faults = shown(draft.loaded.faults.clone());
            draft.refuse(&faults, env)?;
            return Ok(None);
        }
        Ok(Some(draft))
    }

    /// Returns the plan as it is.
    pub(super) fn plan(&self) -> &Plan {
        let plan = self.loaded.plan.as_ref();
        plan.expect("a draft is opened on a plan whose strategy is read")
    }

    /// Returns the one fiche that a word designates. Nothing when some file cannot be read, which may be the one: its faults are
    /// shown.
    pub(super) fn designated(
        &self,
        word: &str,
        env: &mut Env<'_>,
    ) -> anyhow::Result<Option<&Fiche>> {
        match designated(self.plan(), word) {
            Ok(fiche) => Ok(Some(fiche)),
            Err(_) if self.refuses_faults(env)? => Ok(None),
            Err(unknown) => Err(unknown),
        }
    }

    /// Shows the reading faults of the plan, and returns whether there are some.
    pub(super) fn refuses_faults(&self, env: &mut Env<'_>) -> anyhow::Result<bool> {
        if let Some(unread) = self.loaded.unread.first() {
            return Err(LoadError::from(unread.clone()).into());
        }
        if self.loaded.faults.is_empty() {
            return Ok(false);
        }
        self.refuse(&shown(self.loaded.faults.clone()), env)?;
        Ok(true)
    }

    /// Returns the path below the plan of a file that was read.
    pub(super) fn path(&self, file: FileId) -> String {
        self.loaded.path(file).to_owned()
    }

    /// Returns how a path below the plan is printed.
    pub(super) fn printed(&self, path: &str) -> String {
        self.files.printed(path)
    }

    /// Returns whether the plan has a file, or is about to.
    pub(super) fn has(&self, path: &str) -> bool {
        let mut files = self.loaded.sources.files();
        self.changes.contains_key(path) || files.any(|file| self.loaded.path(file) == path)
    }

    /// Returns the path below the plan of the file of a fiche, in whatever folder, read well or badly.
    pub(super) fn fiche_file(&self, id: &FicheId) -> Option<String> {
        let name = format!("{id}.toml");
        let files = self.loaded.sources.files();
        let mut paths = files.map(|file| self.loaded.path(file));
        let found = paths.find(|path| {
            let file = path.rsplit('/').next().unwrap_or(path);
            path.starts_with("fiches/") && file.eq_ignore_ascii_case(&name)
        });
        found.map(str::to_owned)
    }

    /// Opens a file of the plan, so that something is added to it. Nothing when it has reading faults: they are shown.
    pub(super) fn form(&self, path: &str, env: &mut Env<'_>) -> anyhow::Result<Option<Form>> {
        let is_here = |fault: &&Diagnostic| self.loaded.path(fault.at.file()) == path;
        let faults: Vec<_> = self.loaded.faults.iter().filter(is_here).cloned().collect();
        if !faults.is_empty() {
            self.refuse(&shown(faults), env)?;
            return Ok(None);
        }
        let kind = holds(path).expect("only files that the format knows are opened");
        Ok(Some(Form::new(&self.text(path)?, kind)))
    }

    /// Returns the text of a file as it is, or as it is about to be.
    pub(super) fn text(&self, path: &str) -> anyhow::Result<String> {
        let bytes = match self.changes.get(path) {
            Some((_, after)) => after.clone(),
            None => self.read(path)?,
        };
        Ok(String::from_utf8(bytes).expect("a file without reading fault is UTF-8"))
    }

    /// Returns the files of the plan.
    pub(super) fn files(&self) -> &dyn PlanFiles {
        self.files.as_ref()
    }

    /// Returns the whole text of a file that was read, and that has no reading fault.
    pub(super) fn text_of(&self, file: FileId) -> anyhow::Result<String> {
        let judged = Some(self.loaded.sources.text(file));
        let bytes = self.read_judged(self.loaded.path(file), judged)?;
        Ok(String::from_utf8(bytes).expect("a file without reading fault is UTF-8"))
    }

    /// Says of what has no place in a file how to make it one; any other error stays as it is.
    pub(super) fn fitting(&self, path: &str, error: anyhow::Error) -> anyhow::Error {
        let unfit = match error.downcast::<Unfit>() {
            Ok(unfit) => unfit,
            Err(other) => return other,
        };
        let printed = self.printed(path);
        let is_laid_out = holds(path)
            .zip(self.text(path).ok())
            .is_some_and(|(kind, text)| formatted(&text, kind, &|_| None) == text);
        match is_laid_out {
            true => anyhow!("{unfit} : l'écrire à la main dans « {printed} »"),
            false => anyhow!(
                "{unfit}, dans « {printed} » : lancer d'abord « stspd fmt {printed} », puis la même commande"
            ),
        }
    }

    /// Has a file that was read say something else than its whole text.
    pub(super) fn rewrite(&mut self, file: FileId, before: String, after: String) {
        let texts = (Some(before.into_bytes()), after.into_bytes());
        self.changes.insert(self.path(file), texts);
    }

    /// Returns the bytes of a file of the plan, which are those that were judged.
    fn read(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let sources = &self.loaded.sources;
        let file = sources.files().find(|file| self.loaded.path(*file) == path);
        self.read_judged(path, file.map(|file| sources.text(file)))
    }

    /// Returns the bytes of a file of the plan, when they are those of the text that was judged.
    fn read_judged(&self, path: &str, judged: Option<&str>) -> anyhow::Result<Vec<u8>> {
        let entry = Entry {
            path: path.to_owned(),
            kind: EntryKind::File,
        };
        let content = self.files.read(&entry).map_err(LoadError::from)?;
        match content {
            Content::Bytes(bytes)
                if str::from_utf8(&bytes)
                    .is_ok_and(|text| Some(text.trim_start_matches('\u{feff}')) == judged) =>
            {
                Ok(bytes)
            }
            _ => bail!(WriteError::Changed {
                printed: self.printed(path)
            }),
        }
    }

    /// Has a file say something else, or a new one say something.
    pub(super) fn put(&mut self, path: &str, text: String) -> anyhow::Result<()> {
        let before = match self.changes.remove(path) {
            Some((before, _)) => before,
            None if self.has(path) => Some(self.read(path)?),
            None => None,
        };
        let after = text.into_bytes();
        self.changes.insert(path.to_owned(), (before, after));
        Ok(())
    }

    /// Returns what changes, line by line, as people read it.
    pub(super) fn diff(&self) -> String {
        let mut shown = String::new();
        for (path, (before, after)) in &self.changes {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let before = before.as_deref().map(text);
            shown += &patch(before.as_deref(), (&self.printed(path), &text(after)));
        }
        shown
    }

    /// Shows someone what changes, and returns whether to write it.
    fn is_agreed(&self, env: &mut Env<'_>) -> anyhow::Result<bool> {
        let changes = self.changes.iter().map(|(path, (before, after))| {
            let before = before.as_deref().map(String::from_utf8_lossy);
            let after = String::from_utf8_lossy(after);
            told(before.as_deref(), (&self.printed(path), &after))
        });
        let changes: String = changes.collect();
        env.questions().agrees_to(&changes)
    }

    /// Ends the command: what would be written is judged, then shown, or written; someone is asked first, where questions were.
    pub(super) fn finish(self, ending: Ending, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        match self.judged(env)? {
            Some(found) => self.end(&found, ending, env),
            None => Ok(Exit::PlanAtFault),
        }
    }

    /// Ends the command, once what would be found is known.
    pub(super) fn end(
        self,
        found: &[Diagnostic],
        ending: Ending,
        env: &mut Env<'_>,
    ) -> anyhow::Result<Exit> {
        warn(found, env)?;
        match ending {
            Ending::Shown => {
                let diff = self.diff();
                output(write!(env.out, "{diff}"))?;
                if diff.is_empty() {
                    writeln!(env.err, "{NOTHING}")?;
                }
            }
            Ending::Asked if !self.is_agreed(env)? => {}
            Ending::Asked | Ending::Written => self.write(env)?,
        }
        Ok(Exit::Done)
    }

    /// Judges the plan as it would be, and returns what would be found that is not found now; nothing when there is an error
    /// in it, which is shown.
    pub(super) fn judged(&self, env: &mut Env<'_>) -> anyhow::Result<Option<Vec<Diagnostic>>> {
        let mut texts = self.changes.iter();
        // Nothing would read it any more.
        if let Some((path, _)) = texts.find(|(_, (_, after))| after.len() as u64 > LARGEST_FILE) {
            bail!(
                "« {} » dépasserait 1 Mio, la plus grande taille d'un fichier du plan : rien n'a été écrit",
                self.printed(path)
            );
        }
        let texts = self.changes.iter();
        let texts = texts.map(|(path, (_, after))| (path.clone(), after.clone()));
        let texts = texts.collect();
        let files = Overlay {
            files: self.files.as_ref(),
            texts: &texts,
        };
        let after = load(&files)?;
        if let Some(unread) = after.unread.first() {
            return Err(LoadError::from(unread.clone()).into());
        }
        let found = Verdict::since(&self.loaded, &after, env.date()).findings;
        // A reading fault of a file that stays as it is, beside others of it, was there before, whatever hid it.
        let had_faults = |path: &str| {
            let mut before = self.loaded.faults.iter();
            before.any(|fault| self.loaded.path(fault.at.file()) == path)
        };
        let is_left = |finding: &Diagnostic| {
            let path = after.path(finding.at.file());
            is_fault(finding) && !self.changes.contains_key(path) && had_faults(path)
        };
        let is_error =
            |finding: &&Diagnostic| finding.severity == Severity::Error && !is_left(finding);
        let errors: Vec<Diagnostic> = found.iter().filter(is_error).cloned().collect();
        if errors.is_empty() {
            return Ok(Some(found));
        }
        text::write(&errors, &after.sources, env.err_color, env.err)?;
        let counts = Counts::of(&errors).summary();
        writeln!(
            env.err,
            "{counts} dans ce qui serait écrit : rien n'a été écrit"
        )?;
        Ok(None)
    }

    /// Writes the files, one after the other, and says which.
    fn write(&self, env: &mut Env<'_>) -> anyhow::Result<()> {
        let folder = self.files.folder();
        let mut written = Vec::new();
        for (path, (before, after)) in &self.changes {
            let change = Change {
                path: folder.join(path),
                printed: self.printed(path),
                before: before.clone(),
                after: after.clone(),
            };
            if apply(&change)? {
                let _ = writeln!(env.out, "écrit : {}", safe::line(&change.printed));
                written.push(change.printed);
            }
        }
        if written.is_empty() {
            writeln!(env.err, "{NOTHING}")?;
        }
        // Who runs the command again would add the same thing twice.
        env.out.flush().map_err(|cause| {
            let written = written.join(" », « ");
            anyhow!(
                "« {written} » est écrit, mais la sortie n'a pas pu le dire : {}",
                reason(&cause)
            )
        })
    }

    /// Shows the faults that keep a file from being changed.
    fn refuse(&self, faults: &[Diagnostic], env: &mut Env<'_>) -> anyhow::Result<()> {
        text::write(faults, &self.loaded.sources, env.err_color, env.err)?;
        let counts = Counts::of(faults).summary();
        writeln!(
            env.err,
            "{counts} de lecture : à corriger d'abord, rien n'a été écrit"
        )?;
        Ok(())
    }
}

/// Tells the warnings that would be found. What hangs on the day says nothing of what is written.
fn warn(found: &[Diagnostic], env: &mut Env<'_>) -> anyhow::Result<()> {
    let warned = |finding: &&Diagnostic| finding.severity == Severity::Warning && !finding.dated;
    let warnings: Vec<&Diagnostic> = found.iter().filter(warned).collect();
    for finding in warnings.iter().take(MOST_WARNINGS) {
        writeln!(env.err, "avertissement : {}", safe::line(&finding.message))?;
    }
    if warnings.len() > MOST_WARNINGS {
        let more = count(warnings.len() - MOST_WARNINGS, "autre");
        writeln!(env.err, "… et {more} : « stspd check » montre tout")?;
    }
    Ok(())
}
