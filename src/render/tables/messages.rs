//! The table of the messages to pilotes: a row a message, for a mail merge.

use super::{Card, Colonne, Nature, Place};
use crate::model::acteur::Participant;
use crate::render::value::Value;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "messages",
    name: "Messages",
    row: "un message à un pilote, prêt pour un publipostage",
};

/// A message to a pilote.
pub(crate) struct Message<'a> {
    /// The pilote.
    pub(crate) participant: &'a Participant,
    /// How it is called.
    pub(crate) pilote: String,
    /// What the message is about.
    pub(crate) objet: String,
    /// Its text, from the greeting to the signature.
    pub(crate) corps: String,
    /// The identifiers of the fiches that it speaks of.
    pub(crate) fiches: Vec<&'a str>,
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, &'a Message<'a>>> {
    use Nature::{Entier, Texte, Titre};
    use Place::Files;
    vec![
        Colonne::new(
            ("pilote", "Pilote"),
            (Texte, Files),
            "à qui le message s'adresse",
            |row| Value::text(Some(row.pilote.as_str())),
        ),
        Colonne::new(
            ("objet", "Objet"),
            (Titre, Files),
            "objet du message",
            |row| Value::text(Some(row.objet.as_str())),
        ),
        Colonne::new(
            ("message", "Message"),
            (Titre, Files),
            "texte du message, de « Bonjour » à la signature",
            |row| Value::text(Some(row.corps.as_str())),
        ),
        Colonne::new(
            ("fiches", "Fiches"),
            (Entier, Files),
            "nombre de fiches dont il parle",
            |row| Value::Count(row.fiches.len()),
        ),
    ]
}
