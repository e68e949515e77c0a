//! How findings are shown: for people, for editors, for programs, and for each platform of continuous integration. To add
//! a format: its file here, then its variant and its arm in `commands/check.rs`.

pub(crate) mod counts;
mod excerpt;
mod fingerprint;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod sarif;
mod summary;
pub(crate) mod text;

use self::counts::Counts;
use crate::load::Loaded;
use crate::text::diagnostic::Diagnostic;
use crate::text::source::FileId;

/// What a check found, and in what.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// The plan as it was read.
    pub(crate) loaded: &'a Loaded,
    /// The files that were asked for, and those where something was found that concerns them.
    pub(crate) files: Vec<FileId>,
    /// What was found in them, by file and position.
    pub(crate) findings: Vec<Diagnostic>,
    /// How many findings stand in other files, when some were asked for.
    pub(crate) elsewhere: Option<Counts>,
    /// How many others are not shown, because they do not fail the check.
    pub(crate) unshown: usize,
    /// What was found before already, when the plan was compared with an earlier one.
    pub(crate) since: Option<Since>,
    /// Whether a warning fails the check too.
    pub(crate) strict: bool,
}

/// The findings that an earlier plan had already.
#[derive(Debug)]
pub(crate) struct Since {
    /// The revision that was asked for.
    pub(crate) revision: String,
    /// The commit of the earlier plan.
    pub(crate) commit: String,
    /// Whether there was a plan.
    pub(crate) had_plan: bool,
    /// How many findings it had already.
    pub(crate) old: Counts,
    /// How many of these are reading faults, which may hide others.
    pub(crate) old_faults: usize,
}

impl Report<'_> {
    /// Returns how many findings there are.
    pub(crate) fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    /// Returns whether what was found fails the check.
    pub(crate) fn fails(&self) -> bool {
        self.findings.iter().any(|finding| self.is_failure(finding))
    }

    /// Returns whether a finding fails the check by itself.
    fn is_failure(&self, finding: &Diagnostic) -> bool {
        finding.fails(self.strict)
    }
}
