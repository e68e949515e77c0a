//! The table of the fiches of a bilan: a row a fiche, expected or not.

use super::super::{Card, Colonne, Nature, Place};
use super::{Dit, of_both};
use crate::model::vie::Attente;
use crate::render::value::Value;
use crate::render::views::people;
use crate::render::views::words::life;
use crate::report::bilan::synthese::{CompteEtapes, etapes, promised};
use crate::report::bilan::{Bilan, FicheBilan};

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "bilan",
    name: "Bilan",
    row: "une fiche, et ce que le bilan de l'année en dit",
};

/// What a bilan says of a fiche.
type Ligne<'a> = Dit<'a, &'a FicheBilan<'a>>;

/// Returns the rows of a bilan, in plan order.
pub(crate) fn rows<'a>(bilan: &'a Bilan<'a>) -> impl Iterator<Item = Ligne<'a>> + 'a {
    bilan.fiches.iter().map(move |dit| Dit {
        bilan,
        fiche: dit.fiche,
        dit,
    })
}

/// Returns why no bilan is expected; nothing where one is.
fn motif<'a>(row: &Ligne<'a>) -> Value<'a> {
    match row.dit.attente {
        Attente::Attendue => Value::Absent,
        Attente::Associee => Value::text(Some("fiche associée")),
        Attente::NonConcernee(vie) => Value::text(Some(life(vie))),
    }
}

/// Returns the étapes of a fiche, promised bilans apart.
fn dues(row: &Ligne<'_>) -> CompteEtapes {
    etapes([row.dit].into_iter())
}

