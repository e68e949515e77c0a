//! Which fiches a question is about.

pub(crate) mod filter;
pub(crate) mod text;
