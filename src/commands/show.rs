//! `stspd show`: fiches, laid out as the printed form.

use anyhow::bail;

use super::env::Env;
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::render::format::Format;
use crate::render::views::show::Show;
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd show`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exemples :\n  stspd show lomme-4\n  stspd show 4.1/2 lomme-1\n  stspd show lomme-4 --output fiche.html\n"
)]
pub(crate) struct Args {
    /// Identifiant, début d'identifiant (lomme-4) ou référence imprimée (4.1/2)
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "FICHE",
        required = true
    )]
    fiches: Vec<String>,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of fiches.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[
        Format::Texte,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Json,
    ];
}

/// Runs `stspd show`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let Some((plan, sources)) = env.plan_and_sources()? else {
        return Ok(Exit::PlanAtFault);
    };
    let fiches = args
        .fiches
        .iter()
        .map(|word| designated(&plan, word))
        .collect::<anyhow::Result<Vec<&Fiche>>>()?;
    let show = Show::new((&plan, &sources), &fiches, Horizon::at(env.date()));
    args.output.write(&show, env)?;
    Ok(Exit::Done)
}

/// Returns the one fiche that a word designates.
pub(super) fn designated<'a>(plan: &'a Plan, word: &str) -> anyhow::Result<&'a Fiche> {
    match plan.designated(word).as_slice() {
        [fiche] => Ok(fiche),
        [] => {
            let ids = plan.fiches().iter().map(|fiche| fiche.id.as_str());
            match nearest(word, ids).as_slice() {
                [] => {
                    bail!(
                        "aucune fiche ne s'appelle « {word} » ; « stspd list » les montre toutes, et --texte cherche dans leurs textes"
                    )
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
