//! `stspd acteur`: one more actor, one more spelling of one, or another name: a change of `acteurs.toml` alone.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};

use super::draft::{Draft, Preview};
use super::env::Env;
use super::suivi::{mot, said};
use crate::edit::acteurs::{Nouveau, add_alias, free_id, push_alias, rename};
use crate::edit::form::Form;
use crate::edit::line::Line;
use crate::edit::literal;
use crate::exit::Exit;
use crate::load::files::ACTEURS;
use crate::load::holds;
use crate::model::acteur::{Acteur, GenreActeur};
use crate::model::ids::ActeurId;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::text::fold::same;
use crate::text::nearest::{nearest, quoted_or};

/// The arguments of `stspd acteur`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "stspd acteur <ACTEUR> <--ajouter|--alias|--renommer|--sigle|--genre>… [OPTIONS]",
    after_help = "Exemples :\n  stspd acteur \"Mission locale\" --ajouter --genre association\n  stspd acteur CDAD --alias \"Accès au droit\"\n  stspd acteur \"Ville de Lomme\" --renommer \"Commune de Lomme\" --diff\n"
)]
#[group(required = true, multiple = true, id = "change", args = ["ajouter", "alias", "renommer", "sigle", "genre"])]
pub(crate) struct Args {
    /// Nom, sigle ou autre écriture de l'acteur ; avec --ajouter, son nom complet
    #[arg(help_heading = "Arguments\u{a0}", value_name = "ACTEUR", value_parser = said)]
    nom: String,

    /// Déclarer cet acteur dans acteurs.toml
    #[arg(long, help_heading = "Options\u{a0}", conflicts_with = "renommer")]
    ajouter: bool,

    /// Autre écriture du nom, que les fiches pourront employer (autant de fois qu'il le faut)
    #[arg(long, help_heading = "Options\u{a0}", value_name = "TEXTE", value_parser = said)]
    alias: Vec<String>,

    /// Nouveau nom ; l'ancien devient une autre écriture, et les fiches restent telles quelles
    #[arg(long, help_heading = "Options\u{a0}", value_name = "NOM", value_parser = said)]
    renommer: Option<String>,

    /// Sigle
    #[arg(long, help_heading = "Options\u{a0}", value_name = "SIGLE", value_parser = said)]
    sigle: Option<String>,

    /// Nature : commune, service, etat, justice, police, education, association, bailleur ou autre
    #[arg(long, help_heading = "Options\u{a0}", value_name = "GENRE", value_parser = mot::<GenreActeur>)]
    genre: Option<GenreActeur>,

    /// Identifiant de l'acteur à déclarer [défaut : les mots de son nom]
    #[arg(long = "id", help_heading = "Options\u{a0}", value_name = "IDENTIFIANT", requires = "ajouter", value_parser = acteur_id)]
    id_acteur: Option<ActeurId>,

    #[command(flatten)]
    preview: Preview,
}

/// Reads the identifier of an actor.
fn acteur_id(text: &str) -> Result<ActeurId, String> {
    ActeurId::parse(text).map_err(|expected| format!("écrire {expected}"))
}

/// Runs `stspd acteur`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let Some(mut draft) = Draft::open(env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let form = match draft.has(ACTEURS) {
        true => draft.form(ACTEURS, env)?,
        false => holds(ACTEURS).map(|kind| Form::new("", kind)),
    };
    let Some(mut form) = form else {
        return Ok(Exit::PlanAtFault);
    };
    let changed = match args.ajouter {
        true => add(args, draft.plan(), &mut form),
        false => change(args, known(draft.plan(), &args.nom)?, &mut form),
    };
    changed.map_err(|error| draft.fitting(ACTEURS, error))?;
    draft.put(ACTEURS, form.into_text())?;
    draft.finish(args.preview.ending(false), env)
}

