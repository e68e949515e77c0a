//! One fiche, laid out as the printed form, then its state, its history and its figures.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::words::figure;
use super::{people, show_json};
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::cout::Couts;
use crate::model::echeance::{Standing, is_late, standings};
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::Indicateur;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::model::vie::{closed_in, etat_at};
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::format::Report;
use crate::render::french::{NO_BREAK, amount, date, interval, number, period, plural};
use crate::render::json;
use crate::report::situation::Situation;

/// Fiches, one after another.
pub(crate) struct Show<'a> {
    /// Them, at the reference date.
    rows: Vec<Situation<'a>>,
    /// The reference date.
    date: NaiveDate,
}

impl<'a> Show<'a> {
    /// Returns the view of some fiches.
    pub(crate) fn new(plan: &'a Plan, fiches: &[&'a Fiche], horizon: Horizon) -> Self {
        Self {
            rows: Situation::all(plan, fiches, horizon),
            date: horizon.date,
        }
    }
}

impl Report for Show<'_> {
    fn document(&self) -> Document {
        let mut document = Document::default();
        for Situation {
            plan,
            fiche,
            horizon,
        } in &self.rows
        {
            add(plan, fiche, *horizon, &mut document);
        }
        document
    }

    fn title(&self) -> (String, NaiveDate) {
        let titles = self.rows.iter().map(|row| title(row.plan, row.fiche));
        (titles.collect::<Vec<_>>().join(" · "), self.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(&show_json::json(&self.rows), out)
    }
}

/// Adds a fiche to a document.
fn add(plan: &Plan, fiche: &Fiche, horizon: Horizon, document: &mut Document) {
    document.push(Block::Title(title(plan, fiche)));
    document.push(Block::Fields(identity(plan, fiche, horizon)));
    document.push(Block::Section("Pilotes et partenaires".to_owned()));
    document.push(Block::Fields(vec![
        (
            "Pilotes".to_owned(),
            Text::or_absent(people::all(plan, &fiche.pilotes)),
        ),
        (
            "Partenaires".to_owned(),
            Text::or_absent(people::all(plan, &fiche.partenaires)),
        ),
        (
            "Publics".to_owned(),
            Text::or_absent(joined(&fiche.publics)),
        ),
    ]));
    document.push(Block::Section("Mise en œuvre".to_owned()));
    prose(
        fiche.mise_en_oeuvre.as_ref().map(|text| text.as_str()),
        document,
    );
    document.push(Block::Section("Coûts".to_owned()));
    costs(&fiche.couts, document);
    document.push(Block::Section("Calendrier".to_owned()));
    calendar(plan, fiche, horizon, document);
    document.push(Block::Section("Résultats attendus".to_owned()));
    if fiche.resultats_attendus.is_empty() {
        document.say(Text::absent());
    } else {
        document.push(Block::Items(
            fiche
                .resultats_attendus
                .iter()
                .map(|resultat| resultat.as_str().into())
                .collect(),
        ));
    }
    indicators(&fiche.indicateurs, document);
    journal(fiche, horizon, document);
    for bilan in fiche.bilans_read(horizon) {
        reported(bilan, document);
    }
    for autre in &fiche.autres {
        document.push(Block::Section(autre.titre.to_string()));
        autre
            .textes
            .iter()
            .for_each(|texte| document.push(Block::Prose(texte.to_string())));
    }
}

/// Returns the title: « Action 4 : Etendre les lieux d'accueil des TIG ».
fn title(plan: &Plan, fiche: &Fiche) -> String {
    let number = plan
        .reference_of(fiche)
        .or_else(|| fiche.numero.as_ref().map(|numero| numero.to_string()));
    number.map_or_else(
        || fiche.titre.to_string(),
        |number| format!("{number} · {}", *fiche.titre),
    )
}

/// Returns what says which fiche it is and how far it is.
fn identity(plan: &Plan, fiche: &Fiche, horizon: Horizon) -> Vec<(String, Text)> {
    let mut fields = vec![("Fiche".to_owned(), Text::from(fiche.id.as_str()))];
    let commune = plan.commune_of(fiche);
    let own = if fiche.propre {
        "fiche propre"
    } else {
        "fiche associée"
    };
    fields.push(("Commune".to_owned(), format!("{commune} ({own})").into()));
    if fiche.interne {
        fields.push(("Diffusion".to_owned(), "interne".into()));
    }
    let tree = &plan.arborescence;
    match fiche.noeud {
        Some(node) => {
            let mut above: Vec<usize> = tree.lineage(node).collect();
            above.reverse();
            for node in above {
                fields.push((
                    tree.niveau(node).unwrap_or("Niveau").to_owned(),
                    tree.label(node).into(),
                ));
            }
        }
        None => {
            let level = tree.first_level().unwrap_or("Objectif").to_owned();
            fields.push((level, Text::new("hors arborescence", Tone::Faint)));
        }
    }
    let periode = fiche.periode.as_deref().map(period);
    fields.push((
        "Période".to_owned(),
        periode.map_or_else(|| Text::new("celle du plan", Tone::Faint), Text::from),
    ));
    let late = is_late(fiche, horizon, &plan.exercices);
    let closed =
        closed_in(fiche, horizon).map_or(String::new(), |year| format!(", close en {year}"));
    let etat = Text::etat(etat_at(fiche, horizon));
    let words = format!(
        "{}{closed}{}",
        etat.words,
        if late { ", en retard" } else { "" }
    );
    fields.push((
        format!("État au {}", date(horizon.date)),
        Text::new(words, if late { Tone::Bad } else { etat.tone }),
    ));
    if let Some(source) = &fiche.source {
        fields.push(("Source".to_owned(), source.as_str().into()));
    }
    if let Some(titles) = joined(&fiche.autres_titres) {
        fields.push(("Autre titre".to_owned(), titles.into()));
    }
    fields
}

