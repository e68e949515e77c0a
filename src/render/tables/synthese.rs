//! The table of counts: a row a value of an axis, or a pair of values of two.

use std::borrow::Cow;

use super::{Card, Colonne, Nature, Place};
use crate::model::cout::Montant;
use crate::model::etat::Etat;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::document::{Text, Tone};
use crate::render::french::plural;
use crate::render::value::Value;
use crate::render::views::cles::{Cle, code, is_unknown, libelle, shown};
use crate::render::views::words::{among, sum, tally};
use crate::report::synthese::compte::Compte;
use crate::report::synthese::repartition::Valeur;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "synthese",
    name: "Synthèse",
    row: "une valeur d'un axe, ou un couple de valeurs de deux axes",
};

/// What the table of its last line is, in a file that keeps it apart.
pub(crate) const TOTAL: Card = Card {
    key: "total",
    name: "Total",
    row: "toutes les fiches, chacune comptée une fois",
};

/// A row: what it is about, and what is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rangee<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The values, each with its axis; none for the total.
    pub(crate) cles: &'a [Cle<'a>],
    /// What is counted.
    pub(crate) compte: &'a Compte,
}

impl<'a> Rangee<'a> {
    /// Returns a text about one of its values.
    fn about<T: Into<Cow<'a, str>>>(
        &self,
        rank: usize,
        text: fn(&'a Plan, Cle<'a>) -> Option<T>,
    ) -> Value<'a> {
        let cle = self.cles.get(rank);
        Value::text(cle.and_then(|&cle| text(self.plan, cle)))
    }

    /// Returns whether the plan does not know one of its values.
    fn is_unknown(&self, rank: usize) -> Value<'a> {
        let cle = self.cles.get(rank);
        cle.map_or(Value::Absent, |&cle| Value::Flag(is_unknown(cle)))
    }

    /// Returns what it is called on a screen.
    fn name(&self) -> Text {
        let Some(&cle) = self.cles.first() else {
            return Text::from("Total");
        };
        let tone = match cle.1 {
            Valeur::NonRenseigne => Tone::Faint,
            Valeur::Inconnu(_) => Tone::Attention,
            _ => Tone::Plain,
        };
        Text::new(shown(self.plan, cle), tone)
    }

    /// Returns how many of its fiches are in a state.
    fn state(&self, etat: Etat) -> Value<'a> {
        let words = &self.compte.etats.words;
        let found = words.iter().find(|(word, _, _)| *word == etat.word());
        Value::Count(found.map_or(0, |(_, _, count)| *count))
    }
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    let mut columns = first_key();
    columns.extend(second_key());
    columns.extend(fiches());
    columns.extend(states());
    columns.extend(costs());
    columns
}

/// Returns the columns that say what a row is about.
fn first_key<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{OuiNon, Texte, Titre};
    use Place::{Files, Screen};
    vec![
        Colonne::new(
            ("axe", "Axe"),
            (Texte, Files),
            "ce par quoi l'on compte",
            |row| row.about(0, |plan, cle| Some(cle.0.nom(plan))),
        ),
        Colonne::new(
            ("code", "Code"),
            (Texte, Files),
            "code, identifiant ou mot de la ligne ; vide : non renseigné",
            |row| row.about(0, code),
        ),
        Colonne::new(
            ("libelle", "Libellé"),
            (Titre, Files),
            "nom de la ligne",
            |row| row.about(0, |plan, cle| Some(libelle(plan, cle))),
        ),
        Colonne::new(
            ("inconnu", "Inconnu"),
            (OuiNon, Files),
            "le plan ne déclare pas ce nom ou ce code",
            |row| row.is_unknown(0),
        ),
        Colonne::new(
            ("ligne", "Ligne"),
            (Titre, Screen),
            "nom de la ligne, avec « inconnu » quand le plan ne le déclare pas",
            |row| Value::Said(row.name()),
        ),
    ]
}

/// Returns the same columns for the second axis.
fn second_key<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{OuiNon, Texte, Titre};
    use Place::Files;
    vec![
        Colonne::new(
            ("axe_2", "Second axe"),
            (Texte, Files),
            "avec deux axes, le second",
            |row| row.about(1, |plan, cle| Some(cle.0.nom(plan))),
        ),
        Colonne::new(
            ("code_2", "Second code"),
            (Texte, Files),
            "son code ; vide : non renseigné",
            |row| row.about(1, code),
        ),
        Colonne::new(
            ("libelle_2", "Second libellé"),
            (Titre, Files),
            "son nom",
            |row| row.about(1, |plan, cle| Some(libelle(plan, cle))),
        ),
        Colonne::new(
            ("inconnu_2", "Second inconnu"),
            (OuiNon, Files),
            "le plan ne déclare pas ce nom ou ce code",
            |row| row.is_unknown(1),
        ),
    ]
}

