//! The table of costs: a row a line of costs; a fiche without line has one for what the document says of its costs.

use super::{Card, Colonne, Nature, OfFiche, Place, of_fiche};
use crate::model::cout::LigneCout;
use crate::model::fiche::Fiche;
use crate::render::value::Value;
use crate::report::situation::Situation;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "couts",
    name: "Coûts",
    row: "une ligne de coûts, ou ce que le document en dit quand il n'y en a pas",
};

/// A line of costs of a fiche; no line where the document only says what they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ligne<'a> {
    /// The fiche.
    fiche: &'a Fiche,
    /// The line.
    ligne: Option<&'a LigneCout>,
}

/// Returns the rows of some fiches, with the lines that are asked about; none for one whose document says nothing of costs.
pub(crate) fn rows<'a>(
    situations: impl Iterator<Item = Situation<'a>> + 'a,
) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let said = situations.filter(|row| !row.fiche.couts.is_empty());
    said.flat_map(|row| {
        let fiche = row.fiche;
        let none = row.lignes().next().is_none().then_some(None);
        let lines = row.lignes().map(Some);
        lines.chain(none).map(move |ligne| Ligne { fiche, ligne })
    })
}

impl<'a> OfFiche<'a> for Ligne<'a> {
    fn fiche(&self) -> &'a Fiche {
        self.fiche
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Annee, Montant, Mot, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("cout", "Coût"),
            (Mot, Everywhere),
            "ce que le document dit du coût : non-defini, variable, nul",
            |row| Value::word(row.fiche.couts.nature.as_deref().copied()),
        ),
        Colonne::new(
            ("note", "Note"),
            (Titre, Everywhere),
            "ce que le document en dit d'autre",
            |row| Value::located(row.fiche.couts.note.as_ref()),
        ),
        Colonne::new(
            ("annee", "Année"),
            (Annee, Everywhere),
            "année de la ligne",
            |row| {
                let annee = row.ligne.and_then(|ligne| ligne.annee.as_deref());
                annee.map_or(Value::Absent, |annee| Value::Year(*annee))
            },
        ),
        Colonne::new(
            ("objet", "Objet"),
            (Titre, Everywhere),
            "ce qui est payé",
            |row| Value::located(row.ligne.and_then(|ligne| ligne.objet.as_ref())),
        ),
        Colonne::new(
            ("type", "Type"),
            (Mot, Everywhere),
            "fonctionnement ou investissement",
            |row| Value::word(row.ligne.and_then(|ligne| ligne.genre.as_deref().copied())),
        ),
        Colonne::new(
            ("financeur", "Financeur"),
            (Texte, Everywhere),
            "celui qui paie",
            |row| Value::located(row.ligne.and_then(|ligne| ligne.financeur.as_ref())),
        ),
        Colonne::new(
            ("prevu", "Prévu"),
            (Montant, Everywhere),
            "ce qui est prévu",
            |row| Value::amount(row.ligne.and_then(|ligne| ligne.prevu.as_deref().copied())),
        ),
        Colonne::new(
            ("realise", "Dépensé"),
            (Montant, Everywhere),
            "ce qui est dépensé",
            |row| {
                Value::amount(
                    row.ligne
                        .and_then(|ligne| ligne.realise.as_deref().copied()),
                )
            },
        ),
    ];
    of_fiche().into_iter().chain(own).collect()
}
