//! What the fiches of which a bilan is expected cost: by funder, and by type of spending.

use std::collections::BTreeMap;

use super::FicheBilan;
use crate::model::cout::{LigneCout, SommeCouts, TypeCout};
use crate::model::mot::Mot;
use crate::text::fold::fold;

/// The sums of the lines that have something in common, which is nothing where they do not say it.
#[derive(Debug)]
pub(crate) struct Part<K> {
    /// What they have in common.
    pub(crate) cle: Option<K>,
    /// How many lines there are.
    pub(crate) lignes: usize,
    /// Their sums.
    pub(crate) couts: SommeCouts,
}

/// The costs of a bilan, shared out.
#[derive(Debug)]
pub(crate) struct Financement<'a> {
    /// By whom pays, as the first line writes it, in the order of names; those that do not say last.
    pub(crate) par_financeur: Vec<Part<&'a str>>,
    /// By type of spending, in the order of the words; those that do not say last.
    pub(crate) par_type: Vec<Part<TypeCout>>,
}

impl<'a> Financement<'a> {
    /// Shares out the lines of the fiches of which a bilan is expected.
    pub(crate) fn of(fiches: &[FicheBilan<'a>]) -> Self {
        let attendues = fiches.iter().filter(|fiche| fiche.is_attendue());
        let lines: Vec<&'a LigneCout> = attendues
            .flat_map(|fiche| fiche.lignes.iter().copied())
            .collect();
        let mut funders: BTreeMap<String, (&'a str, Vec<&'a LigneCout>)> = BTreeMap::new();
        let mut unsaid = Vec::new();
        for &line in &lines {
            match &line.financeur {
                Some(name) => {
                    let entry = funders.entry(fold(name));
                    let (_, paid) = entry.or_insert((name.as_str(), Vec::new()));
                    paid.push(line);
                }
                None => unsaid.push(line),
            }
        }
        let named = funders
            .into_values()
            .map(|(name, lines)| part(Some(name), &lines));
        let types = TypeCout::ALL.iter().map(|&genre| Some(genre)).chain([None]);
        let of_type = |genre: Option<TypeCout>| {
            let of_type = |line: &&LigneCout| line.genre.as_deref().copied() == genre;
            let lines: Vec<&LigneCout> = lines.iter().copied().filter(of_type).collect();
            part(genre, &lines)
        };
        Self {
            par_financeur: kept(named.chain([part(None, &unsaid)])),
            par_type: kept(types.map(of_type)),
        }
    }
}

/// Adds up lines that have something in common.
fn part<K>(cle: Option<K>, lines: &[&LigneCout]) -> Part<K> {
    Part {
        cle,
        lignes: lines.len(),
        couts: SommeCouts::of(lines.iter().copied()),
    }
}

/// Keeps the parts that have lines.
fn kept<K>(parts: impl Iterator<Item = Part<K>>) -> Vec<Part<K>> {
    parts.filter(|part| part.lignes > 0).collect()
}
