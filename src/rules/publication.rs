//! What keeps a report from being published: the ways of reaching someone that it would spread.

use super::donnee_personnelle::{RULE, report};
use super::runner::{passes_over, thinned};
use super::verdict::sort;
use super::{Context, Findings};
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::source::Sources;

/// What must not be published.
#[derive(Debug)]
pub(crate) struct Withheld {
    /// Each place, less those of a file that nobody would read to the end.
    pub(crate) findings: Vec<Diagnostic>,
    /// How many there are.
    pub(crate) total: usize,
}

/// Returns the telephone numbers and e-mail addresses of what a report on some fiches looks at: these fiches within its
/// horizon, internal ones only when it shows them, and what the whole plan shares. `[regles]` has no say here: only a
/// fiche's own `ignorer`, with its reason, lets them through.
pub(crate) fn withheld(
    (plan, sources): (&Plan, &Sources),
    fiches: &[&Fiche],
    horizon: Horizon,
) -> Withheld {
    let context = Context {
        plan,
        sources,
        is_whole: true,
    };
    let mut findings = Findings::of(&RULE);
    plan.each_common_text(|text| report(&context, text, &mut findings));
    let shown = fiches.iter();
    let shown = shown.filter(|fiche| horizon.interne || !fiche.interne);
    for fiche in shown.filter(|fiche| !passes_over(&fiche.ignorer, RULE.card.id)) {
        fiche.each_text(horizon, |text| report(&context, text, &mut findings));
    }
    let mut found = findings.found;
    for finding in &mut found {
        finding.severity = Severity::Error;
    }
    let total = found.len();
    let mut findings = thinned(found);
    sort(&mut findings, sources);
    Withheld { findings, total }
}
