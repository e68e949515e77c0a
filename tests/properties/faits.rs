//! Facts at random, from which plans are made: texts, dates, étapes, journals, bilans.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option::{self, weighted};
use proptest::prelude::*;
use proptest::sample::select;

use crate::jour::{Jour, Moment, Quand, length};
use crate::plan::{
    BilanFiche, ETATS, Entree, Etape, GENRES, Indicateur, Ligne, Mention, RESULTATS, SUITES, Sort,
};

/// The years of these plans.
pub(crate) const ANNEES: std::ops::RangeInclusive<i32> = 2015..=2021;

/// Pieces of texts: words, and what each format has a use for.
const MORCEAUX: [&str; 40] = [
    "mot",
    "été",
    "cœur",
    "Ç'a",
    "l’",
    "« dit »",
    ",",
    ";",
    " ; ",
    "\"",
    "\"\"",
    "'",
    "|",
    "||",
    "<b>",
    "</td>",
    "<",
    ">",
    "&",
    "&amp;",
    "=",
    "=1",
    "+2",
    "-",
    "@x",
    "\\",
    "\\n",
    "\u{a0}",
    "\u{202f}",
    "*",
    "_",
    "`",
    "#",
    "[x](y)",
    "$1",
    "~",
    "12",
    "::",
    ":",
    "%",
];

/// Returns texts of one line or several, whatever signs they hold; a first and a last sign that show.
pub(crate) fn texte() -> impl Strategy<Value = String> {
    let between = select(vec![" ", " ", "", "\n", "\n\n", "\t", "  "]);
    let pieces = vec((select(&MORCEAUX[..]), between), 1..5);
    pieces.prop_map(|pieces| {
        let text: String = pieces
            .iter()
            .flat_map(|(piece, after)| [*piece, *after])
            .collect();
        let text = text.trim();
        if text.is_empty() {
            "vide".to_owned()
        } else {
            text.to_owned()
        }
    })
}

/// Returns texts of one line.
pub(crate) fn ligne_de_texte() -> impl Strategy<Value = String> {
    texte().prop_map(|text| text.replace(['\n', '\t'], " "))
}

/// Returns days.
pub(crate) fn jour() -> impl Strategy<Value = Jour> {
    let middle = (ANNEES, 1..=12u32, 1..=31u32)
        .prop_map(|(year, month, day)| Jour(year, month, day.min(length(year, month))));
    let edge = (ANNEES, any::<bool>()).prop_map(|(year, is_end)| {
        if is_end {
            Jour(year, 12, 31)
        } else {
            Jour(year, 1, 1)
        }
    });
    prop_oneof![2 => middle, 1 => edge]
}

/// Returns moments.
pub(crate) fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        ANNEES.prop_map(Moment::Annee),
        (ANNEES, 1..=12u32).prop_map(|(year, month)| Moment::Mois(year, month)),
        jour().prop_map(Moment::Jour),
    ]
}

/// Returns every form of `quand`.
pub(crate) fn quand() -> impl Strategy<Value = Quand> {
    (moment(), weighted(0.3, moment()), any::<bool>()).prop_map(|(from, to, is_bare)| {
        let is_after = |to: &Moment| from.first() <= to.first() && from.last() < to.last();
        Quand {
            from,
            to: to.filter(is_after),
            is_bare,
        }
    })
}

/// Returns a cost line.
pub(crate) fn ligne() -> impl Strategy<Value = Ligne> {
    let amount = || {
        weighted(
            0.7,
            prop_oneof![0..100_000i64, (0..1000i64).prop_map(|euros| euros * 100)],
        )
    };
    let payer =
        select(vec!["FIPD", "Région | « Exemple »", "fipd", "=CAF"]).prop_map(str::to_owned);
    (
        weighted(0.9, ANNEES),
        weighted(0.3, texte()),
        weighted(0.7, payer),
        amount(),
        amount(),
    )
        .prop_map(|(annee, objet, financeur, prevu, realise)| Ligne {
            annee,
            objet,
            financeur,
            prevu,
            realise,
        })
}

/// Returns the étapes of a fiche; no occurrence is written twice.
pub(crate) fn etapes() -> impl Strategy<Value = Vec<Etape>> {
    let genre = weighted(0.6, select(&GENRES[..]));
    let one = (
        vec(quand(), 0..4),
        weighted(0.8, texte()),
        weighted(0.1, texte()),
        genre,
    );
    vec(one, 0..4).prop_map(|all| {
        let etape = |(rank, (quand, quoi, imprime, genre)): (usize, (Vec<Quand>, _, _, _))| {
            let mut said = BTreeSet::new();
            let quand = quand
                .into_iter()
                .filter(|quand| said.insert(quand.text()))
                .collect();
            Etape {
                nom: format!("e{rank}"),
                quand,
                quoi,
                imprime,
                genre,
            }
        };
        all.into_iter().enumerate().map(etape).collect()
    })
}

