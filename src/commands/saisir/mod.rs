//! `stspd saisir`: what a pilote reports for a year, by questions or by options; or the form of it, to be filled by hand.

mod ask;
mod said;
mod spent;

use anyhow::bail;

use super::draft::{Draft, Preview};
use super::env::Env;
use super::exercices::Annees;
use super::filters::year;
use crate::edit::prepare::prepare;
use crate::edit::saisie::Saisie;
use crate::exit::Exit;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::model::vie::Attente;
use crate::render::views::words::life;
use crate::report::bilan::{Bilan, FicheBilan, Sujet};
use crate::report::perimetre::TOUT;
use crate::report::synthese::axe::Axe;
use crate::text::safe;

/// The arguments of `stspd saisir`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "stspd saisir <FICHE> <ANNÉE> [OPTIONS]\n       stspd saisir --tous <ANNÉE> [OPTIONS]",
    after_help = "Sans option, les questions sont posées à l'écran ; hors d'un écran, le bilan est préparé dans la fiche, à remplir.\n\nExemples :\n  stspd saisir lomme-4 2017\n  stspd saisir lomme-4 2017 --etat en-cours --resultat partiel\n  stspd saisir lomme-4 2017 --etape groupe-de-travail=tenue\n  stspd saisir --tous 2017 --diff\n"
)]
pub(crate) struct Args {
    /// Identifiant, début d'identifiant (lomme-4) ou référence imprimée (4.1/2)
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "FICHE",
        display_order = 1,
        required_unless_present = "tous",
        conflicts_with = "tous"
    )]
    fiche: Option<String>,

    /// Année du bilan
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "ANNÉE",
        display_order = 2,
        required_unless_present = "tous",
        conflicts_with = "tous",
        value_parser = year
    )]
    annee_du_bilan: Option<i32>,

    /// Préparer d'un coup tous les bilans attendus et non saisis d'une année, à remplir
    #[arg(long, help_heading = "Options\u{a0}", value_name = "ANNÉE", value_parser = year)]
    tous: Option<i32>,

    #[command(flatten)]
    said: said::Reponses,

    #[command(flatten)]
    preview: Preview,
}

/// Runs `stspd saisir`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    match (&args.fiche, args.annee_du_bilan, args.tous) {
        (Some(fiche), Some(annee), None) => one(args, (fiche, annee), env),
        (_, _, Some(annee)) if args.said.is_empty() => all(args, annee, env),
        _ => bail!("--tous prépare tous les bilans : ne lui joindre aucune réponse"),
    }
}

/// Prepares every bilan that is expected and not there.
fn all(args: &Args, annee: i32, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(mut draft) = Draft::open(env)? else {
        return Ok(Exit::PlanAtFault);
    };
    // A fiche that cannot be read may be one of those that are expected.
    if draft.refuses_faults(env)? {
        return Ok(Exit::PlanAtFault);
    }
    let mut forms = Vec::new();
    let mut expected = 0;
    {
        let sujet = sujet(&draft, annee, env)?;
        let fiches: Vec<&Fiche> = draft.plan().fiches().iter().collect();
        let bilan = Bilan::new(sujet, &fiches);
        expected += bilan.attendues().count();
        for fiche in bilan.sans_bilan() {
            let path = draft.path(fiche.fiche.at.file());
            let Some(mut form) = draft.form(&path, env)? else {
                return Ok(Exit::PlanAtFault);
            };
            prepare(&mut form, fiche, sujet.exercice)
                .map_err(|unfit| draft.fitting(&path, unfit.into()))?;
            forms.push((path, form));
        }
    }
    if forms.is_empty() {
        let why = match expected {
            0 => "aucun n'est attendu",
            _ => "tous ceux qui sont attendus sont saisis",
        };
        writeln!(env.err, "aucun bilan {annee} à préparer : {why}")?;
        return Ok(Exit::Done);
    }
    for (path, form) in forms {
        draft.put(&path, form.into_text())?;
    }
    draft.finish(args.preview.ending(false), env)
}

/// Writes what is said for one fiche, or prepares its bilan.
fn one(args: &Args, (word, annee): (&str, i32), env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(mut draft) = Draft::open(env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let is_asking = args.said.is_empty() && env.can_ask;
    let (path, form) = {
        let sujet = sujet(&draft, annee, env)?;
        let Some(designated) = draft.designated(word, env)? else {
            return Ok(Exit::PlanAtFault);
        };
        let bilan = Bilan::new(sujet, &[designated]);
        let [fiche] = bilan.fiches.as_slice() else {
            bail!("la fiche « {word} » n'entre pas dans ce bilan");
        };
        let path = draft.path(fiche.fiche.at.file());
        let Some(mut form) = draft.form(&path, env)? else {
            return Ok(Exit::PlanAtFault);
        };
        if let Some(said) = unexpected(draft.plan(), fiche, sujet.exercice) {
            writeln!(env.err, "attention : {}", safe::line(&said))?;
        }
        let written = match saisie(args, (fiche, sujet.exercice), (&draft, env))? {
            Some(saisie) => saisie.write(&mut form, sujet.exercice),
            None => prepare(&mut form, fiche, sujet.exercice),
        };
        written.map_err(|unfit| draft.fitting(&path, unfit.into()))?;
        (path, form)
    };
    draft.put(&path, form.into_text())?;
    draft.finish(args.preview.ending(is_asking), env)
}

/// Says why no bilan is expected of a fiche, where none is.
fn unexpected(plan: &Plan, fiche: &FicheBilan<'_>, exercice: Exercice) -> Option<String> {
    let year = exercice.label();
    match fiche.attente {
        Attente::Attendue => None,
        Attente::NonConcernee(vie) => Some(format!(
            "aucun bilan n'est attendu de cette fiche en {year} : elle est {}",
            life(vie)
        )),
        Attente::Associee => Some(format!(
            "cette fiche est celle d'une autre commune, {} : son bilan est montré à part, hors des comptes",
            plan.commune_of(fiche.fiche)
        )),
    }
}

/// Returns what is said of a fiche, by options or by answers; nothing when nobody is there to answer.
fn saisie(
    args: &Args,
    (fiche, exercice): (&FicheBilan<'_>, Exercice),
    (draft, env): (&Draft, &mut Env<'_>),
) -> anyhow::Result<Option<Saisie>> {
    if !args.said.is_empty() {
        return args.said.saisie((fiche, exercice), env).map(Some);
    }
    if !env.can_ask {
        return Ok(None);
    }
    ask::saisie((draft.plan(), fiche), exercice, &mut env.questions()).map(Some)
}

/// Returns what a bilan of the plan is about.
fn sujet<'a>(draft: &'a Draft, annee: i32, env: &Env<'_>) -> anyhow::Result<Sujet<'a>> {
    let plan = draft.plan();
    let held = plan.exercices.holding(annee);
    if held.annee != annee {
        bail!(
            "{annee} est dans le bilan {}, qui couvre {} : écrire {} au lieu de {annee}",
            held.annee,
            held.label(),
            held.annee
        );
    }
    let horizons = Annees::Une(annee).horizons(plan, env.dates(), true)?;
    let (exercice, horizon) = horizons[0];
    Ok(Sujet {
        plan,
        exercice,
        horizon,
        perimetre: &TOUT,
        axe: Axe::Enjeu,
    })
}
