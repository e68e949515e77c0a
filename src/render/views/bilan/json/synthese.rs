//! The sums of a bilan in the JSON contract.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::cout::SommeCouts;
use crate::model::mot::Mot;
use crate::model::vie::Vie;
use crate::render::json::{Each, amount, tally};
use crate::render::views::words::life;
use crate::report::bilan::Bilan;
use crate::report::bilan::financement::Part;
use crate::report::bilan::synthese::{CompteEtapes, Synthese};

/// The sums. Fiches are named by their identifiers.
#[derive(Serialize)]
pub(super) struct SyntheseVue<'a> {
    /// How many fiches there are.
    fiches: usize,
    /// How many are the territoire's own.
    propres: usize,
    /// The associated ones.
    associees: &'a [&'a str],
    /// Those of which a bilan is expected.
    attendus: &'a [&'a str],
    /// Those whose bilan is saisi.
    saisis: &'a [&'a str],
    /// Those whose bilan is missing.
    sans_bilan: &'a [&'a str],
    /// Those that the exercice does not concern.
    non_concernees: Each<'a, (), (&'a str, Vie), NonConcerneeVue<'a>>,
    /// How many internal fiches are left out.
    internes: usize,
    /// How many internal journal entries are left out.
    suivis_internes: usize,
    /// How many are in each state.
    etats: Value,
    /// How many have each result.
    resultats: Value,
    /// How many ask for each next step.
    suites: Value,
    /// The étapes, promised bilans apart.
    etapes: CompteEtapesVue,
    /// The promised bilans.
    etapes_bilan: CompteEtapesVue,
    /// The costs.
    couts: CoutsVue<'a>,
}

/// A fiche that the exercice does not concern.
#[derive(Serialize)]
struct NonConcerneeVue<'a> {
    /// Its identifier.
    id: &'a str,
    /// Why.
    motif: String,
}

/// How many occurrences there are of each class.
#[derive(Serialize)]
pub(super) struct CompteEtapesVue {
    /// All.
    dues: usize,
    /// Those that took place.
    tenues: usize,
    /// Those that were put off to a new date.
    reportees: usize,
    /// Those that were cancelled.
    annulees: usize,
    /// Those of which nothing was said.
    sans_etat: usize,
    /// The part of these that is late.
    dont_en_retard: usize,
}

/// The costs of the fiches of which a bilan is expected.
#[derive(Serialize)]
struct CoutsVue<'a> {
    /// What is planned.
    prevu: Option<Value>,
    /// What was spent.
    realise: Option<Value>,
    /// How many lines do not say what was planned.
    sans_prevu: usize,
    /// How many do not say what was spent.
    sans_realise: usize,
    /// The fiches whose costs no line gives.
    non_chiffrees: &'a [&'a str],
    /// What each funder pays.
    par_financeur: Vec<Value>,
    /// What each type of spending costs.
    par_type: Vec<Value>,
}

/// Returns the view of the sums.
pub(super) fn synthese<'a>(bilan: &'a Bilan<'a>) -> SyntheseVue<'a> {
    let sums: &'a Synthese<'a> = &bilan.synthese;
    SyntheseVue {
        fiches: sums.fiches,
        propres: sums.propres,
        associees: &sums.associees,
        attendus: &sums.attendus,
        saisis: &sums.saisis,
        sans_bilan: &sums.sans_bilan,
        non_concernees: Each::of((), &sums.non_concernees, |(), &(id, vie)| NonConcerneeVue {
            id,
            motif: life(vie),
        }),
        internes: bilan.fiches_internes,
        suivis_internes: bilan.suivis_internes,
        etats: tally(&sums.etats),
        resultats: tally(&sums.resultats),
        suites: tally(&sums.suites),
        etapes: etapes(sums.etapes),
        etapes_bilan: etapes(sums.etapes_bilan),
        couts: couts(bilan),
    }
}

/// Returns the view of the costs.
fn couts<'a>(bilan: &'a Bilan<'a>) -> CoutsVue<'a> {
    let SommeCouts {
        prevu,
        realise,
        sans_prevu,
        sans_realise,
    } = bilan.synthese.couts;
    let financement = &bilan.financement;
    let financeurs = financement.par_financeur.iter();
    let types = financement.par_type.iter();
    CoutsVue {
        prevu: prevu.map(amount),
        realise: realise.map(amount),
        sans_prevu,
        sans_realise,
        non_chiffrees: &bilan.synthese.non_chiffrees,
        par_financeur: financeurs
            .map(|part| cost_part("financeur", part.cle, part))
            .collect(),
        par_type: types
            .map(|part| cost_part("type", part.cle.map(Mot::word), part))
            .collect(),
    }
}

/// Returns the view of the sums of the lines of costs that have something in common.
fn cost_part<K>(key: &str, cle: Option<&str>, part: &Part<K>) -> Value {
    json!({
        key: cle,
        "prevu": part.couts.prevu.map(amount),
        "realise": part.couts.realise.map(amount),
        "sans_prevu": part.couts.sans_prevu,
        "sans_realise": part.couts.sans_realise,
    })
}

/// Returns the view of counts of étapes.
pub(super) fn etapes(counts: CompteEtapes) -> CompteEtapesVue {
    let CompteEtapes {
        dues,
        tenues,
        reportees,
        annulees,
        sans_etat,
        dont_en_retard,
    } = counts;
    CompteEtapesVue {
        dues,
        tenues,
        reportees,
        annulees,
        sans_etat,
        dont_en_retard,
    }
}
