//! Filters: the conditions that a fiche must meet, all of them; within one condition, any of its values.

use chrono::NaiveDate;

use super::condition::{Condition, Manque, Voulu};
use super::text::{any_text, contains_any};
use crate::model::acteur::{Identite, Participant};
use crate::model::bilan::BilanFiche;
use crate::model::dates::year_end;
use crate::model::echeance::is_late;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::model::vie::{Attente, attente, etat_at, meets};
use crate::text::fold::fold;

/// The conditions of a question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter(pub(crate) Vec<Condition>);

impl Filter {
    /// Returns whether every fiche is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns who is asked for as a funder.
    pub(crate) fn financeurs(&self) -> &[String] {
        let texts = self.0.iter().find_map(|condition| match condition {
            Condition::Financeur(texts) => Some(texts.as_slice()),
            _ => None,
        });
        texts.unwrap_or(&[])
    }

    /// Returns the years that are asked for.
    pub(crate) fn years(&self) -> &[i32] {
        self.0
            .iter()
            .find_map(|condition| {
                if let Condition::Annee(years) = condition {
                    Some(years.as_slice())
                } else {
                    None
                }
            })
            .unwrap_or(&[])
    }

    /// Returns whether fiches without the bilan of a year are asked for.
    fn wants_missing_bilans(&self) -> bool {
        let lacks_bilan = |condition: &Condition| matches!(condition, Condition::Sans(manques) if manques.contains(&Manque::Bilan));
        !self.years().is_empty() && self.0.iter().any(lacks_bilan)
    }
}

/// A question put to a plan: its conditions, ready to be held against each fiche.
pub(crate) struct Question<'a, 'f> {
    /// The plan.
    plan: &'a Plan,
    /// The conditions.
    filter: &'f Filter,
    /// The horizon of states.
    horizon: Horizon,
    /// The reference date that was asked for, if any, and today: they say when a year's bilan is arrêté.
    dates: (Option<NaiveDate>, NaiveDate),
    /// For each condition, its folded texts and, for one on actors, the actors that they name.
    needles: Vec<(Vec<String>, Vec<bool>)>,
}

impl<'a, 'f> Question<'a, 'f> {
    /// Prepares a question: states and journal are read up to the horizon. `dates` are the reference date, when one was asked
    /// for, and today.
    pub(crate) fn new(
        plan: &'a Plan,
        filter: &'f Filter,
        horizon: Horizon,
        dates: (Option<NaiveDate>, NaiveDate),
    ) -> Self {
        let needles = filter.0.iter().map(|condition| match condition {
            Condition::Pilote(texts) | Condition::Partenaire(texts) | Condition::Acteur(texts) => {
                named_actors(plan, texts)
            }
            Condition::Service(texts)
            | Condition::Enjeu(texts)
            | Condition::Objectif(texts)
            | Condition::Commune(texts)
            | Condition::Public(texts)
            | Condition::Financeur(texts)
            | Condition::Texte(texts) => {
                (texts.iter().map(|text| fold(text)).collect(), Vec::new())
            }
            _ => (Vec::new(), Vec::new()),
        });
        Self {
            plan,
            filter,
            horizon,
            dates,
            needles: needles.collect(),
        }
    }

