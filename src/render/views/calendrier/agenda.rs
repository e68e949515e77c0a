//! The calendar for calendar programs: an event an occurrence.

use super::Page;
use super::words::{outcome, what};
use crate::model::calendrier::EtatEtape;
use crate::model::mot::Mot;
use crate::render::french::{date, interval, quoted};
use crate::render::ics::{Agenda, Event, Status};
use crate::render::views::people;
use crate::report::calendrier::{Occurrence, Phase};
use crate::text::fold::fold;
use crate::text::hex::hex;
use crate::text::safe;
use sha2::{Digest, Sha256};

/// Returns the events of a calendar.
pub(super) fn agenda(page: &Page<'_>) -> Agenda {
    let domain = domain(&page.plan.strategie.territoire);
    let occurrences = page.calendrier.occurrences.iter();
    Agenda {
        name: page.name(),
        description: format!("Arrêté au {}. {}.", date(page.horizon.date), page.counts()),
        au: page.horizon.date,
        events: occurrences.map(|one| event(one, &domain)).collect(),
    }
}

/// Returns the event of an occurrence, named in a domain.
fn event(one: &Occurrence<'_>, domain: &str) -> Event {
    let fiche = one.situation.fiche;
    let due = one.standing.due;
    let mark = if fiche.interne { " [interne]" } else { "" };
    let mut categories = vec![
        one.etape.genre.label().to_owned(),
        one.phase.label().to_owned(),
    ];
    if one.standing.said == Some(EtatEtape::Reportee) {
        categories.push(EtatEtape::Reportee.label().to_owned());
    }
    Event {
        uid: format!("{}@{domain}", fingerprint(one)),
        sequence: one.standing.said_times,
        debut: due.debut(),
        fin: due.fin(),
        summary: safe::line(&format!(
            "{} · {}{mark}",
            what(one.etape).words,
            *fiche.titre
        ))
        .into_owned(),
        description: description(one),
        categories,
        status: status(one),
        is_private: fiche.interne,
    }
}

/// Returns whether an occurrence takes place: it is certain once it is held, or when it has a day of its own.
fn status(one: &Occurrence<'_>) -> Status {
    let due = one.standing.due;
    match one.phase {
        Phase::Annulee => Status::Cancelled,
        Phase::Tenue => Status::Confirmed,
        _ if due.debut() == due.fin() && !one.awaits_date() => Status::Confirmed,
        _ => Status::Tentative,
    }
}

/// Returns what there is to know of an occurrence, a line each.
fn description(one: &Occurrence<'_>) -> String {
    let situation = one.situation;
    let (plan, fiche) = (situation.plan, situation.fiche);
    let number = situation.repere();
    let number = number.map_or(String::new(), |number| format!("{number} "));
    let pilotes = people::all(plan, &fiche.pilotes);
    let words = one.etape.imprime.as_ref();
    let words = words.map_or(String::new(), |words| format!(" ({})", quoted(words)));
    let lines = [
        format!("Fiche : {number}{} ({})", *fiche.titre, fiche.id.as_str()),
        format!("Commune : {}", plan.commune_of(fiche)),
        format!(
            "Pilotes : {}",
            pilotes.as_deref().unwrap_or("non renseigné")
        ),
        format!("Date imprimée : {}{words}", interval(one.quand)),
        format!("Situation : {}", outcome(one).words),
    ];
    let lines: Vec<_> = lines.iter().map(|line| safe::line(line)).collect();
    lines.join("\n")
}

/// Returns what names an occurrence for ever: its fiche, its étape and its printed date. A date that is put off changes
/// nothing to it; one that the plan repeats by mistake has its rank.
fn fingerprint(one: &Occurrence<'_>) -> String {
    let mut words = vec![
        one.situation.fiche.id.as_str().to_owned(),
        one.etape.nom.to_string(),
        format!("{}/{}", one.quand.debut(), one.quand.fin()),
    ];
    match one.rank_among_namesakes() {
        0 => {}
        rank => words.push(rank.to_string()),
    }
    hex(&Sha256::digest(words.join("\0")).as_slice()[..16])
}

/// Returns what stands for the domain of a territory: its name in lower case letters, figures and hyphens.
fn domain(territoire: &str) -> String {
    let folded = fold(territoire);
    let words = folded.split(|next: char| !next.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    let name = name.get(..name.len().min(40)).unwrap_or_default();
    if name.is_empty() {
        "plan.stspd".to_owned()
    } else {
        format!("{name}.stspd")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_territory_has_a_domain() {
        assert_eq!(domain("Lomme"), "lomme.stspd");
        assert_eq!(domain("L'Haÿ-les-Roses"), "l-hay-les-roses.stspd");
        assert_eq!(domain("北京"), "plan.stspd");
    }
}