/// Returns the columns that count fiches.
fn fiches<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::Entier;
    use Place::Everywhere;
    vec![
        Colonne::new(
            ("fiches", "Fiches"),
            (Entier, Everywhere),
            "nombre de fiches ; une fiche compte dans chacune de ses lignes",
            |row| Value::Count(row.compte.fiches),
        ),
        Colonne::new(
            ("propres", "Propres"),
            (Entier, Everywhere),
            "celles du territoire du plan",
            |row| Value::Count(row.compte.propres),
        ),
        Colonne::new(
            ("associees", "Associées"),
            (Entier, Everywhere),
            "celles d'une autre commune",
            |row| Value::Count(row.compte.associees),
        ),
        Colonne::new(
            ("en_retard", "En retard"),
            (Entier, Everywhere),
            "celles dont une étape, hors bilan promis, est en retard",
            |row| Value::Count(row.compte.en_retard),
        ),
    ]
}

/// Returns the columns that count states.
fn states<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{Entier, Texte};
    use Place::{Files, Screen};
    let counted = (Entier, Files);
    vec![
        Colonne::new(
            ("etats", "États"),
            (Texte, Screen),
            "fiches par état",
            |row| {
                let absent = plural(row.compte.etats.absent, "non renseigné");
                match row.compte.fiches {
                    0 => Value::Absent,
                    _ => Value::Said(tally(&row.compte.etats, &absent).into()),
                }
            },
        ),
        Colonne::new(("a_venir", "À venir"), counted, "fiches à venir", |row| {
            row.state(Etat::AVenir)
        }),
        Colonne::new(
            ("en_cours", "En cours"),
            counted,
            "fiches en cours",
            |row| row.state(Etat::EnCours),
        ),
        Colonne::new(
            ("realisee", "Réalisées"),
            counted,
            "fiches réalisées",
            |row| row.state(Etat::Realisee),
        ),
        Colonne::new(
            ("en_pause", "En pause"),
            counted,
            "fiches en pause",
            |row| row.state(Etat::EnPause),
        ),
        Colonne::new(
            ("bloquee", "Bloquées"),
            counted,
            "fiches bloquées",
            |row| row.state(Etat::Bloquee),
        ),
        Colonne::new(
            ("abandonnee", "Abandonnées"),
            counted,
            "fiches abandonnées",
            |row| row.state(Etat::Abandonnee),
        ),
        Colonne::new(
            ("non_renseigne", "État non renseigné"),
            counted,
            "fiches dont personne n'a dit l'état",
            |row| Value::Count(row.compte.etats.absent),
        ),
    ]
}

/// Returns the columns of costs.
fn costs<'a>() -> Vec<Colonne<'a, Rangee<'a>>> {
    use Nature::{Entier, Montant, Texte, Titre};
    use Place::{Files, Screen};
    vec![
        Colonne::new(
            ("cout_prevu", "Prévu"),
            (Titre, Screen),
            "somme prévue, et combien de lignes de coûts n'en disent rien",
            |row| summed(row.compte.couts.prevu, row.compte.couts.sans_prevu),
        ),
        Colonne::new(
            ("cout_realise", "Dépensé"),
            (Titre, Screen),
            "somme dépensée, et combien de lignes de coûts n'en disent rien",
            |row| summed(row.compte.couts.realise, row.compte.couts.sans_realise),
        ),
        Colonne::new(
            ("sans_chiffre", "Fiches non chiffrées"),
            (Texte, Screen),
            "fiches sans ligne de coûts, celles qui ne coûtent rien exceptées",
            |row| match row.compte.fiches {
                0 => Value::Absent,
                fiches => Value::Said(among(row.compte.non_chiffrees, fiches).into()),
            },
        ),
        Colonne::new(
            ("prevu", "Prévu"),
            (Montant, Files),
            "somme de ce qui est prévu ; vide : rien n'est dit",
            |row| Value::amount(row.compte.couts.prevu),
        ),
        Colonne::new(
            ("realise", "Dépensé"),
            (Montant, Files),
            "somme de ce qui est dépensé ; vide : rien n'est dit",
            |row| Value::amount(row.compte.couts.realise),
        ),
        Colonne::new(
            ("sans_prevu", "Lignes sans prévu"),
            (Entier, Files),
            "lignes de coûts qui ne disent pas ce qui est prévu",
            |row| Value::Count(row.compte.couts.sans_prevu),
        ),
        Colonne::new(
            ("sans_realise", "Lignes sans dépensé"),
            (Entier, Files),
            "lignes de coûts qui ne disent pas ce qui est dépensé",
            |row| Value::Count(row.compte.couts.sans_realise),
        ),
        Colonne::new(
            ("non_chiffrees", "Fiches non chiffrées"),
            (Entier, Files),
            "fiches sans ligne de coûts, celles qui ne coûtent rien exceptées",
            |row| Value::Count(row.compte.non_chiffrees),
        ),
    ]
}

/// Returns a sum, with how many lines it leaves out; a dash where there is no line at all.
fn summed<'a>(total: Option<Montant>, left_out: usize) -> Value<'a> {
    match (total, left_out) {
        (None, 0) => Value::Absent,
        (None, _) => Value::Unsaid,
        (total, left_out) => Value::Said(sum(total, left_out).into()),
    }
}
