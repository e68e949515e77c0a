//! `stspd bilan`: the yearly report for the council.

use anyhow::bail;

use super::env::Env;
use super::filters::{Filters, select, year};
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::query::filter::arrete_au;
use crate::render::format::Format;
use crate::render::views::bilan::Page;
use crate::report::bilan::Bilan;

/// The arguments of `stspd bilan`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Année du bilan
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = year)]
    annee_du_bilan: i32,

    #[command(flatten)]
    filters: Filters,

    /// Compte et montre aussi les fiches et les entrées de suivi internes
    #[arg(long, help_heading = "Options\u{a0}")]
    interne: bool,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a bilan.
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

/// Runs `stspd bilan`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let exercice = plan.exercices.holding(args.annee_du_bilan);
    if exercice.annee != args.annee_du_bilan {
        let (asked, named) = (args.annee_du_bilan, exercice.annee);
        bail!(
            "{asked} est dans le bilan {named}, qui couvre {} : demander « stspd bilan {named} »",
            exercice.label()
        );
    }
    let horizon = Horizon::of_bilan(exercice, arrete_au(exercice, env.dates()), args.interne);
    let filter = args.filters.filter();
    let fiches = select(&plan, &filter, horizon, env)?;
    let bilan = Bilan::new(&plan, &fiches, exercice, horizon);
    let page = Page {
        bilan: &bilan,
        filter: &filter,
    };
    args.output.write(&page, env)?;
    Ok(Exit::Done)
}
