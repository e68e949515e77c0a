//! Which fiches a question is about.

pub(crate) mod condition;
pub(crate) mod filter;
pub(crate) mod known;
pub(crate) mod sort;
pub(crate) mod suggestion;
pub(crate) mod text;
