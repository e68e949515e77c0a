//! Values of the format: how each type is read from TOML, and how a value of another type is spoken of in French.

use std::borrow::Cow;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::cure;
use super::date_words;
use super::faults::{
    BARRE_INVERSE, DATE_FRANCAISE, DATE_IMPOSSIBLE, INTERVALLE_INVERSE, MOT_INCONNU,
    VALEUR_IMPOSSIBLE,
};
use super::found::{Faults, Spot};
use super::keys::{Key, Kind};
use super::synonyms;
use super::wrong_type::report_wrong_type;
use crate::model::cout::Montant;
use crate::model::dates::{DateError, Intervalle, Periode};
use crate::model::ids::Code;
use crate::model::mot::Mot;
use crate::text::limits::YEARS;
use crate::text::nearest::quoted_or;
use crate::text::texte::Texte;

/// A type that a key may take.
pub(super) trait Value: Sized {
    /// Reads a value; reports it and returns nothing when it cannot be read. A blank text is nothing, silently.
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self>;
}

impl Value for Texte {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let words = words(faults, key, value)?;
        // However the file ends its lines, a text ends them one way.
        Some(match faults.has_return {
            true => words.replace("\r\n", "\n").into(),
            false => faults.texte(words),
        })
    }
}

/// Reads the words of a text, without the blanks around them.
fn words<'a>(faults: &Faults<'_>, key: &Key, value: &'a Spot<'_>) -> Option<&'a str> {
    match value.get_ref() {
        DeValue::String(text) => {
            let words = text.trim();
            (!words.is_empty() && hides_no_character(faults, key, value, text)).then_some(words)
        }
        other => {
            report_wrong_type(faults, key, value, other);
            None
        }
    }
}

/// Returns whether a text holds no character that a lone backslash made; reports it otherwise: `"S:\nouveau"`.
fn hides_no_character(faults: &Faults<'_>, key: &Key, value: &Spot<'_>, text: &str) -> bool {
    let raw = faults.raw(value.span());
    if !faults.has_backslash || !raw.contains('\\') {
        return true;
    }
    let on_one_line = raw.starts_with('"') && !raw.starts_with("\"\"\"");
    let lines = matches!(key.kind, Kind::LongText | Kind::Headings) || !on_one_line;
    let made = |next: char| next.is_control() && !(lines && matches!(next, '\n' | '\t' | '\r'));
    // A tab that the line itself holds was made by nothing.
    let count = |words: &str| words.chars().filter(|next| made(*next)).count();
    let hides = count(text) > count(raw);
    if hides {
        let message = "barre oblique inverse \\ seule dans un texte";
        let inner = raw.trim_matches('"');
        let help = if inner.contains('\'') || !on_one_line {
            "doubler chaque barre : \\\\".to_owned()
        } else {
            let name = matches!(key.kind, Kind::Text).then_some(key.name);
            cure::write_instead(name, &format!("'{inner}'"))
        };
        faults.report(&BARRE_INVERSE, value.span(), message.to_owned(), help);
    }
    !hides
}

impl Value for bool {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        if let DeValue::Boolean(boolean) = value.get_ref() {
            return Some(*boolean);
        }
        report_wrong_type(faults, key, value, value.get_ref());
        None
    }
}

impl Value for i64 {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let DeValue::Integer(integer) = value.get_ref() else {
            report_wrong_type(faults, key, value, value.get_ref());
            return None;
        };
        let number = (integer.radix() == 10)
            .then(|| integer.as_str().replace('_', "").parse().ok())
            .flatten();
        number
            .filter(|&number| number >= 0)
            .or_else(|| impossible(faults, key, value, "un nombre entier à partir de 0"))
    }
}

impl Value for i32 {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let DeValue::Integer(integer) = value.get_ref() else {
            report_wrong_type(faults, key, value, value.get_ref());
            return None;
        };
        let year = (integer.radix() == 10)
            .then(|| year(integer.as_str()))
            .flatten();
        year.or_else(|| {
            impossible(
                faults,
                key,
                value,
                "une année à quatre chiffres, de 1900 à 2200",
            )
        })
    }
}

