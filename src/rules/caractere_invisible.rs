//! `caractere-invisible`: a text holds a character that nobody sees, and that sets words apart that look the same.

use super::{Card, Check, Context, Example, Findings, Located, Rule, Severity, Texte};
use crate::text::safe::{is_hidden, may_hide};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "caractere-invisible",
        severity: Severity::Warning,
        summary: "un texte contient un caractère que personne ne voit",
        why: "Collé depuis un traitement de texte ou une page, il empêche de retrouver un mot qui paraît pourtant bien écrit.",
        cure: "Effacer le mot et le retaper.",
        example: Example {
            bad: "note = \"Premier ate\\u200blier\"",
            good: "note = \"Premier atelier\"",
        },
    },
    check: Check::Texte(check),
};

/// Looks for such characters; the first of each text, with how many there are.
fn check(ctx: &Context<'_>, text: &Located<Texte>, findings: &mut Findings) {
    if !may_hide(text) {
        return;
    }
    let mut hidden = text.chars().filter(|next| is_hidden(*next));
    let Some(first) = hidden.next() else { return };
    let code = u32::from(first);
    let message = match hidden.count() {
        0 => format!("un caractère invisible se cache ici (U+{code:04X})"),
        others => format!("{} caractères invisibles se cachent ici (U+{code:04X}…)", others + 1),
    };
    findings.report(ctx.character(text.at(), first), message).help("effacer le mot et le retaper");
}
