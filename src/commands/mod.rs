//! The subcommands: each orders the calls of the layers below. To add one: its file, its variant, its arm.

mod acteur;
mod bilan;
mod calendrier;
mod candidates;
mod check;
pub(crate) mod cli;
mod colonnes;
mod completions;
mod draft;
pub(crate) mod env;
mod exercices;
mod filters;
mod fmt;
mod format;
mod hook;
mod list;
mod man;
mod manquants;
mod manual;
mod nothing;
mod proposals;
mod publication;
mod questions;
mod regles;
mod revision;
mod saisir;
mod show;
mod suivi;
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
    /// Les étapes dans l'ordre du temps, celles en retard marquées, avec une frise
    Calendrier(calendrier::Args),
    /// Ajoute une entrée au journal d'une fiche : où en est l'action, ce qui s'est passé
    Suivi(suivi::Args),
    /// Saisit le bilan d'une fiche pour une année, ou prépare ceux de toutes
    Saisir(saisir::Args),
    /// Déclare un acteur, ajoute une écriture de son nom, ou le renomme
    Acteur(acteur::Args),
    /// Met en forme les fichiers du plan, sans changer ce qu'ils disent
    Fmt(fmt::Args),
    /// Contrôle tout le plan et montre chaque défaut, sa place et son remède
    Check(check::Args),
    /// Les règles du contrôle : ce que chacune veut dire, et comment corriger
    Regles(regles::Args),
    /// Les colonnes des tableaux, et ce que chacune veut dire
    Colonnes(colonnes::Args),
    /// Pose les crochets git qui refusent un commit dont le plan a une erreur
    Hook(hook::Args),
    /// La complétion des commandes dans bash, zsh ou fish, avec les noms du plan
    Completions(completions::Args),
    /// La page du manuel d'une commande, à lire avec man
    Man(man::Args),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::List(args) => list::run(args, env),
            Self::Show(args) => show::run(args, env),
            Self::Synthese(args) => synthese::run(args, env),
            Self::Bilan(args) => bilan::run(args, env),
            Self::Calendrier(args) => calendrier::run(args, env),
            Self::Suivi(args) => suivi::run(args, env),
            Self::Saisir(args) => saisir::run(args, env),
            Self::Acteur(args) => acteur::run(args, env),
            Self::Fmt(args) => fmt::run(args, env),
            Self::Check(args) => check::run(args, env),
            Self::Regles(args) => regles::run(args, env),
            Self::Colonnes(args) => colonnes::run(args, env),
            Self::Hook(args) => hook::run(args, env),
            Self::Completions(args) => completions::run(args, env),
            Self::Man(args) => man::run(args, env),
        }
    }
}
