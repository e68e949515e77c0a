//! Bars drawn with characters: a sign stands for one thing that is counted, or for several where the page is too narrow.

use textwrap::core::display_width;

use super::document::{Bars, Text, Tone};
use super::french::{NO_BREAK, grouped, plural};
use crate::text::safe;

/// The part of the page that the names of bars may take.
const NAMES: (usize, usize) = (2, 5);

/// What separates a name from its bar.
const GAP: usize = 2;

/// Draws bars on a page of some width: lines made of pieces, each with its tone.
pub(super) fn drawn(bars: &Bars, width: usize) -> Vec<Vec<Text>> {
    let mut lines = vec![vec![Text::from(safe::line(&bars.caption).into_owned())]];
    lines.extend(legend(bars, width));
    let names: Vec<String> = bars
        .rows
        .iter()
        .map(|(name, _)| safe::line(name).into_owned())
        .collect();
    let widest = names.iter().map(|name| display_width(name)).max();
    let side = widest.unwrap_or(0).min(width * NAMES.0 / NAMES.1);
    let figures = grouped(&bars.longest().to_string()).chars().count() + 1;
    let room = width.saturating_sub(side + GAP + figures).max(1);
    for ((_, counts), name) in bars.rows.iter().zip(&names) {
        let options = textwrap::Options::new(side.max(1))
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for (rank, part) in textwrap::wrap(name, options).iter().enumerate() {
            let mut line = vec![Text::from(part.as_ref())];
            if rank == 0 {
                let blank = " ".repeat(side + GAP - display_width(part).min(side));
                line.push(blank.into());
                line.extend(bar(bars, counts, room));
            }
            lines.push(line);
        }
    }
    if bars.longest() > room {
        let said = format!(
            "Un signe vaut environ {}{NO_BREAK}{} ; au moins un pour chaque part.",
            grouped(&bars.longest().div_ceil(room).to_string()),
            plural(2, bars.unit)
        );
        lines.push(vec![Text::new(said, Tone::Faint)]);
    }
    lines
}

/// Returns what each sign stands for, on as many lines as it takes.
fn legend(bars: &Bars, width: usize) -> Vec<Vec<Text>> {
    let mut lines: Vec<Vec<Text>> = vec![Vec::new()];
    let mut taken = 0;
    for (_, serie) in bars.present() {
        let words = format!("{}{NO_BREAK}{}", serie.sign, safe::line(&serie.label));
        let own = display_width(&words);
        if taken > 0 && taken + GAP + own > width {
            lines.push(Vec::new());
            taken = 0;
        }
        if let Some(line) = lines.last_mut() {
            if taken > 0 {
                line.push(" ".repeat(GAP).into());
                taken += GAP;
            }
            line.push(Text::new(words, serie.tone));
            taken += own;
        }
    }
    lines
}

/// Returns a bar and what it counts.
fn bar(bars: &Bars, counts: &[usize], room: usize) -> Vec<Text> {
    let lengths = scaled(counts, bars.longest(), room);
    let parts = bars
        .series
        .iter()
        .zip(lengths)
        .filter(|(_, length)| *length > 0);
    let mut pieces: Vec<Text> = parts
        .map(|(serie, length)| Text::new(serie.sign.to_string().repeat(length), serie.tone))
        .collect();
    let total = grouped(&counts.iter().sum::<usize>().to_string());
    let gap = if pieces.is_empty() { "" } else { " " };
    pieces.push(format!("{gap}{total}").into());
    pieces
}

/// Returns how many signs each part of a bar takes, the longest bar having some room: as many as it counts where that fits,
/// else in proportion, never none for a part that counts something.
fn scaled(counts: &[usize], longest: usize, room: usize) -> Vec<usize> {
    if longest <= room {
        return counts.to_vec();
    }
    let scale = |count: usize| (count * room / longest).max(usize::from(count > 0));
    let mut lengths: Vec<usize> = counts.iter().map(|&count| scale(count)).collect();
    while lengths.iter().sum::<usize>() > room {
        // What the small parts were given is taken from the largest.
        let Some(largest) = lengths.iter_mut().max().filter(|length| **length > 1) else {
            break;
        };
        *largest -= 1;
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::Serie;

    /// Returns bars as lines of text.
    fn lines(rows: &[(&str, &[usize])], width: usize) -> Vec<String> {
        let serie = |sign: char, label: &str| Serie {
            sign,
            label: label.to_owned(),
            tone: Tone::Good,
        };
        let bars = Bars {
            caption: "Fiches par état".into(),
            unit: "fiche",
            series: vec![
                serie('●', "réalisée"),
                serie('▲', "bloquée"),
                serie('·', "non renseigné"),
            ],
            rows: rows
                .iter()
                .map(|(name, counts)| ((*name).to_owned(), counts.to_vec()))
                .collect(),
        };
        let line = |line: &Vec<Text>| line.iter().map(|piece| piece.words.as_str()).collect();
        drawn(&bars, width).iter().map(line).collect()
    }

    #[test]
    fn a_sign_is_a_thing_where_there_is_room() {
        assert_eq!(
            lines(&[("Un", &[2, 0, 1]), ("Deux mots", &[0, 0, 0])], 40),
            [
                "Fiches par état",
                "●\u{a0}réalisée  ·\u{a0}non renseigné",
                "Un         ●●· 3",
                "Deux mots  0",
            ]
        );
    }

    #[test]
    fn a_bar_that_is_too_long_keeps_each_of_its_parts_and_fits() {
        let lines = lines(&[("Un", &[9_000, 1, 3]), ("Deux", &[0, 40, 0])], 40);
        assert!(lines[2].contains("●▲·\u{20}9\u{a0}004"), "{lines:?}");
        assert!(
            lines
                .iter()
                .all(|line| display_width(line) <= 40 || line.starts_with("Un signe"))
        );
        assert!(lines[4].starts_with("Un signe vaut environ"), "{lines:?}");
    }

    #[test]
    fn a_long_name_goes_on_below_its_bar() {
        let lines = lines(&[("Prévenir la délinquance des mineurs", &[1, 0, 0])], 40);
        assert_eq!(
            lines[2..],
            ["Prévenir la       ● 1", "délinquance des", "mineurs"]
        );
    }
}
