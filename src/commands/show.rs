//! `stspd show`: fiches, laid out as the printed form.

use anyhow::bail;

use super::env::{Env, output};
use super::format::{DocumentFormat, Format};
use crate::exit::Exit;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::render::document::Document;
use crate::render::{json, terminal, views};
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Identifiant, début d'identifiant (lomme-4) ou référence imprimée (4.1/2)
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "FICHE",
        required = true
    )]
    fiches: Vec<String>,

    /// How it is written.
    #[command(flatten)]
    format: DocumentFormat,
}

/// Runs `stspd show`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let fiches = args
        .fiches
        .iter()
        .map(|word| designated(&plan, word))
        .collect::<anyhow::Result<Vec<&Fiche>>>()?;
    let horizon = Horizon::at(env.date());
    output(match args.format.format {
        Format::Texte => {
            let mut document = Document::default();
            fiches
                .iter()
                .for_each(|fiche| views::show::document(&plan, fiche, horizon, &mut document));
            terminal::write(&document, env.terminal, env.out)
        }
        Format::Json => {
            let rows = views::list::rows(&plan, &fiches, env.date());
            json::write(
                &views::show_json::json(&rows.into_iter().zip(fiches).collect::<Vec<_>>(), horizon),
                env.out,
            )
        }
    })?;
    Ok(Exit::Done)
}

/// Returns the one fiche that a word designates.
fn designated<'a>(plan: &'a Plan, word: &str) -> anyhow::Result<&'a Fiche> {
    match plan.designated(word).as_slice() {
        [fiche] => Ok(fiche),
        [] => {
            let ids = plan.fiches().iter().map(|fiche| fiche.id.as_str());
            match nearest(word, ids).as_slice() {
                [] => {
                    bail!("aucune fiche ne s'appelle « {word} » ; « stspd list » les montre toutes")
                }
                close => bail!(
                    "aucune fiche ne s'appelle « {word} » ; vouliez-vous dire {} ?",
                    quoted_or(close)
                ),
            }
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|fiche| fiche.id.as_str()).collect();
            bail!("« {word} » désigne plusieurs fiches : {}", quoted_or(&ids))
        }
    }
}
