//! What a plan can get wrong though it reads well: one rule a file. To add one, write its file and its word below.

pub(crate) mod publication;
mod round;
mod runner;
pub(crate) mod verdict;
mod walk;
mod wording;

use chrono::NaiveDate;

use self::runner::Passed;
#[cfg(test)]
use self::runner::{found_by, said_by};
use self::walk::{each_namesake, each_point, whole};
use self::wording::{key, occurrence_suffix, point_line, report_outside};
use crate::load::files::STRATEGIE;
use crate::model::fiche::Fiche;
use crate::model::indicateur::Indicateur;
use crate::model::plan::Plan;
use crate::model::strategie::Gravite;
use crate::text::diagnostic::{Card, Diagnostic, Example, Severity};
use crate::text::located::Located;
use crate::text::source::{At, Sources};
use crate::text::texte::Texte;

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
    acteur_en_double,
    alias_partage,
    acteur_inutilise,
    participant_en_double,
    objectif_inconnu,
    noeud_sans_parent,
    niveau_inconnu,
    noeud_sans_niveau,
    compte_annonce,
    titre_en_double,
    numero_en_double,
    commune_inconnue,
    fiche_sans_pilote,
    fiche_sans_calendrier,
    fiche_sans_indicateur,
    fiche_sans_resultat,
    fiche_hors_periode,
    prorogation_sans_effet,
    etape_inconnue,
    etape_sans_date,
    etape_hors_periode,
    annee_sans_etape,
    occurrence_inconnue,
    occurrence_a_preciser,
    occurrence_en_double,
    report_anterieur,
    date_sans_report,
    montant_negatif,
    cout_malgre_nul,
    cout_sans_annee,
    cout_sans_montant,
    cout_hors_periode,
    cout_en_double,
    valeur_future,
    valeur_manquante,
    cible_hors_periode,
    cible_contraire,
    indicateur_muet,
    bilan_hors_periode,
    bilan_hors_exercice,
    exercices_chevauchants,
    instance_inconnue,
    bilan_manquant,
    bilan_vide,
    realisee_etapes_ouvertes,
    atteint_malgre_cible,
    suivi_vide,
    suivi_en_desordre,
    suivi_futur,
    donnee_personnelle,
    caractere_de_commande,
    caractere_invisible,
    regle_inconnue,
    gravite_impossible,
    ignore_inutile,
}

/// A rule: its card, and the function that looks for the defect.
struct Rule {
    /// What the rule is, stamped on each of its findings.
    card: Card,
    /// Looks for the defect in a plan.
    check: Check,
}

/// What a rule looks at. The runner goes through the plan once for all the rules that look at one thing at a time.
enum Check {
    /// The plan: what its fiches share, or what sets them against each other.
    Plan(fn(&Context<'_>, &mut Findings)),
    /// Each fiche.
    Fiche(fn(&Context<'_>, &Fiche, &mut Findings)),
    /// Each fiche of which everything was read: only of these may a rule say what they lack.
    Whole(fn(&Context<'_>, &Fiche, &mut Findings)),
    /// What no fiche holds, then each fiche.
    Both(
        fn(&Context<'_>, &mut Findings),
        fn(&Context<'_>, &Fiche, &mut Findings),
    ),
    /// Each indicator, with its fiche; those of the territory have none.
    Indicateur(fn(&Context<'_>, Option<&Fiche>, &Indicateur, &mut Findings)),
    /// Each text that people wrote.
    Texte(fn(&Context<'_>, &Located<Texte>, &mut Findings)),
    /// Each name of a rule that `[regles]` or `ignorer` holds, with the severity that it wants.
    Mention(fn(&Context<'_>, &Located<Texte>, Gravite, &mut Findings)),
    /// Each fiche at the reference date: never an error, and of no account for `--strict`.
    Clock(fn(&Context<'_>, &Fiche, NaiveDate, &mut Findings)),
    /// Each indicator at the reference date, as [`Check::Clock`].
    ClockIndicateur(fn(&Context<'_>, &Indicateur, NaiveDate, &mut Findings)),
    /// What the other rules found and the plan asks to pass over.
    Passed(fn(&Context<'_>, &Passed, &mut Findings)),
}

impl Check {
    /// Returns whether it looks at the clock.
    fn is_dated(&self) -> bool {
        matches!(self, Self::Clock(_) | Self::ClockIndicateur(_))
    }
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
        self.sources.top_of(STRATEGIE)
    }

    /// Returns the place of some words of a value, where the file spells them as they are; else that of the value.
    fn within(&self, at: At, words: &str) -> At {
        self.sources.find(at, words).unwrap_or(at)
    }

    /// Returns the place of a character of a text, as it is or spelled out (`\u202e`); else that of the text.
    fn character(&self, at: At, character: char) -> At {
        let code = u32::from(character);
        let spellings = [
            character.to_string(),
            format!("\\u{code:04x}"),
            format!("\\u{code:04X}"),
            format!("\\U{code:08x}"),
            format!("\\U{code:08X}"),
        ];
        let mut places = spellings.iter().map(|words| self.sources.find(at, words));
        places.find_map(|place| place).unwrap_or(at)
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
    /// Returns no findings of a rule yet.
    fn of(rule: &'static Rule) -> Self {
        Self {
            card: &rule.card,
            found: Vec::new(),
        }
    }

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
    rule.is_some_and(|rule| rule.check.is_dated())
}
