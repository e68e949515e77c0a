//! Amounts side by side as a drawing: what was planned above what was spent, each with its figure.

use maud::{Markup, html};
use textwrap::core::display_width;

use super::plain;
use crate::model::cout::Montant;
use crate::render::document::Paires;
use crate::render::figures;

/// The width of the drawing, in its own units: a letter takes about nine of them.
const WIDTH: usize = 720;

/// Where bars begin, and the width of the longest: what is left is for the figures.
const BARS: (usize, usize) = (80, 440);

/// The width of a letter, about.
const LETTER: usize = 9;

/// The height of a line.
const LINE: usize = 20;

/// The look of a bar, and what it is.
type Look = (&'static str, &'static str);

/// What was planned.
const PREVU: Look = ("prevu", "prévu");

/// What was spent.
const DEPENSE: Look = ("depense", "dépensé");

/// Returns amounts side by side.
pub(super) fn html(paires: &Paires) -> Markup {
    let amounts = paires.lignes.iter();
    let amounts = amounts.flat_map(|(_, planned, spent)| [*planned, *spent]);
    let highest = amounts.flatten().map(Montant::cents).max().unwrap_or(0);
    let mut top = 0;
    let mut parts = Vec::new();
    for (name, planned, spent) in &paires.lignes {
        for line in textwrap::wrap(name, WIDTH / LETTER) {
            parts.push(html! { text x="0" y=(top + 15) { (plain(&line)) } });
            top += LINE;
        }
        for (look, amount) in [(PREVU, planned), (DEPENSE, spent)] {
            parts.push(bar(look, *amount, highest, top));
            top += LINE;
        }
        top += LINE / 2;
    }
    html! {
        figure class="paires" {
            figcaption { (plain(&paires.caption)) }
            div class="cadre" role="region" tabindex="0" aria-label=(plain(&paires.caption)) { svg role="img" width=(WIDTH) viewBox=(format!("0 0 {WIDTH} {top}")) {
                title { (plain(&paires.caption)) }
                desc { (plain(&figures::paires(paires).join(". "))) }
                @for part in &parts { (part) }
            } }
        }
    }
}

/// Returns one bar, what it is before it and its figure after it.
fn bar((class, said): Look, amount: Option<Montant>, highest: i64, top: usize) -> Markup {
    let length = amount.map_or(0, |amount| length(amount, highest));
    let figure = figures::montant(amount);
    // A figure that would leave the drawing stands at its right end.
    let after = (BARS.0 + length + 8).min(WIDTH.saturating_sub(display_width(&figure) * LETTER));
    html! {
        text class="discret" x="12" y=(top + 14) { (said) }
        @if length > 0 { rect class=(class) x=(BARS.0) y=(top + 2) width=(length) height="15" {} }
        text x=(after) y=(top + 14) { (plain(&figure)) }
    }
}

/// Returns the length of the bar of an amount: nothing for what is not above 0.
fn length(amount: Montant, highest: i64) -> usize {
    let longest = i64::try_from(BARS.1).unwrap_or(0);
    let scaled = i128::from(amount.cents()) * i128::from(longest) / i128::from(highest.max(1));
    match usize::try_from(scaled) {
        Ok(0) if amount.cents() > 0 => 2,
        Ok(length) => length,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_amount_is_written_and_no_text_is_more_than_text() {
        let hostile = "</svg><script>alert(1)</script> \u{1b}";
        let amount = |text| Montant::parse(text);
        let drawn = html(&Paires {
            caption: hostile.to_owned(),
            lignes: vec![
                (hostile.to_owned(), amount("4500"), amount("4380.50")),
                ("Sans".to_owned(), None, amount("-3")),
            ],
        });
        let drawn = drawn.into_string();
        assert!(
            !drawn.contains("<script") && !drawn.contains('\u{1b}'),
            "{drawn}"
        );
        assert_eq!(drawn.matches("</svg>").count(), 1);
        for said in [
            "4\u{a0}500\u{a0}€",
            "4\u{a0}380,50\u{a0}€",
            ">non renseigné<",
            "−3\u{a0}€",
        ] {
            assert!(drawn.contains(said), "{said}: {drawn}");
        }
        assert_eq!(drawn.matches("<rect").count(), 2);
    }

    #[test]
    fn the_longest_bar_is_that_of_the_highest_amount() {
        let amount = |text| Montant::parse(text).unwrap();
        let highest = amount("1000000000000").cents();
        assert_eq!(length(amount("1000000000000"), highest), BARS.1);
        assert_eq!(length(amount("0.01"), highest), 2);
        assert_eq!(length(amount("-5"), highest), 0);
    }
}
