//! The only code that changes a file. What it writes is whole or absent; a new file never takes the place of another, but for
//! a report or a page of the manual, which take that of an older one.

pub(crate) mod file;
pub(crate) mod generated;
pub(crate) mod hook;
pub(crate) mod pdf;
pub(crate) mod report;
