//! `fiche-hors-periode`: a fiche's own period is outside the plan's.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "fiche-hors-periode",
        severity: Severity::Warning,
        summary: "la période d'une fiche est tout entière hors de celle du plan",
        why: "La fiche n'est attendue dans aucun bilan du plan.",
        cure: "Corriger la période de la fiche, ou la retirer : la fiche suit alors celle du plan.",
        example: Example {
            bad: "periode = \"2019\"\n(et le plan ne couvre que 2017)",
            good: "periode = \"2017\"",
        },
    },
    check: Check::Fiche(check),
};

/// Looks for periods that have no day in common with the plan's.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let strategie = &ctx.plan.strategie;
    let (Some(plan), Some(periode)) = (&strategie.periode, &fiche.periode) else {
        return;
    };
    let extension = strategie.prorogation.as_ref();
    let extension = extension.map(|prorogation| *prorogation.fin);
    if !plan.overlaps(periode, extension) {
        let extended = extension.map_or("", |_| ", prorogation comprise");
        findings
            .report(
                periode.at(),
                format!(
                    "la période de la fiche, « {} », est hors de celle du plan, « {} »{extended}",
                    periode.texte(),
                    plan.texte()
                ),
            )
            .help("corriger cette période, ou retirer la ligne : la fiche suit alors celle du plan");
    }
}
