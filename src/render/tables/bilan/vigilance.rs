//! The table of the points of attention of a bilan: a row a fact.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::render::value::Value;
use crate::render::views::words::constat;
use crate::report::bilan::Bilan;
use crate::report::bilan::vigilance::Constat;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-vigilance",
    name: "Points de vigilance",
    row: "un fait à signaler sur une fiche",
};

/// What a bilan points out of a fiche.
type Ligne<'a> = Dit<'a, &'a Constat<'a>>;

/// Returns the rows of a bilan, in plan order.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    bilan.vigilance.iter().map(move |point| Dit {
        bilan,
        fiche: point.fiche,
        dit: &point.constat,
    })
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::Titre;
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![Colonne::new(
        ("constat", "Constat"),
        (Titre, Everywhere),
        "le fait",
        |row| Value::text(Some(constat(row.dit))),
    )];
    of_both(own)
}
