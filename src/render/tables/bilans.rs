//! The table of bilans: a row a fiche and a year for which its pilote wrote one.

use super::{Card, Colonne, Nature, OfFiche, Place, of_fiche};
use crate::model::bilan::BilanFiche;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::render::value::Value;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilans",
    name: "Bilans",
    row: "une fiche et une année dont le bilan est écrit",
};

/// What was reported of a fiche for a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compte<'a> {
    /// The fiche.
    fiche: &'a Fiche,
    /// What was reported.
    bilan: &'a BilanFiche,
}

/// Returns the bilans of some fiches within a horizon, by year for each fiche.
pub(crate) fn rows<'a>(
    fiches: impl Iterator<Item = &'a Fiche> + 'a,
    horizon: Horizon,
) -> impl Iterator<Item = Compte<'a>> + 'a {
    fiches.flat_map(move |fiche| {
        let bilans = fiche.bilans_read(horizon);
        bilans.map(move |bilan| Compte { fiche, bilan })
    })
}

impl<'a> OfFiche<'a> for Compte<'a> {
    fn fiche(&self) -> &'a Fiche {
        self.fiche
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Compte<'a>>> {
    use Nature::{Annee, Mot, OuiNon, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Compte<'a>>> = vec![
        Colonne::new(
            ("annee", "Année"),
            (Annee, Everywhere),
            "année du bilan",
            |row| Value::Year(*row.bilan.annee),
        ),
        Colonne::new(
            ("saisi", "Saisi"),
            (OuiNon, Everywhere),
            "un état, un résultat ou des réalisations y sont",
            |row| Value::Flag(row.bilan.is_saisi()),
        ),
        Colonne::new(
            ("etat", "État"),
            (Mot, Everywhere),
            "où en est l'action",
            |row| Value::etat(row.bilan.etat.as_deref().copied()),
        ),
        Colonne::new(
            ("resultat", "Résultat"),
            (Mot, Everywhere),
            "si le résultat attendu est atteint",
            |row| Value::word(row.bilan.resultat.as_deref().copied()),
        ),
        Colonne::new(
            ("suite", "Suite"),
            (Mot, Everywhere),
            "ce que le pilote demande pour la suite",
            |row| Value::word(row.bilan.suite.as_deref().copied()),
        ),
        Colonne::new(
            ("realisations", "Réalisations"),
            (Titre, Everywhere),
            "ce qui a été fait",
            |row| Value::located(row.bilan.realisations.as_ref()),
        ),
        Colonne::new(
            ("difficultes", "Difficultés"),
            (Titre, Everywhere),
            "ce qui a été difficile",
            |row| Value::located(row.bilan.difficultes.as_ref()),
        ),
        Colonne::new(
            ("perspectives", "Perspectives"),
            (Titre, Everywhere),
            "ce qui est prévu ensuite",
            |row| Value::located(row.bilan.perspectives.as_ref()),
        ),
    ];
    of_fiche().into_iter().chain(own).collect()
}
