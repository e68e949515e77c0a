//! Filters: the conditions that a fiche must meet, all of them; within one condition, any of its values.

use chrono::{Datelike, NaiveDate};

use super::text::{any_text, contains_any};
use crate::model::acteur::{Identite, Participant};
use crate::model::dates::year_end;
use crate::model::etat::Etat;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::model::vie::{Attente, attente, etat_at};
use crate::text::fold::fold;

/// What a fiche may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manque {
    /// No pilote.
    Pilote,
    /// No place in the tree.
    Objectif,
    /// No indicator.
    Indicateur,
    /// No étape.
    Calendrier,
    /// No bilan at all; with a year, no bilan where that year's expects one.
    Bilan,
    /// Nothing on costs.
    Couts,
    /// No journal entry.
    Suivi,
    /// No state at the reference date.
    Etat,
}

impl Mot for Manque {
    const ALL: &'static [Self] = &[
        Self::Pilote,
        Self::Objectif,
        Self::Indicateur,
        Self::Calendrier,
        Self::Bilan,
        Self::Couts,
        Self::Suivi,
        Self::Etat,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Pilote => "pilote",
            Self::Objectif => "objectif",
            Self::Indicateur => "indicateur",
            Self::Calendrier => "calendrier",
            Self::Bilan => "bilan",
            Self::Couts => "couts",
            Self::Suivi => "suivi",
            Self::Etat => "etat",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Couts => "coûts",
            Self::Etat => "état",
            other => other.word(),
        }
    }
}

/// A state to look for, or the lack of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EtatVoulu(pub(crate) Option<Etat>);

/// One condition, with the values that meet it.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    /// A pilote whose name, acronym, alias or service holds one of these.
    Pilote(Vec<String>),
    /// A partenaire, likewise.
    Partenaire(Vec<String>),
    /// A pilote or a partenaire, likewise.
    Acteur(Vec<String>),
    /// A node of the first level, by code or whole title.
    Enjeu(Vec<String>),
    /// A node and all below it, by code or whole title.
    Objectif(Vec<String>),
    /// A year that an étape or the fiche's own period meets.
    Annee(Vec<i32>),
    /// A state at the reference date.
    Etat(Vec<EtatVoulu>),
    /// A commune, by its whole name.
    Commune(Vec<String>),
    /// A text anywhere in the fiche.
    Texte(Vec<String>),
    /// The territoire's own.
    Propres,
    /// Another commune's.
    Associees,
    /// Something that it lacks.
    Sans(Vec<Manque>),
}

impl Condition {
    /// Returns the option by which it is asked.
    pub(crate) fn option(&self) -> &'static str {
        match self {
            Self::Pilote(_) => "pilote",
            Self::Partenaire(_) => "partenaire",
            Self::Acteur(_) => "acteur",
            Self::Enjeu(_) => "enjeu",
            Self::Objectif(_) => "objectif",
            Self::Annee(_) => "annee",
            Self::Etat(_) => "etat",
            Self::Commune(_) => "commune",
            Self::Texte(_) => "texte",
            Self::Propres => "propres",
            Self::Associees => "associees",
            Self::Sans(_) => "sans",
        }
    }

    /// Returns its values, as people read them.
    pub(crate) fn values(&self) -> Vec<String> {
        match self {
            Self::Pilote(texts)
            | Self::Partenaire(texts)
            | Self::Acteur(texts)
            | Self::Enjeu(texts)
            | Self::Objectif(texts)
            | Self::Commune(texts)
            | Self::Texte(texts) => texts.clone(),
            Self::Annee(years) => years.iter().map(i32::to_string).collect(),
            Self::Etat(etats) => etats
                .iter()
                .map(|etat| etat.0.map_or("non renseigné", Mot::label).to_owned())
                .collect(),
            Self::Sans(manques) => manques
                .iter()
                .map(|manque| manque.label().to_owned())
                .collect(),
            Self::Propres | Self::Associees => Vec::new(),
        }
    }
}

/// The conditions of a question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter(pub(crate) Vec<Condition>);

