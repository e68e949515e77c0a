//! The table of how far the groups of a bilan are: a row a value of its axis.

use super::super::{Card, Colonne, Nature, Place};
use super::{OfBilan, of_bilan};
use crate::render::value::Value;
use crate::render::views::cles::{code, libelle};
use crate::report::bilan::Bilan;
use crate::report::bilan::groupes::Groupe;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan-avancement",
    name: "Avancement",
    row: "un enjeu, ou une ligne de l'axe demandé par --par",
};

/// A group of a bilan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ligne<'a> {
    /// The bilan.
    bilan: &'a Bilan<'a>,
    /// The group.
    groupe: &'a Groupe<'a>,
}

/// Returns the rows of a bilan, in the order of the axis.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    let groupes = bilan.groupes().iter();
    groupes.map(move |groupe| Ligne { bilan, groupe })
}

impl<'a> OfBilan<'a> for Ligne<'a> {
    fn bilan(&self) -> &'a Bilan<'a> {
        self.bilan
    }
}

/// Returns how many fiches have a state.
fn etat<'a>(row: &Ligne<'a>, word: &str) -> Value<'a> {
    let mut words = row.groupe.avancement.etats.words.iter();
    let found = words.find(|(other, _, _)| *other == word);
    Value::Count(found.map_or(0, |(_, _, count)| *count))
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Entier, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("code", "Code"),
            (Texte, Everywhere),
            "code de la ligne ; vide : non renseigné, ou hors arborescence",
            |row| Value::text(code(row.bilan.plan, row.groupe.cle)),
        ),
        Colonne::new(
            ("libelle", "Libellé"),
            (Titre, Everywhere),
            "nom de la ligne",
            |row| Value::text(Some(libelle(row.bilan.plan, row.groupe.cle))),
        ),
        Colonne::new(
            ("fiches", "Fiches"),
            (Entier, Everywhere),
            "fiches de la ligne",
            |row| Value::Count(row.groupe.avancement.fiches),
        ),
        Colonne::new(
            ("propres", "Propres"),
            (Entier, Everywhere),
            "fiches propres au territoire",
            |row| Value::Count(row.groupe.avancement.propres),
        ),
        Colonne::new(
            ("attendus", "Attendus"),
            (Entier, Everywhere),
            "bilans attendus",
            |row| Value::Count(row.groupe.avancement.attendus),
        ),
        Colonne::new(
            ("saisis", "Saisis"),
            (Entier, Everywhere),
            "bilans saisis",
            |row| Value::Count(row.groupe.avancement.saisis),
        ),
        Colonne::new(
            ("sans_bilan", "Sans bilan"),
            (Entier, Everywhere),
            "bilans qui manquent",
            |row| Value::Count(row.groupe.avancement.sans_bilan),
        ),
        Colonne::new(
            ("a_venir", "À venir"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est à venir",
            |row| etat(row, "a-venir"),
        ),
        Colonne::new(
            ("en_cours", "En cours"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est en cours",
            |row| etat(row, "en-cours"),
        ),
        Colonne::new(
            ("realisee", "Réalisée"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est réalisée",
            |row| etat(row, "realisee"),
        ),
        Colonne::new(
            ("en_pause", "En pause"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est en pause",
            |row| etat(row, "en-pause"),
        ),
        Colonne::new(
            ("bloquee", "Bloquée"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est bloquée",
            |row| etat(row, "bloquee"),
        ),
        Colonne::new(
            ("abandonnee", "Abandonnée"),
            (Entier, Everywhere),
            "fiches attendues dont l'état est abandonnée",
            |row| etat(row, "abandonnee"),
        ),
        Colonne::new(
            ("non_renseigne", "Non renseigné"),
            (Entier, Everywhere),
            "fiches attendues dont l'état n'est pas renseigné",
            |row| Value::Count(row.groupe.avancement.etats.absent),
        ),
        Colonne::new(
            ("etapes_dues", "Étapes dues"),
            (Entier, Everywhere),
            "étapes des fiches attendues, bilans promis à part",
            |row| Value::Count(row.groupe.avancement.etapes.dues),
        ),
        Colonne::new(
            ("etapes_tenues", "Tenues"),
            (Entier, Everywhere),
            "étapes tenues",
            |row| Value::Count(row.groupe.avancement.etapes.tenues),
        ),
        Colonne::new(
            ("etapes_reportees", "Reportées"),
            (Entier, Everywhere),
            "étapes reportées à une nouvelle date",
            |row| Value::Count(row.groupe.avancement.etapes.reportees),
        ),
        Colonne::new(
            ("etapes_annulees", "Annulées"),
            (Entier, Everywhere),
            "étapes annulées",
            |row| Value::Count(row.groupe.avancement.etapes.annulees),
        ),
        Colonne::new(
            ("etapes_sans_etat", "Sans état"),
            (Entier, Everywhere),
            "étapes dont rien n'est dit",
            |row| Value::Count(row.groupe.avancement.etapes.sans_etat),
        ),
        Colonne::new(
            ("etapes_en_retard", "Dont en retard"),
            (Entier, Everywhere),
            "étapes sans état dont la date est passée",
            |row| Value::Count(row.groupe.avancement.etapes.dont_en_retard),
        ),
        Colonne::new(
            ("en_retard", "Fiches en retard"),
            (Entier, Everywhere),
            "fiches attendues dont une étape est en retard",
            |row| Value::Count(row.groupe.avancement.en_retard),
        ),
    ];
    of_bilan().into_iter().chain(own).collect()
}
