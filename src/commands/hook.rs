//! `stspd hook`: the git hooks that refuse a commit whose plan has an error.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::env::{Env, output};
use crate::exit::Exit;
use crate::git::program::in_path;
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
    let (repository, plan) = target(args, env)?;
    if !repository.has_files() {
        bail!("ce dépôt est nu : aucun commit ne s'y fait, et git n'y lancerait pas ces crochets");
    }
    let Some(hooks) = repository.hooks()? else {
        bail!(
            "le réglage core.hooksPath est vide : git ne lance aucun crochet ; le retirer avec git config --unset core.hooksPath"
        );
    };
    let outcome = match args.retirer {
        true => remove(&hooks),
        false => install(&hooks, &plan),
    };
    let outcome = outcome.map_err(|cause| {
        let folder = printed(&hooks, repository.top());
        match cause.kind() {
            ErrorKind::NotADirectory => anyhow!(
                "les crochets de ce dépôt vont dans « {folder} », qui n'est pas un dossier ; si c'est le réglage core.hooksPath : git config --unset core.hooksPath"
            ),
            _ => anyhow!("écriture impossible dans « {folder} » : {}", reason(&cause)),
        }
    })?;
    let said = told(args, outcome, (repository.top(), &plan))?;
    output(writeln!(env.out, "{}", safe::text(&said)))?;
    if !args.retirer && in_path("stspd").is_none() {
        writeln!(
            env.err,
            "attention : la commande stspd n'est pas dans le PATH, et les crochets refuseraient les commits ; l'installer, par exemple avec cargo install"
        )?;
    }
    Ok(Exit::Done)
}

/// Returns the repository whose hooks are meant, and the plan that they check, by its path from the root.
fn target(args: &Args, env: &Env<'_>) -> anyhow::Result<(Repository, String)> {
    if args.retirer {
        return Ok((env.repository()?, String::new()));
    }
    // The repository is the one that holds the plan, wherever the command is run.
    let folder = env.plan_files()?.folder();
    let repository = Repository::holding(&folder, &env.folder)?;
    let plan = repository.path_of(&folder);
    let plan = plan.with_context(|| format!("« {} » n'est pas dans le dépôt", folder.display()))?;
    Ok((repository, plan))
}

/// Says what became of the hooks of a plan, under the root of its repository.
fn told(args: &Args, outcome: Outcome, (root, plan): (&Path, &str)) -> anyhow::Result<String> {
    Ok(match outcome {
        Outcome::Done(paths) => {
            let done = if args.retirer { "retiré" } else { "posé" };
            let paths = paths.iter().map(|path| printed(path, root));
            let lines: Vec<String> = paths
                .map(|path| format!("crochet {done} : {path}"))
                .collect();
            lines.join("\n")
        }
        Outcome::Nothing if args.retirer => "aucun crochet de stspd à retirer".to_owned(),
        Outcome::Nothing => "les crochets sont déjà posés".to_owned(),
        Outcome::Refused(path, obstacle) => {
            bail!(refusal(&printed(&path, root), &obstacle, plan))
        }
    })
}

/// Says why a hook was left as it is, and the way out.
fn refusal(path: &str, obstacle: &Obstacle, plan: &str) -> String {
    match obstacle {
        Obstacle::Foreign => format!(
            "il y a déjà un crochet, laissé tel quel : « {path} » ; dans pre-commit et dans pre-merge-commit, ajouter après la ligne #!/bin/sh : {} (si c'est celui du programme pre-commit, écrire plutôt dans .pre-commit-config.yaml ce que dit le README)",
            command(plan)
        ),
        Obstacle::Other => format!(
            "il y a déjà un crochet de stspd, pour un autre plan ou d'une autre version : « {path} » ; lancer stspd hook --retirer, puis de nouveau cette commande"
        ),
        Obstacle::Changed => format!(
            "ce crochet de stspd a été modifié depuis, et il est laissé tel quel : « {path} » ; en reprendre les ajouts, puis le supprimer à la main"
        ),
        Obstacle::Alone(reason) => format!(
            "les deux crochets n'ont pas pu être posés ({reason}), et celui-ci n'a pas pu être retiré : « {path} » ; lancer stspd hook --retirer, puis de nouveau cette commande"
        ),
        Obstacle::NotRunnable => format!(
            "git ne peut pas lancer ce crochet : « {path} » ; permettre de l'exécuter, avec chmod +x"
        ),
    }
}

/// Returns a path as it is printed: from the root of the repository when it is below.
fn printed(path: &Path, root: &Path) -> String {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let name = path.file_name().map(PathBuf::from).unwrap_or_default();
    let path = folder.map_or_else(|| path.to_owned(), |folder| folder.join(name));
    path.strip_prefix(root)
        .unwrap_or(&path)
        .display()
        .to_string()
}
