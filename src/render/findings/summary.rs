//! What a check found, and in what, in one line.

use super::Report;
use crate::render::french::count;

/// Returns the summary of a report: never that there is no error when something was not read.
pub(super) fn summary(report: &Report<'_>) -> String {
    let (loaded, counts) = (report.loaded, report.counts());
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
    let since = report.since.as_ref().map_or(String::new(), |since| {
        let old = count(since.old.total(), "constat plus ancien");
        format!(" depuis {} ; {old}", since.commit)
    });
    let unshown = match report.unshown {
        0 => String::new(),
        some => format!(" ; {}", count(some, "constat non montré")),
    };
    let elsewhere = match report.elsewhere {
        0 => String::new(),
        some => format!(" ; {} ailleurs dans le plan", count(some, "constat")),
    };
    format!(
        "{}{since}{unshown}{elsewhere} ({fiches}, {others} de plan)",
        said.join(", ")
    )
}
