//! `donnee-personnelle`: a text gives a telephone number or an e-mail address.

use super::{Card, Check, Context, Example, Findings, Rule, Severity};
use crate::text::contact::{Contact, contacts};
use crate::text::located::Located;
use crate::text::texte::Texte;
use crate::text::source::At;

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "donnee-personnelle",
        severity: Severity::Warning,
        summary: "un texte donne un numéro de téléphone ou une adresse électronique",
        why: "Le plan est public, et git garde pour toujours ce qui y fut écrit une fois. Les noms de personnes ne peuvent pas être reconnus : n'en écrire aucun.",
        cure: "Retirer le numéro ou l'adresse, et nommer plutôt le service ; s'il est celui d'un accueil public, le dire avec « ignorer » et sa raison dans la fiche. Tant qu'il en reste dans les textes qu'il lit, « stspd bilan » n'écrit rien, quelle que soit la gravité que donne [regles] ; ce qui est interne n'y compte qu'avec --interne, et les fiches que laissent les filtres n'y comptent pas.",
        example: Example {
            bad: "note = \"Premier atelier ; contact : 06 12 34 56 78\"",
            good: "note = \"Premier atelier ; contact : service Jeunesse\"",
        },
    },
    check: Check::Texte(report),
};

/// Reports the numbers and addresses of a text.
pub(super) fn report(ctx: &Context<'_>, text: &Located<Texte>, findings: &mut Findings) {
    for (contact, at) in placed(ctx, text) {
        let (message, help) = match contact {
            Contact::Telephone => (
                "un numéro de téléphone est écrit dans un texte public",
                "retirer ce numéro, et nommer plutôt le service",
            ),
            Contact::Courriel => (
                "une adresse électronique est écrite dans un texte public",
                "retirer cette adresse, et nommer plutôt le service",
            ),
        };
        findings.report(at, message).help(help);
    }
}

/// Returns the numbers and addresses of a text, each at its place; at that of the text where the file spells it otherwise.
fn placed(ctx: &Context<'_>, text: &Located<Texte>) -> Vec<(Contact, At)> {
    let found = contacts(text);
    if found.is_empty() {
        return Vec::new();
    }
    let at = text.at();
    let spelled = contacts(ctx.sources.spelled(at));
    let as_it_is = spelled.len() == found.len();
    let place = |rank: usize| match spelled.get(rank) {
        Some((_, span)) if as_it_is => {
            let start = at.start();
            At::new(at.file(), start + span.start..start + span.end)
        }
        _ => at,
    };
    let found = found.into_iter().enumerate();
    found.map(|(rank, (contact, _))| (contact, place(rank))).collect()
}
