//! What became of a fiche: how far it is, its journal, its figures over the years, its bilans, and where it comes from.

use crate::model::bilan::BilanFiche;
use crate::model::calendrier::{Etape, Point};
use crate::model::dates::Intervalle;
use crate::model::echeance::Standing;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::{Indicateur, Tendance};
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{NO_BREAK, date, interval, number};
use crate::render::spark::spark;
use crate::render::views::words::{document_of, etape, figure, situation, trend};
use crate::report::situation::Situation;

/// Adds what became of a fiche, which was read from a file.
pub(super) fn add(row: &Situation<'_>, file: &str, document: &mut Document) {
    let fiche = row.fiche;
    document.push(Block::Section("Où en est l'action".to_owned()));
    document.push(Block::Fields(progress(row)));
    journal(fiche, row.horizon, document);
    indicators(row.plan, &fiche.indicateurs, document);
    for bilan in fiche.bilans_read(row.horizon) {
        reported(fiche, bilan, document);
    }
    for autre in &fiche.autres {
        document.push(Block::Section(autre.titre.to_string()));
        let texts = autre.textes.iter();
        texts.for_each(|texte| document.push(Block::Prose(texte.to_string())));
    }
    document.push(Block::Section("Provenance".to_owned()));
    document.push(Block::Fields(origin(row, file)));
}

/// Returns how far the action is, what is late, what comes next, and who reported.
fn progress(row: &Situation<'_>) -> Vec<(String, Text)> {
    let day = date(row.horizon.date);
    let mut fields = vec![(format!("État au {day}"), situation(row))];
    let late: Vec<String> = row.retards().iter().map(step).collect();
    if !late.is_empty() {
        fields.push((
            "En retard".to_owned(),
            Text::new(late.join(" ; "), Tone::Bad),
        ));
    }
    if let Some(next) = row.prochaine() {
        fields.push(("Prochaine étape".to_owned(), step(&next).into()));
    }
    let years: Vec<String> = row.bilans().iter().map(i32::to_string).collect();
    fields.push((
        "Bilans écrits".to_owned(),
        if years.is_empty() {
            Text::new("aucun", Tone::Faint)
        } else {
            years.join(", ").into()
        },
    ));
    fields
}

/// Returns an étape and when it is due, as they are said.
fn step((one, standing): &(&Etape, Standing<'_>)) -> String {
    match &one.quoi {
        Some(quoi) => format!("{} ({})", **quoi, interval(standing.due)),
        None => etape(one, standing.due),
    }
}

/// Returns where a fiche comes from: where the document prints it, the document, and the file.
fn origin(row: &Situation<'_>, file: &str) -> Vec<(String, Text)> {
    let source = row.fiche.source.as_ref().map(|source| source.to_string());
    let document = document_of(&row.plan.strategie);
    let known = [
        ("Dans le document", source),
        ("Document", document),
        ("Fichier", Some(file.to_owned())),
    ];
    let fields = known.into_iter();
    fields
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect()
}

/// Adds the indicators, their values and targets by year.
fn indicators(plan: &Plan, indicateurs: &[Indicateur], document: &mut Document) {
    document.push(Block::Section("Indicateurs".to_owned()));
    if indicateurs.is_empty() {
        return document.say(Text::absent());
    }
    let mut table = Table::new(
        "Indicateurs",
        &[
            ("Indicateur", Kind::Title),
            ("Sens", Kind::Words),
            ("Valeurs", Kind::Title),
            ("Cibles", Kind::Words),
            ("Évolution", Kind::Words),
        ],
    );
    for indicateur in indicateurs {
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let values = indicateur.valeurs.iter().map(|valeur| {
            let note = valeur
                .note
                .as_deref()
                .map_or(String::new(), |note| format!(" ({})", **note));
            format!(
                "{}{NO_BREAK}: {}{note}",
                *valeur.annee,
                figure(valeur.valeur, valeur.environ)
            )
        });
        let targets = indicateur
            .cibles
            .iter()
            .map(|(annee, cible)| format!("{}{NO_BREAK}: {}", **annee, number(*cible)));
        let join = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join(" ; "));
        table.rows.push(vec![
            format!("{}{unit}", indicateur.label()).into(),
            Text::label(indicateur.sens.as_deref().copied()),
            Text::or_absent(join(values.collect())),
            Text::or_absent(join(targets.collect())),
            evolution(plan, indicateur),
        ]);
    }
    document.push(Block::Table(table));
}

