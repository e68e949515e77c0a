//! Where what is added to a file stands: beside what is there of its table, in the order of the format's keys.

use std::ops::Range;

use super::Form;
use crate::edit::line::Line;
use crate::edit::literal;
use crate::edit::place::{
    before_title, held, in_section, line_end, line_start, rank, section, start_with_comments,
    title_above, title_length,
};
use crate::edit::statement::{Says, Statement, statements};
use crate::load::keys::under;

impl Form {
    /// Returns the line of a section on which a comment holds the place of a name.
    pub(super) fn place_held(
        &self,
        statements: &[Statement],
        title: Option<usize>,
        (path, name): (&[&str], &str),
    ) -> Option<Range<usize>> {
        let start = title.map_or(0, |title| statements[title].span.end);
        let next = statements.get(section(statements, title).end);
        let end = next.map_or(self.text.len(), |next| {
            line_start(&self.text, next.span.start)
        });
        let own = next.map_or(end, |next| start_with_comments(&self.text, next));
        let key = under(self.kind, path);
        // What stands directly above the next title may show a key of that one; a place that we hold has its name.
        held(&self.text, start..own.max(start), (name, key))
            .or_else(|| held(&self.text, own.max(start)..end, (name, None)))
    }

    /// Returns where one more of a repeated title goes, after as many of those that are there; nothing when there are none.
    pub(super) fn repeated(
        &self,
        statements: &[Statement],
        title: &[&str],
        after: usize,
    ) -> Option<usize> {
        let there: Vec<usize> = titles(statements, title).collect();
        match after.checked_sub(1) {
            None => there
                .first()
                .map(|first| start_with_comments(&self.text, &statements[*first])),
            Some(last) => there.get(last).map(|last| {
                let section = section(statements, Some(*last));
                let end = statements[*last..section.end].last();
                let end = end.map_or(0, |statement| statement.span.end);
                self.trailing(line_end(&self.text, end))
            }),
        }
    }

    /// Returns the end of the comments that start at an offset, where they belong to what precedes them: nothing follows them
    /// but a blank line or the end.
    pub(super) fn trailing(&self, at: usize) -> usize {
        let mut end = at;
        while self.text[end..]
            .trim_start_matches([' ', '\t'])
            .starts_with('#')
        {
            end = line_end(&self.text, end);
        }
        let next = self.text[end..].split('\n').next().unwrap_or_default();
        if next.trim().is_empty() { end } else { at }
    }

    /// Writes a line where nothing of it is yet: beside what is there of its table, else under a new title.
    pub(super) fn insert(&mut self, path: &[&str], line: &Line) {
        let statements = statements(&self.text);
        let wanted = title_length(self.kind, path);
        let leads = |statement: &Statement| {
            statement.path.len() < path.len()
                && statement
                    .path
                    .iter()
                    .zip(path)
                    .all(|(own, name)| own == name)
        };
        let titles = statements.iter().enumerate();
        let titles = titles.filter(|(_, statement)| {
            statement.says == Says::Title(false)
                && statement.path.len() >= wanted
                && leads(statement)
        });
        let title = titles.max_by_key(|(_, statement)| statement.path.len());
        if let Some((title, statement)) = title {
            let depth = statement.path.len();
            return self.insert_under(&statements, Some(title), (path, depth), line);
        }
        if wanted == 0 {
            return self.insert_under(&statements, None, (path, 0), line);
        }
        let is_beside = |place: usize| {
            let own = &statements[place].path;
            let title = title_above(&statements, place);
            let above = title.map_or(&[][..], |title| &statements[title].path);
            let shares = own.len() > wanted && own[..wanted] == path[..wanted];
            (!statements[place].is_title() && shares && above.len() <= wanted)
                .then_some((title, above.len()))
        };
        if let Some((title, depth)) = (0..statements.len()).find_map(is_beside) {
            return self.insert_under(&statements, title, (path, depth), line);
        }
        let own = Line {
            path: path[wanted..].iter().map(ToString::to_string).collect(),
            ..line.clone()
        };
        let block = format!("[{}]\n{}", literal::path(&path[..wanted]), own.written());
        let at = before_title(&self.text, &statements, self.kind, &rank(self.kind, path));
        self.stand_alone(at, &block);
    }

    /// Writes a line in a section, less the names of its title: in the place of the comment that holds it, else in order.
    pub(super) fn insert_under(
        &mut self,
        statements: &[Statement],
        title: Option<usize>,
        (path, depth): (&[&str], usize),
        line: &Line,
    ) {
        let own = Line {
            path: path[depth..].iter().map(ToString::to_string).collect(),
            ..line.clone()
        };
        let name = literal::path(&own.path);
        if let Some(held) = self.place_held(statements, title, (path, &name)) {
            return self.splice(held, &own.written());
        }
        let ranks = rank(self.kind, path);
        let at = in_section(&self.text, (statements, title), self.kind, &ranks);
        self.splice(at..at, &own.written());
    }

    /// Writes lines with a blank line before them and after them, but at the ends of the text.
    pub(super) fn stand_alone(&mut self, at: usize, block: &str) {
        let (above, below) = self.text.split_at(at);
        let above = above.trim_end_matches([' ', '\t']);
        let breaks = |text: &str| text.ends_with("\n\n") || text.ends_with("\n\r\n");
        let before = match above {
            "" => "",
            text if breaks(text) => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let is_last = below.trim().is_empty();
        let after = if is_last || below.starts_with(['\n', '\r']) {
            ""
        } else {
            "\n"
        };
        self.splice(at..at, &format!("{before}{block}{after}"));
    }
}

/// Returns the ranks, among all statements, of the titles that repeat a path of names.
pub(super) fn titles(statements: &[Statement], path: &[&str]) -> impl Iterator<Item = usize> {
    (0..statements.len()).filter(move |place| {
        let statement = &statements[*place];
        statement.says == Says::Title(true) && statement.path == path
    })
}
