//! The table of the étapes of a bilan: a row an occurrence that it accounts for.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::model::dates::Intervalle;
use crate::model::echeance::Echeance;
use crate::render::document::Text;
use crate::render::value::Value;
use crate::report::bilan::Bilan;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-etapes",
    name: "Étapes du bilan",
    row: "une échéance d'étape que le bilan de l'année compte",
};

/// What a bilan says of an occurrence.
type Ligne<'a> = Dit<'a, &'a Echeance<'a>>;

/// Returns the rows of a bilan, in plan order.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    bilan.fiches.iter().flat_map(move |fiche| {
        fiche.etapes.iter().map(move |dit| Dit {
            bilan,
            fiche: fiche.fiche,
            dit,
        })
    })
}

/// Returns the last day of a stretch.
fn fin(quand: Option<&Intervalle>) -> Option<chrono::NaiveDate> {
    quand.map(Intervalle::fin)
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Date, Identifiant, Mot, OuiNon, Texte, Titre};
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
            "date telle que le document l'imprime",
            |row| Value::text(Some(row.dit.quand.texte())),
        ),
        Colonne::new(
            ("quoi", "Quoi"),
            (Titre, Everywhere),
            "ce qui est à faire",
            |row| Value::located(row.dit.etape.quoi.as_ref()),
        ),
        Colonne::new(
            ("genre", "Genre"),
            (Mot, Everywhere),
            "jalon, action, evenement, reunion, ou bilan promis",
            |row| Value::word(Some(row.dit.etape.genre)),
        ),
        Colonne::new(
            ("due", "Due au"),
            (Date, Everywhere),
            "dernier jour, tel que le dernier report le laisse",
            |row| Value::date(fin(Some(row.dit.due))),
        ),
        Colonne::new(
            ("classe", "Suite donnée"),
            (Mot, Everywhere),
            "tenue, reportee, annulee ou sans-etat",
            |row| Value::Word(row.dit.classe.word(), Text::classe(row.dit.classe)),
        ),
        Colonne::new(
            ("en_retard", "En retard"),
            (OuiNon, Everywhere),
            "sa date est passée et rien n'est dit",
            |row| Value::Flag(row.dit.en_retard),
        ),
        Colonne::new(
            ("nouvelle_date", "Nouvelle date"),
            (Date, Everywhere),
            "dernier jour de la date où ce bilan la reporte",
            |row| Value::date(fin(row.dit.nouvelle_date)),
        ),
    ];
    of_both(own)
}
