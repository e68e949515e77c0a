//! Values of the format: how each type is read from TOML, and how a value of another type is spoken of in French.

use chrono::NaiveDate;
use toml::de::DeValue;

use super::faults::{DATE_IMPOSSIBLE, INTERVALLE_INVERSE, MOT_INCONNU, VALEUR_IMPOSSIBLE};
use super::keys::{Key, Kind};
use super::reader::{Faults, Spot, report_wrong_type};
use crate::model::cout::Montant;
use crate::model::dates::{DateError, Intervalle, Periode};
use crate::model::ids::Code;
use crate::model::mot::Mot;
use crate::text::nearest::{nearest, quoted_or};

/// The years that a plan may speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A type that a key may take.
pub(super) trait Value: Sized {
    /// Reads a value; reports it and returns nothing when it cannot be read. A blank text is nothing, silently.
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self>;
}

impl Value for String {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => None,
            DeValue::String(text) => Some(text.trim().to_owned()),
            other => {
                report_wrong_type(faults, key, value, other);
                None
            }
        }
    }
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
                "un montant en euros, avec deux décimales au plus",
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
        Intervalle::parse(&text)
            .map_err(|error| report_date(faults, key, value, (&text, error)))
            .ok()
    }
}

impl Value for Periode {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = date_text(faults, key, value)?;
        Periode::parse(&text)
            .map_err(|error| report_date(faults, key, value, (&text, error)))
            .ok()
    }
}

impl Value for Code {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = String::read(faults, key, value)?;
        Code::parse(&text)
            .map_err(|expected| impossible::<Self>(faults, key, value, expected))
            .ok()
    }
}

impl<M: Mot> Value for M {
    fn read(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        let text = String::read(faults, key, value)?;
        let mot = M::parse(&text);
        if mot.is_none() {
            let words = M::words();
            let help = match nearest(&text, words.iter().copied()).first() {
                Some(word) => format!(
                    "vouliez-vous dire « {word} » ? les mots possibles sont {}",
                    quoted_or(&words)
                ),
                None => format!("écrire {}", quoted_or(&words)),
            };
            faults.report(
                &MOT_INCONNU,
                value.span(),
                format!("« {} » ne connaît pas le mot « {text} »", key.name),
                help,
            );
        }
        mot
    }
}

/// Whether something is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Diffusion {
    /// Anyone may read it.
    Publique,
    /// It is kept out of the published bilan.
    Interne,
}

impl Mot for Diffusion {
    const ALL: &'static [Self] = &[Self::Publique, Self::Interne];

    fn word(self) -> &'static str {
        match self {
            Self::Publique => "publique",
            Self::Interne => "interne",
        }
    }

    fn label(self) -> &'static str {
        self.word()
    }
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
fn date_text(faults: &Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::Integer(integer) if year(integer.as_str()).is_some() => {
            Some(integer.as_str().to_owned())
        }
        DeValue::Datetime(_) if day(value.get_ref()).is_some() => {
            day(value.get_ref()).map(|day| day.to_string())
        }
        _ => String::read(faults, key, value),
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

/// Reports a text that is no date.
fn report_date(faults: &Faults<'_>, key: &Key, value: &Spot<'_>, (text, error): (&str, DateError)) {
    let (card, message) = match error {
        DateError::Form => (
            &DATE_IMPOSSIBLE,
            format!("« {} » attend une date, et non « {text} »", key.name),
        ),
        DateError::Impossible => (&DATE_IMPOSSIBLE, format!("la date « {text} » n'existe pas")),
        DateError::Backwards => (
            &INTERVALLE_INVERSE,
            format!("« {text} » finit avant de commencer"),
        ),
    };
    let help = match error {
        DateError::Backwards => {
            let (first, last) = text.split_once('/').unwrap_or((text, text));
            format!("écrire {} = \"{}/{}\"", key.name, last.trim(), first.trim())
        }
        _ => "écrire \"2017\", \"2017-12\", \"2017-12-05\", ou un intervalle comme \"2017-09/2018-06\"".to_owned(),
    };
    faults.report(card, value.span(), message, help);
}

/// Reports a value out of what its key admits.
fn impossible<T>(faults: &Faults<'_>, key: &Key, value: &Spot<'_>, expected: &str) -> Option<T> {
    let message = format!(
        "« {} » ne peut pas valoir {}",
        key.name,
        faults.raw(value.span())
    );
    faults.report(
        &VALEUR_IMPOSSIBLE,
        value.span(),
        message,
        format!("écrire {expected}, par exemple : {}", key.example),
    );
    None
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
        Kind::Tables(_) => "une rubrique qui se répète",
        Kind::Named(_) => "une rubrique par nom",
        Kind::ByYear(_) => "une rubrique par année",
        Kind::Nodes(_) | Kind::Glossary | Kind::Severities | Kind::Headings => {
            "une rubrique de textes entre guillemets"
        }
        Kind::Points(_) => "l'état de chaque étape, un texte entre guillemets",
    }
}

/// Returns what a value is, in French.
pub(super) fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "un texte",
        DeValue::Integer(_) | DeValue::Float(_) => "un nombre",
        DeValue::Boolean(_) => "true ou false",
        DeValue::Datetime(_) => "une date",
        DeValue::Array(_) => "une liste",
        DeValue::Table(_) => "une rubrique",
    }
}

/// Returns the line that says the same value in the type that the key takes, where it can be guessed.
pub(super) fn rewritten(key: &Key, raw: &str, value: &DeValue<'_>) -> Option<String> {
    let name = key.name;
    let scalar = !matches!(
        value,
        DeValue::Array(_) | DeValue::Table(_) | DeValue::String(_)
    );
    match (key.kind, value) {
        (
            Kind::Text
            | Kind::LongText
            | Kind::Code
            | Kind::Occurrences
            | Kind::Interval
            | Kind::Period,
            _,
        ) if scalar => Some(format!("{name} = \"{raw}\"")),
        (Kind::Word(words), _) => Some(format!("entre guillemets {}", quoted_or(&words()))),
        (Kind::Texts | Kind::Participants(_), DeValue::String(_)) => {
            Some(format!("{name} = [{raw}]"))
        }
        (Kind::Texts | Kind::Participants(_), _) if scalar => Some(format!("{name} = [\"{raw}\"]")),
        (
            Kind::Number | Kind::Amount | Kind::Year | Kind::Count | Kind::Format,
            DeValue::String(text),
        ) => {
            let number: String = text
                .replace(',', ".")
                .chars()
                .filter(|character| !character.is_whitespace())
                .collect();
            let number = number.trim_end_matches('€');
            number
                .parse::<f64>()
                .ok()
                .map(|_| format!("{name} = {number}"))
        }
        (Kind::Date, DeValue::String(text)) => {
            let iso = Intervalle::parse(text)
                .ok()
                .filter(|span| span.texte().len() == 10)?;
            Some(format!("{name} = {}", iso.texte()))
        }
        (Kind::Boolean, DeValue::String(text)) => match crate::text::fold::fold(text).as_str() {
            "oui" | "true" | "vrai" => Some(format!("{name} = true")),
            "non" | "false" | "faux" => Some(format!("{name} = false")),
            _ => None,
        },
        _ => None,
    }
}
