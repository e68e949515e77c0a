//! `acteur-inutilise`: nothing in the plan names an actor.

use std::collections::HashSet;

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::acteur::{Annuaire, Identite};
use crate::model::fiche::Fiche;
use crate::model::strategie::Strategie;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-inutilise",
        severity: Severity::Info,
        summary: "rien dans le plan ne nomme un acteur",
        why: "Un acteur que rien ne nomme a souvent été oublié dans une fiche, ou vient d'un plan plus ancien.",
        cure: "Le nommer dans la fiche où il manque, ou retirer sa rubrique d'acteurs.toml.",
        example: Example {
            bad: "[prefecture]\nnom = \"Préfecture\"\n(et aucune fiche ne nomme cet acteur)",
            good: "(la rubrique retirée, ou l'acteur nommé dans une fiche)",
        },
    },
    check: Check::Plan(check),
};

/// Looks for actors that nothing names.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let fiches = ctx.plan.fiches();
    let Some(annuaire) = &ctx.plan.annuaire else {
        return;
    };
    if fiches.is_empty() || !ctx.is_whole || fiches.iter().any(misspells) {
        return;
    }
    let mut texts: HashSet<&str> = named_by_strategie(&ctx.plan.strategie).collect();
    texts.extend(fiches.iter().flat_map(named_by_fiche));
    let bearers = texts.into_iter().flat_map(|text| annuaire.bearers(text));
    let named: HashSet<&str> = bearers.map(|acteur| acteur.id.as_str()).collect();
    let takes_part = taking_part(annuaire, fiches);
    for (acteur, takes_part) in annuaire.acteurs().iter().zip(takes_part) {
        // The name of two actors is an error of its own, and to mend it is to keep one of them.
        let is_double = annuaire.identify(&acteur.nom) == Identite::Ambiguous;
        if !is_double && !takes_part && !named.contains(acteur.id.as_str()) {
            findings
                .report(
                    acteur.nom.at(),
                    format!("rien dans le plan ne nomme « {} »", *acteur.nom),
                )
                .help(format!(
                    "nommer cet acteur dans une fiche, ou retirer la rubrique [{}] d'acteurs.toml",
                    acteur.id.as_str()
                ));
        }
    }
}

/// Returns whether a fiche names someone who is not declared: it may be any actor, misspelt.
fn misspells(fiche: &Fiche) -> bool {
    let mut participants = fiche.pilotes.iter().chain(&fiche.partenaires);
    participants.any(|participant| participant.identite == Identite::Unknown)
}

/// Returns the texts of a strategy that may name an actor.
fn named_by_strategie(strategie: &Strategie) -> impl Iterator<Item = &str> {
    let parent = strategie.parent.iter();
    let instances = strategie.instances.iter();
    std::iter::once(&strategie.territoire)
        .chain(&strategie.communes)
        .chain(parent.flat_map(|parent| &parent.territoire))
        .chain(instances.flat_map(|instance| &instance.nom))
        .map(|text| text.as_str())
}

/// Returns of each actor whether it is pilote or partenaire of a fiche.
fn taking_part(annuaire: &Annuaire, fiches: &[Fiche]) -> Vec<bool> {
    let mut takes_part = vec![false; annuaire.acteurs().len()];
    for fiche in fiches {
        for participant in fiche.pilotes.iter().chain(&fiche.partenaires) {
            if let Identite::Known(rank) = participant.identite {
                takes_part[rank] = true;
            }
        }
    }
    takes_part
}

/// Returns the texts of a fiche that may name actors, but for the participants of whom it is known who they are.
fn named_by_fiche(fiche: &Fiche) -> impl Iterator<Item = &str> {
    let participants = fiche.pilotes.iter().chain(&fiche.partenaires);
    let ambiguous = participants.filter(|one| one.identite == Identite::Ambiguous);
    let lignes = fiche.couts.lignes.iter();
    ambiguous
        .map(|participant| &participant.nom)
        .chain(lignes.flat_map(|ligne| &ligne.financeur))
        .chain(&fiche.commune)
        .map(|text| text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    /// Returns the messages of the rule on a plan of two actors.
    fn messages(strategie: &str, fiche: &str) -> Vec<String> {
        let acteurs = "[a]\nnom = \"Foyer\"\nsigle = \"F\"\n[b]\nnom = \"Club\"\n";
        let fiche = format!("titre = \"T\"\n{fiche}");
        let files = [("./acteurs", acteurs), ("f", fiche.as_str())];
        said_by(&RULE, strategie, &files)
    }

    #[test]
    fn an_actor_is_named_by_any_spelling_as_financeur_commune_or_instance() {
        let club = ["rien dans le plan ne nomme « Club »"];
        assert_eq!(messages("", "pilotes = [\"f\"]\n"), club);
        let costs = "commune = \"club\"\n[couts]\nlignes = [{ annee = 2017, financeur = \"FOYER\", prevu = 1 }]\n";
        assert!(messages("", costs).is_empty());
        assert_eq!(messages("[instances.x]\nnom = \"Foyer\"\n", ""), club);
        assert_eq!(messages("communes = [\"Foyer\"]\n", ""), club);
        assert_eq!(messages("[parent]\nterritoire = \"Foyer\"\n", ""), club);
    }

    #[test]
    fn a_misspelt_name_may_be_any_actor() {
        assert!(messages("", "pilotes = [\"Foyre\"]\n").is_empty());
    }
}
