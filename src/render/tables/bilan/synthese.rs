//! The table of the sums of a bilan: a row a figure.

use super::super::{Card, Colonne, Nature, Place};
use super::{OfBilan, of_bilan};
use crate::model::mot::Tally;
use crate::render::value::Value;
use crate::report::bilan::Bilan;
use crate::report::bilan::synthese::CompteEtapes;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-synthese",
    name: "Synthèse du bilan",
    row: "un chiffre de la synthèse",
};

/// A figure of a bilan.
#[derive(Debug, Clone)]
pub(crate) struct Ligne<'a> {
    /// The bilan.
    bilan: &'a Bilan<'a>,
    /// What it is about.
    sujet: &'static str,
    /// What it counts.
    mesure: &'static str,
    /// The figure.
    valeur: Value<'a>,
}

/// Returns the rows of a bilan, in the order of the report.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let sums = &bilan.synthese;
    let fiches = [
        ("toutes", sums.fiches),
        ("propres", sums.propres),
        ("associées", sums.associees.len()),
        ("non concernées", sums.non_concernees.len()),
        ("internes, non comptées", bilan.fiches_internes),
    ];
    let bilans = [
        ("attendus", sums.attendus.len()),
        ("saisis", sums.saisis.len()),
        ("sans bilan", sums.sans_bilan.len()),
    ];
    let couts = &sums.couts;
    let costs = [
        ("prévu", Value::amount(couts.prevu)),
        ("dépensé", Value::amount(couts.realise)),
        ("lignes sans prévu", Value::Count(couts.sans_prevu)),
        ("lignes sans dépensé", Value::Count(couts.sans_realise)),
        (
            "fiches non chiffrées",
            Value::Count(sums.non_chiffrees.len()),
        ),
    ];
    let counted = |(mesure, count)| (mesure, Value::Count(count));
    let parts: [(&'static str, Vec<(&'static str, Value<'a>)>); 8] = [
        ("fiches", fiches.map(counted).into()),
        ("bilans", bilans.map(counted).into()),
        ("état", tally(&sums.etats)),
        ("résultat", tally(&sums.resultats)),
        ("suite", tally(&sums.suites)),
        ("étapes", etapes(sums.etapes)),
        ("bilans promis", etapes(sums.etapes_bilan)),
        ("coûts", costs.into()),
    ];
    parts.into_iter().flat_map(move |(sujet, figures)| {
        figures.into_iter().map(move |(mesure, valeur)| Ligne {
            bilan,
            sujet,
            mesure,
            valeur,
        })
    })
}

/// Returns the counts of words.
fn tally<'a>(tally: &Tally) -> Vec<(&'static str, Value<'a>)> {
    let words = tally.words.iter();
    let words = words.map(|(_, label, count)| (*label, Value::Count(*count)));
    let absent = ("non renseigné", Value::Count(tally.absent));
    words.chain([absent]).collect()
}

/// Returns the counts of étapes.
fn etapes<'a>(counts: CompteEtapes) -> Vec<(&'static str, Value<'a>)> {
    let counts = [
        ("dues", counts.dues),
        ("tenues", counts.tenues),
        ("reportées", counts.reportees),
        ("annulées", counts.annulees),
        ("sans état", counts.sans_etat),
        ("dont en retard", counts.dont_en_retard),
    ];
    counts
        .map(|(name, count)| (name, Value::Count(count)))
        .into()
}

impl<'a> OfBilan<'a> for Ligne<'a> {
    fn bilan(&self) -> &'a Bilan<'a> {
        self.bilan
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Nombre, Texte};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("sujet", "Sujet"),
            (Texte, Everywhere),
            "ce dont on parle",
            |row| Value::text(Some(row.sujet)),
        ),
        Colonne::new(
            ("mesure", "Mesure"),
            (Texte, Everywhere),
            "ce que l'on compte",
            |row| Value::text(Some(row.mesure)),
        ),
        Colonne::new(
            ("valeur", "Valeur"),
            (Nombre, Everywhere),
            "le chiffre, en euros pour les coûts",
            |row| row.valeur.clone(),
        ),
    ];
    of_bilan().into_iter().chain(own).collect()
}
