//! Counts by one axis or two: for people a table of each, with bars, or a cross table; for programs the long form.

mod croise;
mod json;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::asked;
use crate::query::filter::Filter;
use crate::render::document::{Bars, Block, Document, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{count, date, plural};
use crate::render::tables::synthese::{CARD, Rangee, TOTAL, columns};
use crate::render::tables::{Choice, Sheet, chosen, shown};
use crate::render::views::cles::{capitalized, par, shown as named};
use crate::render::views::series::{by_state, serie, states};
use crate::render::views::words::among;
use crate::report::synthese::axe::Axe;
use crate::report::synthese::compte::Compte;
use crate::report::synthese::repartition::Repartition;
use crate::report::synthese::{Ligne, Synthese};

/// The columns of the table of fiches, on a screen.
const FICHES: [&str; 6] = [
    "ligne",
    "fiches",
    "propres",
    "associees",
    "en_retard",
    "etats",
];

/// The columns of the table of costs, on a screen.
const COUTS: [&str; 4] = ["ligne", "cout_prevu", "cout_realise", "sans_chiffre"];

/// Counts, and what was asked for.
pub(crate) struct Page<'a> {
    /// The counts.
    pub(crate) synthese: &'a Synthese<'a>,
    /// The conditions that the fiches meet.
    pub(crate) filter: &'a Filter,
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title(self.title().0));
        if !self.filter.is_empty() {
            document.push(Block::Fields(asked::fields(self.filter)));
        }
        document.say(counts(&self.synthese.total));
        match self.synthese.axes.as_slice() {
            [rows, columns] => croise::add(self.synthese, (rows, columns), &mut document),
            axes => {
                axes.iter()
                    .for_each(|axis| self.add_lines(axis, &mut document));
            }
        }
        document
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        let all = || chosen(columns(), Choice::Files);
        let several = self.synthese.axes.len() > 1;
        let keys = all()
            .into_iter()
            .filter(|column| several || !column.heading.key.ends_with("_2"));
        let counts = all().into_iter();
        let counts = counts.skip_while(|column| column.heading.key != "fiches");
        vec![
            Sheet::new(CARD, keys.collect(), self.rows()),
            Sheet::new(TOTAL, counts.collect(), [self.total()]),
        ]
    }

    fn title(&self) -> (String, NaiveDate) {
        let Synthese { plan, horizon, .. } = self.synthese;
        let axes: Vec<String> = self
            .synthese
            .axes
            .iter()
            .map(|axis| format!("par {}", par(plan, axis.axe)))
            .collect();
        let title = format!("Synthèse {}", axes.join(" et "));
        let title = asked::titled(&title, self.filter, "partielle");
        let title = format!(
            "{title} · {}, au {}",
            *plan.strategie.territoire,
            date(horizon.date)
        );
        (title, horizon.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self.synthese, out)
    }

    fn ndjson(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write_lines(self.synthese, out)
    }
}

impl<'a> Page<'a> {
    /// Returns the lines as rows of a table.
    fn rows(&self) -> impl Iterator<Item = Rangee<'a>> + use<'a> {
        let plan = self.synthese.plan;
        let row = move |ligne: &'a Ligne<'a>| Rangee {
            plan,
            cles: &ligne.cles,
            compte: &ligne.compte,
        };
        self.synthese.lignes.iter().map(row)
    }

