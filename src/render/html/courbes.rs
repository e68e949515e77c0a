//! Figures over the years as drawings: each value is written beside its point, each target beside its mark.

use maud::{Markup, html};

use super::plain;
use crate::render::document::{Courbe, Courbes, Trace};
use crate::render::figures;

/// The size of a drawing, when its years are few.
const SIZE: (f64, f64) = (340.0, 170.0);

/// The room left around the drawing: above, at the sides, below.
const MARGINS: (f64, f64, f64) = (30.0, 36.0, 28.0);

/// The room that a year takes at least.
const YEAR: f64 = 44.0;

/// Returns figures side by side.
pub(super) fn html(courbes: &Courbes) -> Markup {
    html! {
        figure class="courbes" {
            figcaption { (plain(&courbes.caption)) (legend(courbes)) }
            div class="grille" { @for courbe in &courbes.courbes { (one(courbe)) } }
        }
    }
}

/// Returns what the marks mean.
fn legend(courbes: &Courbes) -> &'static str {
    match courbes
        .courbes
        .iter()
        .any(|courbe| !courbe.cibles.is_empty())
    {
        true => " (●\u{a0}valeur, ◇\u{a0}cible)",
        false => "",
    }
}

/// Where the years and the values of a figure stand.
struct Plan {
    /// The width of the drawing.
    width: f64,
    /// The first year and the last.
    years: (f64, f64),
    /// The lowest value and the highest.
    values: (f64, f64),
}

impl Plan {
    /// Returns the plan of a figure: it shows 0, unless some value is below.
    fn of(courbe: &Courbe) -> Self {
        let all = || courbe.valeurs.iter().chain(&courbe.cibles);
        let years = || all().map(|trace| f64::from(trace.annee));
        let values = || all().map(|trace| trace.valeur);
        let lowest = values().fold(0.0, f64::min);
        let highest = values().fold(0.0, f64::max);
        let first = years().fold(f64::INFINITY, f64::min);
        let last = years().fold(f64::NEG_INFINITY, f64::max);
        Self {
            width: SIZE
                .0
                .max(MARGINS.1 * 2.0 + (last - first).min(60.0) * YEAR),
            years: (first, last),
            values: (lowest, highest),
        }
    }

    /// Returns where a year stands.
    fn x(&self, year: i32) -> f64 {
        let (first, last) = self.years;
        let part = if last > first {
            (f64::from(year) - first) / (last - first)
        } else {
            0.5
        };
        rounded(MARGINS.1 + part * (self.width - MARGINS.1 * 2.0))
    }

    /// Returns where a value stands.
    fn y(&self, value: f64) -> f64 {
        let (lowest, highest) = self.values;
        let span = highest - lowest;
        let part = if span > 0.0 {
            (value - lowest) / span
        } else {
            0.0
        };
        let room = SIZE.1 - MARGINS.0 - MARGINS.2;
        rounded(MARGINS.0 + (1.0 - part) * room)
    }
}

