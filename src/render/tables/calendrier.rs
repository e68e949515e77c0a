//! The table of the calendar: a row an occurrence of an étape, then a row an étape without date.

use super::{Card, Colonne, Nature, Place};
use crate::model::calendrier::Etape;
use crate::render::document::{Text, Tone};
use crate::render::french::interval;
use crate::render::value::Value;
use crate::render::views::calendrier::words::{outcome, what_and_words};
use crate::report::calendrier::{Calendrier, Occurrence, Phase, SansDate};
use crate::report::situation::Situation;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "calendrier",
    name: "Calendrier",
    row: "une échéance d'une étape, ou une étape sans date",
};

/// A line of the calendar.
#[derive(Debug, Clone)]
pub(crate) enum Ligne<'a> {
    /// An occurrence of an étape.
    Datee(Occurrence<'a>),
    /// An étape without date.
    SansDate(SansDate<'a>),
}

impl<'a> Ligne<'a> {
    /// Returns the fiche.
    pub(crate) fn situation(&self) -> Situation<'a> {
        match self {
            Self::Datee(one) => one.situation,
            Self::SansDate(one) => one.situation,
        }
    }

    /// Returns the étape.
    pub(crate) fn etape(&self) -> &'a Etape {
        match self {
            Self::Datee(one) => one.etape,
            Self::SansDate(one) => one.etape,
        }
    }

    /// Returns the occurrence, where there is one.
    pub(crate) fn occurrence(&self) -> Option<&Occurrence<'a>> {
        match self {
            Self::Datee(one) => Some(one),
            Self::SansDate(_) => None,
        }
    }

    /// Returns whether it is in a phase.
    pub(crate) fn is(&self, phase: Phase) -> bool {
        self.occurrence().is_some_and(|one| one.phase == phase)
    }
}

/// Returns the rows of a calendar.
pub(crate) fn rows<'a>(calendrier: Calendrier<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let dated = calendrier.occurrences.into_iter().map(Ligne::Datee);
    dated.chain(calendrier.sans_date.into_iter().map(Ligne::SansDate))
}

/// Returns its columns, in order: those that people read name the date and the étape first, those of files the fiche.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    let mut columns = shown();
    columns.extend(fiche());
    columns.extend(etape());
    columns.extend(fate());
    columns
}

/// Returns the columns that people read before they read whose étape it is.
fn shown<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Texte, Titre};
    use Place::Screen;
    vec![
        Colonne::new(
            ("echeance", "Quand"),
            (Texte, Screen),
            "quand l'étape est prévue à présent, les reports compris",
            |row| {
                row.occurrence().map_or(Value::Absent, |one| {
                    Value::Text(interval(one.standing.due).into())
                })
            },
        ),
        Colonne::new(
            ("intitule", "Étape"),
            (Titre, Screen),
            "ce qui est à faire, sinon le nom de l'étape ; si c'est un bilan promis ; les mots du document pour ses dates",
            |row| Value::Said(what_and_words(row.etape())),
        ),
        Colonne::new(
            ("repere", "N°"),
            (Texte, Screen),
            "référence imprimée de la fiche, sinon son numéro",
            |row| Value::text(row.situation().repere()),
        ),
    ]
}

/// Returns the columns that say whose étape it is.
fn fiche<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Identifiant, Liste, OuiNon, Texte, Titre};
    use Place::{Everywhere, Files};
    vec![
        Colonne::new(
            ("fiche", "Fiche"),
            (Identifiant, Everywhere),
            "identifiant de la fiche",
            |row| Value::text(Some(row.situation().fiche.id.as_str())),
        ),
        Colonne::new(
            ("numero", "Numéro"),
            (Texte, Files),
            "numéro imprimé de la fiche",
            |row| Value::located(row.situation().fiche.numero.as_ref()),
        ),
        Colonne::new(
            ("reference", "Référence"),
            (Texte, Files),
            "référence imprimée de la fiche",
            |row| Value::text(row.situation().plan.reference_of(row.situation().fiche)),
        ),
        Colonne::new(
            ("titre", "Titre"),
            (Titre, Files),
            "titre de la fiche",
            |row| Value::located(Some(&row.situation().fiche.titre)),
        ),
        Colonne::new(
            ("commune", "Commune"),
            (Texte, Files),
            "commune dont c'est la fiche",
            |row| Value::text(Some(row.situation().plan.commune_of(row.situation().fiche))),
        ),
        Colonne::new(
            ("interne", "Interne"),
            (OuiNon, Files),
            "la fiche ne paraît pas au bilan publié",
            |row| Value::Flag(row.situation().fiche.interne),
        ),
        Colonne::new(
            ("pilotes", "Pilotes"),
            (Liste, Everywhere),
            "ceux qui mènent l'action",
            |row| {
                let Situation { plan, fiche, .. } = row.situation();
                match &*fiche.pilotes {
                    [] => Value::Unsaid,
                    pilotes => Value::texts(pilotes.iter().map(|pilote| plan.name_of(pilote))),
                }
            },
        ),
    ]
}

