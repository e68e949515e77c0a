//! The bilan in the JSON contract.

use serde_json::{Value, json};

use super::Page;
use crate::model::bilan::PageBilan;
use crate::model::cout::Montant;
use crate::model::dates::Intervalle;
use crate::model::echeance::Echeance;
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::indicateur::{Indicateur, Mesure, rounded};
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::json::{VERSION, amount, number, tally};
use crate::render::views::asked;
use crate::render::views::cles::{capitalized, code, is_unknown, libelle, par};
use crate::render::views::shared_json::{cost_line, text, word};
use crate::render::views::words::{constat, life, trend_reason, trend_word};
use crate::report::bilan::comparaison::{Comparaison, Evolution};
use crate::report::bilan::financement::Part;
use crate::report::bilan::groupes::Groupe;
use crate::report::bilan::synthese::{CompteEtapes, Synthese};
use crate::report::bilan::{Bilan, FicheBilan};
use crate::report::synthese::axe::Axe;
use crate::report::synthese::repartition::Valeur;

/// Returns the view of a bilan.
pub(crate) fn json(page: &Page<'_>) -> Value {
    let Page {
        bilan,
        filter,
        revision,
        ..
    } = page;
    let label = bilan.exercice.label();
    let contexte = bilan.plan.strategie.indicateurs.iter();
    let contexte =
        contexte.map(|indicateur| measure(indicateur, &indicateur.measure(bilan.exercice), &label));
    let vigilance = bilan
        .vigilance
        .iter()
        .map(|point| json!({ "id": point.fiche.id.as_str(), "constat": constat(&point.constat) }));
    let perspectives = bilan.perspectives.iter().map(|perspective| {
        json!({
            "id": perspective.fiche.id.as_str(),
            "etape": *perspective.etape.nom,
            "quand": perspective.quand.as_ref().map(Intervalle::texte),
            "quoi": text(&perspective.etape.quoi),
        })
    });
    json!({
        "version": VERSION,
        "annee": bilan.exercice.annee,
        "periode": years(bilan.exercice),
        "arrete_au": bilan.horizon.date.to_string(),
        "revision": revision.map(|revision| &revision.commit),
        "revision_date": revision.map(|revision| revision.date.to_string()),
        "modifie_depuis": revision.map(|revision| revision.is_modified),
        "filtres": asked::json(filter),
        "conseil": bilan.page.map(conseil),
        "synthese": synthese(bilan),
        "par_enjeu": bilan.par_enjeu.iter().map(|group| groupe(bilan.plan, group)).collect::<Vec<_>>(),
        "fiches": bilan.fiches.iter().map(|fiche_bilan| fiche(bilan, fiche_bilan, &label)).collect::<Vec<_>>(),
        "groupes": page.par.map(|axe| groupes(bilan, axe)),
        "contexte": contexte.collect::<Vec<_>>(),
        "vigilance": vigilance.collect::<Vec<_>>(),
        "comparaison": bilan.comparaison.as_ref().map(comparaison),
        "perspectives": perspectives.collect::<Vec<_>>(),
    })
}

/// Returns the years of an exercice: `2017`, `2004/2005`.
fn years(exercice: Exercice) -> String {
    if exercice.debut == exercice.fin {
        exercice.annee.to_string()
    } else {
        format!("{}/{}", exercice.debut, exercice.fin)
    }
}

/// Returns the view of the council's own page.
fn conseil(page: &PageBilan) -> Value {
    let presentations = page.presentations.iter().map(|presentation| {
        let date = presentation.date.as_ref();
        json!({
            "instance": *presentation.instance,
            "date": date.map(|date| date.to_string()),
        })
    });
    let decisions = page.decisions.iter().map(|decision| decision.as_str());
    json!({
        "introduction": text(&page.introduction),
        "presentations": presentations.collect::<Vec<_>>(),
        "decisions": decisions.collect::<Vec<_>>(),
    })
}

