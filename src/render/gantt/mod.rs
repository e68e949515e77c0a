//! A frise drawn with characters, for screens and for Markdown: nothing that it says hangs on a colour.

pub(crate) mod legend;
pub(crate) mod scale;

use textwrap::core::display_width;

use self::legend::legend;
use self::scale::Scale;
use super::document::{Gantt, LigneFrise, Text, Tone, Trait, Trame};
use super::french::date;
use crate::text::safe;

/// The months, as the columns of a frise name them.
pub(crate) const MONTHS: [&str; 12] = [
    "jan", "fév", "mar", "avr", "mai", "jun", "jul", "aoû", "sep", "oct", "nov", "déc",
];

/// What separates the labels from the drawing.
const GAP: usize = 2;

/// Where everything stands.
struct Layout<'g> {
    /// The frise.
    gantt: &'g Gantt,
    /// The width of the page.
    width: usize,
    /// The columns.
    scale: Scale,
    /// How many characters wide a column is.
    cell: usize,
    /// How many characters wide the labels are.
    label: usize,
    /// Where the reference date stands, when the frise shows it.
    au: Option<usize>,
}

/// Returns the lines of a frise that fit a width, each made of pieces.
pub(crate) fn draw(gantt: &Gantt, width: usize) -> Vec<Vec<Text>> {
    let layout = Layout::new(gantt, width);
    let mut lines = vec![layout.years()];
    lines.extend(layout.units());
    lines.extend(layout.reference());
    lines.extend(gantt.lignes.iter().map(|ligne| layout.line(ligne)));
    lines.push(Vec::new());
    lines.extend(legend(gantt, layout.au.is_some(), width));
    lines
}

impl<'g> Layout<'g> {
    /// Shares a width between the labels and the drawing.
    fn new(gantt: &'g Gantt, width: usize) -> Self {
        let labels = gantt.lignes.iter().map(|ligne| &ligne.label);
        let longest = labels.map(|label| display_width(&safe::line(label))).max();
        let longest = longest.unwrap_or(0);
        let room = width.saturating_sub(longest.min(width / 3) + GAP).max(1);
        let scale = Scale::fitting(gantt.jours, room);
        let cell = (room / scale.columns).clamp(1, if scale.months < 12 { 4 } else { 8 });
        let drawn = scale.columns * cell;
        let (first, last) = gantt.jours;
        let shows_au = first <= gantt.au && gantt.au <= last;
        Self {
            gantt,
            width,
            scale,
            cell,
            label: width.saturating_sub(drawn + GAP).min(longest),
            au: shows_au.then(|| scale.begins(gantt.au, cell)),
        }
    }

    /// Returns the space before the drawing.
    fn indent(&self) -> String {
        " ".repeat(self.label + GAP)
    }

    /// Returns the line of years, each above the column in which it begins, where there is room.
    fn years(&self) -> Vec<Text> {
        let mut line = String::new();
        let starts: Vec<(i32, usize)> = self.scale.starts().collect();
        for (column, &(year, month)) in starts.iter().enumerate() {
            // A year of which little is shown leaves the room to the next one.
            let same = starts.iter().filter(|(other, _)| *other == year).count();
            let is_short = self.scale.months < 12 && same * self.cell < 5 && same < starts.len();
            let place = column * self.cell;
            let begins = month == 0 || column == 0 && !is_short;
            let fits = self.label + GAP + place + 4 <= self.width;
            if begins && fits && line.len() <= place {
                line.push_str(&" ".repeat(place - line.len()));
                line.push_str(&format!("{year} "));
            }
        }
        vec![Text::new(
            format!("{}{}", self.indent(), line.trim_end()),
            Tone::Faint,
        )]
    }

    /// Returns the line of months or quarters, when columns are that fine.
    fn units(&self) -> Option<Vec<Text>> {
        let name = |month: usize| -> String {
            let letters = if self.cell > 3 { 3 } else { 1 };
            match self.scale.months {
                1 => {
                    let name = MONTHS.get(month).copied().unwrap_or_default();
                    let name: String = name.chars().take(letters).collect();
                    if letters == 1 {
                        name.to_uppercase()
                    } else {
                        name
                    }
                }
                _ if self.cell > 1 => format!("T{}", month / 3 + 1),
                _ => (month / 3 + 1).to_string(),
            }
        };
        let padded = |(_, month): (i32, usize)| format!("{:<1$}", name(month), self.cell);
        let line: String = self.scale.starts().map(padded).collect();
        let line = format!("{}{}", self.indent(), line.trim_end());
        (self.scale.months < 12).then(|| vec![Text::new(line, Tone::Faint)])
    }

