//! A workbook for a spreadsheet: a sheet a table, typed cells, the same bytes for the same plan and date.

use std::io::{self, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};
use textwrap::core::display_width;

use super::tables::{Heading, Nature, Sheet};
use super::value::Value;
use crate::text::limits::LONGEST_CELL;
use crate::text::safe;

/// What stands at the end of a text that is too long for a cell.
const CUT: &str = "… [coupé : une cellule ne peut pas tenir plus ; la fiche a tout le texte]";

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 60);

/// Writes a workbook: its title, the reference date, and its sheets.
pub(crate) fn write(
    title: &str,
    date: NaiveDate,
    sheets: Vec<Sheet<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bytes = workbook(title, date, sheets).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// Returns the bytes of a workbook.
fn workbook(title: &str, date: NaiveDate, sheets: Vec<Sheet<'_>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day stands for the moment of writing, which would make each file another.
    let created = day(date).unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("stspd")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, &styles)?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Styles {
    /// A heading.
    heading: Format,
    /// A text.
    text: Format,
    /// A figure.
    figure: Format,
    /// A year, which has no space between thousands.
    year: Format,
    /// An amount.
    amount: Format,
    /// A day.
    date: Format,
}

impl Styles {
    /// Returns the looks.
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            heading: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(0xEE_F2_F6)
                .set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            figure: top().set_num_format("#,##0.############"),
            year: top().set_num_format("0").set_align(FormatAlign::Left),
            amount: top().set_num_format("#,##0.00\\ \"€\""),
            date: top().set_num_format("dd/mm/yyyy"),
        }
    }
}

/// Fills a sheet: headings that stay in sight and filter, then the rows.
fn fill(sheet: &mut Worksheet, table: Sheet<'_>, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    let mut widths: Vec<usize> = table
        .headings
        .iter()
        .map(|heading| heading.title.chars().count() + 3)
        .collect();
    for (column, heading) in (0..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, &*heading.title, &styles.heading)?;
    }
    let mut last = 0;
    for (row, values) in (1..).zip(table.rows) {
        for (column, value) in (0..).zip(&values) {
            cell(sheet, (row, column), value, styles)?;
        }
        for (width, value) in widths.iter_mut().zip(&values) {
            *width = (*width).max(wanted(value));
        }
        last = row;
    }
    for ((column, heading), width) in (0..).zip(&table.headings).zip(widths) {
        sheet.set_column_width(column, clamped(width, heading))?;
    }
    sheet.set_freeze_panes(1, 1)?;
    if let Some(columns) = u16::try_from(table.headings.len())
        .ok()
        .and_then(|columns| columns.checked_sub(1))
    {
        sheet.autofilter(0, 0, last, columns)?;
        // « 2 » and « 1.10 » are printed numbers, which are texts.
        let printed = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(1, 0, last.max(1), columns, printed)?;
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// Writes a cell: a number is a number, a day is a day, a text is never a formula.
fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match value {
        Value::Absent | Value::Unsaid => return Ok(()),
        Value::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, count, &styles.figure)?;
        }
        Value::Year(year) => {
            sheet.write_number_with_format(row, column, *year, &styles.year)?;
        }
        Value::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &styles.figure)?;
        }
        Value::Amount(amount) => {
            // Up to 2^53 cents are exact; the reader of plans admits no larger amount.
            #[allow(clippy::cast_precision_loss)]
            let euros = amount.cents() as f64 / 100.0;
            sheet.write_number_with_format(row, column, euros, &styles.amount)?;
        }
        Value::Date(date) => {
            sheet.write_datetime_with_format(row, column, &day(*date)?, &styles.date)?;
        }
        text => {
            sheet.write_string_with_format(row, column, fitting(&text.french()), &styles.text)?;
        }
    }
    Ok(())
}

/// Returns a day as a spreadsheet counts it.
fn day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&date.to_string())
}

/// Returns a text that a cell can hold, with nothing in it that commands.
fn fitting(text: &str) -> String {
    let text = safe::text(text).into_owned();
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text;
    }
    let room = LONGEST_CELL - CUT.encode_utf16().count();
    let mut units = 0;
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units <= room
    });
    kept.chain(CUT.chars()).collect()
}

/// Returns the width that a value asks for, in characters.
fn wanted(value: &Value<'_>) -> usize {
    let longest = |text: &str| text.lines().map(display_width).max().unwrap_or(0);
    match value {
        Value::Amount(_) => value.french().len() + 6,
        Value::Text(text) => longest(text),
        other => longest(&other.french()) + 1,
    }
}

/// Returns a width that can be looked at.
fn clamped(width: usize, heading: &Heading) -> f64 {
    let (least, most) = WIDTHS;
    let most = if heading.nature == Nature::Identifiant {
        40
    } else {
        most
    };
    // A width is at most 60.
    u32::try_from(width.clamp(least, most)).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_cut_and_says_so() {
        let long = "é🙂".repeat(20_000);
        let kept = fitting(&long);
        assert!(kept.encode_utf16().count() <= LONGEST_CELL && kept.ends_with(CUT));
        let room = "é".repeat(LONGEST_CELL);
        assert_eq!(fitting(&room), room);
        let kept = fitting(&format!("{room}é")).encode_utf16().count();
        assert_eq!(kept, LONGEST_CELL);
        assert_eq!(fitting("=1+1"), "=1+1");
        assert_eq!(fitting("\u{1b}[31m"), "\\u{1b}[31m");
    }
}
