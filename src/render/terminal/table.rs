//! Tables: fitted to a screen, or one line a row when nobody looks at one.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle,
    TableStyle, Width,
};
use textwrap::core::display_width;

use super::columns::{Wish, share};
use super::{TIE, Terminal, style, tied};
use crate::render::document::{Column, Kind, Table, Text, Tone};
use crate::render::french::NO_BREAK;
use crate::text::safe;

/// What separates two columns.
const GAP: &str = "  ";

/// Tables without borders: a rule under the headings.
const RULED: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Where an identifier may be broken: a mark without width, which no text of a file can hold once it is made safe.
const MAY_BREAK: char = '\u{200b}';

/// The words of each cell, made safe: what is measured is then what is shown.
type Cells<'a> = Vec<Vec<Cow<'a, str>>>;

/// Writes a table: one line a row when it is the answer itself and nobody looks at a screen, else fitted to a width.
pub(super) fn write(
    table: &Table,
    terminal: Terminal,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells: Cells<'_> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|text| safe::line(&text.words)).collect())
        .collect();
    if table.is_listing && terminal.width.is_none() {
        listing(table, &cells, terminal, out)
    } else {
        fitted(table, &cells, (terminal, width), out)
    }
}

/// Returns the heading of a column, made safe: it may be a name of the plan.
fn heading(column: &Column) -> Cow<'_, str> {
    safe::line(&column.title)
}

