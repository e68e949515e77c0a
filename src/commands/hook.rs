//! `stspd hook`: the git hooks that refuse a commit whose plan has an error.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::env::{Env, output};
use crate::exit::Exit;
use crate::git::repository::Repository;
use crate::load::error::reason;
use crate::text::safe;
use crate::write::hook::{Obstacle, Outcome, command, install, remove};

/// The arguments of `stspd hook`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Retirer les crochets que stspd a posés
    #[arg(long, help_heading = "Options\u{a0}")]
    retirer: bool,
}

/// Runs `stspd hook`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if env.global.rev.is_some() {
        bail!("hook et --rev ne vont pas ensemble : les crochets contrôlent les commits à venir");
    }
    let (repository, plan) = if args.retirer {
        (env.repository()?, String::new())
    } else {
        // The repository is the one that holds the plan, wherever the command is run.
        let folder = env.plan_files()?.folder();
        let repository = Repository::holding(&folder, &env.folder)?;
        let plan = repository.path_of(&folder);
        let plan =
            plan.with_context(|| format!("« {} » n'est pas dans le dépôt", folder.display()))?;
        (repository, plan)
    };
    if !repository.has_files() {
        bail!("ce dépôt est nu : aucun commit ne s'y fait, et git n'y lancerait pas ces crochets");
    }
    let Some(hooks) = repository.hooks()? else {
        bail!(
            "le réglage core.hooksPath est vide : git ne lance aucun crochet ; le retirer avec git config --unset core.hooksPath"
        );
    };
    let (done, outcome) = if args.retirer {
        ("retiré", remove(&hooks))
    } else {
        ("posé", install(&hooks, &plan))
    };
    let outcome = outcome.map_err(|cause| {
        let folder = shown(&hooks, repository.folder());
        anyhow!("écriture impossible dans « {folder} » : {}", reason(&cause))
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
        Outcome::Refused(path, obstacle) => {
            bail!(refusal(
                &shown(&path, repository.folder()),
                &obstacle,
                &plan
            ))
        }
    };
    output(writeln!(env.out, "{}", safe::text(&said)))?;
    Ok(Exit::Done)
}

/// Says why a hook was left as it is, and the way out.
fn refusal(path: &str, obstacle: &Obstacle, plan: &str) -> String {
    match obstacle {
        Obstacle::Foreign => format!(
            "il y a déjà un crochet, laissé tel quel : « {path} » ; y écrire au début, et de même dans les crochets pre-commit et pre-merge-commit : {}",
            command(plan)
        ),
        Obstacle::OtherPlan => format!(
            "ce crochet contrôle déjà un autre plan : « {path} » ; lancer d'abord stspd hook --retirer"
        ),
        Obstacle::Changed => format!(
            "ce crochet a été modifié depuis que stspd l'a posé, ou posé par une autre version : « {path} » ; le retirer à la main"
        ),
        Obstacle::NotRunnable => format!(
            "ce crochet ne peut pas être lancé par git : « {path} » ; le permettre avec chmod +x"
        ),
    }
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
