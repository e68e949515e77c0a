//! `stspd bilan`: the yearly report for the council.

use anyhow::bail;
use chrono::NaiveDate;

use super::env::Env;
use super::filters::{Filters, select, year};
use super::format::{Formats, Output};
use super::show::designated;
use crate::exit::Exit;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::query::filter::arrete_au;
use crate::render::format::Format;
use crate::render::views::bilan::Page;
use crate::report::bilan::{Bilan, Sujet};
use crate::report::synthese::axe::Axe;
use crate::text::nearest::quoted_or;

/// The arguments of `stspd bilan`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exemples :\n  stspd bilan 2017\n  stspd bilan 2017 --output bilan.html\n  stspd bilan 2017 --par pilote\n  stspd bilan 2017 --fiche lomme-4\n"
)]
pub(crate) struct Args {
    /// Année du bilan
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = year)]
    annee_du_bilan: i32,

    #[command(flatten)]
    filters: Filters,

    /// Regroupe les fiches : enjeu (le premier niveau, quel que soit son nom), objectif, pilote, ou le nom d'un niveau du plan
    #[arg(long, help_heading = "Options\u{a0}", value_name = "AXE")]
    par: Option<String>,

    /// Le bilan d'une seule fiche : son identifiant, le début de son identifiant ou sa référence imprimée
    #[arg(long, help_heading = "Options\u{a0}", value_name = "FICHE")]
    fiche: Option<String>,

    /// Compte et montre aussi les fiches et les entrées de suivi internes
    #[arg(long, help_heading = "Options\u{a0}")]
    interne: bool,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a bilan.
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
    args.output.format()?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let exercice = exercice(&plan, args.annee_du_bilan)?;
    let par = args
        .par
        .as_deref()
        .map(|text| axe(&plan, text))
        .transpose()?;
    let horizon = horizon(exercice, env.dates(), args.interne);
    let filter = args.filters.filter();
    if args.fiche.is_some() && (par.is_some() || !filter.is_empty()) {
        bail!("--fiche montre une seule fiche : ne lui joindre ni filtre ni --par");
    }
    let fiche = args.fiche.as_deref();
    let fiche = fiche
        .map(|word| only(&plan, word, args.interne))
        .transpose()?;
    let fiches = match fiche {
        Some(fiche) => vec![fiche],
        None => select(&plan, &filter, horizon, env)?,
    };
    let sujet = Sujet {
        plan: &plan,
        exercice,
        horizon,
        perimetre: &args.filters.perimetre(),
        axe: par.unwrap_or(Axe::Enjeu),
    };
    let page = Page {
        bilan: &Bilan::new(sujet, &fiches),
        filter: &filter,
        par,
        fiche,
    };
    args.output.write(&page, env)?;
    Ok(Exit::Done)
}

/// Returns the exercice that a year names.
fn exercice(plan: &Plan, asked: i32) -> anyhow::Result<Exercice> {
    let exercice = plan.exercices.holding(asked);
    if exercice.annee != asked {
        let named = exercice.annee;
        bail!(
            "{asked} est dans le bilan {named}, qui couvre {} : demander « stspd bilan {named} »",
            exercice.label()
        );
    }
    Ok(exercice)
}

/// Returns how far the bilan of an exercice looks.
fn horizon(exercice: Exercice, dates: (Option<NaiveDate>, NaiveDate), interne: bool) -> Horizon {
    Horizon::of_bilan(exercice, arrete_au(exercice, dates), interne)
}

/// Returns the only fiche that a bilan is about.
fn only<'a>(plan: &'a Plan, word: &str, interne: bool) -> anyhow::Result<&'a Fiche> {
    let fiche = designated(plan, word)?;
    if fiche.interne && !interne {
        bail!(
            "la fiche « {} » est interne : elle n'entre dans un bilan qu'avec --interne",
            fiche.id.as_str()
        );
    }
    Ok(fiche)
}

/// Reads what the fiches are grouped by.
fn axe(plan: &Plan, text: &str) -> anyhow::Result<Axe> {
    let axe = Axe::named(plan, text).filter(|axe| {
        matches!(
            axe,
            Axe::Enjeu | Axe::Objectif | Axe::Pilote | Axe::Niveau(_)
        )
    });
    let Some(axe) = axe else {
        let words = quoted_or(&["enjeu", "objectif", "pilote"]);
        bail!(
            "un bilan ne se regroupe pas par « {text} » : écrire {words}, ou le nom d'un niveau du plan"
        );
    };
    Ok(axe)
}
