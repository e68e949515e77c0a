//! One fiche whole, in the JSON contract.

use serde_json::{Value, json};

use super::list::item;
use super::shared_json::{text, texts, word};
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::Etape;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::Indicateur;
use crate::model::mot::Mot;
use crate::render::json::{VERSION, number};
use crate::report::situation::Situation;
use crate::text::source::Sources;

/// Returns the view of some fiches: what `list` says of each, then all that its file says within the horizon, and the file.
pub(crate) fn json(rows: &[Situation<'_>], sources: &Sources) -> Value {
    let fiche = |row: &Situation<'_>| {
        let mut view = json!(item(row));
        let rest = whole(row.fiche, row.horizon);
        if let (Value::Object(view), Value::Object(rest)) = (&mut view, rest) {
            view.extend(rest);
            view.insert(
                "fichier".to_owned(),
                sources.path(row.fiche.at.file()).into(),
            );
        }
        view
    };
    json!({ "version": VERSION, "fiches": rows.iter().map(fiche).collect::<Vec<_>>() })
}

/// Returns all that the file of a fiche says, beyond what `list` says.
fn whole(fiche: &Fiche, horizon: Horizon) -> Value {
    let suivi = fiche.suivi_read(horizon).map(|entry| {
        json!({
            "date": entry.date.to_string(),
            "etat": word(&entry.etat),
            "note": text(&entry.note),
            "auteur": text(&entry.auteur),
            "interne": entry.interne,
        })
    });
    let autres = fiche
        .autres
        .iter()
        .map(|autre| json!({ "titre": *autre.titre, "textes": texts(&autre.textes) }));
    json!({
        "autres_titres": texts(&fiche.autres_titres),
        "mise_en_oeuvre": text(&fiche.mise_en_oeuvre),
        "resultats_attendus": texts(&fiche.resultats_attendus),
        "source": text(&fiche.source),
        "calendrier": fiche.calendrier.iter().map(etape).collect::<Vec<_>>(),
        "indicateurs": fiche.indicateurs.iter().map(indicateur).collect::<Vec<_>>(),
        "suivi": suivi.collect::<Vec<_>>(),
        "bilan": fiche.bilans_read(horizon).map(bilan).collect::<Vec<_>>(),
        "autres": autres.collect::<Vec<_>>(),
    })
}

/// Returns the view of an étape.
fn etape(etape: &Etape) -> Value {
    json!({
        "nom": *etape.nom,
        "quand": etape.quand.iter().map(|quand| quand.texte()).collect::<Vec<_>>(),
        "imprime": text(&etape.imprime),
        "quoi": text(&etape.quoi),
        "genre": etape.genre.word(),
    })
}

/// Returns the view of an indicator.
fn indicateur(indicateur: &Indicateur) -> Value {
    let valeurs = indicateur.valeurs.iter().map(|valeur| {
        json!({
            "annee": *valeur.annee,
            "valeur": number(valeur.valeur),
            "environ": valeur.environ,
            "note": valeur.note.as_ref().map(|note| note.as_str()),
        })
    });
    let cibles = indicateur
        .cibles
        .iter()
        .map(|(annee, cible)| json!({ "annee": **annee, "cible": number(*cible) }));
    json!({
        "code": *indicateur.code,
        "nom": text(&indicateur.nom),
        "unite": text(&indicateur.unite),
        "sens": word(&indicateur.sens),
        "source": text(&indicateur.source),
        "valeurs": valeurs.collect::<Vec<_>>(),
        "cibles": cibles.collect::<Vec<_>>(),
    })
}

/// Returns the view of what was reported for a year.
fn bilan(bilan: &BilanFiche) -> Value {
    let etapes = bilan.etapes.iter().map(|point| {
        json!({
            "nom": *point.etape,
            "occurrence": text(&point.occurrence),
            "etat": point.etat.word(),
            "quand": point.quand.as_ref().map(|quand| quand.texte()),
        })
    });
    json!({
        "annee": *bilan.annee,
        "etat": word(&bilan.etat),
        "resultat": word(&bilan.resultat),
        "suite": word(&bilan.suite),
        "realisations": text(&bilan.realisations),
        "difficultes": text(&bilan.difficultes),
        "perspectives": text(&bilan.perspectives),
        "etapes": etapes.collect::<Vec<_>>(),
    })
}
