//! Which version of the plan a report shows.

use chrono::NaiveDate;

/// The commit that last touched the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Revision {
    /// Its full name.
    pub(crate) commit: String,
    /// The day that it bears, in its own time zone.
    pub(crate) date: NaiveDate,
    /// Whether the plan that was read says something else than this commit.
    pub(crate) is_modified: bool,
}

impl Revision {
    /// Returns the name of the commit, short enough to be read.
    pub(crate) fn short(&self) -> &str {
        self.commit.get(..10).unwrap_or(&self.commit)
    }
}
