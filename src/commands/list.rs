//! `stspd list`: the fiches that match, as a table.

use anyhow::bail;

use super::env::Env;
use super::filters::{Filters, select};
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::query::sort::{Cle, Tri, sort};
use crate::render::format::Format;
use crate::render::tables::fiches;
use crate::render::views::list::List;
use crate::text::fold::{fold, same};
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd list`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exemples :\n  stspd list --partenaire Parquet --annee 2018\n  stspd list --retard --tri retard --colonnes id,retard_depuis\n  stspd list --sans bilan --annee 2017\n  stspd list --propres --output fiches.xlsx\n"
)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,

    /// Ordre : des clés séparées par des virgules, avec « - » devant pour l'ordre inverse, parmi id, numero, titre, pilote,
    /// commune, annee, etat, retard, echeance [défaut : l'ordre du plan]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "CLÉS",
        value_delimiter = ',',
        allow_hyphen_values = true,
        value_parser = tri
    )]
    tri: Vec<Tri>,

    /// Nombre de fiches à montrer, les premières dans l'ordre [défaut : toutes]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "NOMBRE", value_parser = limite)]
    limite: Option<usize>,

    /// Colonnes à montrer, séparées par des virgules et dans cet ordre ; « stspd colonnes » les montre toutes [défaut : les
    /// principales à l'écran, toutes dans un fichier]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "COLONNES",
        value_delimiter = ',',
        value_parser = colonne
    )]
    colonnes: Vec<String>,

    #[command(flatten)]
    output: Output<Offered>,
}

/// The formats of a list.
#[derive(Debug)]
struct Offered;

impl Formats for Offered {
    const ALL: &'static [Format] = &[
        Format::Table,
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

/// Runs `stspd list`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let format = args.output.format()?;
    suit(&args.colonnes, format)?;
    let Some(plan) = env.plan()? else {
        return Ok(Exit::PlanAtFault);
    };
    let horizon = Horizon::at(env.date());
    let (filter, perimetre) = (args.filters.filter(), args.filters.perimetre());
    let mut fiches = select(&plan, &filter, horizon, env)?;
    sort(&plan, horizon, &mut fiches, &args.tri);
    let found = fiches.len();
    fiches.truncate(args.limite.unwrap_or(found));
    let list = List::new(
        &plan,
        (&fiches, found),
        (horizon, &perimetre),
        (&filter, &args.colonnes),
    );
    args.output.write(&list, env)?;
    Ok(Exit::Done)
}

/// Refuses columns that were asked for twice, or in a format that has none.
fn suit(columns: &[String], format: Format) -> anyhow::Result<()> {
    if !columns.is_empty() && matches!(format, Format::Json | Format::Ndjson) {
        bail!(
            "--colonnes choisit les colonnes d'un tableau ; le format {} a toujours les mêmes clés",
            format.word()
        );
    }
    let twice = |(rank, key): &(usize, &String)| columns[..*rank].contains(key);
    if let Some((_, key)) = columns.iter().enumerate().find(twice) {
        bail!("la colonne « {key} » est demandée deux fois");
    }
    Ok(())
}

/// Reads the name of a column, or its heading.
fn colonne(text: &str) -> Result<String, String> {
    let columns = fiches::columns();
    let keys = columns.iter().map(|column| &*column.heading.key);
    let key = fold(text).replace(' ', "_");
    if let Some(key) = keys.clone().find(|name| *name == key) {
        return Ok(key.to_owned());
    }
    let mut headings = columns.iter().map(|column| &column.heading);
    if let Some(heading) = headings.find(|heading| same(&heading.title, text)) {
        return Ok(heading.key.to_string());
    }
    Err(match nearest(text, keys).as_slice() {
        [] => "« stspd colonnes fiches » les montre toutes".to_owned(),
        close => format!("vouliez-vous dire {} ?", quoted_or(close)),
    })
}

/// Reads a key of an order, or the column that shows it; a hyphen before it asks for the other way.
fn tri(text: &str) -> Result<Tri, String> {
    let (inverse, word) = match text.strip_prefix('-') {
        Some(word) => (true, word),
        None => (false, text),
    };
    let column = match fold(word).replace(' ', "_").as_str() {
        "pilotes" => Some(Cle::Pilote),
        "annees" => Some(Cle::Annee),
        "en_retard" | "retard_depuis" | "en_retard_depuis" => Some(Cle::Retard),
        "prochaine_echeance" => Some(Cle::Echeance),
        _ => None,
    };
    Cle::parse(word)
        .or(column)
        .map(|cle| Tri { cle, inverse })
        .ok_or_else(|| format!("écrire {}", quoted_or(&Cle::words())))
}

/// Reads how many fiches to show.
fn limite(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "écrire un nombre entier à partir de 1, par exemple 10".to_owned())
}