    /// Returns the line that shows where the reference date stands, its date on the side that has room.
    fn reference(&self) -> Option<Vec<Text>> {
        let (au, said) = (self.au?, date(self.gantt.au));
        let place = self.label + GAP + au;
        let line = if place + said.len() + 2 <= self.width {
            format!("{}▼ {said}", " ".repeat(place))
        } else if let Some(before) = place.checked_sub(said.len() + 1) {
            format!("{}{said} ▼", " ".repeat(before))
        } else {
            format!("{}▼", " ".repeat(place))
        };
        Some(vec![Text::new(line, Tone::Plain)])
    }

    /// Returns a line.
    fn line(&self, ligne: &LigneFrise) -> Vec<Text> {
        let label = cut(&safe::line(&ligne.label), self.label);
        let gap = self.label + GAP - display_width(&label);
        let mut pieces = vec![Text::from(format!("{label}{}", " ".repeat(gap)))];
        let mut cells = self.empty();
        let mut traits = layered(ligne);
        for one in &traits {
            self.stretch(one, &mut cells);
        }
        // A sign is worth more than the days of another stretch, and one sign more than another.
        traits.sort_by_key(|one| one.marque);
        for one in &traits {
            self.sign(one, &mut cells);
        }
        let end = cells.iter().rposition(|(drawn, _)| *drawn != ' ');
        for (drawn, tone) in cells.into_iter().take(end.map_or(0, |end| end + 1)) {
            match pieces.last_mut().filter(|last| last.tone == tone) {
                Some(last) => last.words.push(drawn),
                None => pieces.push(Text::new(drawn, tone)),
            }
        }
        pieces
    }

    /// Returns a line without stretches: years apart, and the reference date.
    fn empty(&self) -> Vec<(char, Tone)> {
        let mut cells = vec![(' ', Tone::Plain); self.scale.columns * self.cell];
        if self.scale.months < 12 {
            for (column, (_, month)) in self.scale.starts().enumerate() {
                if month == 0 && column > 0 {
                    cells[column * self.cell] = ('┊', Tone::Faint);
                }
            }
        }
        if let Some(cell) = self.au.and_then(|au| cells.get_mut(au)) {
            *cell = ('│', Tone::Plain);
        }
        cells
    }

    /// Returns the first cell of a stretch and the one after its last, and whether it goes on beyond the frise on each side.
    fn span(&self, one: &Trait) -> ((usize, usize), (bool, bool)) {
        let (first, last) = self.gantt.jours;
        let from = self.scale.begins(one.debut.max(first), self.cell);
        let to = self.scale.ends(one.fin.min(last), self.cell).max(from + 1);
        ((from, to), (one.debut < first, one.fin > last))
    }

    /// Draws the days of a stretch.
    fn stretch(&self, one: &Trait, cells: &mut [(char, Tone)]) {
        let ((from, to), (begins_before, _)) = self.span(one);
        let marque = &self.gantt.marques[one.marque];
        let drawn = stroke(marque.trame);
        for (place, cell) in cells.iter_mut().enumerate().take(to).skip(from) {
            let is_cut = begins_before && place == from;
            *cell = (if is_cut { '…' } else { drawn }, marque.meaning.tone);
        }
    }

    /// Draws the sign of a stretch at its last day; where it goes on beyond the frise, before the mark that says so.
    fn sign(&self, one: &Trait, cells: &mut [(char, Tone)]) {
        let ((from, to), (_, ends_after)) = self.span(one);
        let marque = &self.gantt.marques[one.marque];
        let is_cut = ends_after && to - from > 1;
        if let Some(cell) = cells.get_mut(to - 1).filter(|_| is_cut) {
            *cell = ('…', marque.meaning.tone);
        }
        if let Some(cell) = cells.get_mut(to - 1 - usize::from(is_cut)) {
            *cell = (marque.sign, marque.meaning.tone);
        }
    }
}

