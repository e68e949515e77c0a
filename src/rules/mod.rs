//! What a plan can get wrong though it reads well: one rule a file. To add one, write its file and its word below.

mod runner;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::runner::Passed;
use crate::model::calendrier::{Etape, Point};
use crate::model::echeance::{Unnamed, occurrence_meant};
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::model::strategie::Gravite;
use crate::text::diagnostic::{Card, Diagnostic, Example, Severity};
use crate::text::fold::fold;
use crate::text::located::Located;
use crate::text::source::{At, Sources};

pub(crate) use self::runner::run;

/// Declares the modules of the rules, and lists the rules in the order in which `stspd regles` shows them.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every rule.
        static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    acteurs_absents,
    acteur_inconnu,
    acteur_ambigu,
    objectif_inconnu,
    noeud_sans_parent,
    etape_inconnue,
    occurrence_inconnue,
    occurrence_a_preciser,
    occurrence_en_double,
    instance_inconnue,
    compte_annonce,
    bilan_hors_exercice,
    exercices_chevauchants,
    regle_inconnue,
    gravite_impossible,
    ignore_inutile,
    acteur_en_double,
    alias_partage,
    acteur_inutilise,
    participant_en_double,
    titre_en_double,
    numero_en_double,
    niveau_inconnu,
    noeud_sans_niveau,
    commune_inconnue,
    fiche_sans_pilote,
    fiche_sans_calendrier,
    fiche_sans_indicateur,
    fiche_sans_resultat,
    fiche_hors_periode,
    prorogation_sans_effet,
}

/// A rule: its card, and the function that looks for the defect.
struct Rule {
    /// What the rule is, stamped on each of its findings.
    card: Card,
    /// Looks for the defect in a plan.
    check: Check,
}

/// What a rule looks at.
enum Check {
    /// The plan alone: the same verdict on any day.
    Plan(fn(&Context<'_>, &mut Findings)),
    /// The reference date too: never an error, and of no account for `--strict`.
    Clock(fn(&Context<'_>, NaiveDate, &mut Findings)),
    /// What the other rules found and the plan asks to pass over.
    Passed(fn(&Context<'_>, &Passed, &mut Findings)),
}

/// What any rule may look at.
struct Context<'a> {
    /// The plan.
    plan: &'a Plan,
    /// The texts of its files.
    sources: &'a Sources,
    /// Whether all of its files were read, whole: else what seems missing may stand in the others.
    is_whole: bool,
}

impl Context<'_> {
    /// Returns the place of the strategy, for what concerns the whole plan.
    fn top(&self) -> At {
        self.sources.top_of("strategie.toml")
    }

    /// Returns the place of some words of a value, where the file spells them as they are; else that of the value.
    fn within(&self, at: At, words: &str) -> At {
        self.sources.find(at, words).unwrap_or(at)
    }
}

/// The findings of one rule, as it finds them.
struct Findings {
    /// The rule's card.
    card: &'static Card,
    /// What it found.
    found: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding, and returns it for its help.
    fn report(&mut self, at: At, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.card, at, message));
        self.found.last_mut().expect("a finding was just added")
    }
}

/// Returns the cards of every rule.
pub(crate) fn cards() -> impl Iterator<Item = &'static Card> + Clone {
    RULES.iter().map(|rule| &rule.card)
}

/// Returns whether a rule looks at the clock.
pub(crate) fn is_dated(card: &Card) -> bool {
    let is_it = |rule: &&&Rule| rule.card.id == card.id;
    let rule = RULES.iter().find(is_it);
    rule.is_some_and(|rule| matches!(rule.check, Check::Clock(_)))
}

/// Returns the fiches of which everything was read: only of these may a rule say what they lack.
fn whole(plan: &Plan) -> impl Iterator<Item = &Fiche> {
    plan.fiches().iter().filter(|fiche| !fiche.partielle)
}

/// Shows a rule each word of a bilan on an étape that the fiche has, with the occurrence that it means.
fn each_point(plan: &Plan, mut show: impl FnMut(&Etape, &Point, Result<usize, Unnamed>)) {
    for fiche in whole(plan) {
        for bilan in &fiche.bilans {
            let exercice = plan.exercices.holding(*bilan.annee);
            for point in &bilan.etapes {
                if let Some(etape) = fiche
                    .calendrier
                    .iter()
                    .find(|etape| etape.nom == point.etape)
                {
                    show(etape, point, occurrence_meant(etape, point, exercice));
                }
            }
        }
    }
}

/// Shows a rule each name of a rule that `[regles]` or `ignorer` holds, with the severity that it wants.
fn each_mention(plan: &Plan, mut show: impl FnMut(&Located<String>, Gravite)) {
    for (regle, gravite) in &plan.strategie.regles {
        show(regle, **gravite);
    }
    for ignore in plan.fiches().iter().flat_map(|fiche| &fiche.ignorer) {
        show(&ignore.regle, Gravite::Ignored);
    }
}
/// Shows a rule each text, of those that it looks at, which an earlier fiche of the same commune bears at the same node:
/// the earlier fiche, the text, and the words for the place where both stand.
fn each_namesake<'a>(
    plan: &'a Plan,
    text: impl Fn(&'a Fiche) -> Option<&'a Located<String>>,
    mut show: impl FnMut(&Fiche, &Located<String>, &str),
) {
    let mut firsts = HashMap::new();
    for fiche in whole(plan) {
        let Some(text) = text(fiche) else { continue };
        let commune = (!fiche.propre).then(|| fold(plan.commune_of(fiche)));
        let code = fiche.objectif.as_ref().map(|code| code.as_str());
        let first = *firsts.entry((commune, code, fold(text))).or_insert(fiche);
        if first.id != fiche.id {
            let place = code.map(|code| format!("sous {code}"));
            show(
                first,
                text,
                place.as_deref().unwrap_or("hors de l'arborescence"),
            );
        }
    }
}

/// Returns what a rule finds in a plan of Bourg-Exemple, for the tests of the rules.
#[cfg(test)]
fn found_by(rule: &Rule, strategie: &str, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let loaded = crate::load::memory::loaded(strategie, files);
    let plan = loaded.plan.expect("the strategy is complete");
    let today = NaiveDate::from_ymd_opt(2017, 12, 31).expect("that day exists");
    let mut found = run(&plan, (&loaded.sources, true), today, Severity::Info);
    found.retain(|finding| finding.card.id == rule.card.id);
    found
}
