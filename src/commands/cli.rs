//! The command line: global options, and help in French on every page.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, CommandFactory, Parser, ValueEnum};

use super::Command;
use crate::model::dates::Intervalle;

/// The page of help, with its headings in French. clap does not hand it down to subcommands: [`command`] does.
const HELP: &str = "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}";

/// Contrôle, interroge et résume le plan d'actions d'une stratégie territoriale de sécurité et de prévention de la délinquance
#[derive(Debug, Parser)]
#[command(
    name = "stspd",
    version,
    subcommand_help_heading = "Commandes\u{a0}",
    subcommand_value_name = "COMMANDE",
    disable_help_subcommand = true,
    after_help = "Exemples :\n  stspd list --pilote Lomme\n  stspd show lomme-4\n  stspd synthese --par enjeu\n  stspd bilan 2017\n  stspd check\n"
)]
pub(crate) struct Cli {
    /// The options that every command takes.
    #[command(flatten)]
    pub(crate) global: Global,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options générales\u{a0}")]
pub(crate) struct Global {
    /// Dossier du plan [défaut : le plan/strategie.toml le plus proche, ici ou plus haut ; variable STSPD_PLAN]
    #[arg(
        long,
        value_name = "DOSSIER",
        global = true,
        env = "STSPD_PLAN",
        hide_env = true
    )]
    pub(crate) plan: Option<PathBuf>,

    /// Date de référence, AAAA-MM-JJ [défaut : aujourd'hui ; pour le bilan d'une année passée, son 31 décembre]
    #[arg(long, value_name = "DATE", global = true, value_parser = day)]
    pub(crate) au: Option<NaiveDate>,

    /// Plan tel qu'il est dans une branche, une étiquette ou un commit ; @{AAAA-MM-JJ} : le dernier commit d'avant ce jour
    #[arg(long, value_name = "RÉVISION", global = true)]
    pub(crate) rev: Option<String>,

    /// Couleurs : auto, always (toujours) ou never (jamais) [défaut : auto]
    #[arg(
        long,
        value_name = "QUAND",
        global = true,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) color: Color,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that has some.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The widest page of help: longer lines are hard to follow.
const WIDEST_HELP: u16 = 100;

/// The place of the options about the program itself, among those that every command takes.
const LAST: usize = usize::MAX;

/// Returns the command line, with help and version in French on every page, as wide as the screen or as paper.
pub(crate) fn command(width: Option<u16>) -> clap::Command {
    let version = clap::Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .display_order(LAST)
        .help("Affiche la version")
        .help_heading("Options générales\u{a0}");
    let width = usize::from(width.unwrap_or(WIDEST_HELP).min(WIDEST_HELP));
    let command = Cli::command().disable_version_flag(true).arg(version);
    in_french(command.term_width(width))
}

/// Gives a command, and each of its subcommands, its help in French.
fn in_french(command: clap::Command) -> clap::Command {
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .display_order(LAST)
        .help("Affiche cette aide")
        .help_heading("Options générales\u{a0}");
    let command = command
        .help_template(HELP)
        .disable_help_flag(true)
        .arg(help);
    command.mut_subcommands(in_french)
}

/// Reads a day written AAAA-MM-JJ.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let day = Intervalle::parse(text)
        .ok()
        .filter(|_| text.len() == 10)
        .map(|day| day.fin());
    day.ok_or_else(|| {
        "écrire une date AAAA-MM-JJ, de 1900 à 2200, par exemple 2017-12-31".to_owned()
    })
}
