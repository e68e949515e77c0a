//! The bilan of an exercice as the council reads it, section by section. The first page alone must do.

mod annees;
mod annexes;
mod fiches;
mod synthese;

use self::annees::{comparaison, perspectives, sans_bilan, vigilance};
use self::annexes::annexes;
use self::fiches::fiches;
use self::synthese::{par_enjeu, synthese};
use crate::model::fiche::Fiche;
use crate::model::strategie::{PlanParent, Strategie};
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Text};
use crate::render::french::{self, NO_BREAK, date, quoted};
use crate::report::bilan::Bilan;

/// Returns the whole document.
pub(crate) fn document(bilan: &Bilan<'_>, filter: &Filter) -> Document {
    let mut document = Document::default();
    identity(bilan, filter, &mut document);
    synthese(bilan, &mut document);
    par_enjeu(bilan, &mut document);
    fiches(bilan, &mut document);
    vigilance(bilan, &mut document);
    sans_bilan(bilan, &mut document);
    comparaison(bilan, &mut document);
    perspectives(bilan, &mut document);
    annexes(bilan, &mut document);
    document
}

/// Adds what says which bilan it is.
fn identity(bilan: &Bilan<'_>, filter: &Filter, document: &mut Document) {
    let strategie = &bilan.plan.strategie;
    let partial = if filter.is_empty() { "" } else { " (partiel)" };
    document.push(Block::Title(format!(
        "Bilan {}{partial} · {}",
        bilan.exercice.label(),
        *strategie.territoire
    )));
    let communes: Vec<&str> = strategie
        .communes
        .iter()
        .map(|commune| commune.as_str())
        .collect();
    let known = [
        ("Stratégie", Some(strategie.titre.to_string())),
        (
            "Communes",
            (!communes.is_empty()).then(|| communes.join(", ")),
        ),
        ("Rattachée à", strategie.parent.as_ref().map(parent)),
        ("Période", period(strategie)),
        ("Document", document_of(strategie)),
        ("Arrêté au", Some(date(bilan.horizon.date))),
    ];
    let mut fields: Vec<(String, Text)> = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect();
    for condition in &filter.0 {
        let values = condition.values();
        let values = if values.is_empty() {
            "oui".to_owned()
        } else {
            values.join(" ou ")
        };
        fields.push((format!("Filtre : {}", condition.label()), values.into()));
    }
    document.push(Block::Fields(fields));
    let Some(page) = bilan.page else { return };
    for presentation in &page.presentations {
        let instance = strategie
            .instances
            .iter()
            .find(|instance| instance.code == presentation.instance);
        let name = instance
            .and_then(|instance| instance.nom.as_ref())
            .unwrap_or(&presentation.instance);
        let day = presentation
            .date
            .as_ref()
            .map_or(String::new(), |day| format!(" le {}", date(**day)));
        document.say(format!("Présenté{day} : {}", **name));
    }
    if let Some(introduction) = &page.introduction {
        document.push(Block::Prose(introduction.to_string()));
    }
}

/// Returns the plan above this one: its title and its territory.
fn parent(parent: &PlanParent) -> String {
    let title = parent
        .titre
        .as_ref()
        .map_or("la stratégie", |titre| titre.as_str());
    let place = parent
        .territoire
        .as_ref()
        .map_or(String::new(), |place| format!(" ({})", **place));
    format!("{title}{place}")
}

/// Returns the period of the plan, with its extension.
fn period(strategie: &Strategie) -> Option<String> {
    let years = french::period(strategie.periode.as_ref()?);
    let extension = strategie
        .prorogation
        .as_ref()
        .map_or(String::new(), |extension| {
            let why = extension
                .motif
                .as_ref()
                .map_or(String::new(), |motif| format!(" ({})", **motif));
            format!(", prorogée jusqu'au {}{why}", date(*extension.fin))
        });
    Some(format!("{years}{extension}"))
}

/// Returns the document that the plan comes from.
fn document_of(strategie: &Strategie) -> Option<String> {
    let title = strategie.source.titre.as_ref()?;
    let extract = if strategie.extrait { "extrait de " } else { "" };
    let year = strategie
        .source
        .annee
        .as_ref()
        .map_or(String::new(), |year| format!(", {}", **year));
    Some(format!("{extract}{}{year}", quoted(title)))
}

/// Returns how a fiche is named in the report: its reference or number, and its title.
fn named(bilan: &Bilan<'_>, fiche: &Fiche) -> String {
    let number = bilan.plan.reference_of(fiche).or_else(|| {
        fiche
            .numero
            .as_ref()
            .map(|numero| format!("n°{NO_BREAK}{}", **numero))
    });
    number.map_or_else(
        || fiche.titre.to_string(),
        |number| format!("{number} {}", *fiche.titre),
    )
}