/// Returns the journal of a fiche, in any order.
pub(crate) fn suivi() -> impl Strategy<Value = Vec<Entree>> {
    let state = weighted(0.7, select(&ETATS[..]));
    let one = (
        jour(),
        state,
        weighted(0.3, texte()),
        prop::bool::weighted(0.2),
    );
    let one = one.prop_map(|(date, etat, note, is_interne)| Entree {
        date,
        etat,
        note,
        is_interne,
    });
    vec(one, 0..4)
}

/// What is said of an occurrence before it is known which ones there are.
pub(crate) type Dit = (prop::sample::Index, prop::sample::Index, bool, Sort);

/// Returns what is reported for a year, and what is said of occurrences.
pub(crate) fn bilan() -> impl Strategy<Value = (BilanFiche, Vec<Dit>)> {
    let sort = prop_oneof![
        2 => Just(Sort::Tenue),
        1 => Just(Sort::Annulee),
        2 => option::of(quand()).prop_map(Sort::Reportee),
    ];
    let index = any::<prop::sample::Index>;
    let blank = prop_oneof![4 => texte(), 1 => Just(" \n ".to_owned())];
    (
        weighted(0.6, select(&ETATS[..])),
        weighted(0.5, select(&RESULTATS[..])),
        weighted(0.5, select(&SUITES[..])),
        (
            weighted(0.5, blank),
            weighted(0.2, texte()),
            weighted(0.2, texte()),
        ),
        vec((index(), index(), any::<bool>(), sort), 0..5),
    )
        .prop_map(|(etat, resultat, suite, texts, said)| {
            let (realisations, difficultes, perspectives) = texts;
            let mentions = Vec::new();
            let bilan = BilanFiche {
                etat,
                resultat,
                suite,
                realisations,
                difficultes,
                perspectives,
                mentions,
            };
            (bilan, said)
        })
}

/// Says of which occurrences a bilan speaks: each once, and without its date where it needs none.
pub(crate) fn mentions(etapes: &[Etape], exercice: (i32, i32), said: Vec<Dit>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for (etape, occurrence, is_named, sort) in said {
        let dated: Vec<usize> = (0..etapes.len())
            .filter(|rank| !etapes[*rank].quand.is_empty())
            .collect();
        if dated.is_empty() {
            return mentions;
        }
        let etape = *etape.get(&dated);
        let occurrence = occurrence.index(etapes[etape].quand.len());
        if mentions
            .iter()
            .all(|other| (other.etape, other.occurrence) != (etape, occurrence))
        {
            mentions.push(Mention {
                etape,
                occurrence,
                is_named,
                sort,
            });
        }
    }
    let spoken: Vec<usize> = mentions.iter().map(|mention| mention.etape).collect();
    for mention in &mut mentions {
        let quand = &etapes[mention.etape].quand;
        // A span is counted in its last year.
        let is_printed = |rank: &usize| (exercice.0..=exercice.1).contains(&quand[*rank].last().0);
        let printed: Vec<usize> = (0..quand.len()).filter(is_printed).collect();
        let is_alone = spoken
            .iter()
            .filter(|etape| **etape == mention.etape)
            .count()
            == 1;
        let is_clear = quand.len() == 1 || printed == [mention.occurrence];
        mention.is_named |= !(is_alone && is_clear);
    }
    mentions
}

/// Returns indicators.
pub(crate) fn indicateurs() -> impl Strategy<Value = Vec<Indicateur>> {
    let values = proptest::collection::btree_map(ANNEES, (0..500i64, any::<bool>()), 0..4);
    let targets = proptest::collection::btree_map(ANNEES, 0..500i64, 0..3);
    let way = option::of(select(vec!["hausse", "baisse", "stable"]));
    vec((option::of(ligne_de_texte()), way, values, targets), 0..2).prop_map(|all| {
        let one = |(rank, (nom, sens, valeurs, cibles))| {
            let code = format!("i{rank}");
            Indicateur {
                code,
                nom,
                sens,
                valeurs,
                cibles,
            }
        };
        all.into_iter().enumerate().map(one).collect()
    })
}
