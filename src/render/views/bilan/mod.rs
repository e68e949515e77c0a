//! The bilan of an exercice as the council reads it, section by section. The first page alone must do.

mod annees;
mod annexes;
mod avancement;
mod etapes;
mod fiche;
mod fiches;
mod financement;
pub(crate) mod identite;
mod indicateurs;
pub(crate) mod synthese;

use std::io::{self, Write};

use chrono::NaiveDate;

use self::annees::{comparaison, perspectives, sans_bilan, vigilance};
use self::annexes::annexes;
use self::avancement::avancement;
use self::fiche::one_fiche;
use self::fiches::fiches;
use self::identite::identite;
use self::synthese::synthese;
use super::{asked, bilan_json};
use crate::model::fiche::Fiche;
use crate::model::revision::Revision;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document};
use crate::render::format::Report;
use crate::render::french::NO_BREAK;
use crate::render::json;
use crate::render::tables::{self, Sheet};
use crate::report::bilan::Bilan;
use crate::report::synthese::axe::Axe;

/// A bilan, and what was asked for.
pub(crate) struct Page<'a> {
    /// The bilan.
    pub(crate) bilan: &'a Bilan<'a>,
    /// The conditions that its fiches meet.
    pub(crate) filter: &'a Filter,
    /// What the fiches are grouped by, when it was asked for.
    pub(crate) par: Option<Axe>,
    /// The only fiche that it is about.
    pub(crate) fiche: Option<&'a Fiche>,
    /// The version of the plan, when it is known.
    pub(crate) revision: Option<&'a Revision>,
}

impl Page<'_> {
    /// Writes every part of the bilan into a document, in order.
    fn fill(&self, document: &mut Document) {
        let bilan = self.bilan;
        identite(self, self.name(&self.bilan.exercice.label()), document);
        if let Some(fiche) = self.fiche {
            return one_fiche(self, fiche, document);
        }
        document.draw(Some(Block::Sommaire));
        synthese(bilan, document);
        avancement(self, document);
        fiches(self, document);
        vigilance(self, document);
        sans_bilan(bilan, document);
        comparaison(self, document);
        perspectives(self, document);
        annexes(bilan, document);
    }

    /// Returns the title: its years, its only fiche, its territory, and that it is partial when it is.
    pub(crate) fn name(&self, years: &str) -> String {
        let title = format!("Bilan {years}");
        let title = asked::titled(&title, self.filter, "partiel");
        let fiche = self.fiche.map_or(String::new(), |fiche| {
            format!(" · {}", named(self.bilan, fiche))
        });
        format!("{title}{fiche} · {}", *self.bilan.plan.strategie.territoire)
    }
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        self.fill(&mut document);
        document
    }

    fn page(&self) -> Document {
        let mut document = Document::page();
        self.fill(&mut document);
        document
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        tables::bilan::sheets(std::slice::from_ref(self.bilan))
    }

    fn title(&self) -> (String, NaiveDate) {
        (
            self.name(&self.bilan.exercice.label()),
            self.bilan.horizon.date,
        )
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(&bilan_json::json(self), out)
    }
}

/// Returns how a fiche is named in the report: its reference or number, and its title.
pub(crate) fn named(bilan: &Bilan<'_>, fiche: &Fiche) -> String {
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
