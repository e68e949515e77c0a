//! `caractere-de-commande`: a file holds a character that gives orders to what shows it.

use std::collections::HashSet;

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::text::safe::{commands, may_command};
use crate::text::source::{At, FileId};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "caractere-de-commande",
        severity: Severity::Error,
        summary: "un caractère invisible donne des ordres à l'écran",
        why: "Un tel caractère peut changer le sens de la lecture ou cacher un passage : ce que l'on voit n'est plus ce qui est écrit.",
        cure: "Supprimer le caractère ; souvent il est plus simple d'effacer tout le passage et de le retaper.",
        example: Example {
            bad: "note = \"Premier \\u202eatelier\"",
            good: "note = \"Premier atelier\"",
        },
    },
    check: Check::Plan(check),
};

/// Looks for such characters: as they are, anywhere in a file, comments included; and spelled out in a text.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    // Of what could not be read whole, only the texts that could: its faults may be these very characters.
    let fiches = ctx.plan.fiches().iter();
    let partial: HashSet<FileId> = fiches
        .filter(|fiche| fiche.partielle)
        .map(|fiche| fiche.at.file)
        .collect();
    let mut spells = false;
    for file in ctx.sources.files() {
        let text = ctx.sources.text(file);
        let has_escape = memchr::memchr(b'\\', text.as_bytes()).is_some();
        spells |= has_escape && (text.contains("\\u") || text.contains("\\U"));
        if !partial.contains(&file) && may_command(text) {
            as_they_are(ctx, file, findings);
        }
    }
    if spells || !partial.is_empty() {
        in_texts(ctx, &partial, findings);
    }
}

/// Looks for characters that a text spells out, or holds as they are in a file that could not be read whole.
fn in_texts(ctx: &Context<'_>, partial: &HashSet<FileId>, findings: &mut Findings) {
    ctx.plan.each_text(|text| {
        let Some(character) = text.chars().find(|next| commands(*next)) else {
            return;
        };
        let is_spelled_out = !ctx.sources.spelled(text.at()).contains(character);
        if is_spelled_out || partial.contains(&text.at().file) {
            report(findings, ctx.character(text.at(), character), character);
        }
    });
}

/// Looks for characters that a file holds as they are; the first of each line.
fn as_they_are(ctx: &Context<'_>, file: FileId, findings: &mut Findings) {
    let text = ctx.sources.text(file);
    let mut line_end = 0;
    // All of them are beyond ASCII, where the parser refuses them.
    for (at, character) in text.char_indices().filter(|(_, next)| !next.is_ascii()) {
        if at >= line_end && commands(character) {
            let place = At::new(file, at..at + character.len_utf8());
            report(findings, place, character);
            line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        }
    }
}

/// Reports a character at a place.
fn report(findings: &mut Findings, at: At, character: char) {
    let message = format!("un caractère de commande invisible (U+{:04X})", u32::from(character));
    findings
        .report(at, message)
        .help("supprimer ce caractère, ou effacer le passage et le retaper");
}
