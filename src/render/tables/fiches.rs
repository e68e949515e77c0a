//! The table of fiches: a row a fiche.

use super::{Card, Colonne, Nature, Place};
use crate::render::value::Value;
use crate::render::views::people::full;
use crate::render::views::words::{etape, situation};
use crate::report::situation::Situation;

/// What the table is.
pub(crate) const CARD: Card = Card {
    key: "fiches",
    name: "Fiches",
    row: "une fiche",
};

/// Returns its columns, in order.
pub(crate) fn columns<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    let mut columns = identity();
    columns.extend(people());
    columns.extend(state());
    columns.extend(figures());
    columns.extend(texts());
    columns
}

/// Returns the columns that say which fiche it is.
fn identity<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    use Nature::{Identifiant, OuiNon, Texte, Titre};
    use Place::{Everywhere, Files, Screen};
    vec![
        Colonne::new(
            ("id", "Fiche"),
            (Identifiant, Everywhere),
            "identifiant de la fiche",
            |row| Value::text(Some(row.fiche.id.as_str())),
        ),
        Colonne::new(
            ("repere", "N°"),
            (Texte, Screen),
            "référence imprimée, sinon numéro",
            |row| Value::text(row.repere()),
        ),
        Colonne::new(
            ("numero", "Numéro"),
            (Texte, Files),
            "numéro imprimé",
            |row| Value::located(row.fiche.numero.as_ref()),
        ),
        Colonne::new(
            ("reference", "Référence"),
            (Texte, Files),
            "référence imprimée : le nœud numéroté le plus proche, puis le numéro",
            |row| Value::text(row.plan.reference_of(row.fiche)),
        ),
        Colonne::new(
            ("titre", "Titre"),
            (Titre, Everywhere),
            "titre, comme il est imprimé",
            |row| Value::located(Some(&row.fiche.titre)),
        ),
        Colonne::new(
            ("commune", "Commune"),
            (Texte, Files),
            "commune dont c'est la fiche",
            |row| Value::text(Some(row.plan.commune_of(row.fiche))),
        ),
        Colonne::new(
            ("propre", "Fiche propre"),
            (OuiNon, Files),
            "la fiche est celle du territoire du plan, non une fiche associée",
            |row| Value::Flag(row.fiche.propre),
        ),
        Colonne::new(
            ("interne", "Interne"),
            (OuiNon, Files),
            "la fiche ne paraît pas au bilan publié",
            |row| Value::Flag(row.fiche.interne),
        ),
        Colonne::new(
            ("enjeu", "Code du premier niveau"),
            (Texte, Files),
            "code du premier niveau (enjeu, axe…)",
            |row| {
                let root = row.plan.enjeu_of(row.fiche);
                Value::text(root.map(|root| row.plan.arborescence.noeud(root).code.as_str()))
            },
        ),
        Colonne::new(
            ("enjeu_titre", "Premier niveau"),
            (Titre, Files),
            "titre du premier niveau",
            |row| {
                let root = row.plan.enjeu_of(row.fiche);
                Value::located(root.map(|root| &row.plan.arborescence.noeud(root).titre))
            },
        ),
        Colonne::new(
            ("objectif", "Code de l'objectif"),
            (Texte, Files),
            "code que nomme la fiche",
            |row| Value::text(row.fiche.objectif.as_ref().map(|code| code.as_str())),
        ),
        Colonne::new(
            ("objectif_titre", "Objectif"),
            (Titre, Files),
            "titre de ce code",
            |row| {
                let node = row.fiche.noeud;
                Value::located(node.map(|node| &row.plan.arborescence.noeud(node).titre))
            },
        ),
        Colonne::new(
            ("periode", "Période"),
            (Texte, Files),
            "période propre de la fiche",
            |row| Value::text(row.fiche.periode.as_ref().map(|periode| periode.texte())),
        ),
    ]
}

/// Returns the columns that say who acts, and for whom.
fn people<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    use Nature::Liste;
    use Place::{Everywhere, Files};
    vec![
        Colonne::new(
            ("pilotes", "Pilotes"),
            (Liste, Everywhere),
            "ceux qui mènent l'action",
            |row| match &*row.fiche.pilotes {
                [] => Value::Unsaid,
                pilotes => Value::texts(pilotes.iter().map(|pilote| row.plan.name_of(pilote))),
            },
        ),
        Colonne::new(
            ("services", "Services"),
            (Liste, Files),
            "services entre parenthèses après les pilotes",
            |row| {
                let services = row
                    .fiche
                    .pilotes
                    .iter()
                    .filter_map(|pilote| pilote.service());
                Value::texts(services.map(|service| service.as_str()))
            },
        ),
        Colonne::new(
            ("partenaires", "Partenaires"),
            (Liste, Files),
            "ceux qui y prennent part",
            |row| {
                let partenaires = row.fiche.partenaires.iter();
                Value::texts(partenaires.map(|partenaire| full(row.plan, partenaire)))
            },
        ),
        Colonne::new(
            ("publics", "Publics"),
            (Liste, Files),
            "ceux à qui elle s'adresse",
            |row| Value::texts(row.fiche.publics.iter().map(|public| public.as_str())),
        ),
    ]
}

