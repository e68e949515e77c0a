//! How far the fiches are along an axis: by node of the first level unless another was asked for.

use super::Page;
use crate::render::document::{Bars, Block, Document, Kind, Table, Text, Tone};
use crate::render::french::plural;
use crate::render::views::cles::{capitalized, par, shown};
use crate::render::views::series::{by_state, states};
use crate::render::views::words::{among, tally};
use crate::report::bilan::Bilan;
use crate::report::bilan::groupes::Groupe;
use crate::report::synthese::axe::Axe;

/// Adds how far the fiches of each group are.
pub(super) fn avancement(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    let groups = bilan.groupes();
    let axe = par(bilan.plan, page.par.unwrap_or(Axe::Enjeu));
    document.section(&format!("Avancement par {axe}"));
    if groups.is_empty() {
        return document.say("Aucune fiche.");
    }
    document.draw(bars(bilan, groups, &axe));
    let mut table = Table::new(
        format!("Avancement par {axe}"),
        &[
            ("", Kind::Title),
            ("Associées", Kind::Figure),
            ("Propres", Kind::Figure),
            ("Bilans", Kind::Words),
            ("État des fiches", Kind::Words),
            ("Étapes tenues", Kind::Words),
        ],
    );
    if let Some(first) = table.columns.first_mut() {
        first.title = capitalized(&axe).into();
    }
    table.rows = groups.iter().map(|group| line(bilan, group)).collect();
    document.push(Block::Table(table));
    document.say(Text::new("Les bilans, états et étapes sont ceux des fiches propres dont un bilan est attendu\u{a0}; les fiches associées n'y entrent jamais.", Tone::Faint));
    let counted: usize = groups.iter().map(|group| group.rangs.len()).sum();
    if counted > bilan.fiches.len() {
        let said = "Une fiche compte sur chacune de ses lignes\u{a0}: leur somme dépasse le nombre des fiches.";
        document.say(Text::new(said, Tone::Faint));
    }
}

/// Returns the name of a group.
pub(super) fn label(bilan: &Bilan<'_>, group: &Groupe<'_>) -> String {
    capitalized(&shown(bilan.plan, group.cle))
}

/// Returns the states of the fiches of each group, drawn; nothing where no bilan is expected.
fn bars(bilan: &Bilan<'_>, groups: &[Groupe<'_>], axe: &str) -> Option<Block> {
    let expected = groups.iter().filter(|group| group.avancement.attendus > 0);
    let rows = expected.map(|group| (label(bilan, group), by_state(&group.avancement.etats)));
    let rows: Vec<(String, Vec<usize>)> = rows.collect();
    (!rows.is_empty()).then(|| {
        Block::Bars(Bars {
            caption: format!("État des fiches dont un bilan est attendu, par {axe}").into(),
            unit: "fiche",
            series: states(),
            rows,
        })
    })
}

/// Returns the cells of a group.
fn line(bilan: &Bilan<'_>, group: &Groupe<'_>) -> Vec<Text> {
    let line = &group.avancement;
    let unless = |is_none: bool, said: String| match is_none {
        true => Text::new("–", Tone::Faint),
        false => said.into(),
    };
    let none = line.attendus == 0;
    let absent = plural(line.etats.absent, "non renseigné");
    let held = among(line.etapes.tenues, line.etapes.dues);
    vec![
        label(bilan, group).into(),
        (line.fiches - line.propres).to_string().into(),
        line.propres.to_string().into(),
        unless(none, among(line.saisis, line.attendus)),
        unless(none, tally(&line.etats, &absent)),
        unless(line.etapes.dues == 0, held),
    ]
}
