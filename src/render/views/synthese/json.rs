//! Counts in the JSON contract.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::cles::{code, is_unknown, libelle};
use crate::model::plan::Plan;
use crate::render::json::{self, VERSION, amount, tally};
use crate::report::synthese::{Compte, Ligne, Synthese};

/// Writes the counts.
pub(super) fn write(synthese: &Synthese<'_>, out: &mut dyn Write) -> io::Result<()> {
    let plan = synthese.plan;
    let axes = synthese.axes.iter().map(|axis| axis.axe.nom(plan));
    let lignes = synthese.lignes.iter().map(|line| ligne(plan, line));
    let view = json!({
        "version": VERSION,
        "axes": axes.collect::<Vec<_>>(),
        "lignes": lignes.collect::<Vec<_>>(),
        "total": compte(&synthese.total),
    });
    json::write(&view, out)
}

/// Writes the lines, each as an object on its own line.
pub(super) fn write_lines(synthese: &Synthese<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lignes = synthese.lignes.iter();
    json::write_lines(lignes.map(|line| ligne(synthese.plan, line)), out)
}

/// Returns the view of a line: what it is about, then what is counted.
fn ligne(plan: &Plan, line: &Ligne<'_>) -> Value {
    let cles = line.cles.iter().map(|&cle| {
        json!({
            "axe": cle.0.nom(plan),
            "code": code(plan, cle),
            "libelle": libelle(plan, cle),
            "inconnu": is_unknown(cle),
        })
    });
    let mut view = json!({ "cles": cles.collect::<Vec<_>>() });
    if let (Value::Object(view), Value::Object(counts)) = (&mut view, compte(&line.compte)) {
        view.extend(counts);
    }
    view
}

/// Returns the view of what is counted.
fn compte(compte: &Compte) -> Value {
    json!({
        "fiches": compte.fiches,
        "propres": compte.propres,
        "associees": compte.associees,
        "etats": tally(&compte.etats),
        "en_retard": compte.en_retard,
        "prevu": compte.couts.prevu.map(amount),
        "realise": compte.couts.realise.map(amount),
        "sans_prevu": compte.couts.sans_prevu,
        "sans_realise": compte.couts.sans_realise,
        "non_chiffrees": compte.non_chiffrees,
    })
}
