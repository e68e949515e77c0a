//! `stspd hook`: the git hooks that refuse a commit whose plan has an error.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::env::{Env, output};
use crate::exit::Exit;
use crate::load::error::reason;
use crate::text::safe;
use crate::write::hook::{Outcome, command, install, remove};

/// The arguments of `stspd hook`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Retirer les crochets que stspd a posés
    #[arg(long, help_heading = "Options\u{a0}")]
    retirer: bool,
}

/// Runs `stspd hook`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let repository = env.repository()?;
    let hooks = repository.hooks()?;
    let (done, outcome) = if args.retirer {
        ("retiré", remove(&hooks))
    } else {
        let folder = env.plan_files()?.folder();
        let plan = repository
            .path_of(&folder)
            .with_context(|| format!("« {} » n'est pas dans le dépôt", folder.display()))?;
        let outcome = install(&hooks, &plan);
        if let Ok(Outcome::Refused(path)) = &outcome {
            let (path, command) = (shown(path, repository.folder()), command(&plan));
            bail!(
                "il y a déjà un crochet, laissé tel quel : « {path} » ; y ajouter la ligne {command}"
            );
        }
        ("posé", outcome)
    };
    let outcome = outcome.map_err(|cause| {
        let folder = shown(&hooks, repository.folder());
        anyhow::anyhow!("écriture impossible dans « {folder} » : {}", reason(&cause))
    })?;
    let said = match outcome {
        Outcome::Done(paths) => {
            let paths = paths.iter().map(|path| shown(path, repository.folder()));
            let lines: Vec<String> = paths
                .map(|path| format!("crochet {done} : {path}"))
                .collect();
            lines.join("\n")
        }
        Outcome::Nothing if args.retirer => "aucun crochet de stspd à retirer".to_owned(),
        Outcome::Nothing => "les crochets sont déjà posés".to_owned(),
        Outcome::Refused(path) => {
            let path = shown(&path, repository.folder());
            bail!(
                "ce crochet a été modifié depuis que stspd l'a posé : « {path} » ; le retirer à la main"
            );
        }
    };
    output(writeln!(env.out, "{}", safe::text(&said)))?;
    Ok(Exit::Done)
}

/// Returns a path as it is shown: from the root of the repository when it is below.
fn shown(path: &Path, root: &Path) -> String {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let name = path.file_name().map(PathBuf::from).unwrap_or_default();
    let path = folder.map_or_else(|| path.to_owned(), |folder| folder.join(name));
    path.strip_prefix(root)
        .unwrap_or(&path)
        .display()
        .to_string()
}