    /// Returns the fiches that meet every condition, in plan order.
    pub(crate) fn answer(&self) -> Vec<&'a Fiche> {
        let all = 0..self.filter.0.len();
        self.plan
            .fiches()
            .iter()
            .filter(|fiche| all.clone().all(|rank| self.meets(rank, fiche)))
            .collect()
    }

    /// Returns whether a pilote is one of those that are asked for; each is where none is named.
    pub(crate) fn asks_for(&self, pilote: &Participant) -> bool {
        let mut conditions = self.filter.0.iter().enumerate();
        conditions.all(|(rank, condition)| {
            !matches!(condition, Condition::Pilote(_)) || self.is_named(rank, pilote)
        })
    }

    /// Returns how many fiches meet every condition but one.
    pub(crate) fn count_without(&self, rank: usize) -> usize {
        let mut filter = self.filter.clone();
        filter.0.remove(rank);
        Question::new(self.plan, &filter, self.horizon, self.dates)
            .answer()
            .len()
    }

    /// Returns how many fiches meet a condition alone.
    pub(crate) fn count_alone(&self, condition: Condition) -> usize {
        let filter = Filter(vec![condition]);
        Question::new(self.plan, &filter, self.horizon, self.dates)
            .answer()
            .len()
    }

    /// Returns how many fiches meet every other condition but have neither an étape nor a period of their own, when years
    /// are asked for: nobody can say to which years they belong.
    pub(crate) fn count_without_years(&self) -> usize {
        let Some(years) = self
            .filter
            .0
            .iter()
            .position(|condition| matches!(condition, Condition::Annee(_)))
        else {
            return 0;
        };
        let others = |fiche: &'a Fiche| {
            (0..self.filter.0.len())
                .filter(|&rank| rank != years)
                .all(|rank| self.meets(rank, fiche))
        };
        let undated = |fiche: &&Fiche| {
            fiche.periode.is_none() && fiche.calendrier.iter().all(|etape| etape.quand.is_empty())
        };
        self.plan
            .fiches()
            .iter()
            .filter(undated)
            .filter(|fiche| !self.meets(years, fiche) && others(fiche))
            .count()
    }

    /// Returns whether a fiche meets a condition.
    fn meets(&self, rank: usize, fiche: &'a Fiche) -> bool {
        let is_named = |participant: &Participant| self.is_named(rank, participant);
        let (needles, _) = &self.needles[rank];
        let is_node = |node: usize| {
            let noeud = self.plan.arborescence.noeud(node);
            needles.contains(&fold(noeud.code.as_str())) || needles.contains(&fold(&noeud.titre))
        };
        match &self.filter.0[rank] {
            Condition::Pilote(_) => fiche.pilotes.iter().any(is_named),
            Condition::Partenaire(_) => fiche.partenaires.iter().any(is_named),
            Condition::Acteur(_) => fiche.pilotes.iter().chain(&fiche.partenaires).any(is_named),
            Condition::Service(_) => {
                let mut participants = fiche.pilotes.iter().chain(&fiche.partenaires);
                participants.any(|participant| {
                    let mut services = self.plan.services_of(participant);
                    services.any(|service| contains_any(service, needles))
                })
            }
            Condition::Enjeu(_) => self.plan.enjeu_of(fiche).is_some_and(is_node),
            Condition::Objectif(_) => fiche
                .noeud
                .is_some_and(|node| self.plan.arborescence.lineage(node).any(is_node)),
            Condition::Annee(years) => {
                years
                    .iter()
                    .any(|&year| meets(fiche, self.plan.exercices.holding(year)))
                    || self.filter.wants_missing_bilans() && self.lacks_bilan(fiche)
            }
            Condition::Etat(wanted) => wanted.contains(&Voulu(etat_at(fiche, self.horizon))),
            Condition::Resultat(wanted) => self.bilans_asked(fiche).iter().any(|bilan| {
                let resultat = bilan.and_then(|bilan| bilan.resultat.as_deref().copied());
                wanted.contains(&Voulu(resultat))
            }),
            Condition::Suite(wanted) => self.bilans_asked(fiche).iter().any(|bilan| {
                let suite = bilan.and_then(|bilan| bilan.suite.as_deref().copied());
                wanted.contains(&Voulu(suite))
            }),
            Condition::Commune(_) => needles.contains(&fold(self.plan.commune_of(fiche))),
            Condition::Public(_) => {
                let mut publics = fiche.publics.iter();
                publics.any(|public| contains_any(public, needles))
            }
            Condition::Financeur(_) => {
                let mut lines = fiche.couts.lignes.iter();
                lines.any(|line| {
                    let financeur = line.financeur.as_ref().map(|financeur| fold(financeur));
                    financeur.is_some_and(|financeur| needles.contains(&financeur))
                })
            }
            Condition::Texte(_) => any_text((self.plan, self.horizon), fiche, |text| {
                contains_any(text, needles)
            }),
            Condition::Propres => fiche.propre,
            Condition::Associees => !fiche.propre,
            Condition::Retard => is_late(fiche, self.horizon, &self.plan.exercices),
            Condition::Sans(manques) => manques.iter().any(|&manque| self.lacks(fiche, manque)),
        }
    }

    /// Returns whether a participant is one of those that a condition on actors names.
    fn is_named(&self, rank: usize, participant: &Participant) -> bool {
        let (needles, actors) = &self.needles[rank];
        let by_actor = matches!(participant.identite, Identite::Known(actor) if actors.get(actor) == Some(&true));
        by_actor
            || std::iter::once(&participant.nom)
                .chain(participant.service())
                .any(|text| contains_any(text, needles))
    }

    /// Returns the bilans that are asked about.
    fn bilans_asked(&self, fiche: &'a Fiche) -> Vec<Option<&'a BilanFiche>> {
        self.plan
            .bilans_asked(fiche, self.filter.years(), self.horizon)
    }

    /// Returns whether a fiche lacks something.
    fn lacks(&self, fiche: &Fiche, manque: Manque) -> bool {
        match manque {
            Manque::Pilote => fiche.pilotes.is_empty(),
            Manque::Objectif => fiche.objectif.is_none(),
            Manque::Indicateur => fiche.indicateurs.is_empty(),
            Manque::Calendrier => fiche.calendrier.is_empty(),
            Manque::Bilan if self.filter.years().is_empty() => {
                fiche.bilans_read(self.horizon).next().is_none()
            }
            Manque::Bilan => self.lacks_bilan(fiche),
            Manque::Couts => fiche.couts.is_empty(),
            Manque::Suivi => fiche.suivi_read(self.horizon).next().is_none(),
            Manque::Etat => etat_at(fiche, self.horizon).is_none(),
        }
    }

    /// Returns whether the bilan of a year that is asked for expects one of the fiche, which is not there.
    fn lacks_bilan(&self, fiche: &Fiche) -> bool {
        self.filter.years().iter().any(|&year| {
            let exercice = self.plan.exercices.holding(year);
            let horizon = Horizon::of_bilan(
                exercice,
                arrete_au(exercice, self.dates),
                self.horizon.interne,
            );
            let saisi = fiche
                .bilan_read(exercice, horizon)
                .is_some_and(|bilan| bilan.is_saisi());
            attente(self.plan, fiche, exercice, horizon) == Attente::Attendue && !saisi
        })
    }
}

