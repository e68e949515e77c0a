//! The table of what a bilan lacks: a row a pilote and a fiche.

use super::{Card, Colonne, Nature, Place};
use crate::model::acteur::Participant;
use crate::model::calendrier::GenreEtape;
use crate::model::mot::Mot;
use crate::render::value::Value;
use crate::render::views::manquants::words::{cout, etape, indicateur, pilote};
use crate::render::views::titre::named;
use crate::report::bilan::Bilan;
use crate::report::manquants::{FicheDue, others};

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "manquants",
    name: "Ce qui manque",
    row: "un pilote et une fiche dont le bilan n'est pas complet",
};

/// A fiche of which something is lacking, under one of its pilotes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rangee<'a> {
    /// The bilan.
    pub(crate) bilan: &'a Bilan<'a>,
    /// The pilote.
    pub(crate) pilote: Option<&'a Participant>,
    /// What is lacking.
    pub(crate) due: &'a FicheDue<'a>,
}

impl<'a> Rangee<'a> {
    /// Returns the étapes of which nobody said what became; promised bilans apart.
    fn etapes(&self, are_promised: bool) -> Vec<String> {
        let etapes = self.due.etapes.iter();
        let etapes =
            etapes.filter(|echeance| (echeance.etape.genre == GenreEtape::Bilan) == are_promised);
        etapes.map(|echeance| etape(echeance)).collect()
    }

    /// Returns the indicators without value.
    fn indicateurs(&self) -> Vec<String> {
        let indicateurs = self.due.indicateurs.iter();
        indicateurs
            .map(|(one, mesure)| indicateur(one, mesure))
            .collect()
    }

    /// Returns the lines of costs that do not say what was spent.
    fn couts(&self) -> Vec<String> {
        self.due.couts.iter().map(|line| cout(line)).collect()
    }

    /// Returns all that is lacking, in the order in which it is asked for.
    fn manques(&self) -> Vec<String> {
        let champs: Vec<&str> = self.due.champs.iter().map(|champ| champ.label()).collect();
        let bilan = match self.due.fiche.is_saisie() {
            true => "au bilan",
            false => "bilan non saisi",
        };
        let of = |kind: &'static str, all: Vec<String>| {
            all.into_iter().map(move |one| format!("{kind} {one}"))
        };
        let bilan = format!("{bilan} : {}", champs.join(", "));
        let bilan = (!champs.is_empty()).then_some(bilan).into_iter();
        bilan
            .chain(of("étape", self.etapes(false)))
            .chain(of("bilan promis", self.etapes(true)))
            .chain(of("valeur de", self.indicateurs()))
            .chain(of("dépense", self.couts()))
            .collect()
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    let mut columns = shown();
    columns.extend(pilotes());
    columns.extend(fiche());
    columns.extend(lacking());
    columns
}

/// Returns the columns that people read.
fn shown<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::Titre;
    use Place::Screen;
    vec![
        Colonne::new(
            ("intitule", "Fiche"),
            (Titre, Screen),
            "référence imprimée de la fiche, sinon son numéro, et son titre",
            |row| Value::text(Some(named(row.bilan.plan, row.due.fiche.fiche))),
        ),
        Colonne::new(
            ("manques", "Ce qui manque"),
            (Titre, Screen),
            "tout ce que le pilote peut encore dire de l'année",
            |row| Value::texts(row.manques()),
        ),
    ]
}

/// Returns the columns that say who is asked.
fn pilotes<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{Liste, Texte};
    use Place::Files;
    vec![
        Colonne::new(
            ("pilote", "Pilote"),
            (Texte, Files),
            "nom du pilote ; vide : la fiche n'en a pas",
            |row| {
                let plan = row.bilan.plan;
                Value::text(row.pilote.map(|pilote| plan.name_of(pilote)))
            },
        ),
        Colonne::new(
            ("service", "Service"),
            (Texte, Files),
            "service du pilote",
            |row| Value::located(row.pilote.and_then(|pilote| pilote.service())),
        ),
        Colonne::new(
            ("mention", "Mention"),
            (Texte, Files),
            "autre mention entre parenthèses",
            |row| Value::located(row.pilote.and_then(|pilote| pilote.mention())),
        ),
        Colonne::new(
            ("autres_pilotes", "Autres pilotes"),
            (Liste, Files),
            "ceux sous lesquels la fiche est aussi",
            |row| {
                let others = others(row.due.fiche.fiche, row.pilote).into_iter();
                Value::texts(others.map(|other| pilote(row.bilan.plan, other)))
            },
        ),
    ]
}

/// Returns the columns that say of which fiche.
fn fiche<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{Identifiant, OuiNon, Texte, Titre};
    use Place::Files;
    vec![
        Colonne::new(
            ("fiche", "Fiche"),
            (Identifiant, Files),
            "identifiant de la fiche",
            |row| Value::text(Some(row.due.fiche.fiche.id.as_str())),
        ),
        Colonne::new(
            ("reference", "Référence"),
            (Texte, Files),
            "référence imprimée de la fiche",
            |row| Value::text(row.bilan.plan.reference_of(row.due.fiche.fiche)),
        ),
        Colonne::new(
            ("numero", "Numéro"),
            (Texte, Files),
            "numéro imprimé de la fiche",
            |row| Value::located(row.due.fiche.fiche.numero.as_ref()),
        ),
        Colonne::new(
            ("titre", "Titre"),
            (Titre, Files),
            "titre de la fiche",
            |row| Value::located(Some(&row.due.fiche.fiche.titre)),
        ),
        Colonne::new(
            ("saisi", "Saisi"),
            (OuiNon, Files),
            "le bilan de la fiche a un état, un résultat ou des réalisations",
            |row| Value::Flag(row.due.fiche.is_saisie()),
        ),
    ]
}

/// Returns the columns that say what is lacking.
fn lacking<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{Entier, Liste};
    use Place::Files;
    vec![
        Colonne::new(
            ("bilan", "Au bilan"),
            (Liste, Files),
            "ce que le bilan de la fiche ne dit pas : état, résultat, suite, réalisations",
            |row| Value::texts(row.due.champs.iter().map(|champ| champ.label())),
        ),
        Colonne::new(
            ("etapes", "Étapes"),
            (Liste, Files),
            "étapes prévues dont personne n'a dit la suite, avec leur date",
            |row| Value::texts(row.etapes(false)),
        ),
        Colonne::new(
            ("bilans_promis", "Bilans promis"),
            (Liste, Files),
            "bilans promis dont personne n'a dit la suite, avec leur date",
            |row| Value::texts(row.etapes(true)),
        ),
        Colonne::new(
            ("indicateurs", "Indicateurs"),
            (Liste, Files),
            "indicateurs sans valeur pour l'année, avec la dernière valeur connue",
            |row| Value::texts(row.indicateurs()),
        ),
        Colonne::new(
            ("couts", "Dépenses"),
            (Liste, Files),
            "lignes de coûts de l'année dont le montant dépensé n'est pas dit",
            |row| Value::texts(row.couts()),
        ),
        Colonne::new(
            ("nombre", "Nombre"),
            (Entier, Files),
            "combien de choses manquent",
            |row| Value::Count(row.due.count()),
        ),
    ]
}
