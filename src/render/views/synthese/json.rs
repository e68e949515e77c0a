//! Counts in the JSON contract.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::model::plan::Plan;
use crate::render::json::{self, VERSION, amount, tally};
use crate::render::views::cles::{Cle, code, is_unknown, libelle};
use crate::report::synthese::compte::Compte;
use crate::report::synthese::{Ligne, Synthese};

/// What `synthese --format json` writes.
#[derive(Serialize)]
struct Lignes<'a> {
    /// The version of the contract.
    version: u32,
    /// The names of the axes.
    axes: Vec<&'a str>,
    /// The lines.
    lignes: Vec<LigneVue<'a>>,
    /// Each fiche once.
    total: CompteVue,
}

/// A line.
#[derive(Serialize)]
struct LigneVue<'a> {
    /// What it is about: a value of each axis.
    cles: Vec<CleVue<'a>>,
    /// What is counted.
    #[serde(flatten)]
    compte: CompteVue,
}

/// A value of an axis.
#[derive(Serialize)]
struct CleVue<'a> {
    /// The name of the axis.
    axe: &'a str,
    /// Its code; null for what nobody said.
    code: Option<Cow<'a, str>>,
    /// Its name.
    libelle: Cow<'a, str>,
    /// Whether the plan does not know it.
    inconnu: bool,
}

/// What is counted.
#[derive(Serialize)]
struct CompteVue {
    /// How many fiches there are.
    fiches: usize,
    /// How many are the territoire's own.
    propres: usize,
    /// How many are another commune's.
    associees: usize,
    /// How many are in each state.
    etats: Value,
    /// How many are late.
    en_retard: usize,
    /// What is planned.
    prevu: Option<Value>,
    /// What was spent.
    realise: Option<Value>,
    /// How many lines of costs do not say what was planned.
    sans_prevu: usize,
    /// How many do not say what was spent.
    sans_realise: usize,
    /// How many fiches have no line of costs.
    non_chiffrees: usize,
}

/// Writes the counts.
pub(super) fn write(synthese: &Synthese<'_>, out: &mut dyn Write) -> io::Result<()> {
    let plan = synthese.plan;
    let axes = synthese.axes.iter().map(|axis| axis.axe.nom(plan));
    let lignes = synthese.lignes.iter().map(|line| ligne(plan, line));
    let view = Lignes {
        version: VERSION,
        axes: axes.collect(),
        lignes: lignes.collect(),
        total: compte(&synthese.total),
    };
    json::write(&view, out)
}

/// Writes the lines, each as an object on its own line.
pub(super) fn write_lines(synthese: &Synthese<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lignes = synthese.lignes.iter();
    json::write_lines(lignes.map(|line| ligne(synthese.plan, line)), out)
}

/// Returns the view of a line.
fn ligne<'a>(plan: &'a Plan, line: &'a Ligne<'a>) -> LigneVue<'a> {
    let vue = |&cle: &Cle<'a>| CleVue {
        axe: cle.0.nom(plan),
        code: code(plan, cle),
        libelle: libelle(plan, cle),
        inconnu: is_unknown(cle),
    };
    LigneVue {
        cles: line.cles.iter().map(vue).collect(),
        compte: compte(&line.compte),
    }
}

/// Returns the view of what is counted.
fn compte(compte: &Compte) -> CompteVue {
    CompteVue {
        fiches: compte.fiches,
        propres: compte.propres,
        associees: compte.associees,
        etats: tally(&compte.etats),
        en_retard: compte.en_retard,
        prevu: compte.couts.prevu.map(amount),
        realise: compte.couts.realise.map(amount),
        sans_prevu: compte.couts.sans_prevu,
        sans_realise: compte.couts.sans_realise,
        non_chiffrees: compte.non_chiffrees,
    }
}
