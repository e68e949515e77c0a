//! How a run ends.

/// How a run ends, for the shell and for CI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done: 0, also when a list is empty.
    Done,
    /// The plan's content is at fault: 1.
    PlanAtFault,
    /// The run is at fault (usage, no plan, an unreadable file, the output): 2. It dominates 1.
    RunAtFault,
}

impl Exit {
    /// Returns the exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::PlanAtFault => 1,
            Self::RunAtFault => 2,
        }
    }
}
