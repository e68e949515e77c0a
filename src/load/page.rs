//! Reads the council's own page of a year's bilan.

use super::faults::VALEUR_IMPOSSIBLE;
use super::found::span_of;
use super::reader::TableReader;
use crate::model::bilan::{PageBilan, Presentation};
use crate::model::dates::Periode;
use crate::text::located::Located;

/// Reads a page; its year is its file's name.
pub(super) fn read(annee: i32, table: &TableReader<'_>) -> PageBilan {
    let periode = table
        .optional::<Periode>("periode")
        .filter(|periode| holds(table, periode, annee));
    PageBilan {
        annee: Located::new(annee, table.at()),
        periode,
        presentations: table.tables("presentations", |entry| {
            let (instance, date) = (entry.required("instance"), entry.optional("date"));
            Some(Presentation {
                instance: instance?,
                date,
            })
        }),
        introduction: table.optional("introduction"),
        decisions: table.list("decisions"),
    }
}

/// Returns whether the period of a page holds the page's own year; reports it otherwise.
fn holds(table: &TableReader<'_>, periode: &Located<Periode>, annee: i32) -> bool {
    let last = periode.last_year().unwrap_or(annee);
    let holds = (periode.first_year()..=last).contains(&annee);
    if !holds {
        let message = format!(
            "la période « {} » ne contient pas {annee}, l'année de cette page",
            periode.texte()
        );
        let help = format!("écrire une période qui va jusqu'en {annee}, ou renommer le fichier");
        table
            .faults
            .report(&VALEUR_IMPOSSIBLE, span_of(periode), message, help);
    }
    holds
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::load::found::Faults;
    use crate::load::keys::PAGE;
    use crate::text::source::Sources;
    use crate::text::texte::Texte;

    /// Returns how many faults the page of 2017 has with a period.
    fn faults(periode: &str) -> usize {
        let text = Texte::from(format!("periode = \"{periode}\""));
        let faults = Faults::new(Sources::default().add("2017.toml".to_owned()), &text);
        let table = crate::load::tree::parse(&text).table;
        read(2017, &TableReader::root(&faults, &table, &PAGE));
        faults.into_found().len()
    }

    #[test]
    fn a_page_is_within_its_own_period() {
        assert_eq!(["2016/2017", "2017", "2017/"].map(faults), [0, 0, 0]);
        assert_eq!(["2010/2012", "2018/"].map(faults), [1, 1]);
    }
}