/// Returns the date at which the bilan of an exercice is arrêté: the one that was asked for, else its last day once it is
/// past, else today.
pub(crate) fn arrete_au(
    exercice: Exercice,
    (au, today): (Option<NaiveDate>, NaiveDate),
) -> NaiveDate {
    au.unwrap_or_else(|| year_end(exercice.fin).min(today))
}

/// Returns which actors of the plan some texts name, and the folded texts that are also to be looked for in what a fiche
/// writes. A text that is the whole name of an actor means that actor alone, not all whose names hold it.
fn named_actors(plan: &Plan, texts: &[String]) -> (Vec<String>, Vec<bool>) {
    let acteurs = plan
        .annuaire
        .as_ref()
        .map_or(&[][..], |annuaire| annuaire.acteurs());
    let folded = texts.iter().map(|text| fold(text));
    let (whole, parts): (Vec<String>, Vec<String>) = folded.partition(|text| {
        acteurs
            .iter()
            .any(|acteur| acteur.names().any(|name| fold(name) == *text))
    });
    let is_named = |name: &str| whole.contains(&fold(name)) || contains_any(name, &parts);
    let named = acteurs
        .iter()
        .map(|acteur| acteur.names().any(|name| is_named(name)))
        .collect();
    (parts, named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::etat::{Etat, Resultat, Suite};

    const STRATEGIE: &str = "niveaux = [\"Axe\"]\n[arborescence]\n\"1\" = \"Prévenir\"\n\"1.a\" = \"Écouter\"\n\"2\" = \"Punir\"\n";
    const ACTEURS: &str = "[ville]\nnom = \"Ville de Lomme\"\nalias = [\"Lomme\"]\n[centre]\nnom = \"Centre de santé de Lomme\"\n[cdad]\nnom = \"Conseil Départemental d'Accès au Droit\"\nsigle = \"CDAD\"\n[voirie]\nnom = \"Service Voirie\"\nalias = [\"Voirie\"]\ngenre = \"service\"\n";
    const A: &str = "titre = \"Écoute des élèves\"\nobjectif = \"1.a\"\npilotes = [{ acteur = \"Ville de Lomme\", service = \"Service Jeunesse\" }]\npartenaires = [\"CDAD\"]\n[calendrier.x]\nquand = \"2017-09/2018-06\"\n[[suivi]]\ndate = 2017-03-01\netat = \"en-cours\"\n";
    const B: &str = "titre = \"B\"\nobjectif = \"1\"\npilotes = [\"Centre de santé de Lomme\"]\nperiode = \"2018/\"\n[couts]\nnature = \"nul\"\n[bilan.2018]\netat = \"realisee\"\n";
    const C: &str = "titre = \"C\"\ncommune = \"Grande-Ville\"\n";

    const D: &str = "titre = \"D\"\npublics = [\"Élèves de 6e\"]\npartenaires = [\"Voirie\"]\n[couts]\nlignes = [{ annee = 2018, financeur = \"FIPD\", prevu = 1 }]\n[calendrier.x]\nquand = \"2017/2018\"\n[bilan.2017]\nresultat = \"atteint\"\n[bilan.2018]\nresultat = \"partiel\"\nsuite = \"clore\"\n";

    const ALL: [(&str, &str); 4] = [("a", A), ("b", B), ("c", C), ("d", D)];

    /// Returns the fiches that some conditions keep, at the end of 2018.
    fn kept(conditions: Vec<Condition>) -> String {
        kept_of(&[("a", A), ("b", B), ("c", C)], conditions)
    }

    /// Returns which of some fiches some conditions keep, at the end of 2018.
    fn kept_of(fiches: &[(&str, &str)], conditions: Vec<Condition>) -> String {
        let files = [&[("./acteurs", ACTEURS)], fiches].concat();
        let plan = plan(STRATEGIE, &files);
        let filter = Filter(conditions);
        let dates = (Some(year_end(2018)), year_end(2020));
        let question = Question::new(&plan, &filter, Horizon::at(year_end(2018)), dates);
        let ids = question.answer();
        let ids: Vec<String> = ids.iter().map(|fiche| fiche.id.to_string()).collect();
        ids.join(" ")
    }

    /// Returns texts.
    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn an_actor_is_found_by_name_alias_acronym_and_service_whatever_the_spelling() {
        assert_eq!(
            kept(vec![Condition::Pilote(texts(&["ville de LOMME"]))]),
            "a"
        );
        assert_eq!(kept(vec![Condition::Pilote(texts(&["jeunesse"]))]), "a");
        assert_eq!(
            kept(vec![Condition::Partenaire(texts(&["d’acces au droit"]))]),
            "a"
        );
        assert_eq!(kept(vec![Condition::Acteur(texts(&["cdad"]))]), "a");
        assert_eq!(kept(vec![Condition::Pilote(texts(&["de lomme"]))]), "b a");
    }

    #[test]
    fn a_whole_name_means_that_actor_alone() {
        assert_eq!(kept(vec![Condition::Pilote(texts(&["Lomme"]))]), "a");
    }

    #[test]
    fn a_node_is_named_by_its_code_or_its_whole_title_and_holds_all_below_it() {
        assert_eq!(kept(vec![Condition::Enjeu(texts(&["1"]))]), "b a");
        assert_eq!(kept(vec![Condition::Enjeu(texts(&["prevenir"]))]), "b a");
        assert_eq!(kept(vec![Condition::Enjeu(texts(&["1.a"]))]), "");
        assert_eq!(kept(vec![Condition::Objectif(texts(&["1.A"]))]), "a");
        assert_eq!(kept(vec![Condition::Objectif(texts(&["1"]))]), "b a");
        assert_eq!(kept(vec![Condition::Objectif(texts(&["prév"]))]), "");
    }

    #[test]
    fn a_year_is_that_of_an_etape_or_of_the_fiche_s_own_period_never_the_plan_s() {
        assert_eq!(kept(vec![Condition::Annee(vec![2017])]), "a");
        assert_eq!(kept(vec![Condition::Annee(vec![2018])]), "b a");
        assert_eq!(kept(vec![Condition::Annee(vec![2040])]), "b");
        assert_eq!(kept(vec![Condition::Annee(vec![2016, 2017])]), "a");
    }

    #[test]
    fn states_communes_and_texts_are_compared_folded() {
        assert_eq!(
            kept(vec![Condition::Etat(vec![Voulu(Some(Etat::EnCours))])]),
            "a"
        );
        assert_eq!(kept(vec![Condition::Etat(vec![Voulu(None)])]), "c");
        assert_eq!(
            kept(vec![Condition::Commune(texts(&["grande ville"]))]),
            "c"
        );
        assert_eq!(kept(vec![Condition::Commune(texts(&["grande"]))]), "");
        assert_eq!(
            kept(vec![Condition::Texte(texts(&["ECOUTE des eleves"]))]),
            "a"
        );
        assert_eq!(kept(vec![Condition::Associees]), "c");
    }

    #[test]
    fn results_and_next_steps_are_those_of_the_year_else_of_the_last_bilan() {
        let resultat = |wanted| Condition::Resultat(vec![Voulu(wanted)]);
        let suite = |wanted| Condition::Suite(vec![Voulu(wanted)]);
        let in_year =
            |year, condition| kept_of(&ALL, vec![Condition::Annee(vec![year]), condition]);
        assert_eq!(kept_of(&ALL, vec![resultat(Some(Resultat::Partiel))]), "d");
        assert_eq!(kept_of(&ALL, vec![resultat(Some(Resultat::Atteint))]), "");
        assert_eq!(in_year(2017, resultat(Some(Resultat::Atteint))), "d");
        assert_eq!(in_year(2017, resultat(Some(Resultat::Partiel))), "");
        assert_eq!(in_year(2018, suite(Some(Suite::Clore))), "d");
        assert_eq!(in_year(2018, resultat(None)), "b a");
        assert_eq!(kept_of(&ALL, vec![suite(None)]), "b a c");
    }

    #[test]
    fn services_publics_and_funders_are_found() {
        let found = |condition: fn(Vec<String>) -> Condition, text| {
            kept_of(&ALL, vec![condition(texts(&[text]))])
        };
        assert_eq!(found(Condition::Service, "JEUNESSE"), "a");
        assert_eq!(found(Condition::Service, "voirie"), "d");
        assert_eq!(found(Condition::Service, "lomme"), "");
        assert_eq!(found(Condition::Public, "eleves"), "d");
        assert_eq!(found(Condition::Financeur, "fipd"), "d");
        assert_eq!(found(Condition::Financeur, "fip"), "");
    }

    #[test]
    fn a_fiche_is_late_when_a_step_of_it_is() {
        assert_eq!(kept_of(&ALL, vec![Condition::Retard]), "a");
    }

    #[test]
    fn each_condition_is_weighed_against_the_others() {
        let plan = plan(
            STRATEGIE,
            &[("./acteurs", ACTEURS), ("a", A), ("b", B), ("d", D)],
        );
        let filter = Filter(vec![
            Condition::Objectif(texts(&["1.a"])),
            Condition::Annee(vec![2040]),
        ]);
        let dates = (Some(year_end(2018)), year_end(2020));
        let question = Question::new(&plan, &filter, Horizon::at(year_end(2018)), dates);
        assert!(question.answer().is_empty());
        assert_eq!(
            (question.count_without(0), question.count_without(1)),
            (1, 1)
        );
    }

    #[test]
    fn what_a_fiche_lacks() {
        assert_eq!(kept(vec![Condition::Sans(vec![Manque::Pilote])]), "c");
        assert_eq!(kept(vec![Condition::Sans(vec![Manque::Couts])]), "a c");
        assert_eq!(kept(vec![Condition::Sans(vec![Manque::Bilan])]), "a c");
        assert_eq!(
            kept(vec![Condition::Sans(vec![Manque::Suivi, Manque::Objectif])]),
            "b c"
        );
    }

    #[test]
    fn without_bilan_in_a_year_is_what_that_year_s_bilan_misses() {
        let sans_bilan = |year| {
            kept(vec![
                Condition::Annee(vec![year]),
                Condition::Sans(vec![Manque::Bilan]),
            ])
        };
        assert_eq!(sans_bilan(2017), "a");
        assert_eq!(sans_bilan(2018), "a");
        assert_eq!(sans_bilan(2030), "a");
    }

    #[test]
    fn a_bilan_written_after_the_reference_date_is_missing_at_it() {
        let fiche = "titre = \"A\"\nperiode = \"2018/\"\n[bilan.2019]\netat = \"en-cours\"\n";
        for (year, missing) in [(2018, "a"), (2019, "a")] {
            let conditions = vec![
                Condition::Annee(vec![year]),
                Condition::Sans(vec![Manque::Bilan]),
            ];
            assert_eq!(kept_of(&[("a", fiche)], conditions), missing, "{year}");
        }
    }

    #[test]
    fn different_conditions_must_all_be_met() {
        assert_eq!(
            kept(vec![
                Condition::Enjeu(texts(&["1"])),
                Condition::Propres,
                Condition::Annee(vec![2017])
            ]),
            "a"
        );
        assert_eq!(
            kept(vec![Condition::Enjeu(texts(&["2"])), Condition::Propres]),
            ""
        );
    }
}
