//! `stspd check`: every defect of the plan in one run.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;

use super::env::{Env, Lasting, NO_FICHE, output};
use crate::exit::Exit;
use crate::git::error::GitError;
use crate::git::files::{Kept, KeptPlan, Place};
use crate::git::repository::{Commit, Repository};
use crate::load::error::LoadError;
use crate::load::files::PlanFiles;
use crate::load::{Loaded, load};
use crate::render::findings::counts::Counts;
use crate::render::findings::{
    Report, Since, github, gitlab, json as findings_json, junit, sarif, text,
};
use crate::render::json;
use crate::rules::verdict::{Verdict, hides_the_plan, is_fault};
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::safe;
use crate::text::source::FileId;

/// The arguments of `stspd check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Fichiers ou dossiers du plan dont montrer les défauts [défaut : tous] ; le plan est lu en entier de toute façon
    #[arg(help_heading = "Arguments\u{a0}", value_name = "FICHIERS")]
    fichiers: Vec<PathBuf>,

    /// Contrôler ce que le prochain commit contiendra (l'index de git), et non les fichiers tels qu'ils sont
    #[arg(long, help_heading = "Options\u{a0}")]
    staged: bool,

    /// N'échouer que sur les défauts apparus depuis que le plan s'est séparé de cette révision ; compter les autres à part
    #[arg(long, help_heading = "Options\u{a0}", value_name = "RÉVISION")]
    depuis: Option<String>,

    /// Compter un avertissement comme une erreur, sauf ceux qui dépendent de la date
    #[arg(long, help_heading = "Options\u{a0}")]
    strict: bool,

    /// Ne montrer que ce qui fait échouer le contrôle ; compter le reste
    #[arg(short, long, help_heading = "Options\u{a0}")]
    quiet: bool,

    /// Format : texte, court (une ligne par défaut, pour les éditeurs), json, ou celui d'une plateforme d'intégration
    /// continue : github, gitlab, sarif, junit [défaut : texte]
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
    /// For GitHub Actions.
    Github,
    /// For GitLab's Code Quality.
    Gitlab,
    /// For code scanning services.
    Sarif,
    /// For whatever shows the results of tests.
    Junit,
}

impl Format {
    /// Writes a report.
    fn write(self, report: &Report<'_>, color: bool, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Texte => text::write_report(report, color, out),
            Self::Court => text::write_short(report, out),
            Self::Json => json::write(&findings_json::view(report), out),
            Self::Github => github::write(report, out),
            Self::Gitlab => json::write(&gitlab::view(report), out),
            Self::Sarif => json::write(&sarif::view(report), out),
            Self::Junit => junit::write(report, out),
        }
    }
}

/// Runs `stspd check`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    let files = match (args.staged, &env.global.rev) {
        (true, Some(_)) => bail!(
            "--staged et --rev ne vont pas ensemble : --staged contrôle le prochain commit, --rev un commit déjà fait"
        ),
        (true, None) => env.staged_files()?,
        (false, _) => env.plan_files()?,
    };
    let chosen = chosen(&args.fichiers, env, files.as_ref())?;
    let earlier = earlier(args, env, files.as_ref())?;
    let loaded = Lasting::new(load(files.as_ref())?);
    // Of a plan that is younger than the revision, nothing is old.
    let verdict = match earlier.as_ref().and_then(|earlier| earlier.loaded.as_ref()) {
        None => Verdict::new(&loaded, env.date(), Severity::Info),
        Some(base) => Verdict::since(base, &loaded, env.date()),
    };
    if loaded.fiches == 0 && loaded.faults.is_empty() && loaded.unread.is_empty() {
        writeln!(env.err, "{NO_FICHE}")?;
    }
    let report = report(args, &loaded, &chosen, (verdict, earlier.as_ref()));
    output(args.format.write(&report, env.terminal.color, env.out))?;
    for unread in &loaded.unread {
        writeln!(env.err, "erreur : {}", safe::line(&unread.to_string()))?;
    }
    // What was not read was not checked: no verdict on the rest makes up for it.
    Ok(match (loaded.unread.is_empty(), report.fails()) {
        (false, _) => Exit::RunAtFault,
        (true, true) => Exit::PlanAtFault,
        (true, false) => Exit::Done,
    })
}

