//! The plan as git keeps it: what is about to be committed, and what was. git itself answers, through commands that run
//! nothing of the repository and write nothing in it; but that git renews the date of a shared index (`core.splitIndex`)
//! whenever it reads one, as any command of its own does.

mod batch;
pub(crate) mod error;
pub(crate) mod files;
mod index;
mod listing;
mod moment;
pub(crate) mod program;
pub(crate) mod repository;
pub(crate) mod revision;
mod whole;
