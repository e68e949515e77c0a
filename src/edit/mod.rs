//! What the text of a file of the plan becomes: pure functions from a text to a text. `write` puts it in its place.

pub(crate) mod acteurs;
pub(crate) mod entree;
pub(crate) mod fmt;
pub(crate) mod form;
pub(crate) mod line;
pub(crate) mod literal;
pub(crate) mod nouvelle;
mod place;
pub(crate) mod prepare;
pub(crate) mod saisie;
pub(crate) mod scaffold;
mod statement;

#[cfg(any(fuzzing, test))]
pub(crate) mod reading;

#[cfg(test)]
mod tests;

/// What some programs write before the text of a file.
const MARK: char = '\u{feff}';
