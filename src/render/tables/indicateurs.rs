//! The table of indicators: a row an indicator and a year that has a value or a target.

use super::{Card, Colonne, Nature, OfFiche, Place, of_fiche};
use crate::model::fiche::Fiche;
use crate::model::indicateur::Indicateur;
use crate::render::value::Value;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "indicateurs",
    name: "Indicateurs",
    row: "un indicateur et une année qui a une valeur ou une cible",
};

/// An indicator of a fiche in a year; no year where it has neither value nor target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Releve<'a> {
    /// The fiche.
    fiche: &'a Fiche,
    /// The indicator.
    indicateur: &'a Indicateur,
    /// The year.
    annee: Option<i32>,
}

/// Returns the rows of some fiches: those of an indicator follow each other by year.
pub(crate) fn rows<'a>(
    fiches: impl Iterator<Item = &'a Fiche> + 'a,
) -> impl Iterator<Item = Releve<'a>> + 'a {
    let of_one = |(fiche, indicateur): (&'a Fiche, &'a Indicateur)| {
        let valued = indicateur.valeurs.iter().map(|valeur| *valeur.annee);
        let mut years: Vec<i32> = valued
            .chain(indicateur.cibles.iter().map(|(annee, _)| **annee))
            .collect();
        years.sort_unstable();
        years.dedup();
        let years = if years.is_empty() {
            vec![None]
        } else {
            years.into_iter().map(Some).collect()
        };
        years.into_iter().map(move |annee| Releve {
            fiche,
            indicateur,
            annee,
        })
    };
    fiches
        .flat_map(|fiche| {
            fiche
                .indicateurs
                .iter()
                .map(move |indicateur| (fiche, indicateur))
        })
        .flat_map(of_one)
}

impl<'a> Releve<'a> {
    /// Returns the value of the year.
    fn valeur(&self) -> Option<&'a crate::model::indicateur::Valeur> {
        self.indicateur
            .valeurs
            .iter()
            .find(|valeur| Some(*valeur.annee) == self.annee)
    }

    /// Returns the target of the year.
    fn cible(&self) -> Option<f64> {
        let mut cibles = self.indicateur.cibles.iter();
        cibles
            .find(|(annee, _)| Some(**annee) == self.annee)
            .map(|(_, cible)| *cible)
    }
}

impl<'a> OfFiche<'a> for Releve<'a> {
    fn fiche(&self) -> &'a Fiche {
        self.fiche
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Releve<'a>>> {
    use Nature::{Annee, Identifiant, Mot, Nombre, OuiNon, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Releve<'a>>> = vec![
        Colonne::new(
            ("indicateur", "Indicateur"),
            (Identifiant, Everywhere),
            "clé de l'indicateur",
            |row| Value::located(Some(&row.indicateur.code)),
        ),
        Colonne::new(
            ("nom", "Nom"),
            (Titre, Everywhere),
            "nom de l'indicateur",
            |row| Value::located(row.indicateur.nom.as_ref()),
        ),
        Colonne::new(
            ("unite", "Unité"),
            (Texte, Everywhere),
            "ce qu'il compte",
            |row| Value::located(row.indicateur.unite.as_ref()),
        ),
        Colonne::new(
            ("sens", "Sens souhaité"),
            (Mot, Everywhere),
            "hausse, baisse ou stable",
            |row| Value::word(row.indicateur.sens.as_deref().copied()),
        ),
        Colonne::new(
            ("annee", "Année"),
            (Annee, Everywhere),
            "année de la valeur et de la cible",
            |row| row.annee.map_or(Value::Absent, Value::Year),
        ),
        Colonne::new(
            ("valeur", "Valeur"),
            (Nombre, Everywhere),
            "valeur de l'année",
            |row| {
                row.valeur()
                    .map_or(Value::Absent, |valeur| Value::Number(valeur.valeur))
            },
        ),
        Colonne::new(
            ("environ", "Environ"),
            (OuiNon, Everywhere),
            "la valeur n'est qu'approchée",
            |row| {
                row.valeur()
                    .map_or(Value::Absent, |valeur| Value::Flag(valeur.environ))
            },
        ),
        Colonne::new(
            ("cible", "Cible"),
            (Nombre, Everywhere),
            "cible de l'année",
            |row| row.cible().map_or(Value::Absent, Value::Number),
        ),
        Colonne::new(
            ("note", "Note"),
            (Titre, Everywhere),
            "note sur la valeur",
            |row| Value::located(row.valeur().and_then(|valeur| valeur.note.as_deref())),
        ),
        Colonne::new(
            ("source", "Source"),
            (Texte, Everywhere),
            "d'où viennent les chiffres",
            |row| Value::located(row.indicateur.source.as_ref()),
        ),
    ];
    of_fiche().into_iter().chain(own).collect()
}
