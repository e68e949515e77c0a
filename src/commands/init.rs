//! `stspd init`: a new town's plan, by options or by questions: small, commented, and sound.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::env::{Env, output};
use super::new::periode;
use super::questions::Questions;
use super::suivi::said;
use crate::edit::line::Line;
use crate::edit::literal;
use crate::edit::scaffold::scaffold;
use crate::exit::Exit;
use crate::load::files::{ACTEURS, PlanFiles, STRATEGIE};
use crate::load::folder::printed_prefix;
use crate::load::keys::{self, ACTEUR};
use crate::load::load;
use crate::load::overlay::{Absent, Overlay};
use crate::render::changes::{patch, told};
use crate::render::findings::text;
use crate::text::safe;
use crate::write::plan::{Change, create_all};

/// The title that most towns print.
const TITRE: &str = "Stratégie territoriale de sécurité et de prévention de la délinquance";

/// The levels that are proposed.
const NIVEAUX: &str = "Enjeu, Objectif";

/// The arguments of `stspd init`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Sans --territoire, les questions sont posées à l'écran. Le plan va dans le dossier plan, ou dans celui de --plan.\n\nExemples :\n  stspd init\n  stspd init --territoire Lomme --periode 2017/2020 --niveau Enjeu\n  stspd init --plan plan-2021 --territoire Lomme --diff\n"
)]
pub(crate) struct Args {
    /// Commune qui tient ce plan
    #[arg(long, help_heading = "Options\u{a0}", value_name = "COMMUNE", value_parser = said)]
    territoire: Option<String>,

    /// Titre de la stratégie [défaut : Stratégie territoriale de sécurité et de prévention de la délinquance]
    #[arg(long, help_heading = "Options\u{a0}", value_name = "TITRE", value_parser = said)]
    titre: Option<String>,

    /// Années du plan : 2017/2020, ou 2017/ quand aucune fin n'est fixée
    #[arg(long, help_heading = "Options\u{a0}", value_name = "ANNÉES", value_parser = periode)]
    periode: Option<String>,

    /// Nom d'un niveau de l'arborescence, du plus haut au plus bas (autant de fois qu'il le faut)
    #[arg(long, help_heading = "Options\u{a0}", value_name = "NOM", value_parser = said)]
    niveau: Vec<String>,

    #[command(flatten)]
    preview: super::draft::Preview,
}

/// What is known of a new plan.
struct Identite {
    /// The commune.
    territoire: String,
    /// The title.
    titre: String,
    /// The years.
    periode: Option<String>,
    /// The names of the levels.
    niveaux: Vec<String>,
}

/// Runs `stspd init`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if env.global.rev.is_some() {
        bail!("init et --rev ne vont pas ensemble : init crée un plan dans un dossier");
    }
    let asked = env.global.plan.as_deref().unwrap_or(Path::new("plan"));
    let folder = std::path::absolute(env.folder.join(asked))?;
    refuse_plan(&folder)?;
    let is_asking = args.territoire.is_none();
    let identite = identite(args, env)?;
    let texts = BTreeMap::from([
        (ACTEURS.to_owned(), acteurs().into_bytes()),
        (STRATEGIE.to_owned(), strategie(&identite).into_bytes()),
    ]);
    let absent = Absent {
        prefix: printed_prefix(&folder),
        folder: folder.clone(),
    };
    let files = Overlay {
        files: &absent,
        texts: &texts,
    };
    let loaded = load(&files)?;
    if !loaded.faults.is_empty() {
        text::write(&loaded.faults, &loaded.sources, env.err_color, env.err)?;
        bail!("ce plan ne se lirait pas : rien n'a été écrit");
    }
    let new = |shown: fn(Option<&str>, (&str, &str)) -> String| -> String {
        let texts = texts.iter().map(|(path, text)| {
            let text = String::from_utf8_lossy(text);
            shown(None, (&files.printed(path), &text))
        });
        texts.collect()
    };
    if args.preview.diff {
        output(write!(env.out, "{}", new(patch)))?;
        return Ok(Exit::Done);
    }
    if is_asking && !env.questions().agrees_to(&new(told))? {
        return Ok(Exit::Done);
    }
    write(&folder, &files, env)
}

/// Refuses a folder where there is a plan, or something of one.
fn refuse_plan(folder: &Path) -> anyhow::Result<()> {
    for name in [STRATEGIE, ACTEURS, "fiches", "bilans"] {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            bail!(
                "« {} » existe déjà : rien n'a été écrit ; un autre plan va dans un autre dossier, par exemple --plan plan-2021",
                path.display()
            );
        }
    }
    Ok(())
}

