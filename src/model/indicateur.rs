//! Indicators: figures over the years, where they should go, and what a year's value is worth.

use super::exercice::Exercice;
use super::mot::Mot;
use crate::text::located::Located;

/// Where an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sens {
    /// Up.
    Hausse,
    /// Down.
    Baisse,
    /// Neither.
    Stable,
}

impl Mot for Sens {
    const ALL: &'static [Self] = &[Self::Hausse, Self::Baisse, Self::Stable];

    fn word(self) -> &'static str {
        match self {
            Self::Hausse => "hausse",
            Self::Baisse => "baisse",
            Self::Stable => "stable",
        }
    }

    fn label(self) -> &'static str {
        self.word()
    }
}

/// The value of a year.
#[derive(Debug, Clone)]
pub(crate) struct Valeur {
    /// The year.
    pub(crate) annee: Located<i32>,
    /// The figure.
    pub(crate) valeur: f64,
    /// Whether it is only about right.
    pub(crate) environ: bool,
    /// A note.
    pub(crate) note: Option<Located<String>>,
}

/// An indicator, of a fiche or of the territory.
#[derive(Debug)]
pub(crate) struct Indicateur {
    /// Its key.
    pub(crate) code: Located<String>,
    /// Its name.
    pub(crate) nom: Option<Located<String>>,
    /// What it counts.
    pub(crate) unite: Option<Located<String>>,
    /// Where it should go.
    pub(crate) sens: Option<Located<Sens>>,
    /// Where its figures come from.
    pub(crate) source: Option<Located<String>>,
    /// Its values, by year.
    pub(crate) valeurs: Vec<Valeur>,
    /// Its targets, by year.
    pub(crate) cibles: Vec<(Located<i32>, f64)>,
}

/// How a value compares with what was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tendance {
    /// It goes where it should.
    Favorable,
    /// It goes the other way.
    Defavorable,
    /// It does not move.
    Stable,
    /// Nothing can be said, for this reason.
    NonEvaluable(Motif),
}

/// What an indicator lacks to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motif {
    /// A value for the year.
    Valeur,
    /// An earlier value.
    Anterieur,
    /// Where it should go.
    Sens,
}

/// What an indicator says of an exercice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mesure {
    /// The last earlier value, with its year.
    pub(crate) avant: Option<(i32, f64)>,
    /// The exercice's value: that of its last year that has one.
    pub(crate) valeur: Option<f64>,
    /// Whether that value is only about right.
    pub(crate) environ: bool,
    /// The target, with its year: the exercice's, else the first after it, else the last.
    pub(crate) cible: Option<(i32, f64)>,
    /// The value less the target.
    pub(crate) ecart: Option<f64>,
    /// The part of the way done from the first value to the target: 0 at the first value, 1 at the target.
    pub(crate) progres: Option<f64>,
    /// How the value compares with the last earlier one.
    pub(crate) tendance: Tendance,
}

impl Indicateur {
    /// Measures an exercice.
    pub(crate) fn measure(&self, exercice: Exercice) -> Mesure {
        let value = self
            .valeurs
            .iter()
            .rev()
            .find(|value| exercice.covers(*value.annee));
        let avant = self
            .valeurs
            .iter()
            .rev()
            .find(|value| *value.annee < exercice.debut);
        let avant = avant.map(|value| (*value.annee, value.valeur));
        let reference = self.valeurs.first().map(|value| value.valeur);
        let cible = self.target(exercice);
        let valeur = value.map(|value| value.valeur);
        let ecart = valeur
            .zip(cible)
            .map(|(valeur, (_, cible))| rounded(valeur - cible));
        let progres = match (valeur, reference, cible) {
            (Some(valeur), Some(reference), Some((_, cible))) if cible != reference => {
                Some(rounded((valeur - reference) / (cible - reference)))
            }
            _ => None,
        };
        let sens = self.sens.as_deref().copied().or_else(|| {
            let (reference, (_, cible)) = reference.zip(cible)?;
            Some(if cible > reference {
                Sens::Hausse
            } else if cible < reference {
                Sens::Baisse
            } else {
                Sens::Stable
            })
        });
        let tendance = judge(avant.map(|(_, valeur)| valeur), valeur, sens);
        Mesure {
            avant,
            valeur,
            environ: value.is_some_and(|value| value.environ),
            cible,
            ecart,
            progres,
            tendance,
        }
    }

    /// Returns the target of an exercice, else the first one after it, else the last.
    fn target(&self, exercice: Exercice) -> Option<(i32, f64)> {
        let covering = self
            .cibles
            .iter()
            .rev()
            .find(|(annee, _)| exercice.covers(**annee));
        let next = || self.cibles.iter().find(|(annee, _)| **annee > exercice.fin);
        covering
            .or_else(next)
            .or_else(|| self.cibles.last())
            .map(|(annee, cible)| (**annee, *cible))
    }
}

