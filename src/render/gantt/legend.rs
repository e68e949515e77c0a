//! What the signs of a frise mean.

use textwrap::core::display_width;

use super::stroke;
use crate::render::document::{Gantt, Text};
use crate::render::french::date;

/// Returns what the signs mean, those alone that are drawn, on lines that fit a width.
pub(super) fn legend(gantt: &Gantt, shows_au: bool, width: usize) -> Vec<Vec<Text>> {
    let mut lines: Vec<Vec<Text>> = Vec::new();
    let mut used = width;
    let mut said = meanings(gantt, shows_au);
    for (rank, text) in drawn(gantt).zip(&mut said) {
        let stroke = stroke(gantt.marques[rank].trame);
        text.words = format!("{stroke}{stroke}{}", text.words);
    }
    for text in said {
        for words in textwrap::wrap(&text.words, width) {
            let piece = Text::new(words.as_ref(), text.tone);
            let wide = display_width(&words);
            match lines.last_mut().filter(|_| used + 3 + wide <= width) {
                Some(line) => {
                    line.extend(["   ".into(), piece]);
                    used += 3 + wide;
                }
                None => {
                    lines.push(vec![piece]);
                    used = wide;
                }
            }
        }
    }
    lines
}

/// Returns the ranks of the marks that are drawn, the one that matters most first.
fn drawn(gantt: &Gantt) -> impl Iterator<Item = usize> {
    let is_drawn = |rank: &usize| {
        let mut lines = gantt.lignes.iter();
        lines.any(|ligne| ligne.traits.iter().any(|one| one.marque == *rank))
    };
    (0..gantt.marques.len()).rev().filter(is_drawn)
}

/// Returns what each sign that is drawn means, the one that matters most first.
pub(crate) fn meanings(gantt: &Gantt, shows_au: bool) -> Vec<Text> {
    let mut said: Vec<Text> = drawn(gantt)
        .map(|rank| &gantt.marques[rank])
        .map(|marque| {
            let words = format!("{} {}", marque.sign, marque.meaning.words);
            Text::new(words, marque.meaning.tone)
        })
        .collect();
    let au = date(gantt.au);
    said.push(Text::from(if shows_au {
        format!("│ date de référence : {au}")
    } else {
        format!("date de référence : {au}, hors de la frise")
    }));
    said
}