/// Adds the costs: what the document says, then the lines.
fn costs(couts: &Couts, document: &mut Document) {
    if couts.is_empty() {
        return document.say(Text::absent());
    }
    let nature = couts
        .nature
        .as_ref()
        .map(|nature| format!("coût {}", nature.label()));
    let note = couts.note.as_ref().map(|note| note.to_string());
    let said: Vec<String> = [nature, note].into_iter().flatten().collect();
    if !said.is_empty() {
        document.say(said.join(" : "));
    }
    if couts.lignes.is_empty() {
        return;
    }
    let mut table = Table::new(
        "Coûts",
        &[
            ("Année", Kind::Words),
            ("Objet", Kind::Words),
            ("Type", Kind::Words),
            ("Financeur", Kind::Words),
            ("Prévu", Kind::Figure),
            ("Dépensé", Kind::Figure),
        ],
    );
    table.rows.extend(couts.lignes.iter().map(|line| {
        vec![
            Text::or_absent(line.annee.as_ref().map(|annee| annee.to_string())),
            Text::or_absent(line.objet.as_ref().map(|objet| objet.as_str())),
            Text::label(line.genre.as_deref().copied()),
            Text::or_absent(line.financeur.as_ref().map(|financeur| financeur.as_str())),
            Text::or_absent(line.prevu.as_deref().map(|prevu| amount(*prevu))),
            Text::or_absent(line.realise.as_deref().map(|realise| amount(*realise))),
        ]
    }));
    document.push(Block::Table(table));
}

/// Adds the étapes, with where each occurrence stands.
fn calendar(plan: &Plan, fiche: &Fiche, horizon: Horizon, document: &mut Document) {
    if fiche.calendrier.is_empty() {
        return document.say(Text::absent());
    }
    let standings = standings(fiche, horizon, &plan.exercices);
    let closed = closed_in(fiche, horizon).is_some();
    let mut table = Table::new(
        "Calendrier",
        &[
            ("Quand", Kind::Words),
            ("Étape", Kind::Title),
            ("Nature", Kind::Words),
            ("Suite donnée", Kind::Words),
        ],
    );
    for etape in &fiche.calendrier {
        let printed = etape.imprime.as_ref().map(|imprime| imprime.to_string());
        let dates = || {
            etape
                .quand
                .iter()
                .map(|quand| interval(quand))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let quand = printed.or_else(|| (!etape.quand.is_empty()).then(dates));
        let quoi = etape
            .quoi
            .as_ref()
            .map_or_else(|| Text::new("–", Tone::Faint), |quoi| quoi.as_str().into());
        table.rows.push(vec![
            Text::or_absent(quand),
            quoi,
            etape.genre.label().into(),
            outcome(etape, &standings, horizon, closed),
        ]);
    }
    document.push(Block::Table(table));
}

/// Returns what became of an étape: how many occurrences were held, cancelled, put off, and how many are late.
fn outcome(
    etape: &Etape,
    standings: &[(&Etape, Standing)],
    horizon: Horizon,
    closed: bool,
) -> Text {
    let all: Vec<&Standing> = standings
        .iter()
        .filter(|(other, _)| other.nom == etape.nom)
        .map(|(_, standing)| standing)
        .collect();
    let counted = |number: usize, word: &str| match (number, all.len()) {
        (0, _) => None,
        (_, 1) => Some(word.to_owned()),
        (number, all) => Some(format!("{number} sur {all} {}", plural(number, word))),
    };
    let said = |wanted: EtatEtape| {
        all.iter()
            .filter(|standing| standing.said == Some(wanted))
            .count()
    };
    let put_off: Vec<String> = all
        .iter()
        .filter(|standing| standing.is_put_off)
        .map(|standing| interval(&standing.due))
        .collect();
    let late = all
        .iter()
        .filter(|standing| !standing.is_settled() && standing.due.fin() < horizon.date)
        .count();
    let late = if closed { 0 } else { late };
    let parts = [
        counted(said(EtatEtape::Tenue), "tenue"),
        counted(said(EtatEtape::Annulee), "annulée"),
        (!put_off.is_empty()).then(|| format!("reportée ({})", put_off.join(", "))),
        (late > 0).then(|| {
            if all.len() == 1 {
                "en retard".to_owned()
            } else {
                format!("{late} en retard")
            }
        }),
    ];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    let text = Text::or_absent((!words.is_empty()).then(|| words.join(", ")));
    if late > 0 {
        Text::new(text.words, Tone::Bad)
    } else {
        text
    }
}

/// Adds the indicators, their values and targets by year.
fn indicators(indicateurs: &[Indicateur], document: &mut Document) {
    document.push(Block::Section("Indicateurs".to_owned()));
    if indicateurs.is_empty() {
        return document.say(Text::absent());
    }
    let mut table = Table::new(
        "Indicateurs",
        &[
            ("Indicateur", Kind::Title),
            ("Sens", Kind::Words),
            ("Valeurs", Kind::Title),
            ("Cibles", Kind::Words),
        ],
    );
    for indicateur in indicateurs {
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let values = indicateur.valeurs.iter().map(|valeur| {
            let note = valeur
                .note
                .as_ref()
                .map_or(String::new(), |note| format!(" ({})", **note));
            format!(
                "{}{NO_BREAK}: {}{note}",
                *valeur.annee,
                figure(valeur.valeur, valeur.environ)
            )
        });
        let targets = indicateur
            .cibles
            .iter()
            .map(|(annee, cible)| format!("{}{NO_BREAK}: {}", **annee, number(*cible)));
        let join = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join(" ; "));
        table.rows.push(vec![
            format!("{}{unit}", indicateur.label()).into(),
            Text::label(indicateur.sens.as_deref().copied()),
            Text::or_absent(join(values.collect())),
            Text::or_absent(join(targets.collect())),
        ]);
    }
    document.push(Block::Table(table));
}

