//! Who may be pilote or partenaire, and the ways of naming them.

use std::collections::HashMap;

use super::ids::ActeurId;
use super::mot::Mot;
use crate::text::fold::fold;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// What kind of body an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GenreActeur {
    /// A commune.
    Commune,
    /// A municipal service.
    Service,
    /// A service of the State.
    Etat,
    /// The courts and what belongs to them.
    Justice,
    /// The police and the gendarmerie.
    Police,
    /// Schools and their administration.
    Education,
    /// An association.
    Association,
    /// A landlord of social housing.
    Bailleur,
    /// Anything else.
    Autre,
}

impl Mot for GenreActeur {
    const ALL: &'static [Self] = &[
        Self::Commune,
        Self::Service,
        Self::Etat,
        Self::Justice,
        Self::Police,
        Self::Education,
        Self::Association,
        Self::Bailleur,
        Self::Autre,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Service => "service",
            Self::Etat => "etat",
            Self::Justice => "justice",
            Self::Police => "police",
            Self::Education => "education",
            Self::Association => "association",
            Self::Bailleur => "bailleur",
            Self::Autre => "autre",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Etat => "État",
            Self::Education => "éducation",
            other => other.word(),
        }
    }
}

/// An actor of `acteurs.toml`.
#[derive(Debug)]
pub(crate) struct Acteur {
    /// Its identifier, the key of its table.
    pub(crate) id: Located<ActeurId>,
    /// Its full name.
    pub(crate) nom: Located<Texte>,
    /// Its acronym.
    pub(crate) sigle: Option<Located<Texte>>,
    /// Its other spellings.
    pub(crate) alias: Box<[Located<Texte>]>,
    /// What kind of body it is.
    pub(crate) genre: Option<Located<GenreActeur>>,
}

impl Acteur {
    /// Returns every way of naming it: name, acronym, aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Located<Texte>> {
        std::iter::once(&self.nom)
            .chain(&self.sigle)
            .chain(&self.alias)
    }
}

/// Who a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identite {
    /// One actor, by its rank in the annuaire.
    Known(usize),
    /// No actor that was declared.
    Unknown,
    /// Two actors or more.
    Ambiguous,
}

/// The actors of a plan, and who each name stands for.
#[derive(Debug, Default)]
pub(crate) struct Annuaire {
    /// The actors, in the file's order.
    acteurs: Vec<Acteur>,
    /// Each folded name with the actors that bear it.
    by_name: HashMap<String, Vec<usize>>,
}

impl Annuaire {
    /// Returns the annuaire of these actors.
    pub(crate) fn new(acteurs: Vec<Acteur>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (rank, acteur) in acteurs.iter().enumerate() {
            for name in acteur.names() {
                let bearers = by_name.entry(fold(name)).or_default();
                if !bearers.contains(&rank) {
                    bearers.push(rank);
                }
            }
        }
        Self { acteurs, by_name }
    }

    /// Returns who a name stands for.
    pub(crate) fn identify(&self, name: &str) -> Identite {
        match self.by_name.get(&fold(name)).map(Vec::as_slice) {
            Some([rank]) => Identite::Known(*rank),
            Some([_, _, ..]) => Identite::Ambiguous,
            _ => Identite::Unknown,
        }
    }

    /// Returns the actors that bear a name.
    pub(crate) fn bearers(&self, name: &str) -> impl Iterator<Item = &Acteur> {
        self.by_name
            .get(&fold(name))
            .into_iter()
            .flatten()
            .map(|&rank| &self.acteurs[rank])
    }

    /// Returns the actors, in the file's order.
    pub(crate) fn acteurs(&self) -> &[Acteur] {
        &self.acteurs
    }
}

/// Someone as a fiche names them: pilote or partenaire.
#[derive(Debug)]
pub(crate) struct Participant {
    /// The name as the fiche writes it.
    pub(crate) nom: Located<Texte>,
    /// What is printed after the name, which few have.
    pub(crate) precision: Option<Box<Precision>>,
    /// Who it is; the plan says so once it is assembled.
    pub(crate) identite: Identite,
}

/// What is printed after the name of a pilote or a partenaire.
#[derive(Debug)]
pub(crate) struct Precision {
    /// The service printed in brackets.
    pub(crate) service: Option<Located<Texte>>,
    /// Any other bracket: « action inter-services ».
    pub(crate) mention: Option<Located<Texte>>,
}

impl Participant {
    /// Returns the service printed in brackets after the name.
    pub(crate) fn service(&self) -> Option<&Located<Texte>> {
        self.precision.as_ref()?.service.as_ref()
    }

    /// Returns any other bracket.
    pub(crate) fn mention(&self) -> Option<&Located<Texte>> {
        self.precision.as_ref()?.mention.as_ref()
    }
}