/// Returns the view of the sums.
fn synthese(bilan: &Bilan<'_>) -> Value {
    let Synthese {
        fiches,
        propres,
        associees,
        attendus,
        saisis,
        sans_bilan,
        non_concernees,
        ..
    } = &bilan.synthese;
    let Synthese {
        etats,
        resultats,
        suites,
        etapes: counts,
        etapes_bilan,
        couts,
        non_chiffrees,
        ..
    } = &bilan.synthese;
    let non_concernees = non_concernees
        .iter()
        .map(|(id, vie)| json!({ "id": id, "motif": life(*vie) }));
    json!({
        "fiches": fiches,
        "propres": propres,
        "associees": associees,
        "attendus": attendus,
        "saisis": saisis,
        "sans_bilan": sans_bilan,
        "non_concernees": non_concernees.collect::<Vec<_>>(),
        "internes": bilan.fiches_internes,
        "suivis_internes": bilan.suivis_internes,
        "etats": tally(etats),
        "resultats": tally(resultats),
        "suites": tally(suites),
        "etapes": etapes(*counts),
        "etapes_bilan": etapes(*etapes_bilan),
        "couts": {
            "prevu": euros(couts.prevu),
            "realise": euros(couts.realise),
            "sans_prevu": couts.sans_prevu,
            "sans_realise": couts.sans_realise,
            "non_chiffrees": non_chiffrees,
            "par_financeur": bilan.financement.par_financeur.iter().map(|part| cost_part("financeur", part.cle, part)).collect::<Vec<_>>(),
            "par_type": bilan.financement.par_type.iter().map(|part| cost_part("type", part.cle.map(Mot::word), part)).collect::<Vec<_>>(),
        },
    })
}

/// Returns the view of the sums of the lines of costs that have something in common.
fn cost_part<K>(key: &str, cle: Option<&str>, part: &Part<K>) -> Value {
    json!({
        key: cle,
        "prevu": euros(part.couts.prevu),
        "realise": euros(part.couts.realise),
        "sans_prevu": part.couts.sans_prevu,
        "sans_realise": part.couts.sans_realise,
    })
}

/// Returns the fiches along the axis that was asked for.
fn groupes(bilan: &Bilan<'_>, axe: Axe) -> Value {
    let lines = bilan.groupes.iter().map(|group| {
        let ids = group.rangs.iter();
        let ids: Vec<&str> = ids
            .map(|&rang| bilan.fiches[rang].fiche.id.as_str())
            .collect();
        let mut line = groupe(bilan.plan, group);
        line["ids"] = json!(ids);
        line
    });
    json!({ "axe": par(bilan.plan, axe), "lignes": lines.collect::<Vec<_>>() })
}

/// Returns the view of counts of étapes.
fn etapes(counts: CompteEtapes) -> Value {
    let CompteEtapes {
        dues,
        tenues,
        reportees,
        annulees,
        sans_etat,
        dont_en_retard,
    } = counts;
    json!({
        "dues": dues,
        "tenues": tenues,
        "reportees": reportees,
        "annulees": annulees,
        "sans_etat": sans_etat,
        "dont_en_retard": dont_en_retard,
    })
}

/// Returns the view of the fiches that have a value of an axis.
fn groupe(plan: &Plan, group: &Groupe<'_>) -> Value {
    let line = &group.avancement;
    let title = match group.cle.1 {
        Valeur::Noeud(node) => plan.arborescence.noeud(node).titre.to_string(),
        _ => capitalized(&libelle(plan, group.cle)),
    };
    json!({
        "code": code(plan, group.cle),
        "libelle": title,
        "inconnu": is_unknown(group.cle),
        "fiches": line.fiches,
        "propres": line.propres,
        "attendus": line.attendus,
        "saisis": line.saisis,
        "sans_bilan": line.sans_bilan,
        "etats": tally(&line.etats),
        "etapes": etapes(line.etapes),
        "en_retard": line.en_retard,
    })
}

