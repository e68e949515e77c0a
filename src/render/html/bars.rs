//! Bars as a drawing: no script, no network; what it shows is said in words too, and in the table beside it.

use maud::{Markup, html};
use textwrap::core::display_width;

use super::plain;
use crate::render::document::Bars;
use crate::render::french::{count, grouped};

/// The width of the drawing, in its own units: a letter takes about nine of them.
const WIDTH: usize = 720;

/// The width of the longest bar: what is left is for its figures.
const LONGEST: usize = 420;

/// The width of a letter, about.
const LETTER: usize = 9;

/// The height of a line of text, and that of a bar.
const HEIGHTS: (usize, usize) = (20, 18);

/// The width of a part that has room for its sign.
const SIGN: usize = 18;

/// The number of looks that tell parts apart.
const LOOKS: usize = 7;

/// A part of the drawing, with the height at which it stands.
struct Part {
    /// Where it begins.
    top: usize,
    /// What it is.
    markup: Markup,
}

/// Returns bars.
pub(super) fn html(bars: &Bars) -> Markup {
    let (mut top, mut parts) = legend(bars);
    for (name, counts) in &bars.rows {
        top += HEIGHTS.0 / 2;
        for line in textwrap::wrap(name, WIDTH / LETTER) {
            parts.push(Part {
                top,
                markup: text(0, &line),
            });
            top += HEIGHTS.0;
        }
        parts.push(Part {
            top,
            markup: bar(bars, counts),
        });
        top += HEIGHTS.0;
    }
    html! {
        figure class="barres" {
            figcaption { (plain(&bars.caption)) }
            div class="cadre" role="region" tabindex="0" aria-label=(plain(&bars.caption)) { svg role="img" width=(WIDTH) viewBox=(format!("0 0 {WIDTH} {}", top + 2)) xmlns="http://www.w3.org/2000/svg" {
                title { (plain(&bars.caption)) }
                desc { (plain(&said(bars))) }
                @for part in &parts { g transform=(format!("translate(1 {})", part.top)) { (part.markup) } }
            } }
        }
    }
}

/// Returns what the drawing shows, in words.
fn said(bars: &Bars) -> String {
    let row = |(name, counts): &(String, Vec<usize>)| {
        let parts = bars
            .series
            .iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0);
        let parts: Vec<String> = parts
            .map(|(serie, count)| format!("{count} {}", serie.label))
            .collect();
        let total = count(counts.iter().sum(), bars.unit);
        let detail = if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join(", "))
        };
        format!("{name} : {total}{detail}.")
    };
    bars.rows.iter().map(row).collect::<Vec<_>>().join(" ")
}

/// Returns the look of a series: the first look again after the last.
fn look(rank: usize) -> String {
    format!("s{}", rank % LOOKS)
}

/// Returns what each look stands for, and the height that it takes.
fn legend(bars: &Bars) -> (usize, Vec<Part>) {
    let (mut left, mut top, mut parts) = (0, 0, Vec::new());
    for (rank, serie) in bars.present() {
        let words = format!("{} {}", serie.sign, serie.label);
        let own = HEIGHTS.1 + 6 + display_width(&words) * LETTER + 16;
        if left > 0 && left + own > WIDTH {
            left = 0;
            top += HEIGHTS.0 + 4;
        }
        let markup = html! {
            rect class=(look(rank)) x=(left) y="1" width=(HEIGHTS.1) height=(HEIGHTS.1 - 4) {}
            (text(left + HEIGHTS.1 + 6, &words))
        };
        parts.push(Part { top, markup });
        left += own;
    }
    (top + HEIGHTS.0, parts)
}

/// Returns a bar, its parts in order, then its figures: the whole, and each part with its sign.
fn bar(bars: &Bars, counts: &[usize]) -> Markup {
    let longest = bars.longest().max(1);
    let mut left = 0;
    let mut shown = Vec::new();
    let mut figures = Vec::new();
    for (rank, (serie, &number)) in bars.series.iter().zip(counts).enumerate() {
        if number == 0 {
            continue;
        }
        let width = (number * LONGEST / longest).max(3);
        shown.push(html! {
            rect class=(look(rank)) x=(left) y="1" width=(width) height=(HEIGHTS.1 - 2) {
                title { (plain(&format!("{} : {}", serie.label, count(number, bars.unit)))) }
            }
            // The sign tells the part on paper without colours too.
            @if width >= SIGN {
                circle cx=(left + width / 2) cy="9" r="8" {}
                text x=(left + width / 2) y="14" text-anchor="middle" { (serie.sign) }
            }
        });
        left += width;
        figures.push(format!("{} {}", serie.sign, grouped(&number.to_string())));
    }
    let total = grouped(&counts.iter().sum::<usize>().to_string());
    let figures = if figures.is_empty() {
        total
    } else {
        format!("{total} : {}", figures.join(", "))
    };
    let after = if left > 0 { left + 8 } else { 0 };
    html! { @for part in &shown { (part) } (text(after, &figures)) }
}

/// Returns a text at some distance from the left.
fn text(left: usize, words: &str) -> Markup {
    html! { text x=(left) y="14" { (plain(words)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::{Serie, Tone};

    #[test]
    fn a_drawing_says_in_words_what_it_shows_and_no_text_is_more_than_text() {
        let hostile = "</svg><script>alert(1)</script> \u{1b}";
        let serie = |label: &str| Serie {
            sign: '●',
            label: label.to_owned(),
            tone: Tone::Good,
        };
        let bars = Bars {
            caption: hostile.into(),
            unit: "fiche",
            series: vec![serie(hostile), serie("bloquée")],
            rows: vec![
                (hostile.to_owned(), vec![2, 0]),
                ("Vide".to_owned(), vec![0, 0]),
            ],
        };
        let drawn = html(&bars).into_string();
        assert!(
            !drawn.contains("<script") && !drawn.contains('\u{1b}'),
            "{drawn}"
        );
        assert_eq!(drawn.matches("</svg>").count(), 1);
        assert!(
            drawn.contains("role=\"img\"") && drawn.contains("<title>"),
            "{drawn}"
        );
        assert!(drawn.contains("Vide : 0\u{a0}fiche.</desc>"), "{drawn}");
        assert!(
            !drawn.contains("bloquée"),
            "a part that counts nothing is not shown: {drawn}"
        );
    }
}
