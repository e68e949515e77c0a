//! `stspd bilan`: the yearly report for the council.

use anyhow::bail;

use super::env::Env;
use super::filters::{Filters, select, year};
use super::format::{Formats, Output};
use super::manquants::{self, Forme, check_format};
use super::publication::is_publishable;
use super::revision::revision;
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::query::filter::arrete_au;
use crate::render::format::Format;
use crate::render::views::bilan::Page;
use crate::report::bilan::Bilan;

/// The arguments of `stspd bilan`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Un numéro de téléphone ou une adresse électronique dans ce que lit le bilan l'arrête : « stspd regles donnee-personnelle » dit pourquoi, et que faire.\n\nCe qui manque (--manquants) ne se publie pas : csv, csv-excel et xlsx ne vont qu'avec cette option ; les messages n'ont ni markdown ni html. --pilote n'y garde que les pilotes qu'il nomme.\n\nExemples :\n  stspd bilan 2017\n  stspd bilan 2017 --output bilan.html\n  stspd bilan 2017 --manquants\n  stspd bilan 2017 --manquants=messages --pilote \"Ville de Lomme\"\n  stspd bilan 2017 --manquants=messages --output messages.xlsx\n"
)]
pub(crate) struct Args {
    /// Année du bilan
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = year)]
    annee_du_bilan: i32,

    #[command(flatten)]
    filters: Filters,

    /// Compte et montre aussi les fiches et les entrées de suivi internes
    #[arg(long, help_heading = "Options\u{a0}")]
    interne: bool,

    /// Au lieu du bilan, ce qui lui manque encore, par pilote : tableau, ou messages, un par pilote, prêts à envoyer [défaut :
    /// tableau]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "FORME",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "tableau",
        hide_possible_values = true
    )]
    manquants: Option<Forme>,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a bilan, and of what it lacks.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[
        Format::Texte,
        Format::Markdown,
        Format::Html,
        Format::Csv,
        Format::CsvExcel,
        Format::Xlsx,
        Format::Json,
    ];
}

/// Runs `stspd bilan`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    check_format(args.manquants, args.output.format()?)?;
    let files = env.plan_files()?;
    let Some((plan, sources)) = env.read(files.as_ref())? else {
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
    if let Some(forme) = args.manquants {
        return manquants::write(forme, (&bilan, &filter), &args.output, env);
    }
    if !is_publishable((&plan, &sources), (&fiches, horizon), env)? {
        return Ok(Exit::PlanAtFault);
    }
    let revision = revision(files.as_ref(), env)?;
    let page = Page {
        bilan: &bilan,
        filter: &filter,
        revision: revision.as_ref(),
    };
    args.output.write(&page, env)?;
    Ok(Exit::Done)
}
