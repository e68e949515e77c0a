//! One fiche whole, in the JSON contract.

use serde_json::{Value, json};

use super::list::item;
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::Etape;
use crate::model::cout::LigneCout;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::Indicateur;
use crate::model::mot::Mot;
use crate::render::json::{VERSION, amount, number};
use crate::report::situation::Situation;
use crate::text::located::Located;
use crate::text::source::Sources;

/// Returns the view of some fiches: what `list` says of each, then all that its file says within the horizon, and the file.
pub(crate) fn json(rows: &[Situation<'_>], sources: &Sources) -> Value {
    let fiche = |row: &Situation<'_>| {
        let mut view = json!(item(row));
        let rest = whole(row.fiche, row.horizon);
        if let (Value::Object(view), Value::Object(rest)) = (&mut view, rest) {
            view.extend(rest);
            view.insert("fichier".to_owned(), sources.path(row.fiche.at.file).into());
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

/// Returns the view of the costs of a fiche: all its lines, and the sums of those that are asked about.
pub(super) fn costs(row: &Situation<'_>) -> Value {
    let (couts, sums) = (&row.fiche.couts, row.couts());
    json!({
        "nature": word(&couts.nature),
        "note": text(&couts.note),
        "prevu": sums.prevu.map(amount),
        "realise": sums.realise.map(amount),
        "sans_prevu": sums.sans_prevu,
        "sans_realise": sums.sans_realise,
        "lignes": couts.lignes.iter().map(cost_line).collect::<Vec<_>>(),
    })
}

/// Returns the view of a line of costs.
pub(super) fn cost_line(line: &LigneCout) -> Value {
    json!({
        "annee": line.annee.as_deref(),
        "objet": text(&line.objet),
        "type": word(&line.genre),
        "financeur": text(&line.financeur),
        "prevu": line.prevu.as_deref().map(|prevu| amount(*prevu)),
        "realise": line.realise.as_deref().map(|realise| amount(*realise)),
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
            "note": text(&valeur.note),
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

/// Returns a text, or null.
pub(super) fn text(text: &Option<Located<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.as_str())
}

/// Returns texts.
fn texts(texts: &[Located<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.as_str()).collect()
}

/// Returns the canonical form of a word, or null.
pub(super) fn word<M: Mot>(word: &Option<Located<M>>) -> Option<&'static str> {
    word.as_deref().map(|word| word.word())
}