/// Returns the actor that a name designates.
fn known<'a>(plan: &'a Plan, nom: &str) -> anyhow::Result<&'a Acteur> {
    let is_it =
        |acteur: &&Acteur| acteur.id.as_str() == nom || acteur.names().any(|name| same(name, nom));
    let found: Vec<&Acteur> = plan.acteurs().filter(is_it).collect();
    match found.as_slice() {
        [acteur] => Ok(acteur),
        [] => {
            let names = plan.acteurs().flat_map(|acteur| acteur.names());
            let close = nearest(nom, names.map(|name| name.as_str()));
            let guess = match close.as_slice() {
                [] => String::new(),
                close => format!("vouliez-vous dire {} ? ", quoted_or(close)),
            };
            bail!("aucun acteur ne s'appelle « {nom} » ; {guess}pour le déclarer : --ajouter")
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|acteur| acteur.id.as_str()).collect();
            bail!(
                "« {nom} » désigne plusieurs acteurs : écrire {}",
                quoted_or(&ids)
            )
        }
    }
}

/// Adds an actor. Where there is no list yet, it begins with the names that the fiches write, else each would be unknown.
fn add(args: &Args, plan: &Plan, form: &mut Form) -> anyhow::Result<()> {
    let nouveau = Nouveau {
        nom: args.nom.clone(),
        sigle: args.sigle.clone(),
        alias: args.alias.clone(),
        genre: args.genre,
    };
    let mut taken: BTreeSet<String> = plan
        .acteurs()
        .map(|acteur| acteur.id.as_str().to_owned())
        .collect();
    let mut bearers = plan.acteurs();
    let bearer = bearers.find(|acteur| acteur.names().any(|name| same(name, &args.nom)));
    if let Some(acteur) = bearer {
        bail!(
            "« {} » est déjà un nom de l'acteur « {} » ; pour le changer : --alias, --renommer, --sigle ou --genre",
            args.nom,
            *acteur.nom
        );
    }
    let mut all = Vec::new();
    if !plan.has_acteurs {
        all.extend(written(plan, &nouveau));
    }
    all.push(nouveau);
    let last = all.len() - 1;
    for (rank, nouveau) in all.iter().enumerate() {
        let asked = args.id_acteur.clone().filter(|_| rank == last);
        let id = asked.or_else(|| free_id(&nouveau.nom, &taken));
        let id = id.with_context(|| {
            format!(
                "« {} » ne donne pas d'identifiant : en choisir un avec --id",
                nouveau.nom
            )
        })?;
        if !taken.insert(id.as_str().to_owned()) {
            bail!(
                "l'identifiant « {} » est déjà pris : en choisir un autre",
                id.as_str()
            );
        }
        nouveau.write(form, &id)?;
    }
    Ok(())
}

/// Returns the actors that the fiches write, each once, but the one that is added.
fn written(plan: &Plan, nouveau: &Nouveau) -> Vec<Nouveau> {
    let mut names: Vec<String> = Vec::new();
    let fiches = plan.fiches().iter();
    let people = fiches.flat_map(|fiche| fiche.pilotes.iter().chain(&fiche.partenaires));
    for participant in people {
        let own = [&nouveau.nom]
            .into_iter()
            .chain(&nouveau.sigle)
            .chain(&nouveau.alias);
        let is_known = own.chain(&names).any(|name| same(name, &participant.nom));
        if !is_known {
            names.push(participant.nom.to_string());
        }
    }
    let named = |nom| Nouveau {
        nom,
        ..Nouveau::default()
    };
    names.into_iter().map(named).collect()
}

/// Changes an actor.
fn change(args: &Args, acteur: &Acteur, form: &mut Form) -> anyhow::Result<()> {
    let id = acteur.id.as_str();
    if let Some(sigle) = &args.sigle {
        form.set(&[id], &Line::new("sigle", literal::text(sigle)))?;
        // Fiches may name the actor by the acronym that it had.
        let old = acteur.sigle.as_ref().filter(|old| !same(old, sigle));
        if let Some(old) = old {
            push_alias(form, acteur, old)?;
        }
    }
    if let Some(genre) = args.genre {
        form.set(&[id], &Line::new("genre", literal::text(genre.word())))?;
    }
    for alias in &args.alias {
        add_alias(form, acteur, alias)?;
    }
    if let Some(nom) = &args.renommer {
        rename(form, acteur, nom)?;
    }
    Ok(())
}