/// Returns the columns that say how far it is.
fn state<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    use Nature::{Annee, Date, Liste, Mot, OuiNon, Titre};
    use Place::{Everywhere, Files, Screen};
    vec![
        Colonne::new(
            ("annees", "Années"),
            (Liste, Everywhere),
            "années de ses étapes et de sa période propre",
            |row| Value::years(row.annees()),
        ),
        Colonne::new(
            ("situation", "État"),
            (Mot, Screen),
            "état à la date de référence, avec « close en », « en retard » et « interne »",
            |row| Value::Said(situation(row)),
        ),
        Colonne::new(
            ("etat", "État"),
            (Mot, Files),
            "état à la date de référence",
            |row| Value::etat(row.etat()),
        ),
        Colonne::new(
            ("en_retard", "En retard"),
            (OuiNon, Files),
            "une étape, hors bilan promis, est en retard",
            |row| Value::Flag(row.en_retard()),
        ),
        Colonne::new(
            ("etapes_en_retard", "Étapes en retard"),
            (Liste, Files),
            "les étapes qui sont en retard, de la plus ancienne à la plus récente",
            |row| {
                let retards = row.retards();
                Value::texts(
                    retards
                        .iter()
                        .map(|(late, standing)| etape(late, standing.due)),
                )
            },
        ),
        Colonne::new(
            ("retard_depuis", "En retard depuis"),
            (Date, Files),
            "dernier jour où la plus ancienne de ces étapes était due",
            |row| {
                let retards = row.retards();
                Value::date(retards.first().map(|(_, standing)| standing.due.fin()))
            },
        ),
        Colonne::new(
            ("close_en", "Close en"),
            (Annee, Files),
            "année où elle s'est close",
            |row| row.close().map_or(Value::Absent, Value::Year),
        ),
        Colonne::new(
            ("prochaine_echeance", "Prochaine échéance"),
            (Date, Files),
            "dernier jour de la prochaine étape qui n'est ni tenue ni annulée",
            |row| Value::date(row.prochaine().map(|(_, standing)| standing.due.fin())),
        ),
        Colonne::new(
            ("prochaine_etape", "Prochaine étape"),
            (Titre, Files),
            "ce qu'est cette étape",
            |row| {
                let next = row.prochaine();
                Value::text(next.map(|(next, standing)| etape(next, standing.due)))
            },
        ),
        Colonne::new(
            ("bilans", "Bilans"),
            (Liste, Files),
            "années dont le bilan est lu",
            |row| Value::years(row.bilans()),
        ),
        Colonne::new(
            ("resultat", "Résultat"),
            (Mot, Files),
            "résultat du bilan de --annee, sinon du dernier",
            |row| {
                let bilan = row.dernier_bilan();
                Value::word(bilan.and_then(|bilan| bilan.resultat.as_deref().copied()))
            },
        ),
        Colonne::new(
            ("suite", "Suite"),
            (Mot, Files),
            "suite que demande le bilan de --annee, sinon le dernier",
            |row| {
                let bilan = row.dernier_bilan();
                Value::word(bilan.and_then(|bilan| bilan.suite.as_deref().copied()))
            },
        ),
    ]
}

/// Returns the columns of figures.
fn figures<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    use Nature::{Entier, Liste, Montant, Mot};
    use Place::Files;
    vec![
        Colonne::new(
            ("cout", "Coût"),
            (Mot, Files),
            "ce que le document dit du coût : non-defini, variable, nul",
            |row| Value::word(row.fiche.couts.nature.as_deref().copied()),
        ),
        Colonne::new(
            ("prevu", "Prévu"),
            (Montant, Files),
            "somme de ce qui est prévu, pour les années et les financeurs demandés",
            |row| Value::amount(row.couts().prevu),
        ),
        Colonne::new(
            ("realise", "Dépensé"),
            (Montant, Files),
            "somme de ce qui est dépensé, de même",
            |row| Value::amount(row.couts().realise),
        ),
        Colonne::new(
            ("lignes_de_couts", "Lignes de coûts"),
            (Entier, Files),
            "nombre de lignes de coûts, de même ; 0 : non chiffrée",
            |row| Value::Count(row.lignes().count()),
        ),
        Colonne::new(
            ("financeurs", "Financeurs"),
            (Liste, Files),
            "ceux qui financent",
            |row| Value::texts(row.fiche.couts.financeurs()),
        ),
        Colonne::new(
            ("indicateurs", "Indicateurs"),
            (Entier, Files),
            "nombre d'indicateurs",
            |row| Value::Count(row.fiche.indicateurs.len()),
        ),
    ]
}

/// Returns the columns of long texts.
fn texts<'a>() -> Vec<Colonne<'a, Situation<'a>>> {
    use Nature::{Liste, Texte, Titre};
    use Place::Files;
    vec![
        Colonne::new(
            ("resultats_attendus", "Résultats attendus"),
            (Liste, Files),
            "ce qui en est attendu",
            |row| {
                Value::texts(
                    row.fiche
                        .resultats_attendus
                        .iter()
                        .map(|text| text.as_str()),
                )
            },
        ),
        Colonne::new(
            ("mise_en_oeuvre", "Mise en œuvre"),
            (Titre, Files),
            "comment l'action se fait",
            |row| Value::located(row.fiche.mise_en_oeuvre.as_ref()),
        ),
        Colonne::new(
            ("source", "Source"),
            (Texte, Files),
            "où le document l'imprime",
            |row| Value::located(row.fiche.source.as_ref()),
        ),
    ]
}
