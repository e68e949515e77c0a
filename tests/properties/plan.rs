//! A plan as plain values: what the files of a folder say, before anything is made of it.

use std::collections::BTreeMap;
use std::fmt;

use crate::jour::{Jour, Moment, Periode, Quand};
use crate::toml::files;

/// Words of where an action is.
pub(crate) const ETATS: [&str; 6] = [
    "a-venir",
    "en-cours",
    "realisee",
    "en-pause",
    "bloquee",
    "abandonnee",
];

/// Words of whether a result is reached.
pub(crate) const RESULTATS: [&str; 4] = ["atteint", "partiel", "non-atteint", "non-mesure"];

/// Words of what comes next.
pub(crate) const SUITES: [&str; 5] = ["poursuivre", "adapter", "suspendre", "arreter", "clore"];

/// Words of what an étape is.
pub(crate) const GENRES: [&str; 5] = ["jalon", "action", "evenement", "reunion", "bilan"];

/// Names of the levels.
pub(crate) const NIVEAUX: [&str; 4] = ["Axe", "Orientation", "Priorité", "Action"];

/// Whose plan it is.
pub(crate) const TERRITOIRE: &str = "Bourg-Exemple";

/// The actors that are declared: identifier, name, and the other spelling that the file has for them.
pub(crate) const ACTEURS: [(&str, &str, &str); 3] = [
    ("ville", "Ville de Bourg-Exemple", "alias = [\"Bourg\"]"),
    ("ccas", "Centre d'action sociale", "sigle = \"CCAS\""),
    ("police", "Police municipale", "genre = \"police\""),
];

/// How fiches name actors: what is written, and the rank of the actor when it is declared.
pub(crate) const NOMS: [(&str, Option<usize>); 8] = [
    ("Ville de Bourg-Exemple", Some(0)),
    ("BOURG", Some(0)),
    ("CCAS", Some(1)),
    ("Centre d’Action Sociale", Some(1)),
    ("police-municipale", Some(2)),
    ("Inconnu & Cie, <dit> | l'autre", None),
    ("INCONNU & CIE, <DIT> | L'AUTRE", None),
    ("Personne", None),
];

/// A plan; where a test fails, its files are shown.
#[derive(Clone)]
pub(crate) struct Plan {
    /// Its years.
    pub(crate) periode: Option<Periode>,
    /// Its extension.
    pub(crate) prorogation: Option<Moment>,
    /// How many levels it names.
    pub(crate) niveaux: usize,
    /// The levels whose codes are not printed, by rank.
    pub(crate) sans_numero: Vec<usize>,
    /// The nodes of its tree, in the order of the file.
    pub(crate) noeuds: Vec<Noeud>,
    /// Whether it has a file of actors.
    pub(crate) has_acteurs: bool,
    /// The council's pages: a year, and the first year that it covers when it is another.
    pub(crate) pages: BTreeMap<i32, Option<i32>>,
    /// Its fiches, in any order.
    pub(crate) fiches: Vec<Fiche>,
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noeud {
    /// Its code.
    pub(crate) code: String,
    /// Its title.
    pub(crate) titre: String,
}

/// A fiche.
#[derive(Debug, Clone)]
pub(crate) struct Fiche {
    /// Its identifier.
    pub(crate) id: String,
    /// The folder where it is, below `fiches`; empty for none.
    pub(crate) dossier: &'static str,
    /// Its printed number.
    pub(crate) numero: Option<String>,
    /// Its title.
    pub(crate) titre: String,
    /// Whose it is.
    pub(crate) commune: Option<String>,
    /// Its own years.
    pub(crate) periode: Option<Periode>,
    /// The code where it hangs, known or not.
    pub(crate) objectif: Option<String>,
    /// Whether it is internal.
    pub(crate) is_interne: bool,
    /// Who pilots it.
    pub(crate) pilotes: Vec<Participant>,
    /// Who takes part.
    pub(crate) partenaires: Vec<Participant>,
    /// Whom it is for.
    pub(crate) publics: Vec<String>,
    /// Its long text.
    pub(crate) mise_en_oeuvre: Option<String>,
    /// What is expected of it.
    pub(crate) resultats_attendus: Vec<String>,
    /// What the document says of its cost: `non-defini`, `variable` or `nul`.
    pub(crate) nature: Option<&'static str>,
    /// Its cost lines.
    pub(crate) lignes: Vec<Ligne>,
    /// Its étapes, in the order of the file.
    pub(crate) etapes: Vec<Etape>,
    /// Its indicators.
    pub(crate) indicateurs: Vec<Indicateur>,
    /// Its journal, in the order of the file.
    pub(crate) suivi: Vec<Entree>,
    /// What its pilote reports, by year.
    pub(crate) bilans: BTreeMap<i32, BilanFiche>,
}

/// Who pilots a fiche, or takes part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participant {
    /// The rank of its name in [`NOMS`].
    pub(crate) nom: usize,
    /// Its service.
    pub(crate) service: Option<String>,
    /// Another bracket.
    pub(crate) mention: Option<String>,
}

