//! The table of the exercice before beside that of a bilan: a row a fiche of which a bilan is expected.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::render::value::Value;
use crate::report::bilan::Bilan;
use crate::report::bilan::comparaison::Evolution;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-comparaison",
    name: "Comparaison",
    row: "une fiche attendue, l'année d'avant et l'année du bilan",
};

/// What a bilan says of a fiche, before and now.
type Ligne<'a> = Dit<'a, &'a Evolution<'a>>;

/// Returns the rows of a bilan, in plan order; none where nobody reported for the exercice before.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let compared = bilan.comparaison.iter();
    let evolutions = compared.flat_map(|comparaison| &comparaison.fiches);
    evolutions.map(move |dit| Dit {
        bilan,
        fiche: dit.fiche,
        dit,
    })
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::Mot;
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("etat_avant", "État avant"),
            (Mot, Everywhere),
            "état à la fin de l'exercice d'avant",
            |row| Value::etat(row.dit.etats.0),
        ),
        Colonne::new(
            ("etat", "État"),
            (Mot, Everywhere),
            "état à la date de référence",
            |row| Value::etat(row.dit.etats.1),
        ),
        Colonne::new(
            ("resultat_avant", "Résultat avant"),
            (Mot, Everywhere),
            "résultat de l'exercice d'avant",
            |row| Value::word(row.dit.resultats.0),
        ),
        Colonne::new(
            ("resultat", "Résultat"),
            (Mot, Everywhere),
            "résultat de l'année",
            |row| Value::word(row.dit.resultats.1),
        ),
        Colonne::new(
            ("suite_avant", "Suite avant"),
            (Mot, Everywhere),
            "suite demandée l'exercice d'avant",
            |row| Value::word(row.dit.suites.0),
        ),
        Colonne::new(
            ("suite", "Suite"),
            (Mot, Everywhere),
            "suite demandée",
            |row| Value::word(row.dit.suites.1),
        ),
    ];
    of_both(own)
}
