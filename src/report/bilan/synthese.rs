//! The sums of a bilan over all the fiches of which one is expected.

use super::FicheBilan;
use crate::model::calendrier::GenreEtape;
use crate::model::cout::SommeCouts;
use crate::model::echeance::{Classe, Echeance};
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::mot::Tally;
use crate::model::vie::{Attente, Vie};

/// How many occurrences there are of each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CompteEtapes {
    /// All that the bilan accounts for: the sum of the four classes.
    pub(crate) dues: usize,
    /// Those that took place.
    pub(crate) tenues: usize,
    /// Those that were put off to a new date.
    pub(crate) reportees: usize,
    /// Those that were cancelled.
    pub(crate) annulees: usize,
    /// Those of which nothing was said.
    pub(crate) sans_etat: usize,
    /// The part of `sans_etat` that is late.
    pub(crate) dont_en_retard: usize,
}

impl CompteEtapes {
    /// Counts occurrences.
    fn of<'a, 'b: 'a>(echeances: impl Iterator<Item = &'a Echeance<'b>>) -> Self {
        let mut compte = Self::default();
        for echeance in echeances {
            compte.dues += 1;
            match echeance.classe {
                Classe::Tenue => compte.tenues += 1,
                Classe::Reportee => compte.reportees += 1,
                Classe::Annulee => compte.annulees += 1,
                Classe::SansEtat => {
                    compte.sans_etat += 1;
                    compte.dont_en_retard += usize::from(echeance.en_retard);
                }
            }
        }
        compte
    }
}

/// The sums of a bilan. Fiches are named by their identifiers, in plan order.
#[derive(Debug)]
pub(crate) struct Synthese<'a> {
    /// How many fiches there are: attendus + non concernées + associées.
    pub(crate) fiches: usize,
    /// How many are the territoire's own.
    pub(crate) propres: usize,
    /// The associated ones.
    pub(crate) associees: Vec<&'a str>,
    /// Those of which a bilan is expected: saisis + sans bilan.
    pub(crate) attendus: Vec<&'a str>,
    /// Those whose bilan is saisi.
    pub(crate) saisis: Vec<&'a str>,
    /// Those whose bilan is missing.
    pub(crate) sans_bilan: Vec<&'a str>,
    /// Those that the exercice does not concern, with the reason.
    pub(crate) non_concernees: Vec<(&'a str, Vie)>,
    /// The states of the attendus.
    pub(crate) etats: Tally,
    /// Their results.
    pub(crate) resultats: Tally,
    /// Their next steps.
    pub(crate) suites: Tally,
    /// Their étapes, promised bilans apart.
    pub(crate) etapes: CompteEtapes,
    /// Their promised bilans.
    pub(crate) etapes_bilan: CompteEtapes,
    /// Their costs.
    pub(crate) couts: SommeCouts,
    /// Those of them whose costs no line gives.
    pub(crate) non_chiffrees: Vec<&'a str>,
}

impl<'a> Synthese<'a> {
    /// Adds fiches up.
    pub(crate) fn of(fiches: &[FicheBilan<'a>]) -> Self {
        let ids = |keep: &dyn Fn(&FicheBilan<'a>) -> bool| -> Vec<&'a str> {
            fiches
                .iter()
                .filter(|fiche| keep(fiche))
                .map(|fiche| fiche.fiche.id.as_str())
                .collect()
        };
        let attendus = || fiches.iter().filter(|fiche| fiche.is_attendue());
        let not_concerned = |fiche: &FicheBilan<'a>| match fiche.attente {
            Attente::NonConcernee(reason) => Some((fiche.fiche.id.as_str(), reason)),
            Attente::Attendue | Attente::Associee => None,
        };
        Self {
            fiches: fiches.len(),
            propres: fiches.iter().filter(|fiche| fiche.fiche.propre).count(),
            associees: ids(&|fiche| fiche.attente == Attente::Associee),
            attendus: ids(&|fiche| fiche.is_attendue()),
            saisis: ids(&|fiche| fiche.is_attendue() && fiche.is_saisie()),
            sans_bilan: ids(&|fiche| fiche.is_attendue() && !fiche.is_saisie()),
            non_concernees: fiches.iter().filter_map(not_concerned).collect(),
            etats: Tally::of::<Etat>(attendus().map(|fiche| fiche.etat)),
            resultats: Tally::of::<Resultat>(attendus().map(FicheBilan::resultat)),
            suites: Tally::of::<Suite>(attendus().map(FicheBilan::suite)),
            etapes: etapes(attendus()),
            etapes_bilan: promised(attendus()),
            couts: SommeCouts::of(attendus().flat_map(|fiche| fiche.lignes.iter().copied())),
            non_chiffrees: ids(&|fiche| fiche.is_attendue() && fiche.is_non_chiffree()),
        }
    }
}

/// Counts the occurrences of fiches, promised bilans apart.
pub(crate) fn etapes<'a, 'b: 'a>(fiches: impl Iterator<Item = &'a FicheBilan<'b>>) -> CompteEtapes {
    CompteEtapes::of(
        fiches
            .flat_map(|fiche| &fiche.etapes)
            .filter(|echeance| !is_bilan(echeance)),
    )
}

/// Counts the promised bilans of fiches.
pub(crate) fn promised<'a, 'b: 'a>(
    fiches: impl Iterator<Item = &'a FicheBilan<'b>>,
) -> CompteEtapes {
    CompteEtapes::of(
        fiches
            .flat_map(|fiche| &fiche.etapes)
            .filter(|echeance| is_bilan(echeance)),
    )
}

/// Returns whether an occurrence is a promised bilan.
fn is_bilan(echeance: &Echeance<'_>) -> bool {
    echeance.etape.genre == GenreEtape::Bilan
}
