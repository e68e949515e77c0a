//! Showing any fiche that reads, in every report and every format.

use super::markup::assert_well_formed;
use super::output::{assert_safe, bytes, without_colors, written};
use super::plan::{FICHE, day, with};
use crate::load::Loaded;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::query::filter::Filter;
use crate::render::format::{Format, Report, write};
use crate::render::terminal::Terminal;
use crate::render::views::list::List;
use crate::render::views::manquants::{self, messages};
use crate::render::views::show::Show;
use crate::render::views::{bilan, calendrier, periode, synthese};
use crate::report::bilan::{Bilan, Sujet};
use crate::report::calendrier::Calendrier;
use crate::report::manquants::Manquants;
use crate::report::perimetre::TOUT;
use crate::report::periode::Periode;
use crate::report::synthese::Synthese;
use crate::report::synthese::axe::Axe;

/// What stands for a screen when nobody looks at one.
const OFF: Terminal = Terminal {
    width: None,
    color: false,
};

/// The elements of a page.
const ELEMENTS: [&str; 55] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "div",
    "span",
    "pre",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "nav",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "svg",
    "g",
    "rect",
    "line",
    "path",
    "circle",
    "text",
    "figure",
    "figcaption",
    "br",
    "section",
    "desc",
    "defs",
    "pattern",
    "polyline",
    "polygon",
    "details",
    "summary",
];

/// Writes each report for a screen, narrow or wide, in colours or not.
pub(super) fn terminal(input: &[u8]) -> bool {
    let screens = [(None, false), (Some(20), true), (Some(100), false)];
    each_report(input, |report| {
        for (width, color) in screens {
            let screen = Terminal { width, color };
            let text = written(|out| write(report, Format::Texte, screen, out));
            assert_safe(&without_colors(&text), "texte");
            assert!(color || !text.contains('\u{1b}'));
        }
    })
}

/// Writes each report as Markdown, in which a reader of Markdown finds no markup and no link but ours.
pub(super) fn markdown(input: &[u8]) -> bool {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    each_report(input, |report| {
        let text = written(|out| write(report, Format::Markdown, OFF, out));
        assert_safe(&text, "markdown");
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Html(markup) | Event::InlineHtml(markup) => panic!("{markup} in {text}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(dest_url.starts_with("http"), "{dest_url} in {text}");
                }
                _ => {}
            }
        }
    })
}

/// Writes each report as a page, in which every text is text.
pub(super) fn html(input: &[u8]) -> bool {
    each_report(input, |report| {
        let page = written(|out| write(report, Format::Html, OFF, out));
        assert_safe(&page, "html");
        assert_well_formed(&page, Some(&ELEMENTS));
    })
}

/// Writes each report for spreadsheets, which take no text of it for a formula.
pub(super) fn spreadsheet(input: &[u8]) -> bool {
    each_report(input, |report| {
        for (format, delimiter) in [(Format::Csv, b','), (Format::CsvExcel, b';')] {
            let text = written(|out| write(report, format, OFF, out));
            let mark = text.strip_prefix('\u{feff}');
            assert_eq!(
                mark.is_some(),
                !text.is_empty() && format == Format::CsvExcel
            );
            let table = mark.unwrap_or(&text);
            assert_safe(&table.replace("\r\n", "\n"), format.word());
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader
                .delimiter(delimiter)
                .has_headers(false)
                .from_reader(table.as_bytes());
            // A reader refuses records that have not as many cells as the first one.
            for record in reader.records() {
                record
                    .expect("it is CSV")
                    .iter()
                    .for_each(assert_no_formula);
            }
        }
        let workbook = bytes(|out| write(report, Format::Xlsx, OFF, out));
        assert!(workbook.starts_with(b"PK"));
        // What opens a workbook is for tests alone.
        #[cfg(test)]
        super::tests::assert_workbook(workbook);
    })
}

