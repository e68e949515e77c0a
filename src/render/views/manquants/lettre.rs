//! The words of a message to a pilote: what is lacking, asked with courtesy. A paragraph is one line, which programs for mail
//! break themselves.

use super::words::{cout, etape, indicateur, pilote};
use crate::model::calendrier::GenreEtape;
use crate::render::french::{date, quoted, tied};
use crate::render::views::titre::named;
use crate::report::manquants::{Champ, FicheDue, Groupe, Manquants, others};
use crate::text::enumeration::joined;
use crate::text::safe;

/// Returns a text of the plan on one line, its signs tied to their words.
pub(super) fn flat(text: &str) -> String {
    tied(&safe::line(text))
}

/// Returns what a message is about.
pub(super) fn subject(manquants: &Manquants<'_>) -> String {
    let bilan = manquants.bilan;
    flat(&format!(
        "Bilan {} · {} : ce qu'il nous reste à recueillir",
        bilan.exercice.label(),
        *bilan.plan.strategie.territoire
    ))
}

/// Returns the text of a message.
pub(super) fn body<'a>(manquants: &Manquants<'a>, groupe: &Groupe<'a>) -> String {
    let bilan = manquants.bilan;
    let strategie = &bilan.plan.strategie;
    let fiches = manquants.of(groupe);
    let about = match fiches.clone().count() {
        1 => "Voici ce qu'il nous reste à recueillir sur une fiche que vous pilotez :".to_owned(),
        many => {
            format!("Voici ce qu'il nous reste à recueillir sur {many} fiches que vous pilotez :")
        }
    };
    let mut paragraphs = vec![
        "Bonjour,".to_owned(),
        flat(&format!(
            "Nous préparons, pour {}, le bilan {} de {}, arrêté au {}. {about}",
            *strategie.territoire,
            bilan.exercice.label(),
            quoted(&strategie.titre),
            date(bilan.horizon.date),
        )),
    ];
    paragraphs.extend(fiches.map(|due| asked_of(manquants, groupe, due)));
    paragraphs.extend(
        [
            "Quelques mots suffisent. Si une action n'a pas pu avoir lieu, le dire nous est tout aussi utile.",
            "Merci de votre aide.",
            "La coordination",
        ]
        .map(str::to_owned),
    );
    paragraphs.join("\n\n")
}

/// Returns what is asked about one fiche: its name, then a line a thing.
fn asked_of<'a>(manquants: &Manquants<'a>, groupe: &Groupe<'a>, due: &FicheDue<'a>) -> String {
    let bilan = manquants.bilan;
    let label = bilan.exercice.label();
    let fiche = due.fiche.fiche;
    let others: Vec<String> = others(fiche, groupe.pilote)
        .into_iter()
        .map(|other| pilote(bilan.plan, other))
        .collect();
    let with = match others.as_slice() {
        [] => String::new(),
        others => format!(" (avec {})", joined(others)),
    };
    let lines = lacking(due, &label).into_iter();
    let lines = lines.map(|line| flat(&format!("- {line}")));
    let name = flat(&format!("Fiche {}{with}", named(bilan.plan, fiche)));
    [name]
        .into_iter()
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns what is asked about one fiche, a line a thing. `label` names the exercice.
fn lacking(due: &FicheDue<'_>, label: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if !due.champs.is_empty() {
        let champs = due.champs.iter();
        let champs: Vec<String> = champs.map(|champ| question(*champ).to_owned()).collect();
        lines.push(format!("pour l'année {label} : {}", joined(&champs)));
    }
    lines.extend(due.etapes.iter().map(|echeance| {
        let asked = match echeance.sans_date {
            true => "la nouvelle date",
            false => "ce qu'il est advenu",
        };
        let kind = match echeance.etape.genre {
            GenreEtape::Bilan => "du bilan promis",
            _ => "de l'étape",
        };
        format!("{asked} {kind} {}", etape(echeance))
    }));
    let values = due.indicateurs.iter();
    lines.extend(
        values.map(|(one, mesure)| format!("la valeur {label} de {}", indicateur(one, mesure))),
    );
    let couts = due.couts.iter();
    lines.extend(couts.map(|line| format!("le montant dépensé pour {}", cout(line))));
    lines
}

/// Returns what is asked in place of a word of the bilan.
fn question(champ: Champ) -> &'static str {
    match champ {
        Champ::Etat => "où en est l'action",
        Champ::Resultat => "si le résultat attendu est atteint",
        Champ::Suite => "la suite que vous proposez",
        Champ::Realisations => "ce qui a été fait",
    }
}
