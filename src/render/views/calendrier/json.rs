//! The JSON contract of `calendrier`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::Page;
use crate::model::mot::Mot;
use crate::render::json::{self, VERSION};
use crate::render::tables::calendrier::Ligne;
use crate::render::views::people::{self, Person};
use crate::report::calendrier::Phase;

/// Writes the calendar.
pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<Ligne<'_>> = page.rows().collect();
    let (dated, undated) = lines.split_at(page.calendrier.occurrences.len());
    let view = Calendrier {
        version: VERSION,
        annee: page.calendrier.annee,
        au: page.horizon.date.to_string(),
        occurrences: dated.iter().map(item).collect(),
        sans_date: undated.iter().map(item).collect(),
    };
    json::write(&view, out)
}

/// Writes the calendar, a line of it on each line, the étapes without date last.
pub(super) fn write_lines(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<Ligne<'_>> = page.rows().collect();
    json::write_lines(lines.iter().map(item), out)
}

/// What `calendrier --format json` writes.
#[derive(Serialize)]
struct Calendrier<'a> {
    /// The version of the contract.
    version: u32,
    /// The year that was asked for.
    annee: Option<i32>,
    /// The reference date.
    au: String,
    /// The occurrences, in the order of time.
    occurrences: Vec<Item<'a>>,
    /// The étapes without date, whose dates are null.
    sans_date: Vec<Item<'a>>,
}

/// A line of the calendar.
#[derive(Serialize)]
struct Item<'a> {
    /// The fiche's identifier.
    fiche: &'a str,
    /// Its printed number.
    numero: Option<&'a str>,
    /// Its printed reference.
    reference: Option<String>,
    /// Its title.
    titre: &'a str,
    /// Whose it is.
    commune: &'a str,
    /// Whether it is internal.
    interne: bool,
    /// Who leads it.
    pilotes: Vec<Person<'a>>,
    /// The étape's name.
    etape: &'a str,
    /// The printed date, which names the occurrence.
    quand: Option<&'a str>,
    /// The first day on which it is now due.
    debut: Option<String>,
    /// The last day on which it is now due.
    fin: Option<String>,
    /// What is to be done.
    quoi: Option<&'a str>,
    /// The document's words.
    imprime: Option<&'a str>,
    /// What kind of étape it is.
    genre: &'static str,
    /// What the last bilan that speaks of it says.
    suite_donnee: Option<&'static str>,
    /// The year of that bilan.
    dite_au_bilan: Option<i32>,
    /// Whether it is late.
    en_retard: bool,
    /// Whether it comes soon.
    bientot: bool,
    /// Whether the fiche is closed.
    fiche_close: bool,
}

/// Returns the view of a line.
fn item<'a>(row: &'a Ligne<'_>) -> Item<'a> {
    let situation = row.situation();
    let (plan, fiche, etape) = (situation.plan, situation.fiche, row.etape());
    let one = row.occurrence();
    let day = |day: NaiveDate| day.to_string();
    Item {
        fiche: fiche.id.as_str(),
        numero: fiche.numero.as_ref().map(|numero| numero.as_str()),
        reference: plan.reference_of(fiche),
        titre: &fiche.titre,
        commune: plan.commune_of(fiche),
        interne: fiche.interne,
        pilotes: people::json(plan, &fiche.pilotes),
        etape: &etape.nom,
        quand: one.map(|one| one.quand.texte()),
        debut: one.map(|one| day(one.standing.due.debut())),
        fin: one.map(|one| day(one.standing.due.fin())),
        quoi: etape.quoi.as_ref().map(|quoi| quoi.as_str()),
        imprime: etape.imprime.as_ref().map(|imprime| imprime.as_str()),
        genre: etape.genre.word(),
        suite_donnee: one.and_then(|one| one.standing.said).map(Mot::word),
        dite_au_bilan: one.and_then(|one| one.standing.said_by),
        en_retard: row.is(Phase::EnRetard),
        bientot: row.is(Phase::Bientot),
        fiche_close: situation.close().is_some(),
    }
}
