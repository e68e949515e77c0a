//! A fiche-action, as its file says it.

use std::ops::{Deref, DerefMut};

use chrono::NaiveDate;

use super::acteur::Participant;
use super::bilan::BilanFiche;
use super::calendrier::Etape;
use super::cout::Couts;
use super::dates::Periode;
use super::etat::Etat;
use super::exercice::Exercice;
use super::horizon::Horizon;
use super::ids::{Code, FicheId};
use super::indicateur::Indicateur;
use crate::text::located::Located;
use crate::text::source::At;
use crate::text::texte::Texte;

/// An entry of the journal.
#[derive(Debug)]
pub(crate) struct Suivi {
    /// The day.
    pub(crate) date: Located<NaiveDate>,
    /// How far the action is, when the entry says so.
    pub(crate) etat: Option<Located<Etat>>,
    /// What happened.
    pub(crate) note: Option<Located<Texte>>,
    /// Who wrote it.
    pub(crate) auteur: Option<Located<Texte>>,
    /// Whether it is kept out of the published bilan.
    pub(crate) interne: bool,
}

/// A rule that a fiche asks to be passed over, and why.
#[derive(Debug)]
pub(crate) struct Ignore {
    /// The rule's name.
    pub(crate) regle: Located<Texte>,
    /// The reason.
    pub(crate) raison: Option<Located<Texte>>,
}

/// A heading that the format does not interpret, with its texts.
#[derive(Debug)]
pub(crate) struct Autre {
    /// The heading.
    pub(crate) titre: Located<Texte>,
    /// Its texts.
    pub(crate) textes: Box<[Located<Texte>]>,
}

/// A fiche-action. All that it says stands apart, so that thousands of them are handed on and put in order at no cost.
#[derive(Debug)]
pub(crate) struct Fiche(Box<Contenu>);

impl From<Contenu> for Fiche {
    fn from(contenu: Contenu) -> Self {
        Self(Box::new(contenu))
    }
}

impl Deref for Fiche {
    type Target = Contenu;

    fn deref(&self) -> &Contenu {
        &self.0
    }
}

impl DerefMut for Fiche {
    fn deref_mut(&mut self) -> &mut Contenu {
        &mut self.0
    }
}

/// What a fiche-action says.
#[derive(Debug)]
pub(crate) struct Contenu {
    /// Its identifier: the file's name.
    pub(crate) id: FicheId,
    /// Its file's beginning.
    pub(crate) at: At,
    /// Whether something in its file could not be read: what it does not say may stand there.
    pub(crate) partielle: bool,
    /// Its number as printed, which is no key.
    pub(crate) numero: Option<Located<Texte>>,
    /// Its title as printed.
    pub(crate) titre: Located<Texte>,
    /// The document's other wordings of the title.
    pub(crate) autres_titres: Box<[Located<Texte>]>,
    /// Whose fiche it is; absent: the plan's territoire.
    pub(crate) commune: Option<Located<Texte>>,
    /// Its own period; absent: the plan's.
    pub(crate) periode: Option<Located<Periode>>,
    /// Where it hangs in the tree, as the file says.
    pub(crate) objectif: Option<Located<Code>>,
    /// Whether it is kept out of the published bilan.
    pub(crate) interne: bool,
    /// Who leads it.
    pub(crate) pilotes: Box<[Participant]>,
    /// Who takes part.
    pub(crate) partenaires: Box<[Participant]>,
    /// Whom it is for.
    pub(crate) publics: Box<[Located<Texte>]>,
    /// How it is to be done.
    pub(crate) mise_en_oeuvre: Option<Located<Texte>>,
    /// What is expected of it.
    pub(crate) resultats_attendus: Box<[Located<Texte>]>,
    /// Where the document prints it.
    pub(crate) source: Option<Located<Texte>>,
    /// The rules passed over, with reasons.
    pub(crate) ignorer: Box<[Ignore]>,
    /// What it costs.
    pub(crate) couts: Couts,
    /// Its étapes, in the file's order.
    pub(crate) calendrier: Box<[Etape]>,
    /// Its indicators, in the file's order.
    pub(crate) indicateurs: Box<[Indicateur]>,
    /// Its journal, in the file's order.
    pub(crate) suivi: Box<[Suivi]>,
    /// Its bilans, by year.
    pub(crate) bilans: Box<[BilanFiche]>,
    /// Other headings of the document.
    pub(crate) autres: Box<[Autre]>,
    /// Whether it is the territoire's own; the plan says so once it is assembled.
    pub(crate) propre: bool,
    /// The node of the tree where it hangs; the plan says so once it is assembled.
    pub(crate) noeud: Option<usize>,
}

impl Fiche {
    /// Returns the bilan of an exercice.
    pub(crate) fn bilan_of(&self, exercice: Exercice) -> Option<&BilanFiche> {
        self.bilans
            .iter()
            .find(|bilan| *bilan.annee == exercice.annee)
    }

    /// Returns the bilan of an exercice, when it is within the horizon.
    pub(crate) fn bilan_read(&self, exercice: Exercice, horizon: Horizon) -> Option<&BilanFiche> {
        self.bilan_of(exercice)
            .filter(|bilan| *bilan.annee <= horizon.last_bilan)
    }

    /// Returns the bilans within the horizon, by year.
    pub(crate) fn bilans_read(
        &self,
        horizon: Horizon,
    ) -> impl DoubleEndedIterator<Item = &BilanFiche> {
        self.bilans
            .iter()
            .filter(move |bilan| *bilan.annee <= horizon.last_bilan)
    }

    /// Returns the journal entries within the horizon, in the file's order.
    pub(crate) fn suivi_read(&self, horizon: Horizon) -> impl Iterator<Item = &Suivi> {
        self.suivi
            .iter()
            .filter(move |entry| *entry.date <= horizon.date && (horizon.interne || !entry.interne))
    }
}
