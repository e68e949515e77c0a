//! How a fiche is named in a report that people read.

use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::render::french::NO_BREAK;

/// Returns how a fiche is named: its printed reference or number, and its title.
pub(crate) fn named(plan: &Plan, fiche: &Fiche) -> String {
    let number = || {
        let numero = fiche.numero.as_ref();
        numero.map(|numero| format!("n°{NO_BREAK}{}", **numero))
    };
    match plan.reference_of(fiche).or_else(number) {
        Some(number) => format!("{number} {}", *fiche.titre),
        None => fiche.titre.to_string(),
    }
}
