//! Reads the council's own page of a year's bilan.

use super::reader::TableReader;
use crate::model::bilan::{PageBilan, Presentation};
use crate::text::located::Located;

/// Reads a page; its year is its file's name.
pub(super) fn read(annee: i32, table: &TableReader<'_>) -> PageBilan {
    PageBilan {
        annee: Located::new(annee, table.at()),
        periode: table.optional("periode"),
        presentations: table.tables("presentations", |entry| {
            let (instance, date) = (entry.required("instance"), entry.optional("date"));
            Some(Presentation {
                instance: instance?,
                date,
            })
        }),
        introduction: table.optional("introduction"),
        decisions: table.list("decisions"),
    }
}
