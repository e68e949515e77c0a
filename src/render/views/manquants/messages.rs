//! Messages to the pilotes, ready to be sent: what is lacking, asked with courtesy. A paragraph is one line, which programs
//! for mail break themselves.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::json;

use super::words::{cout, etape, indicateur, pilote};
use super::{counts, title};
use crate::model::acteur::Participant;
use crate::model::calendrier::GenreEtape;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document};
use crate::render::format::Report;
use crate::render::french::{count, date, quoted, tied};
use crate::render::json::{self, VERSION};
use crate::render::tables::Sheet;
use crate::render::tables::messages::{CARD, columns};
use crate::render::views::asked;
use crate::render::views::bilan::named;
use crate::render::views::people;
use crate::report::manquants::{Champ, FicheDue, Groupe, Manquants, others};
use crate::text::enumeration::joined;
use crate::text::safe;

/// What stands between two messages.
const BETWEEN: &str =
    "\n════════════════════════════════════════════════════════════════════════════════\n\n";

/// A message to a pilote.
pub(crate) struct Message<'a> {
    /// The pilote.
    participant: &'a Participant,
    /// How it is called.
    pub(crate) pilote: String,
    /// What the message is about.
    pub(crate) objet: String,
    /// Its text, from the greeting to the signature.
    pub(crate) corps: String,
    /// The identifiers of the fiches that it speaks of.
    pub(crate) fiches: Vec<&'a str>,
}

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
            .map(|due| flat(&named(self.manquants.bilan, due.fiche.fiche)))
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

/// Returns a text of the plan on one line, its signs tied to their words.
fn flat(text: &str) -> String {
    tied(&safe::line(text))
}

/// Returns what a message is about.
fn subject(manquants: &Manquants<'_>) -> String {
    let bilan = manquants.bilan;
    flat(&format!(
        "Bilan {} · {} : ce qu'il nous reste à recueillir",
        bilan.exercice.label(),
        *bilan.plan.strategie.territoire
    ))
}

/// Returns the text of a message.
fn body<'a>(manquants: &Manquants<'a>, groupe: &Groupe<'a>) -> String {
    let bilan = manquants.bilan;
    let strategie = &bilan.plan.strategie;
    let fiches = manquants.of(groupe);
    let about = match fiches.clone().count() {
        1 => "Voici ce qu'il nous reste à recueillir sur la fiche que vous pilotez :".to_owned(),
        many => {
            format!("Voici ce qu'il nous reste à recueillir sur {many} fiches que vous pilotez :")
        }
    };
    let mut paragraphs = vec![
        "Bonjour,".to_owned(),
        flat(&format!(
            "Nous préparons le bilan {} de {} ({}), arrêté au {}. {about}",
            bilan.exercice.label(),
            quoted(&strategie.titre),
            *strategie.territoire,
            date(bilan.horizon.date),
        )),
    ];
    paragraphs.extend(fiches.map(|due| asked_of(manquants, groupe, due)));
    paragraphs.extend(
        [
            "Quelques mots suffisent. Si une action n'a pas pu avoir lieu, le dire nous est tout aussi utile.",
            "Merci de votre aide.",
            "La coordination",
        ]
        .map(str::to_owned),
    );
    paragraphs.join("\n\n")
}

/// Returns what is asked about one fiche: its name, then a line a thing.
fn asked_of<'a>(manquants: &Manquants<'a>, groupe: &Groupe<'a>, due: &FicheDue<'a>) -> String {
    let bilan = manquants.bilan;
    let label = bilan.exercice.label();
    let fiche = due.fiche.fiche;
    let others: Vec<String> = others(fiche, groupe.pilote)
        .into_iter()
        .map(|other| pilote(bilan.plan, other))
        .collect();
    let with = match others.as_slice() {
        [] => String::new(),
        others => format!(" (avec {})", joined(others)),
    };
    let mut lines = vec![flat(&format!("Fiche {}{with}", named(bilan, fiche)))];
    if !due.champs.is_empty() {
        let champs: Vec<String> = due
            .champs
            .iter()
            .map(|champ| question(*champ).to_owned())
            .collect();
        lines.push(format!("pour l'année {label} : {}", joined(&champs)));
    }
    lines.extend(due.etapes.iter().map(|echeance| {
        let asked = match echeance.sans_date {
            true => "la nouvelle date",
            false => "ce qu'il est advenu",
        };
        let kind = match echeance.etape.genre {
            GenreEtape::Bilan => "du bilan promis",
            _ => "de l'étape",
        };
        format!("{asked} {kind} {}", etape(echeance))
    }));
    let values = due.indicateurs.iter();
    lines.extend(
        values.map(|(one, mesure)| format!("la valeur {label} de {}", indicateur(one, mesure))),
    );
    lines.extend(
        due.couts
            .iter()
            .map(|line| format!("le montant dépensé pour {}", cout(line))),
    );
    let (first, rest) = lines.split_at(1);
    let rest = rest.iter().map(|line| flat(&format!("- {line}")));
    first
        .iter()
        .cloned()
        .chain(rest)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns what is asked in place of a word of the bilan.
fn question(champ: Champ) -> &'static str {
    match champ {
        Champ::Etat => "où en est l'action",
        Champ::Resultat => "si le résultat attendu est atteint",
        Champ::Suite => "la suite que vous proposez",
        Champ::Realisations => "ce qui a été fait",
    }
}
