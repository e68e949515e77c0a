//! What a cell of a table holds, before any format: people, programs and spreadsheets each read it their own way.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::document::{Text, Tone};
use super::french;
use crate::model::cout::Montant;
use crate::model::etat::Etat;
use crate::model::mot::Mot;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// What separates several texts in one cell.
const BETWEEN: &str = " ; ";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    /// Nothing: a dash for people.
    Absent,
    /// Nobody said what the form asks for: « non renseigné » for people.
    Unsaid,
    /// A text of the plan.
    Text(Cow<'a, str>),
    /// Texts of the plan.
    Texts(Vec<Cow<'a, str>>),
    /// A word of a closed list: its canonical form, and how people read it.
    Word(&'static str, Text),
    /// What people read, with its tone.
    Said(Text),
    /// A count.
    Count(usize),
    /// A year.
    Year(i32),
    /// Years, in order.
    Years(Vec<i32>),
    /// A figure.
    Number(f64),
    /// An amount, in euros.
    Amount(Montant),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Value<'a> {
    /// Returns a text, when there is one.
    pub(crate) fn text(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Absent, |text| Self::Text(text.into()))
    }

    /// Returns a text of the plan, when there is one.
    pub(crate) fn located(text: Option<&'a Located<Texte>>) -> Self {
        Self::text(text.map(|text| text.as_str()))
    }

    /// Returns texts, when there are any.
    pub(crate) fn texts(texts: impl IntoIterator<Item = impl Into<Cow<'a, str>>>) -> Self {
        let texts: Vec<Cow<'a, str>> = texts.into_iter().map(Into::into).collect();
        if texts.is_empty() {
            Self::Absent
        } else {
            Self::Texts(texts)
        }
    }

    /// Returns a word, when there is one.
    pub(crate) fn word<M: Mot>(word: Option<M>) -> Self {
        word.map_or(Self::Absent, |word| {
            Self::Word(word.word(), word.label().into())
        })
    }

    /// Returns a state, when there is one.
    pub(crate) fn etat(etat: Option<Etat>) -> Self {
        etat.map_or(Self::Absent, |etat| {
            Self::Word(etat.word(), Text::etat(Some(etat)))
        })
    }

    /// Returns an amount, when there is one.
    pub(crate) fn amount(amount: Option<Montant>) -> Self {
        amount.map_or(Self::Absent, Self::Amount)
    }

    /// Returns a day, when there is one.
    pub(crate) fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Absent, Self::Date)
    }

    /// Returns years, when there are any.
    pub(crate) fn years(years: Vec<i32>) -> Self {
        if years.is_empty() {
            Self::Absent
        } else {
            Self::Years(years)
        }
    }

    /// Returns it as people read it.
    pub(crate) fn shown(&self) -> Text {
        match self {
            Self::Absent => Text::new("–", Tone::Faint),
            Self::Unsaid => Text::absent(),
            Self::Text(text) => text.as_ref().into(),
            Self::Texts(texts) => texts.join(BETWEEN).into(),
            Self::Word(_, text) | Self::Said(text) => text.clone(),
            Self::Count(number) => french::grouped(&number.to_string()).into(),
            Self::Year(year) => year.to_string().into(),
            Self::Years(years) => super::views::words::years(years).into(),
            Self::Number(number) => french::number(*number).into(),
            Self::Amount(amount) => french::amount(*amount).into(),
            Self::Date(date) => french::date(*date).into(),
            Self::Flag(flag) => yes_or_no(*flag).into(),
        }
    }

    /// Returns it as programs read it: ISO dates, plain numbers, canonical words; nothing when nobody said it.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Word(word, _) => Cow::Borrowed(word),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Amount(amount) => Cow::Owned(amount.decimal('.')),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            other => other.words(),
        }
    }

    /// Returns it as a French spreadsheet reads it: a decimal comma, no spaces in numbers, JJ/MM/AAAA.
    pub(crate) fn french(&self) -> Cow<'_, str> {
        match self {
            Self::Word(_, text) => Cow::Borrowed(words_alone(&text.words)),
            Self::Number(number) => Cow::Owned(number.to_string().replace('.', ",")),
            Self::Amount(amount) => Cow::Owned(amount.decimal(',')),
            Self::Date(date) => Cow::Owned(french::date(*date)),
            Self::Flag(flag) => Cow::Borrowed(yes_or_no(*flag)),
            other => other.words(),
        }
    }

    /// Returns whether it is a text, which a spreadsheet must not take for anything else.
    pub(crate) fn is_text(&self) -> bool {
        matches!(
            self,
            Self::Text(_) | Self::Texts(_) | Self::Said(_) | Self::Word(..)
        )
    }

    /// Returns what is written the same way for programs and for spreadsheets.
    fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Texts(texts) => Cow::Owned(texts.join(BETWEEN)),
            Self::Said(text) => Cow::Borrowed(&text.words),
            Self::Count(number) => Cow::Owned(number.to_string()),
            Self::Year(year) => Cow::Owned(year.to_string()),
            Self::Years(years) => {
                let years: Vec<String> = years.iter().map(i32::to_string).collect();
                Cow::Owned(years.join(BETWEEN))
            }
            Self::Absent
            | Self::Unsaid
            | Self::Word(..)
            | Self::Number(_)
            | Self::Amount(_)
            | Self::Date(_)
            | Self::Flag(_) => Cow::Borrowed(""),
        }
    }
}

/// Returns a label without the sign before it, which only a screen needs.
fn words_alone(label: &str) -> &str {
    match label.split_once(french::NO_BREAK) {
        Some((sign, words))
            if sign.chars().count() == 1 && !sign.chars().all(char::is_alphanumeric) =>
        {
            words
        }
        _ => label,
    }
}

/// Returns « oui » or « non ».
fn yes_or_no(flag: bool) -> &'static str {
    if flag { "oui" } else { "non" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_has_its_own_writing() {
        let amount = Value::Amount(Montant::parse("-1234567.5").unwrap());
        assert_eq!(
            amount.shown().words.replace(french::NO_BREAK, " "),
            "−1 234 567,50 €"
        );
        assert_eq!(
            [amount.plain(), amount.french()],
            ["-1234567.50", "-1234567,50"]
        );
        let date = Value::Date("2017-12-05".parse().unwrap());
        assert_eq!([date.plain(), date.french()], ["2017-12-05", "05/12/2017"]);
        let etat = Value::etat(Some(Etat::EnCours));
        assert_eq!([etat.plain(), etat.french()], ["en-cours", "en cours"]);
        assert_eq!(Value::Number(0.5).french(), "0,5");
        assert_eq!(
            [Value::Flag(true).plain(), Value::Flag(true).french()],
            ["true", "oui"]
        );
        assert_eq!(Value::years(vec![2017, 2018]).plain(), "2017 ; 2018");
        assert_eq!(Value::years(vec![2017, 2018]).shown().words, "2017-2018");
    }

    #[test]
    fn what_nobody_said_is_an_empty_cell_and_a_dash_for_people() {
        assert_eq!([Value::Absent.plain(), Value::Absent.french()], ["", ""]);
        assert_eq!(Value::Absent.shown().words, "–");
        assert_eq!(Value::texts(Vec::<String>::new()), Value::Absent);
    }
}
