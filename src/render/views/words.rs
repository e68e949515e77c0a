//! The words that several views share: of a fiche, an étape, an indicator, costs, years, and why something is not concerned.

use crate::model::calendrier::Etape;
use crate::model::cout::{Montant, SommeCouts};
use crate::model::dates::Intervalle;
use crate::model::indicateur::{Mesure, Motif, Tendance};
use crate::model::mot::{Mot, Tally};
use crate::model::strategie::Strategie;
use crate::model::vie::Vie;
use crate::render::document::{Text, Tone};
use crate::render::french::{NO_BREAK, amount, count, dated, interval, number, quoted};
use crate::report::bilan::vigilance::Constat;
use crate::report::situation::Situation;

/// Returns the document that the plan comes from.
pub(crate) fn document_of(strategie: &Strategie) -> Option<String> {
    let title = strategie.source.titre.as_ref()?;
    let extract = if strategie.extrait { "extrait de " } else { "" };
    let year = strategie
        .source
        .annee
        .as_ref()
        .map_or(String::new(), |year| format!(", {}", **year));
    Some(format!("{extract}{}{year}", quoted(title)))
}

/// Returns what an étape is that is due at a time: what is to be done, else when.
pub(crate) fn etape(etape: &Etape, due: &Intervalle) -> String {
    match &etape.quoi {
        Some(quoi) => quoi.to_string(),
        None => interval(due),
    }
}

/// Returns a part of a whole: « 26 sur 29 ».
pub(crate) fn among(part: usize, whole: usize) -> String {
    format!("{part}{NO_BREAK}sur{NO_BREAK}{whole}")
}

/// Returns how far a fiche is: its state, when it closed, whether it is late, and whether it is internal.
pub(crate) fn situation(row: &Situation<'_>) -> Text {
    let etat = Text::etat(row.etat());
    let (mut words, mut tone) = (etat.words, etat.tone);
    if let Some(year) = row.close() {
        words.push_str(&format!(", close en {year}"));
    }
    if row.en_retard() {
        words.push_str(", en retard");
        tone = Tone::Bad;
    }
    if row.fiche.interne {
        words.push_str(" [interne]");
    }
    Text::new(words, tone)
}

/// Returns why an exercice does not concern a fiche.
pub(crate) fn life(vie: Vie) -> String {
    match vie {
        Vie::PasCommencee(annee) => format!("pas commencée (débute en {annee})"),
        Vie::Terminee(annee) => format!("période finie en {annee}"),
        Vie::Close(annee) => format!("close en {annee}"),
        Vie::Concernee => "concernée".to_owned(),
    }
}

/// Returns the canonical word of a trend.
pub(crate) fn trend_word(tendance: Tendance) -> &'static str {
    match tendance {
        Tendance::Favorable => "favorable",
        Tendance::Defavorable => "defavorable",
        Tendance::Stable => "stable",
        Tendance::NonEvaluable(_) => "non-evaluable",
    }
}

/// Returns the word of a trend as people read it.
pub(crate) fn trend_label(tendance: Tendance) -> &'static str {
    match tendance {
        Tendance::Favorable => "favorable",
        Tendance::Defavorable => "défavorable",
        Tendance::Stable => "stable",
        Tendance::NonEvaluable(_) => "non évaluable",
    }
}

/// Returns why an indicator cannot be judged; nothing when it can. `label` names the exercice.
pub(crate) fn trend_reason(tendance: Tendance, label: &str) -> Option<String> {
    let Tendance::NonEvaluable(motif) = tendance else {
        return None;
    };
    Some(match motif {
        Motif::Valeur => format!("aucune valeur en {label}"),
        Motif::Anterieur => "aucune valeur antérieure".to_owned(),
        Motif::Sens => "sens non renseigné".to_owned(),
    })
}

/// Returns a trend as people read it.
pub(crate) fn trend(mesure: &Mesure, label: &str) -> String {
    let word = trend_label(mesure.tendance);
    trend_reason(mesure.tendance, label)
        .map_or_else(|| word.to_owned(), |reason| format!("{word} ({reason})"))
}

/// Returns a figure, with « environ » where it is only about right.
pub(crate) fn figure(value: f64, environ: bool) -> String {
    if environ {
        format!("environ {}", number(value))
    } else {
        number(value)
    }
}

