//! `acteur-ambigu`: a fiche names someone by a name that two actors bear.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::acteur::{Annuaire, Identite};
use crate::text::nearest::quoted_or;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-ambigu",
        severity: Severity::Error,
        summary: "un nom désigne deux acteurs",
        why: "Personne ne peut dire lequel des deux pilote l'action ou y prend part.",
        cure: "Écrire le nom complet de l'acteur voulu, ou retirer l'alias que deux acteurs partagent.",
        example: Example {
            bad: "partenaires = [\"Collège des Prés\", \"Police\", \"Police nationale\"]\nalias = [\"Police\"]\n(et cet alias est celui de deux acteurs)",
            good: "partenaires = [\"Collège des Prés\", \"Police\", \"Police nationale\"]\nalias = [\"PN\"]",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for names that two actors bear.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let Some(annuaire) = &ctx.plan.annuaire else {
        return;
    };
    for participant in fiche.pilotes.iter().chain(&fiche.partenaires) {
        if participant.identite == Identite::Ambiguous {
            let name = &participant.nom;
            findings
                .report(name.at(), format!("« {} » désigne plusieurs acteurs", **name))
                .help(way_out(annuaire, name));
        }
    }
}

/// Says how to name one actor alone: a full name that is nobody else's, or the end of the sharing.
fn way_out(annuaire: &Annuaire, name: &str) -> String {
    let names: Vec<&str> = annuaire
        .bearers(name)
        .map(|acteur| acteur.nom.as_str())
        .filter(|nom| annuaire.identify(nom) != Identite::Ambiguous)
        .collect();
    if names.is_empty() {
        "donner à chacun un nom différent dans acteurs.toml, ou n'y garder qu'un seul acteur"
            .to_owned()
    } else {
        format!(
            "écrire {}, ou ne garder « {name} » que pour un seul acteur dans acteurs.toml",
            quoted_or(&names)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::found_by;

    #[test]
    fn a_name_that_stays_ambiguous_is_no_way_out() {
        let acteurs = "[a]\nnom = \"Police\"\n[b]\nnom = \"POLICE\"\n";
        let fiche = "titre = \"T\"\npilotes = [\"Police\"]\n";
        let found = found_by(&RULE, "", &[("./acteurs", acteurs), ("f", fiche)]);
        let helps: Vec<_> = found.into_iter().filter_map(|finding| finding.help).collect();
        let expected =
            "donner à chacun un nom différent dans acteurs.toml, ou n'y garder qu'un seul acteur";
        assert_eq!(helps, [expected]);
    }
}
