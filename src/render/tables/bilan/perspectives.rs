//! The table of what comes after a bilan: a row an occurrence due in the exercice after.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::model::dates::Intervalle;
use crate::render::value::Value;
use crate::report::bilan::Bilan;
use crate::report::bilan::comparaison::Perspective;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-perspectives",
    name: "Perspectives",
    row: "une échéance d'étape de l'année d'après",
};

/// What is due after a bilan.
type Ligne<'a> = Dit<'a, &'a Perspective<'a>>;

/// Returns the rows of a bilan, in the order in which they are due.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    bilan.perspectives.iter().map(move |dit| Dit {
        bilan,
        fiche: dit.fiche,
        dit,
    })
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Date, Identifiant, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("etape", "Étape"),
            (Identifiant, Everywhere),
            "clé de l'étape",
            |row| Value::located(Some(&row.dit.etape.nom)),
        ),
        Colonne::new(
            ("quand", "Quand"),
            (Texte, Everywhere),
            "date prévue",
            |row| Value::text(row.dit.quand.map(Intervalle::texte)),
        ),
        Colonne::new(
            ("due", "Due au"),
            (Date, Everywhere),
            "dernier jour",
            |row| Value::date(row.dit.quand.map(Intervalle::fin)),
        ),
        Colonne::new(
            ("quoi", "Quoi"),
            (Titre, Everywhere),
            "ce qui est à faire",
            |row| Value::located(row.dit.etape.quoi.as_ref()),
        ),
    ];
    of_both(own)
}
