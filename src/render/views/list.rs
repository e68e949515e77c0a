//! The fiches that match, as a table and as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use super::people::{self, Person};
use super::words::years;
use crate::model::echeance::is_late;
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::model::vie::etat_at;
use crate::query::filter::years_of;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::count;
use crate::render::json::VERSION;

/// A fiche in the list.
pub(crate) struct Row<'a> {
    /// The plan.
    plan: &'a Plan,
    /// The fiche.
    fiche: &'a Fiche,
    /// The years that it touches.
    annees: Vec<i32>,
    /// Its state.
    etat: Option<Etat>,
    /// Whether it is late.
    en_retard: bool,
    /// The years whose bilans are read.
    bilans: Vec<i32>,
}

/// Returns the rows of a list, at a reference date.
pub(crate) fn rows<'a>(plan: &'a Plan, fiches: &[&'a Fiche], date: NaiveDate) -> Vec<Row<'a>> {
    let horizon = Horizon::at(date);
    let row = |fiche: &&'a Fiche| Row {
        plan,
        fiche,
        annees: years_of(fiche, date),
        etat: etat_at(fiche, horizon),
        en_retard: is_late(fiche, horizon, &plan.exercices),
        bilans: fiche
            .bilans_read(horizon)
            .map(|bilan| *bilan.annee)
            .collect(),
    };
    fiches.iter().map(row).collect()
}

/// Returns the table, and a line that counts: the fiches that are shown, out of those that were found.
pub(crate) fn document(rows: &[Row<'_>], found: usize) -> Document {
    let mut table = Table::new(&[
        ("Fiche", Kind::Identifier),
        ("N°", Kind::Words),
        ("Titre", Kind::Title),
        ("Pilotes", Kind::Words),
        ("Années", Kind::Words),
        ("État", Kind::Words),
    ]);
    table.is_listing = true;
    table.rows = rows.iter().map(cells).collect();
    let own = rows.iter().filter(|row| row.fiche.propre).count();
    let mut document = Document::default();
    document.push(Block::Table(table));
    let (all, own, associated) = (
        count(rows.len(), "fiche"),
        count(own, "propre"),
        count(rows.len() - own, "associée"),
    );
    let among = if rows.len() < found {
        format!(" sur {found}")
    } else {
        String::new()
    };
    document.say(Text::new(
        format!("{all}{among} : {own}, {associated}"),
        Tone::Faint,
    ));
    document
}

/// Returns the cells of a row.
fn cells(row: &Row<'_>) -> Vec<Text> {
    let Row { plan, fiche, .. } = row;
    let number = plan
        .reference_of(fiche)
        .or_else(|| fiche.numero.as_ref().map(|numero| numero.to_string()));
    let mut etat = Text::etat(row.etat);
    if row.en_retard {
        etat = Text::new(format!("{}, en retard", etat.words), Tone::Bad);
    }
    if fiche.interne {
        etat.words.push_str(" [interne]");
    }
    let pilotes: Vec<&str> = fiche
        .pilotes
        .iter()
        .map(|pilote| plan.name_of(pilote))
        .collect();
    vec![
        fiche.id.as_str().into(),
        number.map_or_else(|| Text::new("–", Tone::Faint), Text::from),
        fiche.titre.as_str().into(),
        Text::or_absent((!pilotes.is_empty()).then(|| pilotes.join(" ; "))),
        if row.annees.is_empty() {
            Text::new("–", Tone::Faint)
        } else {
            years(&row.annees).into()
        },
        etat,
    ]
}

/// What `list --format json` writes.
#[derive(Serialize)]
pub(crate) struct List<'a> {
    /// The version of the contract.
    version: u32,
    /// The fiches.
    fiches: Vec<Item<'a>>,
}

/// A fiche in the JSON contract of `list`.
#[derive(Serialize)]
pub(crate) struct Item<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its printed number.
    numero: Option<&'a str>,
    /// Its printed reference.
    reference: Option<String>,
    /// Its title.
    titre: &'a str,
    /// Whose it is.
    commune: &'a str,
    /// Whether it is the territoire's own.
    propre: bool,
    /// The code of its first level.
    enjeu: Option<&'a str>,
    /// The code that its file names.
    objectif: Option<&'a str>,
    /// Its own period.
    periode: Option<&'a str>,
    /// Whether it is internal.
    interne: bool,
    /// Who leads it.
    pilotes: Vec<Person<'a>>,
    /// Who takes part.
    partenaires: Vec<Person<'a>>,
    /// The years of its étapes and of its own period.
    annees: &'a [i32],
    /// Its state.
    etat: Option<&'static str>,
    /// Whether it is late.
    en_retard: bool,
    /// The years whose bilans are read.
    bilans: &'a [i32],
}

/// Returns the view of a list.
pub(crate) fn json<'a>(rows: &'a [Row<'a>]) -> List<'a> {
    List {
        version: VERSION,
        fiches: items(rows).collect(),
    }
}

/// Returns the views of the rows, one after another.
pub(crate) fn items<'a>(rows: &'a [Row<'a>]) -> impl Iterator<Item = Item<'a>> {
    rows.iter().map(item)
}

/// Returns the view of a row.
pub(super) fn item<'a>(row: &'a Row<'a>) -> Item<'a> {
    let Row { plan, fiche, .. } = row;
    Item {
        id: fiche.id.as_str(),
        numero: fiche.numero.as_ref().map(|numero| numero.as_str()),
        reference: plan.reference_of(fiche),
        titre: &fiche.titre,
        commune: plan.commune_of(fiche),
        propre: fiche.propre,
        enjeu: plan
            .enjeu_of(fiche)
            .map(|root| plan.arborescence.noeud(root).code.as_str()),
        objectif: fiche.objectif.as_ref().map(|code| code.as_str()),
        periode: fiche.periode.as_ref().map(|periode| periode.texte()),
        interne: fiche.interne,
        pilotes: people::json(plan, &fiche.pilotes),
        partenaires: people::json(plan, &fiche.partenaires),
        annees: &row.annees,
        etat: row.etat.map(Mot::word),
        en_retard: row.en_retard,
        bilans: &row.bilans,
    }
}
