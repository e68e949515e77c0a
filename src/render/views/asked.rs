//! What was asked for, as a report says it: a part of the plan never passes for the whole.

use serde_json::{Value, json};

use crate::model::plan::Plan;
use crate::query::condition::Condition;
use crate::query::filter::Filter;
use crate::render::document::Text;
use crate::render::french::quoted;

/// Returns each condition with its values.
pub(crate) fn fields(filter: &Filter) -> Vec<(String, Text)> {
    let fields = filter.0.iter().map(|condition| {
        let values = condition.values();
        let values = if values.is_empty() {
            "oui".to_owned()
        } else {
            values.join(" ou ")
        };
        (
            format!("Filtre\u{a0}: {}", condition.label()),
            values.into(),
        )
    });
    fields.collect()
}

/// Returns the view of each condition, with its values.
pub(crate) fn json(filter: &Filter) -> Vec<Value> {
    let conditions = filter.0.iter();
    let view = |condition: &Condition| json!({ "filtre": condition.option(), "valeurs": condition.values() });
    conditions.map(view).collect()
}

/// Returns what is asked, in brackets: « (partiel : pilote Lomme ; année 2018) »; nothing when every fiche is.
pub(crate) fn said(filter: &Filter) -> String {
    let said = filter.0.iter().map(|condition| {
        let values = condition.values().join(" ou ");
        format!("{} {values}", condition.label())
            .trim_end()
            .to_owned()
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" (partiel\u{a0}: {})", said.join("\u{a0}; "))
    }
}

/// Returns a title, marked by a word where the report is only about a part of the plan: « Bilan 2018 (partiel) ».
pub(crate) fn titled(title: &str, filter: &Filter, partial: &str) -> String {
    if filter.is_empty() {
        title.to_owned()
    } else {
        format!("{title} ({partial})")
    }
}

/// Returns which lines of costs are summed, where not all are.
pub(crate) fn costs(plan: &Plan, filter: &Filter) -> Vec<String> {
    let years = filter.years().iter();
    let years = years.map(|&year| plan.exercices.holding(year).label());
    let mut years: Vec<String> = years.collect();
    years.dedup();
    let mut said = Vec::new();
    if !years.is_empty() {
        let years = years.join(" ou ");
        said.push(format!("seuls comptent les coûts de {years}"));
    }
    said.extend(funders(filter));
    said
}

/// Returns whose costs are summed, where not all are.
pub(crate) fn funders(filter: &Filter) -> Option<String> {
    let funders = filter.financeurs().iter().map(|name| quoted(name));
    let funders: Vec<String> = funders.collect();
    let names = funders.join(" ou ");
    (!funders.is_empty()).then(|| format!("seuls comptent les coûts que paie {names}"))
}
