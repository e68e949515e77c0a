//! `stspd list`: the fiches that match, as a table.

use clap::ValueEnum;

use super::env::{Env, output};
use super::filters::{Filters, select};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::query::sort::{Cle, Tri, sort};
use crate::render::{json, terminal, views};
use crate::text::nearest::quoted_or;

/// The arguments of `stspd list`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,

    /// Ordre : des clés séparées par des virgules, avec « - » devant pour l'ordre inverse, parmi id, numero, titre, pilote,
    /// commune, annee, etat, retard [défaut : l'ordre du plan]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "CLÉS",
        value_delimiter = ',',
        allow_hyphen_values = true,
        value_parser = tri
    )]
    tri: Vec<Tri>,

    /// Nombre de fiches à montrer, les premières dans l'ordre [défaut : toutes]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "NOMBRE", value_parser = limite)]
    limite: Option<usize>,

    /// Format : table, json ou ndjson (un objet par ligne) [défaut : table]
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
    /// For programs that read one fiche a line.
    Ndjson,
}

/// Runs `stspd list`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let horizon = Horizon::at(env.date());
    let mut fiches = select(&plan, &args.filters.filter(), horizon, env)?;
    sort(&plan, horizon, &mut fiches, &args.tri);
    let found = fiches.len();
    fiches.truncate(args.limite.unwrap_or(found));
    let rows = views::list::rows(&plan, &fiches, env.date());
    output(match args.format {
        Format::Table => {
            terminal::write(&views::list::document(&rows, found), env.terminal, env.out)
        }
        Format::Json => json::write(&views::list::json(&rows), env.out),
        Format::Ndjson => json::write_lines(views::list::items(&rows), env.out),
    })?;
    Ok(Exit::Done)
}

/// Reads a key of an order, a hyphen before it for the other way.
fn tri(text: &str) -> Result<Tri, String> {
    let (inverse, word) = match text.strip_prefix('-') {
        Some(word) => (true, word),
        None => (false, text),
    };
    Cle::parse(word)
        .map(|cle| Tri { cle, inverse })
        .ok_or_else(|| format!("écrire {}", quoted_or(&Cle::words())))
}

/// Reads how many fiches to show.
fn limite(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "écrire un nombre entier, par exemple 10".to_owned())
}
