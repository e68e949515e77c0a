//! The fiches that match, as tables and as JSON.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::people::{self, Person};
use super::shared_json::{CoutsVue, costs, word};
use super::words::etape;
use super::{asked, calendrier};
use crate::model::calendrier::Etape;
use crate::model::echeance::Standing;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{count, date};
use crate::render::json::{self, Each, VERSION};
use crate::render::tables::{
    Choice, Nature, Sheet, bilans, chosen, couts, fiches, indicateurs, journal, shown,
};
use crate::report::perimetre::Perimetre;
use crate::report::situation::Situation;
use crate::report::synthese::repartition::services;

/// The fiches that match.
pub(crate) struct List<'a> {
    /// The plan.
    plan: &'a Plan,
    /// The fiches that are shown, in order.
    rows: Vec<Situation<'a>>,
    /// How far one looks.
    horizon: Horizon,
    /// How many were found.
    found: usize,
    /// The conditions that they meet.
    filter: &'a Filter,
    /// The columns that were asked for; none: those that stand there when nobody chooses.
    columns: &'a [String],
}

impl<'a> List<'a> {
    /// Returns the list of some fiches out of those that were found, with the conditions and the columns that were asked for.
    pub(crate) fn new(
        plan: &'a Plan,
        (fiches, found): (&[&'a Fiche], usize),
        (horizon, perimetre): (Horizon, &'a Perimetre),
        (filter, columns): (&'a Filter, &'a [String]),
    ) -> Self {
        Self {
            plan,
            rows: Situation::within(plan, fiches, horizon, perimetre),
            horizon,
            found,
            filter,
            columns,
        }
    }

    /// Returns the columns that were asked for, else those of a choice.
    fn choice(&self, default: Choice<'a>) -> Choice<'a> {
        if self.columns.is_empty() {
            default
        } else {
            Choice::Keys(self.columns)
        }
    }

    /// Returns the line that counts: the fiches that are shown, out of those that were found.
    fn counts(&self) -> String {
        let (shown, found) = (self.rows.len(), self.found);
        let own = self.rows.iter().filter(|row| row.fiche.propre).count();
        let among = if shown < found {
            format!(" sur {found}")
        } else {
            String::new()
        };
        format!(
            "{}{among} : {}, {}",
            count(shown, "fiche"),
            count(own, "propre"),
            count(shown - own, "associée"),
        )
    }
}

impl Report for List<'_> {
    fn document(&self) -> Document {
        let columns = chosen(fiches::columns(), self.choice(Choice::Screen));
        let mut table = shown("Fiches", &columns, self.rows.iter().copied());
        table.is_listing = true;
        let mut document = Document::default();
        document.push(Block::Table(table));
        document.say(Text::new(self.counts(), Tone::Faint));
        let restricted = asked::costs(self.plan, self.filter);
        let has_costs = columns
            .iter()
            .any(|column| column.heading.nature == Nature::Montant);
        if has_costs && !restricted.is_empty() {
            let restricted = format!("coûts : {}", restricted.join(" ; "));
            document.say(Text::new(restricted, Tone::Faint));
        }
        document
    }

    fn sheets(&self) -> Vec<Sheet<'_>> {
        let rows = || self.rows.iter().copied();
        let all = || self.rows.iter().map(|row| row.fiche);
        let asked = chosen(fiches::columns(), self.choice(Choice::Files));
        vec![
            Sheet::new(fiches::CARD, asked, rows()),
            calendrier::sheet(self.plan, all().collect(), self.horizon),
            Sheet::new(
                indicateurs::CARD,
                indicateurs::columns(),
                indicateurs::rows(all()),
            ),
            Sheet::new(couts::CARD, couts::columns(), couts::rows(rows())),
            Sheet::new(
                journal::CARD,
                journal::columns(),
                journal::rows(all(), self.horizon),
            ),
            Sheet::new(
                bilans::CARD,
                bilans::columns(),
                bilans::rows(all(), self.horizon),
            ),
        ]
    }

    fn title(&self) -> (String, NaiveDate) {
        let territoire = &*self.plan.strategie.territoire;
        let day = self.horizon.date;
        let partial = asked::said(self.filter);
        (
            format!("Fiches · {territoire} au {}{partial}", date(day)),
            day,
        )
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let view = Fiches {
            version: VERSION,
            fiches: Each::of((), &self.rows, |(), row| item(row)),
        };
        json::write(&view, out)
    }

    fn ndjson(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write_lines(self.rows.iter().map(item), out)
    }
}

/// What `list --format json` writes.
#[derive(Serialize)]
struct Fiches<'a> {
    /// The version of the contract.
    version: u32,
    /// The fiches.
    fiches: Each<'a, (), Situation<'a>, Item<'a>>,
}

/// A fiche in the JSON contract of `list`.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its printed number.
    numero: Option<&'a str>,
    /// Its printed reference.
    reference: Option<String>,
    /// Its title.
    titre: &'a str,
    /// Whose it is.
    commune: &'a str,
    /// Whether it is the territoire's own.
    propre: bool,
    /// The code of its first level.
    enjeu: Option<&'a str>,
    /// The code that its file names.
    objectif: Option<&'a str>,
    /// Its own period.
    periode: Option<&'a str>,
    /// Whether it is internal.
    interne: bool,
    /// Who leads it.
    pilotes: Vec<Person<'a>>,
    /// Who takes part.
    partenaires: Vec<Person<'a>>,
    /// The years of its étapes and of its own period.
    annees: Vec<i32>,
    /// Its state.
    etat: Option<&'static str>,
    /// Whether it is late.
    en_retard: bool,
    /// The étapes that make it late, the one due first being the first.
    etapes_en_retard: Vec<String>,
    /// When that one was due.
    retard_depuis: Option<String>,
    /// The year in which it closed.
    close_en: Option<i32>,
    /// When the next étape is due.
    prochaine_echeance: Option<String>,
    /// What it is.
    prochaine_etape: Option<String>,
    /// The years whose bilans are read.
    bilans: Vec<i32>,
    /// The nodes above it and its own, from the first level down.
    niveaux: Vec<Niveau<'a>>,
    /// The services of whoever leads it or takes part, one name for each.
    services: Vec<&'a str>,
    /// Those whom it is for.
    publics: Vec<&'a str>,
    /// The result that its last bilan reports.
    resultat: Option<&'static str>,
    /// The next step that its last bilan reports.
    suite: Option<&'static str>,
    /// Those who pay.
    financeurs: Vec<&'a str>,
    /// Its costs, lines and sums.
    couts: CoutsVue<'a>,
}

