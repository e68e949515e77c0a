//! The conflicts that git leaves in a file.

use std::ops::Range;

use toml::de::Error;

use super::{Fault, add, blank};
use crate::load::faults::SYNTAXE;
use crate::load::found::Faults;

/// The marks that git leaves in a file when it cannot merge two versions.
const MARKS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

/// Where a line stands in a conflict.
enum Side {
    /// In none.
    Outside,
    /// In the first of the two versions.
    First,
    /// In the second one, which starts at an offset.
    Second(usize),
}

/// Reports the conflicts that git left where errors stand, one finding each, and keeps the first of the two versions.
/// Returns whether there were any.
pub(super) fn set_conflicts_aside(
    faults: &Faults<'_>,
    readable: &mut String,
    errors: &[Error],
) -> bool {
    let starts = errors.iter().filter_map(|error| Some(error.span()?.start));
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    let is_fault = |mark: &Range<usize>| {
        let next = starts.partition_point(|start| *start < mark.start);
        starts.get(next).is_some_and(|start| *start <= mark.end)
    };
    let (mut any, mut side) = (false, Side::Outside);
    for (rank, mark) in marks(faults.text) {
        if matches!(side, Side::Outside) {
            // Inside a text of several lines, marks are words like others.
            if !is_fault(&mark) {
                continue;
            }
            any = true;
            let message = "marque d'un conflit de fusion git";
            let help = "choisir entre les deux textes, puis supprimer les lignes <<<<<<<, ======= et >>>>>>>";
            add(faults, Fault::new(&SYNTAXE, mark.clone(), message, help));
        }
        blank(readable, mark.clone());
        side = match (rank, side) {
            (0, _) => Side::First,
            (1, _) => Side::Second(mark.end),
            (_, Side::Second(start)) => {
                blank(readable, start..mark.start);
                Side::Outside
            }
            _ => Side::Outside,
        };
    }
    any
}

/// Returns the lines of a text that start with a mark: which one, and where.
fn marks(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut marks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(rank) = MARKS.iter().position(|mark| line.starts_with(mark)) {
            marks.push((rank, at..at + line.trim_end().len()));
        }
        at += line.len();
    }
    marks
}
