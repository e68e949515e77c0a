//! `stspd man`: the pages of the manual, which say what the help says, and what all the commands share.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::cli::command;
use super::env::{Env, output};
use super::manual::{names, page};
use crate::exit::Exit;
use crate::render::french::count;
use crate::render::man::source;
use crate::text::nearest::{nearest, quoted_or};
use crate::text::safe;
use crate::write::file::replace;
use crate::write::report::is_in_a_plan;

/// The arguments of `stspd man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Commande dont montrer la page [défaut : celle de stspd lui-même]
    #[arg(help_heading = "Arguments\u{a0}", value_name = "COMMANDE")]
    commande: Option<String>,

    /// Écrire toutes les pages dans ce dossier, à la place de celles d'une autre version
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "DOSSIER",
        conflicts_with = "commande"
    )]
    dossier: Option<PathBuf>,
}

/// The name of a page, which stands for all of them.
const PAGE: &str = "stspd.1";

/// Runs `stspd man`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let mut command = command(None);
    command.build();
    let names = names(&command);
    if let Some(folder) = &args.dossier {
        let path = env.folder.join(folder);
        if is_in_a_plan(&path.join(PAGE))
            || path.components().any(|part| part == Component::ParentDir) && !path.is_dir()
        {
            bail!(
                "« {} » est à la place des fichiers d'un plan, ou ne se trouve pas : choisir un autre dossier",
                folder.display()
            );
        }
        write_all(&command, &names, &path)?;
        let said = format!(
            "{} dans « {} »",
            count(names.len() + 1, "page"),
            folder.display()
        );
        output(writeln!(env.out, "{}", safe::line(&said)))?;
        return Ok(Exit::Done);
    }
    if let Some(name) = args.commande.as_ref().filter(|name| !names.contains(name)) {
        let known = names.iter().map(String::as_str);
        match nearest(name, known).as_slice() {
            [] => bail!("commande inconnue : « {name} » ; « stspd --help » les montre toutes"),
            close => bail!(
                "commande inconnue : « {name} » ; vouliez-vous dire {} ?",
                quoted_or(close)
            ),
        }
    }
    let page = source(&page(&command, args.commande.as_deref()));
    output(env.out.write_all(page.as_bytes()))?;
    if env.is_screen {
        let command = args.commande.iter().map(|name| format!(" {name}"));
        let command: String = command.collect();
        writeln!(
            env.err,
            "pour lire cette page : stspd man{command} | man -l -"
        )?;
    }
    Ok(Exit::Done)
}

/// Writes every page into a folder.
fn write_all(command: &clap::Command, names: &[String], folder: &Path) -> anyhow::Result<()> {
    let pages = std::iter::once(None).chain(names.iter().map(|name| Some(name.as_str())));
    for page in pages.map(|name| page(command, name)) {
        let path = folder.join(format!("{}.1", page.name));
        replace(&path, source(&page).as_bytes())
            .map_err(|fault| anyhow!("{fault}"))
            .with_context(|| format!("écriture impossible de « {} »", path.display()))?;
    }
    Ok(())
}
