//! What a fiche planned for the exercice, and what became of it: in words, and on a line of time.

use chrono::{Datelike, NaiveDate};

use crate::model::dates::{Intervalle, year_end};
use crate::model::echeance::{Classe, Echeance};
use crate::render::document::{
    Block, Document, Gantt, Kind, LigneFrise, Marque, Table, Text, Tone, Trait, Trame,
};
use crate::render::french::{interval, quoted};
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds the étapes of a fiche, under a heading at a depth.
pub(super) fn etapes(
    bilan: &Bilan<'_>,
    fiche: &FicheBilan<'_>,
    depth: usize,
    document: &mut Document,
) {
    let start = bilan.exercice.debut;
    let is_carried = |echeance: &Echeance<'_>| *echeance.due.years().end() < start;
    let carried = match fiche.etapes.iter().any(is_carried) {
        true => ", et resté en suspens",
        false => "",
    };
    let planned = format!("Prévu en {}{carried}", bilan.exercice.label());
    document.push(Block::heading(depth, planned.clone()));
    if fiche.etapes.is_empty() {
        return document.say(Text::new("aucune étape due", Tone::Faint));
    }
    let mut table = Table::new(
        planned,
        &[
            ("Quand", Kind::Words),
            ("Étape", Kind::Title),
            ("Suite donnée", Kind::Words),
        ],
    );
    table.rows = fiche.etapes.iter().map(row).collect();
    document.push(Block::Table(table));
    document.draw(frise(bilan, fiche).map(Block::Gantt));
}

/// Returns what became of an occurrence.
fn outcome(echeance: &Echeance<'_>) -> Text {
    let said = match (&echeance.nouvelle_date, echeance.sans_date) {
        (Some(quand), _) => format!("reportée ({})", interval(quand)),
        (None, true) => "reportée sans nouvelle date".to_owned(),
        (None, false) => echeance.classe.label().to_owned(),
    };
    if echeance.en_retard {
        Text::new(format!("{said}, en retard"), Tone::Bad)
    } else {
        Text::new(said, Text::classe(echeance.classe).tone)
    }
}

/// Returns the cells of an occurrence.
fn row(echeance: &Echeance<'_>) -> Vec<Text> {
    // One that an earlier bilan put off says so beside its printed date.
    let quand = if echeance.due.same_days(echeance.quand) {
        interval(echeance.quand)
    } else {
        format!(
            "{}, reportée ({})",
            interval(echeance.quand),
            interval(echeance.due)
        )
    };
    let words = echeance
        .etape
        .imprime
        .as_ref()
        .map(|imprime| quoted(imprime));
    let said = [
        echeance.etape.quoi.as_ref().map(|quoi| quoi.to_string()),
        words,
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let what = match said.is_empty() {
        true => Text::new("–", Tone::Faint),
        false => said.join(", ").into(),
    };
    vec![quand.into(), what, outcome(echeance)]
}

/// The marks of a frise, the one that matters most last; the first is that of the days from which an occurrence was put off.
fn marques() -> Vec<Marque> {
    let marque = |sign, trame, words: &str, tone| Marque {
        sign,
        trame,
        meaning: Text::new(words, tone),
    };
    vec![
        marque(
            '→',
            Trame::Tirets,
            "date d'abord prévue, reportée",
            Tone::Faint,
        ),
        marque('✕', Trame::Tirets, "annulée", Tone::Faint),
        marque('●', Trame::Pleine, "tenue", Tone::Good),
        marque('○', Trame::Legere, "nouvelle date", Tone::Attention),
        marque(
            '?',
            Trame::Legere,
            "sans état, ou sans nouvelle date",
            Tone::Plain,
        ),
        marque('!', Trame::Legere, "en retard", Tone::Bad),
    ]
}

/// Returns the rank of the mark of an occurrence.
fn rank(echeance: &Echeance<'_>) -> usize {
    match echeance.classe {
        _ if echeance.en_retard => 5,
        Classe::Annulee => 1,
        Classe::Tenue => 2,
        Classe::Reportee => 3,
        Classe::SansEtat => 4,
    }
}

/// Returns the étapes of a fiche on a line of time, from the first day to the last one or the end of the exercice.
fn frise(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>) -> Option<Gantt> {
    let exercice = bilan.exercice;
    let lignes: Vec<LigneFrise> = fiche.etapes.iter().map(line).collect();
    let days = || lignes.iter().flat_map(|ligne| &ligne.traits);
    let first = days().map(|one| one.debut).min()?;
    let last = days().map(|one| one.fin).max()?;
    let start = NaiveDate::from_ymd_opt(exercice.debut, 1, 1)?;
    // Whole years, one under another, would show nothing.
    if days().all(is_whole_years) {
        return None;
    }
    Some(Gantt {
        caption: format!("Étapes de «\u{a0}{}\u{a0}»", *fiche.fiche.titre),
        jours: (first.min(start), last.max(year_end(exercice.fin))),
        au: bilan.horizon.date,
        marques: marques(),
        lignes,
    })
}

/// Returns whether a stretch of days is made of whole years.
fn is_whole_years(one: &Trait) -> bool {
    let (first, last) = (one.debut, one.fin);
    (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31)
}

/// Returns the line of an occurrence: its days, and those from which it was put off.
fn line(echeance: &Echeance<'_>) -> LigneFrise {
    let outcome = outcome(echeance);
    let stretch = |days: &Intervalle, marque: usize| Trait {
        debut: days.debut(),
        fin: days.fin(),
        marque,
        words: format!("{}\u{a0}: {}", interval(days), outcome.words),
    };
    let now = echeance.nouvelle_date.unwrap_or(echeance.due);
    let mut traits = Vec::new();
    if !now.same_days(echeance.quand) {
        traits.push(stretch(echeance.quand, 0));
    }
    traits.push(stretch(now, rank(echeance)));
    let quoi = echeance.etape.quoi.as_ref();
    LigneFrise {
        label: quoi.map_or_else(|| interval(echeance.quand), |quoi| quoi.to_string()),
        traits,
    }
}
