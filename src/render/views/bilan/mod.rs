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
pub(crate) mod json;
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
use super::asked;
use super::titre::named;
use crate::model::fiche::Fiche;
use crate::model::revision::Revision;
use crate::query::filter::Filter;
use crate::render;
use crate::render::document::{Block, Document};
use crate::render::format::Report;
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
    /// Returns a document with every part of the bilan, in order.
    fn filled(&self, mut page: Document) -> Document {
        let document = &mut page;
        let bilan = self.bilan;
        identite(self, self.name(&self.bilan.exercice.label()), document);
        if let Some(fiche) = self.fiche {
            one_fiche(self, fiche, document);
            return page;
        }
        document.draw(Some(Block::Sommaire));
        synthese(self, document);
        avancement(self, document);
        fiches(self, document);
        vigilance(self, document);
        sans_bilan(bilan, document);
        comparaison(self, document);
        perspectives(self, document);
        annexes(bilan, document);
        page
    }

    /// Returns the title: its years, its only fiche, its territory, and that it is partial when it is.
    pub(crate) fn name(&self, years: &str) -> String {
        let title = format!("Bilan {years}");
        let title = asked::titled(&title, self.filter, "partiel");
        let fiche = self.fiche.map_or(String::new(), |fiche| {
            format!(" · {}", named(self.bilan.plan, fiche))
        });
        // It must not be put before the council by mistake: its pages say it too.
        let interne = match self.bilan.horizon.interne {
            true => " · document interne",
            false => "",
        };
        format!(
            "{title}{fiche} · {}{interne}",
            *self.bilan.plan.strategie.territoire
        )
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
        let title = self.name(&self.bilan.exercice.label());
        tables::bilan::sheets(
            std::slice::from_ref(self.bilan),
            identite::rows(self, title),
        )
    }

    fn title(&self) -> (String, NaiveDate) {
        (
            self.name(&self.bilan.exercice.label()),
            self.bilan.horizon.date,
        )
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        render::json::write(&json::json(self), out)
    }
}
