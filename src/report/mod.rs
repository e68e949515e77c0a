//! Pure results: what the plan amounts to, computed from the plan alone.

pub(crate) mod bilan;
pub(crate) mod calendrier;
pub(crate) mod manquants;
pub(crate) mod perimetre;
pub(crate) mod periode;
pub(crate) mod situation;
pub(crate) mod synthese;
