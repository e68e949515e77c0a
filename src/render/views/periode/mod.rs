//! Several bilans side by side, as the council reads them: a column an exercice.

mod sommes;
mod tableaux;

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::Value;

use self::sommes::{couts, synthese};
use self::tableaux::{fiches, indicateurs};
use super::asked;
use super::bilan;
use super::bilan::identite::{identite, rows};
use super::bilan::json::BilanVue;
use super::bilan::synthese::left_out;
use super::shared_json::Jour;
use crate::model::dates::year_end;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::format::Report;
use crate::render::french::date;
use crate::render::json::{self, VERSION};
use crate::render::tables::{self, Sheet};
use crate::report::bilan::Bilan;
use crate::report::periode::Periode;

/// Several bilans, and what was asked for.
pub(crate) struct Page<'a> {
    /// The bilans.
    pub(crate) periode: &'a Periode<'a>,
    /// The last of them, with what was asked for.
    pub(crate) derniere: bilan::Page<'a>,
}

impl Page<'_> {
    /// Returns a document with every part of the report, in order.
    fn filled(&self, mut page: Document) -> Document {
        let document = &mut page;
        identite(&self.derniere, self.name(), document);
        document.draw(Some(Block::Sommaire));
        document.section("Synthèse par année");
        document.say(Text::new(
            "Chaque année est comptée comme à son propre bilan, arrêté à sa fin ; la dernière l'est à la date dite plus haut.",
            Tone::Faint,
        ));
        if let Some(said) = left_out(self.derniere.bilan) {
            document.say(said);
        }
        synthese(self.periode, document);
        couts(self.periode, document);
        fiches(self.periode, document);
        indicateurs(self.periode, document);
        page
    }

    /// Returns the first year and the last: « 2017-2020 ».
    fn years(&self) -> (i32, i32) {
        let first = self.periode.bilans.first();
        let last = self.derniere.bilan.exercice;
        let first = first.map_or(last, |bilan| bilan.exercice);
        (first.debut, last.fin)
    }

    /// Returns the title.
    fn name(&self) -> String {
        let (first, last) = self.years();
        self.derniere.name(&format!("{first}-{last}"))
    }
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        self.filled(Document::default())
    }

    fn page(&self) -> Document {
        self.filled(Document::page())
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        tables::bilan::sheets(&self.periode.bilans, rows(&self.derniere, self.name()))
    }

    fn title(&self) -> (String, NaiveDate) {
        (self.name(), self.derniere.bilan.horizon.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let (first, last) = self.years();
        let derniere = &self.derniere;
        let bilan = |bilan| bilan::json::json(&bilan::Page { bilan, ..*derniere });
        let whole = PeriodeVue {
            version: VERSION,
            periode: format!("{first}/{last}"),
            arrete_au: Jour(derniere.bilan.horizon.date),
            revision: derniere.revision.map(|revision| revision.commit.as_str()),
            filtres: asked::json(derniere.filter),
            bilans: self.periode.bilans.iter().map(bilan).collect(),
        };
        json::write(&whole, out)
    }
}

/// Several bilans in the JSON contract.
#[derive(Serialize)]
struct PeriodeVue<'a> {
    /// The version of the contract.
    version: u32,
    /// The first year and the last.
    periode: String,
    /// How far the last bilan looks.
    arrete_au: Jour,
    /// The commit that last touched the plan, when it is known.
    revision: Option<&'a str>,
    /// The conditions that the fiches meet.
    filtres: Vec<Value>,
    /// The bilans.
    bilans: Vec<BilanVue<'a>>,
}

/// Returns whether the years of a bilan have begun at its reference date.
fn is_begun(bilan: &Bilan<'_>) -> bool {
    bilan.exercice.debut <= bilan.horizon.date.year()
}

/// Returns the heading of the column of a bilan: its years, and up to when where they are not over.
fn heading(bilan: &Bilan<'_>) -> String {
    let label = bilan.exercice.label();
    if !is_begun(bilan) {
        format!("{label} (à venir)")
    } else if bilan.horizon.date < year_end(bilan.exercice.fin) {
        format!("{label} (au {})", date(bilan.horizon.date))
    } else {
        label
    }
}
