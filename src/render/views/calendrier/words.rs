//! The calendar in words: what an étape is, what became of an occurrence, and the sign and the tone that go with it.

use crate::model::calendrier::{Etape, GenreEtape};
use crate::model::mot::Mot;
use crate::render::document::{Text, Tone};
use crate::render::french::{NO_BREAK, interval, quoted};
use crate::report::calendrier::{Occurrence, Phase};

/// Returns what an étape is, beside which its date stands: what is to be done, else its key; a promised bilan says that it is
/// one.
pub(crate) fn what(etape: &Etape) -> Text {
    let mut said = match &etape.quoi {
        Some(quoi) => Text::from(quoi.as_str()),
        None => Text::new(etape.nom.as_str(), Tone::Faint),
    };
    if etape.genre == GenreEtape::Bilan {
        said.words.push_str(" (bilan promis)");
    }
    said
}

/// Returns what an étape is, as [`what`], with the document's words for its dates.
pub(crate) fn what_and_words(etape: &Etape) -> Text {
    let mut said = what(etape);
    if let Some(imprime) = &etape.imprime {
        said.words.push_str(&format!(", {}", quoted(imprime)));
    }
    said
}

/// Returns what an occurrence became, as people read it: its sign and its phase, then how it was put off.
pub(crate) fn outcome(one: &Occurrence<'_>) -> Text {
    let mut words = format!("{}{NO_BREAK}{}", sign(one.phase), one.phase.label());
    if one.standing.is_put_off {
        let to = interval(one.standing.due);
        words.push_str(&format!(", reportée : {} → {to}", interval(one.quand)));
    } else if one.awaits_date() {
        words.push_str(", reportée sans nouvelle date");
    }
    if one.is_moved() && !one.standing.is_put_off {
        words.push_str(&format!(", d'abord prévue : {}", interval(one.quand)));
    }
    Text::new(words, tone(one.phase))
}

/// Returns the sign of a phase.
pub(crate) fn sign(phase: Phase) -> char {
    match phase {
        Phase::Tenue => '✓',
        Phase::Annulee => '✕',
        Phase::EnRetard => '!',
        Phase::Bientot => '>',
        Phase::AVenir => '○',
        Phase::Close => '·',
    }
}

/// Returns the tone of a phase.
pub(crate) fn tone(phase: Phase) -> Tone {
    match phase {
        Phase::Tenue => Tone::Good,
        Phase::Annulee | Phase::Close => Tone::Faint,
        Phase::EnRetard => Tone::Bad,
        Phase::Bientot => Tone::Attention,
        Phase::AVenir => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::fiche::Fiche;
    use crate::model::horizon::Horizon;
    use crate::report::calendrier::{Calendrier, SOON};

    /// Returns what each occurrence of a fiche is and what became of it, as people read it.
    fn read(text: &str, date: &str) -> Vec<[String; 2]> {
        let plan = plan("", &[("f", &format!("titre = \"T\"\n{text}"))]);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let calendrier = Calendrier::new(&plan, &fiches, Horizon::at(date.parse().unwrap()));
        let ones = calendrier.occurrences.iter();
        ones.map(|one| {
            [what_and_words(one.etape).words, outcome(one).words]
                .map(|words| words.replace(NO_BREAK, " "))
        })
        .collect()
    }

    #[test]
    fn what_was_put_off_says_from_when_to_when() {
        let text = "[calendrier.x]\nquand = [\"2017\", \"2018\"]\nimprime = \"fin d'année\"\n[bilan.2017]\netapes.x = { etat = \"reportee\", quand = \"2018-02\" }\n";
        let etape = "x, « fin d'année »".to_owned();
        let said = |date: &str, text: &str| {
            let lines = read(text, date);
            assert!(lines.iter().all(|[what, _]| *what == etape), "{lines:?}");
            lines
                .into_iter()
                .map(|[_, outcome]| outcome)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            said("2018-01-31", text),
            [
                "> dans les 60 jours, reportée : 2017 → février 2018",
                "○ à venir"
            ]
        );
        let held = format!(
            "{text}[bilan.2018]\netapes.x.2017 = \"tenue\"\netapes.x.2018 = \"reportee\"\n"
        );
        assert_eq!(
            said("2019-01-31", &held),
            [
                "✓ tenue, d'abord prévue : 2017",
                "! en retard, reportée sans nouvelle date"
            ]
        );
    }

    #[test]
    fn the_words_say_how_many_days_are_soon() {
        assert_eq!(Phase::Bientot.label(), format!("dans les {SOON} jours"));
    }
}
