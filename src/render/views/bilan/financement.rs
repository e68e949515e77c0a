//! What was planned and what was spent: by funder and by type of spending.

use crate::model::mot::Mot;
use crate::render::document::{Block, Document, Kind, Paires, Table, Text, Tone};
use crate::render::views::words::sum;
use crate::report::bilan::Bilan;
use crate::report::bilan::financement::Part;

/// Adds the costs, shared out; nothing where no line gives any.
pub(super) fn financement(bilan: &Bilan<'_>, document: &mut Document) {
    let shared = &bilan.financement;
    if shared.par_financeur.is_empty() {
        return;
    }
    document.push(Block::Subsection("Financement".to_owned()));
    let funders = shared.par_financeur.iter();
    let funders: Vec<(String, &Part<&str>)> = funders
        .map(|part| (part.cle.unwrap_or("non renseigné").to_owned(), part))
        .collect();
    document.draw(Some(Block::Paires(Paires {
        caption: "Dépenses prévues et dépenses faites, par financeur".to_owned(),
        lignes: funders
            .iter()
            .map(|(name, part)| (name.clone(), part.couts.prevu, part.couts.realise))
            .collect(),
    })));
    document.push(Block::Table(table("Financeur", funders.into_iter())));
    let types = shared.par_type.iter().map(|part| {
        let name = part.cle.map_or("non renseigné", Mot::label);
        (name.to_owned(), part)
    });
    document.push(Block::Table(table("Type de dépense", types)));
}

/// Returns the table of some sums.
fn table<'p, K: 'p>(
    what: &'static str,
    parts: impl Iterator<Item = (String, &'p Part<K>)>,
) -> Table {
    let mut table = Table::new(
        format!("Coûts par {}", what.to_lowercase()),
        &[
            (what, Kind::Title),
            ("Prévu", Kind::Words),
            ("Dépensé", Kind::Words),
            ("Lignes", Kind::Figure),
        ],
    );
    table.rows = parts.map(|(name, part)| row(name, part)).collect();
    table
}

/// Returns the cells of a sum.
fn row<K>(name: String, part: &Part<K>) -> Vec<Text> {
    let couts = &part.couts;
    let name = match part.cle {
        Some(_) => name.into(),
        None => Text::new(name, Tone::Faint),
    };
    vec![
        name,
        sum(couts.prevu, couts.sans_prevu).into(),
        sum(couts.realise, couts.sans_realise).into(),
        part.lignes.to_string().into(),
    ]
}