/// Adds the journal.
fn journal(fiche: &Fiche, horizon: Horizon, document: &mut Document) {
    let mut entries: Vec<_> = fiche.suivi_read(horizon).collect();
    if entries.is_empty() {
        return;
    }
    entries.sort_by_key(|entry| *entry.date);
    document.push(Block::Section("Suivi".to_owned()));
    let mut table = Table::new(
        "Suivi",
        &[
            ("Date", Kind::Words),
            ("État", Kind::Words),
            ("Note", Kind::Title),
        ],
    );
    for entry in entries {
        let author = entry
            .auteur
            .as_ref()
            .map_or(String::new(), |auteur| format!(" ({})", **auteur));
        let hidden = if entry.interne { " [interne]" } else { "" };
        let note = entry
            .note
            .as_ref()
            .map_or(String::new(), |note| note.to_string());
        let etat = entry.etat.as_deref().map_or_else(
            || Text::new("–", Tone::Faint),
            |etat| Text::etat(Some(*etat)),
        );
        table.rows.push(vec![
            date(*entry.date).into(),
            etat,
            format!("{note}{author}{hidden}").trim().into(),
        ]);
    }
    document.push(Block::Table(table));
}

/// Adds what was reported for a year.
fn reported(bilan: &BilanFiche, document: &mut Document) {
    document.push(Block::Section(format!("Bilan {}", *bilan.annee)));
    document.push(Block::Fields(vec![
        (
            "État".to_owned(),
            Text::etat(bilan.etat.as_deref().copied()),
        ),
        (
            "Résultat".to_owned(),
            Text::label(bilan.resultat.as_deref().copied()),
        ),
        (
            "Suite".to_owned(),
            Text::label(bilan.suite.as_deref().copied()),
        ),
    ]));
    let parts = [
        ("Réalisations", &bilan.realisations),
        ("Difficultés", &bilan.difficultes),
        ("Perspectives", &bilan.perspectives),
    ];
    for (name, text) in parts {
        if let Some(text) = text {
            document.push(Block::Subsection(name.to_owned()));
            document.push(Block::Prose(text.to_string()));
        }
    }
    if !bilan.etapes.is_empty() {
        let item = |point: &crate::model::calendrier::Point| {
            let which = point
                .occurrence
                .as_ref()
                .map_or(String::new(), |occurrence| format!(" ({})", **occurrence));
            let to = point
                .quand
                .as_ref()
                .map_or(String::new(), |quand| format!(" ({})", interval(quand)));
            Text::from(format!(
                "étape {}{which} : {}{to}",
                *point.etape,
                point.etat.label()
            ))
        };
        document.push(Block::Items(bilan.etapes.iter().map(item).collect()));
    }
}

/// Adds a text of the plan, or what stands for its absence.
fn prose(text: Option<&str>, document: &mut Document) {
    match text {
        Some(text) => document.push(Block::Prose(text.to_owned())),
        None => document.say(Text::absent()),
    }
}

/// Joins texts; nothing when there are none.
fn joined(texts: &[crate::text::located::Located<String>]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" ; "))
}
