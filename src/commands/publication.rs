//! What stops a report that is to be published.

use super::env::Env;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::render::findings::text;
use crate::rules::publication::withheld;
use crate::text::source::Sources;

/// Returns whether a report on some fiches may be published. Where it would spread telephone numbers or e-mail addresses, shows
/// each on stderr, and says what to do.
pub(super) fn is_publishable(
    plan: (&Plan, &Sources),
    (fiches, horizon): (&[&Fiche], Horizon),
    env: &mut Env<'_>,
) -> anyhow::Result<bool> {
    let withheld = withheld(plan, fiches, horizon);
    if withheld.total == 0 {
        return Ok(true);
    }
    text::write(&withheld.findings, plan.1, env.err_color, env.err)?;
    let (found, them) = match withheld.total {
        1 => (
            "1 numéro de téléphone ou adresse électronique".to_owned(),
            "le retirer",
        ),
        many => (
            format!("{many} numéros de téléphone ou adresses électroniques"),
            "les retirer",
        ),
    };
    writeln!(
        env.err,
        "bilan non publié : {found} dans les textes qu'il lit ; {them} et nommer plutôt le service, ou, pour un accueil public, l'expliquer dans la fiche avec « ignorer » et sa raison"
    )?;
    Ok(false)
}