/// A cost line; amounts are in cents.
#[derive(Debug, Clone)]
pub(crate) struct Ligne {
    /// Its year.
    pub(crate) annee: Option<i32>,
    /// What it pays for.
    pub(crate) objet: Option<String>,
    /// Who pays.
    pub(crate) financeur: Option<String>,
    /// What is planned.
    pub(crate) prevu: Option<i64>,
    /// What is spent.
    pub(crate) realise: Option<i64>,
}

/// An étape.
#[derive(Debug, Clone)]
pub(crate) struct Etape {
    /// Its name.
    pub(crate) nom: String,
    /// Its occurrences.
    pub(crate) quand: Vec<Quand>,
    /// What it is.
    pub(crate) quoi: Option<String>,
    /// The document's words.
    pub(crate) imprime: Option<String>,
    /// Its kind, when it is written.
    pub(crate) genre: Option<&'static str>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub(crate) struct Indicateur {
    /// Its key.
    pub(crate) code: String,
    /// Its name.
    pub(crate) nom: Option<String>,
    /// Which way is better.
    pub(crate) sens: Option<&'static str>,
    /// Its values, in tenths, and whether each is about so.
    pub(crate) valeurs: BTreeMap<i32, (i64, bool)>,
    /// Its targets, in tenths.
    pub(crate) cibles: BTreeMap<i32, i64>,
}

/// An entry of the journal.
#[derive(Debug, Clone)]
pub(crate) struct Entree {
    /// Its day.
    pub(crate) date: Jour,
    /// Where the action is.
    pub(crate) etat: Option<&'static str>,
    /// What happened.
    pub(crate) note: Option<String>,
    /// Whether it is internal.
    pub(crate) is_interne: bool,
}

/// What a pilote reports for a year.
#[derive(Debug, Clone)]
pub(crate) struct BilanFiche {
    /// Where the action is.
    pub(crate) etat: Option<&'static str>,
    /// Whether its result is reached.
    pub(crate) resultat: Option<&'static str>,
    /// What comes next.
    pub(crate) suite: Option<&'static str>,
    /// What was done; it may be blank.
    pub(crate) realisations: Option<String>,
    /// What was hard.
    pub(crate) difficultes: Option<String>,
    /// What is in sight.
    pub(crate) perspectives: Option<String>,
    /// What became of étapes.
    pub(crate) mentions: Vec<Mention>,
}

/// What became of an étape.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The rank of the étape.
    pub(crate) etape: usize,
    /// The rank of the occurrence.
    pub(crate) occurrence: usize,
    /// Whether the occurrence is named.
    pub(crate) is_named: bool,
    /// What became of it.
    pub(crate) sort: Sort,
}

/// What becomes of an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    /// It was held.
    Tenue,
    /// It was called off.
    Annulee,
    /// It was put off, to a new date when one is said.
    Reportee(Option<Quand>),
}

impl fmt::Debug for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut files = files(self).into_iter();
        files.try_for_each(|(path, text)| write!(out, "\n#### {path}\n{text}"))
    }
}

impl Plan {
    /// Returns the years of the exercice that holds a year: its first, and its last, which names it.
    pub(crate) fn exercice(&self, year: i32) -> (i32, i32) {
        let mut spans = self
            .pages
            .iter()
            .map(|(last, first)| (first.unwrap_or(*last), *last));
        let span = spans.find(|(first, last)| *first <= year && year <= *last);
        span.unwrap_or((year, year))
    }
}

impl Etape {
    /// Returns whether it is a promised bilan.
    pub(crate) fn is_bilan(&self) -> bool {
        self.genre == Some("bilan")
    }
}