impl Value for f64 {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            other => {
                report_wrong_type(faults, key, value, other);
                return None;
            }
        };
        // Beyond 2^53 a number no longer counts one by one, and no town has such a figure.
        let number = text
            .replace('_', "")
            .parse::<f64>()
            .ok()
            .filter(|number| number.abs() <= 9e15);
        number.or_else(|| impossible(faults, key, value, "un nombre ordinaire"))
    }
}

impl Value for Montant {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let amount = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => Montant::parse(integer.as_str()),
            DeValue::Integer(_) => None,
            DeValue::Float(float) => Montant::parse(float.as_str()),
            other => {
                report_wrong_type(faults, key, value, other);
                return None;
            }
        };
        amount.or_else(|| {
            impossible(
                faults,
                key,
                value,
                "un montant en euros, sans point entre les milliers, avec deux décimales au plus",
            )
        })
    }
}

impl Value for NaiveDate {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        if !matches!(value.get_ref(), DeValue::Datetime(_)) {
            report_wrong_type(faults, key, value, value.get_ref());
            return None;
        }
        day(value.get_ref()).or_else(|| impossible(faults, key, value, "un jour, sans heure"))
    }
}

impl Value for Intervalle {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = date_text(faults, key, value)?;
        Intervalle::of(faults.texte(&text))
            .map_err(|error| report_date(faults, key, value, (&text, error)))
            .ok()
    }
}

impl Value for Periode {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = date_text(faults, key, value)?;
        Periode::of(faults.texte(&text))
            .map_err(|error| report_date(faults, key, value, (&text, error)))
            .ok()
    }
}

impl Value for Code {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = words(faults, key, value)?;
        Code::of(faults.texte(text))
            .map_err(|expected| impossible::<Self>(faults, key, value, expected))
            .ok()
    }
}

impl<M: Mot> Value for M {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        word(faults, key, || format!("« {} »", key.name), value)
    }
}

/// Reads a word of a closed list; `subject` is what does not know another word.
pub(super) fn word<M: Mot>(
    faults: &Faults<'_>,
    key: &Key,
    subject: impl FnOnce() -> String,
    value: &Spot<'_>,
) -> Option<M> {
    let text = words(faults, key, value)?;
    let mot = M::parse(text);
    if mot.is_none() {
        let (guess, words) = synonyms::word_of::<M>(text);
        let help = match guess {
            Some(word) => format!(
                "vouliez-vous dire « {word} » ? les mots possibles sont {}",
                quoted_or(&words)
            ),
            None if key.name == "nature" && cure::number(text).is_some() => format!(
                "écrire {} ; un montant s'écrit dans « lignes »",
                quoted_or(&words)
            ),
            None => format!("écrire {}", quoted_or(&words)),
        };
        faults.report(
            &MOT_INCONNU,
            value.span(),
            format!(
                "{} ne connaît pas le mot « {} »",
                subject(),
                cure::shown(text)
            ),
            help,
        );
    }
    mot
}

/// The last day of a period that is written as a year, a month or a day.
pub(super) struct End(pub(super) NaiveDate);

impl Value for End {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        Intervalle::read(faults, key, value).map(|span| Self(span.fin()))
    }
}

/// Reads a year written with four digits.
pub(super) fn year(text: &str) -> Option<i32> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| YEARS.contains(year))
}

/// Returns the text of a date, which may also be a bare year or a TOML day.
fn date_text<'a>(faults: &Faults<'_>, key: &Key, value: &'a Spot<'_>) -> Option<Cow<'a, str>> {
    match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 && year(integer.as_str()).is_some() => {
            Some(integer.as_str().into())
        }
        DeValue::Datetime(_) if day(value.get_ref()).is_some() => {
            day(value.get_ref()).map(|day| day.to_string().into())
        }
        _ => words(faults, key, value).map(Cow::Borrowed),
    }
}

/// Returns the day of a TOML date; nothing when it has a time, which no key of the format takes.
fn day(value: &DeValue<'_>) -> Option<NaiveDate> {
    let DeValue::Datetime(datetime) = value else {
        return None;
    };
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )
    .filter(|date| YEARS.contains(&chrono::Datelike::year(date)))
}

