//! What a bilan lacks in the JSON contract.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Page;
use crate::model::echeance::Echeance;
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::mot::Mot;
use crate::render::json::{self, VERSION, number};
use crate::render::views::shared_json::{cost_line, text};
use crate::render::views::{asked, people};
use crate::report::bilan::Bilan;
use crate::report::manquants::FicheDue;

/// Writes what a bilan lacks.
pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let manquants = page.manquants;
    let bilan = manquants.bilan;
    let synthese = &bilan.synthese;
    let pilotes = manquants.groupes.iter().map(|groupe| {
        let pilote = groupe.pilote.map(std::slice::from_ref);
        let pilote = pilote.map(|pilote| people::json(bilan.plan, pilote));
        let fiches = manquants.of(groupe).map(|due| fiche(bilan, due));
        json!({
            "pilote": pilote.as_ref().and_then(|pilote| pilote.first()),
            "fiches": fiches.collect::<Vec<_>>(),
        })
    });
    let view = json!({
        "version": VERSION,
        "annee": bilan.exercice.annee,
        "arrete_au": bilan.horizon.date.to_string(),
        "commencee": manquants.has_begun(),
        "filtres": asked::json(page.filter),
        "attendus": synthese.attendus,
        "saisis": synthese.saisis,
        "sans_bilan": synthese.sans_bilan,
        "internes": bilan.fiches_internes,
        "incompletes": manquants.fiches.iter().map(|due| due.fiche.fiche.id.as_str()).collect::<Vec<_>>(),
        "pilotes": pilotes.collect::<Vec<_>>(),
    });
    json::write(&view, out)
}

/// Returns the view of what a fiche lacks.
fn fiche(bilan: &Bilan<'_>, due: &FicheDue<'_>) -> Value {
    let source = due.fiche.fiche;
    let indicateurs = due.indicateurs.iter();
    let indicateurs = indicateurs.map(|(one, mesure)| indicateur(one, mesure));
    json!({
        "id": source.id.as_str(),
        "numero": text(&source.numero),
        "reference": bilan.plan.reference_of(source),
        "titre": *source.titre,
        "saisie": due.fiche.is_saisie(),
        "bilan": due.champs.iter().map(|champ| champ.word()).collect::<Vec<_>>(),
        "etapes": due.etapes.iter().map(|one| echeance(one)).collect::<Vec<_>>(),
        "indicateurs": indicateurs.collect::<Vec<_>>(),
        "couts": due.couts.iter().map(|line| cost_line(line)).collect::<Vec<_>>(),
    })
}

/// Returns the view of an occurrence of which nobody said what became.
fn echeance(echeance: &Echeance<'_>) -> Value {
    json!({
        "nom": *echeance.etape.nom,
        "quand": echeance.quand.texte(),
        "quoi": text(&echeance.etape.quoi),
        "genre": echeance.etape.genre.word(),
        "due": echeance.due.fin().to_string(),
        "en_retard": echeance.en_retard,
    })
}

/// Returns the view of an indicator without value.
fn indicateur(indicateur: &Indicateur, mesure: &Mesure) -> Value {
    json!({
        "code": *indicateur.code,
        "nom": text(&indicateur.nom),
        "unite": text(&indicateur.unite),
        "annee_avant": mesure.avant.map(|(annee, _)| annee),
        "valeur_avant": mesure.avant.map(|(_, valeur)| number(valeur)),
    })
}