    /// Returns the total as a row of a table.
    fn total(&self) -> Rangee<'a> {
        Rangee {
            plan: self.synthese.plan,
            cles: &[],
            compte: &self.synthese.total,
        }
    }

    /// Adds the lines of an axis: bars, the table of fiches, the table of costs.
    fn add_lines(&self, axis: &Repartition<'_>, document: &mut Document) {
        let axe = par(self.synthese.plan, axis.axe);
        let table = |keys: &[&str], caption: String| {
            let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            let columns = chosen(columns(), Choice::Keys(&keys));
            let rows = self.rows().chain([self.total()]);
            let mut table = shown(caption, &columns, rows);
            table.columns[0].title = capitalized(&axe).into();
            Block::Table(table)
        };
        document.push(Block::Section("Fiches".to_owned()));
        if self.synthese.total.fiches > 0 {
            document.push(Block::Bars(self.bars(axis.axe)));
        }
        document.push(table(&FICHES, format!("Fiches par {axe}")));
        exceeding(self.synthese, (axis.counted(), "lignes"), document);
        if self.synthese.total.fiches == 0 {
            return;
        }
        document.push(Block::Section("Coûts".to_owned()));
        let mut comptes = self
            .rows()
            .map(|row| row.compte)
            .chain([&self.synthese.total]);
        if comptes.all(|compte| !compte.has_lines() && compte.non_chiffrees == compte.fiches) {
            document.say(unpriced(&self.synthese.total));
        } else {
            document.push(table(&COUTS, format!("Coûts par {axe}")));
            costs(self, axis.axe, document);
            let by_lines = matches!(axis.axe, Axe::Annee | Axe::Financeur);
            if axis.counted() > self.synthese.total.fiches && !by_lines {
                let said = "Les coûts d'une fiche comptent dans chacune de ses lignes, et une seule fois dans le total.";
                document.say(Text::new(said, Tone::Faint));
            }
        }
    }

    /// Returns the fiches of each line, by state; by whose they are where lines are states already.
    fn bars(&self, axe: Axe) -> Bars {
        let plan = self.synthese.plan;
        let by_states = axe != Axe::Etat;
        let rows = self.synthese.lignes.iter().map(|line| {
            let name = line.cles.first().map(|&cle| named(plan, cle));
            let counts = if by_states {
                by_state(&line.compte.etats)
            } else {
                vec![line.compte.propres, line.compte.associees]
            };
            (name.unwrap_or_default().into_owned(), counts)
        });
        let (what, series) = if by_states {
            ("et par état", states())
        } else {
            (
                "propres et associées",
                vec![
                    serie('●', "propre", Tone::Plain),
                    serie('○', "associée", Tone::Faint),
                ],
            )
        };
        let (axe, comma) = (par(plan, axe), if by_states { "" } else { "," });
        Bars {
            caption: format!("Fiches par {axe}{comma} {what}").into(),
            unit: "fiche",
            series,
            rows: rows.collect(),
        }
    }
}

/// Returns the line that counts each fiche once.
fn counts(total: &Compte) -> String {
    format!(
        "{} : {}, {} ; {} en retard.",
        count(total.fiches, "fiche"),
        count(total.propres, "propre"),
        count(total.associees, "associée"),
        among(total.en_retard, total.fiches),
    )
}

/// Returns that no fiche has any line of costs.
fn unpriced(total: &Compte) -> String {
    format!(
        "Aucune ligne de coûts : {} non {}.",
        among(total.non_chiffrees, total.fiches),
        plural(total.non_chiffrees, "chiffrée")
    )
}

/// Says that lines, or cells, add up to more than the total, where they do.
fn exceeding(synthese: &Synthese<'_>, (counted, parts): (usize, &str), document: &mut Document) {
    let total = synthese.total.fiches;
    if counted > total {
        let said = format!(
            "Une fiche compte dans chacune de ses {parts}, et une seule fois dans chaque total : les {parts} font {counted}, le total {total}."
        );
        document.say(Text::new(said, Tone::Faint));
    }
}

/// Says which lines of costs are summed, where not all are.
fn costs(page: &Page<'_>, axe: Axe, document: &mut Document) {
    let mut said = Vec::new();
    match axe {
        Axe::Annee => said.push("chaque ligne compte les coûts de son année".to_owned()),
        Axe::Financeur => said.push("chaque ligne compte ce que paie son financeur".to_owned()),
        _ => {}
    }
    said.extend(asked::costs(page.synthese.plan, page.filter));
    let left = page.synthese.couts_hors_lignes;
    if left > 0 {
        let (lines, verb) = (
            count(left, "ligne"),
            if left < 2 { "ne compte" } else { "ne comptent" },
        );
        said.push(format!(
            "{lines} de coûts, hors des années de leur fiche, {verb} que dans le total"
        ));
    }
    if !said.is_empty() {
        document.say(Text::new(
            format!("Coûts : {}.", said.join(" ; ")),
            Tone::Faint,
        ));
    }
}
