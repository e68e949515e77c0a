//! What the tests of this layer share.

pub(super) mod generate;
