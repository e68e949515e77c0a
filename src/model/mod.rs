//! The nouns of the field as values, and the meanings that the plan's format gives them. Pure: no file, no clock, no TOML.

pub(crate) mod acteur;
pub(crate) mod arborescence;
pub(crate) mod bilan;
pub(crate) mod calendrier;
pub(crate) mod cout;
pub(crate) mod dates;
pub(crate) mod diffusion;
pub(crate) mod echeance;
pub(crate) mod etat;
pub(crate) mod exercice;
pub(crate) mod fiche;
pub(crate) mod horizon;
pub(crate) mod ids;
pub(crate) mod indicateur;
pub(crate) mod mot;
pub(crate) mod number_order;
pub(crate) mod plan;
pub(crate) mod revision;
pub(crate) mod strategie;
pub(crate) mod textes;
pub(crate) mod vie;
