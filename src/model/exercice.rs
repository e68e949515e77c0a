//! The years that one bilan covers: one year, or several.

use super::bilan::PageBilan;

/// The years of one bilan, named by its `annee`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exercice {
    /// The year that names it.
    pub(crate) annee: i32,
    /// The first year.
    pub(crate) debut: i32,
    /// The last year.
    pub(crate) fin: i32,
}

impl Exercice {
    /// Returns whether the bilan covers a year.
    pub(crate) fn covers(self, year: i32) -> bool {
        (self.debut..=self.fin).contains(&year)
    }

    /// Returns whether two exercices have a year in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.debut <= other.fin && other.debut <= self.fin
    }

    /// Returns how people write it: `2017`, `2004-2005`.
    pub(crate) fn label(self) -> String {
        if self.debut == self.fin {
            self.annee.to_string()
        } else {
            format!("{}-{}", self.debut, self.fin)
        }
    }
}

impl PageBilan {
    /// Returns the years that the page's bilan covers: those of its `periode`, else its own.
    pub(crate) fn exercice(&self) -> Exercice {
        let annee = *self.annee;
        let periode = self.periode.as_deref();
        Exercice {
            annee,
            debut: periode.map_or(annee, |periode| periode.first_year()),
            fin: periode
                .and_then(|periode| periode.last_year())
                .unwrap_or(annee),
        }
    }
}

/// The bilans that cover several years; every other year is its own.
#[derive(Debug, Default)]
pub(crate) struct Exercices(Vec<Exercice>);

impl Exercices {
    /// Returns the exercices that the council's pages declare.
    pub(crate) fn new(pages: &[PageBilan]) -> Self {
        let declared = pages
            .iter()
            .filter(|page| page.periode.is_some())
            .map(PageBilan::exercice);
        Self(declared.collect())
    }

    /// Returns the exercice that holds a year.
    pub(crate) fn holding(&self, year: i32) -> Exercice {
        let held = self
            .0
            .iter()
            .copied()
            .find(|exercice| exercice.covers(year));
        held.unwrap_or(Exercice {
            annee: year,
            debut: year,
            fin: year,
        })
    }

    /// Returns the exercice before another.
    pub(crate) fn before(&self, exercice: Exercice) -> Exercice {
        self.holding(exercice.debut - 1)
    }

    /// Returns the exercice after another.
    pub(crate) fn after(&self, exercice: Exercice) -> Exercice {
        self.holding(exercice.fin + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_held_by_the_exercice_that_covers_it() {
        let two_years = Exercice {
            annee: 2005,
            debut: 2004,
            fin: 2005,
        };
        let exercices = Exercices(vec![two_years]);
        assert_eq!(exercices.holding(2004), two_years);
        assert_eq!(exercices.before(two_years).annee, 2003);
        assert_eq!(exercices.after(two_years).annee, 2006);
        assert_eq!(exercices.before(exercices.holding(2006)), two_years);
        assert_eq!(two_years.label(), "2004-2005");
    }
}
