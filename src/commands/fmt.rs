//! `stspd fmt`: the files of the plan in their canonical layout.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::check::{chosen, is_below};
use super::draft::{Draft, Preview};
use super::env::{Env, output};
use crate::edit::fmt::formatted;
use crate::exit::Exit;
use crate::load::error::LoadError;
use crate::load::{holds, shown};
use crate::model::acteur::Identite;
use crate::render::findings::counts::Counts;
use crate::render::findings::text;
use crate::render::french::count;
use crate::text::diagnostic::Diagnostic;
use crate::text::safe;
use crate::text::source::FileId;

/// The arguments of `stspd fmt`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Aucune valeur ne change, aucun commentaire n'est perdu ; un fichier mal écrit reste tel qu'il est.\n\nExemples :\n  stspd fmt\n  stspd fmt plan/fiches/lomme-4-lieux-accueil-tig.toml --diff\n  stspd fmt --check\n"
)]
pub(crate) struct Args {
    /// Fichiers ou dossiers du plan à mettre en forme [défaut : tous]
    #[arg(help_heading = "Arguments\u{a0}", value_name = "FICHIERS")]
    fichiers: Vec<PathBuf>,

    /// Ne rien écrire ; nommer les fichiers qui changeraient, et échouer s'il y en a
    #[arg(long, help_heading = "Options\u{a0}")]
    check: bool,

    #[command(flatten)]
    preview: Preview,

    /// Écrire aussi chaque pilote et chaque partenaire sous le nom que lui donne acteurs.toml
    #[arg(long, help_heading = "Options\u{a0}")]
    acteurs: bool,
}

/// Runs `stspd fmt`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let mut draft = Draft::read_plan(env)?;
    if let Some(unread) = draft.loaded.unread.first() {
        return Err(LoadError::from(unread.clone()).into());
    }
    let chosen = chosen(&args.fichiers, env, draft.files())?;
    let left = show_faults(&draft, &chosen, env)?;
    let rename = renaming(args, &draft, env)?;
    let laid_out = lay_out(&draft, &chosen, &left, &rename)?;
    drop(rename);
    let count = Count {
        changed: laid_out.changed.len(),
        same: laid_out.same,
        left: left.len(),
    };
    let printed = laid_out.changed.iter().map(|(file, ..)| *file);
    let printed: Vec<String> = printed
        .map(|file| draft.loaded.sources.path(file).to_owned())
        .collect();
    for (file, before, after) in laid_out.changed {
        draft.rewrite(file, before, after);
    }
    let exit = if args.check || args.preview.diff {
        preview(args, &draft, &printed, env)?
    } else if printed.is_empty() {
        Exit::Done
    } else {
        draft.finish(args.preview.ending(false), env)?
    };
    if exit == Exit::Done || args.check {
        count.say(args, env)?;
    }
    Ok(match left.is_empty() {
        true => exit,
        false => Exit::PlanAtFault,
    })
}

/// Shows the reading faults of the files that are asked for, and returns the files that have some.
fn show_faults(
    draft: &Draft,
    chosen: &[String],
    env: &mut Env<'_>,
) -> anyhow::Result<BTreeSet<FileId>> {
    let sources = &draft.loaded.sources;
    let is_asked = |fault: &&Diagnostic| is_asked(chosen, sources.path(fault.at.file()));
    let faults: Vec<_> = draft
        .loaded
        .faults
        .iter()
        .filter(is_asked)
        .cloned()
        .collect();
    let left: BTreeSet<FileId> = faults.iter().map(|fault| fault.at.file()).collect();
    if !left.is_empty() {
        let faults = shown(faults);
        text::write(&faults, sources, env.err_color, env.err)?;
        let counts = Counts::of(&faults).summary();
        let left = match left.len() {
            1 => "ce fichier reste tel qu'il est",
            _ => "ces fichiers restent tels qu'ils sont",
        };
        writeln!(env.err, "{counts} de lecture : {left}")?;
    }
    Ok(left)
}

