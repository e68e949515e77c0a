//! `cout-sans-montant`: a line of costs without any amount.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "cout-sans-montant",
        severity: Severity::Warning,
        summary: "une dépense n'a aucun montant",
        why: "La ligne fait passer l'année pour chiffrée, et n'ajoute rien à aucun total.",
        cure: "Ajouter « prevu » ou « realise » à la ligne, ou la supprimer : une dépense qui n'est pas chiffrée se dit dans « note ».",
        example: Example {
            bad: "{ annee = 2017, objet = \"matériel\" },",
            good: "{ annee = 2017, objet = \"matériel\", prevu = 300, realise = 280 },",
        },
    },
    check: Check::Whole(check),
};

/// Looks for lines that say neither what was planned nor what was spent.
fn check(_: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    for line in &fiche.couts.lignes {
        if line.prevu.is_none() && line.realise.is_none() {
            findings
                .report(line.at, "cette dépense n'a aucun montant")
                .help(
                    "ajouter à la ligne, par exemple : prevu = 300 ; sans montant connu, \
                     la supprimer et le dire dans « note », sous [couts]",
                );
        }
    }
}
