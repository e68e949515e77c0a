//! What may be typed where a value of the plan is expected: the values themselves, and what each is.

use std::collections::{BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate};

use super::condition::Condition;
use super::known;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::model::vie::years_of;
use crate::text::fold::fold;
use crate::text::safe;

/// A value that may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// The value, on one line, without a character that could command a screen.
    pub(crate) value: String,
    /// What it is, on one line; empty when the value says it all.
    pub(crate) about: String,
}

impl Suggestion {
    /// Returns a value with what it is; nothing for a value that cannot be typed: one that hides something, or is empty.
    /// Spaces of other kinds, ends of lines among them, become plain ones: a filter makes no difference.
    pub(crate) fn new(value: &str, about: &str) -> Option<Self> {
        let words: Vec<&str> = value.split_whitespace().collect();
        let value = words.join(" ");
        let is_typed = |character: char| !safe::commands(character) && !safe::is_hidden(character);
        (!value.is_empty() && value.chars().all(is_typed)).then(|| Self {
            value,
            about: safe::line(about).into_owned(),
        })
    }
}

/// Returns the values that a condition finds in a plan, each once however it is spelled; of a node, its code.
pub(crate) fn values(plan: &Plan, condition: &Condition) -> Vec<Suggestion> {
    let known = known::values(plan, condition);
    let mut suggestions: Vec<Suggestion> = match condition {
        Condition::Enjeu(_) | Condition::Objectif(_) => known
            .chunks_exact(2)
            .filter_map(|node| Suggestion::new(node[0], node[1]))
            .collect(),
        _ => known
            .into_iter()
            .filter_map(|value| Suggestion::new(value, ""))
            .collect(),
    };
    let mut seen = HashSet::new();
    // What starts with a hyphen would be read as an option.
    suggestions
        .retain(|Suggestion { value, .. }| !value.starts_with('-') && seen.insert(fold(value)));
    suggestions
}

/// Returns the identifiers of a plan's fiches, with their titles.
pub(crate) fn fiches(plan: &Plan) -> Vec<Suggestion> {
    let fiches = plan.fiches().iter();
    fiches
        .filter_map(|fiche| Suggestion::new(fiche.id.as_str(), &fiche.titre))
        .collect()
}

/// Returns the years of a plan: those of its period and those that its fiches touch or report on.
pub(crate) fn years(plan: &Plan, today: NaiveDate) -> Vec<Suggestion> {
    suggested(all_years(plan, today))
}

/// Returns the years that name a bilan of a plan.
pub(crate) fn bilans(plan: &Plan, today: NaiveDate) -> Vec<Suggestion> {
    let years = all_years(plan, today).into_iter();
    suggested(
        years
            .map(|year| plan.exercices.holding(year).annee)
            .collect(),
    )
}

/// Returns the words of a list, and the one that asks for their lack when there is one.
pub(crate) fn words<M: Mot>(lack: Option<&str>) -> Vec<Suggestion> {
    let words = M::ALL.iter().map(|mot| mot.word()).chain(lack);
    words.filter_map(|word| Suggestion::new(word, "")).collect()
}

/// Returns, of some suggestions, those that a typed text may be the start of, as a filter compares: those that begin so,
/// else those that hold it, else those that are described so. A whole value also finds those that have it for a word:
/// « Lomme », which is one, still leads to « Ville de Lomme ».
pub(crate) fn matching(suggestions: &[Suggestion], typed: &str) -> Vec<Suggestion> {
    let typed = fold(typed);
    let has_it = |suggestion: &Suggestion| fold(&suggestion.value) == typed;
    let word = suggestions.iter().any(has_it).then(|| format!(" {typed}"));
    let begins = |suggestion: &Suggestion| {
        let value = fold(&suggestion.value);
        value.starts_with(&typed) || word.as_ref().is_some_and(|word| value.contains(word))
    };
    let tests: [&dyn Fn(&Suggestion) -> bool; 3] = [
        &begins,
        &|suggestion| fold(&suggestion.value).contains(&typed),
        &|suggestion| fold(&suggestion.about).contains(&typed),
    ];
    let kept = tests.iter().map(|test| {
        let kept = suggestions.iter().filter(|suggestion| test(suggestion));
        kept.cloned().collect::<Vec<_>>()
    });
    kept.into_iter()
        .find(|kept| !kept.is_empty())
        .unwrap_or_default()
}

