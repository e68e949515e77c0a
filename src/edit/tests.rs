//! What the tests of this layer share.

pub(super) mod generate;
pub(super) mod reading;
