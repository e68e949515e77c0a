//! `stspd colonnes`: the columns of every table, what each holds and what it says.

use anyhow::bail;

use super::env::Env;
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::render::format::Format;
use crate::render::tables::{Entry, dictionary};
use crate::render::views::colonnes::Colonnes;
use crate::text::fold::same;
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd colonnes`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Tableau dont montrer les colonnes [défaut : tous]
    #[arg(help_heading = "Arguments\u{a0}", value_name = "TABLEAU")]
    table: Option<String>,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of the dictionary.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[Format::Texte, Format::Markdown, Format::Html, Format::Json];
}

/// Runs `stspd colonnes`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let mut tables = dictionary();
    if let Some(name) = &args.table {
        let is_named = |(card, _): &Entry| same(card.key, name) || same(card.name, name);
        let keys: Vec<&str> = tables.iter().map(|(card, _)| card.key).collect();
        if !tables.iter().any(is_named) {
            match nearest(name, keys.iter().copied()).as_slice() {
                [] => bail!(
                    "aucun tableau ne s'appelle « {name} » ; il y a {}",
                    quoted_or(&keys)
                ),
                close => bail!(
                    "aucun tableau ne s'appelle « {name} » ; vouliez-vous dire {} ?",
                    quoted_or(close)
                ),
            }
        }
        tables.retain(is_named);
    }
    let colonnes = Colonnes {
        tables,
        date: env.date(),
    };
    args.output.write(&colonnes, env)?;
    Ok(Exit::Done)
}
