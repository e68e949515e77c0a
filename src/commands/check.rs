//! `stspd check`: every defect of the plan in one run.

use clap::ValueEnum;

use super::env::{Env, NO_FICHE, findings, output};
use crate::exit::Exit;
use crate::load::Loaded;
use crate::render::findings::counts::Counts;
use crate::render::findings::{json as findings_json, text};
use crate::render::french::count;
use crate::render::json;
use crate::text::diagnostic::Severity;
use crate::text::safe;

/// The arguments of `stspd check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
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
    let loaded = env.read()?;
    let findings = findings(&loaded, env.date(), Severity::Info);
    let counts = Counts::of(&findings);
    if loaded.fiches == 0 && counts.is_empty() && loaded.unread.is_empty() {
        writeln!(env.err, "{NO_FICHE}")?;
    }
    output(match args.format {
        Format::Texte => text::write(&findings, &loaded.sources, env.terminal.color, env.out)
            .and_then(|()| writeln!(env.out, "{}", summary(&loaded, counts))),
        Format::Court => text::write_short(&findings, &loaded.sources, env.out),
        Format::Json => json::write(&findings_json::view(&findings, &loaded), env.out),
    })?;
    for unread in &loaded.unread {
        writeln!(env.err, "erreur : {}", safe::line(&unread.to_string()))?;
    }
    // What was not read was not checked: no verdict on the rest makes up for it.
    Ok(match (loaded.unread.is_empty(), counts.errors) {
        (false, _) => Exit::RunAtFault,
        (true, 0) => Exit::Done,
        (true, _) => Exit::PlanAtFault,
    })
}

/// Returns what was found, and in what: never that there is no error when something was not read.
fn summary(loaded: &Loaded, counts: Counts) -> String {
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
    format!("{} ({fiches}, {others} de plan)", said.join(", "))
}
