//! Figures drawn small, in one word: « ▁▅█ ».

/// The heights, from the lowest.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Returns values drawn from the lowest to the highest; nothing for fewer than two, which show no movement.
pub(crate) fn spark(values: &[f64]) -> Option<String> {
    if values.len() < 2 {
        return None;
    }
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = highest - lowest;
    let height = |value: f64| {
        let part = if span > 0.0 {
            (value - lowest) / span
        } else {
            0.5
        };
        // The part is between 0 and 1: the rank is one of the heights.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rank = (part * 7.0).round() as usize;
        HEIGHTS[rank.min(7)]
    };
    Some(values.iter().map(|&value| height(value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_and_the_highest_are_the_ends() {
        assert_eq!(spark(&[13.0, 15.0, 20.0]).unwrap(), "▁▃█");
        assert_eq!(spark(&[20.0, -1.0]).unwrap(), "█▁");
        assert_eq!(spark(&[4.0, 4.0]).unwrap(), "▅▅");
        assert_eq!(spark(&[4.0]), None);
        assert_eq!(
            spark(&[f64::MAX, f64::MIN, 0.0]).unwrap().chars().count(),
            3
        );
    }
}
