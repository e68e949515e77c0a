//! A frise as a drawing in the page: its signs tell without colour what its words tell beside it.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{plain, toned};
use crate::render::document::{Gantt, LigneFrise, Tone, Trait, Trame};
use crate::render::french::date;
use crate::render::gantt::legend::meanings;
use crate::render::gantt::scale::Scale;
use crate::render::gantt::{MONTHS, cut, layered};

/// The width of the drawing.
const WIDTH: usize = 760;

/// The width of the labels, and how many characters go into it.
const LABELS: (usize, usize) = (230, 36);

/// The height of what stands above the lines, and that of a line.
const HEIGHTS: (usize, usize) = (48, 22);

/// The width of the narrowest stretch, which holds its sign.
const NARROWEST: usize = 12;

/// Where everything stands.
struct Layout<'g> {
    /// The frise.
    gantt: &'g Gantt,
    /// The columns.
    scale: Scale,
    /// How wide a column is.
    cell: usize,
    /// How high the drawing is.
    height: usize,
}

/// Returns a frise, with what its signs mean.
pub(super) fn html(gantt: &Gantt) -> Markup {
    let scale = Scale::fitting(gantt.jours, 48);
    let layout = Layout {
        gantt,
        scale,
        cell: ((WIDTH - LABELS.0 - NARROWEST) / scale.columns).max(1),
        height: HEIGHTS.0 + HEIGHTS.1 * gantt.lignes.len() + 4,
    };
    let (first, last) = gantt.jours;
    let shows_au = first <= gantt.au && gantt.au <= last;
    let lines = gantt.lignes.iter().map(|ligne| {
        let words = ligne.traits.iter().map(|one| one.words.as_str());
        format!(
            "{}\u{a0}: {}",
            ligne.label,
            words.collect::<Vec<_>>().join(" ; ")
        )
    });
    let description = format!(
        "Du {} au {}. {}.",
        date(first),
        date(last),
        lines.collect::<Vec<_>>().join(". ")
    );
    html! {
        figure class="suite" {
            div class="cadre" role="region" tabindex="0" aria-label=(plain(&gantt.caption)) {
                svg class="frise" role="img" viewBox=(format!("0 0 {WIDTH} {}", layout.height)) {
                    title { (plain(&gantt.caption)) }
                    desc { (plain(&description)) }
                    (layout.columns())
                    @for (rank, ligne) in gantt.lignes.iter().enumerate() { (layout.line(rank, ligne)) }
                    @if shows_au { (layout.reference()) }
                }
            }
            figcaption { @for meaning in meanings(gantt, shows_au) { span { (toned(&meaning)) } " " } }
        }
    }
}

impl Layout<'_> {
    /// Returns where a day begins.
    fn begins(&self, day: NaiveDate) -> usize {
        LABELS.0 + self.scale.begins(day, self.cell)
    }

    /// Returns the years, and the months where there is room, each with a line down the drawing.
    fn columns(&self) -> Markup {
        let starts: Vec<(i32, usize)> = self.scale.starts().collect();
        let place = |column: usize| LABELS.0 + column * self.cell;
        let mut free = 0;
        let mut years = Vec::new();
        for (column, &(year, month)) in starts.iter().enumerate() {
            if month != 0 && column > 0 {
                continue;
            }
            // Where the first year has too little room, the next one, which begins there, is the one that is named.
            if month == 0 && years.len() == 1 && starts[0].1 != 0 && place(column) < free {
                years.clear();
                free = 0;
            }
            if place(column) >= free {
                years.push((place(column), year));
                free = place(column) + 40;
            }
        }
        let has_months = self.scale.months == 1 && self.cell >= 26;
        html! {
            @for (x, year) in years {
                line x1=(x) y1="4" x2=(x) y2=(self.height) {}
                text x=(x + 3) y="12" { (year) }
            }
            @if has_months { @for (column, (_, month)) in starts.iter().enumerate() {
                text x=(place(column) + 3) y="41" { (MONTHS.get(*month).copied().unwrap_or_default()) }
            } }
        }
    }

    /// Returns the reference date.
    fn reference(&self) -> Markup {
        let x = self.begins(self.gantt.au);
        // The date stands where it does not leave the drawing.
        let (anchor, gap) = if x + 70 > WIDTH {
            ("end", x - 4)
        } else {
            ("start", x + 4)
        };
        html! {
            line class="au" x1=(x) y1="18" x2=(x) y2=(self.height) {}
            text x=(gap) y="26" text-anchor=(anchor) { (date(self.gantt.au)) }
        }
    }

    /// Returns a line.
    fn line(&self, rank: usize, ligne: &LigneFrise) -> Markup {
        let y = HEIGHTS.0 + HEIGHTS.1 * rank;
        html! {
            g {
                title { (plain(&ligne.label)) }
                text x="0" y=(y + 15) { (plain(&cut(&ligne.label, LABELS.1))) }
                @for one in layered(ligne) { (self.stretch(y, one)) }
            }
        }
    }

    /// Returns a stretch of days, with its sign at its last one.
    fn stretch(&self, y: usize, one: &Trait) -> Markup {
        let (first, last) = self.gantt.jours;
        let from = self.begins(one.debut.max(first));
        let to = LABELS.0 + self.scale.ends(one.fin.min(last), self.cell);
        let width = to.saturating_sub(from).max(NARROWEST);
        let marque = &self.gantt.marques[one.marque];
        let tone = match marque.meaning.tone {
            Tone::Plain => "",
            Tone::Good => "bien ",
            Tone::Attention => "attention ",
            Tone::Bad => "alerte ",
            Tone::Faint => "discret ",
        };
        let trame = match marque.trame {
            Trame::Pleine => "pleine",
            Trame::Legere => "legere",
            Trame::Tirets => "tirets",
        };
        html! {
            g class=(format!("{tone}{trame}")) {
                title { (plain(&one.words)) }
                rect x=(from) y=(y + 4) width=(width) height="14" rx="2" {}
                text class="signe" x=(from + width - 6) y=(y + 15) { (marque.sign) }
            }
        }
    }
}
