//! `instance-inconnue`: a council's page names a body that the strategy does not declare.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "instance-inconnue",
        severity: Severity::Error,
        summary: "une présentation du bilan nomme une instance que la stratégie ne déclare pas",
        why: "Le bilan ne pourrait pas dire devant qui il a été présenté.",
        cure: "Écrire la clé de l'instance comme dans [instances.…] de strategie.toml, ou l'y déclarer.",
        example: Example { bad: "# strategie.toml\n[instances.conseil-municipal]\n# bilans/2017.toml\npresentations = [{ instance = \"conseil\", date = 2018-02-15 }]", good: "# strategie.toml\n[instances.conseil-municipal]\n# bilans/2017.toml\npresentations = [{ instance = \"conseil-municipal\", date = 2018-02-15 }]" },
    },
    check: Check::Plan(check),
};

/// Looks for keys that no instance has.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let codes: Vec<&str> = ctx
        .plan
        .strategie
        .instances
        .iter()
        .map(|instance| instance.code.as_str())
        .collect();
    for presentation in ctx.plan.pages.iter().flat_map(|page| &page.presentations) {
        let instance = &presentation.instance;
        if !codes.contains(&instance.as_str()) {
            let help = match nearest(instance, codes.iter().copied()).as_slice() {
                [] => format!("déclarer [instances.{}] dans strategie.toml", **instance),
                close => format!("vouliez-vous dire {} ?", quoted_or(close)),
            };
            findings
                .report(
                    instance.at(),
                    format!("instance inconnue : « {} »", **instance),
                )
                .help(help);
        }
    }
}
