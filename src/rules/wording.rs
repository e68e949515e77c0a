//! What several rules say: the line to type, and the time in which the plan stands.

use super::Findings;
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::text::source::At;

/// Returns the line by which a bilan says what became of an occurrence of an étape.
pub(super) fn point_line(etape: &Etape, rank: usize, etat: EtatEtape) -> String {
    let date = occurrence_suffix(etape, rank);
    let date = date.map(|date| format!(".{}", key(date)));
    format!(
        "etapes.{}{} = \"{}\"",
        key(&etape.nom),
        date.unwrap_or_default(),
        etat.word()
    )
}

/// Returns a name as a title or a line may hold it: between quotation marks where it has more than plain letters.
pub(super) fn key(name: &str) -> String {
    let is_plain = |next: char| next.is_ascii_alphanumeric() || matches!(next, '-' | '_');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

/// Returns the date by which one occurrence of an étape is told from the others; nothing when it is the only one.
pub(super) fn occurrence_suffix(etape: &Etape, rank: usize) -> Option<&str> {
    let quand = etape.quand.get(rank).filter(|_| etape.quand.len() > 1);
    quand.map(|quand| quand.texte())
}

/// Reports what is dated outside the time of the plan and of a fiche, at its place and in words that end before « hors de ».
pub(super) fn report_outside(
    plan: &Plan,
    fiche: Option<&Fiche>,
    (at, what): (At, &str),
    findings: &mut Findings,
) {
    let own = fiche.and_then(|fiche| fiche.periode.as_deref());
    let in_plan = plan.strategie.periode.as_deref().map(|periode| {
        let end = plan.strategie.prorogation.as_ref();
        let end = end.map(|end| format!(", prorogée jusqu'au {}", end.fin.format("%d/%m/%Y")));
        format!(
            "la période du plan ({}{})",
            periode.texte(),
            end.unwrap_or_default()
        )
    });
    let in_own = own.map(|periode| format!("la période de la fiche ({})", periode.texte()));
    let periods: Vec<String> = in_plan.into_iter().chain(in_own).collect();
    let cure = if own.is_some() {
        "« periode » en haut de la fiche"
    } else {
        "« periode » ou « prorogation » dans strategie.toml"
    };
    findings
        .report(at, format!("{what} hors de {}", periods.join(" et de ")))
        .help(format!(
            "corriger l'année ; si elle est juste, corriger {cure}"
        ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn a_line_on_an_occurrence_can_be_typed_as_it_is() {
        let line = |nom: &str, quand: &str| {
            let text = format!("titre = \"T\"\n[calendrier.{nom}]\nquand = {quand}\n");
            let plan = plan("", &[("f", &text)]);
            point_line(&plan.fiches()[0].calendrier[0], 0, EtatEtape::Tenue)
        };
        assert_eq!(line("x", "2017"), "etapes.x = \"tenue\"");
        assert_eq!(
            line("x-y", "[\"2017-12\", 2018]"),
            "etapes.x-y.2017-12 = \"tenue\""
        );
        assert_eq!(
            line("\"fête\"", "[\"2017/2018\", 2019]"),
            "etapes.\"fête\".\"2017/2018\" = \"tenue\""
        );
    }
}
