//! The table of the messages to pilotes: a row a message, for a mail merge.

use super::{Card, Colonne, Nature, Place};
use crate::render::value::Value;
use crate::render::views::manquants::messages::Message;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "messages",
    name: "Messages",
    row: "un message à un pilote, prêt pour un publipostage",
};

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
