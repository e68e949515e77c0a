//! Two axes: a cross table where it fits a page, one way round or the other, else a section for each value of the first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use textwrap::core::display_width;

use super::exceeding;
use crate::model::plan::Plan;
use crate::render::document::{Block, Column, Document, Kind, Table, Text, Tone};
use crate::render::french::{count, grouped};
use crate::render::views::cles::{capitalized, heading, numbered, par, shown};
use crate::report::synthese::repartition::{Repartition, Valeur};
use crate::report::synthese::{Ligne, Synthese};

/// The width of a page. The same table is shown on any screen and in any file: its width decides alone.
const PAGE: usize = 80;

/// What separates two columns.
const GAP: usize = 2;

/// The width that the names of rows can do with.
const NAMES: usize = 18;

/// The heading of totals.
const TOTAL: &str = "Total";

/// How many fiches each pair of values has, by the ranks of the values.
type Pairs = BTreeMap<(usize, usize), usize>;

/// A cross table: its rows and its columns.
struct Croise<'s, 'a> {
    /// The plan.
    plan: &'s Plan,
    /// The values of its rows.
    rows: &'s Repartition<'a>,
    /// The values of its columns.
    columns: &'s Repartition<'a>,
    /// Its cells.
    pairs: Pairs,
    /// How many fiches there are.
    total: usize,
    /// Whether columns without a fiche are shown.
    is_whole: bool,
}

/// Adds the fiches of two axes.
pub(super) fn add(
    synthese: &Synthese<'_>,
    (first, second): (&Repartition<'_>, &Repartition<'_>),
    document: &mut Document,
) {
    let pair = |line: &Ligne<'_>| match line.rangs.as_slice() {
        &[row, column] => Some(((row, column), line.compte.fiches)),
        _ => None,
    };
    let straight: Pairs = synthese.lignes.iter().filter_map(pair).collect();
    let turned = straight.iter();
    let turned: Pairs = turned
        .map(|(&(row, column), &number)| ((column, row), number))
        .collect();
    let table = |rows, columns, pairs| Croise {
        plan: synthese.plan,
        rows,
        columns,
        pairs,
        total: synthese.total.fiches,
        is_whole: true,
    };
    let ways = [table(first, second, straight), table(second, first, turned)];
    match ways.map(Croise::fitted) {
        [straight, turned] if straight.width() > PAGE && turned.width() > PAGE => {
            straight.add_sections(document);
        }
        [straight, turned] if straight.width() > PAGE => turned.add_table(document),
        [straight, _] => straight.add_table(document),
    }
    let counted = synthese.lignes.iter().map(|line| line.compte.fiches).sum();
    exceeding(synthese, (counted, "cases"), document);
    let more = "Les états et les coûts de chaque couple : --format csv, csv-excel, xlsx ou json.";
    document.say(Text::new(more, Tone::Faint));
}

