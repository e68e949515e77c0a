//! `stspd bilan`: the yearly report for the council.

use anyhow::bail;

use super::env::Env;
use super::exercices::{Annees, annees};
use super::filters::{Filters, select};
use super::format::{Formats, Output};
use super::manquants::{self, Forme, check_format};
use super::publication::is_publishable;
use super::revision::revision;
use super::show::designated;
use crate::exit::Exit;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::query::filter::Filter;
use crate::render::format::Format;
use crate::render::views::bilan::Page;
use crate::render::views::periode;
use crate::report::bilan::{Bilan, Sujet};
use crate::report::perimetre::Perimetre;
use crate::report::periode::Periode;
use crate::report::synthese::axe::Axe;
use crate::text::nearest::quoted_or;

/// The arguments of `stspd bilan`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Un numéro de téléphone ou une adresse électronique dans ce que lit le bilan l'arrête : « stspd regles donnee-personnelle » dit pourquoi, et que faire.\n\nCe qui manque (--manquants) ne se publie pas ; les messages n'ont ni markdown ni html. --pilote n'y garde que les pilotes qu'il nomme.\n\nExemples :\n  stspd bilan 2017\n  stspd bilan 2017 --output bilan.html\n  stspd bilan 2017..2020\n  stspd bilan 2017 --par pilote\n  stspd bilan 2017 --fiche lomme-4\n  stspd bilan 2017 --manquants\n  stspd bilan 2017 --manquants=messages --pilote \"Ville de Lomme\"\n  stspd bilan 2017 --manquants=messages --output messages.xlsx\n"
)]
pub(crate) struct Args {
    /// Année du bilan, ou période : 2017..2020 met les années côte à côte
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ANNÉE", value_parser = annees)]
    annees_du_bilan: Annees,

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
        Format::Pdf,
        Format::Csv,
        Format::CsvExcel,
        Format::Xlsx,
        Format::Json,
    ];
}

/// Runs `stspd bilan`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    // What cannot be chosen is said before anything of the plan.
    check_format(args.manquants, args.output.format()?)?;
    let filter = args.filters.filter();
    check(args, &filter)?;
    let files = env.plan_files()?;
    let Some((plan, sources)) = env.read(files.as_ref())? else {
        return Ok(Exit::PlanAtFault);
    };
    let asked = Asked::of(args, (&plan, &filter), env)?;
    let perimetre = args.filters.perimetre();
    let periode = asked.bilans(&plan, &perimetre);
    let bilan = periode.dernier();
    if let Some(forme) = args.manquants {
        return manquants::write(forme, (bilan, &filter), &args.output, env);
    }
    if !is_publishable((&plan, &sources), (&asked.fiches, bilan.horizon), env)? {
        return Ok(Exit::PlanAtFault);
    }
    let revision = revision(files.as_ref(), env)?;
    let page = Page {
        bilan,
        filter: &filter,
        par: asked.par,
        fiche: asked.fiche,
        revision: revision.as_ref(),
    };
    if args.annees_du_bilan.is_periode() {
        let page = periode::Page {
            periode: &periode,
            derniere: page,
        };
        args.output.write(&page, env)?;
    } else {
        args.output.write(&page, env)?;
    }
    Ok(Exit::Done)
}

/// What the arguments ask for, in a plan.
struct Asked<'a> {
    /// The exercices, never none, each with how far it looks.
    horizons: Vec<(Exercice, Horizon)>,
    /// What the fiches are grouped by.
    par: Option<Axe>,
    /// The only fiche.
    fiche: Option<&'a Fiche>,
    /// The fiches.
    fiches: Vec<&'a Fiche>,
}

impl<'a> Asked<'a> {
    /// Reads the arguments.
    fn of(
        args: &Args,
        (plan, filter): (&'a Plan, &Filter),
        env: &mut Env<'_>,
    ) -> anyhow::Result<Self> {
        let horizons = (args.annees_du_bilan).horizons(plan, env.dates(), args.interne)?;
        let last = horizons[horizons.len() - 1].1;
        let par = args.groupe.as_deref().map(|text| axe(plan, text));
        let fiche = args.fiche.as_deref();
        let fiche = fiche.map(|word| only(plan, word, args.interne));
        let (par, fiche) = (par.transpose()?, fiche.transpose()?);
        let fiches = match fiche {
            Some(fiche) => vec![fiche],
            None => select(plan, filter, last, env)?,
        };
        Ok(Self {
            horizons,
            par,
            fiche,
            fiches,
        })
    }

    /// Makes the bilans, one an exercice.
    fn bilans(&self, plan: &'a Plan, perimetre: &'a Perimetre) -> Periode<'a> {
        let bilans = self.horizons.iter().map(|&(exercice, horizon)| {
            let sujet = Sujet {
                plan,
                exercice,
                horizon,
                perimetre,
                axe: self.par.unwrap_or(Axe::Enjeu),
            };
            Bilan::new(sujet, &self.fiches)
        });
        Periode {
            bilans: bilans.collect(),
        }
    }
}

/// Refuses options that do not go together.
fn check(args: &Args, filter: &Filter) -> anyhow::Result<()> {
    let is_periode = args.annees_du_bilan.is_periode();
    if args.fiche.is_some() && (args.groupe.is_some() || !filter.is_empty()) {
        bail!("--fiche montre une seule fiche : ne lui joindre ni filtre ni --par");
    }
    if args.groupe.is_some() && is_periode {
        bail!("--par regroupe les fiches d'une année : ne pas le joindre à une période");
    }
    if args.manquants.is_some() && (is_periode || args.groupe.is_some()) {
        bail!(
            "--manquants va par pilote et pour une seule année : ne lui joindre ni période ni --par"
        );
    }
    Ok(())
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
    let Some(axe) = Axe::named(plan, text).filter(|axe| axe.groups()) else {
        let words = quoted_or(&["enjeu", "objectif", "pilote"]);
        bail!(
            "un bilan ne se regroupe pas par « {text} » : écrire {words}, ou le nom d'un niveau du plan"
        );
    };
    Ok(axe)
}
