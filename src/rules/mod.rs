//! What a plan can get wrong though it reads well: one rule a file. To add one, write its file and its word below.

use crate::model::calendrier::{Etape, Point};
use crate::model::echeance::{Unnamed, occurrence_meant};
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::model::strategie::Gravite;
use crate::text::diagnostic::{Card, Diagnostic, Example, Severity};
use crate::text::source::At;

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
}

/// A rule: its card, and the function that looks for the defect.
struct Rule {
    /// What the rule is, stamped on each of its findings.
    card: Card,
    /// Looks for the defect in a plan.
    check: fn(&Context<'_>, &mut Findings),
}

/// What a rule may look at.
struct Context<'a> {
    /// The plan.
    plan: &'a Plan,
    /// The place of the strategy, for what concerns the whole plan.
    top: At,
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

/// Runs every rule on a plan, and gives each finding the severity that the plan wants.
pub(crate) fn run(plan: &Plan, top: At) -> Vec<Diagnostic> {
    let context = Context { plan, top };
    let mut all = Vec::new();
    for rule in RULES {
        let mut findings = Findings {
            card: &rule.card,
            found: Vec::new(),
        };
        (rule.check)(&context, &mut findings);
        all.extend(findings.found);
    }
    all.retain_mut(|finding| keep(plan, finding));
    all
}

/// Gives a finding the severity that the plan's `[regles]` wants, and returns whether it is kept: the plan, or the fiche
/// where it stands, may ask to pass over its rule.
fn keep(plan: &Plan, finding: &mut Diagnostic) -> bool {
    let wanted = plan
        .strategie
        .regles
        .iter()
        .find(|(regle, _)| regle.as_str() == finding.card.id);
    match wanted.map(|(_, gravite)| **gravite) {
        Some(Gravite::Ignored) => return false,
        Some(Gravite::Counts(severity)) => finding.severity = severity,
        None => {}
    }
    let here = |fiche: &&Fiche| fiche.at.file == finding.at.file;
    let ignored = plan
        .fiches()
        .iter()
        .filter(here)
        .flat_map(|fiche| &fiche.ignorer);
    !ignored
        .into_iter()
        .any(|ignore| ignore.regle.as_str() == finding.card.id && ignore.raison.is_some())
}

/// Returns the cards of every rule.
pub(crate) fn cards() -> impl Iterator<Item = &'static Card> + Clone {
    RULES.iter().map(|rule| &rule.card)
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
