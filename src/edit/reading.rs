//! What a text says, however it is spelled: what is compared before and after a change.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::load::memory;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// Returns the comments that were written at random in a text, each as often as it occurs.
#[cfg(test)]
pub(crate) fn comments(text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let starts = line.match_indices('#').map(|(start, _)| &line[start..]);
        starts.filter(|rest| rest.trim_start_matches(['#', ':']).starts_with(" c0"))
    });
    let mut lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.sort();
    lines
}

/// Returns a plan in which one file has a text; why it cannot be read when it has reading faults.
pub(crate) fn read(path: &str, text: &str) -> Result<Plan, String> {
    let strategie = "format = 1\ntitre = \"S\"\nterritoire = \"B\"\n";
    let mut files = vec![(path, text.trim_start_matches('\u{feff}'))];
    if path != "strategie.toml" {
        files.push(("strategie.toml", strategie));
    }
    let loaded = memory::read(&files);
    if let Some(fault) = loaded.faults.first() {
        return Err(format!("{}: {}", fault.card.id, fault.message));
    }
    loaded.plan.ok_or("no plan".to_owned())
}

/// Returns what a plan says in which one file has a text, wherever each thing is written; nothing when it has reading faults.
pub(crate) fn meaning(path: &str, text: &str) -> Result<String, String> {
    let plan = read(path, text)?;
    let acteurs: Vec<_> = plan.acteurs().collect();
    let tree = &plan.arborescence;
    let tree = (tree.noeuds(), tree.niveaux(), tree.sans_numero());
    let said = format!(
        "{:?}",
        (&plan.strategie, tree, acteurs, plan.fiches(), &plan.pages)
    );
    let mut parts = said.split("At {");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('}').unwrap_or_default().1);
    Ok(rest.fold(first, |said, rest| said + rest))
}

/// Returns the values of a text, each under its path; words and dates only as they are read.
pub(crate) fn values(text: &str) -> BTreeMap<String, String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut values = BTreeMap::new();
    let table = DeTable::parse(&text).expect("what is compared is TOML");
    add(&mut values, "", &DeValue::Table(table.into_inner()));
    values
}

/// Adds the values at a path.
fn add(values: &mut BTreeMap<String, String>, path: &str, value: &DeValue<'_>) {
    let said = match value {
        DeValue::Table(table) => {
            for (name, value) in table {
                add(
                    values,
                    &format!("{path}.{:?}", name.get_ref()),
                    value.get_ref(),
                );
            }
            "table".to_owned()
        }
        DeValue::Array(items) => {
            for (rank, item) in items.iter().enumerate() {
                add(values, &format!("{path}[{rank}]"), item.get_ref());
            }
            "list".to_owned()
        }
        DeValue::String(text) => fold(text),
        DeValue::Integer(number) => fold(number.as_str()),
        DeValue::Float(number) => fold(number.as_str()),
        DeValue::Datetime(date) => fold(&date.to_string()),
        DeValue::Boolean(boolean) => boolean.to_string(),
    };
    // The table of a title whose names have titles of their own is no value.
    if !(path.matches('.').count() <= 1 && said == "table") {
        values.insert(path.to_owned(), said);
    }
}
