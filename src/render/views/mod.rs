//! What each command shows: as a document for people, and as the JSON contract for programs.

pub(crate) mod asked;
pub(crate) mod bilan;
pub(crate) mod calendrier;
pub(crate) mod cles;
pub(crate) mod colonnes;
pub(crate) mod list;
pub(crate) mod manquants;
pub(crate) mod people;
pub(crate) mod periode;
pub(crate) mod regles;
pub(crate) mod schema;
mod series;
mod shared_json;
pub(crate) mod show;
pub(crate) mod show_json;
pub(crate) mod synthese;
pub(crate) mod titre;
pub(crate) mod words;