/// Judges a value against the last earlier one.
fn judge(avant: Option<f64>, valeur: Option<f64>, sens: Option<Sens>) -> Tendance {
    let Some(valeur) = valeur else {
        return Tendance::NonEvaluable(Motif::Valeur);
    };
    let Some(avant) = avant else {
        return Tendance::NonEvaluable(Motif::Anterieur);
    };
    let Some(sens) = sens else {
        return Tendance::NonEvaluable(Motif::Sens);
    };
    let wanted = match sens {
        Sens::Stable if valeur == avant => return Tendance::Favorable,
        Sens::Stable => return Tendance::Defavorable,
        _ if valeur == avant => return Tendance::Stable,
        Sens::Hausse => valeur > avant,
        Sens::Baisse => valeur < avant,
    };
    if wanted {
        Tendance::Favorable
    } else {
        Tendance::Defavorable
    }
}

/// Rounds what a computation gives to four decimals: more would be the noise of binary fractions.
fn rounded(value: f64) -> f64 {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::{At, Sources};

    fn at() -> At {
        At::top(Sources::default().add(String::new()))
    }

    fn indicateur(sens: Option<Sens>, valeurs: &[(i32, f64)], cibles: &[(i32, f64)]) -> Indicateur {
        let valeur = |&(annee, valeur): &(i32, f64)| Valeur {
            annee: Located::new(annee, at()),
            valeur,
            environ: false,
            note: None,
        };
        Indicateur {
            code: Located::new("x".into(), at()),
            nom: None,
            unite: None,
            sens: sens.map(|sens| Located::new(sens, at())),
            source: None,
            valeurs: valeurs.iter().map(valeur).collect(),
            cibles: cibles
                .iter()
                .map(|&(annee, cible)| (Located::new(annee, at()), cible))
                .collect(),
        }
    }

    fn year(annee: i32) -> Exercice {
        Exercice {
            annee,
            debut: annee,
            fin: annee,
        }
    }

    #[test]
    fn progress_goes_from_the_first_value_to_the_target() {
        let mesure = indicateur(
            Some(Sens::Hausse),
            &[(2016, 13.0), (2017, 15.0)],
            &[(2018, 20.0)],
        )
        .measure(year(2017));
        assert_eq!(mesure.progres, Some(0.2857));
        assert_eq!(
            (mesure.ecart, mesure.avant, mesure.cible),
            (Some(-5.0), Some((2016, 13.0)), Some((2018, 20.0)))
        );
        assert_eq!(mesure.tendance, Tendance::Favorable);
    }

    #[test]
    fn a_fall_is_good_news_where_a_fall_is_wanted() {
        let mesure =
            indicateur(Some(Sens::Baisse), &[(2016, 40.0), (2017, 30.0)], &[]).measure(year(2017));
        assert_eq!(
            (mesure.tendance, mesure.progres),
            (Tendance::Favorable, None)
        );
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        let no_value =
            indicateur(Some(Sens::Hausse), &[(2016, 1.0)], &[(2017, 2.0)]).measure(year(2017));
        assert_eq!(
            (no_value.tendance, no_value.progres),
            (Tendance::NonEvaluable(Motif::Valeur), None)
        );
        let first = indicateur(Some(Sens::Hausse), &[(2017, 1.0)], &[]).measure(year(2017));
        assert_eq!(first.tendance, Tendance::NonEvaluable(Motif::Anterieur));
        let aimless = indicateur(None, &[(2016, 1.0), (2017, 2.0)], &[]).measure(year(2017));
        assert_eq!(aimless.tendance, Tendance::NonEvaluable(Motif::Sens));
    }

    #[test]
    fn a_target_equal_to_the_reference_gives_no_progress() {
        let mesure =
            indicateur(None, &[(2016, 5.0), (2017, 5.0)], &[(2018, 5.0)]).measure(year(2017));
        assert_eq!(
            (mesure.progres, mesure.ecart, mesure.tendance),
            (None, Some(0.0), Tendance::Favorable)
        );
    }

    #[test]
    fn the_target_is_that_of_the_year_else_the_next_else_the_last() {
        let cibles = [(2017, 1.0), (2019, 3.0)];
        let target = |annee| {
            indicateur(None, &[], &cibles)
                .target(year(annee))
                .unwrap()
                .0
        };
        assert_eq!(
            [target(2016), target(2017), target(2018), target(2020)],
            [2017, 2017, 2019, 2019]
        );
    }

    #[test]
    fn binary_fractions_leave_no_noise() {
        let mesure =
            indicateur(None, &[(2016, 0.1), (2017, 0.3)], &[(2017, 0.2)]).measure(year(2017));
        assert_eq!((mesure.ecart, mesure.progres), (Some(0.1), Some(2.0)));
    }
}
