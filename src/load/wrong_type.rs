//! A value of another type than its key takes: what was expected, what is there, what to write.

use super::tree::Node;

use super::cure;
use super::date_words;
use super::faults::{DATE_FRANCAISE, TYPE_INATTENDU};
use super::found::{Faults, Spot};
use super::keys::{Key, Kind};

/// Reports a value of another type than its key takes, or than an item of its list is.
pub(super) fn report_wrong_type(
    faults: &Faults<'_>,
    key: &Key,
    value: &Spot<'_>,
    found: &Node<'_>,
) {
    let is_list = matches!(key.kind, Kind::Texts | Kind::Participants(_) | Kind::Counts);
    let name = (!is_list).then_some(key.name);
    wrong_type(faults, key, value, (expected_item(key.kind), found, name));
}

/// Reports a value that is no list, where its key takes one.
pub(super) fn report_no_list(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) {
    let what = (expected(key.kind), value.get_ref(), Some(key.name));
    wrong_type(faults, key, value, what);
}

/// Reports a value of another type: what was expected, what is there, and the name to write again, if any.
fn wrong_type(
    faults: &Faults<'_>,
    key: &Key,
    value: &Spot<'_>,
    (expected, found, name): (&str, &Node<'_>, Option<&str>),
) {
    let words = match found {
        Node::String(text) => text.trim(),
        Node::Array(items) => only_text(items),
        Node::Table(_) => "",
        _ => faults.raw(value.span()),
    };
    if matches!(key.kind, Kind::Date)
        && date_words::is_french_day(words)
        && date_words::day(words).is_some()
    {
        let message = format!("date écrite jour/mois/année : {words}");
        return faults.report(
            &DATE_FRANCAISE,
            value.span(),
            message,
            cure::help(key, name, words),
        );
    }
    // « valeurs.2017 »: what to write again is the name as the author wrote it.
    let name = name.map(|name| faults.name_before(value.span()).unwrap_or(name));
    let message = match name {
        Some(name) if cure::is_yearless(key, name) => cure::no_year(key),
        _ => format!(
            "« {} » attend {expected}, et non {}",
            key.name,
            french(key.kind, found)
        ),
    };
    faults.report(
        &TYPE_INATTENDU,
        value.span(),
        message,
        cure::help(key, name, words),
    );
}

/// Returns the text of a list that has no other item.
fn only_text<'a>(items: &'a [Spot<'_>]) -> &'a str {
    match items {
        [item] => item.get_ref().as_str().unwrap_or_default(),
        _ => "",
    }
}

/// Returns what a key takes, in French.
pub(super) fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::LongText | Kind::Word(_) => "un texte entre guillemets",
        Kind::Texts => "une liste de textes entre crochets",
        Kind::Counts => "une liste de nombres entiers entre crochets",
        Kind::Count | Kind::Format => "un nombre entier sans guillemets",
        Kind::Year => "une année sans guillemets",
        Kind::Number | Kind::Values(_) | Kind::Targets => "un nombre sans guillemets",
        Kind::Amount => "un montant en euros, sans guillemets",
        Kind::Boolean => "true ou false, sans guillemets",
        Kind::Date => "un jour sans guillemets",
        Kind::Occurrences | Kind::Interval | Kind::End | Kind::Period => {
            "une date entre guillemets"
        }
        Kind::Code => "un code entre guillemets",
        Kind::Participants(_) => "une liste d'acteurs entre crochets",
        Kind::Table(_) => "une rubrique",
        Kind::Tables(_) => "des rubriques qui se répètent",
        Kind::Named(_) => "une rubrique par nom",
        Kind::ByYear(_) => "une rubrique par année",
        Kind::Nodes(_) | Kind::Glossary | Kind::Severities | Kind::Headings => {
            "une rubrique de textes entre guillemets"
        }
        Kind::Points(_) => "une ligne par étape",
    }
}

/// Returns what an item of a key's list is, in French; what the key takes when it takes no list.
fn expected_item(kind: Kind) -> &'static str {
    match kind {
        Kind::Texts | Kind::Participants(_) => "des textes entre guillemets",
        Kind::Counts => "des nombres entiers sans guillemets",
        kind => expected(kind),
    }
}

/// Returns what a value is, in French, where a key takes something else.
fn french(kind: Kind, value: &Node<'_>) -> &'static str {
    match value {
        Node::String(_) => "un texte",
        Node::Float(_)
            if matches!(kind, Kind::Count | Kind::Counts | Kind::Format | Kind::Year) =>
        {
            "un nombre à virgule"
        }
        Node::Integer(_) | Node::Float(_) => "un nombre",
        Node::Boolean(_) => "true ou false",
        Node::Datetime(_) => "une date",
        Node::Array(_) => "une liste",
        Node::Table(_) if matches!(kind, Kind::Tables(_)) => "une seule rubrique",
        Node::Table(_) => "une rubrique",
    }
}
