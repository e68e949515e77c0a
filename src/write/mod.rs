//! The only code that changes a file. What it writes is whole or absent, by one protocol (`file`); a new file never takes the
//! place of another, but for a report or a page of the manual, which take that of an older one.

pub(crate) mod editor;
pub(crate) mod file;
mod folder;
pub(crate) mod generated;
pub(crate) mod hook;
pub(crate) mod pdf;
pub(crate) mod plan;
pub(crate) mod report;
mod signals;
mod standing;
mod together;

#[cfg(test)]
mod tests;