/// Returns the years of a plan.
fn all_years(plan: &Plan, today: NaiveDate) -> BTreeSet<i32> {
    let periode = plan.strategie.periode.as_deref();
    let own = periode
        .map(|periode| periode.first_year()..=periode.last_year().unwrap_or(today.year()))
        .into_iter()
        .flatten();
    let fiches = plan.fiches().iter();
    let touched = fiches.clone().flat_map(|fiche| years_of(fiche, today));
    let pages = plan.pages.iter().map(|page| *page.annee);
    own.chain(touched).chain(pages).collect()
}

/// Returns years as suggestions.
fn suggested(years: BTreeSet<i32>) -> Vec<Suggestion> {
    let years = years.into_iter();
    years
        .filter_map(|year| Suggestion::new(&year.to_string(), ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;
    use crate::model::dates::year_end;

    /// Returns the values alone.
    fn bare(suggestions: &[Suggestion]) -> Vec<&str> {
        let values = suggestions.iter();
        values.map(|suggestion| suggestion.value.as_str()).collect()
    }

    /// Returns suggestions, from values and what they are.
    fn all(values: &[(&str, &str)]) -> Vec<Suggestion> {
        let values = values.iter();
        values
            .filter_map(|(value, about)| Suggestion::new(value, about))
            .collect()
    }

    #[test]
    fn a_typed_text_is_compared_as_a_filter_does() {
        let names = all(&[("Ville de Lomme", ""), ("École", ""), ("Lommelet", "")]);
        assert_eq!(bare(&matching(&names, "ecole")), ["École"]);
        assert_eq!(bare(&matching(&names, "VILLE-DE")), ["Ville de Lomme"]);
        assert_eq!(bare(&matching(&names, "lomme")), ["Lommelet"]);
        let whole = all(&[("Ville de Lomme", ""), ("Lomme", ""), ("Gommelomme", "")]);
        assert_eq!(bare(&matching(&whole, "lom")), ["Lomme"]);
        assert_eq!(
            bare(&matching(&whole, "lomme")),
            ["Ville de Lomme", "Lomme"]
        );
        assert_eq!(bare(&matching(&names, "de lomme")), ["Ville de Lomme"]);
        assert_eq!(matching(&names, "").len(), 3);
        assert_eq!(matching(&names, "x").len(), 0);
    }

    #[test]
    fn words_of_the_description_find_a_value_that_nothing_else_finds() {
        let codes = all(&[("4.1", "Prévention"), ("4.2", "Réparation")]);
        assert_eq!(bare(&matching(&codes, "prev")), ["4.1"]);
        assert_eq!(bare(&matching(&codes, "4")), ["4.1", "4.2"]);
    }

    #[test]
    fn what_could_command_a_screen_is_not_suggested() {
        assert_eq!(Suggestion::new("a\u{1b}[31m", ""), None);
        assert_eq!(Suggestion::new("a\u{202e}b", ""), None);
        assert_eq!(Suggestion::new("a\u{200b}b", ""), None);
        assert_eq!(Suggestion::new(" \n ", ""), None);
        let value = Suggestion::new("deux\n lignes\u{a0}!", "x\u{1b}\ny").unwrap();
        assert_eq!(value.value, "deux lignes !");
        assert_eq!(value.about, "x\\u{1b} y");
    }

    #[test]
    fn the_values_of_a_plan_come_once_and_none_is_an_option() {
        let tree =
            "niveaux = [\"Enjeu\"]\nperiode = \"2016/2018\"\n[arborescence]\n\"1\" = \"Un\"\n";
        let fiches = [(
            "a",
            "titre = \"T\"\nobjectif = \"1\"\npilotes = [\"-x\", \"Été\", \"ete\"]\n[calendrier.e]\nquand = \"2020\"\n",
        )];
        let plan = plan(tree, &fiches);
        let pilotes = values(&plan, &Condition::Pilote(Vec::new()));
        assert_eq!(bare(&pilotes), ["Été"]);
        let enjeux = values(&plan, &Condition::Enjeu(Vec::new()));
        assert_eq!(enjeux, all(&[("1", "Un")]));
        assert_eq!(super::fiches(&plan), all(&[("a", "T")]));
        let years = years(&plan, year_end(2017));
        assert_eq!(bare(&years), ["2016", "2017", "2018", "2020"]);
    }
}