/// Returns how an indicator goes: its values drawn small, then what the last one is worth.
fn evolution(plan: &Plan, indicateur: &Indicateur) -> Text {
    let [_, .., last] = &*indicateur.valeurs else {
        let said = match indicateur.valeurs.len() {
            0 => "aucune valeur",
            _ => "une seule valeur",
        };
        return Text::new(said, Tone::Faint);
    };
    let exercice = plan.exercices.holding(*last.annee);
    let mesure = indicateur.measure(exercice);
    let said = trend(&mesure, &exercice.label());
    let values: Vec<f64> = indicateur
        .valeurs
        .iter()
        .map(|value| value.valeur)
        .collect();
    let tone = match mesure.tendance {
        Tendance::Favorable => Tone::Good,
        Tendance::Defavorable => Tone::Attention,
        Tendance::Stable => Tone::Plain,
        Tendance::NonEvaluable(_) => Tone::Faint,
    };
    match spark(&values) {
        Some(drawing) => {
            let years = match mesure.avant {
                Some((before, _)) => format!(", {} après {before}", exercice.label()),
                None => String::new(),
            };
            Text::new(format!("{drawing} {said}{years}"), tone)
        }
        None => Text::new(said, tone),
    }
}

/// Adds the journal.
fn journal(fiche: &Fiche, horizon: Horizon, document: &mut Document) {
    let mut entries: Vec<_> = fiche.suivi_read(horizon).collect();
    if entries.is_empty() {
        return;
    }
    entries.sort_by_key(|entry| *entry.date);
    document.push(Block::Section("Journal".to_owned()));
    let mut table = Table::new(
        "Journal",
        &[
            ("Date", Kind::Words),
            ("État", Kind::Words),
            ("Note", Kind::Title),
        ],
    );
    for entry in entries {
        let author = entry
            .auteur
            .as_ref()
            .map_or(String::new(), |auteur| format!(" ({})", **auteur));
        let hidden = if entry.interne { " [interne]" } else { "" };
        let note = entry
            .note
            .as_ref()
            .map_or(String::new(), |note| note.to_string());
        let etat = entry.etat.as_deref().map_or_else(
            || Text::new("–", Tone::Faint),
            |etat| Text::etat(Some(*etat)),
        );
        table.rows.push(vec![
            date(*entry.date).into(),
            etat,
            format!("{note}{author}{hidden}").trim().into(),
        ]);
    }
    document.push(Block::Table(table));
}

/// Adds what was reported for a year.
fn reported(fiche: &Fiche, bilan: &BilanFiche, document: &mut Document) {
    document.push(Block::Section(format!("Bilan {}", *bilan.annee)));
    document.push(Block::Fields(vec![
        (
            "État".to_owned(),
            Text::etat(bilan.etat.as_deref().copied()),
        ),
        (
            "Résultat".to_owned(),
            Text::label(bilan.resultat.as_deref().copied()),
        ),
        (
            "Suite".to_owned(),
            Text::label(bilan.suite.as_deref().copied()),
        ),
    ]));
    let parts = [
        ("Réalisations", &bilan.realisations),
        ("Difficultés", &bilan.difficultes),
        ("Perspectives", &bilan.perspectives),
    ];
    for (name, text) in parts {
        if let Some(text) = text {
            document.push(Block::Subsection(name.to_owned()));
            document.push(Block::Prose(text.to_string()));
        }
    }
    if !bilan.etapes.is_empty() {
        let item = |point: &Point| Text::from(told(fiche, point));
        document.push(Block::Items(bilan.etapes.iter().map(item).collect()));
    }
}

/// Returns what a bilan tells of an étape: « Comité de suivi (juin 2018) : reportée (décembre 2018) ».
fn told(fiche: &Fiche, point: &Point) -> String {
    let mut etapes = fiche.calendrier.iter();
    let meant = etapes.find(|etape| etape.nom == point.etape);
    let quoi = meant.and_then(|etape| etape.quoi.as_ref());
    let name = quoi.unwrap_or(&point.etape);
    let which = point.occurrence.as_ref().map(|occurrence| {
        let days = Intervalle::parse(occurrence);
        days.map_or_else(|_| occurrence.to_string(), |days| interval(&days))
    });
    let which = which.map_or(String::new(), |which| format!(" ({which})"));
    let to = point.quand.as_ref();
    let to = to.map_or(String::new(), |quand| format!(" ({})", interval(quand)));
    format!("{}{which} : {}{to}", **name, point.etat.label())
}
