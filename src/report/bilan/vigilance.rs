//! Points of attention: facts that a reader would want pointed out, each on one fiche.

use super::FicheBilan;
use crate::model::calendrier::{Etape, GenreEtape};
use crate::model::cout::Montant;
use crate::model::dates::Intervalle;
use crate::model::echeance::Echeance;
use crate::model::etat::{Etat, Resultat};
use crate::model::fiche::Fiche;
use crate::model::indicateur::{Indicateur, Tendance};

/// A fact worth pointing out.
#[derive(Debug)]
pub(crate) enum Constat<'a> {
    /// The action is held up, or stopped for a while.
    Etat(Etat),
    /// Étapes are late: the one due first, and how many there are.
    EtapesEnRetard {
        /// The étape.
        etape: &'a Etape,
        /// When it was due.
        quand: &'a Intervalle,
        /// How many are late.
        nombre: usize,
    },
    /// The result is not reached.
    NonAtteint,
    /// An indicator goes the other way.
    Defavorable {
        /// The indicator.
        indicateur: &'a Indicateur,
        /// The last earlier value, with its year.
        avant: (i32, f64),
        /// The value.
        valeur: f64,
    },
    /// More was spent than planned.
    Depassement {
        /// What was planned.
        prevu: Montant,
        /// What was spent.
        realise: Montant,
    },
}

/// A fact, and the fiche that it is about.
#[derive(Debug)]
pub(crate) struct Vigilance<'a> {
    /// The fiche.
    pub(crate) fiche: &'a Fiche,
    /// The fact.
    pub(crate) constat: Constat<'a>,
}

/// Returns the facts worth pointing out of the fiches of which a bilan is expected, in plan order.
pub(crate) fn vigilance<'a>(fiches: &[FicheBilan<'a>]) -> Vec<Vigilance<'a>> {
    let attendues = fiches.iter().filter(|fiche| fiche.is_attendue());
    attendues
        .flat_map(|fiche| {
            constats(fiche).into_iter().map(|constat| Vigilance {
                fiche: fiche.fiche,
                constat,
            })
        })
        .collect()
}

/// Returns the facts worth pointing out of one fiche.
fn constats<'a>(fiche: &FicheBilan<'a>) -> Vec<Constat<'a>> {
    let mut constats = Vec::new();
    if let Some(etat @ (Etat::Bloquee | Etat::EnPause)) = fiche.etat {
        constats.push(Constat::Etat(etat));
    }
    // A promised bilan makes nothing late.
    let late =
        |echeance: &&Echeance<'a>| echeance.en_retard && echeance.etape.genre != GenreEtape::Bilan;
    if let Some(first) = fiche.etapes.iter().find(late) {
        let nombre = fiche.etapes.iter().filter(late).count();
        constats.push(Constat::EtapesEnRetard {
            etape: first.etape,
            quand: first.nouvelle_date.unwrap_or(first.due),
            nombre,
        });
    }
    if fiche
        .bilan
        .is_some_and(|bilan| bilan.resultat.as_deref() == Some(&Resultat::NonAtteint))
    {
        constats.push(Constat::NonAtteint);
    }
    for (indicateur, mesure) in &fiche.indicateurs {
        if let (Tendance::Defavorable, Some(avant), Some(valeur)) =
            (mesure.tendance, mesure.avant, mesure.valeur)
        {
            constats.push(Constat::Defavorable {
                indicateur,
                avant,
                valeur,
            });
        }
    }
    if let (Some(prevu), Some(realise)) = (fiche.couts.prevu, fiche.couts.realise) {
        // A line that says only what was spent would make any comparison of the sums unfair.
        if realise > prevu && fiche.couts.sans_prevu == 0 {
            constats.push(Constat::Depassement { prevu, realise });
        }
    }
    constats
}
