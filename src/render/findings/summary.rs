//! What a check found, and in what, in one line.

use super::{Report, Since};
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
    let mut said = vec![said.join(", ")];
    if let Some(since) = &report.since {
        said[0].push_str(&format!(" depuis {}", name(since)));
        said.extend(older(since));
    }
    if report.unshown > 0 {
        said.push(count(report.unshown, "constat non montré"));
    }
    if let Some(elsewhere) = report.elsewhere.filter(|counts| !counts.is_empty()) {
        said.push(format!("ailleurs dans le plan : {}", elsewhere.summary()));
    }
    let (fiches, others) = (
        count(loaded.fiches, "fiche"),
        count(loaded.others, "fichier"),
    );
    format!("{} ({fiches}, {others} de plan)", said.join(" ; "))
}

/// Returns the revision that was asked for, with the commit at which the plans parted.
fn name(since: &Since) -> String {
    let Since {
        revision, commit, ..
    } = since;
    format!("« {revision} » ({commit})")
}

/// Says what was there before.
fn older(since: &Since) -> Option<String> {
    if !since.had_plan {
        return Some("le plan n'y était pas, tout compte comme nouveau".to_owned());
    }
    let old = count(since.old.total(), "constat plus ancien");
    match since.old_faults {
        0 if since.old.is_empty() => None,
        0 => Some(old),
        faults => {
            let (faults, verb) = (
                count(faults, "faute"),
                if faults < 2 { "cache" } else { "cachent" },
            );
            Some(format!(
                "{old}, dont {faults} de lecture qui en {verb} peut-être d'autres"
            ))
        }
    }
}
