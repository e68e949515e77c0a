//! Where a telephone number may begin, and how far it goes.

use super::groups::{Gap, Group};
use super::signs::Sign;

/// The ways of grouping the ten figures of a number.
const SHAPES: [&[usize]; 6] = [
    &[10],
    &[2, 2, 2, 2, 2],
    &[4, 2, 2, 2],
    &[2, 3, 3, 2],
    &[4, 3, 3],
    &[2, 8],
];

/// Where a number may begin: its first sign, and the group and the figure of it that its ten figures begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    /// The rank of its first sign.
    pub(super) start: usize,
    /// The first group of the ten figures.
    pub(super) group: usize,
    /// How many figures of this group stand before them.
    pub(super) skip: usize,
    /// Whether an international code or « (0) » comes first.
    pub(super) is_abroad: bool,
}

/// A number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// The group after its last one.
    pub(super) end: usize,
    /// What stands between its groups, if it has several.
    pub(super) gap: Option<Gap>,
    /// Whether it runs over the end of a line.
    pub(super) is_folded: bool,
    /// Whether it is one of those that cost nothing, which services have.
    pub(super) is_free: bool,
}

/// A text being read.
pub(super) struct Reader<'a> {
    /// Its signs.
    pub(super) signs: &'a [Sign],
    /// Its groups of figures.
    pub(super) groups: &'a [Group],
}

impl Reader<'_> {
    /// Returns the figures of some signs.
    pub(super) fn figures(&self, start: usize, end: usize) -> String {
        self.signs[start..end]
            .iter()
            .map(|sign| sign.character)
            .collect()
    }

    /// Returns whether the figures of a group begin with some others.
    fn starts_with(&self, group: usize, figures: &str) -> bool {
        self.groups.get(group).is_some_and(|group| {
            let end = group.end.min(group.start + figures.len());
            self.figures(group.start, end) == figures
        })
    }

    /// Returns where a number would begin, if it begins with a group.
    pub(super) fn begin(&self, at: usize) -> Option<Begin> {
        let group = &self.groups[at];
        let before = &self.signs[..group.start];
        let blanks = before
            .iter()
            .rev()
            .take(3)
            .take_while(|sign| sign.is_blank());
        let plus = before.len() - blanks.count();
        let is_plus = plus > 0 && before[plus - 1].character == '+';
        let abroad = |start, group, skip| self.abroad(start, group, skip);
        if self.starts_with(at, "33") && (is_plus || self.is_in_address(group)) {
            abroad(if is_plus { plus - 1 } else { group.start }, at, 2)
        } else if self.starts_with(at, "0033") {
            abroad(group.start, at, 4)
        } else if self.is_lone(at, "00") && self.is_close(at + 1) && self.starts_with(at + 1, "33")
        {
            abroad(group.start, at + 1, 2)
        } else if self.is_lone(at, "0") && before.last().is_some_and(|last| last.character == '(') {
            let is_closed = self
                .signs
                .get(group.end)
                .is_some_and(|next| next.character == ')');
            (is_closed && self.is_close(at + 1)).then_some(Begin {
                start: group.start - 1,
                group: at + 1,
                skip: 0,
                is_abroad: true,
            })
        } else {
            self.starts_with(at, "0").then_some(Begin {
                start: group.start,
                group: at,
                skip: 0,
                is_abroad: false,
            })
        }
    }

    /// Returns where the ten figures begin after an international code.
    fn abroad(&self, start: usize, group: usize, skip: usize) -> Option<Begin> {
        let (mut group, mut skip) = (group, skip);
        if self.groups[group].len() == skip {
            (group, skip) = (group + 1, 0);
            if self.is_lone(group, "0") && self.is_close(group) {
                group += 1;
            }
            if !self.is_close(group) {
                return None;
            }
        }
        Some(Begin {
            start,
            group,
            skip,
            is_abroad: true,
        })
    }

    /// Returns whether a group is made of some figures.
    fn is_lone(&self, group: usize, figures: &str) -> bool {
        let length = self.groups.get(group).map(Group::len);
        length == Some(figures.len()) && self.starts_with(group, figures)
    }

    /// Returns whether only blanks, brackets or one separator stand between a group and the one before.
    fn is_close(&self, group: usize) -> bool {
        let (Some(before), Some(group)) = (self.groups.get(group - 1), self.groups.get(group))
        else {
            return false;
        };
        let between = &self.signs[before.end..group.start];
        let is_plain = |sign: &Sign| sign.is_blank() || "().-/".contains(sign.character);
        between.len() <= 4 && between.iter().all(is_plain)
    }

    /// Returns whether a group stands where a link to a messaging service has its number.
    fn is_in_address(&self, group: &Group) -> bool {
        ["wa.me/", "phone="].iter().any(|sign| {
            let start = group.start.checked_sub(sign.len());
            start.is_some_and(|start| self.figures(start, group.start) == *sign)
        })
    }

    /// Returns the number that begins somewhere, whatever stands around it.
    pub(super) fn number(&self, begin: Begin) -> Option<Number> {
        let first = self.groups.get(begin.group)?;
        let start = first.start + begin.skip;
        let has_zero = self.signs.get(start)?.character == '0';
        if !has_zero && !begin.is_abroad {
            return None;
        }
        let missing = usize::from(!has_zero);
        let rest = &self.groups[begin.group..];
        let length = |rank: usize| match rank {
            0 => Some(first.end - start + missing),
            _ => rest.get(rank).map(Group::len),
        };
        let is_shape = |shape: &&&[usize]| {
            let mut ranks = shape.iter().enumerate();
            ranks.all(|(rank, count)| length(rank) == Some(*count))
        };
        let shape = SHAPES.iter().find(is_shape)?;
        let end = begin.group + shape.len();
        let (gap, is_folded) = self.gap(begin.group, end)?;
        let last = &self.groups[end - 1];
        let figures = self
            .figures(start, last.end)
            .replace(|next: char| !next.is_ascii_digit(), "");
        let figures = figures.strip_prefix('0').unwrap_or(&figures);
        let is_free = ["800", "801", "802", "803", "804", "805"];
        // « 06 12345678 »: no other sign than a blank.
        let is_cut = shape.len() == 2 && (is_folded || gap != Some(Gap::Blank));
        (!figures.starts_with('0') && !last.is_glued && !is_cut).then(|| Number {
            end,
            gap,
            is_folded,
            is_free: is_free.iter().any(|free| figures.starts_with(free)),
        })
    }

    /// Returns the one kind of separator between groups, and whether a line ends there, at most once.
    fn gap(&self, first: usize, end: usize) -> Option<(Option<Gap>, bool)> {
        let gaps = self.groups[first + 1..end].iter().map(|group| group.gap);
        let lines = gaps.clone().filter(|gap| matches!(gap, Gap::Line(_)));
        let lines = lines.count();
        let mut kinds = gaps.map(Gap::unfolded);
        let kind = kinds.next();
        let is_regular = kind.is_none_or(|kind| {
            !matches!(kind, Gap::Break | Gap::Tight('+' | '_')) && kinds.all(|next| next == kind)
        });
        (is_regular && lines <= 1).then_some((kind, lines > 0))
    }
}
