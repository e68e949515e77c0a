//! Numbers as French people write them.

/// The space that keeps what it joins on one line.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// Returns a number with a decimal comma and spaces between thousands.
pub(crate) fn number(value: f64) -> String {
    let plain = format!("{}", value.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if value < 0.0 { "−" } else { "" };
    let comma = if decimals.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{decimals}", grouped(whole))
}

/// Returns a difference: a number with its sign.
pub(crate) fn difference(value: f64) -> String {
    if value > 0.0 {
        format!("+{}", number(value))
    } else {
        number(value)
    }
}

/// Returns a part of a whole, in whole per cent: a half goes up, whatever noise binary fractions put under it.
pub(crate) fn percent(part: f64) -> String {
    let percent = (part * 100.0 * 1e9).round() / 1e9;
    format!("{}{NO_BREAK}%", number(percent.round()))
}

/// Returns digits with a no-break space between thousands.
pub(crate) fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(NO_BREAK);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_french() {
        for (value, french) in [
            (15.0, "15"),
            (1234.5, "1 234,5"),
            (-0.25, "−0,25"),
            (1_000_000.0, "1 000 000"),
        ] {
            assert_eq!(number(value).replace(NO_BREAK, " "), french);
        }
        assert_eq!(
            (difference(3.0), difference(-3.0), difference(0.0)),
            ("+3".into(), "−3".into(), "0".into())
        );
        assert_eq!(percent(0.2857).replace(NO_BREAK, " "), "29 %");
    }
}
