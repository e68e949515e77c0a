//! `stspd new`: a new fiche, by options or by questions; every key of the printed form is there, filled or in a comment.

use anyhow::{Context as _, bail};

use super::draft::{Draft, Ending, Preview};
use super::env::Env;
use super::questions::Questions;
use super::suivi::said;
use crate::edit::nouvelle::Nouvelle;
use crate::exit::Exit;
use crate::model::dates::Periode;
use crate::model::ids::{Code, FicheId};
use crate::model::plan::Plan;
use crate::text::fold::{fold, same};
use crate::text::nearest::{nearest, quoted_or};
use crate::text::safe;
use crate::write::editor;

/// The arguments of `stspd new`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Sans --titre, les questions sont posées à l'écran.\n\nExemples :\n  stspd new --objectif 4.1 --titre \"Ouvrir un lieu\" --pilote Lomme\n  stspd new --titre \"Ouvrir un lieu\" --pilote \"Lomme (CCAS)\" --diff\n  stspd new --editer\n"
)]
pub(crate) struct Args {
    /// Titre de l'action
    #[arg(long, help_heading = "Options\u{a0}", value_name = "TITRE", value_parser = said)]
    titre: Option<String>,

    /// Code de l'arborescence où la fiche se rattache, ou titre entier
    #[arg(long, help_heading = "Options\u{a0}", value_name = "CODE", value_parser = said)]
    objectif: Option<String>,

    /// Numéro imprimé
    #[arg(long = "numero", help_heading = "Options\u{a0}", value_name = "N°", value_parser = said)]
    numero_imprime: Option<String>,

    /// Commune dont c'est la fiche [défaut : celle du plan]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "COMMUNE", value_parser = said)]
    commune: Option<String>,

    /// Années de la fiche, quand ce ne sont pas celles du plan : 2017/2020
    #[arg(long, help_heading = "Options\u{a0}", value_name = "ANNÉES", value_parser = periode)]
    periode: Option<String>,

    /// Qui pilote l'action ; « Ville de Lomme (CCAS) » dit aussi le service (autant de fois qu'il le faut)
    #[arg(long, help_heading = "Options\u{a0}", value_name = "ACTEUR", value_parser = said)]
    pilote: Vec<String>,

    /// Qui y prend part (autant de fois qu'il le faut)
    #[arg(long, help_heading = "Options\u{a0}", value_name = "ACTEUR", value_parser = said)]
    partenaire: Vec<String>,

    /// Public visé (autant de fois qu'il le faut)
    #[arg(long, help_heading = "Options\u{a0}", value_name = "PUBLIC", value_parser = said)]
    public: Vec<String>,

    /// Identifiant, qui nomme le fichier [défaut : proposé d'après l'objectif, le numéro et le titre]
    #[arg(long = "id", help_heading = "Options\u{a0}", value_name = "IDENTIFIANT", value_parser = fiche_id)]
    nouvel_id: Option<FicheId>,

    /// Ouvrir la fiche dans l'éditeur (variable VISUAL ou EDITOR) avant de l'écrire
    #[arg(long, help_heading = "Options\u{a0}", conflicts_with = "diff")]
    editer: bool,

    #[command(flatten)]
    preview: Preview,
}

/// Reads a period.
pub(super) fn periode(text: &str) -> Result<String, String> {
    let read = Periode::parse(text.trim()).map(|periode| periode.texte().to_owned());
    read.map_err(|_| "écrire 2017, 2017/2020, ou 2017/ quand aucune fin n'est fixée".to_owned())
}

/// Reads the identifier of a fiche.
fn fiche_id(text: &str) -> Result<FicheId, String> {
    FicheId::parse(text).map_err(|expected| format!("écrire {expected}"))
}

/// Runs `stspd new`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if args.editer && !env.can_ask {
        bail!("--editer ouvre un éditeur : il lui faut un écran et un clavier");
    }
    let Some(mut draft) = Draft::open(env)? else {
        return Ok(Exit::PlanAtFault);
    };
    let is_asking = args.titre.is_none();
    let (nouvelle, id) = nouvelle(args, draft.plan(), env)?;
    let place = |plan: &Plan, rank: usize| draft.path(plan.fiches()[rank].at.file());
    let path = format!("{}{id}.toml", nouvelle.folder(draft.plan(), place));
    if let Some(other) = draft.fiche_file(&id) {
        bail!(
            "« {} » existe déjà : choisir un autre nom avec --id",
            draft.printed(&other)
        );
    }
    let text = nouvelle.text(draft.plan());
    draft.put(&path, text)?;
    if args.editer {
        return edited(draft, &path, env);
    }
    draft.finish(args.preview.ending(is_asking), env)
}

/// Has someone complete the fiche in an editor, then writes it.
fn edited(mut draft: Draft, path: &str, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let mut text = draft.text(path)?;
    loop {
        text = editor::edited(path, &text)?;
        if text.trim().is_empty() {
            bail!("la fiche a été vidée : rien n'a été écrit");
        }
        draft.put(path, text.clone())?;
        if let Some(found) = draft.judged(env)? {
            return draft.end(&found, Ending::Asked, env);
        }
        if !env.questions().agrees("Reprendre dans l'éditeur")? {
            // What someone typed is never lost.
            let kept = editor::keep(path, &text)?;
            writeln!(
                env.err,
                "le texte est gardé dans « {} » : le corriger, puis le copier dans le plan",
                safe::line(&kept.display().to_string())
            )?;
            return Ok(Exit::PlanAtFault);
        }
    }
}

