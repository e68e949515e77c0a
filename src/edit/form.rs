//! A file of the plan to which something is added: its own lines change, and no other byte.

mod insert;
mod read;

use std::fmt;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use self::insert::titles;
use self::read::{Spot, found, items};
use super::line::Line;
use super::place::{
    before_title, in_section, is_noted, line_end, rank, section, start_with_comments, title_length,
};
use super::statement::{Says, Statement, statements};
use super::{MARK, literal};
use crate::load::keys::Kind;

/// A file of the plan to which something is added.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// What it holds.
    kind: Kind,
    /// Its text, without mark.
    text: String,
    /// Whether a mark stands before its text.
    marked: bool,
}

/// Why something cannot be added: the place where it would go is written in a way that only its author, or `fmt`, can change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unfit(String);

impl Unfit {
    /// Returns what cannot be added at a path of names.
    pub(crate) fn at(path: &[&str]) -> Self {
        Self(path.join("."))
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "« {} » ne peut pas être écrit là où il irait",
            self.0
        )
    }
}

impl std::error::Error for Unfit {}

impl Form {
    /// Returns the file that a text is, of a kind. The text has no reading fault.
    pub(crate) fn new(text: &str, kind: Kind) -> Self {
        let unmarked = text.strip_prefix(MARK);
        Self {
            kind,
            text: unmarked.unwrap_or(text).to_owned(),
            marked: unmarked.is_some(),
        }
    }

    /// Returns the whole text as it has become.
    pub(crate) fn into_text(self) -> String {
        match self.marked {
            true => format!("{MARK}{}", self.text),
            false => self.text,
        }
    }

    /// Adds a name to those of a line: what stood at a path of names stands one deeper, and others may stand beside it.
    pub(crate) fn deepen(&mut self, path: &[&str], name: &str) -> Result<(), Unfit> {
        let unfit = || Unfit::at(path);
        let statements = statements(&self.text);
        let own = statements.iter().find(|statement| statement.path == path);
        let Some((start, Says::Value(value))) = own.map(|own| (own.span.start, &own.says)) else {
            return Err(unfit());
        };
        let names = self.text[start..value.start].trim_end();
        let names = names.strip_suffix('=').unwrap_or(names).trim_end();
        let at = start + names.len();
        let before = self.text.clone();
        self.splice(at..at, &format!(".{}", literal::name(name)));
        self.check(&before, unfit)
    }

    /// Writes a value at a path of names: in the place of the one that is there, else on a line of its own, in the order of the
    /// format's keys. The path ends with the names of the line.
    pub(crate) fn set(&mut self, title: &[&str], line: &Line) -> Result<(), Unfit> {
        let names = line.path.iter().map(String::as_str);
        let path: Vec<&str> = title.iter().copied().chain(names).collect();
        let unfit = || Unfit::at(&path);
        let before = self.text.clone();
        match self.spot(&path) {
            Spot::There(span) => self.fill(span, line),
            Spot::Braces(span, depth) => {
                let item = format!("{} = {}", literal::path(&path[depth..]), line.value);
                self.add_in_braces(span, &item);
            }
            Spot::Other => return Err(unfit()),
            Spot::Nothing => self.insert(&path, line),
        }
        self.check(&before, unfit)
    }

    /// Writes a value in a table of the list that a path of names leads to.
    pub(crate) fn set_in(&mut self, path: &[&str], rank: usize, line: &Line) -> Result<(), Unfit> {
        let unfit = || Unfit::at(path);
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let item = items(table.get_ref(), path).and_then(|items| items.get(rank));
        let Some((span, DeValue::Table(inner))) = item.map(|item| (item.span(), item.get_ref()))
        else {
            return Err(unfit());
        };
        let names: Vec<&str> = line.path.iter().map(String::as_str).collect();
        let there = found(inner, &names).map(toml::Spanned::span);
        let is_braced = self.text[span.clone()].starts_with('{');
        let before = self.text.clone();
        match (there, is_braced) {
            (Some(there), _) => self.splice(there, &line.value),
            (None, true) => self.add_in_braces(span, &line.field()),
            (None, false) => {
                let statements = statements(&self.text);
                let title = titles(&statements, path).nth(rank).ok_or_else(unfit)?;
                let whole: Vec<&str> = path.iter().copied().chain(names).collect();
                self.insert_under(&statements, Some(title), (&whole, path.len()), line);
            }
        }
        self.check(&before, unfit)
    }

    /// Puts an item in the place of another, in the list that a path of names leads to.
    pub(crate) fn replace_in(
        &mut self,
        path: &[&str],
        rank: usize,
        item: &str,
    ) -> Result<(), Unfit> {
        let unfit = || Unfit::at(path);
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let old = items(table.get_ref(), path).and_then(|items| items.get(rank));
        let span = old.map(toml::Spanned::span).ok_or_else(unfit)?;
        let before = self.text.clone();
        self.splice(span, item);
        self.check(&before, unfit)
    }

