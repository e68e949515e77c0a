//! Fiches, one after another: each laid out as the printed form, then how far it is, its history, and where it comes from.

mod form;
mod history;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::show_json;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{count, date, period};
use crate::render::json;
use crate::render::views::words::situation;
use crate::report::situation::Situation;
use crate::text::located::Located;
use crate::text::source::Sources;
use crate::text::texte::Texte;

/// Fiches, one after another.
pub(crate) struct Show<'a> {
    /// Them, at the reference date.
    rows: Vec<Situation<'a>>,
    /// The files that they were read from.
    sources: &'a Sources,
    /// The reference date.
    date: NaiveDate,
}

impl<'a> Show<'a> {
    /// Returns the view of some fiches of a plan, which was read from some files.
    pub(crate) fn new(
        (plan, sources): (&'a Plan, &'a Sources),
        fiches: &[&'a Fiche],
        horizon: Horizon,
    ) -> Self {
        Self {
            rows: Situation::all(plan, fiches, horizon),
            sources,
            date: horizon.date,
        }
    }
}

impl Report for Show<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        for row in &self.rows {
            document.push(Block::Title(title(row)));
            document.push(Block::Fields(identity(row)));
            form::add(row, &mut document);
            history::add(row, self.sources.path(row.fiche.at.file()), &mut document);
        }
        document
    }

    fn title(&self) -> (String, NaiveDate) {
        let title = match self.rows.as_slice() {
            [row] => title(row),
            rows => count(rows.len(), "fiche"),
        };
        (title, self.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(&show_json::json(&self.rows, self.sources), out)
    }
}

/// Returns the title: « 4 · Etendre les lieux d'accueil des TIG ».
fn title(row: &Situation<'_>) -> String {
    let titre = &*row.fiche.titre;
    match row.repere() {
        Some(number) => format!("{number} · {titre}"),
        None => titre.to_string(),
    }
}

/// Returns what says which fiche it is and how far it is.
fn identity(row: &Situation<'_>) -> Vec<(String, Text)> {
    let Situation { plan, fiche, .. } = *row;
    let mut fields = vec![("Fiche".to_owned(), Text::from(fiche.id.as_str()))];
    let commune = plan.commune_of(fiche);
    let own = if fiche.propre {
        "fiche propre"
    } else {
        "fiche associée"
    };
    fields.push(("Commune".to_owned(), format!("{commune} ({own})").into()));
    if fiche.interne {
        fields.push(("Diffusion".to_owned(), "interne".into()));
    }
    let tree = &plan.arborescence;
    match fiche.noeud {
        Some(node) => {
            let mut above: Vec<usize> = tree.lineage(node).collect();
            above.reverse();
            for node in above {
                fields.push((
                    tree.niveau(node).unwrap_or("Niveau").to_owned(),
                    tree.label(node).into(),
                ));
            }
        }
        None => {
            let level = tree.first_level().unwrap_or("Objectif").to_owned();
            fields.push((level, Text::new("hors arborescence", Tone::Faint)));
        }
    }
    let periode = fiche.periode.as_deref().map(period);
    let plan_period = match plan.strategie.periode.as_deref().map(period) {
        Some(years) => format!("celle du plan : {years}"),
        None => "celle du plan".to_owned(),
    };
    fields.push((
        "Période".to_owned(),
        periode.map_or_else(|| Text::new(plan_period, Tone::Faint), Text::from),
    ));
    fields.push((
        format!("État au {}", date(row.horizon.date)),
        situation(row),
    ));
    if let Some(titles) = joined(&fiche.autres_titres) {
        fields.push(("Autre titre".to_owned(), titles.into()));
    }
    fields
}

/// Joins texts; nothing when there are none.
fn joined(texts: &[Located<Texte>]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" ; "))
}
