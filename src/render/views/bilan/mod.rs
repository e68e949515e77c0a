//! The bilan of an exercice as the council reads it, section by section. The first page alone must do.

mod annees;
mod annexes;
mod fiches;
mod synthese;

use std::io::{self, Write};

use chrono::NaiveDate;

use self::annees::{comparaison, perspectives, sans_bilan, vigilance};
use self::annexes::annexes;
use self::fiches::fiches;
use self::synthese::{par_enjeu, synthese};
use super::words::document_of;
use super::{asked, bilan_json};
use crate::model::fiche::Fiche;
use crate::model::revision::Revision;
use crate::model::strategie::{PlanParent, Strategie};
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Text};
use crate::render::format::Report;
use crate::render::french::{self, NO_BREAK, date};
use crate::render::json;
use crate::report::bilan::Bilan;

/// A bilan, and what was asked for.
pub(crate) struct Page<'a> {
    /// The bilan.
    pub(crate) bilan: &'a Bilan<'a>,
    /// The conditions that its fiches meet.
    pub(crate) filter: &'a Filter,
    /// The version of the plan, when it is known.
    pub(crate) revision: Option<&'a Revision>,
}

impl Report for Page<'_> {
    fn document(&self) -> Document {
        let Self { bilan, .. } = self;
        let mut document = Document::default();
        identity(self, &mut document);
        synthese(bilan, &mut document);
        par_enjeu(bilan, &mut document);
        fiches(bilan, &mut document);
        vigilance(bilan, &mut document);
        sans_bilan(bilan, &mut document);
        comparaison(bilan, &mut document);
        perspectives(bilan, &mut document);
        annexes(bilan, &mut document);
        document
    }

    fn title(&self) -> (String, NaiveDate) {
        (title(self.bilan, self.filter), self.bilan.horizon.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(&bilan_json::json(self), out)
    }
}

/// Returns the title: its year, its territory, and that it is partial when it is.
fn title(bilan: &Bilan<'_>, filter: &Filter) -> String {
    let title = format!("Bilan {}", bilan.exercice.label());
    let title = asked::titled(&title, filter, "partiel");
    format!("{title} · {}", *bilan.plan.strategie.territoire)
}

/// Adds what says which bilan it is.
fn identity(page: &Page<'_>, document: &mut Document) {
    let Page { bilan, filter, .. } = *page;
    let strategie = &bilan.plan.strategie;
    document.push(Block::Title(title(bilan, filter)));
    let communes: Vec<&str> = strategie
        .communes
        .iter()
        .map(|commune| commune.as_str())
        .collect();
    let known = [
        ("Stratégie", Some(strategie.titre.to_string())),
        (
            "Communes",
            (!communes.is_empty()).then(|| communes.join(", ")),
        ),
        ("Rattachée à", strategie.parent.as_ref().map(parent)),
        ("Période", period(strategie)),
        ("Document", document_of(strategie)),
        ("Arrêté au", Some(date(bilan.horizon.date))),
        ("Version du plan", page.revision.map(version)),
    ];
    let mut fields: Vec<(String, Text)> = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect();
    fields.extend(asked::fields(filter));
    document.push(Block::Fields(fields));
    let Some(page) = bilan.page else { return };
    for presentation in &page.presentations {
        let instance = strategie
            .instances
            .iter()
            .find(|instance| instance.code == presentation.instance);
        let name = instance
            .and_then(|instance| instance.nom.as_ref())
            .unwrap_or(&presentation.instance);
        let day = presentation
            .date
            .as_ref()
            .map_or(String::new(), |day| format!(" le {}", date(**day)));
        document.say(format!("Présenté{day} : {}", **name));
    }
    if let Some(introduction) = &page.introduction {
        document.push(Block::Prose(introduction.to_string()));
    }
}

/// Returns the version of the plan, and whether it was modified since.
fn version(revision: &Revision) -> String {
    let since = match revision.is_modified {
        true => ", modifié depuis",
        false => "",
    };
    format!("{} du {}{since}", revision.short(), date(revision.date))
}

/// Returns the plan above this one: its title and its territory.
fn parent(parent: &PlanParent) -> String {
    let title = parent
        .titre
        .as_ref()
        .map_or("la stratégie", |titre| titre.as_str());
    let place = parent
        .territoire
        .as_ref()
        .map_or(String::new(), |place| format!(" ({})", **place));
    format!("{title}{place}")
}

/// Returns the period of the plan, with its extension.
fn period(strategie: &Strategie) -> Option<String> {
    let years = french::period(strategie.periode.as_ref()?);
    let extension = strategie
        .prorogation
        .as_ref()
        .map_or(String::new(), |extension| {
            let why = extension
                .motif
                .as_ref()
                .map_or(String::new(), |motif| format!(" ({})", **motif));
            format!(", prorogée jusqu'au {}{why}", date(*extension.fin))
        });
    Some(format!("{years}{extension}"))
}

/// Returns how a fiche is named in the report: its reference or number, and its title.
pub(crate) fn named(bilan: &Bilan<'_>, fiche: &Fiche) -> String {
    let number = bilan.plan.reference_of(fiche).or_else(|| {
        fiche
            .numero
            .as_ref()
            .map(|numero| format!("n°{NO_BREAK}{}", **numero))
    });
    number.map_or_else(
        || fiche.titre.to_string(),
        |number| format!("{number} {}", *fiche.titre),
    )
}
