//! The colours of the page, held to the contrast that WCAG asks for: 4.5 for what is read, 3 for what is drawn.

use std::collections::BTreeMap;

use super::STYLE;

/// Returns the colours that each theme gives to names: by day, by night, on paper.
fn themes() -> Vec<BTreeMap<&'static str, [f64; 3]>> {
    let mut themes: Vec<BTreeMap<&'static str, [f64; 3]>> = Vec::new();
    for rule in STYLE
        .split(['{', '}'])
        .filter(|rule| rule.contains("--fond:"))
    {
        let mut theme = BTreeMap::new();
        for (name, value) in rule.split(';').filter_map(|one| one.split_once(':')) {
            if let (Some(name), Some(colour)) = (name.trim().strip_prefix("--"), colour(value)) {
                theme.insert(name, colour);
            }
        }
        themes.push(theme);
    }
    themes
}

/// Reads a colour.
fn colour(value: &str) -> Option<[f64; 3]> {
    let digits = value.trim().strip_prefix('#')?;
    let double: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |rank: usize| u8::from_str_radix(&double[rank * 2..rank * 2 + 2], 16);
    let part = |rank: usize| part(rank).ok().map(|part| f64::from(part) / 255.0);
    Some([part(0)?, part(1)?, part(2)?])
}

/// Returns the relative luminance of a colour, as WCAG defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|part| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// Returns the contrast of two colours.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn what_is_read_stands_out_by_day_by_night_and_on_paper() {
    let themes = themes();
    assert_eq!(themes.len(), 3);
    for theme in &themes {
        for ground in ["fond", "bande"] {
            for ink in ["texte", "discret", "accent", "bien", "attention", "alerte"] {
                let found = contrast(theme[ground], theme[ink]);
                assert!(found >= 4.5, "{ink} on {ground}: {found:.2}");
            }
        }
    }
}

#[test]
fn a_contrast_is_that_of_the_standard() {
    let read = |text| colour(text).unwrap();
    assert!((contrast(read("#fff"), read("#000000")) - 21.0).abs() < 0.01);
    assert!((contrast(read("#777"), read("#fff")) - 4.48).abs() < 0.01);
}
