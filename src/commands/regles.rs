//! `stspd regles`: the rules, what each means and how to mend it.

use anyhow::bail;

use super::env::{Env, output};
use crate::exit::Exit;
use crate::load::faults::FAULTS;
use crate::render::{terminal, views};
use crate::rules;
use crate::text::diagnostic::Card;
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd regles`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Nom de la règle à expliquer
    #[arg(help_heading = "Arguments\u{a0}", value_name = "RÈGLE")]
    regle: Option<String>,
}

/// Runs `stspd regles`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let cards = || FAULTS.iter().copied().chain(rules::cards());
    let document = match &args.regle {
        None => views::regles::list(FAULTS.iter().copied(), rules::cards()),
        Some(name) => {
            let card = named(name, cards())?;
            views::regles::page(card, rules::is_dated(card))
        }
    };
    output(terminal::write(&document, env.terminal, env.out))?;
    Ok(Exit::Done)
}

/// Returns the card that has a name.
fn named(
    name: &str,
    cards: impl Iterator<Item = &'static Card> + Clone,
) -> anyhow::Result<&'static Card> {
    if let Some(card) = cards.clone().find(|card| card.id == name) {
        return Ok(card);
    }
    match nearest(name, cards.map(|card| card.id)).as_slice() {
        [] => bail!("aucune règle ne s'appelle « {name} » ; « stspd regles » les montre toutes"),
        close => bail!(
            "aucune règle ne s'appelle « {name} » ; vouliez-vous dire {} ?",
            quoted_or(close)
        ),
    }
}
