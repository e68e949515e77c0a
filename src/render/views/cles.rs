//! The values of an axis, as people and programs read them.

use std::borrow::Cow;

use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::report::synthese::axe::Axe;
use crate::report::synthese::repartition::Valeur;

/// A value with its axis.
pub(crate) type Cle<'a> = (Axe, Valeur<'a>);

/// Returns its code; nothing for what nobody said.
pub(crate) fn code<'a>(plan: &'a Plan, (_, valeur): Cle<'a>) -> Option<Cow<'a, str>> {
    match valeur {
        Valeur::Noeud(node) => Some(plan.arborescence.noeud(node).code.as_str().into()),
        Valeur::Etat(etat) => Some(etat.word().into()),
        Valeur::Resultat(resultat) => Some(resultat.word().into()),
        Valeur::Exercice(exercice) => Some(exercice.annee.to_string().into()),
        Valeur::Acteur(acteur) => Some(acteur.id.as_str().into()),
        Valeur::Texte(text) | Valeur::Inconnu(text) => Some(text.into()),
        Valeur::NonRenseigne => None,
    }
}

/// Returns its name.
pub(crate) fn libelle<'a>(plan: &'a Plan, (axe, valeur): Cle<'a>) -> Cow<'a, str> {
    match valeur {
        Valeur::Noeud(node) => plan.arborescence.label(node).into(),
        Valeur::Etat(etat) => etat.label().into(),
        Valeur::Resultat(resultat) => resultat.label().into(),
        Valeur::Exercice(exercice) => exercice.label().into(),
        Valeur::Acteur(acteur) => acteur.nom.as_str().into(),
        Valeur::Texte(text) | Valeur::Inconnu(text) => text.into(),
        Valeur::NonRenseigne => match axe {
            Axe::Enjeu | Axe::Objectif => "hors arborescence".into(),
            Axe::Niveau(_) => format!("sans {}", par(plan, axe)).into(),
            _ => "non renseigné".into(),
        },
    }
}

/// Returns whether the plan does not know it.
pub(crate) fn is_unknown((_, valeur): Cle<'_>) -> bool {
    matches!(valeur, Valeur::Inconnu(_))
}

/// Returns its name, with « inconnu » where the plan does not know it.
pub(crate) fn shown<'a>(plan: &'a Plan, cle: Cle<'a>) -> Cow<'a, str> {
    let libelle = libelle(plan, cle);
    if is_unknown(cle) {
        format!("{libelle} (inconnu)").into()
    } else {
        libelle
    }
}

/// Returns the heading of its column: the number of a node where one is printed, else its name.
pub(crate) fn heading<'a>(plan: &'a Plan, cle: Cle<'a>) -> Cow<'a, str> {
    match numbered(plan, cle) {
        Some((code, _)) => code.into(),
        None => shown(plan, cle),
    }
}

/// Returns the printed number of a node and its title; nothing for what has no number.
pub(crate) fn numbered<'a>(plan: &'a Plan, (_, valeur): Cle<'a>) -> Option<(&'a str, &'a str)> {
    let Valeur::Noeud(node) = valeur else {
        return None;
    };
    let tree = &plan.arborescence;
    let noeud = tree.noeud(node);
    tree.is_numbered(node)
        .then(|| (noeud.code.as_str(), noeud.titre.as_str()))
}

/// Returns what an axis is called in a sentence: the plan's own name for its levels.
pub(crate) fn par(plan: &Plan, axe: Axe) -> String {
    let level = match axe {
        Axe::Enjeu => plan.arborescence.first_level(),
        Axe::Niveau(rank) => plan.arborescence.level_name(rank),
        _ => None,
    };
    level.map_or_else(|| axe.label().to_owned(), uncapitalized)
}

/// Returns a name without its capital, unless it is an acronym.
fn uncapitalized(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), next) if next.is_none_or(|next| !next.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// Returns a name with its capital.
pub(crate) fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_takes_no_capital_in_a_sentence() {
        assert_eq!(uncapitalized("Enjeu"), "enjeu");
        assert_eq!(uncapitalized("Étape"), "étape");
        assert_eq!(uncapitalized("ZSP"), "ZSP");
        assert_eq!([capitalized("état"), capitalized("")], ["État", ""]);
    }
}