/// Returns the columns that say what the étape is, and when.
fn etape<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Date, Identifiant, Mot, Texte, Titre};
    use Place::Files;
    vec![
        Colonne::new(
            ("etape", "Nom de l'étape"),
            (Identifiant, Files),
            "nom de l'étape dans la fiche, par lequel un bilan la désigne",
            |row| Value::located(Some(&row.etape().nom)),
        ),
        Colonne::new(
            ("quand", "Date imprimée"),
            (Texte, Files),
            "date que dit la fiche, qui désigne l'occurrence ; vide : étape sans date",
            |row| Value::text(row.occurrence().map(|one| one.quand.texte())),
        ),
        Colonne::new(
            ("debut", "Début"),
            (Date, Files),
            "premier jour où elle est prévue à présent, les reports compris",
            |row| Value::date(row.occurrence().map(|one| one.standing.due.debut())),
        ),
        Colonne::new(
            ("fin", "Fin"),
            (Date, Files),
            "dernier jour où elle est prévue à présent : celui de l'échéance",
            |row| Value::date(row.occurrence().map(|one| one.standing.due.fin())),
        ),
        Colonne::new(
            ("quoi", "Étape"),
            (Titre, Files),
            "ce qui est à faire",
            |row| Value::located(row.etape().quoi.as_ref()),
        ),
        Colonne::new(
            ("imprime", "Mots du document"),
            (Texte, Files),
            "les mots du document, quand la date ne les dit pas",
            |row| Value::located(row.etape().imprime.as_ref()),
        ),
        Colonne::new(
            ("genre", "Nature"),
            (Mot, Files),
            "jalon, action, événement, réunion ou bilan promis",
            |row| Value::word(Some(row.etape().genre)),
        ),
    ]
}

/// Returns the columns that say what became of it.
fn fate<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Annee, Mot, OuiNon};
    use Place::{Files, Screen};
    vec![
        Colonne::new(
            ("situation", "Situation"),
            (Mot, Screen),
            "ce qu'elle est devenue, si elle est en retard ou vient dans les 60 jours, et si la fiche est interne",
            |row| Value::Said(situation(row)),
        ),
        Colonne::new(
            ("suite_donnee", "Suite donnée"),
            (Mot, Files),
            "tenue, annulée ou reportée, d'après le dernier bilan qui en parle",
            |row| Value::word(row.occurrence().and_then(|one| one.standing.said)),
        ),
        Colonne::new(
            ("dite_au_bilan", "Dite au bilan"),
            (Annee, Files),
            "année du bilan qui le dit",
            |row| {
                let said_by = row.occurrence().and_then(|one| one.standing.said_by);
                said_by.map_or(Value::Absent, Value::Year)
            },
        ),
        Colonne::new(
            ("en_retard", "En retard"),
            (OuiNon, Files),
            "ni tenue ni annulée, son dernier jour est passé et la fiche n'est pas close",
            |row| Value::Flag(row.is(Phase::EnRetard)),
        ),
        Colonne::new(
            ("bientot", "Dans les 60 jours"),
            (OuiNon, Files),
            "ni tenue ni annulée, son dernier jour vient dans les 60 jours et la fiche n'est pas close",
            |row| Value::Flag(row.is(Phase::Bientot)),
        ),
        Colonne::new(
            ("fiche_close", "Fiche close"),
            (OuiNon, Files),
            "la fiche est close à la date de référence",
            |row| Value::Flag(row.situation().close().is_some()),
        ),
    ]
}

/// Returns what a line of the calendar amounts to, as people read it.
fn situation(row: &Ligne<'_>) -> Text {
    let mut said = match row.occurrence() {
        Some(one) => outcome(one),
        None => Text::new("sans date", Tone::Faint),
    };
    if row.situation().fiche.interne {
        said.words.push_str(" [interne]");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_have_one_key() {
        let mut keys: Vec<_> = columns()
            .iter()
            .map(|column| column.heading.key.clone())
            .collect();
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
