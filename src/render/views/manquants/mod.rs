//! What a bilan still lacks, by pilote: as a table, or as messages that are ready to be sent.

mod json;
mod lettre;
pub(crate) mod messages;
pub(crate) mod words;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::asked;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{count, date, plural};
use crate::render::tables::manquants::{CARD, Rangee, columns};
use crate::render::tables::{Choice, Sheet, chosen, shown};
use crate::report::manquants::Manquants;

/// What is lacking, and what was asked for.
pub(crate) struct Page<'a> {
    /// What is lacking.
    pub(crate) manquants: &'a Manquants<'a>,
    /// The conditions that the fiches meet.
    pub(crate) filter: &'a Filter,
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title(self.title().0));
        if !self.filter.is_empty() {
            document.push(Block::Fields(asked::fields(self.filter)));
        }
        document.say(counts(self.manquants));
        if let Some(nothing) = nothing(self.manquants, self.filter) {
            document.say(nothing);
        } else {
            document.say(to_complete(self.manquants));
            document.push(Block::Table(self.table()));
        }
        if self.manquants.is_shared() {
            let said = "Une fiche qui a plusieurs pilotes est sous chacun d'eux, et ne compte qu'une fois.";
            document.say(Text::new(said, Tone::Faint));
        }
        let internes = self.manquants.bilan.fiches_internes;
        if internes > 0 {
            let left_out = plural(internes, "comptée");
            let said = format!("Non {left_out} ici : {}.", count(internes, "fiche interne"));
            document.say(said);
        }
        document
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        let columns = chosen(columns(), Choice::Files);
        vec![Sheet::new(CARD, columns, self.rows())]
    }

    fn title(&self) -> (String, NaiveDate) {
        title(self.manquants, self.filter)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }
}

impl<'a> Page<'a> {
    /// Returns the rows: the fiches of each pilote.
    fn rows(&self) -> impl Iterator<Item = Rangee<'a>> + use<'a> {
        let manquants = self.manquants;
        manquants.groupes.iter().flat_map(move |groupe| {
            manquants.of(groupe).map(move |due| Rangee {
                bilan: manquants.bilan,
                pilote: groupe.pilote,
                due,
            })
        })
    }

    /// Returns the table that people read: a group of rows a pilote.
    fn table(&self) -> crate::render::document::Table {
        let columns = chosen(columns(), Choice::Screen);
        let mut table = shown("Ce qui manque, par pilote", &columns, self.rows());
        let mut start = 0;
        for groupe in &self.manquants.groupes {
            let plan = self.manquants.bilan.plan;
            let name = groupe.pilote.map_or_else(
                || "Sans pilote désigné".to_owned(),
                |pilote| words::pilote(plan, pilote),
            );
            table.groups.push((start, name));
            start += self.manquants.of(groupe).count();
        }
        table
    }
}

/// Returns the title: the year, the territory, and that it is partial when it is.
fn title(manquants: &Manquants<'_>, filter: &Filter) -> (String, NaiveDate) {
    let bilan = manquants.bilan;
    let title = format!("Bilan {}", bilan.exercice.label());
    let title = asked::titled(&title, filter, "partiel");
    let title = format!(
        "{title} · ce qui manque · {}",
        *bilan.plan.strategie.territoire
    );
    (title, bilan.horizon.date)
}

/// Returns the line that counts: the bilans that are expected, those that are there and those that are not.
fn counts(manquants: &Manquants<'_>) -> String {
    let synthese = &manquants.bilan.synthese;
    let (attendus, saisis) = (synthese.attendus.len(), synthese.saisis.len());
    format!(
        "{} : {}, {} sans bilan.",
        count(attendus, "bilan attendu"),
        count(saisis, "saisi"),
        synthese.sans_bilan.len()
    )
}

/// Returns the line that counts what is to be completed, and by how many.
fn to_complete(manquants: &Manquants<'_>) -> String {
    let named = manquants.groupes.iter();
    let named = named.filter(|groupe| groupe.pilote.is_some()).count();
    let (fiches, nobody) = (manquants.fiches.len(), manquants.without_pilote().count());
    let by = match named {
        0 => String::new(),
        named => format!(", par {}", count(named, "pilote")),
    };
    let nobody = match nobody {
        0 => String::new(),
        1 => " ; 1 fiche n'a pas de pilote désigné".to_owned(),
        many => format!(" ; {many} fiches n'ont pas de pilote désigné"),
    };
    format!(
        "Au {} : {} à compléter{by}{nobody}.",
        date(manquants.bilan.horizon.date),
        count(fiches, "fiche")
    )
}

/// Says that nothing is lacking, where nothing is, and why.
pub(crate) fn nothing(manquants: &Manquants<'_>, filter: &Filter) -> Option<String> {
    let whose = match filter.is_empty() {
        true => "",
        false => " aux fiches demandées",
    };
    let bilan = manquants.bilan;
    let attendus = bilan.synthese.attendus.len();
    let label = bilan.exercice.label();
    if !manquants.has_begun() {
        let day = date(bilan.horizon.date);
        return Some(format!(
            "{label} n'a pas commencé au {day} : personne ne doit encore rien."
        ));
    }
    match (attendus, manquants.fiches.len()) {
        (0, _) => Some(format!(
            "Aucun bilan n'est attendu pour {label} : rien ne manque."
        )),
        (1, 0) => Some(format!(
            "Rien ne manque{whose} : le bilan attendu est complet."
        )),
        (_, 0) => Some(format!(
            "Rien ne manque{whose} : les {attendus} bilans attendus sont {}.",
            plural(attendus, "complet")
        )),
        _ => None,
    }
}
