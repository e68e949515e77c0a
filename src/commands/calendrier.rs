//! `stspd calendrier`: the étapes in the order of time.

use super::env::Env;
use super::filters::{Filters, select, year};
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::render::format::Format;
use crate::render::views::calendrier::Page;
use crate::render::views::words::years;
use crate::report::calendrier::{Calendrier, Phase};
use crate::text::nearest::quoted_or;

/// The arguments of `stspd calendrier`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exemples :\n  stspd calendrier 2018\n  stspd calendrier --situation en-retard,bientot\n  stspd calendrier --pilote Lomme --output calendrier.ics\n"
)]
pub(crate) struct Args {
    /// Année civile que touche la date imprimée de l'étape, ou sa date après report [défaut : toutes] ; les étapes sans date sont
    /// toujours montrées. --annee, elle, choisit des fiches, dont toutes les étapes sont montrées
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = year)]
    annee_du_calendrier: Option<i32>,

    #[command(flatten)]
    filters: Filters,

    /// Échéances à montrer, selon leur situation : en-retard, bientot (dans les 60 jours), a-venir, tenue, annulee, sans-etat
    /// (fiche close) [défaut : toutes]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "SITUATION", value_delimiter = ',', value_parser = phase)]
    situation: Vec<Phase>,

    /// Montre la frise, même longue [défaut : jusqu'à 40 fiches ; formats texte, markdown et html]
    #[arg(long, help_heading = "Options\u{a0}", conflicts_with = "sans_frise")]
    frise: bool,

    /// Ne montre pas la frise
    #[arg(long, help_heading = "Options\u{a0}")]
    sans_frise: bool,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a calendar.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[
        Format::Texte,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Ics,
        Format::Csv,
        Format::CsvExcel,
        Format::Xlsx,
        Format::Json,
        Format::Ndjson,
    ];
}

/// Runs `stspd calendrier`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let horizon = Horizon::at(env.date());
    let filter = args.filters.filter();
    let fiches = select(&plan, &filter, horizon, env)?;
    let whole = Calendrier::new(&plan, &fiches, horizon);
    let known = whole.years();
    let calendrier = match args.annee_du_calendrier {
        Some(annee) => whole.of_year(annee),
        None => whole,
    };
    let calendrier = calendrier.in_phases(&args.situation);
    if calendrier.occurrences.is_empty() && !fiches.is_empty() {
        writeln!(
            env.err,
            "{}",
            nothing(calendrier.annee, &args.situation, &known)
        )?;
    }
    let page = Page {
        plan: &plan,
        calendrier: &calendrier,
        filter: &filter,
        phases: &args.situation,
        horizon,
        frise: (args.frise || args.sans_frise).then_some(args.frise),
    };
    args.output.write(&page, env)?;
    Ok(Exit::Done)
}

/// Says why there is no occurrence, from the years of those that there would be.
fn nothing(annee: Option<i32>, phases: &[Phase], known: &[i32]) -> String {
    let labels: Vec<&str> = phases.iter().map(|phase| phase.label()).collect();
    match annee {
        _ if !labels.is_empty() => format!("aucune échéance n'est {}", labels.join(" ou ")),
        Some(annee) if !known.is_empty() => format!(
            "aucune échéance en {annee} ; années du calendrier : {}",
            years(known)
        ),
        _ => "aucune étape de ces fiches n'a de date".to_owned(),
    }
}

/// Reads a situation.
fn phase(text: &str) -> Result<Phase, String> {
    Phase::parse(text).ok_or_else(|| format!("écrire {}", quoted_or(&Phase::words())))
}