/// A node of the tree in the JSON contract of `list`.
#[derive(Serialize)]
struct Niveau<'a> {
    /// The name of its level.
    niveau: Option<&'a str>,
    /// Its code.
    code: &'a str,
    /// Its title.
    titre: &'a str,
}

/// Returns the nodes above a fiche and its own, from the first level down.
fn niveaux<'a>(plan: &'a Plan, fiche: &Fiche) -> Vec<Niveau<'a>> {
    let tree = &plan.arborescence;
    let lineage = fiche.noeud.into_iter().flat_map(|node| tree.lineage(node));
    let mut lineage: Vec<usize> = lineage.collect();
    lineage.reverse();
    let view = |node: usize| Niveau {
        niveau: tree.niveau(node),
        code: tree.noeud(node).code.as_str(),
        titre: &tree.noeud(node).titre,
    };
    lineage.into_iter().map(view).collect()
}

/// Returns the view of a row.
pub(super) fn item<'a>(row: &Situation<'a>) -> Item<'a> {
    let (retards, next) = (row.retards(), row.prochaine());
    let named = |(one, standing): &(&Etape, Standing<'_>)| etape(one, standing.due);
    let due = |(_, standing): &(&Etape, Standing<'_>)| standing.due.fin().to_string();
    let Situation { plan, fiche, .. } = *row;
    let bilan = row.dernier_bilan();
    Item {
        id: fiche.id.as_str(),
        numero: fiche.numero.as_ref().map(|numero| numero.as_str()),
        reference: plan.reference_of(fiche),
        titre: &fiche.titre,
        commune: plan.commune_of(fiche),
        propre: fiche.propre,
        enjeu: plan
            .enjeu_of(fiche)
            .map(|root| plan.arborescence.noeud(root).code.as_str()),
        objectif: fiche.objectif.as_ref().map(|code| code.as_str()),
        periode: fiche.periode.as_ref().map(|periode| periode.texte()),
        interne: fiche.interne,
        pilotes: people::json(plan, &fiche.pilotes),
        partenaires: people::json(plan, &fiche.partenaires),
        annees: row.annees(),
        etat: row.etat().map(Mot::word),
        en_retard: !retards.is_empty(),
        etapes_en_retard: retards.iter().map(named).collect(),
        retard_depuis: retards.first().map(due),
        close_en: row.close(),
        prochaine_echeance: next.as_ref().map(due),
        prochaine_etape: next.as_ref().map(named),
        bilans: row.bilans(),
        niveaux: niveaux(plan, fiche),
        services: services(plan, fiche).collect(),
        publics: fiche.publics.iter().map(|public| public.as_str()).collect(),
        resultat: bilan.and_then(|bilan| word(&bilan.resultat)),
        suite: bilan.and_then(|bilan| word(&bilan.suite)),
        financeurs: fiche.couts.financeurs(),
        couts: costs(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::report::perimetre::TOUT;

    #[test]
    fn a_workbook_has_the_calendar_after_the_fiches() {
        let text = "titre = \"T\"\n[calendrier.x]\nquand = [\"2017\", \"2018\"]\n[calendrier.y]\nquoi = \"Y\"\n";
        let plan = plan("", &[("f", text)]);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let horizon = Horizon::at("2018-06-30".parse().unwrap());
        let filter = Filter::default();
        let list = List::new(&plan, (&fiches, 1), (horizon, &TOUT), (&filter, &[]));
        let mut sheets = list.sheets();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name).collect();
        assert_eq!(names[..2], ["Fiches", "Calendrier"]);
        let calendar = sheets.swap_remove(1);
        assert_eq!(calendar.headings[0].key, "fiche");
        assert_eq!(calendar.rows.count(), 3);
    }
}
