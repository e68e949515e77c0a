//! The subcommands: each orders the calls of the layers below. To add one: its file, its variant, its arm.

mod bilan;
mod check;
pub(crate) mod cli;
pub(crate) mod env;
mod filters;
mod list;
mod regles;
mod show;
pub(crate) mod usage;

use clap::Subcommand;

use self::env::Env;
use crate::exit::Exit;

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    List(list::Args),
    Show(show::Args),
    Bilan(bilan::Args),
    Check(check::Args),
    Regles(regles::Args),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::List(args) => list::run(args, env),
            Self::Show(args) => show::run(args, env),
            Self::Bilan(args) => bilan::run(args, env),
            Self::Check(args) => check::run(args, env),
            Self::Regles(args) => regles::run(args, env),
        }
    }
}