/// Returns a place to a tenth of a unit.
fn rounded(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// Returns one figure.
fn one(courbe: &Courbe) -> Markup {
    let plan = Plan::of(courbe);
    let line: Vec<String> = courbe
        .valeurs
        .iter()
        .map(|trace| format!("{},{}", plan.x(trace.annee), plan.y(trace.valeur)))
        .collect();
    let zero = plan.y(0.0);
    html! {
        div {
            p { (plain(&courbe.nom)) }
            svg role="img" viewBox=(format!("0 0 {} {}", plan.width, SIZE.1)) width=(plan.width) {
                title { (plain(&courbe.nom)) }
                desc { (plain(&figures::courbe(courbe))) }
                line x1="8" y1=(zero) x2=(plan.width - 8.0) y2=(zero) {}
                @for year in years(courbe) {
                    text x=(plan.x(year)) y=(SIZE.1 - 8.0) text-anchor="middle" { (year) }
                }
                @for trace in &courbe.cibles { (target(&plan, trace, courbe)) }
                @if line.len() > 1 { polyline points=(line.join(" ")) fill="none" {} }
                @for trace in &courbe.valeurs { (value(&plan, trace, courbe)) }
            }
        }
    }
}

/// Returns the years of a figure, each once.
fn years(courbe: &Courbe) -> Vec<i32> {
    let all = courbe.valeurs.iter().chain(&courbe.cibles);
    let mut years: Vec<i32> = all.map(|trace| trace.annee).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Returns a value: its point, and its figure above it.
fn value(plan: &Plan, trace: &Trace, courbe: &Courbe) -> Markup {
    let (x, y) = (plan.x(trace.annee), plan.y(trace.valeur));
    // Where a target stands just above, the figure goes below its point.
    let is_below = courbe.cibles.iter().any(|cible| {
        cible.annee == trace.annee && (0.0..26.0).contains(&(y - plan.y(cible.valeur)))
    });
    let label = if is_below { y + 17.0 } else { y - 8.0 };
    html! {
        circle cx=(x) cy=(y) r="4" {}
        text class="valeur" x=(x) y=(rounded(label)) text-anchor="middle" { (plain(&figures::valeur(trace))) }
    }
}

/// Returns a target: a hollow mark, and its figure above it.
fn target(plan: &Plan, trace: &Trace, courbe: &Courbe) -> Markup {
    let (x, y) = (plan.x(trace.annee), plan.y(trace.valeur));
    // Where a value stands just above, the figure goes below its mark.
    let is_below = courbe.valeurs.iter().any(|value| {
        value.annee == trace.annee && (0.1..34.0).contains(&(y - plan.y(value.valeur)))
    });
    let label = if is_below { y + 19.0 } else { y - 10.0 };
    let diamond = format!(
        "{x},{} {},{y} {x},{} {},{y}",
        rounded(y - 6.0),
        rounded(x + 6.0),
        rounded(y + 6.0),
        rounded(x - 6.0)
    );
    html! {
        polygon points=(diamond) {}
        text class="cible" x=(x) y=(rounded(label)) text-anchor="middle" { (plain(&figures::valeur(trace))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a trace.
    fn trace(annee: i32, valeur: f64) -> Trace {
        Trace {
            annee,
            valeur,
            environ: false,
        }
    }

    #[test]
    fn every_value_and_target_is_written_and_no_text_is_more_than_text() {
        let hostile = "</svg><script>alert(1)</script> \u{1b}";
        let courbe = Courbe {
            nom: hostile.to_owned(),
            valeurs: vec![trace(2016, 13.0), trace(2017, 15.5)],
            cibles: vec![trace(2018, 20.0)],
        };
        let drawn = html(&Courbes {
            caption: hostile.to_owned(),
            courbes: vec![courbe],
        });
        let drawn = drawn.into_string();
        assert!(
            !drawn.contains("<script") && !drawn.contains('\u{1b}'),
            "{drawn}"
        );
        assert_eq!(drawn.matches("</svg>").count(), 1);
        for said in [
            ">13<",
            ">15,5<",
            ">20<",
            ">2016<",
            ">2018<",
            "cible 20 en 2018",
        ] {
            assert!(drawn.contains(said), "{said}: {drawn}");
        }
    }

    #[test]
    fn the_largest_figures_and_a_lone_one_stay_in_the_drawing() {
        for valeurs in [
            vec![trace(2017, 0.0)],
            vec![trace(2016, 1e300), trace(2017, -1e300)],
            vec![trace(1900, 1.0), trace(2200, 2.0)],
        ] {
            let courbe = Courbe {
                nom: "n".to_owned(),
                valeurs,
                cibles: Vec::new(),
            };
            let plan = Plan::of(&courbe);
            for trace in &courbe.valeurs {
                let (x, y) = (plan.x(trace.annee), plan.y(trace.valeur));
                assert!(
                    (0.0..=plan.width).contains(&x) && (0.0..=SIZE.1).contains(&y),
                    "{x} {y}"
                );
            }
        }
    }
}
