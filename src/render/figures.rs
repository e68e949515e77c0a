//! What drawn figures show, in words: for those who do not see the drawing, and where there is none.

use super::document::{Courbe, Courbes, Paires, Trace};
use super::french::{amount, number};
use crate::model::cout::Montant;

/// Returns what figures over the years show, a sentence a figure.
pub(super) fn courbes(courbes: &Courbes) -> Vec<String> {
    courbes.courbes.iter().map(courbe).collect()
}

/// Returns what a figure over the years shows.
pub(super) fn courbe(courbe: &Courbe) -> String {
    let said = |trace: &Trace| format!("{} en {}", valeur(trace), trace.annee);
    let values = courbe.valeurs.iter().map(said);
    let targets = courbe
        .cibles
        .iter()
        .map(|trace| format!("cible {}", said(trace)));
    let all: Vec<String> = values.chain(targets).collect();
    format!("{}\u{a0}: {}", courbe.nom, all.join(", "))
}

/// Returns a value, with a sign where it is only about right.
pub(super) fn valeur(trace: &Trace) -> String {
    if trace.environ {
        format!("≈\u{a0}{}", number(trace.valeur))
    } else {
        number(trace.valeur)
    }
}

/// Returns what amounts side by side show, a sentence a pair.
pub(super) fn paires(paires: &Paires) -> Vec<String> {
    let lines = paires.lignes.iter();
    let said = lines.map(|(name, planned, spent)| {
        format!(
            "{name}\u{a0}: prévu {}, dépensé {}",
            montant(*planned),
            montant(*spent)
        )
    });
    said.collect()
}

/// Returns an amount, or that nobody said it.
pub(super) fn montant(total: Option<Montant>) -> String {
    total.map_or_else(|| "non renseigné".to_owned(), amount)
}
