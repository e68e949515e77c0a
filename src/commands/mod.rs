//! The subcommands: each orders the calls of the layers below. To add one: its file, its variant, its arm.

mod bilan;
mod check;
pub(crate) mod cli;
pub(crate) mod env;
mod filters;
mod format;
mod hook;
mod list;
mod nothing;
mod regles;
mod show;
mod synthese;
pub(crate) mod usage;

use clap::Subcommand;

use self::env::Env;
use crate::exit::Exit;

/// What the program can do. The comments are the help that people read.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Les fiches qui répondent aux filtres, en tableau
    List(list::Args),
    /// Une fiche ou plusieurs, présentées comme le formulaire imprimé
    Show(show::Args),
    /// Fiches, états et coûts comptés par enjeu, par pilote, par année…
    Synthese(synthese::Args),
    /// Le bilan d'une année, pour le conseil
    Bilan(bilan::Args),
    /// Contrôle tout le plan et montre chaque défaut, sa place et son remède
    Check(check::Args),
    /// Les règles du contrôle : ce que chacune veut dire, et comment corriger
    Regles(regles::Args),
    /// Pose les crochets git qui refusent un commit dont le plan a une erreur
    Hook(hook::Args),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::List(args) => list::run(args, env),
            Self::Show(args) => show::run(args, env),
            Self::Synthese(args) => synthese::run(args, env),
            Self::Bilan(args) => bilan::run(args, env),
            Self::Check(args) => check::run(args, env),
            Self::Regles(args) => regles::run(args, env),
            Self::Hook(args) => hook::run(args, env),
        }
    }
}
