//! The table that says which bilan it is, and what the council's page says: a row a thing.

use super::super::{Card, Colonne, Nature, Place};
use crate::render::value::Value;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-identite",
    name: "Identité",
    row: "ce qui dit de quel bilan il s'agit, ou ce que dit la page du conseil",
};

/// What is said, under its name.
pub(crate) type Ligne = (String, String);

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne>> {
    use Nature::{Texte, Titre};
    use Place::Everywhere;
    vec![
        Colonne::new(
            ("rubrique", "Rubrique"),
            (Texte, Everywhere),
            "ce dont on parle",
            |(name, _)| Value::text(Some(name.clone())),
        ),
        Colonne::new(
            ("texte", "Texte"),
            (Titre, Everywhere),
            "ce qui en est dit",
            |(_, said)| Value::text(Some(said.clone())),
        ),
    ]
}
