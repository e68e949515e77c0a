//! What a plan can get wrong though it reads well: one rule a file. To add one, write its file and its word below.

mod runner;

use chrono::NaiveDate;

use self::runner::Passed;
use crate::model::calendrier::{Etape, EtatEtape, Point};
use crate::model::echeance::{Unnamed, occurrence_meant};
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::text::diagnostic::{Card, Diagnostic, Example, Severity};
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
    etape_sans_date,
    etape_hors_periode,
    annee_sans_etape,
    cout_malgre_nul,
    cout_en_double,
    montant_negatif,
    cout_sans_annee,
    cout_hors_periode,
    cout_sans_montant,
    bilan_hors_periode,
    bilan_manquant,
    bilan_vide,
    realisee_etapes_ouvertes,
    report_anterieur,
    date_sans_report,
    suivi_en_desordre,
    suivi_futur,
    suivi_vide,
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

/// Returns the line by which a bilan says what became of an occurrence of an étape.
fn point_line(etape: &Etape, rank: usize, etat: EtatEtape) -> String {
    let date = occurrence_suffix(etape, rank);
    let date = date.map(|date| format!(".{}", key(date)));
    format!(
        "etapes.{}{} = \"{}\"",
        key(&etape.nom),
        date.unwrap_or_default(),
        etat.word()
    )
}

/// Returns a name as a title or a line may hold it: between quotation marks where it has more than plain letters.
fn key(name: &str) -> String {
    let is_plain = |next: char| next.is_ascii_alphanumeric() || matches!(next, '-' | '_');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

/// Returns the date by which one occurrence of an étape is told from the others; nothing when it is the only one.
fn occurrence_suffix(etape: &Etape, rank: usize) -> Option<&str> {
    let quand = etape.quand.get(rank).filter(|_| etape.quand.len() > 1);
    quand.map(|quand| quand.texte())
}

/// Reports what is dated outside the time of the plan and of a fiche, at its place and in words that end before « hors de ».
fn report_outside(
    plan: &Plan,
    fiche: Option<&Fiche>,
    (at, what): (At, &str),
    findings: &mut Findings,
) {
    let own = fiche.and_then(|fiche| fiche.periode.as_deref());
    let in_plan = plan.strategie.periode.as_deref().map(|periode| {
        let end = plan.strategie.prorogation.as_ref();
        let end = end.map(|end| format!(", prorogée jusqu'au {}", end.fin.format("%d/%m/%Y")));
        format!(
            "la période du plan ({}{})",
            periode.texte(),
            end.unwrap_or_default()
        )
    });
    let in_own = own.map(|periode| format!("la période de la fiche ({})", periode.texte()));
    let periods: Vec<String> = in_plan.into_iter().chain(in_own).collect();
    let cure = if own.is_some() {
        "« periode » en haut de la fiche"
    } else {
        "« periode » ou « prorogation » dans strategie.toml"
    };
    findings
        .report(at, format!("{what} hors de {}", periods.join(" et de ")))
        .help(format!(
            "corriger l'année ; si elle est juste, corriger {cure}"
        ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn a_line_on_an_occurrence_can_be_typed_as_it_is() {
        let line = |nom: &str, quand: &str| {
            let text = format!("titre = \"T\"\n[calendrier.{nom}]\nquand = {quand}\n");
            let plan = plan("", &[("f", &text)]);
            point_line(&plan.fiches()[0].calendrier[0], 0, EtatEtape::Tenue)
        };
        assert_eq!(line("x", "2017"), "etapes.x = \"tenue\"");
        assert_eq!(
            line("x-y", "[\"2017-12\", 2018]"),
            "etapes.x-y.2017-12 = \"tenue\""
        );
        assert_eq!(
            line("\"fête\"", "[\"2017/2018\", 2019]"),
            "etapes.\"fête\".\"2017/2018\" = \"tenue\""
        );
    }
}
