//! What a bilan says of a fiche, in the JSON contract.

use serde::Serialize;
use serde_json::Value;

use crate::model::cout::LigneCout;
use crate::model::echeance::Echeance;
use crate::model::exercice::Exercice;
use crate::model::indicateur::{Indicateur, Mesure, rounded};
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::json::{Each, amount, number};
use crate::render::views::shared_json::{Jour, LigneCoutVue, cost_line, text, word};
use crate::render::views::words::{trend_reason, trend_word};
use crate::report::bilan::{Bilan, FicheBilan};

/// A fiche.
#[derive(Serialize)]
pub(super) struct FicheVue<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its printed reference.
    reference: Option<String>,
    /// Its title.
    titre: &'a str,
    /// Whose it is.
    commune: &'a str,
    /// Whether it is the territoire's own.
    propre: bool,
    /// Whether a bilan is expected.
    attendue: bool,
    /// Whether its pilote has reported.
    saisie: bool,
    /// Its state.
    etat: Option<&'static str>,
    /// What its pilote says of the result.
    resultat: Option<&'static str>,
    /// What its pilote asks for next.
    suite: Option<&'static str>,
    /// What was done.
    realisations: Option<&'a str>,
    /// What was difficult.
    difficultes: Option<&'a str>,
    /// What is planned.
    perspectives: Option<&'a str>,
    /// Whether it is late.
    en_retard: bool,
    /// The occurrences that the bilan accounts for.
    etapes: Each<'a, (), Echeance<'a>, EcheanceVue<'a>>,
    /// Its indicators, measured.
    indicateurs: Each<'a, Exercice, (&'a Indicateur, Mesure), MesureVue<'a>>,
    /// Its costs of the exercice.
    couts: CoutsVue<'a>,
}

/// The costs of a fiche in an exercice.
#[derive(Serialize)]
struct CoutsVue<'a> {
    /// What the document says of them.
    nature: Option<&'static str>,
    /// What is planned.
    prevu: Option<Value>,
    /// What was spent.
    realise: Option<Value>,
    /// The lines.
    lignes: Each<'a, (), &'a LigneCout, LigneCoutVue<'a>>,
}

/// An occurrence of an étape.
#[derive(Serialize)]
struct EcheanceVue<'a> {
    /// The étape's name.
    nom: &'a str,
    /// The occurrence's own name.
    quand: &'a str,
    /// What is to be done.
    quoi: Option<&'a str>,
    /// What kind of étape it is.
    genre: &'static str,
    /// When it was due.
    due: Jour,
    /// How it is counted.
    classe: &'static str,
    /// Whether it is late.
    en_retard: bool,
    /// When it is due now, where this bilan put it off to a new date.
    nouvelle_date: Option<Jour>,
}

/// An indicator, measured.
#[derive(Serialize)]
pub(super) struct MesureVue<'a> {
    /// Its key.
    code: &'a str,
    /// Its name.
    nom: Option<&'a str>,
    /// What it counts.
    unite: Option<&'a str>,
    /// Where it should go.
    sens: Option<&'static str>,
    /// The year of the last earlier value.
    annee_avant: Option<i32>,
    /// That value.
    valeur_avant: Option<Value>,
    /// The exercice's value.
    valeur: Option<Value>,
    /// Whether it is only about right.
    environ: bool,
    /// The year of the target.
    annee_cible: Option<i32>,
    /// The target.
    cible: Option<Value>,
    /// The value less the target.
    ecart: Option<Value>,
    /// The part of the way done.
    progres: Option<Value>,
    /// How the value compares with the last earlier one.
    tendance: &'static str,
    /// Why that cannot be said.
    motif: Option<String>,
}

/// Returns the view of what a bilan says of a fiche.
pub(super) fn fiche<'a>(bilan: &'a Bilan<'a>, fiche: &'a FicheBilan<'a>) -> FicheVue<'a> {
    let (plan, source): (&Plan, _) = (bilan.plan, fiche.fiche);
    let reported = fiche.bilan;
    FicheVue {
        id: source.id.as_str(),
        reference: plan.reference_of(source),
        titre: &source.titre,
        commune: plan.commune_of(source),
        propre: source.propre,
        attendue: fiche.is_attendue(),
        saisie: fiche.is_saisie(),
        etat: fiche.etat.map(Mot::word),
        resultat: fiche.resultat().map(Mot::word),
        suite: fiche.suite().map(Mot::word),
        realisations: reported.and_then(|bilan| text(&bilan.realisations)),
        difficultes: reported.and_then(|bilan| text(&bilan.difficultes)),
        perspectives: reported.and_then(|bilan| text(&bilan.perspectives)),
        en_retard: fiche.en_retard,
        etapes: Each::of((), &fiche.etapes, |(), one| echeance(one)),
        indicateurs: Each::of(bilan.exercice, &fiche.indicateurs, |exercice, one| {
            measure(one.0, &one.1, exercice)
        }),
        couts: CoutsVue {
            nature: word(&source.couts.nature),
            prevu: fiche.couts.prevu.map(amount),
            realise: fiche.couts.realise.map(amount),
            lignes: Each::of((), &fiche.lignes, |(), line| cost_line(line)),
        },
    }
}

/// Returns the view of an occurrence.
fn echeance<'a>(echeance: &'a Echeance<'a>) -> EcheanceVue<'a> {
    EcheanceVue {
        nom: &echeance.etape.nom,
        quand: echeance.quand.texte(),
        quoi: text(&echeance.etape.quoi),
        genre: echeance.etape.genre.word(),
        due: Jour(echeance.due.fin()),
        classe: echeance.classe.word(),
        en_retard: echeance.en_retard,
        nouvelle_date: echeance.nouvelle_date.map(|date| Jour(date.fin())),
    }
}

/// Returns the view of an indicator, measured.
pub(super) fn measure<'a>(
    indicateur: &'a Indicateur,
    mesure: &Mesure,
    exercice: Exercice,
) -> MesureVue<'a> {
    MesureVue {
        code: &indicateur.code,
        nom: text(&indicateur.nom),
        unite: text(&indicateur.unite),
        sens: word(&indicateur.sens),
        annee_avant: mesure.avant.map(|(annee, _)| annee),
        valeur_avant: mesure.avant.map(|(_, valeur)| number(valeur)),
        valeur: mesure.valeur.map(number),
        environ: mesure.environ,
        annee_cible: mesure.cible.map(|(annee, _)| annee),
        cible: mesure.cible.map(|(_, cible)| number(cible)),
        ecart: mesure.ecart.map(number),
        progres: mesure.progres.map(rounded).map(number),
        tendance: trend_word(mesure.tendance),
        motif: trend_reason(mesure.tendance, &exercice.label()),
    }
}
