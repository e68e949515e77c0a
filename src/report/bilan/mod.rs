//! The bilan of an exercice, fiche by fiche. The other parts of the report are computed from this one.

pub(crate) mod acteurs;
pub(crate) mod comparaison;
pub(crate) mod financement;
pub(crate) mod groupes;
pub(crate) mod synthese;
pub(crate) mod vigilance;

use self::acteurs::{Present, present};
use self::comparaison::{Comparaison, Perspective, compare, perspectives};
use self::financement::Financement;
use self::groupes::Groupe;
use self::synthese::Synthese;
use self::vigilance::{Vigilance, vigilance};
use crate::model::bilan::{BilanFiche, PageBilan};
use crate::model::cout::{LigneCout, SommeCouts};
use crate::model::echeance::{Echeance, echeances, is_late};
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::plan::Plan;
use crate::model::vie::{Attente, attente, closed_in, etat_at};
use crate::report::perimetre::Perimetre;
use crate::report::synthese::axe::Axe;

/// What the bilan of an exercice says of one fiche.
#[derive(Debug)]
pub(crate) struct FicheBilan<'a> {
    /// The fiche.
    pub(crate) fiche: &'a Fiche,
    /// What the bilan expects of it.
    pub(crate) attente: Attente,
    /// What its pilote wrote for the exercice.
    pub(crate) bilan: Option<&'a BilanFiche>,
    /// Its state at the reference date.
    pub(crate) etat: Option<Etat>,
    /// The year in which it closed.
    pub(crate) close: Option<i32>,
    /// Whether it is late.
    pub(crate) en_retard: bool,
    /// The occurrences that the bilan accounts for.
    pub(crate) etapes: Vec<Echeance<'a>>,
    /// Its indicators, measured.
    pub(crate) indicateurs: Vec<(&'a Indicateur, Mesure)>,
    /// Its lines of costs of the exercice.
    pub(crate) lignes: Vec<&'a LigneCout>,
    /// Their sums.
    pub(crate) couts: SommeCouts,
}

impl<'a> FicheBilan<'a> {
    /// Computes what the bilan says of a fiche.
    fn new(sujet: Sujet<'a>, fiche: &'a Fiche) -> Self {
        let Sujet {
            plan,
            exercice,
            horizon,
            perimetre,
            ..
        } = sujet;
        let lines = fiche.couts.lines_of(exercice);
        let lignes: Vec<&LigneCout> = lines.filter(|line| perimetre.pays(line)).collect();
        Self {
            fiche,
            attente: attente(plan, fiche, exercice, horizon),
            bilan: fiche.bilan_read(exercice, horizon),
            etat: etat_at(fiche, horizon),
            close: closed_in(fiche, horizon),
            en_retard: is_late(fiche, horizon, &plan.exercices),
            etapes: echeances(fiche, exercice, horizon, &plan.exercices),
            indicateurs: fiche
                .indicateurs
                .iter()
                .map(|indicateur| (indicateur, indicateur.measure(exercice)))
                .collect(),
            couts: SommeCouts::of(lignes.iter().copied()),
            lignes,
        }
    }

    /// Returns whether a bilan is expected.
    pub(crate) fn is_attendue(&self) -> bool {
        self.attente == Attente::Attendue
    }

    /// Returns whether its pilote has reported.
    pub(crate) fn is_saisie(&self) -> bool {
        self.bilan.is_some_and(BilanFiche::is_saisi)
    }

    /// Returns what its pilote says of the result.
    pub(crate) fn resultat(&self) -> Option<Resultat> {
        self.bilan?.resultat.as_deref().copied()
    }

    /// Returns what its pilote asks for next.
    pub(crate) fn suite(&self) -> Option<Suite> {
        self.bilan?.suite.as_deref().copied()
    }

    /// Returns whether no line gives its costs for the exercice, though it has some.
    pub(crate) fn is_non_chiffree(&self) -> bool {
        self.lignes.is_empty() && !self.fiche.couts.are_nil()
    }
}

/// What a bilan is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sujet<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The years.
    pub(crate) exercice: Exercice,
    /// How far one looks.
    pub(crate) horizon: Horizon,
    /// Which lines of costs are counted.
    pub(crate) perimetre: &'a Perimetre,
    /// What the fiches are grouped by.
    pub(crate) axe: Axe,
}

