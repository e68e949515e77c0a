//! Plans at random, which shrink to the smallest that still fails.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::option::{self, weighted};
use proptest::prelude::*;
use proptest::sample::select;

use crate::faits::{
    ANNEES, Dit, bilan, etapes, indicateurs, ligne, ligne_de_texte, mentions, moment, suivi, texte,
};
use crate::jour::Periode;
use crate::plan::{BilanFiche, Fiche, NOMS, Noeud, Participant, Plan, TERRITOIRE};

/// Returns years of a plan or of a fiche.
fn periode() -> impl Strategy<Value = Periode> {
    (ANNEES, option::of(0..4i32)).prop_map(|(first, more)| Periode {
        first,
        last: more.map(|more| first + more),
    })
}

/// Returns trees of some levels, whose nodes come in any order.
fn arborescence(niveaux: usize) -> BoxedStrategy<Vec<Noeud>> {
    if niveaux == 0 {
        return Just(Vec::new()).boxed();
    }
    let label = select(vec!["1", "2", "10", "a", "b"]);
    let node = (any::<prop::sample::Index>(), label, ligne_de_texte());
    let tree = vec(node, 0..8).prop_map(move |raw| {
        let mut nodes: Vec<Noeud> = Vec::new();
        for (parent, label, titre) in raw {
            let parent = parent
                .index(nodes.len() + 1)
                .checked_sub(1)
                .map(|rank| &nodes[rank]);
            let code = match parent {
                Some(parent) if parent.code.split('.').count() < niveaux => {
                    format!("{}.{label}", parent.code)
                }
                _ => label.to_owned(),
            };
            if nodes.iter().all(|node| node.code != code) {
                nodes.push(Noeud { code, titre });
            }
        }
        nodes
    });
    (tree, any::<bool>())
        .prop_map(|(mut nodes, is_reversed)| {
            if is_reversed {
                nodes.reverse();
            }
            nodes
        })
        .boxed()
}

/// Returns who pilots a fiche or takes part in it.
fn participants() -> impl Strategy<Value = Vec<Participant>> {
    let one = (
        0..NOMS.len(),
        weighted(0.2, ligne_de_texte()),
        weighted(0.2, ligne_de_texte()),
    );
    let one = one.prop_map(|(nom, service, mention)| Participant {
        nom,
        service,
        mention,
    });
    vec(one, 0..3)
}

/// A fiche, and what is said of its étapes year by year, before the exercices are known.
type Brute = (
    Fiche,
    Vec<(i32, (BilanFiche, Vec<Dit>))>,
    prop::sample::Index,
);

/// Returns a fiche.
fn fiche() -> impl Strategy<Value = Brute> {
    let numero = select(vec!["1", "2", "10", "1.2", "1.10", "2-1"]).prop_map(str::to_owned);
    let commune = select(vec![TERRITOIRE, "Voisine", "BOURG exemple"]).prop_map(str::to_owned);
    let public = select(vec!["collégiens", "Collegiens", "a, b ; c"]).prop_map(str::to_owned);
    let head = (
        weighted(0.6, numero),
        texte(),
        weighted(0.3, commune),
        weighted(0.4, periode()),
        any::<prop::sample::Index>(),
        prop::bool::weighted(0.15),
        select(vec!["", "axe-1", "a/b"]),
    );
    let body = (
        participants(),
        participants(),
        vec(public, 0..3),
        weighted(0.3, texte()),
        vec(texte(), 0..3),
        option::of(select(vec!["non-defini", "variable", "nul"])),
        vec(ligne(), 0..4),
    );
    let facts = (
        etapes(),
        indicateurs(),
        suivi(),
        vec((ANNEES, bilan()), 0..4),
    );
    (head, body, facts).prop_map(|(head, body, facts)| {
        let (numero, titre, commune, periode, place, is_interne, dossier) = head;
        let (pilotes, partenaires, publics, mise_en_oeuvre, resultats_attendus, nature, lignes) =
            body;
        let (etapes, indicateurs, suivi, bilans) = facts;
        let lignes = if nature == Some("nul") {
            Vec::new()
        } else {
            lignes
        };
        let fiche = Fiche {
            id: String::new(),
            dossier,
            numero,
            titre,
            commune,
            periode,
            objectif: None,
            is_interne,
            pilotes,
            partenaires,
            publics,
            mise_en_oeuvre,
            resultats_attendus,
            nature,
            lignes,
            etapes,
            indicateurs,
            suivi,
            bilans: BTreeMap::new(),
        };
        (fiche, bilans, place)
    })
}

/// Returns the council's pages; no two cover the same year.
fn pages() -> impl Strategy<Value = BTreeMap<i32, Option<i32>>> {
    vec((ANNEES, 0..3i32), 0..3).prop_map(|raw| {
        let mut pages = BTreeMap::new();
        let mut covered = BTreeSet::new();
        for (year, before) in raw {
            if (year - before..=year).all(|year| !covered.contains(&year)) {
                covered.extend(year - before..=year);
                pages.insert(year, (before > 0).then_some(year - before));
            }
        }
        pages
    })
}

/// Returns plans.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let tree = (0..=4usize).prop_flat_map(|niveaux| {
        (
            Just(niveaux),
            vec(0..niveaux.max(1), 0..2),
            arborescence(niveaux),
        )
    });
    let head = (
        option::of(periode()),
        weighted(0.3, moment()),
        tree,
        prop::bool::weighted(0.85),
        pages(),
    );
    (head, vec(fiche(), 0..9)).prop_map(|(head, fiches)| {
        let (periode, prorogation, (niveaux, sans_numero, noeuds), has_acteurs, pages) = head;
        let mut plan = Plan {
            periode,
            prorogation,
            niveaux,
            sans_numero: if niveaux == 0 {
                Vec::new()
            } else {
                sans_numero
            },
            noeuds,
            has_acteurs,
            pages,
            fiches: Vec::new(),
        };
        plan.fiches = fiches
            .into_iter()
            .enumerate()
            .map(|(rank, raw)| placed(&plan, rank, raw))
            .collect();
        plan
    })
}

/// Gives a fiche its name, its place in the tree and its bilans.
fn placed(plan: &Plan, rank: usize, (mut fiche, bilans, place): Brute) -> Fiche {
    let ids = [
        "f",
        "a-1",
        "a-10",
        "a-2",
        "zz",
        "b",
        "c-c-c",
        "1",
        "nom-long-de-fiche",
    ];
    fiche.id = ids[rank].to_owned();
    let codes = plan.noeuds.iter().map(|node| Some(node.code.clone()));
    let mut places: Vec<Option<String>> = vec![None];
    places.extend(codes);
    if place.index(11) == 10 {
        places.push(Some("9.z".to_owned()));
    }
    fiche.objectif = place.get(&places).clone();
    for (year, (mut bilan, said)) in bilans {
        let exercice = plan.exercice(year);
        bilan.mentions = mentions(&fiche.etapes, exercice, said);
        fiche.bilans.entry(exercice.1).or_insert(bilan);
    }
    fiche
}
