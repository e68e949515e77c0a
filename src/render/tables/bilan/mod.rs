//! The tables of a bilan: each row says of which year it is, so that those of several years may be put one under another.

pub(crate) mod avancement;
pub(crate) mod comparaison;
pub(crate) mod etapes;
pub(crate) mod fiches;
pub(crate) mod financement;
pub(crate) mod identite;
pub(crate) mod indicateurs;
pub(crate) mod perspectives;
pub(crate) mod synthese;
pub(crate) mod vigilance;

use super::{Colonne, Nature, OfFiche, Place, Sheet, of_fiche};
use crate::model::fiche::Fiche;
use crate::render::value::Value;
use crate::report::bilan::Bilan;

/// A row of a bilan.
trait OfBilan<'a> {
    /// Returns the bilan.
    fn bilan(&self) -> &'a Bilan<'a>;
}

/// A part of what a bilan says, with the bilan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dit<'a, T> {
    /// The bilan.
    bilan: &'a Bilan<'a>,
    /// The fiche.
    fiche: &'a Fiche,
    /// What is said of it.
    dit: T,
}

impl<'a, T> OfBilan<'a> for Dit<'a, T> {
    fn bilan(&self) -> &'a Bilan<'a> {
        self.bilan
    }
}

impl<'a, T> OfFiche<'a> for Dit<'a, T> {
    fn fiche(&self) -> &'a Fiche {
        self.fiche
    }
}

/// Returns the column that says of which year a row is.
fn of_bilan<'a, R: OfBilan<'a>>() -> Vec<Colonne<'a, R>> {
    vec![Colonne::new(
        ("annee_bilan", "Bilan"),
        (Nature::Annee, Place::Everywhere),
        "année du bilan",
        |row| Value::Year(row.bilan().exercice.annee),
    )]
}

/// Returns the columns that say of which year and of which fiche a row is, then others.
fn of_both<'a, T: 'a>(own: Vec<Colonne<'a, Dit<'a, T>>>) -> Vec<Colonne<'a, Dit<'a, T>>> {
    let of_fiche = of_fiche().into_iter();
    of_bilan().into_iter().chain(of_fiche).chain(own).collect()
}

/// Returns every table of some bilans, the first of which has a row a fiche and a bilan; `identite` says which bilans they are.
pub(crate) fn sheets<'a>(
    bilans: &'a [Bilan<'a>],
    identite: Vec<identite::Ligne>,
) -> Vec<Sheet<'a>> {
    let all = || bilans.iter();
    vec![
        Sheet::new(
            fiches::CARD,
            fiches::columns(),
            all().flat_map(fiches::rows),
        ),
        Sheet::new(identite::CARD, identite::columns(), identite),
        Sheet::new(
            synthese::CARD,
            synthese::columns(),
            all().flat_map(synthese::rows),
        ),
        Sheet::new(
            avancement::CARD,
            avancement::columns(),
            all().flat_map(avancement::rows),
        ),
        Sheet::new(
            financement::CARD,
            financement::columns(),
            all().flat_map(financement::rows),
        ),
        Sheet::new(
            etapes::CARD,
            etapes::columns(),
            all().flat_map(etapes::rows),
        ),
        Sheet::new(
            indicateurs::CARD,
            indicateurs::columns(),
            all().flat_map(indicateurs::rows),
        ),
        Sheet::new(
            vigilance::CARD,
            vigilance::columns(),
            all().flat_map(vigilance::rows),
        ),
        Sheet::new(
            comparaison::CARD,
            comparaison::columns(),
            all().flat_map(comparaison::rows),
        ),
        Sheet::new(
            perspectives::CARD,
            perspectives::columns(),
            all().flat_map(perspectives::rows),
        ),
    ]
}