/// Returns whether a file is asked for: all are when none is.
fn is_asked(chosen: &[String], path: &str) -> bool {
    chosen.is_empty() || is_below(chosen, path)
}

/// What gives an actor the name that it is to have.
type Renaming<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

/// Returns what gives each actor its name in `acteurs.toml`, when this is asked for.
fn renaming<'a>(args: &Args, draft: &'a Draft, env: &mut Env<'_>) -> anyhow::Result<Renaming<'a>> {
    let plan = draft.loaded.plan.as_ref().filter(|_| args.acteurs);
    let annuaire = plan.and_then(|plan| plan.annuaire.as_ref());
    let Some(annuaire) = annuaire else {
        if args.acteurs {
            writeln!(
                env.err,
                "sans acteurs.toml qui se lise, ni strategie.toml, les noms restent comme ils sont écrits"
            )?;
        }
        return Ok(Box::new(|_| None));
    };
    Ok(Box::new(|name| match annuaire.identify(name) {
        Identite::Known(rank) => Some(annuaire.acteurs().get(rank)?.nom.to_string()),
        _ => None,
    }))
}

/// The files that are asked for, laid out.
#[derive(Default)]
struct LaidOut {
    /// Those that change: what each says, and what it becomes.
    changed: Vec<(FileId, String, String)>,
    /// How many do not.
    same: usize,
}

/// Lays out the files that are asked for, and that have no reading fault.
fn lay_out(
    draft: &Draft,
    chosen: &[String],
    left: &BTreeSet<FileId>,
    rename: &Renaming<'_>,
) -> anyhow::Result<LaidOut> {
    let mut laid_out = LaidOut::default();
    let sources = &draft.loaded.sources;
    for file in sources.files().filter(|file| !left.contains(file)) {
        let kind = holds(&draft.path(file)).filter(|_| is_asked(chosen, sources.path(file)));
        let Some(kind) = kind else { continue };
        let before = draft.text_of(file)?;
        let after = formatted(&before, kind, rename);
        match before == after {
            true => laid_out.same += 1,
            false => laid_out.changed.push((file, before, after)),
        }
    }
    Ok(laid_out)
}

/// Shows what would change, without writing anything.
fn preview(
    args: &Args,
    draft: &Draft,
    printed: &[String],
    env: &mut Env<'_>,
) -> anyhow::Result<Exit> {
    if args.check {
        for path in printed {
            output(writeln!(env.out, "{}", safe::line(path)))?;
        }
    }
    if args.preview.diff {
        output(write!(env.out, "{}", draft.diff()))?;
    }
    Ok(match args.check && !printed.is_empty() {
        true => Exit::PlanAtFault,
        false => Exit::Done,
    })
}

/// How many files there are.
struct Count {
    /// Those that change.
    changed: usize,
    /// Those that were laid out already.
    same: usize,
    /// Those that have reading faults.
    left: usize,
}

impl Count {
    /// Says how many files there are of each.
    fn say(&self, args: &Args, env: &mut Env<'_>) -> anyhow::Result<()> {
        let files = count(self.changed, "fichier");
        let mut said = match (self.changed, args.check || args.preview.diff) {
            (0, _) => Vec::new(),
            (_, true) => vec![format!("{files} à mettre en forme")],
            (_, false) => vec![format!("{files} mis en forme")],
        };
        said.extend(match (self.same, said.is_empty()) {
            (0, _) => None,
            (1, true) => Some(format!("{}, déjà en forme", count(1, "fichier"))),
            (same, true) => Some(format!("{}, tous déjà en forme", count(same, "fichier"))),
            (1, false) => Some("1 l'était déjà".to_owned()),
            (same, false) => Some(format!("{same} l'étaient déjà")),
        });
        said.extend(match self.left {
            0 => None,
            1 => Some("1 laissé tel quel, à corriger d'abord".to_owned()),
            left => Some(format!("{left} laissés tels quels, à corriger d'abord")),
        });
        if said.is_empty() {
            said.push("aucun fichier du plan à cette place".to_owned());
        }
        writeln!(env.err, "{}", said.join(", "))?;
        Ok(())
    }
}
