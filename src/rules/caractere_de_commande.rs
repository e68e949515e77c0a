//! `caractere-de-commande`: a file holds a character that gives orders to what shows it.

use std::collections::HashSet;

use super::{Card, Check, Context, Example, Fiche, Findings, Located, Rule, Severity, Texte};
use crate::model::horizon::Horizon;
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
    check: Check::Both(check_common, check_fiche),
};

/// Looks for such characters in the files that hold no fiche: as they are, comments included; and spelled out in a text.
fn check_common(ctx: &Context<'_>, findings: &mut Findings) {
    let fiches: HashSet<FileId> = ctx.plan.fiches().iter().map(|fiche| fiche.at.file()).collect();
    for file in ctx.sources.files().filter(|file| !fiches.contains(file)) {
        as_they_are(ctx, file, findings);
    }
    ctx.plan.each_common_text(|text| in_text(ctx, text, false, findings));
}

/// Looks for such characters in the file of a fiche. Of one that could not be read whole, only in the texts that could: its
/// faults may be these very characters.
fn check_fiche(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let file = fiche.at.file();
    if !fiche.partielle {
        as_they_are(ctx, file, findings);
    }
    let may_spell = memchr::memchr(b'\\', ctx.sources.text(file).as_bytes()).is_some();
    if may_spell || fiche.partielle {
        fiche.each_text(Horizon::ALL, |text| in_text(ctx, text, fiche.partielle, findings));
    }
}

/// Looks for a character that a text spells out, or holds as it is in a file that could not be read whole.
fn in_text(ctx: &Context<'_>, text: &Located<Texte>, is_partial: bool, findings: &mut Findings) {
    let Some(character) = text.chars().find(|next| commands(*next)) else {
        return;
    };
    if is_partial || !ctx.sources.spelled(text.at()).contains(character) {
        report(findings, ctx.character(text.at(), character), character);
    }
}

/// Looks for characters that a file holds as they are; the first of each line.
fn as_they_are(ctx: &Context<'_>, file: FileId, findings: &mut Findings) {
    let text = ctx.sources.text(file);
    if !may_command(text) {
        return;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::said_by;

    #[test]
    fn a_character_is_found_however_it_is_spelled() {
        for spelled in ["\\u202e", "\\u202E", "\\U0000202e", "\u{202e}"] {
            let fiche = format!("titre = \"T{spelled}\"\n");
            assert_eq!(said_by(&RULE, "", &[("f", &fiche)]).len(), 1, "{spelled}");
        }
    }

    #[test]
    fn files_that_hold_no_fiche_are_looked_at_too() {
        let page = ("bilans/2017", "introduction = \"a\u{202e}b\" # \u{202e}\n");
        assert_eq!(said_by(&RULE, "niveaux = [\"a\\u202eb\"]\n", &[page]).len(), 2);
    }
}