/// Returns the help on how a key's dates are written.
pub(super) fn date_help(key: &Key) -> String {
    let forms = match key.kind {
        Kind::Period => {
            "écrire \"2017\", \"2017/2020\", ou \"2017/\" quand aucune fin n'est imprimée"
        }
        _ => {
            "écrire \"2017\", \"2017-12\", \"2017-12-05\", ou un intervalle comme \"2017-09/2018-06\""
        }
    };
    forms.to_owned()
}

/// Returns the help on words that are no date: where they go, when the key has a place for them.
pub(super) fn no_date_help(key: &Key, name: Option<&str>, words: &str) -> String {
    match (
        key.kind,
        date_words::only_year(words).filter(|_| name.is_some()),
    ) {
        (Kind::Occurrences, Some(year)) if words.len() < LONGEST_PRINTED => {
            let words = cure::quoted(words);
            format!("écrire quand = \"{year}\" et, sur la ligne suivante, imprime = {words}")
        }
        (Kind::Occurrences, _) => format!(
            "{} ; les mots du document vont dans « imprime »",
            date_help(key)
        ),
        _ => date_help(key),
    }
}

/// The longest words, in bytes, that a help proposes to keep beside a date.
const LONGEST_PRINTED: usize = 100;

/// Reports a text that is no date.
fn report_date(faults: &Faults<'_>, key: &Key, value: &Spot<'_>, (text, error): (&str, DateError)) {
    let shown = cure::shown(text);
    // An item of a list has no name of its own.
    let name = faults.name_before(value.span());
    let guess =
        cure::written(key.kind, text, name.is_none()).map(|date| cure::write_instead(name, &date));
    let (card, message, help) = match error {
        DateError::Form if date_words::is_french_day(text) => (
            &DATE_FRANCAISE,
            format!("date écrite jour/mois/année : {shown}"),
            guess,
        ),
        DateError::Form => (
            &DATE_IMPOSSIBLE,
            format!("« {} » attend une date, et non « {shown} »", key.name),
            guess.or_else(|| Some(no_date_help(key, name, text))),
        ),
        DateError::Impossible => (
            &DATE_IMPOSSIBLE,
            format!("la date « {shown} » n'existe pas"),
            Some(
                "corriger le mois, de 01 à 12, ou le jour ; une date s'écrit année-mois-jour"
                    .to_owned(),
            ),
        ),
        DateError::OutOfRange => (
            &VALEUR_IMPOSSIBLE,
            format!("« {shown} » est hors des années 1900 à 2200"),
            Some("corriger l'année".to_owned()),
        ),
        DateError::Backwards => {
            let (first, last) = text.split_once('/').unwrap_or((text, text));
            (
                &INTERVALLE_INVERSE,
                format!("« {shown} » finit avant de commencer"),
                Some(cure::write_instead(
                    name,
                    &format!("\"{}/{}\"", last.trim(), first.trim()),
                )),
            )
        }
    };
    let help = help.unwrap_or_else(|| date_help(key));
    faults.report(card, value.span(), message, help);
}

/// Reports a value out of what its key admits.
fn impossible<T>(faults: &Faults<'_>, key: &Key, value: &Spot<'_>, expected: &str) -> Option<T> {
    let message = format!(
        "« {} » ne peut pas valoir {}",
        key.name,
        cure::shown(faults.raw(value.span()))
    );
    let words = faults.raw(value.span()).trim_matches(['"', '\'']);
    let name = faults.name_before(value.span());
    let guess = match key.kind {
        Kind::Code => {
            cure::written(key.kind, words, true).filter(|code| code.trim_matches('"') != words)
        }
        Kind::Amount => cure::without_thousands(words),
        _ => None,
    };
    let help = match guess {
        Some(value) => cure::write_instead(name, &value),
        None if matches!(key.kind, Kind::Code) => format!(
            "écrire le code que l'objectif porte dans [arborescence] de strategie.toml, par exemple : {}",
            key.example
        ),
        None if expected.contains("par exemple") => format!("écrire {expected}"),
        None => format!("écrire {expected}, par exemple : {}", key.example),
    };
    faults.report(&VALEUR_IMPOSSIBLE, value.span(), message, help);
    None
}
