//! The whole plan: strategy, tree, actors, fiches in plan order, and the council's pages.

use super::acteur::{Acteur, Annuaire, GenreActeur, Identite, Participant};
use super::arborescence::Arborescence;
use super::bilan::{BilanFiche, PageBilan};
use super::dates::{Intervalle, Periode};
use super::exercice::Exercices;
use super::fiche::{Contenu, Fiche};
use super::horizon::Horizon;
use super::ids::Code;
use super::number_order::NumberOrder;
use super::strategie::Strategie;
use crate::text::fold::{fold, same};

/// A plan, assembled: names are resolved and fiches stand in plan order.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The strategy.
    pub(crate) strategie: Strategie,
    /// The tree.
    pub(crate) arborescence: Arborescence,
    /// The actors; nothing when the plan has no `acteurs.toml`, or none that can be read.
    pub(crate) annuaire: Option<Annuaire>,
    /// Whether the plan has an `acteurs.toml`, readable or not.
    pub(crate) has_acteurs: bool,
    /// The fiches, in plan order.
    fiches: Vec<Fiche>,
    /// The council's pages, by year.
    pub(crate) pages: Vec<PageBilan>,
    /// The bilans that cover several years.
    pub(crate) exercices: Exercices,
}

impl Plan {
    /// Assembles a plan: says of each fiche whose it is and where it hangs, of each participant who it is, and puts the
    /// fiches in plan order.
    pub(crate) fn assemble(
        strategie: Strategie,
        arborescence: Arborescence,
        (annuaire, has_acteurs): (Option<Annuaire>, bool),
        (mut fiches, pages): (Vec<Fiche>, Vec<PageBilan>),
    ) -> Self {
        let territoire = fold(&strategie.territoire);
        for fiche in &mut fiches {
            fiche.propre = fiche
                .commune
                .as_ref()
                .is_none_or(|commune| fold(commune) == territoire);
            fiche.noeud = fiche
                .objectif
                .as_ref()
                .and_then(|code| arborescence.find(code));
            if let Some(annuaire) = &annuaire {
                let fiche: &mut Contenu = fiche;
                for participant in fiche.pilotes.iter_mut().chain(&mut fiche.partenaires) {
                    participant.identite = annuaire.identify(&participant.nom);
                }
            }
        }
        fiches.sort_by_key(|fiche| {
            let place = fiche.noeud.map(|noeud| arborescence.place(noeud));
            (place.is_none(), place)
        });
        for siblings in fiches.chunk_by_mut(|left, right| left.noeud == right.noeud) {
            siblings.sort_by_cached_key(|fiche| {
                let numero = fiche.numero.as_ref().map(|numero| NumberOrder::of(numero));
                (numero.is_none(), numero, fiche.id.clone())
            });
        }
        let exercices = Exercices::new(&pages);
        Self {
            strategie,
            arborescence,
            annuaire,
            has_acteurs,
            fiches,
            pages,
            exercices,
        }
    }

    /// Returns the fiches, in plan order.
    pub(crate) fn fiches(&self) -> &[Fiche] {
        &self.fiches
    }

    /// Returns the actors, in the file's order.
    pub(crate) fn acteurs(&self) -> impl Iterator<Item = &Acteur> {
        let annuaire = self.annuaire.iter();
        annuaire.flat_map(|annuaire| annuaire.acteurs())
    }

    /// Returns the actor that a participant is; nothing when none was declared, or two bear the name.
    pub(crate) fn acteur(&self, participant: &Participant) -> Option<&Acteur> {
        match (participant.identite, &self.annuaire) {
            (Identite::Known(rank), Some(annuaire)) => annuaire.acteurs().get(rank),
            _ => None,
        }
    }

    /// Returns how a participant is named: the actor's own name, else as the fiche writes it.
    pub(crate) fn name_of<'a>(&'a self, participant: &'a Participant) -> &'a str {
        self.acteur(participant)
            .map_or(participant.nom.as_str(), |acteur| acteur.nom.as_str())
    }

