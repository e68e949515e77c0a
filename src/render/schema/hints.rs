//! What a plan has that its author may want to write again.

use crate::model::acteur::Annuaire;
use crate::model::plan::Plan;
use crate::query::condition::Condition;
use crate::query::suggestion::{Suggestion, values};
use crate::text::diagnostic::Card;

/// What a plan proposes, key by key.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// The names of keys, each with what may be written there.
    by_key: Vec<(&'static [&'static str], Vec<Suggestion>)>,
    /// The rules.
    pub(super) rules: Vec<Suggestion>,
}

impl Hints {
    /// Returns what the program proposes by itself: the names of the rules.
    pub(crate) fn of_rules(cards: impl Iterator<Item = &'static Card>) -> Self {
        let rules = cards.filter_map(|card| Suggestion::new(card.id, card.summary));
        let rules: Vec<Suggestion> = rules.collect();
        Self {
            by_key: vec![(&["regle"], rules.clone())],
            rules,
        }
    }

    /// Adds what a plan proposes.
    pub(crate) fn with(mut self, plan: &Plan) -> Self {
        let of = |condition: Condition| values(plan, &condition);
        let levels = plan.arborescence.niveaux().iter();
        let levels = levels.filter_map(|level| Suggestion::new(level, ""));
        let bodies = plan.strategie.instances.iter().filter_map(|instance| {
            let name = instance.nom.as_ref().map_or("", |nom| nom.as_str());
            Suggestion::new(&instance.code, name)
        });
        self.by_key.extend([
            (
                &["pilotes", "partenaires", "acteur"][..],
                actors(plan.annuaire.as_ref()),
            ),
            (&["objectif"], of(Condition::Objectif(Vec::new()))),
            (&["commune"], of(Condition::Commune(Vec::new()))),
            (&["service"], of(Condition::Service(Vec::new()))),
            (&["publics"], of(Condition::Public(Vec::new()))),
            (&["financeur"], of(Condition::Financeur(Vec::new()))),
            (&["niveau", "sans_numero"], levels.collect()),
            (&["instance"], bodies.collect()),
        ]);
        self
    }

    /// Returns what is proposed for a key.
    pub(super) fn of(&self, key: &str) -> &[Suggestion] {
        let found = self.by_key.iter().find(|(names, _)| names.contains(&key));
        found.map_or(&[], |(_, values)| values.as_slice())
    }
}

/// Returns the names of the actors: whole names first, then acronyms and other spellings, each with the name it stands for.
fn actors(annuaire: Option<&Annuaire>) -> Vec<Suggestion> {
    let acteurs = annuaire.map_or(&[][..], Annuaire::acteurs);
    let names = acteurs
        .iter()
        .filter_map(|acteur| Suggestion::new(&acteur.nom, ""));
    let others = acteurs.iter().flat_map(|acteur| {
        let others = acteur.sigle.iter().chain(&acteur.alias);
        others.filter_map(|other| Suggestion::new(other, &acteur.nom))
    });
    let mut all: Vec<Suggestion> = Vec::new();
    for suggestion in names.chain(others) {
        if all.iter().all(|other| other.value != suggestion.value) {
            all.push(suggestion);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::keys;

    #[test]
    fn every_key_that_has_suggestions_is_one_of_the_format() {
        let names = [
            "pilotes",
            "partenaires",
            "acteur",
            "objectif",
            "commune",
            "service",
            "publics",
            "financeur",
            "niveau",
            "sans_numero",
            "instance",
            "regle",
        ];
        assert!(names.iter().all(|name| keys::anywhere(name).is_some()));
        let hints = Hints::of_rules(std::iter::empty());
        assert!(
            hints
                .by_key
                .iter()
                .flat_map(|(keys, _)| *keys)
                .all(|name| names.contains(name))
        );
    }
}
