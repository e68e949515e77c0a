//! `numero-en-double`: two fiches of one commune have the same number at the same node.

use super::{Card, Check, Context, Example, Findings, Rule, Severity, each_namesake};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "numero-en-double",
        severity: Severity::Warning,
        summary: "deux fiches ont le même numéro au même endroit du plan",
        why: "Une référence comme « 1.1/2 » désignerait deux fiches.",
        cure: "Reprendre le numéro du document ; s'il imprime deux fois le même, le dire dans « ignorer », avec la raison.",
        example: Example {
            bad: "numero = \"1\"\n(et une autre fiche du même objectif porte le numéro 1)",
            good: "numero = \"3\"",
        },
    },
    check: Check::Plan(check),
};

/// Looks for numbers that an earlier fiche has.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    each_namesake(
        ctx.plan,
        |fiche| fiche.numero.as_ref(),
        |first, numero, place| {
            findings
                .report(
                    numero.at(),
                    format!(
                        "la fiche « {} » a déjà le numéro « {} » {place}",
                        first.id, **numero
                    ),
                )
                .help("corriger l'un des deux numéros d'après le document");
        },
    );
}
