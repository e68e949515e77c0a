//! The indicators of a fiche: before, now, target, gap, trend; and how they went over the years.

use std::collections::BTreeSet;

use crate::model::exercice::Exercice;
use crate::model::indicateur::{Indicateur, Mesure, Tendance};
use crate::render::document::{
    Block, Column, Courbe, Courbes, Document, Kind, Table, Text, Tone, Trace,
};
use crate::render::french::{NO_BREAK, difference, number, percent};
use crate::render::views::words::{figure, trend};
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds the indicators of a fiche under a heading.
pub(super) fn indicateurs(
    bilan: &Bilan<'_>,
    fiche: &FicheBilan<'_>,
    heading: Block,
    document: &mut Document,
) {
    if fiche.indicateurs.is_empty() {
        return;
    }
    document.push(heading);
    let mut table = Table::new(
        "Indicateurs",
        &[
            ("Indicateur", Kind::Title),
            ("Avant", Kind::Words),
            ("Valeur", Kind::Words),
            ("Cible", Kind::Words),
            ("Écart", Kind::Figure),
            ("Tendance", Kind::Words),
        ],
    );
    let label = bilan.exercice.label();
    let measured = fiche.indicateurs.iter();
    table.rows = measured
        .map(|(indicateur, mesure)| row(indicateur, mesure, &label))
        .collect();
    document.push(Block::Table(table));
    let known = fiche.indicateurs.iter();
    let courbes: Vec<Courbe> = known
        .filter_map(|(indicateur, _)| courbe(indicateur, bilan.exercice))
        .collect();
    if !courbes.is_empty() {
        by_year(&courbes)
            .into_iter()
            .for_each(|table| document.draw(Some(Block::Table(table))));
        document.draw(Some(Block::Courbes(Courbes {
            caption: format!(
                "Indicateurs de «\u{a0}{}\u{a0}» au fil des années",
                *fiche.fiche.titre
            ),
            courbes,
        })));
    }
}

/// Returns the name of an indicator, with its unit.
fn named(indicateur: &Indicateur) -> String {
    let unit = indicateur.unite.as_ref();
    let unit = unit.map_or(String::new(), |unite| format!(" ({})", **unite));
    format!("{}{unit}", indicateur.label())
}

/// Returns the cells of an indicator.
fn row(indicateur: &Indicateur, mesure: &Mesure, label: &str) -> Vec<Text> {
    let none = || Text::new("–", Tone::Faint);
    // The only value is where the way begins: nothing of it can have been done.
    let progress = mesure.progres.filter(|_| mesure.avant.is_some());
    let progress = progress.map_or(String::new(), |progres| {
        if progres < 0.0 {
            return ", s'éloigne de la cible".to_owned();
        }
        // A target that is not reached is never said to be.
        let nearly = progres < 1.0 && percent(progres) == percent(1.0);
        let way = match nearly {
            true => format!("plus de {}", percent(0.99)),
            false => percent(progres),
        };
        format!(", {way} du chemin vers la cible")
    });
    let tone = match mesure.tendance {
        Tendance::Favorable => Tone::Good,
        Tendance::Defavorable => Tone::Bad,
        Tendance::Stable => Tone::Plain,
        Tendance::NonEvaluable(_) => Tone::Faint,
    };
    let dated = |(annee, valeur): (i32, f64)| format!("{}{NO_BREAK}({annee})", number(valeur));
    vec![
        named(indicateur).into(),
        mesure.avant.map_or_else(none, |avant| dated(avant).into()),
        Text::or_absent(mesure.valeur.map(|valeur| figure(valeur, mesure.environ))),
        mesure.cible.map_or_else(none, |cible| dated(cible).into()),
        mesure.ecart.map(difference).map_or_else(none, Text::from),
        Text::new(format!("{}{progress}", trend(mesure, label)), tone),
    ]
}

/// Returns an indicator over the years, up to those of a bilan; nothing where a drawing would show no more than two points, which a table says better.
fn courbe(indicateur: &Indicateur, exercice: Exercice) -> Option<Courbe> {
    let values = indicateur.valeurs.iter();
    let values = values.filter(|value| *value.annee <= exercice.fin);
    let valeurs: Vec<Trace> = values
        .map(|value| Trace {
            annee: *value.annee,
            valeur: value.valeur,
            environ: value.environ,
        })
        .collect();
    let targets = indicateur.cibles.iter().map(|(annee, cible)| Trace {
        annee: **annee,
        valeur: *cible,
        environ: false,
    });
    let cibles: Vec<Trace> = targets.collect();
    (!valeurs.is_empty() && valeurs.len() + cibles.len() > 2).then(|| Courbe {
        nom: named(indicateur),
        valeurs,
        cibles,
    })
}

/// The most years that a table holds: beyond, a sheet of paper would not hold them.
const MOST_YEARS: usize = 8;

/// Returns the same figures as tables: a row an indicator, a column a year.
fn by_year(courbes: &[Courbe]) -> Vec<Table> {
    let all = courbes
        .iter()
        .flat_map(|courbe| courbe.valeurs.iter().chain(&courbe.cibles));
    let years: BTreeSet<i32> = all.map(|trace| trace.annee).collect();
    let years: Vec<i32> = years.into_iter().collect();
    let parts = years.chunks(MOST_YEARS);
    parts
        .map(|part| {
            let caption = match (part, years.len() > MOST_YEARS) {
                (&[first, .., last], true) => {
                    format!("Valeurs et cibles par année, {first}-{last}")
                }
                (&[only], true) => format!("Valeurs et cibles par année, {only}"),
                _ => "Valeurs et cibles par année".to_owned(),
            };
            some_years(courbes, part, caption)
        })
        .collect()
}

/// Returns the figures of some years.
fn some_years(courbes: &[Courbe], years: &[i32], caption: String) -> Table {
    let mut table = Table::new(caption, &[("Indicateur", Kind::Title)]);
    let column = |year: &i32| Column {
        title: year.to_string().into(),
        kind: Kind::Words,
    };
    table.columns.extend(years.iter().map(column));
    let of = |traces: &[Trace], year: i32| traces.iter().find(|trace| trace.annee == year).copied();
    let cell = |courbe: &Courbe, year: i32| {
        let value = of(&courbe.valeurs, year).map(|value| figure(value.valeur, value.environ));
        let target = of(&courbe.cibles, year)
            .map(|cible| format!("cible{NO_BREAK}: {}", number(cible.valeur)));
        match (value, target) {
            (Some(value), Some(target)) => format!("{value} ({target})").into(),
            (Some(said), None) | (None, Some(said)) => said.into(),
            (None, None) => Text::new("–", Tone::Faint),
        }
    };
    let row = |courbe: &Courbe| {
        let cells = years.iter().map(|&year| cell(courbe, year));
        [Text::from(courbe.nom.as_str())]
            .into_iter()
            .chain(cells)
            .collect()
    };
    table.rows = courbes.iter().map(row).collect();
    table
}
