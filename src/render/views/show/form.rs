//! The printed form: who, how, what it costs, when, and what is expected.

use super::joined;
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::cout::Couts;
use crate::model::echeance::{Standing, standings};
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{amount, interval, plural};
use crate::render::views::calendrier::words::named;
use crate::render::views::people;
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

/// Adds the étapes, with where each occurrence stands.
fn calendar(row: &Situation<'_>, document: &mut Document) {
    let Situation {
        plan,
        fiche,
        horizon,
        ..
    } = *row;
    if fiche.calendrier.is_empty() {
        return document.say(Text::absent());
    }
    let standings = standings(fiche, horizon, &plan.exercices);
    let closed = row.close().is_some();
    let mut table = Table::new(
        "Calendrier",
        &[
            ("Quand", Kind::Words),
            ("Étape", Kind::Title),
            ("Nature", Kind::Words),
            ("Suite donnée", Kind::Words),
        ],
    );
    for etape in &fiche.calendrier {
        let printed = etape.imprime.as_ref().map(|imprime| imprime.to_string());
        let dates = || {
            etape
                .quand
                .iter()
                .map(|quand| interval(quand))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let quand = printed.or_else(|| (!etape.quand.is_empty()).then(dates));
        table.rows.push(vec![
            Text::or_absent(quand),
            named(etape),
            etape.genre.label().into(),
            outcome(etape, &standings, horizon, closed),
        ]);
    }
    document.push(Block::Table(table));
}

/// Returns what became of an étape: how many occurrences were held, cancelled, put off, and how many are late.
fn outcome(
    etape: &Etape,
    standings: &[(&Etape, Standing)],
    horizon: Horizon,
    closed: bool,
) -> Text {
    let all: Vec<&Standing> = standings
        .iter()
        .filter(|(other, _)| other.nom == etape.nom)
        .map(|(_, standing)| standing)
        .collect();
    let counted = |number: usize, word: &str| match (number, all.len()) {
        (0, _) => None,
        (_, 1) => Some(word.to_owned()),
        (number, all) => Some(format!("{number} sur {all} {}", plural(number, word))),
    };
    let said = |wanted: EtatEtape| {
        all.iter()
            .filter(|standing| standing.said == Some(wanted))
            .count()
    };
    let put_off: Vec<String> = all
        .iter()
        .filter(|standing| standing.is_put_off)
        .map(|standing| interval(&standing.due))
        .collect();
    let late = all
        .iter()
        .filter(|standing| standing.is_past(horizon.date))
        .count();
    let late = if closed { 0 } else { late };
    let parts = [
        counted(said(EtatEtape::Tenue), "tenue"),
        counted(said(EtatEtape::Annulee), "annulée"),
        (!put_off.is_empty()).then(|| format!("reportée ({})", put_off.join(", "))),
        (late > 0).then(|| match all.len() {
            1 => "en retard".to_owned(),
            all => format!("{late} sur {all} en retard"),
        }),
    ];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    let text = Text::or_absent((!words.is_empty()).then(|| words.join(", ")));
    if late > 0 {
        Text::new(text.words, Tone::Bad)
    } else {
        text
    }
}
