//! Words, columns and escaping: how results are shown. A view says what is shown; a format says how.

mod bars;
pub(crate) mod changes;
pub(crate) mod csv;
pub(crate) mod document;
mod figures;
pub(crate) mod findings;
pub(crate) mod format;
pub(crate) mod french;
pub(crate) mod gantt;
pub(crate) mod html;
pub(crate) mod ics;
pub(crate) mod json;
pub(crate) mod man;
pub(crate) mod markdown;
mod prose;
pub(crate) mod schema;
pub(crate) mod shells;
pub(crate) mod spark;
pub(crate) mod tables;
pub(crate) mod terminal;
pub(crate) mod value;
pub(crate) mod views;
pub(crate) mod xlsx;
