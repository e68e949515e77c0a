//! Which bilan it is: of what strategy, of which years, arrêté when, and for whom.

use super::Page;
use crate::model::revision::Revision;
use crate::model::strategie::{PlanParent, Strategie};
use crate::render::document::{Block, Document, Text};
use crate::render::french::{self, date};
use crate::render::views::asked;
use crate::render::views::words::document_of;

/// Adds what says which bilan it is, under its title.
pub(crate) fn identite(page: &Page<'_>, title: String, document: &mut Document) {
    document.push(Block::Title(title));
    document.push(Block::Fields(fields(page)));
}

/// Returns what says which bilan it is, with what the council's page says, for a table.
pub(crate) fn rows(page: &Page<'_>, title: String) -> Vec<(String, String)> {
    let own = fields(page)
        .into_iter()
        .map(|(name, said)| (name, said.words));
    let mut rows = vec![("Titre".to_owned(), title)];
    rows.extend(own);
    if let Some(page) = page.bilan.page {
        let introduction = page.introduction.iter();
        rows.extend(introduction.map(|text| ("Introduction".to_owned(), text.to_string())));
        let decisions = page.decisions.iter();
        rows.extend(decisions.map(|text| ("Décision demandée".to_owned(), text.to_string())));
    }
    rows
}

/// Returns what says which bilan it is.
fn fields(page: &Page<'_>) -> Vec<(String, Text)> {
    let bilan = page.bilan;
    let strategie = &bilan.plan.strategie;
    let known = [
        ("Stratégie", Some(strategie.titre.to_string())),
        ("Période", period(strategie)),
        ("Document", document_of(strategie)),
        ("Arrêté au", Some(date(bilan.horizon.date))),
        ("Version du plan", page.revision.map(version)),
        ("Présenté", presented(page)),
    ];
    let mut fields: Vec<(String, Text)> = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect();
    fields.extend(asked::fields(page.filter));
    fields
}

/// Returns the version of the plan, and whether it was modified since.
fn version(revision: &Revision) -> String {
    let since = match revision.is_modified {
        true => ", modifié depuis",
        false => "",
    };
    format!("{} du {}{since}", revision.short(), date(revision.date))
}

/// Returns before whom it was presented, and when.
fn presented(page: &Page<'_>) -> Option<String> {
    let presentations = &page.bilan.page?.presentations;
    let instances = &page.bilan.plan.strategie.instances;
    let said = presentations.iter().map(|presentation| {
        let mut known = instances.iter();
        let instance = known.find(|instance| instance.code == presentation.instance);
        let name = instance.and_then(|instance| instance.nom.as_ref());
        let name = name.unwrap_or(&presentation.instance);
        let day = presentation.date.as_ref();
        let day = day.map_or(String::new(), |day| format!("le {}, ", date(**day)));
        format!("{day}{}", **name)
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("\u{a0}; "))
}

/// Returns what the plan is a part of, and the communes that it is about: for the annexes.
pub(super) fn attaches(strategie: &Strategie) -> Vec<(String, Text)> {
    let communes: Vec<&str> = strategie
        .communes
        .iter()
        .map(|commune| commune.as_str())
        .collect();
    let communes = (!communes.is_empty()).then(|| communes.join(", "));
    let known = [
        ("Communes", communes),
        ("Rattachée à", strategie.parent.as_ref().map(parent)),
    ];
    let fields = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())));
    fields.collect()
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