/// Checks that no spreadsheet takes a cell for a formula, unless it is a number.
fn assert_no_formula(cell: &str) {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_number = digits.starts_with(|next: char| next.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
    assert!(!begins || is_number, "a formula: {cell}");
}

/// Writes each report for programs: each object is JSON, and each line of a calendar is one.
pub(super) fn exchange(input: &[u8]) -> bool {
    each_report(input, |report| {
        let json = written(|out| write(report, Format::Json, OFF, out));
        assert_safe(&json, "json");
        let view: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert!(view.is_object());
        let lines = written(|out| write(report, Format::Ndjson, OFF, out));
        assert_safe(&lines, "ndjson");
        for line in lines.lines() {
            let object: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
            assert!(object.is_object());
        }
        let calendar = written(|out| write(report, Format::Ics, OFF, out));
        if !calendar.is_empty() {
            agenda(&calendar);
        }
    })
}

/// Checks what holds of a calendar.
fn agenda(text: &str) {
    let lines = text
        .strip_suffix("\r\n")
        .expect("each line is ended")
        .split("\r\n");
    let mut depth = 0;
    for line in lines.clone() {
        assert!(
            line.len() <= 75 && !line.contains(char::is_control),
            "{line}"
        );
        assert_safe(line, "ics");
        assert!(line.starts_with(' ') || line.contains(':'), "{line}");
        depth += i32::from(line.starts_with("BEGIN:")) - i32::from(line.starts_with("END:"));
        assert!((0..3).contains(&depth), "{text}");
    }
    assert_eq!((lines.clone().next(), depth), (Some("BEGIN:VCALENDAR"), 0));
}

/// Makes every report of a plan with one fiche, which must read, and hands each over.
fn each_report(input: &[u8], see: impl Fn(&dyn Report)) -> bool {
    let loaded = with(FICHE, input);
    let Some(plan) = loaded.plan.as_ref().filter(|_| loaded.faults.is_empty()) else {
        return false;
    };
    let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
    lists((plan, &loaded), &fiches, &see);
    bilans(plan, &fiches, &see);
    true
}

/// Hands over what shows fiches.
fn lists((plan, loaded): (&Plan, &Loaded), fiches: &[&Fiche], see: &impl Fn(&dyn Report)) {
    let (horizon, filter) = (Horizon::at(day()), Filter(Vec::new()));
    let found = (fiches, fiches.len());
    see(&List::new(plan, found, (horizon, &TOUT), (&filter, &[])));
    see(&Show::new((plan, &loaded.sources), fiches, horizon));
    for axes in [
        &[Axe::Pilote][..],
        &[Axe::Annee, Axe::Public],
        &[Axe::Financeur],
    ] {
        let synthese = Synthese::new(plan, (fiches, horizon), axes, &TOUT);
        if let Some(synthese) = &synthese {
            see(&synthese::Page {
                synthese,
                filter: &filter,
            });
        }
    }
    see(&calendrier::Page {
        plan,
        calendrier: &Calendrier::new(plan, fiches, horizon),
        filter: &filter,
        phases: &[],
        horizon,
        frise: Some(true),
    });
}

/// Hands over the bilans of two years, one beside the other, and what they lack.
fn bilans(plan: &Plan, fiches: &[&Fiche], see: &impl Fn(&dyn Report)) {
    let filter = Filter(Vec::new());
    let of = |annee, interne| {
        let exercice = plan.exercices.holding(annee);
        let sujet = Sujet {
            plan,
            exercice,
            horizon: Horizon::of_bilan(exercice, day(), interne),
            perimetre: &TOUT,
            axe: Axe::Enjeu,
        };
        Bilan::new(sujet, fiches)
    };
    let periode = Periode {
        bilans: vec![of(2017, true), of(2018, true)],
    };
    let published = of(2018, false);
    let page = |bilan| bilan::Page {
        bilan,
        filter: &filter,
        par: None,
        fiche: None,
        revision: None,
    };
    see(&page(&published));
    see(&periode::Page {
        periode: &periode,
        derniere: page(periode.dernier()),
    });
    let manquants = Manquants::new(&published, |_| true);
    see(&manquants::Page {
        manquants: &manquants,
        filter: &filter,
    });
    see(&messages::Page::new(&manquants, &filter));
}
