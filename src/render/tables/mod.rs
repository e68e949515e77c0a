//! The tables of a plan, and their columns: the one dictionary of every tabular format. A file a table.

pub(crate) mod bilan;
pub(crate) mod bilans;
pub(crate) mod calendrier;
pub(crate) mod couts;
pub(crate) mod fiches;
pub(crate) mod indicateurs;
pub(crate) mod journal;
pub(crate) mod manquants;
pub(crate) mod messages;
pub(crate) mod synthese;

use std::borrow::Cow;

use super::document::{Column, Kind, Table};
use super::value::Value;
use crate::model::fiche::Fiche;

/// What a table is called and what a row of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Card {
    /// Its name on the command line.
    pub(crate) key: &'static str,
    /// Its name for people.
    pub(crate) name: &'static str,
    /// What a row is, for people.
    pub(crate) row: &'static str,
}

/// A table of the dictionary: its card and its columns, each with where it stands.
pub(crate) type Entry = (Card, Vec<(Heading, Place)>);

/// Returns the dictionary: every table with its columns.
pub(crate) fn dictionary() -> Vec<Entry> {
    vec![
        entry(fiches::CARD, fiches::columns()),
        entry(calendrier::CARD, calendrier::columns()),
        entry(indicateurs::CARD, indicateurs::columns()),
        entry(couts::CARD, couts::columns()),
        entry(journal::CARD, journal::columns()),
        entry(bilans::CARD, bilans::columns()),
        entry(synthese::CARD, synthese::columns()),
        entry(bilan::fiches::CARD, bilan::fiches::columns()),
        entry(bilan::identite::CARD, bilan::identite::columns()),
        entry(bilan::synthese::CARD, bilan::synthese::columns()),
        entry(bilan::avancement::CARD, bilan::avancement::columns()),
        entry(bilan::financement::CARD, bilan::financement::columns()),
        entry(bilan::etapes::CARD, bilan::etapes::columns()),
        entry(bilan::indicateurs::CARD, bilan::indicateurs::columns()),
        entry(bilan::vigilance::CARD, bilan::vigilance::columns()),
        entry(bilan::comparaison::CARD, bilan::comparaison::columns()),
        entry(bilan::perspectives::CARD, bilan::perspectives::columns()),
        entry(manquants::CARD, manquants::columns()),
        entry(messages::CARD, messages::columns()),
    ]
}

/// Returns a table of the dictionary.
fn entry<R>(card: Card, columns: Vec<Colonne<'_, R>>) -> Entry {
    let columns = columns.into_iter();
    let columns = columns.map(|column| (column.heading, column.place));
    (card, columns.collect())
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// An identifier.
    Identifiant,
    /// A text.
    Texte,
    /// A long text, or a title.
    Titre,
    /// Texts, separated by semicolons.
    Liste,
    /// A word of a closed list.
    Mot,
    /// A count.
    Entier,
    /// A year.
    Annee,
    /// A figure.
    Nombre,
    /// An amount, in euros.
    Montant,
    /// A day.
    Date,
    /// Yes or no.
    OuiNon,
}

impl Nature {
    /// Returns what it is called, for people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Identifiant => "identifiant",
            Self::Texte | Self::Titre => "texte",
            Self::Liste => "liste",
            Self::Mot => "mot",
            Self::Entier => "entier",
            Self::Annee => "année",
            Self::Nombre => "nombre",
            Self::Montant => "euros",
            Self::Date => "date",
            Self::OuiNon => "oui/non",
        }
    }

    /// Returns how its cells stand and break.
    fn kind(self) -> Kind {
        match self {
            Self::Identifiant => Kind::Identifier,
            Self::Titre => Kind::Title,
            Self::Texte | Self::Liste | Self::Mot | Self::Date | Self::OuiNon | Self::Annee => {
                Kind::Words
            }
            Self::Entier | Self::Nombre | Self::Montant => Kind::Figure,
        }
    }
}

/// What a column is called and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its name, for programs and on the command line: ASCII, snake_case.
    pub(crate) key: Cow<'static, str>,
    /// Its heading, for people.
    pub(crate) title: Cow<'static, str>,
    /// What its cells hold.
    pub(crate) nature: Nature,
    /// What it says, for people.
    pub(crate) meaning: Cow<'static, str>,
}

/// Where a column stands when nobody chooses the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Wherever the table is shown.
    Everywhere,
    /// In tables that people read.
    Screen,
    /// In files that programs read.
    Files,
}

impl Place {
    /// Returns it as people read it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "partout",
            Self::Screen => "écran",
            Self::Files => "fichiers",
        }
    }

    /// Returns whether a column that has it stands in a table that people read.
    pub(crate) fn is_on_screen(self) -> bool {
        self != Self::Files
    }

    /// Returns whether a column that has it stands in a file that programs read.
    pub(crate) fn is_in_files(self) -> bool {
        self != Self::Screen
    }
}

