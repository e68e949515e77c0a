//! Messages to the pilotes, ready to be sent: one after another, or each in its row for a mail merge.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::json;

use super::lettre::{body, flat, subject};
use super::words::pilote;
use super::{counts, title};
use crate::query::filter::Filter;
use crate::render::document::{Block, Document};
use crate::render::format::Report;
use crate::render::french::{count, tied};
use crate::render::json::{self, VERSION};
use crate::render::tables::Sheet;
use crate::render::tables::messages::{CARD, Message, columns};
use crate::render::views::asked;
use crate::render::views::people;
use crate::render::views::titre::named;
use crate::report::manquants::Manquants;

/// What stands between two messages.
const BETWEEN: &str =
    "\n════════════════════════════════════════════════════════════════════════════════\n\n";

/// The messages, and what was asked for.
pub(crate) struct Page<'a> {
    /// What is lacking.
    manquants: &'a Manquants<'a>,
    /// The conditions that the fiches meet.
    filter: &'a Filter,
    /// The messages, in the order of the pilotes.
    pub(crate) messages: Vec<Message<'a>>,
}

impl<'a> Page<'a> {
    /// Writes the messages that ask for what is lacking.
    pub(crate) fn new(manquants: &'a Manquants<'a>, filter: &'a Filter) -> Self {
        let groupes = manquants.groupes.iter();
        let messages = groupes.filter_map(|groupe| Some((groupe.pilote?, groupe)));
        let messages = messages.map(|(participant, groupe)| Message {
            participant,
            pilote: flat(&pilote(manquants.bilan.plan, participant)),
            objet: subject(manquants),
            corps: body(manquants, groupe),
            fiches: manquants
                .of(groupe)
                .map(|due| due.fiche.fiche.id.as_str())
                .collect(),
        });
        Self {
            manquants,
            filter,
            messages: messages.collect(),
        }
    }

    /// Returns the fiches that nobody leads, and about which no message asks: how many, and which; nothing when there are none.
    pub(crate) fn left_out(&self) -> Option<String> {
        let names = self.manquants.without_pilote();
        let names: Vec<String> = names
            .map(|due| flat(&named(self.manquants.bilan.plan, due.fiche.fiche)))
            .collect();
        let verb = match names.len() {
            0 => return None,
            1 => "n'a",
            _ => "n'ont",
        };
        let fiches = count(names.len(), "fiche");
        Some(format!(
            "{fiches} sans pilote désigné {verb} pas de message : {}",
            names.join(" ; ")
        ))
    }
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title(self.title().0));
        document.say(counts(self.manquants));
        document
    }

    fn letters(&self) -> Option<String> {
        let letters = self.messages.iter().map(|message| {
            let Message {
                pilote,
                objet,
                corps,
                ..
            } = message;
            format!(
                "{} {pilote}\n{} {objet}\n\n{corps}\n",
                tied("À :"),
                tied("Objet :")
            )
        });
        Some(letters.collect::<Vec<_>>().join(BETWEEN))
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        vec![Sheet::new(CARD, columns(), &self.messages)]
    }

    fn title(&self) -> (String, NaiveDate) {
        title(self.manquants, self.filter)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let bilan = self.manquants.bilan;
        let messages = self.messages.iter().map(|message| {
            let pilote = std::slice::from_ref(message.participant);
            json!({
                "pilote": people::json(bilan.plan, pilote).first(),
                "objet": message.objet,
                "message": message.corps,
                "fiches": message.fiches,
            })
        });
        let left_out = self.manquants.without_pilote();
        let left_out = left_out.map(|due| due.fiche.fiche.id.as_str());
        let view = json!({
            "version": VERSION,
            "annee": bilan.exercice.annee,
            "arrete_au": bilan.horizon.date.to_string(),
            "filtres": asked::json(self.filter),
            "messages": messages.collect::<Vec<_>>(),
            "sans_pilote": left_out.collect::<Vec<_>>(),
        });
        json::write(&view, out)
    }
}