/// Returns a fact that deserves attention, in words that blame nobody.
pub(crate) fn constat(constat: &Constat<'_>) -> String {
    match constat {
        Constat::Etat(etat) => format!("l'action est {}", etat.label()),
        Constat::EtapesEnRetard {
            etape,
            quand,
            nombre,
        } => {
            let others = match nombre - 1 {
                0 => String::new(),
                1 => "\u{a0}; une autre étape est dans ce cas".to_owned(),
                others => format!("\u{a0}; {others} autres étapes sont dans ce cas"),
            };
            let when = dated(quand);
            let what = match &etape.quoi {
                Some(quoi) => format!("{}, étape prévue {when},", quoted(quoi)),
                None => format!("une étape prévue {when}"),
            };
            format!("{what} n'est pas déclarée tenue{others}")
        }
        Constat::NonAtteint => "le résultat attendu n'est pas atteint".to_owned(),
        Constat::Defavorable {
            indicateur,
            avant: (annee, avant),
            valeur,
        } => {
            let name = quoted(indicateur.label());
            format!(
                "{name} évolue à l'inverse du sens souhaité\u{a0}: {} après {} en {annee}",
                number(*valeur),
                number(*avant)
            )
        }
        Constat::Depassement { prevu, realise } => format!(
            "{} dépensés pour {} prévus",
            amount(*realise),
            amount(*prevu)
        ),
    }
}

/// Returns a sum, with how many lines it leaves out; « non renseigné » when there is nothing to add.
pub(crate) fn sum(total: Option<Montant>, left_out: usize) -> String {
    match (total, left_out) {
        (None, _) => "non renseigné".to_owned(),
        (Some(total), 0) => amount(total),
        (Some(total), left_out) => format!(
            "{} ({} sans montant)",
            amount(total),
            count(left_out, "ligne")
        ),
    }
}

/// Returns what was planned and what was spent.
pub(crate) fn costs(couts: &SommeCouts) -> String {
    format!(
        "prévu {}\u{a0}; dépensé {}",
        sum(couts.prevu, couts.sans_prevu),
        sum(couts.realise, couts.sans_realise)
    )
}

/// Returns the words of a tally that occur, each with its count: « 3 en cours, 1 réalisée, 2 non renseignés ».
pub(crate) fn tally(tally: &Tally, absent: &str) -> String {
    let words = tally.words.iter().filter(|(_, _, count)| *count > 0);
    let mut said: Vec<String> = words
        .map(|(_, label, count)| {
            let label = plural_label(*count, label).replace(' ', "\u{a0}");
            format!("{count}{NO_BREAK}{label}")
        })
        .collect();
    if tally.absent > 0 {
        let absent = absent.replace(' ', "\u{a0}");
        said.push(format!("{}{NO_BREAK}{absent}", tally.absent));
    }
    if said.is_empty() {
        "aucune".to_owned()
    } else {
        said.join(", ")
    }
}

/// Returns the label of a word in the number of what it counts: participles and adjectives agree, « en cours » and verbs
/// do not.
fn plural_label(count: usize, label: &str) -> String {
    let agrees = ["é", "ée", "int", "iel"]
        .iter()
        .any(|end| label.ends_with(end));
    if count > 1 && agrees {
        format!("{label}s")
    } else {
        label.to_owned()
    }
}

/// Returns years as people read them, runs joined: « 2017-2020, 2022 ».
pub(crate) fn years(years: &[i32]) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let written = runs.iter().map(|&(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_agree_with_what_they_count() {
        let labels = [
            "réalisée",
            "partiel",
            "atteint",
            "non mesuré",
            "en cours",
            "à venir",
            "poursuivre",
        ];
        let plurals: Vec<String> = labels.iter().map(|label| plural_label(2, label)).collect();
        assert_eq!(
            plurals,
            [
                "réalisées",
                "partiels",
                "atteints",
                "non mesurés",
                "en cours",
                "à venir",
                "poursuivre"
            ]
        );
        assert_eq!(plural_label(1, "réalisée"), "réalisée");
    }

    #[test]
    fn runs_of_years_are_joined() {
        assert_eq!(years(&[2017, 2018, 2019, 2022]), "2017-2019, 2022");
        assert_eq!(years(&[2017]), "2017");
        assert_eq!(years(&[]), "");
    }
}
