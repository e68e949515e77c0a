//! Every text of a fiche, for search.

use crate::model::acteur::Participant;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::text::fold::fold;
use crate::text::located::Located;

/// Returns whether a text holds one of these folded texts.
pub(crate) fn contains_any(text: &str, needles: &[String]) -> bool {
    let folded = fold(text);
    needles
        .iter()
        .any(|needle| folded.contains(needle.as_str()))
}

/// Returns whether any text of a fiche within the horizon passes a test, the names of its actors and of its place in the
/// tree included.
pub(crate) fn any_text(
    (plan, horizon): (&Plan, Horizon),
    fiche: &Fiche,
    test: impl Fn(&str) -> bool,
) -> bool {
    let one = |text: &Option<Located<String>>| text.as_ref().is_some_and(|text| test(text));
    let many = |texts: &[Located<String>]| texts.iter().any(|text| test(text));
    let who = |participant: &Participant| {
        test(&participant.nom)
            || one(&participant.service)
            || one(&participant.mention)
            || plan
                .acteur(participant)
                .is_some_and(|acteur| acteur.names().any(|name| test(name)))
    };
    let place = || {
        fiche.noeud.is_some_and(|node| {
            plan.arborescence
                .lineage(node)
                .any(|node| test(&plan.arborescence.noeud(node).titre))
        })
    };
    test(fiche.id.as_str())
        || test(&fiche.titre)
        || many(&fiche.autres_titres)
        || one(&fiche.numero)
        || test(plan.commune_of(fiche))
        || fiche.pilotes.iter().chain(&fiche.partenaires).any(who)
        || many(&fiche.publics)
        || one(&fiche.mise_en_oeuvre)
        || many(&fiche.resultats_attendus)
        || one(&fiche.source)
        || place()
        || any_figure(fiche, &one, &test)
        || any_report(fiche, horizon, &one)
}

/// Returns whether a text of the costs, étapes, indicators or other headings passes a test.
fn any_figure(
    fiche: &Fiche,
    one: &impl Fn(&Option<Located<String>>) -> bool,
    test: &impl Fn(&str) -> bool,
) -> bool {
    one(&fiche.couts.note)
        || fiche
            .couts
            .lignes
            .iter()
            .any(|line| one(&line.objet) || one(&line.financeur))
        || fiche
            .calendrier
            .iter()
            .any(|etape| test(&etape.nom) || one(&etape.quoi) || one(&etape.imprime))
        || fiche.indicateurs.iter().any(|indicateur| {
            test(&indicateur.code)
                || one(&indicateur.nom)
                || one(&indicateur.unite)
                || one(&indicateur.source)
                || indicateur.valeurs.iter().any(|valeur| one(&valeur.note))
        })
        || fiche
            .autres
            .iter()
            .any(|autre| test(&autre.titre) || autre.textes.iter().any(|text| test(text)))
}

/// Returns whether a text of the journal or of a bilan passes a test.
fn any_report(
    fiche: &Fiche,
    horizon: Horizon,
    one: &impl Fn(&Option<Located<String>>) -> bool,
) -> bool {
    fiche
        .suivi_read(horizon)
        .any(|entry| one(&entry.note) || one(&entry.auteur))
        || fiche.bilans_read(horizon).any(|bilan| {
            one(&bilan.realisations) || one(&bilan.difficultes) || one(&bilan.perspectives)
        })
}