    /// Returns the bilans of a fiche that are asked about: those of some years, else the last one that is read. Nothing stands
    /// for one that was not made.
    pub(crate) fn bilans_asked<'a>(
        &self,
        fiche: &'a Fiche,
        annees: &[i32],
        horizon: Horizon,
    ) -> Vec<Option<&'a BilanFiche>> {
        if annees.is_empty() {
            return vec![fiche.bilans_read(horizon).next_back()];
        }
        let of_year = |year: &i32| fiche.bilan_read(self.exercices.holding(*year), horizon);
        annees.iter().map(of_year).collect()
    }

    /// Returns the services through which a participant takes part, or that it is.
    pub(crate) fn services_of<'a>(
        &'a self,
        participant: &'a Participant,
    ) -> impl Iterator<Item = &'a str> {
        let acteur = self.acteur(participant);
        let service =
            acteur.filter(|acteur| acteur.genre.as_deref() == Some(&GenreActeur::Service));
        let names = service.into_iter().flat_map(|acteur| acteur.names());
        let names = names.chain(participant.service());
        names.map(|name| name.as_str())
    }

    /// Returns the commune whose fiche it is.
    pub(crate) fn commune_of<'a>(&'a self, fiche: &'a Fiche) -> &'a str {
        fiche.commune.as_ref().unwrap_or(&self.strategie.territoire)
    }

    /// Returns the period of a fiche: its own, else the plan's.
    pub(crate) fn periode_of<'a>(&'a self, fiche: &'a Fiche) -> Option<&'a Periode> {
        let own = fiche.periode.as_deref();
        own.or(self.strategie.periode.as_deref())
    }

    /// Returns whether some days are within the plan's period, with its extension, or within a fiche's own. Without any
    /// period, every day is.
    pub(crate) fn covers(&self, fiche: Option<&Fiche>, days: &Intervalle) -> bool {
        let prorogation = self.strategie.prorogation.as_ref();
        let extension = prorogation.map(|prorogation| *prorogation.fin);
        let plan = self.strategie.periode.as_deref();
        let own = fiche.and_then(|fiche| fiche.periode.as_deref());
        let in_plan = plan.map(|periode| periode.meets(days, extension));
        let in_own = own.map(|periode| periode.meets(days, None));
        in_plan.unwrap_or(own.is_none()) || in_own.unwrap_or(false)
    }

    /// Returns the node of the first level under which a fiche stands.
    pub(crate) fn enjeu_of(&self, fiche: &Fiche) -> Option<usize> {
        fiche.noeud.map(|noeud| self.arborescence.root_of(noeud))
    }

    /// Returns the printed reference, node/number (`4.1/2`); nothing without a node or a number.
    pub(crate) fn reference_of(&self, fiche: &Fiche) -> Option<String> {
        let code: &Code = self.arborescence.printed_code(fiche.noeud?)?;
        fiche
            .numero
            .as_ref()
            .map(|numero| format!("{code}/{}", **numero))
    }

    /// Returns the fiches that a word of the user designates: an identifier, its beginning at a hyphen, or a printed
    /// reference. Several when the word is not enough.
    pub(crate) fn designated(&self, word: &str) -> Vec<&Fiche> {
        if let Some(exact) = self.fiches.iter().find(|fiche| fiche.id.as_str() == word) {
            return vec![exact];
        }
        let by_reference: Vec<&Fiche> = self
            .fiches
            .iter()
            .filter(|fiche| {
                self.reference_of(fiche)
                    .is_some_and(|reference| same(&reference, word))
            })
            .collect();
        if !by_reference.is_empty() {
            return by_reference;
        }
        let word = word.to_lowercase();
        let beginning = format!("{}-", word.trim_end_matches('-'));
        let begins =
            |fiche: &&Fiche| fiche.id.as_str() == word || fiche.id.as_str().starts_with(&beginning);
        self.fiches.iter().filter(begins).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    const TREE: &str = "niveaux = [\"Enjeu\", \"Objectif\"]\nsans_numero = [\"Objectif\"]\n[arborescence]\n\"2\" = \"Deux\"\n\"1\" = \"Un\"\n\"1.b\" = \"Un b\"\n\"1.a\" = \"Un a\"\n";

    #[test]
    fn fiches_follow_the_tree_as_it_is_written_then_their_numbers_then_their_names() {
        let fiche = |objectif: &str, numero: &str| format!("titre = \"T\"\n{objectif}\n{numero}\n");
        let fiches = [
            ("out", fiche("", "numero = \"1\"")),
            ("last-of-1a", fiche("objectif = \"1.a\"", "")),
            ("ten-of-1a", fiche("objectif = \"1.a\"", "numero = \"10\"")),
            ("two-of-1a", fiche("objectif = \"1.a\"", "numero = \"2\"")),
            ("of-1b", fiche("objectif = \"1.b\"", "numero = \"9\"")),
            ("of-1", fiche("objectif = \"1\"", "numero = \"99\"")),
            ("of-2", fiche("objectif = \"2\"", "")),
        ];
        let fiches: Vec<(&str, &str)> = fiches
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let plan = plan(TREE, &fiches);
        let order: Vec<&str> = plan
            .fiches()
            .iter()
            .map(|fiche| fiche.id.as_str())
            .collect();
        assert_eq!(
            order,
            [
                "of-2",
                "of-1",
                "of-1b",
                "two-of-1a",
                "ten-of-1a",
                "last-of-1a",
                "out"
            ]
        );
    }

    #[test]
    fn a_reference_names_the_nearest_node_that_has_a_printed_number() {
        let fiches = [
            (
                "a-1",
                "titre = \"T\"\nobjectif = \"1.a\"\nnumero = \"2-1\"\n",
            ),
            ("a-2", "titre = \"T\"\nobjectif = \"1.a\"\n"),
            ("b-1", "titre = \"T\"\nnumero = \"3\"\n"),
            ("c-1", "titre = \"T\"\nnumero = \"3\"\nobjectif = \"9\"\n"),
        ];
        let plan = plan(TREE, &fiches);
        let references: Vec<Option<String>> = plan
            .fiches()
            .iter()
            .map(|fiche| plan.reference_of(fiche))
            .collect();
        assert_eq!(references, [Some("1/2-1".to_owned()), None, None, None]);
    }

    #[test]
    fn a_word_designates_by_name_by_reference_or_by_a_beginning_at_a_hyphen() {
        let fiches = [
            (
                "lomme-1",
                "titre = \"T\"\nobjectif = \"1\"\nnumero = \"1\"\n",
            ),
            ("lomme-1-suite", "titre = \"T\"\n"),
            ("lomme-10", "titre = \"T\"\n"),
        ];
        let plan = plan(TREE, &fiches);
        let named = |word: &str| -> Vec<String> {
            plan.designated(word)
                .iter()
                .map(|fiche| fiche.id.to_string())
                .collect()
        };
        assert_eq!(named("lomme-1"), ["lomme-1"]);
        assert_eq!(named("1/1"), ["lomme-1"]);
        assert_eq!(named("lomme-1-s"), [""; 0]);
        assert_eq!(named("lomme").len(), 3);
        assert_eq!(named("LOMME-10"), ["lomme-10"]);
    }

    #[test]
    fn the_plan_covers_its_period_its_extension_and_a_fiche_s_own_time() {
        let covers = |strategie: &str, periode: &str, days: &str| {
            let text = format!("titre = \"T\"\n{periode}");
            let plan = plan(strategie, &[("f", &text)]);
            let days = Intervalle::parse(days).unwrap();
            plan.covers(plan.fiches().first(), &days)
        };
        let four = "periode = \"2017/2020\"\n";
        let extended = "periode = \"2017/2020\"\nprorogation = { fin = \"2021-09\" }\n";
        let own = "periode = \"2022\"\n";
        assert!(covers(four, "", "2017") && covers(four, "", "2020-12-31/2022"));
        assert!(!covers(four, "", "2016") && !covers(four, "", "2021-01"));
        assert!(covers(extended, "", "2021-09") && !covers(extended, "", "2021-10"));
        assert!(covers(four, own, "2022") && covers(four, own, "2018"));
        assert!(!covers(four, own, "2021"));
        assert!(covers("periode = \"2017/\"\n", "", "2199"));
        assert!(covers("", "", "1950") && !covers("", own, "2021"));
    }

    #[test]
    fn printed_numbers_are_ordered_as_people_count() {
        let mut numbers = ["2-10", "1.2", "10", "2-9", "9", "1.10", "a"];
        numbers.sort_by_key(|number| NumberOrder::of(number));
        assert_eq!(numbers, ["1.2", "1.10", "2-9", "2-10", "9", "10", "a"]);
    }
}
