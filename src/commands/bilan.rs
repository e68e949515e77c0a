//! `stspd bilan`: the yearly report for the council.

use anyhow::bail;
use chrono::NaiveDate;

use super::env::Env;
use super::filters::{Filters, select, year};
use super::format::{Formats, Output};
use super::show::designated;
use crate::exit::Exit;
use crate::model::dates::year_end;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::query::filter::{Filter, arrete_au};
use crate::render::format::Format;
use crate::render::views::bilan::Page;
use crate::render::views::periode::Annees;
use crate::report::bilan::{Bilan, Sujet};
use crate::report::periode::{MOST, Periode, exercices};
use crate::report::synthese::axe::Axe;
use crate::text::nearest::quoted_or;

/// The arguments of `stspd bilan`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exemples :\n  stspd bilan 2017\n  stspd bilan 2017 --output bilan.html\n  stspd bilan 2017..2020\n  stspd bilan 2017 --par pilote\n  stspd bilan 2017 --fiche lomme-4\n"
)]
pub(crate) struct Args {
    /// Année du bilan, ou période : 2017..2020 met les années côte à côte
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = years)]
    annees_du_bilan: Years,

    #[command(flatten)]
    filters: Filters,

    /// Regroupe les fiches : enjeu (le premier niveau, quel que soit son nom), objectif, pilote, ou le nom d'un niveau du plan
    #[arg(long = "par", help_heading = "Options\u{a0}", value_name = "AXE")]
    groupe: Option<String>,

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

/// The first and the last year of a period, or the only year.
type Years = (i32, Option<i32>);

/// Runs `stspd bilan`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let filter = args.filters.filter();
    check(args, &filter)?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let exercices = asked(&plan, args.annees_du_bilan)?;
    let par = args.groupe.as_deref();
    let par = par.map(|text| axe(&plan, text)).transpose()?;
    let horizons: Vec<(Exercice, Horizon)> = exercices
        .iter()
        .map(|&exercice| {
            let is_last = exercices.last() == Some(&exercice);
            let date = date(exercice, is_last, env.dates());
            (exercice, Horizon::of_bilan(exercice, date, args.interne))
        })
        .collect();
    let Some(&(_, last)) = horizons.last() else {
        return Ok(Exit::Done);
    };
    let fiche = args.fiche.as_deref();
    let fiche = fiche
        .map(|word| only(&plan, word, args.interne))
        .transpose()?;
    let fiches = match fiche {
        Some(fiche) => vec![fiche],
        None => select(&plan, &filter, last, env)?,
    };
    let perimetre = args.filters.perimetre();
    let bilan = |&(exercice, horizon): &(Exercice, Horizon)| {
        let sujet = Sujet {
            plan: &plan,
            exercice,
            horizon,
            perimetre: &perimetre,
            axe: par.unwrap_or(Axe::Enjeu),
        };
        Bilan::new(sujet, &fiches)
    };
    let periode = Periode {
        bilans: horizons.iter().map(bilan).collect(),
    };
    let Some(bilan) = periode.bilans.last() else {
        return Ok(Exit::Done);
    };
    let page = Page {
        bilan,
        filter: &filter,
        par,
        fiche,
    };
    match args.annees_du_bilan {
        (_, None) => args.output.write(&page, env)?,
        (_, Some(_)) => {
            let annees = Annees {
                periode: &periode,
                derniere: page,
            };
            args.output.write(&annees, env)?;
        }
    }
    Ok(Exit::Done)
}

/// Refuses options that do not go together.
fn check(args: &Args, filter: &Filter) -> anyhow::Result<()> {
    if args.fiche.is_some() && (args.groupe.is_some() || !filter.is_empty()) {
        bail!("--fiche montre une seule fiche : ne lui joindre ni filtre ni --par");
    }
    if args.groupe.is_some() && args.annees_du_bilan.1.is_some() {
        bail!("--par regroupe les fiches d'une année : ne pas le joindre à une période");
    }
    Ok(())
}

/// Reads a year, or two with two dots between them.
fn years(text: &str) -> Result<Years, String> {
    let Some((first, last)) = text.split_once("..") else {
        return Ok((year(text)?, None));
    };
    let (first, last) = (year(first)?, year(last)?);
    if first < last {
        Ok((first, Some(last)))
    } else {
        Err(format!(
            "écrire la première année d'abord, par exemple {}..{}",
            last.min(first),
            last.max(first + 1)
        ))
    }
}

/// Returns the exercices that are asked for, in order.
fn asked(plan: &Plan, (first, last): Years) -> anyhow::Result<Vec<Exercice>> {
    let Some(last) = last else {
        return Ok(vec![exercice(plan, first)?]);
    };
    let all = exercices(plan, (first, last));
    if all.len() > MOST {
        bail!(
            "une période compte au plus {MOST} bilans, et non {} : en demander moins",
            all.len()
        );
    }
    Ok(all)
}

/// Returns the date at which an exercice is arrêté: in a period, its own end for each but the last.
fn date(
    exercice: Exercice,
    is_last: bool,
    (au, today): (Option<NaiveDate>, NaiveDate),
) -> NaiveDate {
    if is_last {
        arrete_au(exercice, (au, today))
    } else {
        year_end(exercice.fin).min(au.unwrap_or(today))
    }
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
    let axe = Axe::named(plan, text).filter(|axe| axe.groups());
    let Some(axe) = axe else {
        let words = quoted_or(&["enjeu", "objectif", "pilote"]);
        bail!(
            "un bilan ne se regroupe pas par « {text} » : écrire {words}, ou le nom d'un niveau du plan"
        );
    };
    Ok(axe)
}
