//! The only code that changes a file. What it writes is whole or absent, and a new file never takes the place of another.

pub(crate) mod hook;
mod new_file;
pub(crate) mod report;
