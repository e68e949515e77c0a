//! The order of a list, when it is not the plan's.

use std::cmp::Ordering;

use chrono::Datelike;

use crate::model::echeance::{Standing, late, next};
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::number_order::NumberOrder;
use crate::model::plan::Plan;
use crate::model::vie::etat_at;
use crate::model::vie::years_of;
use crate::text::fold::fold;

/// What fiches may be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cle {
    /// The identifier.
    Id,
    /// The printed number, its digits compared as numbers.
    Numero,
    /// The title.
    Titre,
    /// The first pilote.
    Pilote,
    /// Whose fiche it is.
    Commune,
    /// The first year that it touches.
    Annee,
    /// The state at the reference date, in the order in which people think of them.
    Etat,
    /// Since when it is late: the longest first; those that are not late last.
    Retard,
    /// The next étape to come.
    Echeance,
}

impl Mot for Cle {
    const ALL: &'static [Self] = &[
        Self::Id,
        Self::Numero,
        Self::Titre,
        Self::Pilote,
        Self::Commune,
        Self::Annee,
        Self::Etat,
        Self::Retard,
        Self::Echeance,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Numero => "numero",
            Self::Titre => "titre",
            Self::Pilote => "pilote",
            Self::Commune => "commune",
            Self::Annee => "annee",
            Self::Etat => "etat",
            Self::Retard => "retard",
            Self::Echeance => "echeance",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Id => "identifiant",
            Self::Numero => "numéro",
            Self::Annee => "année",
            Self::Etat => "état",
            Self::Echeance => "échéance",
            other => other.word(),
        }
    }
}

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tri {
    /// What is compared.
    pub(crate) cle: Cle,
    /// Whether the last comes first.
    pub(crate) inverse: bool,
}

/// What a fiche is compared by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Valeur {
    /// A printed number.
    Number(NumberOrder),
    /// Words, as a French reader orders them; those that differ by accents alone stay apart.
    Words(String, String),
    /// A rank.
    Rank(i64),
}

/// Sorts fiches, which are in plan order: those that no key tells apart stay so. What has no value comes last either way.
pub(crate) fn sort(plan: &Plan, horizon: Horizon, fiches: &mut Vec<&Fiche>, order: &[Tri]) {
    let valued = fiches.drain(..).map(|fiche| {
        let values = order
            .iter()
            .map(|tri| valeur(plan, horizon, fiche, tri.cle));
        (values.collect::<Vec<_>>(), fiche)
    });
    let mut valued: Vec<_> = valued.collect();
    valued.sort_by(|(left, _), (right, _)| {
        let pairs = left.iter().zip(right).zip(order);
        let compared =
            pairs.map(|((left, right), tri)| compare(left.as_ref(), right.as_ref(), tri.inverse));
        compared.fold(Ordering::Equal, Ordering::then)
    });
    fiches.extend(valued.into_iter().map(|(_, fiche)| fiche));
}

/// Compares two values, what is absent being the last.
fn compare(left: Option<&Valeur>, right: Option<&Valeur>, inverse: bool) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if inverse => right.cmp(left),
        (Some(left), Some(right)) => left.cmp(right),
        _ => left.is_none().cmp(&right.is_none()),
    }
}

/// Returns what a fiche is compared by.
fn valeur(plan: &Plan, horizon: Horizon, fiche: &Fiche, cle: Cle) -> Option<Valeur> {
    let words = |text: &str| Valeur::Words(fold(text), text.to_owned());
    match cle {
        Cle::Id => Some(words(fiche.id.as_str())),
        Cle::Numero => fiche
            .numero
            .as_ref()
            .map(|numero| Valeur::Number(NumberOrder::of(numero))),
        Cle::Titre => Some(words(&fiche.titre)),
        Cle::Pilote => fiche
            .pilotes
            .first()
            .map(|pilote| words(plan.name_of(pilote))),
        Cle::Commune => Some(words(plan.commune_of(fiche))),
        Cle::Annee => {
            let years = years_of(fiche, horizon.date);
            years.first().map(|year| Valeur::Rank(i64::from(*year)))
        }
        Cle::Etat => {
            let etat = etat_at(fiche, horizon)?;
            let rank = Etat::ALL.iter().position(|other| *other == etat)?;
            i64::try_from(rank).ok().map(Valeur::Rank)
        }
        Cle::Retard => {
            let late = late(fiche, horizon, &plan.exercices);
            let since = late.first().map(|(_, standing)| rank(standing));
            since.map(Valeur::Rank)
        }
        Cle::Echeance => {
            let (_, standing) = next(fiche, horizon, &plan.exercices)?;
            Some(Valeur::Rank(rank(&standing)))
        }
    }
}

/// Returns the rank of the day on which an occurrence is due.
fn rank(standing: &Standing<'_>) -> i64 {
    i64::from(standing.due.fin().num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::dates::year_end;

    /// Returns the fiches of a small plan at the end of 2018, sorted.
    fn sorted(order: &[(Cle, bool)]) -> String {
        let files = [
            (
                "a",
                "titre = \"Été\"\nnumero = \"2-10\"\npilotes = [\"Zoé\"]\n[[suivi]]\ndate = 2018-01-01\netat = \"realisee\"\n",
            ),
            (
                "b",
                "titre = \"etage\"\nnumero = \"2-9\"\nperiode = \"2017\"\n",
            ),
            (
                "c",
                "titre = \"Zone\"\npilotes = [\"Anne\"]\nperiode = \"2016\"\n[calendrier.x]\nquand = \"2017\"\n[[suivi]]\ndate = 2018-01-01\netat = \"en-cours\"\n",
            ),
        ];
        let plan = plan("", &files);
        let order: Vec<Tri> = order
            .iter()
            .map(|&(cle, inverse)| Tri { cle, inverse })
            .collect();
        let mut fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        sort(&plan, Horizon::at(year_end(2018)), &mut fiches, &order);
        let ids: Vec<&str> = fiches.iter().map(|fiche| fiche.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn words_are_ordered_as_a_french_reader_does() {
        assert_eq!(sorted(&[(Cle::Titre, false)]), "b a c");
        assert_eq!(sorted(&[(Cle::Titre, true)]), "c a b");
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        assert_eq!(sorted(&[(Cle::Numero, false)]), "b a c");
        assert_eq!(sorted(&[(Cle::Numero, true)]), "a b c");
    }

    #[test]
    fn what_has_no_value_comes_last_either_way() {
        assert_eq!(sorted(&[(Cle::Pilote, false)]), "c a b");
        assert_eq!(sorted(&[(Cle::Pilote, true)]), "a c b");
        assert_eq!(sorted(&[(Cle::Etat, false)]), "c a b");
        assert_eq!(sorted(&[(Cle::Annee, false)]), "c b a");
    }

    #[test]
    fn the_next_key_tells_apart_what_the_first_does_not() {
        assert_eq!(sorted(&[(Cle::Retard, false)]), "c b a");
        assert_eq!(sorted(&[(Cle::Commune, false), (Cle::Id, true)]), "c b a");
        assert_eq!(sorted(&[]), sorted(&[(Cle::Commune, true)]));
    }
}
