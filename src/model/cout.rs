//! What an action costs: what the document says of it, and lines of figures in cents.

use super::exercice::Exercice;
use super::mot::Mot;
use crate::text::limits::LARGEST_AMOUNT;
use crate::text::located::Located;
use crate::text::source::At;
use crate::text::texte::Texte;

/// An amount of money, in whole cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Montant(i64);

impl Montant {
    /// Reads a plain number of euros (`4500`, `4380.50`); nothing when it is finer than a cent or out of range.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.replace('_', "");
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(&text)),
        };
        let (euros, cents) = digits.split_once('.').unwrap_or((digits, "0"));
        if !(euros.bytes().chain(cents.bytes())).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Three decimals are refused even when the last is a zero: « 4.500 » is the French for 4500.
        let cents = match cents.len() {
            1 => cents.parse::<i64>().ok()? * 10,
            2 => cents.parse::<i64>().ok()?,
            _ => return None,
        };
        let total = euros
            .parse::<i64>()
            .ok()?
            .checked_mul(100)?
            .checked_add(cents)?;
        (total <= LARGEST_AMOUNT).then_some(Self(sign * total))
    }

    /// Returns the largest amount that a line may state, in euros.
    pub(crate) fn largest_euros() -> i64 {
        LARGEST_AMOUNT / 100
    }

    /// Returns the amount in cents.
    pub(crate) fn cents(self) -> i64 {
        self.0
    }

    /// Returns the amount in euros, whole or with two decimals after a point of one's choice, and nothing between thousands.
    pub(crate) fn decimal(self, point: char) -> String {
        let (sign, cents) = (if self.0 < 0 { "-" } else { "" }, self.0.abs());
        if cents % 100 == 0 {
            format!("{sign}{}", cents / 100)
        } else {
            format!("{sign}{}{point}{:02}", cents / 100, cents % 100)
        }
    }
}

impl std::iter::Sum for Montant {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |total, amount| total.saturating_add(amount.0)))
    }
}

/// What the document says of the costs. « Not defined » is never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NatureCout {
    /// The document defines none.
    NonDefini,
    /// They vary.
    Variable,
    /// There are none.
    Nul,
}

impl Mot for NatureCout {
    const ALL: &'static [Self] = &[Self::NonDefini, Self::Variable, Self::Nul];

    fn word(self) -> &'static str {
        match self {
            Self::NonDefini => "non-defini",
            Self::Variable => "variable",
            Self::Nul => "nul",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::NonDefini => "non défini",
            Self::Variable => "variable",
            Self::Nul => "nul",
        }
    }
}

/// What kind of spending a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeCout {
    /// Running costs.
    Fonctionnement,
    /// Capital costs.
    Investissement,
}

impl Mot for TypeCout {
    const ALL: &'static [Self] = &[Self::Fonctionnement, Self::Investissement];

    fn word(self) -> &'static str {
        match self {
            Self::Fonctionnement => "fonctionnement",
            Self::Investissement => "investissement",
        }
    }

    fn label(self) -> &'static str {
        self.word()
    }
}

/// A line of costs.
#[derive(Debug)]
pub(crate) struct LigneCout {
    /// The whole line.
    pub(crate) at: At,
    /// The year.
    pub(crate) annee: Option<Located<i32>>,
    /// What it pays for.
    pub(crate) objet: Option<Located<Texte>>,
    /// What kind of spending it is.
    pub(crate) genre: Option<Located<TypeCout>>,
    /// Who pays.
    pub(crate) financeur: Option<Located<Texte>>,
    /// What was planned.
    pub(crate) prevu: Option<Located<Montant>>,
    /// What was spent.
    pub(crate) realise: Option<Located<Montant>>,
}

/// The costs of a fiche.
#[derive(Debug, Default)]
pub(crate) struct Couts {
    /// What the document says of them.
    pub(crate) nature: Option<Located<NatureCout>>,
    /// The document's words, or any other note.
    pub(crate) note: Option<Located<Texte>>,
    /// The figures.
    pub(crate) lignes: Box<[LigneCout]>,
}

impl Couts {
    /// Returns whether nothing at all is said of the costs.
    pub(crate) fn is_empty(&self) -> bool {
        self.nature.is_none() && self.note.is_none() && self.lignes.is_empty()
    }

    /// Returns whether the document says that there are no costs.
    pub(crate) fn are_nil(&self) -> bool {
        self.nature.as_deref() == Some(&NatureCout::Nul)
    }

    /// Returns those who pay, each once, in the order of the lines.
    pub(crate) fn financeurs(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for funder in self
            .lignes
            .iter()
            .filter_map(|line| line.financeur.as_ref())
        {
            if !names.contains(&funder.as_str()) {
                names.push(funder.as_str());
            }
        }
        names
    }

    /// Returns the lines of an exercice.
    pub(crate) fn lines_of(&self, exercice: Exercice) -> impl Iterator<Item = &LigneCout> + Clone {
        self.lignes.iter().filter(move |line| {
            line.annee
                .as_deref()
                .is_some_and(|&annee| exercice.covers(annee))
        })
    }
}

/// Sums of lines: what a line leaves out is counted beside, never added as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct SommeCouts {
    /// What was planned; nothing when no line says.
    pub(crate) prevu: Option<Montant>,
    /// What was spent; nothing when no line says.
    pub(crate) realise: Option<Montant>,
    /// How many lines do not say what was planned.
    pub(crate) sans_prevu: usize,
    /// How many lines do not say what was spent.
    pub(crate) sans_realise: usize,
}

impl SommeCouts {
    /// Adds lines up.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a LigneCout> + Clone) -> Self {
        let (prevu, sans_prevu) = add_up(lines.clone().map(|line| line.prevu.as_deref()));
        let (realise, sans_realise) = add_up(lines.map(|line| line.realise.as_deref()));
        Self {
            prevu,
            realise,
            sans_prevu,
            sans_realise,
        }
    }
}

/// Adds the amounts that are said, and counts those that are not.
fn add_up<'a>(amounts: impl Iterator<Item = Option<&'a Montant>>) -> (Option<Montant>, usize) {
    let (said, unsaid): (Vec<_>, Vec<_>) = amounts.partition(Option::is_some);
    let sum = (!said.is_empty()).then(|| said.into_iter().flatten().copied().sum());
    (sum, unsaid.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_to_the_cent() {
        for (text, cents) in [
            ("4500", 450_000),
            ("4380.50", 438_050),
            ("4380.5", 438_050),
            ("0.07", 7),
            ("-3.10", -310),
            ("4_500", 450_000),
        ] {
            assert_eq!(
                Montant::parse(text).map(Montant::cents),
                Some(cents),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_finer_than_a_cent_or_not_a_plain_number_is_refused() {
        for text in [
            "1.005",
            "4.500",
            "12.300",
            "1.-5",
            "1e3",
            "inf",
            "nan",
            "",
            ".",
            "99999999999999999999",
            "1000000000001",
        ] {
            assert_eq!(Montant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_of_nothing_is_nothing() {
        assert_eq!(SommeCouts::of([].iter()), SommeCouts::default());
    }
}
