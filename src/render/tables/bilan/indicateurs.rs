//! The table of the indicators of a bilan: a row an indicator, measured.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::model::indicateur::{Indicateur, Mesure, rounded};
use crate::render::document::Text;
use crate::render::value::Value;
use crate::render::views::words::{trend_label, trend_reason, trend_word};
use crate::report::bilan::Bilan;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-indicateurs",
    name: "Indicateurs du bilan",
    row: "un indicateur, mesuré pour l'année",
};

/// What a bilan says of an indicator.
type Ligne<'a> = Dit<'a, (&'a Indicateur, &'a Mesure)>;

/// Returns the rows of a bilan, in plan order.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    bilan.fiches.iter().flat_map(move |fiche| {
        let measured = fiche.indicateurs.iter();
        measured.map(move |(indicateur, mesure)| Dit {
            bilan,
            fiche: fiche.fiche,
            dit: (*indicateur, mesure),
        })
    })
}

/// Returns a year, when there is one.
fn year<'a>(dated: Option<(i32, f64)>) -> Value<'a> {
    dated.map_or(Value::Absent, |(annee, _)| Value::Year(annee))
}

/// Returns a figure, when there is one.
fn number<'a>(figure: Option<f64>) -> Value<'a> {
    figure.map_or(Value::Absent, Value::Number)
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Annee, Identifiant, Mot, Nombre, OuiNon, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("indicateur", "Indicateur"),
            (Identifiant, Everywhere),
            "clé de l'indicateur",
            |row| Value::located(Some(&row.dit.0.code)),
        ),
        Colonne::new(
            ("nom", "Nom"),
            (Titre, Everywhere),
            "ce qu'il compte",
            |row| Value::located(row.dit.0.nom.as_ref()),
        ),
        Colonne::new(
            ("unite", "Unité"),
            (Texte, Everywhere),
            "son unité",
            |row| Value::located(row.dit.0.unite.as_ref()),
        ),
        Colonne::new(
            ("sens", "Sens"),
            (Mot, Everywhere),
            "où il doit aller : hausse, baisse, stable",
            |row| Value::word(row.dit.0.sens.as_deref().copied()),
        ),
        Colonne::new(
            ("annee_avant", "Année d'avant"),
            (Annee, Everywhere),
            "année de la dernière valeur antérieure",
            |row| year(row.dit.1.avant),
        ),
        Colonne::new(
            ("valeur_avant", "Valeur d'avant"),
            (Nombre, Everywhere),
            "dernière valeur antérieure",
            |row| number(row.dit.1.avant.map(|(_, valeur)| valeur)),
        ),
        Colonne::new(
            ("valeur", "Valeur"),
            (Nombre, Everywhere),
            "valeur de l'année",
            |row| number(row.dit.1.valeur),
        ),
        Colonne::new(
            ("environ", "Environ"),
            (OuiNon, Everywhere),
            "la valeur n'est qu'approchée",
            |row| {
                row.dit
                    .1
                    .valeur
                    .map_or(Value::Absent, |_| Value::Flag(row.dit.1.environ))
            },
        ),
        Colonne::new(
            ("annee_cible", "Année de la cible"),
            (Annee, Everywhere),
            "année de la cible",
            |row| year(row.dit.1.cible),
        ),
        Colonne::new(
            ("cible", "Cible"),
            (Nombre, Everywhere),
            "cible de l'année, sinon la suivante, sinon la dernière",
            |row| number(row.dit.1.cible.map(|(_, cible)| cible)),
        ),
        Colonne::new(
            ("ecart", "Écart"),
            (Nombre, Everywhere),
            "valeur moins cible",
            |row| number(row.dit.1.ecart),
        ),
        Colonne::new(
            ("progres", "Chemin parcouru"),
            (Nombre, Everywhere),
            "part du chemin de la première valeur à la cible : 1 quand elle est atteinte",
            |row| number(row.dit.1.progres.map(rounded)),
        ),
        Colonne::new(
            ("tendance", "Tendance"),
            (Mot, Everywhere),
            "favorable, defavorable, stable ou non-evaluable",
            |row| {
                Value::Word(
                    trend_word(row.dit.1.tendance),
                    Text::from(trend_label(row.dit.1.tendance)),
                )
            },
        ),
        Colonne::new(
            ("motif", "Motif"),
            (Texte, Everywhere),
            "pourquoi la tendance n'est pas évaluable",
            |row| {
                Value::text(trend_reason(
                    row.dit.1.tendance,
                    &row.bilan.exercice.label(),
                ))
            },
        ),
    ];
    of_both(own)
}
