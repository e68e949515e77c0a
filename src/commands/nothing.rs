//! Why a filter keeps no fiche, and what would: one line for people.

use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::model::vie::years_of;
use crate::query::condition::Condition;
use crate::query::filter::{Filter, Question};
use crate::query::known;
use crate::render::french::count;
use crate::render::views::words::years;
use crate::text::enumeration::joined;
use crate::text::fold::fold;
use crate::text::nearest::{nearest_by_word, quoted_or};

/// The most codes that are listed: beyond it a reader would rather look into the plan.
const MOST_CODES: usize = 12;

/// Says why no fiche is kept, and what would be.
pub(super) fn explain(
    (plan, horizon): (&Plan, Horizon),
    filter: &Filter,
    question: &Question<'_, '_>,
) -> String {
    let conditions = filter.0.iter().enumerate();
    let alone = |condition: &Condition| question.count_alone(condition.clone());
    let mut empty = conditions
        .clone()
        .filter(|(_, condition)| alone(condition) == 0);
    if let Some((rank, condition)) = empty.next() {
        let said = nothing_for((plan, horizon), condition, question);
        return match filter.0.len() {
            1 => said,
            _ => {
                let others = count(question.count_without(rank), "fiche");
                format!("{said} ; sans cette condition : {others}")
            }
        };
    }
    let without = conditions.map(|(rank, condition)| (condition, question.count_without(rank)));
    let without: Vec<_> = without.filter(|(_, number)| *number > 0).collect();
    let said = |(condition, number): &(&Condition, usize)| {
        format!("sans {} : {}", asked(condition), count(*number, "fiche"))
    };
    let (start, said): (_, Vec<String>) = match without.as_slice() {
        [] => {
            let each = filter.0.iter();
            let each = each.map(|condition| format!("{} : {}", asked(condition), alone(condition)));
            ("chacune seule en trouve : ", each.collect())
        }
        without => ("", without.iter().map(said).collect()),
    };
    format!(
        "aucune fiche ne remplit toutes les conditions ; {start}{}",
        said.join(", ")
    )
}

/// Returns a condition as it is asked.
fn asked(condition: &Condition) -> String {
    let values = condition.values().join(" ou ");
    let asked = format!("--{} {values}", condition.option());
    asked.trim_end().to_owned()
}

/// Says why a condition alone keeps no fiche, and what may have been meant.
fn nothing_for(
    (plan, horizon): (&Plan, Horizon),
    condition: &Condition,
    question: &Question<'_, '_>,
) -> String {
    let values = condition.values();
    let quoted = quoted_or(&values.iter().map(String::as_str).collect::<Vec<_>>());
    let found_elsewhere = |other, role| elsewhere(question, &values, (other, role));
    let (said, more) = match condition {
        Condition::Pilote(texts) => (
            format!("aucune fiche pilotée par {quoted}"),
            found_elsewhere(Condition::Partenaire(texts.clone()), "partenaire"),
        ),
        Condition::Partenaire(texts) => (
            format!("aucune fiche n'a {quoted} pour partenaire"),
            found_elsewhere(Condition::Pilote(texts.clone()), "pilote"),
        ),
        Condition::Enjeu(texts) | Condition::Objectif(texts) => {
            return nothing_under(plan, condition, texts);
        }
        Condition::Annee(_) => {
            let touched = plan.fiches().iter();
            let touched = touched.flat_map(|fiche| years_of(fiche, horizon.date));
            let mut touched: Vec<i32> = touched.collect();
            touched.sort_unstable();
            touched.dedup();
            let more =
                (!touched.is_empty()).then(|| format!("années du plan : {}", years(&touched)));
            (format!("aucune fiche ne touche {quoted}"), more)
        }
        Condition::Retard => ("aucune fiche n'est en retard".to_owned(), None),
        other => {
            let said = format!("aucune fiche ne répond à --{} {quoted}", other.option());
            (said.trim_end().to_owned(), None)
        }
    };
    match more.or_else(|| meant(plan, condition)) {
        Some(more) => format!("{said} ; {more}"),
        None => said,
    }
}

/// Says why no fiche is found under some nodes: they are not in the tree, or no fiche hangs there.
fn nothing_under(plan: &Plan, condition: &Condition, texts: &[String]) -> String {
    let known = known::values(plan, condition);
    let is_known = |text: &&String| known.iter().any(|value| fold(value) == fold(text));
    if let Some(text) = texts.iter().find(is_known) {
        return format!("aucune fiche n'est rangée sous « {text} »");
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let said = format!("l'arborescence du plan n'a pas {}", quoted_or(&texts));
    if let Some(meant) = meant(plan, condition) {
        return format!("{said} ; {meant}");
    }
    let codes: Vec<&str> = known
        .chunks(2)
        .filter_map(|node| node.first().copied())
        .collect();
    match codes.as_slice() {
        [] => said,
        codes if codes.len() > MOST_CODES => said,
        codes => {
            let codes: Vec<String> = codes.iter().map(|code| format!("« {code} »")).collect();
            format!("{said} ; elle a {}", joined(&codes))
        }
    }
}

/// Says which values of the plan may have been meant; nothing when none is near.
fn meant(plan: &Plan, condition: &Condition) -> Option<String> {
    let known = known::values(plan, condition);
    let values = condition.values();
    let near = values
        .iter()
        .flat_map(|value| nearest_by_word(value, known.iter().copied()));
    let mut near: Vec<&str> = near.collect();
    near.dedup();
    (!near.is_empty()).then(|| format!("vouliez-vous dire {} ?", quoted_or(&near)))
}

/// Says where else in the plan a name is found: in the other role, or as a commune.
fn elsewhere(
    question: &Question<'_, '_>,
    texts: &[String],
    (condition, role): (Condition, &str),
) -> Option<String> {
    let mut said = Vec::new();
    match question.count_alone(condition) {
        0 => {}
        1 => said.push(format!("1 l'a pour {role}")),
        many => said.push(format!("{many} l'ont pour {role}")),
    }
    for text in texts {
        match question.count_alone(Condition::Commune(vec![text.clone()])) {
            0 => {}
            1 => said.push(format!("1 est de la commune de {text}")),
            many => said.push(format!("{many} sont de la commune de {text}")),
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}
