//! Indicators: figures over the years, where they should go, and what a year's value is worth.

use std::cmp::Ordering;

use super::exercice::Exercice;
use super::mot::Mot;
use crate::text::located::Located;
use crate::text::texte::Texte;

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
    /// A note, which few have.
    pub(crate) note: Option<Box<Located<Texte>>>,
}

/// An indicator, of a fiche or of the territory.
#[derive(Debug)]
pub(crate) struct Indicateur {
    /// Its key.
    pub(crate) code: Located<Texte>,
    /// Its name.
    pub(crate) nom: Option<Located<Texte>>,
    /// What it counts.
    pub(crate) unite: Option<Located<Texte>>,
    /// Where it should go.
    pub(crate) sens: Option<Located<Sens>>,
    /// Where its figures come from.
    pub(crate) source: Option<Located<Texte>>,
    /// Its values, by year.
    pub(crate) valeurs: Box<[Valeur]>,
    /// Its targets, by year.
    pub(crate) cibles: Box<[(Located<i32>, f64)]>,
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
    /// Returns its name, else its key.
    pub(crate) fn label(&self) -> &str {
        self.nom.as_ref().unwrap_or(&self.code)
    }

    /// Returns the value of an exercice: that of its last year that has one.
    pub(crate) fn value_of(&self, exercice: Exercice) -> Option<&Valeur> {
        let mut latest = self.valeurs.iter().rev();
        latest.find(|value| exercice.covers(*value.annee))
    }

    /// Returns where it should go: as it says, else from its first value to a target.
    fn direction(&self, cible: Option<f64>) -> Option<Sens> {
        let (reference, cible) = (self.valeurs.first().map(|value| value.valeur), cible);
        let implied = || {
            let (reference, cible) = reference.zip(cible)?;
            Some(match cible.total_cmp(&reference) {
                Ordering::Greater => Sens::Hausse,
                Ordering::Less => Sens::Baisse,
                Ordering::Equal => Sens::Stable,
            })
        };
        self.sens.as_deref().copied().or_else(implied)
    }

    /// Returns the value of an exercice and the target, with its year, that was to be reached by then and is not.
    pub(crate) fn missed(&self, exercice: Exercice) -> Option<(f64, (i32, f64))> {
        let valeur = self.value_of(exercice)?.valeur;
        // Without a direction of its own, a value that is the first one would set it.
        let mut earlier = self.valeurs.iter();
        if self.sens.is_none() && !earlier.any(|value| *value.annee < exercice.debut) {
            return None;
        }
        let (annee, cible) = self
            .target(exercice)
            .filter(|(annee, _)| *annee <= exercice.fin)?;
        let misses = match self.direction(Some(cible))? {
            Sens::Hausse => valeur < cible,
            Sens::Baisse => valeur > cible,
            Sens::Stable => valeur != cible,
        };
        misses.then_some((valeur, (annee, cible)))
    }

    /// Measures an exercice.
    pub(crate) fn measure(&self, exercice: Exercice) -> Mesure {
        let value = self.value_of(exercice);
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
                Some(at(1e12, (valeur - reference) / (cible - reference)))
            }
            _ => None,
        };
        let sens = self.direction(cible.map(|(_, cible)| cible));
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
pub(crate) fn rounded(value: f64) -> f64 {
    at(1e4, value)
}

/// Rounds to as many decimals as a power of ten has zeros. A part of a way keeps twelve: rounded twice, it could change by a whole
/// percent.
fn at(power: f64, value: f64) -> f64 {
    let rounded = (value * power).round() / power;
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
        assert_eq!(mesure.progres, Some(0.285_714_285_714));
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
    fn a_target_is_missed_once_its_year_has_come() {
        let missed = |sens, valeur, cible| {
            indicateur(sens, &[(2016, 10.0), (2017, valeur)], &[cible]).missed(year(2017))
        };
        let (up, down) = (Some(Sens::Hausse), Some(Sens::Baisse));
        assert_eq!(missed(up, 12.0, (2017, 15.0)), Some((12.0, (2017, 15.0))));
        assert_eq!(missed(up, 15.0, (2017, 15.0)), None);
        assert_eq!(missed(up, 12.0, (2018, 15.0)), None);
        assert_eq!(missed(down, 8.0, (2017, 5.0)), Some((8.0, (2017, 5.0))));
        assert_eq!(missed(down, 4.0, (2017, 5.0)), None);
        assert_eq!(missed(None, 9.0, (2017, 5.0)), Some((9.0, (2017, 5.0))));
        assert_eq!(
            missed(Some(Sens::Stable), 11.0, (2017, 10.0)),
            Some((11.0, (2017, 10.0)))
        );
    }

    #[test]
    fn binary_fractions_leave_no_noise() {
        let mesure =
            indicateur(None, &[(2016, 0.1), (2017, 0.3)], &[(2017, 0.2)]).measure(year(2017));
        assert_eq!((mesure.ecart, mesure.progres), (Some(0.1), Some(2.0)));
    }
}
