//! The subcommands: each orders the calls of the layers below. To add one: its file, its variant, its arm.

mod acteur;
mod bilan;
mod calendrier;
mod called;
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
mod init;
mod list;
mod man;
mod manquants;
mod manual;
mod new;
mod nothing;
mod proposals;
mod publication;
mod questions;
mod regles;
mod revision;
mod saisir;
mod schema;
mod show;
mod suivi;
mod synthese;
pub(crate) mod usage;

use clap::Subcommand;

use self::called::Called;
use self::env::Env;
use crate::exit::Exit;

/// What the program can do. The comments are the help that people read.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Les fiches qui répondent aux filtres, en tableau
    List(Called<list::Args>),
    /// Une fiche ou plusieurs, présentées comme le formulaire imprimé
    Show(Called<show::Args>),
    /// Fiches, états et coûts comptés par enjeu, par pilote, par année…
    Synthese(Called<synthese::Args>),
    /// Le bilan d'une année, pour le conseil
    Bilan(Called<bilan::Args>),
    /// Les étapes dans l'ordre du temps, celles en retard marquées, avec une frise
    Calendrier(Called<calendrier::Args>),
    /// Crée le plan d'une commune : stratégie et acteurs, à compléter
    Init(Called<init::Args>),
    /// Crée une fiche, avec toutes les rubriques du formulaire
    New(Called<new::Args>),
    /// Ajoute une entrée au journal d'une fiche : où en est l'action, ce qui s'est passé
    Suivi(Called<suivi::Args>),
    /// Saisit le bilan d'une fiche pour une année, ou prépare ceux de toutes
    Saisir(Called<saisir::Args>),
    /// Déclare un acteur, ajoute une écriture de son nom, ou le renomme
    Acteur(Called<acteur::Args>),
    /// Met en forme les fichiers du plan, commentaires gardés
    Fmt(Called<fmt::Args>),
    /// Contrôle tout le plan et montre chaque défaut, sa place et son remède
    Check(Called<check::Args>),
    /// Les règles du contrôle : ce que chacune veut dire, et comment corriger
    Regles(Called<regles::Args>),
    /// Les colonnes des tableaux, et ce que chacune veut dire
    Colonnes(Called<colonnes::Args>),
    /// Le format des fichiers du plan, expliqué, et appris à l'éditeur
    Schema(Called<schema::Args>),
    /// Pose les crochets git qui refusent un commit dont le plan a une erreur
    Hook(Called<hook::Args>),
    /// La complétion des commandes dans bash, zsh ou fish, avec les noms du plan
    Completions(Called<completions::Args>),
    /// La page du manuel d'une commande, à lire avec man
    Man(Called<man::Args>),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self, env: &mut Env<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::List(Called(args)) => list::run(args, env),
            Self::Show(Called(args)) => show::run(args, env),
            Self::Synthese(Called(args)) => synthese::run(args, env),
            Self::Bilan(Called(args)) => bilan::run(args, env),
            Self::Calendrier(Called(args)) => calendrier::run(args, env),
            Self::Init(Called(args)) => init::run(args, env),
            Self::New(Called(args)) => new::run(args, env),
            Self::Suivi(Called(args)) => suivi::run(args, env),
            Self::Saisir(Called(args)) => saisir::run(args, env),
            Self::Acteur(Called(args)) => acteur::run(args, env),
            Self::Fmt(Called(args)) => fmt::run(args, env),
            Self::Check(Called(args)) => check::run(args, env),
            Self::Regles(Called(args)) => regles::run(args, env),
            Self::Colonnes(Called(args)) => colonnes::run(args, env),
            Self::Schema(Called(args)) => schema::run(args, env),
            Self::Hook(Called(args)) => hook::run(args, env),
            Self::Completions(Called(args)) => completions::run(args, env),
            Self::Man(Called(args)) => man::run(args, env),
        }
    }
}

/// Returns whether an error is about the plan, not about the run: a file of it changed meanwhile, at whatever moment that was
/// seen.
pub(crate) fn is_of_the_plan(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(crate::write::plan::WriteError::Changed { .. })
    )
}
