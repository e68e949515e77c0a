//! What was asked for, as a report says it: a part of the plan never passes for the whole.

use crate::query::filter::Filter;
use crate::render::document::Text;

/// Returns each condition with its values.
pub(crate) fn fields(filter: &Filter) -> Vec<(String, Text)> {
    let fields = filter.0.iter().map(|condition| {
        let values = condition.values();
        let values = if values.is_empty() {
            "oui".to_owned()
        } else {
            values.join(" ou ")
        };
        (format!("Filtre : {}", condition.label()), values.into())
    });
    fields.collect()
}

/// Returns what a title says of a report that is only about a part of the plan; nothing for one about the whole.
pub(crate) fn partial(filter: &Filter) -> &'static str {
    if filter.is_empty() { "" } else { " (partiel)" }
}
