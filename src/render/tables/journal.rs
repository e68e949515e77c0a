//! The table of the journal: a row an entry, in the order of time for each fiche.

use super::{Card, Colonne, Nature, OfFiche, Place, of_fiche};
use crate::model::fiche::{Fiche, Suivi};
use crate::model::horizon::Horizon;
use crate::render::value::Value;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "journal",
    name: "Journal",
    row: "une entrée du suivi",
};

/// An entry of the journal of a fiche.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entree<'a> {
    /// The fiche.
    fiche: &'a Fiche,
    /// The entry.
    suivi: &'a Suivi,
}

/// Returns the entries of some fiches within a horizon.
pub(crate) fn rows<'a>(
    fiches: impl Iterator<Item = &'a Fiche> + 'a,
    horizon: Horizon,
) -> impl Iterator<Item = Entree<'a>> + 'a {
    fiches.flat_map(move |fiche| {
        let mut entries: Vec<&Suivi> = fiche.suivi_read(horizon).collect();
        entries.sort_by_key(|entry| *entry.date);
        entries
            .into_iter()
            .map(move |suivi| Entree { fiche, suivi })
    })
}

impl<'a> OfFiche<'a> for Entree<'a> {
    fn fiche(&self) -> &'a Fiche {
        self.fiche
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Entree<'a>>> {
    use Nature::{Date, Mot, OuiNon, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Entree<'a>>> = vec![
        Colonne::new(
            ("date", "Date"),
            (Date, Everywhere),
            "jour de l'entrée",
            |row| Value::Date(*row.suivi.date),
        ),
        Colonne::new(
            ("etat", "État"),
            (Mot, Everywhere),
            "état que dit l'entrée",
            |row| Value::etat(row.suivi.etat.as_deref().copied()),
        ),
        Colonne::new(
            ("note", "Note"),
            (Titre, Everywhere),
            "ce qui s'est passé",
            |row| Value::located(row.suivi.note.as_ref()),
        ),
        Colonne::new(
            ("auteur", "Auteur"),
            (Texte, Everywhere),
            "qui l'a écrit",
            |row| Value::located(row.suivi.auteur.as_ref()),
        ),
        Colonne::new(
            ("interne", "Interne"),
            (OuiNon, Everywhere),
            "l'entrée ou sa fiche ne paraît pas au bilan publié",
            |row| Value::Flag(row.suivi.interne || row.fiche.interne),
        ),
    ];
    of_fiche().into_iter().chain(own).collect()
}
