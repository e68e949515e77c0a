//! How what a bilan lacks is said, for those who can say it.

use crate::model::acteur::Participant;
use crate::model::cout::LigneCout;
use crate::model::echeance::Echeance;
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::plan::Plan;
use crate::render::french::{NO_BREAK, amount, interval, number, quoted};

/// Returns a pilote as its group is called: « Ville de Lomme — Unité de Proximité (mention) ».
pub(crate) fn pilote(plan: &Plan, pilote: &Participant) -> String {
    let service = pilote.service();
    let service = service.map_or(String::new(), |service| format!(" — {}", **service));
    let mention = pilote.mention();
    let mention = mention.map_or(String::new(), |mention| format!(" ({})", **mention));
    format!("{}{service}{mention}", plan.name_of(pilote))
}

/// Returns an étape, and when it is due.
pub(crate) fn etape(echeance: &Echeance<'_>) -> String {
    let quoi = echeance.etape.quoi.as_ref();
    let what = quoi.map_or_else(|| "sans intitulé".to_owned(), |quoi| quoted(quoi));
    let printed = interval(echeance.quand);
    let when = if echeance.sans_date {
        format!("{printed}, reportée sans nouvelle date")
    } else if echeance.due.same_days(echeance.quand) {
        printed
    } else {
        format!("{}, au lieu de {printed}", interval(echeance.due))
    };
    format!("{what} ({when})")
}

/// Returns an indicator, with its last earlier value.
pub(crate) fn indicateur(indicateur: &Indicateur, mesure: &Mesure) -> String {
    let unit = indicateur.unite.as_ref();
    let unit = unit.map_or(String::new(), |unit| format!("{NO_BREAK}{}", **unit));
    let last = mesure.avant.map_or(String::new(), |(annee, valeur)| {
        format!(" ({}{unit} en {annee})", number(valeur))
    });
    format!("{}{last}", quoted(indicateur.label()))
}

/// Returns a line of costs, with who pays and what was planned.
pub(crate) fn cout(line: &LigneCout) -> String {
    let objet = line.objet.as_ref();
    let what = objet.map_or_else(|| "sans objet".to_owned(), |objet| quoted(objet));
    let payer = line
        .financeur
        .as_ref()
        .map(|financeur| financeur.to_string());
    let planned = line.prevu.as_deref();
    let planned = planned.map(|prevu| format!("{} prévus", amount(*prevu)));
    let known: Vec<String> = [payer, planned].into_iter().flatten().collect();
    match known.as_slice() {
        [] => what,
        known => format!("{what} ({})", known.join(", ")),
    }
}