/// Returns the stretches of a line in the order in which they are drawn: a short one lies on a long one.
pub(crate) fn layered(ligne: &LigneFrise) -> Vec<&Trait> {
    let mut traits: Vec<&Trait> = ligne.traits.iter().collect();
    traits.sort_by_key(|one| (one.debut - one.fin, one.marque));
    traits
}

/// Returns the beginning of a text that fits a width, with a mark where the rest is left out.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        let longer = format!("{kept}{character}");
        if display_width(&longer) >= width {
            break;
        }
        kept = longer;
    }
    if width > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// Returns how the days of a stretch are drawn.
fn stroke(trame: Trame) -> char {
    match trame {
        Trame::Pleine => '━',
        Trame::Legere => '─',
        Trame::Tirets => '╌',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::Marque;

    /// Returns a frise of some stretches, each a line: its first day, its last, and whether it was held.
    fn frise(jours: [&str; 2], au: &str, spans: &[(&str, &str, bool)]) -> Gantt {
        let day = |text: &str| text.parse().unwrap();
        let marque = |sign, trame, meaning: &str| Marque {
            sign,
            trame,
            meaning: meaning.into(),
        };
        let ligne = |&(debut, fin, is_held): &(&str, &str, bool)| LigneFrise {
            label: format!("{debut} et la suite"),
            traits: vec![Trait {
                debut: day(debut),
                fin: day(fin),
                marque: usize::from(is_held),
                words: String::new(),
            }],
        };
        Gantt {
            caption: "Frise".to_owned(),
            jours: (day(jours[0]), day(jours[1])),
            au: day(au),
            marques: vec![
                marque('○', Trame::Legere, "à venir"),
                marque('✓', Trame::Pleine, "tenue"),
            ],
            lignes: spans.iter().map(ligne).collect(),
        }
    }

    /// Returns a frise as it is drawn without colours.
    fn drawn(gantt: &Gantt, width: usize) -> String {
        let lines = draw(gantt, width);
        let line = |line: &Vec<Text>| {
            line.iter()
                .map(|text| text.words.as_str())
                .collect::<String>()
        };
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    const YEAR: [&str; 2] = ["2017-01-01", "2017-12-31"];

    #[test]
    fn a_year_has_its_months_and_each_stretch_its_sign() {
        let spans = [
            ("2017-01-01", "2017-12-31", false),
            ("2017-03-01", "2017-03-31", true),
            ("2016-09-01", "2018-06-30", false),
        ];
        assert_eq!(
            drawn(&frise(YEAR, "2017-10-15", &spans), 72),
            [
                "                        2017",
                "                        jan fév mar avr mai jun jul aoû sep oct nov déc",
                "                                                  15/10/2017 ▼",
                "2017-01-01 et la suite  ───────────────────────────────────────────────○",
                "2017-03-01 et la suite          ━━━✓                         │",
                "2016-09-01 et la suite  …─────────────────────────────────────────────○…",
                "",
                "━━✓ tenue   ──○ à venir   │ date de référence : 15/10/2017",
            ]
            .join("\n")
        );
    }

    #[test]
    fn years_are_told_apart_where_there_are_several() {
        let spans = [("2017-06-01", "2018-06-30", true)];
        assert_eq!(
            drawn(
                &frise(["2017-01-01", "2018-12-31"], "2019-01-01", &spans),
                40
            ),
            [
                "                2017        2018",
                "                JFMAMJJASONDJFMAMJJASOND",
                "2017-06-01 et…       ━━━━━━━━━━━━✓",
                "",
                "━━✓ tenue",
                "date de référence : 01/01/2019, hors de",
                "la frise",
            ]
            .join("\n")
        );
    }

    #[test]
    fn it_fits_every_width_and_every_span() {
        for jours in [
            YEAR,
            ["1900-01-01", "2200-12-31"],
            ["2017-11-20", "2020-02-01"],
        ] {
            for width in 20..130 {
                let spans = [
                    (jours[0], jours[1], true),
                    ("2017-11-30", "2017-11-30", false),
                ];
                let text = drawn(&frise(jours, "2017-12-01", &spans), width);
                for line in text.lines() {
                    assert!(display_width(line) <= width, "{width}: {line}");
                }
                assert!(text.contains('✓') && text.contains('○'), "{width}: {text}");
            }
        }
    }
}