/// Returns the view of what the bilan says of a fiche.
fn fiche(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, label: &str) -> Value {
    let (source, reported) = (fiche.fiche, fiche.bilan);
    let indicateurs = fiche
        .indicateurs
        .iter()
        .map(|(indicateur, mesure)| measure(indicateur, mesure, label));
    json!({
        "id": source.id.as_str(),
        "reference": bilan.plan.reference_of(source),
        "titre": *source.titre,
        "commune": bilan.plan.commune_of(source),
        "propre": source.propre,
        "attendue": fiche.is_attendue(),
        "saisie": fiche.is_saisie(),
        "etat": fiche.etat.map(Mot::word),
        "resultat": reported.and_then(|bilan| word(&bilan.resultat)),
        "suite": reported.and_then(|bilan| word(&bilan.suite)),
        "realisations": reported.and_then(|bilan| text(&bilan.realisations)),
        "difficultes": reported.and_then(|bilan| text(&bilan.difficultes)),
        "perspectives": reported.and_then(|bilan| text(&bilan.perspectives)),
        "en_retard": fiche.en_retard,
        "etapes": fiche.etapes.iter().map(echeance).collect::<Vec<_>>(),
        "indicateurs": indicateurs.collect::<Vec<_>>(),
        "couts": {
            "nature": word(&source.couts.nature),
            "prevu": euros(fiche.couts.prevu),
            "realise": euros(fiche.couts.realise),
            "lignes": fiche.lignes.iter().map(|line| cost_line(line)).collect::<Vec<_>>(),
        },
    })
}

/// Returns the view of an occurrence.
fn echeance(echeance: &Echeance<'_>) -> Value {
    json!({
        "nom": *echeance.etape.nom,
        "quand": echeance.quand.texte(),
        "quoi": text(&echeance.etape.quoi),
        "genre": echeance.etape.genre.word(),
        "due": echeance.due.fin().to_string(),
        "classe": echeance.classe.word(),
        "en_retard": echeance.en_retard,
        "nouvelle_date": echeance.nouvelle_date.as_ref().map(|date| date.fin().to_string()),
    })
}

/// Returns the view of an indicator, measured.
fn measure(indicateur: &Indicateur, mesure: &Mesure, label: &str) -> Value {
    json!({
        "code": *indicateur.code,
        "nom": text(&indicateur.nom),
        "unite": text(&indicateur.unite),
        "sens": word(&indicateur.sens),
        "annee_avant": mesure.avant.map(|(annee, _)| annee),
        "valeur_avant": mesure.avant.map(|(_, valeur)| number(valeur)),
        "valeur": mesure.valeur.map(number),
        "environ": mesure.environ,
        "annee_cible": mesure.cible.map(|(annee, _)| annee),
        "cible": mesure.cible.map(|(_, cible)| number(cible)),
        "ecart": mesure.ecart.map(number),
        "progres": mesure.progres.map(rounded).map(number),
        "tendance": trend_word(mesure.tendance),
        "motif": trend_reason(mesure.tendance, label),
    })
}

/// Returns the view of the exercice before beside this one.
fn comparaison(comparaison: &Comparaison<'_>) -> Value {
    let evolution = |evolution: &Evolution<'_>| {
        json!({
            "id": evolution.fiche.id.as_str(),
            "etat_avant": evolution.etats.0.map(Mot::word),
            "etat": evolution.etats.1.map(Mot::word),
            "resultat_avant": evolution.resultats.0.map(Mot::word),
            "resultat": evolution.resultats.1.map(Mot::word),
            "suite_avant": evolution.suites.0.map(Mot::word),
            "suite": evolution.suites.1.map(Mot::word),
        })
    };
    let ids = |fiches: &[&Fiche]| {
        fiches
            .iter()
            .map(|fiche| fiche.id.to_string())
            .collect::<Vec<_>>()
    };
    json!({
        "annee": comparaison.avant.annee,
        "fiches": comparaison.fiches.iter().map(evolution).collect::<Vec<_>>(),
        "nouvelles": ids(&comparaison.nouvelles),
        "closes": ids(&comparaison.closes),
    })
}

/// Returns a sum in euros, or null when there was nothing to add.
fn euros(total: Option<Montant>) -> Option<Value> {
    total.map(amount)
}
