//! Findings for programs: part of the JSON contract.

use serde::Serialize;

use super::Report;
use super::counts::Counts;
use crate::render::json::VERSION;
use crate::text::diagnostic::Diagnostic;

/// What `check --format json` writes.
#[derive(Debug, Serialize)]
pub(crate) struct Check<'a> {
    /// The version of the contract.
    version: u32,
    /// How many fiches were read.
    fiches: usize,
    /// How many files or folders could not be read: what they hold was not checked.
    non_lus: usize,
    /// How many errors there are.
    erreurs: usize,
    /// How many warnings.
    avertissements: usize,
    /// How many infos.
    infos: usize,
    /// Whether the check fails on what was found.
    echec: bool,
    /// How many findings are not among the others because they do not fail the check, when only those that do were asked for.
    non_montres: usize,
    /// How many findings stand in other files, when some were asked for. They are not among the others.
    ailleurs: Option<Comptes>,
    /// How many findings an earlier plan had already, when it was asked for. They are not among the others.
    anciens: Option<Anciens>,
    /// The findings, by file and position.
    constats: Vec<Constat<'a>>,
}

/// How many findings there are of each severity.
#[derive(Debug, Serialize)]
struct Comptes {
    /// How many errors there are.
    erreurs: usize,
    /// How many warnings.
    avertissements: usize,
    /// How many infos.
    infos: usize,
}

impl From<Counts> for Comptes {
    fn from(counts: Counts) -> Self {
        Self {
            erreurs: counts.errors,
            avertissements: counts.warnings,
            infos: counts.infos,
        }
    }
}

/// The findings that an earlier plan had already.
#[derive(Debug, Serialize)]
struct Anciens {
    /// The commit of the earlier plan.
    commit: String,
    /// How many there are.
    #[serde(flatten)]
    comptes: Comptes,
}

/// A finding. Lines and columns count from 1, columns in characters; the end is just after the stretch.
#[derive(Debug, Serialize)]
struct Constat<'a> {
    /// The rule's name.
    regle: &'static str,
    /// The severity.
    gravite: &'static str,
    /// What is wrong.
    message: &'a str,
    /// The way out.
    aide: Option<&'a str>,
    /// The file.
    fichier: &'a str,
    /// The line where the stretch starts.
    ligne: usize,
    /// The column where it starts.
    colonne: usize,
    /// The line where it ends.
    fin_ligne: usize,
    /// The column where it ends.
    fin_colonne: usize,
}

/// Returns the view of findings.
pub(crate) fn view<'a>(report: &'a Report<'_>) -> Check<'a> {
    let (loaded, counts) = (report.loaded, report.counts());
    let sources = &loaded.sources;
    let constat = |finding: &'a Diagnostic| {
        let (start, end) = (sources.start(finding.at), sources.end(finding.at));
        Constat {
            regle: finding.card.id,
            gravite: finding.severity.word(),
            message: &finding.message,
            aide: finding.help.as_deref(),
            fichier: sources.path(finding.at.file()),
            ligne: start.line,
            colonne: start.column,
            fin_ligne: end.line,
            fin_colonne: end.column,
        }
    };
    Check {
        version: VERSION,
        fiches: loaded.fiches,
        non_lus: loaded.unread.len(),
        erreurs: counts.errors,
        avertissements: counts.warnings,
        infos: counts.infos,
        echec: report.fails(),
        non_montres: report.unshown,
        ailleurs: report.elsewhere.map(Comptes::from),
        anciens: report.since.as_ref().map(|since| Anciens {
            commit: since.commit.clone(),
            comptes: since.old.into(),
        }),
        constats: report.findings.iter().map(constat).collect(),
    }
}
