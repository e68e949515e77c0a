//! The table of the costs of a bilan, shared out: a row a funder, then a row a type of spending.

use super::super::{Card, Colonne, Nature, Place};
use super::{OfBilan, of_bilan};
use crate::model::cout::SommeCouts;
use crate::model::mot::Mot;
use crate::render::value::Value;
use crate::report::bilan::Bilan;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-financement",
    name: "Financement",
    row: "un financeur, ou un type de dépense",
};

/// The sums of lines that have something in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ligne<'a> {
    /// The bilan.
    bilan: &'a Bilan<'a>,
    /// What they have in common: a funder or a type.
    par: &'static str,
    /// Which one; nothing where they do not say it.
    cle: Option<&'a str>,
    /// How many lines there are.
    lignes: usize,
    /// Their sums.
    couts: SommeCouts,
}

/// Returns the rows of a bilan: by funder, then by type. Each line of costs is in both.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let shared = &bilan.financement;
    let funders = shared.par_financeur.iter().map(move |part| Ligne {
        bilan,
        par: "financeur",
        cle: part.cle,
        lignes: part.lignes,
        couts: part.couts,
    });
    let types = shared.par_type.iter().map(move |part| Ligne {
        bilan,
        par: "type",
        cle: part.cle.map(Mot::word),
        lignes: part.lignes,
        couts: part.couts,
    });
    funders.chain(types)
}

impl<'a> OfBilan<'a> for Ligne<'a> {
    fn bilan(&self) -> &'a Bilan<'a> {
        self.bilan
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Entier, Montant, Mot, Texte};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("par", "Par"),
            (Mot, Everywhere),
            "financeur ou type : chaque ligne de coûts compte dans les deux",
            |row| Value::text(Some(row.par)),
        ),
        Colonne::new(
            ("cle", "Qui ou quoi"),
            (Texte, Everywhere),
            "le financeur ou le type ; vide : non renseigné",
            |row| Value::text(row.cle),
        ),
        Colonne::new(
            ("prevu", "Prévu"),
            (Montant, Everywhere),
            "somme prévue",
            |row| Value::amount(row.couts.prevu),
        ),
        Colonne::new(
            ("realise", "Dépensé"),
            (Montant, Everywhere),
            "somme dépensée",
            |row| Value::amount(row.couts.realise),
        ),
        Colonne::new(
            ("lignes", "Lignes"),
            (Entier, Everywhere),
            "lignes de coûts",
            |row| Value::Count(row.lignes),
        ),
        Colonne::new(
            ("sans_prevu", "Lignes sans prévu"),
            (Entier, Everywhere),
            "lignes qui ne disent pas ce qui est prévu",
            |row| Value::Count(row.couts.sans_prevu),
        ),
        Colonne::new(
            ("sans_realise", "Lignes sans dépensé"),
            (Entier, Everywhere),
            "lignes qui ne disent pas ce qui est dépensé",
            |row| Value::Count(row.couts.sans_realise),
        ),
    ];
    of_bilan().into_iter().chain(own).collect()
}
