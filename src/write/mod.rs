//! The only code that changes a file. What it writes is whole or absent, and a new file never takes the place of another, but
//! for a page of the manual, whose name is ours.

pub(crate) mod file;
pub(crate) mod hook;
