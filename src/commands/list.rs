//! `stspd list`: the fiches that match, as a table.

use clap::ValueEnum;

use super::env::{Env, output};
use super::filters::{Filters, select};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::render::{json, terminal, views};

/// The arguments of `stspd list`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,

    /// Format : table ou json [défaut : table]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "FORMAT",
        default_value = "table",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// Runs `stspd list`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let fiches = select(&plan, &args.filters.filter(), Horizon::at(env.date()), env)?;
    let rows = views::list::rows(&plan, &fiches, env.date());
    output(match args.format {
        Format::Table => terminal::write(&views::list::document(&rows), env.terminal, env.out),
        Format::Json => json::write(&views::list::json(&rows), env.out),
    })?;
    Ok(Exit::Done)
}
