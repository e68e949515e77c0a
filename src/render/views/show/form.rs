//! The printed form: who, how, what it costs, when, and what is expected.

use super::joined;
use crate::model::cout::Couts;
use crate::model::mot::Mot;
use crate::render::document::{Block, Document, Kind, Table, Text};
use crate::render::french::amount;
use crate::render::tables::{Choice, calendrier, chosen, shown};
use crate::render::views::people;
use crate::report::calendrier::Calendrier;
use crate::report::situation::Situation;

/// Adds the parts of the printed form, in its order.
pub(super) fn add(row: &Situation<'_>, document: &mut Document) {
    let Situation { plan, fiche, .. } = *row;
    let field = |name: &str, text: Option<String>| (name.to_owned(), Text::or_absent(text));
    document.push(Block::Section("Pilotes et partenaires".to_owned()));
    document.push(Block::Fields(vec![
        field("Pilotes", people::all(plan, &fiche.pilotes)),
        field("Partenaires", people::all(plan, &fiche.partenaires)),
        field("Publics", joined(&fiche.publics)),
    ]));
    document.push(Block::Section("Mise en œuvre".to_owned()));
    match &fiche.mise_en_oeuvre {
        Some(text) => document.push(Block::Prose(text.to_string())),
        None => document.say(Text::absent()),
    }
    document.push(Block::Section("Coûts".to_owned()));
    costs(&fiche.couts, document);
    document.push(Block::Section("Calendrier".to_owned()));
    calendar(row, document);
    document.push(Block::Section("Résultats attendus".to_owned()));
    let expected = fiche.resultats_attendus.iter();
    let expected: Vec<Text> = expected.map(|resultat| resultat.as_str().into()).collect();
    if expected.is_empty() {
        document.say(Text::absent());
    } else {
        document.push(Block::Items(expected));
    }
}

/// Adds the costs: what the document says, then the lines.
fn costs(couts: &Couts, document: &mut Document) {
    if couts.is_empty() {
        return document.say(Text::absent());
    }
    let nature = couts
        .nature
        .as_ref()
        .map(|nature| format!("coût {}", nature.label()));
    let note = couts.note.as_ref().map(|note| note.to_string());
    let said: Vec<String> = [nature, note].into_iter().flatten().collect();
    if !said.is_empty() {
        document.say(said.join(" : "));
    }
    if couts.lignes.is_empty() {
        return;
    }
    let mut table = Table::new(
        "Coûts",
        &[
            ("Année", Kind::Words),
            ("Objet", Kind::Words),
            ("Type", Kind::Words),
            ("Financeur", Kind::Words),
            ("Prévu", Kind::Figure),
            ("Dépensé", Kind::Figure),
        ],
    );
    table.rows.extend(couts.lignes.iter().map(|line| {
        vec![
            Text::or_absent(line.annee.as_ref().map(|annee| annee.to_string())),
            Text::or_absent(line.objet.as_ref().map(|objet| objet.as_str())),
            Text::label(line.genre.as_deref().copied()),
            Text::or_absent(line.financeur.as_ref().map(|financeur| financeur.as_str())),
            Text::or_absent(line.prevu.as_deref().map(|prevu| amount(*prevu))),
            Text::or_absent(line.realise.as_deref().map(|realise| amount(*realise))),
        ]
    }));
    document.push(Block::Table(table));
}

/// Adds the étapes in the order of time, with what became of each; those without date come last.
fn calendar(row: &Situation<'_>, document: &mut Document) {
    if row.fiche.calendrier.is_empty() {
        return document.say(Text::absent());
    }
    let keys = ["echeance", "intitule", "genre", "situation"].map(str::to_owned);
    let columns = chosen(calendrier::columns(), Choice::Keys(&keys));
    let whole = Calendrier::new(row.plan, &[row.fiche], row.horizon);
    let table = shown("Calendrier", &columns, calendrier::rows(whole));
    document.push(Block::Table(table));
}