    /// Has a comment hold the place of a line, where its table is under a title of its own; a line that is there, or held
    /// already, is left alone.
    pub(crate) fn hold(&mut self, path: &[&str], hint: &str) -> Result<(), Unfit> {
        let wanted = title_length(self.kind, path);
        let statements = statements(&self.text);
        let is_title = |statement: &Statement| {
            statement.says == Says::Title(false) && statement.path == path[..wanted]
        };
        let Some(title) = statements.iter().position(is_title) else {
            return Ok(());
        };
        let name = literal::path(&path[wanted..]);
        if self.has(path)
            || self
                .place_held(&statements, Some(title), (path, &name))
                .is_some()
        {
            return Ok(());
        }
        let next = statements.get(section(&statements, Some(title)).end);
        let end = next.map_or(self.text.len(), |next| next.span.start);
        // What its author wrote in a comment holds the place too.
        if is_noted(&self.text[statements[title].span.end..end], &name) {
            return Ok(());
        }
        let place = (statements.as_slice(), Some(title));
        let at = in_section(&self.text, place, self.kind, &rank(self.kind, path));
        // Directly above a title, it would be about that one.
        let is_above_title = next.is_some_and(|next| start_with_comments(&self.text, next) <= at);
        let blank = if is_above_title { "\n" } else { "" };
        self.splice(at..at, &format!("# {name} =  # {hint}\n{blank}"));
        Ok(())
    }

    /// Adds an item at the end of the list that a path of names leads to.
    pub(crate) fn push(&mut self, path: &[&str], item: &str) -> Result<(), Unfit> {
        let unfit = || Unfit::at(path);
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path);
        let Some((span, DeValue::Array(items))) = list.map(|value| (value.span(), value.get_ref()))
        else {
            return Err(unfit());
        };
        if !self.is_list(path) {
            return Err(unfit());
        }
        let (at, added) = match items.last().map(|last| last.span().end) {
            None => (span.start + 1, item.to_owned()),
            Some(end) if self.text[span].contains('\n') => (end, format!(",\n  {item}")),
            Some(end) => (end, format!(", {item}")),
        };
        let before = self.text.clone();
        self.splice(at..at, &added);
        self.check(&before, unfit)
    }

    /// Adds a title with its lines, in the order of the format's keys. A repeated one goes where `among` says: after as many of
    /// those that are there.
    pub(crate) fn add(
        &mut self,
        title: &[&str],
        among: Option<usize>,
        lines: &[Line],
    ) -> Result<(), Unfit> {
        let unfit = || Unfit(title.join("."));
        let before = self.text.clone();
        let names = literal::path(title);
        let mut block = match among {
            Some(_) => format!("[[{names}]]\n"),
            None => format!("[{names}]\n"),
        };
        block.extend(lines.iter().map(Line::written));
        let statements = statements(&self.text);
        let at = match among {
            Some(among) => self.repeated(&statements, title, among),
            None => None,
        };
        let at = at.unwrap_or_else(|| {
            before_title(&self.text, &statements, self.kind, &rank(self.kind, title))
        });
        self.stand_alone(at, &block);
        self.check(&before, unfit)
    }

    /// Puts a value in the place of another; the hint that stood beside a blank one has served.
    fn fill(&mut self, span: Range<usize>, line: &Line) {
        let rest = line_end(&self.text, span.end);
        let blank = self.text[span.clone()].trim_matches(['"', '\'']).trim();
        let after = self.text[span.end..rest].trim_end();
        let hint = line.hint.iter().map(|hint| format!("# {hint}"));
        let is_served = hint.into_iter().any(|hint| after.trim_start() == hint);
        let end = match blank.is_empty() && is_served && line.value != "\"\"" {
            true => span.end + after.len(),
            false => span.end,
        };
        self.splice(span.start..end, &line.value);
    }

    /// Adds a name with its value at the end of what braces hold.
    fn add_in_braces(&mut self, span: Range<usize>, item: &str) {
        let inner = span.start + 1..span.end - 1;
        let kept = self.text[inner.clone()].trim_end();
        let at = inner.start + kept.len();
        match kept.trim().is_empty() {
            true => self.splice(inner, &format!(" {item} ")),
            false => self.splice(at..at, &format!(", {item}")),
        }
    }

    /// Puts lines in the place of a stretch; they end as those of the file do, and the line before them is ended.
    fn splice(&mut self, span: Range<usize>, lines: &str) {
        let crlf = self.text.find('\n');
        let crlf = crlf.is_some_and(|end| self.text[..end].ends_with('\r'));
        let mut lines = lines.to_owned();
        let starts_line = lines.ends_with('\n') && !lines.starts_with('\n');
        let unended = span.start == self.text.len() && !self.text.is_empty();
        if starts_line && unended && !self.text.ends_with('\n') {
            lines.insert(0, '\n');
        }
        if crlf {
            lines = lines.replace('\n', "\r\n");
        }
        self.text.replace_range(span, &lines);
    }

    /// Makes sure that the text still reads; else it is again what it was.
    fn check(&mut self, before: &str, unfit: impl Fn() -> Unfit) -> Result<(), Unfit> {
        let (_, errors) = DeTable::parse_recoverable(&self.text);
        if errors.is_empty() {
            return Ok(());
        }
        before.clone_into(&mut self.text);
        Err(unfit())
    }
}

#[cfg(test)]
mod tests;