impl Filter {
    /// Returns whether every fiche is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the years that are asked for.
    fn years(&self) -> &[i32] {
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
    /// For each condition on actors, its folded values and the actors that they name.
    actors: Vec<(Vec<String>, Vec<bool>)>,
}

impl<'a, 'f> Question<'a, 'f> {
    /// Prepares a question. `au` is the reference date when one was asked for.
    pub(crate) fn new(
        plan: &'a Plan,
        filter: &'f Filter,
        (au, today): (Option<NaiveDate>, NaiveDate),
    ) -> Self {
        let actors = filter.0.iter().map(|condition| match condition {
            Condition::Pilote(texts) | Condition::Partenaire(texts) | Condition::Acteur(texts) => {
                named_actors(plan, texts)
            }
            _ => (Vec::new(), Vec::new()),
        });
        Self {
            plan,
            filter,
            horizon: Horizon::at(au.unwrap_or(today)),
            dates: (au, today),
            actors: actors.collect(),
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

    /// Returns how many fiches meet one condition alone.
    pub(crate) fn count_alone(&self, rank: usize) -> usize {
        self.plan
            .fiches()
            .iter()
            .filter(|fiche| self.meets(rank, fiche))
            .count()
    }

    /// Returns how many fiches meet another condition on actors.
    pub(crate) fn count_other(&self, condition: Condition) -> usize {
        let filter = Filter(vec![condition]);
        Question::new(self.plan, &filter, self.dates).count_alone(0)
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
        let others = |fiche: &Fiche| {
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
    fn meets(&self, rank: usize, fiche: &Fiche) -> bool {
        let is_named = |participant: &Participant| self.is_named(rank, participant);
        let is_node = |texts: &[String], node: usize| {
            let noeud = self.plan.arborescence.noeud(node);
            texts.iter().any(|text| {
                fold(text) == fold(noeud.code.as_str()) || fold(text) == fold(&noeud.titre)
            })
        };
        match &self.filter.0[rank] {
            Condition::Pilote(_) => fiche.pilotes.iter().any(is_named),
            Condition::Partenaire(_) => fiche.partenaires.iter().any(is_named),
            Condition::Acteur(_) => fiche.pilotes.iter().chain(&fiche.partenaires).any(is_named),
            Condition::Enjeu(texts) => self
                .plan
                .enjeu_of(fiche)
                .is_some_and(|root| is_node(texts, root)),
            Condition::Objectif(texts) => fiche.noeud.is_some_and(|node| {
                self.plan
                    .arborescence
                    .lineage(node)
                    .any(|node| is_node(texts, node))
            }),
            Condition::Annee(years) => {
                years
                    .iter()
                    .any(|&year| meets_exercice(fiche, self.plan.exercices.holding(year)))
                    || self.filter.wants_missing_bilans() && self.lacks_bilan(fiche)
            }
            Condition::Etat(etats) => etats.contains(&EtatVoulu(etat_at(fiche, self.horizon))),
            Condition::Commune(texts) => texts
                .iter()
                .any(|text| fold(text) == fold(self.plan.commune_of(fiche))),
            Condition::Texte(texts) => {
                let needles: Vec<String> = texts.iter().map(|text| fold(text)).collect();
                any_text(self.plan, fiche, |text| contains_any(text, &needles))
            }
            Condition::Propres => fiche.propre,
            Condition::Associees => !fiche.propre,
            Condition::Sans(manques) => manques.iter().any(|&manque| self.lacks(fiche, manque)),
        }
    }

    /// Returns whether a participant is one of those that a condition on actors names.
    fn is_named(&self, rank: usize, participant: &Participant) -> bool {
        let (needles, actors) = &self.actors[rank];
        let by_actor = matches!(participant.identite, Identite::Known(actor) if actors.get(actor) == Some(&true));
        by_actor
            || std::iter::once(&participant.nom)
                .chain(&participant.service)
                .any(|text| contains_any(text, needles))
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
            let horizon = Horizon::of_bilan(exercice, arrete_au(exercice, self.dates), true);
            let saisi = fiche
                .bilan_of(exercice)
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

/// Returns the years of a fiche's étapes and of its own period; an open one goes up to a given year.
pub(crate) fn years_of(fiche: &Fiche, until: NaiveDate) -> Vec<i32> {
    let etapes = fiche
        .calendrier
        .iter()
        .flat_map(|etape| &etape.quand)
        .flat_map(|quand| quand.years());
    let own = fiche
        .periode
        .iter()
        .flat_map(|periode| periode.first_year()..=periode.last_year().unwrap_or(until.year()));
    let mut years: Vec<i32> = etapes.chain(own).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Returns whether an étape or the fiche's own period meets an exercice.
fn meets_exercice(fiche: &Fiche, exercice: Exercice) -> bool {
    let meets = |first: i32, last: i32| first <= exercice.fin && last >= exercice.debut;
    let mut dates = fiche.calendrier.iter().flat_map(|etape| &etape.quand);
    dates.any(|quand| meets(*quand.years().start(), *quand.years().end()))
        || fiche.periode.as_ref().is_some_and(|periode| {
            meets(
                periode.first_year(),
                periode.last_year().unwrap_or(i32::MAX),
            )
        })
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