/// The bilan of an exercice.
#[derive(Debug)]
pub(crate) struct Bilan<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The years that it covers.
    pub(crate) exercice: Exercice,
    /// How far it looks.
    pub(crate) horizon: Horizon,
    /// The council's own page.
    pub(crate) page: Option<&'a PageBilan>,
    /// What it says of each fiche, in plan order.
    pub(crate) fiches: Vec<FicheBilan<'a>>,
    /// How many internal fiches it leaves out.
    pub(crate) fiches_internes: usize,
    /// How many internal journal entries it leaves out of the fiches that it shows.
    pub(crate) suivis_internes: usize,
    /// The sums.
    pub(crate) synthese: Synthese<'a>,
    /// Its costs, shared out.
    pub(crate) financement: Financement<'a>,
    /// The fiches of each node of the first level, and of those outside the tree.
    pub(crate) par_enjeu: Vec<Groupe<'a>>,
    /// The fiches along the axis that was asked for, when it is another one.
    autres_groupes: Option<Vec<Groupe<'a>>>,
    /// The points of attention.
    pub(crate) vigilance: Vec<Vigilance<'a>>,
    /// The exercice before, beside this one; nothing for the first of the plan.
    pub(crate) comparaison: Option<Comparaison<'a>>,
    /// Who takes part in the fiches of which a bilan is expected.
    pub(crate) acteurs: Vec<Present<'a>>,
    /// The étapes of the exercice after.
    pub(crate) perspectives: Vec<Perspective<'a>>,
}

impl<'a> Bilan<'a> {
    /// Computes the bilan of an exercice for some fiches, given in plan order.
    pub(crate) fn new(sujet: Sujet<'a>, fiches: &[&'a Fiche]) -> Self {
        let Sujet {
            plan,
            exercice,
            horizon,
            axe,
            ..
        } = sujet;
        let (shown, left_out): (Vec<&Fiche>, Vec<&Fiche>) = fiches
            .iter()
            .copied()
            .partition(|fiche| horizon.interne || !fiche.interne);
        let hidden = |fiche: &&Fiche| {
            fiche
                .suivi
                .iter()
                .filter(|entry| entry.interne && *entry.date <= horizon.date)
                .count()
        };
        let suivis_internes = if horizon.interne {
            0
        } else {
            shown.iter().map(hidden).sum()
        };
        let fiches: Vec<FicheBilan<'a>> = shown
            .iter()
            .map(|fiche| FicheBilan::new(sujet, fiche))
            .collect();
        Self {
            plan,
            exercice,
            horizon,
            page: plan.pages.iter().find(|page| *page.annee == exercice.annee),
            fiches_internes: left_out.len(),
            suivis_internes,
            synthese: Synthese::of(&fiches),
            financement: Financement::of(&fiches),
            par_enjeu: Groupe::all(plan, &fiches, Axe::Enjeu),
            autres_groupes: (axe != Axe::Enjeu).then(|| Groupe::all(plan, &fiches, axe)),
            vigilance: vigilance(&fiches),
            acteurs: present(plan, &fiches),
            comparaison: compare(plan, &fiches, exercice, horizon),
            perspectives: perspectives(plan, &fiches, exercice, horizon),
            fiches,
        }
    }

    /// Returns the fiches along the axis that was asked for.
    pub(crate) fn groupes(&self) -> &[Groupe<'a>] {
        self.autres_groupes.as_ref().unwrap_or(&self.par_enjeu)
    }

    /// Returns the fiches of which a bilan is expected.
    pub(crate) fn attendues(&self) -> impl Iterator<Item = &FicheBilan<'a>> {
        self.fiches.iter().filter(|fiche| fiche.is_attendue())
    }

    /// Returns the fiches of which a bilan is expected and none is saisi.
    pub(crate) fn sans_bilan(&self) -> impl Iterator<Item = &FicheBilan<'a>> {
        self.attendues().filter(|fiche| !fiche.is_saisie())
    }

    /// Returns the associated fiches.
    pub(crate) fn associees(&self) -> impl Iterator<Item = &FicheBilan<'a>> {
        self.fiches
            .iter()
            .filter(|fiche| fiche.attente == Attente::Associee)
    }
}
