//! Fiche by fiche and indicator by indicator, a column an exercice. The three scales stay three tables.

use super::is_begun;
use super::sommes::{row, table};
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::vie::Attente;
use crate::render::document::{Block, Column, Document, Kind, Text, Tone};
use crate::render::french::{NO_BREAK, number};
use crate::render::views::titre::named;
use crate::render::views::words::{figure, life, trend_label, trend_reason};
use crate::report::bilan::{Bilan, FicheBilan};
use crate::report::periode::Periode;

/// A question that a year answers of each fiche: its name, and the answer.
type Echelle = (&'static str, fn(&FicheBilan<'_>) -> Text);

/// Adds what each year says of each fiche: its bilan, then each scale apart.
pub(super) fn fiches(periode: &Periode<'_>, document: &mut Document) {
    document.section("Fiche par fiche");
    let fiches = periode.fiches();
    let Some(first) = periode.bilans.first().filter(|_| !fiches.is_empty()) else {
        return document.say("Aucune fiche propre.");
    };
    let scales: [Echelle; 4] = [
        ("Bilans", bilan),
        ("État", |fiche| expected(fiche, Text::etat(fiche.etat))),
        ("Résultat", |fiche| {
            expected(fiche, Text::label(fiche.resultat()))
        }),
        ("Suite", |fiche| expected(fiche, Text::label(fiche.suite()))),
    ];
    for (name, cell) in scales {
        document.push(Block::Subsection(name.to_owned()));
        let mut scale = table(name, "Fiche", periode);
        let rows = fiches.iter().map(|&(rank, fiche)| {
            let of = |bilan: &Bilan<'_>| cell(&bilan.fiches[rank]);
            row(named(first.plan, fiche), periode, of)
        });
        scale.rows = rows.collect();
        document.push(Block::Table(scale));
    }
}

/// Returns whether the bilan of a year is there, or why it is not expected.
fn bilan(fiche: &FicheBilan<'_>) -> Text {
    match fiche.attente {
        Attente::Attendue if fiche.is_saisie() => Text::new("saisi", Tone::Good),
        Attente::Attendue => Text::new("sans bilan", Tone::Attention),
        Attente::NonConcernee(vie) => Text::new(life(vie), Tone::Faint),
        Attente::Associee => Text::new("–", Tone::Faint),
    }
}

/// Returns what is said of a fiche of which a bilan is expected, and a dash of any other.
fn expected(fiche: &FicheBilan<'_>, said: Text) -> Text {
    if fiche.is_attendue() {
        said
    } else {
        Text::new("–", Tone::Faint)
    }
}

/// Adds the values of the indicators, year after year, each with its trend, and the last target.
pub(super) fn indicateurs(periode: &Periode<'_>, document: &mut Document) {
    document.section("Indicateurs");
    let indicateurs = periode.indicateurs();
    let Some(first) = periode.bilans.first().filter(|_| !indicateurs.is_empty()) else {
        return document.say("Aucun indicateur.");
    };
    let mut values = table("Indicateurs", "Indicateur", periode);
    values.columns.push(Column {
        title: "Cible".into(),
        kind: Kind::Words,
    });
    let said = "Entre parenthèses, la tendance\u{a0}: la valeur comparée à la dernière valeur antérieure, dans le sens souhaité.";
    document.say(Text::new(said, Tone::Faint));
    let mut above = None;
    for (fiche, indicateur) in indicateurs {
        if above != Some(fiche.id.as_str()) {
            values
                .groups
                .push((values.rows.len(), named(first.plan, fiche)));
            above = Some(fiche.id.as_str());
        }
        let cell = |bilan: &Bilan<'_>| value(&indicateur.measure(bilan.exercice), bilan);
        let mut cells = row(label(indicateur), periode, cell);
        cells.push(target(periode, indicateur));
        values.rows.push(cells);
    }
    document.push(Block::Table(values));
}

/// Returns the name of an indicator, with its unit.
fn label(indicateur: &Indicateur) -> String {
    let unit = indicateur.unite.as_ref();
    let unit = unit.map_or(String::new(), |unite| format!(" ({})", **unite));
    format!("{}{unit}", indicateur.label())
}

/// Returns a value with its trend.
fn value(mesure: &Mesure, bilan: &Bilan<'_>) -> Text {
    let Some(valeur) = mesure.valeur else {
        return Text::absent();
    };
    format!(
        "{} ({})",
        figure(valeur, mesure.environ),
        match trend_reason(mesure.tendance, &bilan.exercice.label()) {
            Some(reason) => reason,
            None => trend_label(mesure.tendance).to_owned(),
        }
    )
    .into()
}

/// Returns the target of the last years that have begun, with its year.
fn target(periode: &Periode<'_>, indicateur: &Indicateur) -> Text {
    let last = periode.bilans.iter().rev().find(|bilan| is_begun(bilan));
    let target = last.and_then(|bilan| indicateur.measure(bilan.exercice).cible);
    target.map_or_else(
        || Text::new("–", Tone::Faint),
        |(annee, cible)| format!("{}{NO_BREAK}({annee})", number(cible)).into(),
    )
}
