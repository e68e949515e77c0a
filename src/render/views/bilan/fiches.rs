//! Fiche by fiche, in plan order or along an axis; then the bilans of associated fiches.

use std::collections::BTreeSet;

use super::Page;
use super::avancement::label;
use super::fiche::sheet;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::french::count;
use crate::render::views::titre::named;
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds each fiche of which a bilan is expected, then the bilans of associated fiches.
pub(super) fn fiches(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    document.section("Fiche par fiche");
    if bilan.synthese.attendus.is_empty() {
        document.say("Aucun bilan n'est attendu.");
    }
    if page.par.is_some() {
        grouped(bilan, document);
    } else {
        bilan
            .attendues()
            .for_each(|fiche| whole(bilan, fiche, 0, document));
    }
    associees(bilan, document);
}

/// Adds a fiche with its name.
fn whole(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, depth: usize, document: &mut Document) {
    document.push(Block::heading(depth, named(bilan.plan, fiche.fiche)));
    sheet(bilan, fiche, depth + 1, document);
}

/// Adds the fiches of each group. One that stands in several is shown in the first, and named in the others.
fn grouped(bilan: &Bilan<'_>, document: &mut Document) {
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for group in bilan.groupes() {
        let expected = |rang: &&usize| bilan.fiches[**rang].is_attendue();
        let members: Vec<usize> = group.rangs.iter().filter(expected).copied().collect();
        if members.is_empty() {
            continue;
        }
        document.push(Block::Subsection(label(bilan, group)));
        let (new, old): (Vec<usize>, Vec<usize>) =
            members.iter().partition(|rang| !shown.contains(rang));
        for &rang in &new {
            whole(bilan, &bilan.fiches[rang], 1, document);
        }
        if !old.is_empty() {
            document.say(Text::new("Présentées plus haut\u{a0}:", Tone::Faint));
            let names = old
                .iter()
                .map(|&rang| named(bilan.plan, bilan.fiches[rang].fiche).into());
            document.push(Block::Items(names.collect()));
        }
        shown.extend(new);
    }
}

/// Adds the associated fiches: how many, and the bilans that are written of some.
fn associees(bilan: &Bilan<'_>, document: &mut Document) {
    let number = bilan.associees().count();
    if number == 0 {
        return;
    }
    document.push(Block::Subsection("Fiches associées".to_owned()));
    document.say(format!(
        "{}, dont aucun bilan n'est attendu ici.",
        count(number, "fiche associée")
    ));
    let written = bilan.associees().filter(|fiche| fiche.bilan.is_some());
    written.for_each(|fiche| whole(bilan, fiche, 1, document));
}
