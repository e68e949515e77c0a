//! The sums of each exercice, side by side: how far, and at what cost.

use super::{heading, is_begun};
use crate::model::mot::Tally;
use crate::render::document::{Bars, Block, Column, Document, Kind, Paires, Table, Text, Tone};
use crate::render::views::series::{by_state, states};
use crate::render::views::words::{among, sum};
use crate::report::bilan::Bilan;
use crate::report::bilan::synthese::{CompteEtapes, Synthese};
use crate::report::periode::Periode;

/// Returns a table without rows, with a column a bilan.
pub(super) fn table(caption: &'static str, first: &'static str, periode: &Periode<'_>) -> Table {
    let mut table = Table::new(caption, &[(first, Kind::Title)]);
    let columns = periode.bilans.iter().map(|bilan| Column {
        title: heading(bilan).into(),
        kind: Kind::Words,
    });
    table.columns.extend(columns);
    table
}

/// Returns a row: what it is about, and what each bilan says; a dash for years that have not begun.
pub(super) fn row(
    name: impl Into<Text>,
    periode: &Periode<'_>,
    said: impl Fn(&Bilan<'_>) -> Text,
) -> Vec<Text> {
    let cells = periode.bilans.iter().map(|bilan| match is_begun(bilan) {
        true => said(bilan),
        false => Text::new("–", Tone::Faint),
    });
    [name.into()].into_iter().chain(cells).collect()
}

/// Adds a group of counts to a table.
fn group(
    table: &mut Table,
    title: &str,
    periode: &Periode<'_>,
    counts: impl Fn(&Synthese) -> Vec<(&'static str, usize)>,
) {
    let names = periode.bilans.first().map(|bilan| counts(&bilan.synthese));
    table.groups.push((table.rows.len(), title.to_owned()));
    for (rank, (name, _)) in names.into_iter().flatten().enumerate() {
        let count = |bilan: &Bilan<'_>| {
            let counts = counts(&bilan.synthese);
            counts
                .get(rank)
                .map_or(0, |(_, count)| *count)
                .to_string()
                .into()
        };
        table.rows.push(row(name, periode, count));
    }
}

/// Returns the counts of words.
fn tally(tally: &Tally) -> Vec<(&'static str, usize)> {
    let words = tally.words.iter().map(|(_, label, count)| (*label, *count));
    words.chain([("non renseigné", tally.absent)]).collect()
}

/// Returns the counts of étapes.
fn etapes(counts: CompteEtapes) -> Vec<(&'static str, usize)> {
    vec![
        ("dues", counts.dues),
        ("tenues", counts.tenues),
        ("reportées", counts.reportees),
        ("annulées", counts.annulees),
        ("sans état", counts.sans_etat),
        ("dont en retard", counts.dont_en_retard),
    ]
}

/// Adds how far the fiches are, year after year.
pub(super) fn synthese(periode: &Periode<'_>, document: &mut Document) {
    let mut sums = table("Synthèse par année", "Ce qui est compté", periode);
    group(&mut sums, "Fiches", periode, |sums| {
        vec![
            ("propres", sums.propres),
            ("dont non concernées", sums.non_concernees.len()),
            ("associées", sums.associees.len()),
        ]
    });
    group(&mut sums, "Bilans", periode, |sums| {
        vec![
            ("attendus", sums.attendus.len()),
            ("saisis", sums.saisis.len()),
            ("sans bilan", sums.sans_bilan.len()),
        ]
    });
    group(&mut sums, "État", periode, |sums| tally(&sums.etats));
    group(&mut sums, "Résultat", periode, |sums| {
        tally(&sums.resultats)
    });
    group(&mut sums, "Suite", periode, |sums| tally(&sums.suites));
    group(&mut sums, "Étapes", periode, |sums| etapes(sums.etapes));
    document.push(Block::Table(sums));
    let begun = periode.bilans.iter().filter(|bilan| is_begun(bilan));
    let rows = begun.map(|bilan| (bilan.exercice.label(), by_state(&bilan.synthese.etats)));
    document.draw(Some(Block::Bars(Bars {
        caption: "État des fiches dont un bilan est attendu, par année".into(),
        unit: "fiche",
        series: states(),
        rows: rows.collect(),
    })));
    document.say(Text::new(
        "L'état, le résultat, la suite, les étapes et les coûts d'une année portent sur les fiches dont un bilan est attendu cette année-là.",
        Tone::Faint,
    ));
}

/// Adds what was planned and spent, year after year.
pub(super) fn couts(periode: &Periode<'_>, document: &mut Document) {
    document.section("Coûts par année");
    let mut costs = table("Coûts par année", "Ce qui est compté", periode);
    costs.rows = vec![
        row("prévu", periode, |bilan| {
            let couts = &bilan.synthese.couts;
            sum(couts.prevu, couts.sans_prevu).into()
        }),
        row("dépensé", periode, |bilan| {
            let couts = &bilan.synthese.couts;
            sum(couts.realise, couts.sans_realise).into()
        }),
        row("fiches non chiffrées", periode, |bilan| {
            let sums = &bilan.synthese;
            let (none, all) = (sums.non_chiffrees.len(), sums.attendus.len());
            match all {
                0 => Text::new("–", Tone::Faint),
                _ => among(none, all).into(),
            }
        }),
    ];
    document.push(Block::Table(costs));
    let priced = periode.bilans.iter().filter(|bilan| is_begun(bilan));
    let lignes = priced.map(|bilan| {
        let couts = &bilan.synthese.couts;
        (bilan.exercice.label(), couts.prevu, couts.realise)
    });
    let lignes: Vec<_> = lignes.collect();
    let has_amounts = lignes
        .iter()
        .any(|(_, planned, spent)| planned.or(*spent).is_some());
    document.draw(has_amounts.then(|| {
        Block::Paires(Paires {
            caption: "Dépenses prévues et dépenses faites, par année".to_owned(),
            lignes,
        })
    }));
}
