//! The bilan in the JSON contract.

mod annees;
mod fiche;
mod groupes;
mod synthese;

use serde::Serialize;
use serde_json::{Value, json};

use self::annees::{
    ComparaisonVue, PerspectiveVue, VigilanceVue, comparaison, perspective, vigilance,
};
use self::fiche::{FicheVue, MesureVue, fiche, measure};
use self::groupes::{GroupeVue, GroupesVue, groupe, groupes};
use self::synthese::{SyntheseVue, synthese};
use super::Page;
use crate::model::bilan::PageBilan;
use crate::model::exercice::Exercice;
use crate::model::indicateur::Indicateur;
use crate::render::json::{Each, VERSION};
use crate::render::views::asked;
use crate::render::views::shared_json::{Jour, text};
use crate::report::bilan::comparaison::Perspective;
use crate::report::bilan::groupes::Groupe;
use crate::report::bilan::vigilance::Vigilance;
use crate::report::bilan::{Bilan, FicheBilan};

/// A bilan.
#[derive(Serialize)]
pub(crate) struct BilanVue<'a> {
    /// The version of the contract.
    version: u32,
    /// The year that names the exercice.
    annee: i32,
    /// The years that it covers.
    periode: String,
    /// How far it looks.
    arrete_au: Jour,
    /// The commit that last touched the plan, when it is known.
    revision: Option<&'a str>,
    /// The day that it bears.
    revision_date: Option<Jour>,
    /// Whether the plan that was read says something else than this commit.
    modifie_depuis: Option<bool>,
    /// The conditions that the fiches meet.
    filtres: Vec<Value>,
    /// The council's own page.
    conseil: Option<Value>,
    /// The sums.
    synthese: SyntheseVue<'a>,
    /// The fiches of each node of the first level.
    par_enjeu: Each<'a, &'a Bilan<'a>, Groupe<'a>, GroupeVue<'a>>,
    /// What it says of each fiche.
    fiches: Each<'a, &'a Bilan<'a>, FicheBilan<'a>, FicheVue<'a>>,
    /// The fiches along the axis that was asked for.
    groupes: Option<GroupesVue<'a>>,
    /// The territory's own indicators.
    contexte: Each<'a, Exercice, Indicateur, MesureVue<'a>>,
    /// The points of attention.
    vigilance: Each<'a, (), Vigilance<'a>, VigilanceVue<'a>>,
    /// The exercice before beside this one.
    comparaison: Option<ComparaisonVue<'a>>,
    /// The étapes of the exercice after.
    perspectives: Each<'a, (), Perspective<'a>, PerspectiveVue<'a>>,
}

/// Returns the view of a bilan.
pub(crate) fn json<'a>(page: &Page<'a>) -> BilanVue<'a> {
    let (bilan, revision) = (page.bilan, page.revision);
    let contexte = &bilan.plan.strategie.indicateurs;
    BilanVue {
        version: VERSION,
        annee: bilan.exercice.annee,
        periode: years(bilan.exercice),
        arrete_au: Jour(bilan.horizon.date),
        revision: revision.map(|revision| revision.commit.as_str()),
        revision_date: revision.map(|revision| Jour(revision.date)),
        modifie_depuis: revision.map(|revision| revision.is_modified),
        filtres: asked::json(page.filter),
        conseil: bilan.page.map(conseil),
        synthese: synthese(bilan),
        par_enjeu: Each::of(bilan, &bilan.par_enjeu, groupe),
        fiches: Each::of(bilan, &bilan.fiches, fiche),
        groupes: page.par.map(|axe| groupes(bilan, axe)),
        contexte: Each::of(bilan.exercice, contexte, |exercice, indicateur| {
            measure(indicateur, &indicateur.measure(exercice), exercice)
        }),
        vigilance: Each::of((), &bilan.vigilance, |(), point| vigilance(point)),
        comparaison: bilan.comparaison.as_ref().map(comparaison),
        perspectives: Each::of((), &bilan.perspectives, |(), one| perspective(one)),
    }
}

/// Returns the years of an exercice: `2017`, `2004/2005`.
fn years(exercice: Exercice) -> String {
    if exercice.debut == exercice.fin {
        exercice.annee.to_string()
    } else {
        format!("{}/{}", exercice.debut, exercice.fin)
    }
}

/// Returns the view of the council's own page.
fn conseil(page: &PageBilan) -> Value {
    let presentations = page.presentations.iter().map(|presentation| {
        let date = presentation.date.as_ref();
        json!({
            "instance": &**presentation.instance,
            "date": date.map(|date| date.to_string()),
        })
    });
    let decisions = page.decisions.iter().map(|decision| decision.as_str());
    json!({
        "introduction": text(&page.introduction),
        "presentations": presentations.collect::<Vec<_>>(),
        "decisions": decisions.collect::<Vec<_>>(),
    })
}
