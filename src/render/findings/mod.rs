//! How findings are shown: for people, for editors, for programs.

pub(crate) mod counts;
mod excerpt;
pub(crate) mod json;
pub(crate) mod text;
