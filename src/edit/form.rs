//! A file of the plan to which something is added: its own lines change, and no other byte.

use std::fmt;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::literal;
use super::place::{
    before_title, held, in_section, line_end, line_start, rank, section, start_with_comments,
    title_above, title_length,
};
use super::statement::{Says, Statement, statements};
use crate::load::keys::{Kind, under};

/// What some programs write before a text.
const MARK: char = '\u{feff}';

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

/// A line to write: a name, its value, and what is said of it at the end of the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The names that lead to it, from the title above it.
    pub(crate) path: Vec<String>,
    /// Its value, as TOML writes it.
    pub(crate) value: String,
    /// What is said of it.
    pub(crate) hint: Option<String>,
}

impl Line {
    /// Returns a line of one name.
    pub(crate) fn new(name: &str, value: String) -> Self {
        Self {
            path: vec![name.to_owned()],
            value,
            hint: None,
        }
    }

    /// Returns the name and the value as braces hold them.
    pub(crate) fn field(&self) -> String {
        format!("{} = {}", literal::path(&self.path), self.value)
    }

    /// Returns the line less its first names, which are those of its title.
    pub(super) fn without(&self, names: usize) -> Self {
        Self {
            path: self.path[names..].to_vec(),
            ..self.clone()
        }
    }

    /// Returns the line as it is written, with its end.
    pub(super) fn written(&self) -> String {
        let hint = self.hint.iter();
        let hint: String = hint.map(|hint| format!("  # {hint}")).collect();
        format!("{}{hint}\n", self.field())
    }
}

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

    /// Returns whether something is written at a path of names.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        found(table.get_ref(), path).is_some()
    }

    /// Returns whether a table is written at a path of names.
    pub(crate) fn is_table(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let value = found(table.get_ref(), path);
        value.is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// Returns how many items the list at a path of names has.
    pub(crate) fn count(&self, path: &[&str]) -> usize {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path).map(toml::Spanned::get_ref);
        list.and_then(DeValue::as_array)
            .map_or(0, |items| items.len())
    }

    /// Adds a name to those of a line: what stood at a path of names stands one deeper, and others may stand beside it.
    pub(crate) fn deepen(&mut self, path: &[&str], name: &str) -> Result<(), Unfit> {
        let unfit = || Unfit(path.join("."));
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

    /// Returns whether a list between brackets is written at a path of names.
    pub(crate) fn is_list(&self, path: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path);
        list.is_some_and(|list| {
            let raw = &self.text[list.span()];
            matches!(list.get_ref(), DeValue::Array(_))
                && raw.starts_with('[')
                && !raw.starts_with("[[")
        })
    }

    /// Writes a value at a path of names: in the place of the one that is there, else on a line of its own, in the order of the
    /// format's keys. The path ends with the names of the line.
    pub(crate) fn set(&mut self, title: &[&str], line: &Line) -> Result<(), Unfit> {
        let names = line.path.iter().map(String::as_str);
        let path: Vec<&str> = title.iter().copied().chain(names).collect();
        let unfit = || Unfit(path.join("."));
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

    /// Returns what is said at the end of the line that stands at a path of names, under a title.
    pub(crate) fn comment_of(&self, title: &[&str], names: &[String]) -> Option<String> {
        let names = names.iter().map(String::as_str);
        let path: Vec<&str> = title.iter().copied().chain(names).collect();
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let end = found(table.get_ref(), &path)?.span().end;
        let rest = self.text[end..line_end(&self.text, end)].trim();
        Some(rest.strip_prefix("# ")?.to_owned())
    }

    /// Writes a value in a table of the list that a path of names leads to.
    pub(crate) fn set_in(&mut self, path: &[&str], rank: usize, line: &Line) -> Result<(), Unfit> {
        let unfit = || Unfit(path.join("."));
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path).map(toml::Spanned::get_ref);
        let item = match list {
            Some(DeValue::Array(items)) => items.get(rank),
            _ => None,
        };
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
        let unfit = || Unfit(path.join("."));
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let list = found(table.get_ref(), path).map(toml::Spanned::get_ref);
        let Some(DeValue::Array(items)) = list else {
            return Err(unfit());
        };
        let span = items.get(rank).map(toml::Spanned::span).ok_or_else(unfit)?;
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
        let place = (statements.as_slice(), Some(title));
        let at = in_section(&self.text, place, self.kind, &rank(self.kind, path));
        let next = statements.get(section(&statements, Some(title)).end);
        // Directly above a title, it would be about that one.
        let is_above_title = next.is_some_and(|next| start_with_comments(&self.text, next) <= at);
        let blank = if is_above_title { "\n" } else { "" };
        self.splice(at..at, &format!("# {name} =  # {hint}\n{blank}"));
        Ok(())
    }

    /// Returns the line of a section on which a comment holds the place of a name.
    fn place_held(
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

    /// Adds an item at the end of the list that a path of names leads to.
    pub(crate) fn push(&mut self, path: &[&str], item: &str) -> Result<(), Unfit> {
        let unfit = || Unfit(path.join("."));
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

    /// Returns where one more of a repeated title goes, after as many of those that are there; nothing when there are none.
    fn repeated(&self, statements: &[Statement], title: &[&str], after: usize) -> Option<usize> {
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
    fn trailing(&self, at: usize) -> usize {
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

    /// Returns what stands at a path of names.
    fn spot(&self, path: &[&str]) -> Spot {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let mut table = table.get_ref();
        // What braces hold, whatever its names, has no place outside them.
        let mut room = Spot::Nothing;
        for (depth, name) in path.iter().enumerate() {
            let Some(value) = table.get(*name) else {
                return room;
            };
            let is_braced = self.text[value.span()].starts_with('{');
            let is_last = depth + 1 == path.len();
            match value.get_ref() {
                DeValue::Table(inner) if !is_last => {
                    if is_braced {
                        room = Spot::Braces(value.span(), depth + 1);
                    }
                    table = inner;
                }
                DeValue::Table(_) if !is_braced => return Spot::Other,
                _ if is_last => return Spot::There(value.span()),
                _ => return Spot::Other,
            }
        }
        Spot::Nothing
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

    /// Writes a line where nothing of it is yet: beside what is there of its table, else under a new title.
    fn insert(&mut self, path: &[&str], line: &Line) {
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
    fn insert_under(
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
    fn stand_alone(&mut self, at: usize, block: &str) {
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

/// What stands at a path of names.
enum Spot {
    /// A value, which may be replaced.
    There(Range<usize>),
    /// Nothing, within the braces that stand here; how many names of the path lead to them.
    Braces(Range<usize>, usize),
    /// Something that no value may replace, or that has no room for one.
    Other,
    /// Nothing.
    Nothing,
}

/// Returns the ranks, among all statements, of the titles that repeat a path of names.
fn titles(statements: &[Statement], path: &[&str]) -> impl Iterator<Item = usize> {
    (0..statements.len()).filter(move |place| {
        let statement = &statements[*place];
        statement.says == Says::Title(true) && statement.path == path
    })
}

/// Returns the value at a path of names.
fn found<'a>(table: &'a DeTable<'a>, path: &[&str]) -> Option<&'a toml::Spanned<DeValue<'a>>> {
    let (name, rest) = path.split_first()?;
    let value = table.get(*name)?;
    match (rest, value.get_ref()) {
        ([], _) => Some(value),
        (rest, DeValue::Table(inner)) => found(inner, rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
