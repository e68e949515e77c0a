//! The rules: their list, and the page of one.

use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::text::diagnostic::{Card, Severity};

/// Returns the list of the reading faults and of the rules.
pub(crate) fn list<'a>(
    faults: impl Iterator<Item = &'a Card>,
    rules: impl Iterator<Item = &'a Card>,
) -> Document {
    let mut document = Document::default();
    document.push(Block::Section("Fautes de lecture".to_owned()));
    document.say("Le fichier ne peut pas être compris : toujours une erreur, et aucun bilan tant qu'il en reste.");
    document.push(table(faults));
    document.push(Block::Section("Règles".to_owned()));
    document.say(
        "Le fichier se lit ; [regles], dans strategie.toml, peut changer la gravité de ces règles, et une fiche peut en ignorer une, avec sa raison : ignorer = [{ regle = \"…\", raison = \"…\" }].",
    );
    document.push(table(rules));
    document.say(Text::new(
        "« stspd regles NOM » montre une règle et son remède",
        Tone::Faint,
    ));
    document
}

/// Returns the table of some cards.
fn table<'a>(cards: impl Iterator<Item = &'a Card>) -> Block {
    let mut table = Table::new(
        "Règles",
        &[
            ("Règle", Kind::Identifier),
            ("Gravité", Kind::Words),
            ("Défaut", Kind::Words),
        ],
    );
    table.is_listing = true;
    table.rows = cards
        .map(|card| vec![card.id.into(), severity(card.severity), card.summary.into()])
        .collect();
    Block::Table(table)
}

/// Returns a severity with its tone.
fn severity(severity: Severity) -> Text {
    let tone = match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Attention,
        Severity::Info => Tone::Faint,
    };
    Text::new(severity.word(), tone)
}

/// Returns the page of one card, which may depend on the day.
pub(crate) fn page(card: &Card, is_dated: bool) -> Document {
    let mut document = Document::default();
    document.push(Block::Title(card.id.to_owned()));
    document.push(Block::Fields(vec![
        ("Défaut".to_owned(), card.summary.into()),
        ("Gravité".to_owned(), severity(card.severity)),
        ("Pourquoi".to_owned(), card.why.into()),
        ("Remède".to_owned(), card.cure.into()),
    ]));
    if is_dated {
        document.say("Cette règle regarde la date de référence : elle n'est jamais une erreur, et « --strict » ne la compte pas.");
    }
    document.push(Block::Subsection("Au lieu de".to_owned()));
    document.push(Block::Verbatim(card.example.bad.to_owned()));
    document.push(Block::Subsection("écrire".to_owned()));
    document.push(Block::Verbatim(card.example.good.to_owned()));
    document
}
