//! `stspd check`: every defect of the plan in one run.

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;

use super::env::{Env, NO_FICHE, findings, output};
use crate::exit::Exit;
use crate::load::folder::Folder;
use crate::load::{Loaded, load};
use crate::render::findings::counts::Counts;
use crate::render::findings::{json as findings_json, text};
use crate::render::french::count;
use crate::render::json;
use crate::text::diagnostic::Severity;
use crate::text::safe;

/// The arguments of `stspd check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Fichiers ou dossiers du plan dont montrer les défauts [défaut : tous] ; le plan est lu en entier de toute façon
    #[arg(help_heading = "Arguments\u{a0}", value_name = "FICHIERS")]
    fichiers: Vec<PathBuf>,

    /// Compter un avertissement comme une erreur, sauf ceux qui dépendent de la date
    #[arg(long, help_heading = "Options\u{a0}")]
    strict: bool,

    /// Format : texte, court (une ligne par défaut, pour les éditeurs) ou json [défaut : texte]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

/// How the findings are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    #[value(alias = "text")]
    Texte,
    /// For editors.
    Court,
    /// For programs.
    Json,
}

/// Runs `stspd check`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let folder = env.plan_folder()?;
    let chosen = chosen(args, env, &folder)?;
    let loaded = load(&folder)?;
    let mut findings = findings(&loaded, env.date(), Severity::Info);
    let everything = findings.len();
    // Without a strategy nothing of the plan can be judged: what keeps it from being read concerns every file.
    if loaded.plan.is_some() && !chosen.is_empty() {
        findings.retain(|finding| is_below(&chosen, loaded.sources.path(finding.at.file)));
    }
    let elsewhere = everything - findings.len();
    let counts = Counts::of(&findings);
    if loaded.fiches == 0 && loaded.faults.is_empty() && loaded.unread.is_empty() {
        writeln!(env.err, "{NO_FICHE}")?;
    }
    output(match args.format {
        Format::Texte => text::write(&findings, &loaded.sources, env.terminal.color, env.out)
            .and_then(|()| writeln!(env.out, "{}", summary(&loaded, counts, elsewhere))),
        Format::Court => text::write_short(&findings, &loaded.sources, env.out),
        Format::Json => json::write(&findings_json::view(&findings, &loaded), env.out),
    })?;
    for unread in &loaded.unread {
        writeln!(env.err, "erreur : {}", safe::line(&unread.to_string()))?;
    }
    let at_fault = if args.strict {
        counts.strict
    } else {
        counts.errors
    };
    // What was not read was not checked: no verdict on the rest makes up for it.
    Ok(match (loaded.unread.is_empty(), at_fault) {
        (false, _) => Exit::RunAtFault,
        (true, 0) => Exit::Done,
        (true, _) => Exit::PlanAtFault,
    })
}

/// Returns how the files that were asked for are printed.
fn chosen(args: &Args, env: &Env<'_>, folder: &Folder) -> anyhow::Result<Vec<String>> {
    let mut chosen = Vec::new();
    for path in &args.fichiers {
        match folder.printed_for(&env.folder.join(path))? {
            Some(printed) => chosen.push(printed),
            None => bail!("« {} » n'est pas dans le plan", path.display()),
        }
    }
    Ok(chosen)
}

/// Returns whether a printed path is one of some files, or is below one of some folders.
fn is_below(chosen: &[String], path: &str) -> bool {
    chosen.iter().any(|chosen| {
        let rest = path.strip_prefix(chosen.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Returns what was found, and in what: never that there is no error when something was not read.
fn summary(loaded: &Loaded, counts: Counts, elsewhere: usize) -> String {
    let unread = match loaded.unread.len() {
        0 => None,
        1 => Some("1 fichier ou dossier n'a pas pu être lu".to_owned()),
        many => Some(format!("{many} fichiers ou dossiers n'ont pas pu être lus")),
    };
    let found = (!counts.is_empty() || unread.is_none()).then(|| counts.summary());
    let said: Vec<String> = [found, unread].into_iter().flatten().collect();
    let (fiches, others) = (
        count(loaded.fiches, "fiche"),
        count(loaded.others, "fichier"),
    );
    let elsewhere = match elsewhere {
        0 => String::new(),
        some => format!(" ; {} ailleurs dans le plan", count(some, "constat")),
    };
    format!(
        "{}{elsewhere} ({fiches}, {others} de plan)",
        said.join(", ")
    )
}
