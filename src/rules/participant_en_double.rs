//! `participant-en-double`: a fiche names the same actor twice in one list.

use std::collections::BTreeMap;

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::acteur::{Identite, Participant};
use crate::text::fold::fold;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "participant-en-double",
        severity: Severity::Warning,
        summary: "une fiche nomme deux fois le même pilote ou le même partenaire",
        why: "Un acteur écrit deux fois allonge la liste pour rien ; c'est souvent un autre acteur qui manque.",
        cure: "Retirer celui qui est de trop, ou dire quel service de l'acteur chacun désigne.",
        example: Example {
            bad: "partenaires = [\"Collège des Prés\", \"PM\", \"Police municipale\"]",
            good: "partenaires = [\"Collège des Prés\", \"PM\"]",
        },
    },
    check: Check::Whole(check),
};

/// Looks for actors that are twice in one list of a fiche.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    report(&fiche.pilotes, "les pilotes", findings);
    report(&fiche.partenaires, "les partenaires", findings);
}

/// Reports the participants that an earlier one of the list is already.
fn report(list: &[Participant], role: &str, findings: &mut Findings) {
    if list.len() < 2 {
        return;
    }
    let mut firsts = BTreeMap::new();
    for participant in list {
        let (nom, first) = (
            &participant.nom,
            *firsts.entry(who(participant)).or_insert(participant),
        );
        if std::ptr::eq(first, participant) {
            continue;
        }
        let message = if first.nom == *nom {
            format!("« {} » est deux fois parmi {role}", **nom)
        } else {
            format!(
                "« {} » est déjà parmi {role}, sous le nom « {} »",
                **nom, *first.nom
            )
        };
        findings
            .report(nom.at(), message)
            .help("retirer ce nom, ou le remplacer par celui qui manque");
    }
}

/// Returns what tells a participant from another: the actor, or its name where none is known, its service and its mention.
fn who(participant: &Participant) -> (Result<usize, String>, Option<String>, Option<String>) {
    let acteur = match participant.identite {
        Identite::Known(rank) => Ok(rank),
        Identite::Unknown | Identite::Ambiguous => Err(fold(&participant.nom)),
    };
    let service = participant.service().map(|service| fold(service));
    let mention = participant.mention().map(|mention| fold(mention));
    (acteur, service, mention)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::found_by;

    /// Returns how many participants are there twice, in a list of pilotes.
    fn doubles(pilotes: &str) -> usize {
        let acteurs = "[ville]\nnom = \"Ville\"\nalias = [\"Mairie\"]\n";
        let fiche = format!("titre = \"T\"\npilotes = [{pilotes}]\npartenaires = [\"Ville\"]\n");
        let files = [("./acteurs", acteurs), ("f", fiche.as_str())];
        found_by(&RULE, "", &files).len()
    }

    #[test]
    fn two_services_of_an_actor_are_two_participants() {
        let of = |service: &str| format!("{{ acteur = \"Mairie\", service = \"{service}\" }}");
        assert_eq!(doubles(&format!("\"Ville\", {}", of("État civil"))), 0);
        assert_eq!(doubles(&format!("{}, {}", of("Sports"), of("État civil"))), 0);
        assert_eq!(doubles(&format!("{}, {}", of("Etat-civil"), of("État civil"))), 1);
        assert_eq!(doubles("\"Ville\", { acteur = \"Ville\", mention = \"à confirmer\" }"), 0);
        assert_eq!(doubles("\"Ville\", \"Mairie\", \"VILLE\""), 2);
    }

    #[test]
    fn names_that_nobody_declared_compare_as_written() {
        assert_eq!(doubles("\"Club\", \"CLUB\", \"Foyer\""), 1);
    }
}
