//! Which version of the plan a report shows, as git knows it.

use super::env::Env;
use crate::git::error::GitError;
use crate::git::revision::{of_commit, of_folder};
use crate::load::files::PlanFiles;
use crate::model::revision::Revision;
use crate::text::safe;

/// Returns the version of the plan that was read; nothing when none is known. A repository that could not be asked is told on
/// stderr: the report is made all the same.
pub(super) fn revision(
    files: &dyn PlanFiles,
    env: &mut Env<'_>,
) -> anyhow::Result<Option<Revision>> {
    match asked(files, env) {
        Ok(revision) => Ok(revision),
        Err(error) => {
            let why = safe::line(&error.to_string()).into_owned();
            writeln!(env.err, "version du plan inconnue : {why}")?;
            Ok(None)
        }
    }
}

/// Asks git for the version of the plan.
fn asked(files: &dyn PlanFiles, env: &Env<'_>) -> Result<Option<Revision>, GitError> {
    let Some(rev) = &env.global.rev else {
        return of_folder(files, &env.folder);
    };
    let repository = env.repository()?;
    let commit = repository.commit(rev)?;
    of_commit(files, (&repository, &commit))
}