/// The plan as it was when what is checked parted from a revision.
struct Earlier {
    /// The revision.
    revision: String,
    /// The commit where they parted.
    commit: Commit,
    /// The plan; nothing when there was none.
    loaded: Option<Loaded>,
}

/// Returns what is to be shown of a verdict, and of the earlier plan with which it was compared.
fn report<'a>(
    args: &Args,
    loaded: &'a Loaded,
    chosen: &[String],
    (verdict, earlier): (Verdict, Option<&Earlier>),
) -> Report<'a> {
    let sources = &loaded.sources;
    let is_below = |file| chosen.is_empty() || is_below(chosen, sources.path(file));
    // What keeps the whole plan from being judged concerns every file.
    let is_asked =
        |finding: &Diagnostic| is_below(finding.at.file()) || hides_the_plan(finding, loaded);
    let (asked, elsewhere): (Vec<_>, Vec<_>) = verdict.findings.into_iter().partition(is_asked);
    let old: Vec<_> = verdict.old.into_iter().filter(is_asked).collect();
    let is_shown = |finding: &Diagnostic| !args.quiet || finding.fails(args.strict);
    let (findings, unshown): (Vec<_>, Vec<_>) = asked.into_iter().partition(is_shown);
    let found: BTreeSet<FileId> = findings.iter().map(|finding| finding.at.file()).collect();
    let is_told = |file: &FileId| is_below(*file) || found.contains(file);
    Report {
        loaded,
        files: sources.files().filter(is_told).collect(),
        findings,
        unshown: unshown.len(),
        elsewhere: (!chosen.is_empty()).then(|| Counts::of(&elsewhere)),
        since: earlier.map(|earlier| Since {
            revision: earlier.revision.clone(),
            commit: earlier.commit.asked.clone(),
            had_plan: earlier.loaded.is_some(),
            old: Counts::of(&old),
            old_faults: old.iter().filter(|finding| is_fault(finding)).count(),
        }),
        strict: args.strict,
    }
}

/// Reads the plan as it was when what is checked parted from a revision; nothing unless that was asked for.
fn earlier(args: &Args, env: &Env<'_>, files: &dyn PlanFiles) -> anyhow::Result<Option<Earlier>> {
    let Some(revision) = &args.depuis else {
        return Ok(None);
    };
    let repository = Repository::holding(&files.folder(), &env.folder)?;
    let tip = env.global.rev.as_ref().map(|rev| repository.commit(rev));
    let commit = repository.merge_base(&repository.commit(revision)?, tip.transpose()?.as_ref())?;
    let place = files.folder();
    let loaded = match KeptPlan::find(repository, Kept::Committed(&commit), Place::Folder(&place)) {
        Ok(files) => Some(load(&files)?),
        Err(GitError::NoPlan { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(unread) = loaded.iter().find_map(|loaded| loaded.unread.first()) {
        return Err(LoadError::from(unread.clone()).into());
    }
    Ok(Some(Earlier {
        revision: revision.clone(),
        commit,
        loaded,
    }))
}

/// Returns how the files that were asked for are printed.
pub(super) fn chosen(
    fichiers: &[PathBuf],
    env: &Env<'_>,
    files: &dyn PlanFiles,
) -> anyhow::Result<Vec<String>> {
    let mut chosen = Vec::new();
    for path in fichiers {
        match files.printed_for(&env.folder.join(path))? {
            Some(printed) => chosen.push(printed),
            None => bail!("« {} » n'est pas dans le plan", path.display()),
        }
    }
    Ok(chosen)
}

/// Returns whether a printed path is one of some files, or is below one of some folders.
pub(super) fn is_below(chosen: &[String], path: &str) -> bool {
    chosen.iter().any(|chosen| {
        let chosen = chosen.trim_end_matches('/');
        let rest = path.strip_prefix(chosen);
        // The root of the repository has no name: everything is below it.
        chosen.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
