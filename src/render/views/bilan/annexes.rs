//! The annexes: the territory's figures, partners, acronyms, the document's other headings, and the method.

use super::identite::attaches;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{NO_BREAK, number};
use crate::render::views::words::figure;
use crate::report::bilan::Bilan;
use crate::report::bilan::acteurs::Present;

/// Adds the annexes: figures of the territory, partners, acronyms, the document's other headings, and the method.
pub(super) fn annexes(bilan: &Bilan<'_>, document: &mut Document) {
    let strategie = &bilan.plan.strategie;
    document.section("Annexes");
    let attaches = attaches(strategie);
    if !attaches.is_empty() {
        document.push(Block::Subsection("Le plan".to_owned()));
        document.push(Block::Fields(attaches));
    }
    if !strategie.indicateurs.is_empty() {
        document.push(Block::Subsection("Contexte du territoire".to_owned()));
        document.push(Block::Table(context(bilan)));
    }
    if !bilan.acteurs.is_empty() {
        document.push(Block::Subsection("Pilotes et partenaires".to_owned()));
        let mut table = Table::new(
            "Pilotes et partenaires",
            &[
                ("Acteur", Kind::Title),
                ("Nature", Kind::Words),
                ("Pilote", Kind::Figure),
                ("Partenaire", Kind::Figure),
            ],
        );
        table.rows = bilan
            .acteurs
            .iter()
            .map(|present| acteur(bilan, present))
            .collect();
        document.push(Block::Table(table));
    }
    if !strategie.instances.is_empty() {
        document.push(Block::Subsection("Instances".to_owned()));
        let instances = strategie.instances.iter().map(|instance| {
            let name = instance.nom.as_ref().unwrap_or(&instance.code);
            let role = instance
                .role
                .as_ref()
                .map_or(String::new(), |role| format!("\u{a0}: {}", **role));
            Text::from(format!("{}{role}", **name))
        });
        document.push(Block::Items(instances.collect()));
    }
    if !strategie.sigles.is_empty() {
        document.push(Block::Subsection("Sigles".to_owned()));
        let sigles = strategie
            .sigles
            .iter()
            .map(|(sigle, sens)| (sigle.to_string(), sens.as_str().into()));
        document.push(Block::Fields(sigles.collect()));
    }
    if !strategie.autres.is_empty() {
        document.push(Block::Subsection("Autres textes du plan".to_owned()));
    }
    for autre in &strategie.autres {
        document.push(Block::Rubrique(autre.titre.to_string()));
        autre
            .textes
            .iter()
            .for_each(|texte| document.push(Block::Prose(texte.to_string())));
    }
    document.push(Block::Subsection("Méthode".to_owned()));
    document.push(Block::Items(
        METHOD.iter().map(|&sentence| sentence.into()).collect(),
    ));
}

/// How the figures are obtained, for those who read them.
const METHOD: [&str; 8] = [
    "Tout vient des fiches\u{a0}: ce qui n'y est pas dit est «\u{a0}non renseigné\u{a0}», et n'est jamais compté comme zéro.",
    "Un bilan est saisi quand il dit l'état de l'action, son résultat, ou ce qui a été réalisé.",
    "L'état d'une action est le dernier déclaré, dans un bilan ou dans le journal de la fiche, parfois une année antérieure\u{a0}: il peut être connu alors que le bilan de l'année manque.",
    "Une étape « sans état » est une étape dont aucun bilan ne dit ce qu'elle est devenue. Un bilan promis est un bilan que le calendrier d'une fiche annonce\u{a0}: il est compté à part des étapes.",
    "Les points de vigilance ne parlent ni des bilans promis, ni des fiches associées.",
    "Une étape est en retard quand sa date est passée, qu'elle n'est déclarée ni tenue ni annulée, et que la fiche n'est pas close.",
    "La tendance d'un indicateur compare sa valeur à la dernière valeur antérieure, dans le sens souhaité\u{a0}; le chemin parcouru va de sa première valeur à sa cible.",
    "Les fiches associées appartiennent à une autre commune\u{a0}: aucun bilan n'en est attendu ici.",
];

/// Returns the figures of the territory.
fn context(bilan: &Bilan<'_>) -> Table {
    let mut table = Table::new(
        "Contexte du territoire",
        &[
            ("Chiffre", Kind::Title),
            ("Avant", Kind::Words),
            ("Valeur", Kind::Words),
        ],
    );
    for indicateur in &bilan.plan.strategie.indicateurs {
        let mesure = indicateur.measure(bilan.exercice);
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let before = mesure
            .avant
            .map(|(annee, valeur)| format!("{}{NO_BREAK}({annee})", number(valeur)));
        table.rows.push(vec![
            format!("{}{unit}", indicateur.label()).into(),
            before.map_or_else(|| Text::new("–", Tone::Faint), Text::from),
            Text::or_absent(mesure.valeur.map(|valeur| figure(valeur, mesure.environ))),
        ]);
    }
    table
}

/// Returns the cells of an actor; one that the plan does not declare says so, where it declares some.
fn acteur(bilan: &Bilan<'_>, present: &Present<'_>) -> Vec<Text> {
    let is_unknown = present.acteur.is_none() && bilan.plan.annuaire.is_some();
    let name = match is_unknown {
        true => format!("{} (inconnu)", present.nom),
        false => present.nom.to_owned(),
    };
    let genre = present.acteur.and_then(|acteur| acteur.genre.as_deref());
    vec![
        name.into(),
        Text::label(genre.copied()),
        present.pilote.to_string().into(),
        present.partenaire.to_string().into(),
    ]
}