/// Returns what is known of the new fiche and its identifier, by options or by answers.
fn nouvelle(args: &Args, plan: &Plan, env: &mut Env<'_>) -> anyhow::Result<(Nouvelle, FicheId)> {
    let objectif = args.objectif.as_deref();
    let objectif = objectif.map(|text| code(plan, text)).transpose();
    let mut nouvelle = Nouvelle {
        numero: args.numero_imprime.clone(),
        titre: args.titre.clone().unwrap_or_default(),
        commune: args.commune.clone(),
        periode: args.periode.clone(),
        objectif: objectif.map_err(anyhow::Error::msg)?,
        pilotes: args.pilote.clone(),
        partenaires: args.partenaire.clone(),
        publics: args.public.clone(),
    };
    let asked = args.nouvel_id.clone();
    if args.titre.is_some() {
        let id = asked.or_else(|| nouvelle.free_id(plan));
        let id = id.context("le titre ne donne pas d'identifiant : en choisir un avec --id")?;
        return Ok((nouvelle, id));
    }
    if !env.can_ask {
        bail!("dire le titre de la fiche : --titre \"…\"");
    }
    let questions = &mut env.questions();
    ask(&mut nouvelle, plan, questions)?;
    let id = match asked {
        Some(id) => id,
        None => {
            let proposed = nouvelle.free_id(plan);
            let proposed = proposed.as_ref().map(FicheId::as_str);
            questions.value("Identifiant, qui nomme le fichier", proposed, fiche_id)?
        }
    };
    Ok((nouvelle, id))
}

/// Asks what the options do not say.
fn ask(nouvelle: &mut Nouvelle, plan: &Plan, questions: &mut Questions<'_>) -> anyhow::Result<()> {
    questions.say("Nouvelle fiche. Ctrl-C abandonne, sans rien écrire.")?;
    nouvelle.titre = questions.value("Titre de l'action", None, said)?;
    let has_tree = !plan.arborescence.noeuds().is_empty();
    if nouvelle.objectif.is_none() && has_tree {
        let label = "Objectif : code de l'arborescence, ou ? pour les voir tous";
        nouvelle.objectif = questions.optional(label, |text| code_or_list(plan, text))?;
    }
    if nouvelle.numero.is_none() {
        nouvelle.numero = questions.optional("Numéro imprimé", said)?;
    }
    if nouvelle.pilotes.is_empty() {
        nouvelle.pilotes = people(
            "Pilote, un seul nom, ou ? pour les voir tous",
            plan,
            questions,
        )?;
    }
    if nouvelle.partenaires.is_empty() {
        nouvelle.partenaires = people(
            "Partenaire, un seul nom, ou ? pour les voir tous",
            plan,
            questions,
        )?;
    }
    Ok(())
}

/// Asks for actors, one a question, until there are no more.
fn people(label: &str, plan: &Plan, questions: &mut Questions<'_>) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    loop {
        let label = match names.len() {
            0 => label,
            _ => "Un autre",
        };
        match questions.optional(label, |text| acteur(plan, text))? {
            Some(name) => names.push(name),
            None => return Ok(names),
        }
    }
}

/// Reads the name of an actor that the plan knows; the name before a bracket is enough.
fn acteur(plan: &Plan, text: &str) -> Result<String, String> {
    if text == "?" {
        let names = plan.acteurs().map(|acteur| acteur.nom.as_str());
        return Err(names.collect::<Vec<_>>().join("\n  "));
    }
    let known = plan.acteurs().flat_map(|acteur| acteur.names());
    let known: Vec<&str> = known.map(|name| name.as_str()).collect();
    let head = text.split('(').next().unwrap_or(text).trim();
    let is_known = |name: &str| known.iter().any(|known| same(known, name));
    let is_plain = !text.contains('(') || text.ends_with(')');
    if known.is_empty() || is_known(text) || is_known(head) && is_plain {
        return Ok(text.to_owned());
    }
    Err(match nearest(head, known.iter().copied()).as_slice() {
        [] => format!("« {head} » n'est pas dans acteurs.toml ; « stspd acteur » le déclare"),
        close => format!(
            "« {head} » n'est pas dans acteurs.toml ; vouliez-vous dire {} ?",
            quoted_or(close)
        ),
    })
}

/// Reads the code of a node, or its whole title; a question mark asks for all of them.
fn code_or_list(plan: &Plan, text: &str) -> Result<Code, String> {
    if text != "?" {
        return code(plan, text);
    }
    let nodes = plan.arborescence.noeuds().iter();
    let lines = nodes.map(|node| format!("{} {}", *node.code, *node.titre));
    Err(lines.collect::<Vec<_>>().join("\n  "))
}

/// Reads the code of a node, or its whole title.
fn code(plan: &Plan, text: &str) -> Result<Code, String> {
    let nodes = plan.arborescence.noeuds();
    let is_it = |node: &&crate::model::arborescence::Noeud| {
        fold(node.code.as_str()) == fold(text) || same(&node.titre, text)
    };
    if let Some(node) = nodes.iter().find(is_it) {
        return Ok((*node.code).clone());
    }
    let codes = nodes.iter().map(|node| node.code.as_str());
    let close = nearest(text, codes.clone());
    let some: Vec<&str> = match close.as_slice() {
        [] => codes.take(8).collect(),
        close => close.to_vec(),
    };
    Err(match some.as_slice() {
        [] => "le plan n'a pas d'arborescence : ne pas dire d'objectif".to_owned(),
        some => format!(
            "« {text} » n'est pas un code du plan ; écrire par exemple {}",
            quoted_or(some)
        ),
    })
}