/// A column of a table whose rows are `R`.
#[derive(Debug, Clone)]
pub(crate) struct Colonne<'a, R> {
    /// What it is called.
    pub(crate) heading: Heading,
    /// Where it stands when nobody chooses.
    pub(crate) place: Place,
    /// What its cell holds in a row.
    pub(crate) value: fn(&R) -> Value<'a>,
}

impl<'a, R> Colonne<'a, R> {
    /// Returns a column: its key and its heading, what its cells hold and where it stands, what it says, and its cell in a row.
    pub(crate) fn new(
        (key, title): (&'static str, &'static str),
        (nature, place): (Nature, Place),
        meaning: &'static str,
        value: fn(&R) -> Value<'a>,
    ) -> Self {
        let heading = Heading {
            key: key.into(),
            title: title.into(),
            nature,
            meaning: meaning.into(),
        };
        Self {
            heading,
            place,
            value,
        }
    }
}

/// A row that belongs to a fiche.
trait OfFiche<'a> {
    /// Returns the fiche.
    fn fiche(&self) -> &'a Fiche;
}

/// Returns the columns that say to which fiche a row belongs.
fn of_fiche<'a, R: OfFiche<'a>>() -> Vec<Colonne<'a, R>> {
    vec![
        Colonne::new(
            ("fiche", "Fiche"),
            (Nature::Identifiant, Place::Everywhere),
            "identifiant de la fiche",
            |row| Value::text(Some(row.fiche().id.as_str())),
        ),
        Colonne::new(
            ("titre", "Titre"),
            (Nature::Titre, Place::Everywhere),
            "titre de la fiche",
            |row| Value::located(Some(&row.fiche().titre)),
        ),
    ]
}

/// Which columns of a table are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Choice<'c> {
    /// Those that stand in a table that people read.
    Screen,
    /// Those that stand in a file.
    Files,
    /// Those that have these keys, in this order.
    Keys(&'c [String]),
}

/// Returns the columns that are chosen. A key that no column has is passed over: the command line refuses it.
pub(crate) fn chosen<'a, R>(
    columns: Vec<Colonne<'a, R>>,
    choice: Choice<'_>,
) -> Vec<Colonne<'a, R>> {
    let keep = |keep: fn(Place) -> bool, columns: Vec<Colonne<'a, R>>| {
        let columns = columns.into_iter().filter(|column| keep(column.place));
        columns.collect()
    };
    match choice {
        Choice::Screen => keep(Place::is_on_screen, columns),
        Choice::Files => keep(Place::is_in_files, columns),
        Choice::Keys(keys) => {
            let column = |key: &String| {
                let mut columns = columns.iter();
                columns
                    .find(|column| column.heading.key == *key)
                    .map(|column| Colonne {
                        heading: column.heading.clone(),
                        ..*column
                    })
            };
            keys.iter().filter_map(column).collect()
        }
    }
}

/// A table as files hold it: headings, then rows that are worked out one after another.
pub(crate) struct Sheet<'a> {
    /// Its name, in French.
    pub(crate) name: &'static str,
    /// Its columns.
    pub(crate) headings: Vec<Heading>,
    /// Its rows, each with a cell a column.
    pub(crate) rows: Box<dyn Iterator<Item = Vec<Value<'a>>> + 'a>,
}

impl<'a> Sheet<'a> {
    /// Returns a table of some rows.
    pub(crate) fn new<R: 'a>(
        card: Card,
        columns: Vec<Colonne<'a, R>>,
        rows: impl IntoIterator<Item = R, IntoIter: 'a>,
    ) -> Self {
        let headings = columns.iter().map(|column| column.heading.clone());
        Self {
            name: card.name,
            headings: headings.collect(),
            rows: Box::new(
                rows.into_iter()
                    .map(move |row| columns.iter().map(|column| (column.value)(&row)).collect()),
            ),
        }
    }
}

/// Returns a table as people read it.
pub(crate) fn shown<'a, R>(
    caption: impl Into<Cow<'static, str>>,
    columns: &[Colonne<'a, R>],
    rows: impl IntoIterator<Item = R>,
) -> Table {
    let mut table = Table::new(caption, &[]);
    table.columns = columns
        .iter()
        .map(|column| Column {
            title: column.heading.title.clone(),
            kind: column.heading.nature.kind(),
        })
        .collect();
    let row = |row: R| {
        let cells = columns.iter().map(|column| (column.value)(&row).shown());
        cells.collect()
    };
    table.rows = rows.into_iter().map(row).collect();
    table
}
