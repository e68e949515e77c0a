//! `stspd suivi`: one more entry of a fiche's journal.

use anyhow::bail;
use chrono::NaiveDate;

use super::cli::day;
use super::draft::{Draft, Preview};
use super::env::Env;
use crate::edit::entree::Entree;
use crate::exit::Exit;
use crate::load::cure;
use crate::load::keys::Kind;
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::vie::etat_at;
use crate::text::nearest::quoted_or;
use crate::text::typed;

/// The arguments of `stspd suivi`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Sans --etat ni --note, les questions sont posées à l'écran.\n\nExemples :\n  stspd suivi lomme-4 --etat en-cours --note \"Première réunion\"\n  stspd suivi 4.1/2 --note \"Retard\" --date 2018-03-14 --diff\n"
)]
pub(crate) struct Args {
    /// Identifiant, début d'identifiant (lomme-4) ou référence imprimée (4.1/2)
    #[arg(help_heading = "Arguments\u{a0}", value_name = "FICHE")]
    fiche: String,

    /// Où en est l'action : a-venir, en-cours, realisee, en-pause, bloquee ou abandonnee
    #[arg(long = "etat", help_heading = "Options\u{a0}", value_name = "ÉTAT", value_parser = mot::<Etat>)]
    etat_dit: Option<Etat>,

    /// Ce qui s'est passé
    #[arg(long, help_heading = "Options\u{a0}", value_name = "TEXTE", value_parser = said_at_length)]
    note: Option<String>,

    /// Fonction de l'auteur, jamais son nom
    #[arg(long, help_heading = "Options\u{a0}", value_name = "FONCTION", value_parser = said)]
    auteur: Option<String>,

    /// Jour de l'entrée, AAAA-MM-JJ [défaut : aujourd'hui]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "DATE", value_parser = jour)]
    date: Option<NaiveDate>,

    /// Laisser cette entrée hors du bilan publié
    #[arg(long, help_heading = "Options\u{a0}")]
    interne: bool,

    #[command(flatten)]
    preview: Preview,
}

/// Reads a day as people write it: 2017-03-14, 14/03/2017 or « 14 mars 2017 ».
fn jour(text: &str) -> Result<NaiveDate, String> {
    let written = cure::written(Kind::Date, text, true);
    day(written.as_deref().unwrap_or(text.trim()))
}

/// Reads a word of a closed list.
pub(super) fn mot<M: Mot>(text: &str) -> Result<M, String> {
    M::parse(text).ok_or_else(|| format!("écrire {}", quoted_or(&M::words())))
}

/// Reads a text that says something.
pub(super) fn said(text: &str) -> Result<String, String> {
    some(typed::line(text))
}

/// Reads a text of one line or several that says something.
fn said_at_length(text: &str) -> Result<String, String> {
    some(typed::lines(text))
}

/// Refuses a text that says nothing.
fn some(text: String) -> Result<String, String> {
    match text.is_empty() {
        true => Err("écrire au moins un mot".to_owned()),
        false => Ok(text),
    }
}

/// Runs `stspd suivi`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(mut draft) = Draft::open(env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let Some(fiche) = draft.designated(&args.fiche, env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let path = draft.path(fiche.at.file());
    let Some(mut form) = draft.form(&path, env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let entree = entree(args, fiche, env)?;
    // Entries of the same day stay in the order in which they were written.
    let mut entries = fiche.suivi.iter();
    let after = entries.rposition(|suivi| *suivi.date <= entree.date);
    let after = after.map_or(0, |last| last + 1);
    let written = entree.write(&mut form, after);
    written.map_err(|unfit| draft.fitting(&path, unfit.into()))?;
    draft.put(&path, form.into_text())?;
    let is_asking = args.etat_dit.is_none() && args.note.is_none();
    draft.finish(args.preview.ending(is_asking), env)
}

/// Returns the entry that the arguments say, or the answers.
fn entree(args: &Args, fiche: &Fiche, env: &mut Env<'_>) -> anyhow::Result<Entree> {
    let mut entree = Entree {
        date: args.date.unwrap_or_else(|| env.date()),
        etat: args.etat_dit,
        note: args.note.clone(),
        auteur: args.auteur.clone(),
        interne: args.interne,
    };
    if entree.etat.is_some() || entree.note.is_some() {
        return Ok(entree);
    }
    if !env.can_ask {
        bail!("dire ce qui s'est passé : --etat en-cours, --note \"…\", ou les deux");
    }
    let current = etat_at(fiche, Horizon::at(entree.date));
    let day = entree.date.to_string();
    let mut questions = env.questions();
    questions.say(&format!("{} · {}", fiche.id, *fiche.titre))?;
    if let Some(current) = current {
        questions.say(&format!("État à ce jour : {}", current.label()))?;
    }
    entree.etat = questions.word("Où en est l'action", None)?;
    entree.note = questions.paragraph("Note : ce qui s'est passé")?;
    if entree.etat.is_none() && entree.note.is_none() {
        bail!("ni état ni note : rien n'a été écrit");
    }
    if entree.auteur.is_none() {
        entree.auteur = questions.optional("Auteur : une fonction, pas un nom", said)?;
    }
    if args.date.is_none() {
        entree.date = questions.value("Date", Some(&day), jour)?;
    }
    Ok(entree)
}
