//! What comfy-table costs alone, on the rows that `stspd list` shows.

use std::path::Path;

use comfy_table::{ContentArrangement, Table, presets};

/// Lays out the rows of a CSV file, the first of which is the heading.
pub(crate) fn table(rows: &Path) -> Table {
    let mut reader = csv::Reader::from_path(rows).unwrap();
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(reader.headers().unwrap());
    for row in reader.records() {
        table.add_row(&row.unwrap());
    }
    table
}
