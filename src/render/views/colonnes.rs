//! The column dictionary, as people and programs read it.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::render::document::{Block, Document, Kind, Table, Text};
use crate::render::format::Report;
use crate::render::json::{self, VERSION};
use crate::render::tables::{Entry, Heading, Place};

/// Some tables of the dictionary.
pub(crate) struct Colonnes {
    /// The tables.
    pub(crate) tables: Vec<Entry>,
    /// The reference date.
    pub(crate) date: NaiveDate,
}

impl Report for Colonnes {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title("Colonnes des tableaux".to_owned()));
        for (card, columns) in &self.tables {
            document.push(Block::Section(format!("{} ({})", card.name, card.key)));
            document.say(format!("Une ligne est {}.", card.row));
            let mut table = Table::new(
                format!("Colonnes du tableau {}", card.name),
                &[
                    ("Colonne", Kind::Identifier),
                    ("En-tête", Kind::Words),
                    ("Contenu", Kind::Words),
                    ("Sens", Kind::Title),
                    ("Par défaut", Kind::Words),
                ],
            );
            let row = |(heading, place): &(_, Place)| row(heading, *place);
            table.rows = columns.iter().map(row).collect();
            document.push(Block::Table(table));
        }
        document
    }

    fn title(&self) -> (String, NaiveDate) {
        ("Colonnes des tableaux".to_owned(), self.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let tables = self.tables.iter().map(|(card, columns)| {
            let columns = columns
                .iter()
                .map(|(heading, place)| column(heading, *place));
            json!({
                "table": card.key,
                "nom": card.name,
                "ligne": card.row,
                "colonnes": columns.collect::<Vec<_>>(),
            })
        });
        let tables = tables.collect::<Vec<_>>();
        json::write(&json!({ "version": VERSION, "tables": tables }), out)
    }
}

/// Returns what is said of a column, on a row.
fn row(heading: &Heading, place: Place) -> Vec<Text> {
    vec![
        (*heading.key).into(),
        (*heading.title).into(),
        heading.nature.label().into(),
        (*heading.meaning).into(),
        place.label().into(),
    ]
}

/// Returns what is said of a column, for programs.
fn column(heading: &Heading, place: Place) -> Value {
    json!({
        "colonne": heading.key,
        "titre": heading.title,
        "contenu": heading.nature.label(),
        "sens": heading.meaning,
        "ecran": place.is_on_screen(),
        "fichiers": place.is_in_files(),
    })
}
