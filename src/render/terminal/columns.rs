//! How the width of a page is shared among the columns of a table.

/// What a column asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// The width of its longest piece that should not be broken.
    pub(super) least: usize,
    /// The width of its longest cell on one line.
    pub(super) most: usize,
    /// Whether what the others leave goes to it first.
    pub(super) comes_first: bool,
}

/// Shares a width: each column gets its least; then those that lack little get all they lack; what is left goes to those
/// that come first, then to the others. When there is not enough even for the least, the widest columns give way.
pub(super) fn share(wishes: &[Wish], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wishes.iter().map(|wish| wish.least.max(1)).collect();
    while widths.iter().sum::<usize>() > width.max(widths.len()) {
        let Some(widest) = widths.iter_mut().max() else {
            break;
        };
        *widest -= 1;
    }
    let mut left = width.saturating_sub(widths.iter().sum());
    let lacking = |widths: &[usize]| -> Vec<usize> {
        (0..wishes.len())
            .filter(|&rank| wishes[rank].most > widths[rank])
            .collect()
    };
    loop {
        let lacking = lacking(&widths);
        let part = left / lacking.len().max(1);
        let content: Vec<usize> = lacking
            .into_iter()
            .filter(|&rank| wishes[rank].most - widths[rank] <= part)
            .collect();
        if content.is_empty() {
            break;
        }
        for rank in content {
            left -= wishes[rank].most - widths[rank];
            widths[rank] = wishes[rank].most;
        }
    }
    let (first, others): (Vec<usize>, Vec<usize>) = lacking(&widths)
        .into_iter()
        .partition(|&rank| wishes[rank].comes_first);
    for heirs in [first, others] {
        for (turn, &rank) in heirs.iter().enumerate() {
            let part = (left / (heirs.len() - turn)).min(wishes[rank].most - widths[rank]);
            widths[rank] += part;
            left -= part;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(least: usize, most: usize) -> Wish {
        Wish {
            least,
            most,
            comes_first: false,
        }
    }

    #[test]
    fn a_table_that_fits_keeps_its_own_width() {
        assert_eq!(share(&[wish(3, 10), wish(4, 4)], 80), [10, 4]);
    }

    #[test]
    fn those_that_lack_little_get_it_and_the_rest_is_shared() {
        assert_eq!(share(&[wish(5, 30), wish(5, 8)], 20), [12, 8]);
        assert_eq!(share(&[wish(5, 30), wish(5, 30)], 21), [10, 11]);
        let title = Wish {
            least: 5,
            most: 60,
            comes_first: true,
        };
        assert_eq!(share(&[wish(5, 30), title], 30), [5, 25]);
        assert_eq!(share(&[wish(5, 80), title], 80), [20, 60]);
    }

    #[test]
    fn the_widest_gives_way_when_there_is_not_enough() {
        assert_eq!(share(&[wish(30, 30), wish(5, 5)], 20), [15, 5]);
        assert_eq!(share(&[wish(9, 9), wish(9, 9)], 1), [1, 1]);
        assert!(share(&[], 10).is_empty());
    }
}
