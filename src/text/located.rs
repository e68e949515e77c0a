//! A value that remembers where it was written.

use std::ops::Deref;

use super::source::At;

/// A value read from a file, with the place where it was written. Reads as the value and compares by it.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    /// The value.
    value: T,
    /// Where it was written.
    at: At,
}

impl<T> Located<T> {
    /// Ties a value to the place where it was written.
    pub(crate) fn new(value: T, at: At) -> Self {
        Self { value, at }
    }

    /// Returns the place where the value was written.
    pub(crate) fn at(&self) -> At {
        self.at
    }

    /// Changes the value and keeps the place.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located::new(change(self.value), self.at)
    }

    /// Forgets the place.
    pub(crate) fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}
