//! Texts and places in them: the ground floor, which knows nothing of plans.

pub(crate) mod contact;
pub(crate) mod diagnostic;
pub(crate) mod enumeration;
pub(crate) mod fold;
pub(crate) mod hands;
pub(crate) mod hex;
pub(crate) mod limits;
pub(crate) mod located;
pub(crate) mod nearest;
pub(crate) mod number;
pub(crate) mod safe;
pub(crate) mod shell;
pub(crate) mod source;
pub(crate) mod texte;
pub(crate) mod typed;