impl<'a> Croise<'_, 'a> {
    /// Returns the table without its empty columns, unless it fits a page with them.
    fn fitted(mut self) -> Self {
        self.is_whole = self.width() <= PAGE;
        self
    }

    /// Returns the columns that are shown: their ranks, their values and how many fiches they have.
    fn kept(&self) -> impl Iterator<Item = (usize, Valeur<'a>, usize)> {
        let values = self.columns.valeurs.iter().enumerate();
        let kept = values.filter(|(_, (_, fiches))| self.is_whole || !fiches.is_empty());
        kept.map(|(rank, (value, fiches))| (rank, *value, fiches.len()))
    }

    /// Returns the heading of a column.
    fn heading(&self, value: Valeur<'a>) -> String {
        heading(self.plan, (self.columns.axe, value)).into_owned()
    }

    /// Returns the name of a row.
    fn name(&self, value: Valeur<'a>) -> String {
        shown(self.plan, (self.rows.axe, value)).into_owned()
    }

    /// Returns the width of the table, the names of its rows being broken.
    fn width(&self) -> usize {
        let names = self.rows.valeurs.iter().map(|(value, _)| {
            let name = self.name(*value);
            display_width(&name).min(NAMES).max(longest_word(&name))
        });
        let names = names.max().unwrap_or(0);
        let digits = self.total.to_string().len();
        let columns = self
            .kept()
            .map(|(_, value, _)| longest_word(&self.heading(value)).max(digits) + GAP);
        names + columns.sum::<usize>() + TOTAL.len().max(digits) + GAP
    }

    /// Returns the names of both axes: « enjeu (lignes) et par année (colonnes) ».
    fn caption(&self) -> String {
        let (rows, columns) = (
            par(self.plan, self.rows.axe),
            par(self.plan, self.columns.axe),
        );
        format!("Fiches par {rows} (lignes) et par {columns} (colonnes)")
    }

    /// Adds the cross table, after what its numbered columns are.
    fn add_table(&self, document: &mut Document) {
        document.push(Block::Section(self.caption()));
        let numbers = self.kept().filter_map(|(_, value, _)| {
            let (code, title) = numbered(self.plan, (self.columns.axe, value))?;
            Some((code.to_owned(), Text::from(title)))
        });
        let numbers: Vec<(String, Text)> = numbers.collect();
        if !numbers.is_empty() {
            document.push(Block::Fields(numbers));
        }
        let figure = |title: Cow<'static, str>| Column {
            title,
            kind: Kind::Figure,
        };
        let mut table = Table::new(self.caption(), &[("", Kind::Title)]);
        table.columns[0].title = capitalized(&par(self.plan, self.rows.axe)).into();
        let headings = self
            .kept()
            .map(|(_, value, _)| figure(self.heading(value).into()));
        table.columns.extend(headings);
        table.columns.push(figure(TOTAL.into()));
        for (row, (value, fiches)) in self.rows.valeurs.iter().enumerate() {
            let mut cells = vec![Text::from(self.name(*value))];
            let numbers = self
                .kept()
                .map(|(column, _, _)| cell(self.pairs.get(&(row, column)).copied().unwrap_or(0)));
            cells.extend(numbers);
            cells.push(cell(fiches.len()));
            table.rows.push(cells);
        }
        let mut last = vec![Text::from(TOTAL)];
        last.extend(self.kept().map(|(_, _, number)| cell(number)));
        last.push(cell(self.total));
        table.rows.push(last);
        document.push(Block::Table(table));
    }

    /// Adds a section for each value of the first axis that has fiches, then one for all of them.
    fn add_sections(&self, document: &mut Document) {
        let title = |name: &str, number| format!("{name} : {}", count(number, "fiche"));
        for (row, (value, fiches)) in self.rows.valeurs.iter().enumerate() {
            if fiches.is_empty() {
                continue;
            }
            document.push(Block::Section(title(&self.name(*value), fiches.len())));
            let found = self.pairs.range((row, 0)..=(row, usize::MAX));
            let found = found.map(|(&(_, column), &number)| (column, number));
            document.push(self.section(&self.name(*value), found));
        }
        document.push(Block::Section(title("Ensemble", self.total)));
        let all = self.kept().map(|(column, _, number)| (column, number));
        document.push(self.section("ensemble", all));
    }

    /// Returns the table of a section.
    fn section(&self, name: &str, numbers: impl Iterator<Item = (usize, usize)>) -> Block {
        let axe = par(self.plan, self.columns.axe);
        let mut table = Table::new(
            format!("Fiches par {axe} : {name}"),
            &[("", Kind::Title), ("Fiches", Kind::Figure)],
        );
        table.columns[0].title = capitalized(&axe).into();
        for (column, number) in numbers {
            let (value, _) = self.columns.valeurs[column];
            let name = shown(self.plan, (self.columns.axe, value));
            table.rows.push(vec![name.as_ref().into(), cell(number)]);
        }
        Block::Table(table)
    }
}

/// Returns the width of the longest word of a text.
fn longest_word(text: &str) -> usize {
    text.split(' ').map(display_width).max().unwrap_or(0)
}

/// Returns a cell: what counts nothing is of lesser weight.
fn cell(number: usize) -> Text {
    let tone = if number == 0 {
        Tone::Faint
    } else {
        Tone::Plain
    };
    Text::new(grouped(&number.to_string()), tone)
}
