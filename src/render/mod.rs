//! Words, columns and escaping: how results are shown. A view says what is shown; a format says how.

pub(crate) mod document;
pub(crate) mod findings;
pub(crate) mod french;
pub(crate) mod json;
pub(crate) mod man;
pub(crate) mod shells;
pub(crate) mod terminal;
pub(crate) mod views;