/// Writes a table with one line a row, as wide as it needs to be.
fn listing(
    table: &Table,
    cells: &Cells<'_>,
    terminal: Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = |style: Style| if terminal.color { style } else { Style::new() };
    let width = |(rank, column): (usize, &Column)| {
        let cells = cells.iter().map(|row| display_width(&row[rank]));
        cells
            .chain([display_width(&heading(column))])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = table.columns.iter().enumerate().map(width).collect();
    let last = widths.len().saturating_sub(1);
    let gap = |words: &str, rank: usize| {
        let missing = if rank == last {
            0
        } else {
            widths[rank] + GAP.len() - display_width(words)
        };
        " ".repeat(missing)
    };
    for (rank, column) in table.columns.iter().enumerate() {
        let bold = shown(Style::new().bold());
        write!(
            out,
            "{bold}{}{bold:#}{}",
            heading(column),
            gap(&heading(column), rank)
        )?;
    }
    let whole = widths.iter().sum::<usize>() + GAP.len() * last;
    writeln!(out, "\n{}", "─".repeat(whole))?;
    for (place, (row, cells)) in table.rows.iter().zip(cells).enumerate() {
        for (_, title) in table.groups.iter().filter(|(start, _)| *start == place) {
            group(title, whole, terminal, out)?;
        }
        for (rank, (text, words)) in row.iter().zip(cells).enumerate() {
            let style = shown(style(text.tone));
            write!(out, "{style}{words}{style:#}{}", gap(words, rank))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes a table whose cells are broken so that it fits a width.
fn fitted(
    table: &Table,
    cells: &Cells<'_>,
    (terminal, width): (Terminal, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let last = table.columns.len().saturating_sub(1);
    let room = width.saturating_sub(GAP.len() * last);
    let mut wishes = wishes(table, cells);
    let mut loose = Cow::Borrowed(cells);
    if wishes.iter().map(|wish| wish.least).sum::<usize>() > room {
        // Words are only broken where their ties are not enough to loosen.
        loose = Cow::Owned(loosened(cells));
        wishes = self::wishes(table, &loose);
    }
    let (cells, widths) = (&*loose, share(&wishes, room));
    let whole = widths.iter().sum::<usize>() + GAP.len() * last;
    for (title, rows) in table.parts() {
        if let Some(title) = title {
            group(title, whole, terminal, out)?;
        }
        let rows = table.rows[rows.clone()].iter().zip(&cells[rows]);
        let drawn = drawn(table, rows, title.is_none(), terminal.color);
        lines(drawn, table, (&widths, width), out)?;
    }
    Ok(())
}

/// Returns cells whose words are no longer tied by the spaces that keep them on one line.
fn loosened<'a>(cells: &Cells<'a>) -> Cells<'a> {
    let loose = |words: &Cow<'a, str>| Cow::Owned(words.replace(NO_BREAK, " "));
    let rows = cells.iter();
    rows.map(|row| row.iter().map(loose).collect()).collect()
}

/// Returns what the columns ask for.
fn wishes(table: &Table, cells: &Cells<'_>) -> Vec<Wish> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(rank, column)| wish(cells, rank, column))
        .collect()
}

/// Writes the title of a group, with a rule up to a width.
fn group(title: &str, width: usize, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
    let bold = if terminal.color {
        Style::new().bold()
    } else {
        Style::new()
    };
    let title = safe::line(title);
    let rule = "─".repeat(width.saturating_sub(display_width(&title) + 1));
    writeln!(out, "{bold}{title}{bold:#} {rule}")
}

/// Returns some rows of a table, with its headings or without.
fn drawn<'r>(
    table: &Table,
    rows: impl Iterator<Item = (&'r Vec<Text>, &'r Vec<Cow<'r, str>>)>,
    has_headings: bool,
    color: bool,
) -> comfy_table::Table {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(RULED).force_no_tty();
    if color {
        drawn.enforce_styling();
    }
    if has_headings {
        drawn.set_header(
            table
                .columns
                .iter()
                .map(|column| Cell::new(heading(column)).add_attribute(Attribute::Bold)),
        );
    }
    for (row, words) in rows {
        let cells = row.iter().zip(words).zip(&table.columns);
        drawn.add_row(cells.map(|((text, words), column)| cell(words, text.tone, column.kind)));
    }
    drawn
}

/// Writes the lines of what was drawn, its columns having some widths.
fn lines(
    mut drawn: comfy_table::Table,
    table: &Table,
    (widths, width): (&[usize], usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    let last = table.columns.len().saturating_sub(1);
    for (rank, (drawn, column)) in drawn.column_iter_mut().zip(&table.columns).enumerate() {
        // The line between two columns is drawn as a space: with this one it makes the gap.
        let padding = u16::from(rank != last);
        let width = u16::try_from(widths[rank]).unwrap_or(u16::MAX - 1) + padding;
        drawn
            .set_padding((0, padding))
            .set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        match column.kind {
            Kind::Words | Kind::Title => {}
            Kind::Identifier => {
                drawn.set_delimiter(MAY_BREAK);
            }
            Kind::Figure => drawn.set_cell_alignment(CellAlignment::Right),
        }
    }
    drawn.set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    drawn.lines().try_for_each(|line| {
        writeln!(
            out,
            "{}",
            line.replace(MAY_BREAK, "").replace(TIE, " ").trim_end()
        )
    })
}

/// Returns what a column asks for.
fn wish(cells: &Cells<'_>, rank: usize, column: &Column) -> Wish {
    let texts = || cells.iter().map(|row| row[rank].as_ref());
    let head = heading(column);
    let title = || tied_pieces(&head);
    let longest_piece = |text: &str| match column.kind {
        Kind::Figure => display_width(text),
        Kind::Identifier => text
            .split_inclusive('-')
            .map(display_width)
            .max()
            .unwrap_or(0),
        Kind::Words | Kind::Title => tied_pieces(text),
    };
    Wish {
        // A figure is never broken; its heading is, where room is scarce.
        least: texts().map(longest_piece).max().unwrap_or(0).max(title()),
        most: texts()
            .map(display_width)
            .chain([display_width(&heading(column))])
            .max()
            .unwrap_or(0),
        comes_first: column.kind == Kind::Title,
    }
}

/// Returns the width of the longest word of a text.
fn tied_pieces(text: &str) -> usize {
    tied(text).split(' ').map(display_width).max().unwrap_or(0)
}

/// Returns a cell of a table.
fn cell(words: &str, tone: Tone, kind: Kind) -> Cell {
    let cell = match kind {
        Kind::Identifier => Cell::new(words.replace('-', &format!("-{MAY_BREAK}"))),
        Kind::Words | Kind::Title | Kind::Figure => Cell::new(tied(words)),
    };
    match tone {
        Tone::Plain => cell,
        Tone::Good => cell.fg(Color::Green),
        Tone::Attention => cell.fg(Color::Yellow),
        Tone::Bad => cell.fg(Color::Red),
        Tone::Faint => cell.add_attribute(Attribute::Dim),
    }
}
