//! `alias-partage`: two actors share a spelling that no fiche uses yet.

use std::collections::{HashMap, HashSet};

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::model::acteur::{Acteur, Identite};
use crate::model::plan::Plan;
use crate::text::fold::fold;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "alias-partage",
        severity: Severity::Warning,
        summary: "deux acteurs partagent un sigle ou un alias",
        why: "Qui écrirait ce nom dans une fiche désignerait deux acteurs à la fois, et ce serait une erreur.",
        cure: "Retirer cette écriture à l'un des deux acteurs.",
        example: Example {
            bad: "[police-nationale]\nnom = \"Police nationale\"\nalias = [\"Police\"]\n(et « Police » est déjà un alias de [police-municipale])",
            good: "[police-nationale]\nnom = \"Police nationale\"\nalias = [\"PN\"]",
        },
    },
    check: Check::Plan(check),
};

/// A spelling, with the actor that bears it.
type Borne<'a> = (&'a Acteur, &'a Located<Texte>);

/// Looks for spellings that name two actors. Where a fiche uses one, the error stands there, and says the same.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let shared = shared(ctx.plan);
    if shared.is_empty() {
        return;
    }
    let used = ambiguous_names(ctx.plan);
    for (first, second) in shared {
        let name = second.1;
        if used.contains(&fold(name)) {
            continue;
        }
        let id = first.0.id.as_str();
        let help = match (is_full(first), is_full(second)) {
            (true, _) => format!("retirer « {} » ici : c'est le nom de [{id}]", **name),
            (_, true) => format!("retirer « {} » des autres écritures de [{id}]", **name),
            _ => format!(
                "une fiche qui l'écrirait nommerait les deux : retirer « {} » ici, ou à [{id}]",
                **name
            ),
        };
        findings
            .report(
                name.at(),
                format!("« {} » désigne aussi l'acteur [{id}]", **name),
            )
            .help(help);
    }
}

/// Returns each spelling that an earlier actor bears too, after the earlier one. Two full names are another rule's.
fn shared(plan: &Plan) -> Vec<(Borne<'_>, Borne<'_>)> {
    let mut firsts: HashMap<String, Borne<'_>> = HashMap::new();
    let mut shared = Vec::new();
    for acteur in plan.acteurs() {
        let mut own = HashSet::new();
        for name in acteur.names() {
            let folded = fold(name);
            if !own.insert(folded.clone()) {
                continue;
            }
            let second = (acteur, name);
            let first = *firsts.entry(folded).or_insert(second);
            if first.0.id != acteur.id && !(is_full(first) && is_full(second)) {
                shared.push((first, second));
            }
        }
    }
    shared
}

/// Returns whether a spelling of an actor is its full name.
fn is_full((acteur, name): Borne<'_>) -> bool {
    acteur.nom.at() == name.at()
}

/// Returns the names, folded, by which fiches designate two actors.
fn ambiguous_names(plan: &Plan) -> HashSet<String> {
    let fiches = plan.fiches().iter();
    fiches
        .flat_map(|fiche| fiche.pilotes.iter().chain(&fiche.partenaires))
        .filter(|participant| participant.identite == Identite::Ambiguous)
        .map(|participant| fold(&participant.nom))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::found_by;

    /// Returns the helps of the rule on two actors, each with its lines.
    fn helps(first: &str, second: &str, partenaire: &str) -> Vec<String> {
        let acteurs = format!("[a]\n{first}\n[b]\n{second}\n");
        let fiche = format!("titre = \"T\"\npartenaires = [\"{partenaire}\"]\n");
        let files = [("./acteurs", acteurs.as_str()), ("f", fiche.as_str())];
        let found = found_by(&RULE, "", &files);
        found
            .into_iter()
            .filter_map(|finding| finding.help)
            .collect()
    }

    #[test]
    fn a_full_name_stays_with_its_actor() {
        let (name, other) = ("nom = \"Foyer\"", "nom = \"Club\"\nsigle = \"FOYER\"");
        assert_eq!(
            helps(name, other, "Club"),
            ["retirer « FOYER » ici : c'est le nom de [a]"]
        );
        assert_eq!(
            helps(other, name, "Club"),
            ["retirer « Foyer » des autres écritures de [a]"]
        );
    }

    #[test]
    fn what_another_rule_says_is_not_said_twice() {
        let (name, other) = ("nom = \"Foyer\"", "nom = \"Club\"\nsigle = \"FOYER\"");
        assert!(helps(name, other, "foyer").is_empty());
        assert!(helps(name, name, "Club").is_empty());
        assert!(helps("nom = \"CG\"\nsigle = \"CG\"", other, "Club").is_empty());
    }
}
