//! What the parts of bars count: the same signs wherever fiches are drawn by state.

use crate::model::etat::Etat;
use crate::model::mot::{Mot, Tally};
use crate::render::document::{Serie, Tone, sign};

/// Returns what a part of a bar counts.
pub(crate) fn serie(sign: char, label: &str, tone: Tone) -> Serie {
    let label = label.to_owned();
    Serie { sign, label, tone }
}

/// Returns the states, as parts of a bar, then that none is known.
pub(crate) fn states() -> Vec<Serie> {
    let state = |etat: &Etat| {
        let (sign, tone) = sign(*etat);
        serie(sign, etat.label(), tone)
    };
    let absent = serie('□', "état non renseigné", Tone::Faint);
    Etat::ALL.iter().map(state).chain([absent]).collect()
}

/// Returns how many fiches have each state, then how many have none, in the order of [`states`].
pub(crate) fn by_state(etats: &Tally) -> Vec<usize> {
    let counts = etats.words.iter().map(|(_, _, count)| *count);
    counts.chain([etats.absent]).collect()
}
