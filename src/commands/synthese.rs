//! `stspd synthese`: how many fiches, of whom, how far, at what cost, by one axis or two.

use anyhow::bail;

use super::env::Env;
use super::filters::{Filters, select};
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::format::Format;
use crate::render::french::grouped;
use crate::render::views::synthese::Page;
use crate::report::synthese::Synthese;
use crate::report::synthese::axe::Axe;
use crate::text::limits::MOST_PAIRS;
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd synthese`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Une fiche compte dans chacune de ses lignes (deux pilotes : deux lignes) et une seule fois dans le total.\n\nLes lignes suivent l'ordre de l'arborescence, des mots ou des années, sinon l'ordre alphabétique ; ce que le plan ne déclare pas (« inconnu »), puis « non renseigné », viennent en dernier. Les enjeux, les nœuds d'un niveau, les états et les résultats ont leur ligne même sans fiche.\n\nLes axes et les filtres annee et financeur choisissent aussi les lignes de coûts que l'on additionne.\n\nExemples :\n  stspd synthese --par enjeu\n  stspd synthese --par \"objectif général\" --propres\n  stspd synthese --par pilote,annee\n  stspd synthese --par financeur --annee 2018 --output financeurs.xlsx\n"
)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,

    /// Un axe, ou deux séparés par une virgule, pour un tableau croisé : enjeu (le premier niveau, quel que soit son nom), objectif
    /// (celui que nomme la fiche), pilote, service, partenaire, annee, etat, resultat, commune, financeur, public, ou le nom d'un
    /// niveau du plan
    #[arg(
        long,
        required = true,
        help_heading = "Options\u{a0}",
        value_name = "AXES"
    )]
    par: Vec<String>,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a synthèse.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[
        Format::Texte,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Csv,
        Format::CsvExcel,
        Format::Xlsx,
        Format::Json,
        Format::Ndjson,
    ];
}

/// Runs `stspd synthese`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // A format that cannot be chosen is said before anything of the plan.
    args.output.format()?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let axes = axes(&plan, &args.par)?;
    let horizon = Horizon::at(env.date());
    let filter = args.filters.filter();
    let fiches = select(&plan, &filter, horizon, env)?;
    let perimetre = args.filters.perimetre();
    let Some(synthese) = Synthese::new(&plan, (&fiches, horizon), &axes, &perimetre) else {
        bail!(
            "ces deux axes font plus de {} couples : n'en garder qu'un, ou choisir moins de fiches par un filtre",
            grouped(&MOST_PAIRS.to_string())
        );
    };
    let page = Page {
        synthese: &synthese,
        filter: &filter,
    };
    args.output.write(&page, env)?;
    Ok(Exit::Done)
}

/// Reads the axes: one or two, and never the same twice. A level of the plan may have a comma in its name.
fn axes(plan: &Plan, asked: &[String]) -> anyhow::Result<Vec<Axe>> {
    let mut axes = Vec::new();
    for text in asked {
        match Axe::named(plan, text) {
            Some(axe) => axes.push(axe),
            None => {
                for part in text.split(',') {
                    axes.push(axe(plan, part.trim())?);
                }
            }
        }
    }
    if axes.len() > 2 {
        bail!(
            "--par prend un axe ou deux, et non {} : ne garder que les principaux, ou filtrer sur les autres",
            axes.len()
        );
    }
    if let [first, second] = axes.as_slice()
        && first == second
    {
        bail!(
            "--par nomme deux fois le même axe : « {} »",
            first.nom(plan)
        );
    }
    Ok(axes)
}

/// Reads an axis.
fn axe(plan: &Plan, text: &str) -> anyhow::Result<Axe> {
    if let Some(axe) = Axe::named(plan, text) {
        return Ok(axe);
    }
    let words = Axe::words();
    let levels = plan.arborescence.niveaux().iter();
    let levels: Vec<&str> = levels.map(|level| level.as_str()).collect();
    let near = nearest(text, words.iter().chain(&levels).copied());
    let meant = if near.is_empty() {
        String::new()
    } else {
        format!(" ; vouliez-vous dire {} ?", quoted_or(&near))
    };
    let levels = if levels.is_empty() {
        String::new()
    } else {
        format!(", ou un niveau du plan : {}", quoted_or(&levels))
    };
    let words = quoted_or(&words);
    bail!("« {text} » n'est pas un axe : écrire {words}{levels}{meant}")
}