/// Returns its promised bilans.
fn promises(row: &Ligne<'_>) -> CompteEtapes {
    promised([row.dit].into_iter())
}

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Ligne<'a>>> {
    use Nature::{Entier, Liste, Montant, Mot, OuiNon, Texte, Titre};
    use Place::Everywhere;
    let own: Vec<Colonne<'a, Ligne<'a>>> = vec![
        Colonne::new(
            ("reference", "Référence"),
            (Texte, Everywhere),
            "numéro imprimé, avec celui de l'arborescence",
            |row| Value::text(row.bilan.plan.reference_of(row.fiche)),
        ),
        Colonne::new(
            ("commune", "Commune"),
            (Texte, Everywhere),
            "commune dont c'est la fiche",
            |row| Value::text(Some(row.bilan.plan.commune_of(row.fiche))),
        ),
        Colonne::new(
            ("propre", "Propre"),
            (OuiNon, Everywhere),
            "fiche propre au territoire du plan",
            |row| Value::Flag(row.fiche.propre),
        ),
        Colonne::new(
            ("pilotes", "Pilotes"),
            (Liste, Everywhere),
            "pilotes, avec leur service",
            |row| {
                Value::texts(
                    row.fiche
                        .pilotes
                        .iter()
                        .map(|pilote| people::full(row.bilan.plan, pilote)),
                )
            },
        ),
        Colonne::new(
            ("attendu", "Bilan attendu"),
            (OuiNon, Everywhere),
            "un bilan est attendu pour l'année",
            |row| Value::Flag(row.dit.is_attendue()),
        ),
        Colonne::new(
            ("motif", "Motif"),
            (Texte, Everywhere),
            "pourquoi aucun bilan n'est attendu",
            |row| motif(row),
        ),
        Colonne::new(
            ("saisi", "Bilan saisi"),
            (OuiNon, Everywhere),
            "un état, un résultat ou des réalisations sont dans le bilan",
            |row| Value::Flag(row.dit.is_saisie()),
        ),
        Colonne::new(
            ("etat", "État"),
            (Mot, Everywhere),
            "où en est l'action à la date de référence",
            |row| Value::etat(row.dit.etat),
        ),
        Colonne::new(
            ("resultat", "Résultat"),
            (Mot, Everywhere),
            "si le résultat attendu est atteint",
            |row| Value::word(row.dit.resultat()),
        ),
        Colonne::new(
            ("suite", "Suite"),
            (Mot, Everywhere),
            "ce que le pilote demande pour la suite",
            |row| Value::word(row.dit.suite()),
        ),
        Colonne::new(
            ("en_retard", "En retard"),
            (OuiNon, Everywhere),
            "une étape est passée sans être tenue",
            |row| Value::Flag(row.dit.en_retard),
        ),
        Colonne::new(
            ("etapes_dues", "Étapes dues"),
            (Entier, Everywhere),
            "étapes que le bilan compte, bilans promis à part",
            |row| Value::Count(dues(row).dues),
        ),
        Colonne::new(
            ("etapes_tenues", "Tenues"),
            (Entier, Everywhere),
            "étapes tenues",
            |row| Value::Count(dues(row).tenues),
        ),
        Colonne::new(
            ("etapes_reportees", "Reportées"),
            (Entier, Everywhere),
            "étapes reportées à une nouvelle date",
            |row| Value::Count(dues(row).reportees),
        ),
        Colonne::new(
            ("etapes_annulees", "Annulées"),
            (Entier, Everywhere),
            "étapes annulées",
            |row| Value::Count(dues(row).annulees),
        ),
        Colonne::new(
            ("etapes_sans_etat", "Sans état"),
            (Entier, Everywhere),
            "étapes dont rien n'est dit",
            |row| Value::Count(dues(row).sans_etat),
        ),
        Colonne::new(
            ("etapes_en_retard", "Dont en retard"),
            (Entier, Everywhere),
            "étapes sans état dont la date est passée",
            |row| Value::Count(dues(row).dont_en_retard),
        ),
        Colonne::new(
            ("bilans_dus", "Bilans promis"),
            (Entier, Everywhere),
            "bilans que le calendrier promet",
            |row| Value::Count(promises(row).dues),
        ),
        Colonne::new(
            ("bilans_tenus", "Dont tenus"),
            (Entier, Everywhere),
            "bilans promis qui ont été présentés",
            |row| Value::Count(promises(row).tenues),
        ),
        Colonne::new(
            ("cout", "Coût"),
            (Mot, Everywhere),
            "ce que le document dit du coût : non-defini, variable, nul",
            |row| Value::word(row.fiche.couts.nature.as_deref().copied()),
        ),
        Colonne::new(
            ("prevu", "Prévu"),
            (Montant, Everywhere),
            "somme prévue pour l'année",
            |row| Value::amount(row.dit.couts.prevu),
        ),
        Colonne::new(
            ("realise", "Dépensé"),
            (Montant, Everywhere),
            "somme dépensée pour l'année",
            |row| Value::amount(row.dit.couts.realise),
        ),
        Colonne::new(
            ("sans_prevu", "Lignes sans prévu"),
            (Entier, Everywhere),
            "lignes de l'année qui ne disent pas ce qui est prévu",
            |row| Value::Count(row.dit.couts.sans_prevu),
        ),
        Colonne::new(
            ("sans_realise", "Lignes sans dépensé"),
            (Entier, Everywhere),
            "lignes de l'année qui ne disent pas ce qui est dépensé",
            |row| Value::Count(row.dit.couts.sans_realise),
        ),
        Colonne::new(
            ("non_chiffree", "Non chiffrée"),
            (OuiNon, Everywhere),
            "aucune ligne de coûts pour l'année",
            |row| Value::Flag(row.dit.is_non_chiffree()),
        ),
        Colonne::new(
            ("realisations", "Réalisations"),
            (Titre, Everywhere),
            "ce qui a été fait",
            |row| Value::located(row.dit.bilan.and_then(|bilan| bilan.realisations.as_ref())),
        ),
        Colonne::new(
            ("difficultes", "Difficultés"),
            (Titre, Everywhere),
            "ce qui a été difficile",
            |row| Value::located(row.dit.bilan.and_then(|bilan| bilan.difficultes.as_ref())),
        ),
        Colonne::new(
            ("perspectives", "Perspectives"),
            (Titre, Everywhere),
            "ce qui est prévu ensuite",
            |row| Value::located(row.dit.bilan.and_then(|bilan| bilan.perspectives.as_ref())),
        ),
    ];
    of_both(own)
}
