//! `stspd schema`: the format of the plan's files, for people to read and for editors to know.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::env::{Env, output};
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::git::repository::Repository;
use crate::load::error::{LoadError, reason};
use crate::load::files::PlanFiles;
use crate::load::load;
use crate::model::mot::Mot;
use crate::render::format::Format;
use crate::render::schema::settings::{Editor, schema};
use crate::render::schema::{Fichier, Hints, MARK, text};
use crate::render::views::schema::Reference;
use crate::rules;
use crate::text::nearest::quoted_or;
use crate::text::safe;
use crate::write::generated::{Outcome, place, read};

/// The arguments of `stspd schema`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sorte de fichier dont écrire le JSON Schema : fiche, strategie, acteurs ou bilan [défaut : la référence du format, à lire]
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "SORTE",
        value_parser = fichier,
        conflicts_with_all = ["format", "output"]
    )]
    sorte: Option<Fichier>,

    /// Écrire les schémas à la racine du dépôt, dans .stspd, et les réglages qui les relient au plan dans l'éditeur (Tombi, Taplo)
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        conflicts_with_all = ["sorte", "format", "output"]
    )]
    installer: bool,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of the reference.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[Format::Texte, Format::Markdown, Format::Html, Format::Json];
}

/// Reads a kind of file.
fn fichier(text: &str) -> Result<Fichier, String> {
    Fichier::parse(text).ok_or_else(|| format!("écrire {}", quoted_or(&Fichier::words())))
}

/// Runs `stspd schema`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if args.installer {
        return install(env);
    }
    let Some(file) = args.sorte else {
        let date = env.date();
        args.output.write(&Reference { date }, env)?;
        return Ok(Exit::Done);
    };
    let hints = match env.plan_files() {
        Ok(files) => hints(files.as_ref(), env)?,
        Err(error) if is_nowhere(&error) => own_hints(),
        Err(error) => return Err(error),
    };
    output(env.out.write_all(text(file, &hints).as_bytes()))?;
    Ok(Exit::Done)
}

/// Returns whether an error says that no plan was found, where none was named.
fn is_nowhere(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(LoadError::NowhereAbove))
}

/// Returns what the program proposes without any plan.
fn own_hints() -> Hints {
    Hints::of_rules(rules::cards())
}

/// Returns what a plan proposes; that it has reading faults, and may propose less than it should, is said on stderr.
fn hints(files: &dyn PlanFiles, env: &mut Env<'_>) -> anyhow::Result<Hints> {
    let loaded = load(files)?;
    if !loaded.faults.is_empty() || !loaded.unread.is_empty() {
        writeln!(
            env.err,
            "le plan ne se lit pas en entier : des suggestions peuvent manquer (« stspd check » montre pourquoi)"
        )?;
    }
    let hints = own_hints();
    Ok(match &loaded.plan {
        Some(plan) => hints.with(plan),
        None => hints,
    })
}

/// Writes the schemas and the settings of a plan.
fn install(env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if env.global.rev.is_some() {
        bail!(
            "--installer et --rev ne vont pas ensemble : l'éditeur montre le plan tel qu'il est dans son dossier"
        );
    }
    let files = env.plan_files()?;
    let (root, plan) = home(&files.folder(), env)?;
    let hints = hints(files.as_ref(), env)?;
    let mut told = Told::default();
    for &file in Fichier::ALL {
        let path = schema(&plan, file);
        let outcome = place(&root, &path, |before| {
            before.is_none_or(is_ours).then(|| text(file, &hints))
        });
        told.take(&path, outcome?, || {
            "le déplacer ou le supprimer, puis relancer cette commande".to_owned()
        });
    }
    for editor in Editor::ALL {
        tie(editor, (&root, &plan), &mut told)?;
    }
    told.tell(env)
}

/// Returns where schemas and settings go, and the path of the plan from there, with `/`: the root of the repository that holds it, else
/// the folder that holds it. Never below the plan: its folders are its author's.
fn home(folder: &Path, env: &Env<'_>) -> anyhow::Result<(PathBuf, String)> {
    if let Ok(repository) = Repository::holding(folder, &env.folder)
        && repository.has_files()
        && let Some(plan) = repository.path_of(folder)
    {
        return Ok((repository.top().to_owned(), plan));
    }
    let real = folder.canonicalize();
    let real = real.with_context(|| format!("« {} »", folder.display()))?;
    let name = real.file_name().and_then(|name| name.to_str());
    match (real.parent(), name) {
        (Some(parent), Some(name)) => Ok((parent.to_owned(), name.to_owned())),
        _ => bail!(
            "« {} » n'a pas de nom qu'un réglage puisse écrire",
            real.display()
        ),
    }
}

/// Ties the schemas of a plan to its files, in the settings of an editor.
fn tie(editor: Editor, (root, plan): (&Path, &str), told: &mut Told) -> anyhow::Result<()> {
    for &(name, words) in editor.others() {
        let theirs = failed(read(&root.join(name)), name)?;
        if let Some(theirs) = theirs.filter(|theirs| theirs.contains(words)) {
            told.take(name, foreign(theirs, plan), || add(editor, plan));
            return Ok(());
        }
    }
    let path = editor.file();
    let outcome = place(root, path, |before| editor.with(before, plan));
    let outcome = match outcome? {
        Outcome::Foreign(theirs) => foreign(theirs, plan),
        outcome => outcome,
    };
    told.take(path, outcome, || add(editor, plan));
    Ok(())
}

/// Returns what becomes of settings that are somebody else's: nothing is left to do where they tie the schemas already.
fn foreign(theirs: String, plan: &str) -> Outcome {
    match Editor::ties(&theirs, plan) {
        true => Outcome::Same,
        false => Outcome::Foreign(theirs),
    }
}

/// Says what to add to the settings of somebody else.
fn add(editor: Editor, plan: &str) -> String {
    format!("y ajouter :\n\n{}", editor.part(plan))
}

/// Returns whether a schema is one that the program wrote.
fn is_ours(text: &str) -> bool {
    let start = format!("{{\n  \"$comment\": \"{MARK}");
    text.starts_with(&start)
}

/// Explains why a file could not be read.
fn failed<T>(done: std::io::Result<T>, path: &str) -> anyhow::Result<T> {
    done.map_err(|error| anyhow!("lecture impossible de « {path} » : {}", reason(&error)))
}

/// What is said at the end.
#[derive(Default)]
struct Told {
    /// The files that were written.
    written: Vec<String>,
    /// What is left to do by hand.
    left: Vec<String>,
}

impl Told {
    /// Takes what became of a file, with what to do where it is somebody else's.
    fn take(&mut self, path: &str, outcome: Outcome, cure: impl FnOnce() -> String) {
        match outcome {
            Outcome::Written => self.written.push(format!("écrit : {path}")),
            Outcome::Same => {}
            Outcome::Foreign(_) => self
                .left
                .push(format!("« {path} » n'est pas de stspd, ou a été changé depuis, et il est laissé tel quel ; {}", cure())),
        }
    }

    /// Says it.
    fn tell(self, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        let lines = match (self.written.is_empty(), self.left.is_empty()) {
            (true, true) => vec!["les schémas et les réglages sont déjà à jour".to_owned()],
            _ => self.written,
        };
        for line in lines {
            output(writeln!(env.out, "{}", safe::line(&line)))?;
        }
        for line in &self.left {
            writeln!(env.err, "{}", safe::text(line).trim_end())?;
        }
        Ok(if self.left.is_empty() {
            Exit::Done
        } else {
            Exit::RunAtFault
        })
    }
}
