//! The figures of a text, group by group, with what stands between them.

use super::signs::Sign;

/// What stands between two groups of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Words, an empty line, or several signs: no number goes on.
    Break,
    /// Blanks.
    Blank,
    /// The end of a line, after a sign or not.
    Line(Option<char>),
    /// A sign with no blank around.
    Tight(char),
    /// A sign with blanks around, or on one side.
    Loose(char),
}

impl Gap {
    /// Reads what stands between two groups.
    fn new(between: &[Sign]) -> Self {
        let mut found = None;
        let mut lines = 0;
        for sign in between {
            match sign.character {
                '\n' => lines += 1,
                _ if sign.is_blank() => {}
                '.' | '-' | '/' | ',' | '·' | '+' | '_' if found.is_none() && lines == 0 => {
                    found = Some(sign.character);
                }
                _ => return Self::Break,
            }
        }
        match (found, lines) {
            _ if between.is_empty() || lines > 1 => Self::Break,
            (found, 1) => Self::Line(found),
            (None, _) => Self::Blank,
            (Some(sign), _) if between.len() == 1 => Self::Tight(sign),
            // « 01, 02 » is a list.
            (Some(',' | '+' | '_'), _) => Self::Break,
            (Some(sign), _) => Self::Loose(sign),
        }
    }

    /// Returns what the gaps of a number cut here would be without the end of the line.
    pub(super) fn unfolded(self) -> Self {
        match self {
            Self::Line(None) => Self::Blank,
            Self::Line(Some(sign)) => Self::Tight(sign),
            other => other,
        }
    }
}

/// Figures side by side.
#[derive(Debug)]
pub(super) struct Group {
    /// The rank of the first one among the signs.
    pub(super) start: usize,
    /// The rank after the last one.
    pub(super) end: usize,
    /// What stands between it and the group before.
    pub(super) gap: Gap,
    /// Whether a letter stands right after it.
    pub(super) is_glued: bool,
    /// The first group and the number of groups of the pairs of figures, between blanks, that it belongs to.
    pub(super) run: (usize, usize),
}

impl Group {
    /// Returns how many figures it has.
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Returns the groups of a text.
pub(super) fn groups(signs: &[Sign]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(start) = signs[at..].iter().position(Sign::is_digit) {
        let start = at + start;
        let length = signs[start..].iter().take_while(|sign| sign.is_digit());
        let end = start + length.count();
        let is_first = groups.is_empty();
        groups.push(Group {
            start,
            end,
            gap: if is_first {
                Gap::Break
            } else {
                Gap::new(&signs[at..start])
            },
            is_glued: signs.get(end).is_some_and(Sign::is_word),
            run: (0, 0),
        });
        at = end;
    }
    count_runs(&mut groups, signs);
    groups
}

/// Says to each pair of figures the list that it belongs to.
fn count_runs(groups: &mut [Group], signs: &[Sign]) {
    let is_pair = |group: &Group| {
        let is_free = group.start == 0 || !signs[group.start - 1].is_word();
        group.len() == 2 && !group.is_glued && is_free
    };
    let mut first = 0;
    while first < groups.len() {
        let rest = groups[first + 1..].iter();
        let length = if is_pair(&groups[first]) {
            1 + rest
                .take_while(|next| next.gap == Gap::Blank && is_pair(next))
                .count()
        } else {
            1
        };
        let run = (first, length);
        groups[first..first + length]
            .iter_mut()
            .for_each(|group| group.run = run);
        first += length;
    }
}