/// Returns what is known of the plan, by options or by answers.
fn identite(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Identite> {
    if let Some(territoire) = &args.territoire {
        return Ok(Identite {
            territoire: territoire.clone(),
            titre: args.titre.clone().unwrap_or_else(|| TITRE.to_owned()),
            periode: args.periode.clone(),
            niveaux: args.niveau.clone(),
        });
    }
    if !env.can_ask {
        bail!("dire la commune qui tient ce plan : --territoire Lomme");
    }
    ask(args, &mut env.questions())
}

/// Asks what the options do not say.
fn ask(args: &Args, questions: &mut Questions<'_>) -> anyhow::Result<Identite> {
    questions.say("Nouveau plan. Ctrl-C abandonne, sans rien écrire.")?;
    let territoire = questions.value("Commune qui tient ce plan", None, said)?;
    let titre = match &args.titre {
        Some(titre) => titre.clone(),
        None => questions.value("Titre de la stratégie", Some(TITRE), said)?,
    };
    let periode = match &args.periode {
        Some(periode) => Some(periode.clone()),
        None => questions.optional(
            "Années : 2017/2020, ou 2017/ quand aucune fin n'est fixée",
            periode,
        )?,
    };
    let niveaux = match args.niveau.is_empty() {
        false => args.niveau.clone(),
        true => questions.value(
            "Niveaux de l'arborescence, du plus haut au plus bas, ou « aucun »",
            Some(NIVEAUX),
            levels,
        )?,
    };
    Ok(Identite {
        territoire,
        titre,
        periode,
        niveaux,
    })
}

/// Reads the names of levels, separated by commas.
fn levels(text: &str) -> Result<Vec<String>, String> {
    if text.eq_ignore_ascii_case("aucun") {
        return Ok(Vec::new());
    }
    let names = text.split(',').map(|name| name.trim().to_owned());
    let names: Vec<String> = names.collect();
    match names.iter().any(String::is_empty) {
        true => Err("écrire des noms séparés par des virgules".to_owned()),
        false => Ok(names),
    }
}

/// Returns the strategy: what is known, and every other key in a comment.
fn strategie(identite: &Identite) -> String {
    let text = |name: &str, text: &str| Line::new(name, literal::text(text));
    let mut lines = vec![
        Line::new("format", "1".to_owned()),
        text("titre", &identite.titre),
        text("territoire", &identite.territoire),
    ];
    let periode = identite.periode.as_deref();
    lines.extend(periode.map(|periode| text("periode", periode)));
    if !identite.niveaux.is_empty() {
        lines.push(Line::new("niveaux", literal::texts(&identite.niveaux)));
    }
    let levels = identite.niveaux.len();
    let mut scaffold = scaffold(&keys::STRATEGIE, &lines);
    if levels > 0 {
        // Its nodes are the first thing to write, and one would forget to open it.
        scaffold = scaffold.replacen("# [arborescence]", "[arborescence]", 1);
    }
    format!(
        "# La stratégie : son identité, sa période, ses objectifs. Une ligne qui commence par # est un commentaire.\n{}",
        scaffold
    )
}

/// Returns the list of actors: none yet, and how to write one.
fn acteurs() -> String {
    let shown = ACTEUR.keys.iter().map(|key| key.commented() + "\n");
    format!(
        "# Les pilotes et les partenaires, une fois chacun ; « stspd acteur » en ajoute.\n\n# [ville-de-lomme]\n{}",
        shown.collect::<String>()
    )
}

/// Writes the plan, all of it or nothing, and says what comes next.
fn write(folder: &Path, files: &Overlay<'_>, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let changes: Vec<Change> = files
        .texts
        .iter()
        .map(|(path, text)| Change {
            path: PathBuf::from(folder).join(path),
            printed: files.printed(path),
            before: None,
            after: text.clone(),
        })
        .collect();
    create_all(&changes)?;
    for change in &changes {
        output(writeln!(env.out, "écrit : {}", safe::line(&change.printed)))?;
    }
    writeln!(
        env.err,
        "la suite : écrire les objectifs sous [arborescence] dans {}, puis « stspd new » pour chaque fiche et « stspd check »",
        safe::line(&files.printed(STRATEGIE))
    )?;
    Ok(Exit::Done)
}
