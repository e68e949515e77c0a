//! `acteur-inconnu`: a fiche names an actor that `acteurs.toml` does not declare.

use super::{Card, Check, Context, Example, Fiche, Findings, Rule, Severity};
use crate::model::acteur::{Annuaire, Identite};
use crate::text::nearest::{nearest, quoted_or};

/// The rule's identity card, stamped on each finding by the runner.
pub(super) static RULE: Rule = Rule {
    card: Card {
        id: "acteur-inconnu",
        severity: Severity::Error,
        summary: "un pilote ou un partenaire n'est pas déclaré dans acteurs.toml",
        why: "Un nom inconnu est souvent une faute de frappe : l'acteur serait oublié dans les listes et les comptes.",
        cure: "Corriger le nom, ou déclarer l'acteur dans acteurs.toml ; une autre écriture du même acteur y devient un alias.",
        example: Example { bad: "partenaires = [\"Collège des Prés\", \"Police municpale\"]", good: "partenaires = [\"Collège des Prés\", \"Police municipale\"]" },
    },
    check: Check::Fiche(check),
};

/// Looks for names that nobody bears.
fn check(ctx: &Context<'_>, fiche: &Fiche, findings: &mut Findings) {
    let Some(annuaire) = &ctx.plan.annuaire else {
        return;
    };
    let pilotes = fiche
        .pilotes
        .iter()
        .map(|participant| ("pilote", participant));
    let partenaires = fiche
        .partenaires
        .iter()
        .map(|participant| ("partenaire", participant));
    for (role, participant) in pilotes
        .chain(partenaires)
        .filter(|(_, participant)| participant.identite == Identite::Unknown)
    {
        findings
            .report(
                participant.nom.at(),
                format!("{role} inconnu : « {} »", *participant.nom),
            )
            .help(help(annuaire, &participant.nom));
    }
}

/// Returns the way out of a name that nobody bears.
fn help(annuaire: &Annuaire, name: &str) -> String {
    if let Some(help) = several(annuaire, name).or_else(|| bracketed(annuaire, name)) {
        return help;
    }
    let names = annuaire
        .acteurs()
        .iter()
        .flat_map(|acteur| acteur.names())
        .map(|name| name.as_str());
    match nearest(name, names).as_slice() {
        [] => "déclarer l'acteur dans acteurs.toml".to_owned(),
        close => format!(
            "corriger en {}, ou déclarer l'acteur dans acteurs.toml",
            quoted_or(close)
        ),
    }
}

/// Returns the help on several names in one text, when an actor bears one of them: each has its own quotation marks.
fn several(annuaire: &Annuaire, name: &str) -> Option<String> {
    let parts: Vec<&str> = name
        .split([',', ';', '/'])
        .flat_map(|part| part.split(" et "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let known = |part: &&&str| annuaire.identify(part) != Identite::Unknown;
    let borne = parts.iter().filter(known).count();
    let unborne: Vec<&str> = parts.iter().filter(|part| !known(part)).copied().collect();
    if parts.len() < 2 || borne == 0 || name.contains(['"', '\\']) {
        return None;
    }
    let items: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
    let mut help = format!("écrire chaque nom entre ses propres guillemets : {}", items.join(", "));
    if !unborne.is_empty() {
        help.push_str(&format!(" ; puis déclarer {} dans acteurs.toml", unborne.join(", ")));
    }
    Some(help)
}

/// Returns the help on a name followed by a bracket, when an actor bears the name: « Ville de Lomme (CCAS) ».
fn bracketed(annuaire: &Annuaire, name: &str) -> Option<String> {
    let (actor, bracket) = name.strip_suffix(')')?.split_once('(')?;
    let (actor, bracket) = (actor.trim(), bracket.trim());
    let is_plain = !name.contains(['"', '\\']) && !bracket.is_empty();
    (is_plain && annuaire.identify(actor) != Identite::Unknown)
        .then(|| format!("écrire {{ acteur = \"{actor}\", service = \"{bracket}\" }}"))
}

#[cfg(test)]
mod tests {
    use crate::load::memory::loaded;

    /// Returns the help on a name of partenaire.
    fn help(name: &str) -> String {
        let fiche = format!("titre = \"x\"\npartenaires = [\"{name}\"]\n");
        let acteurs = "[ville]\nnom = \"Ville de Lille\"\n\n[ccas]\nnom = \"CCAS\"\n";
        let loaded = loaded("", &[("a", fiche.as_str()), ("./acteurs", acteurs)]);
        let plan = loaded.plan.as_ref().expect("the strategy is sound");
        let annuaire = plan.annuaire.as_ref().expect("the actors are sound");
        super::help(annuaire, name)
    }

    #[test]
    fn several_names_in_one_text_are_told_apart() {
        assert_eq!(
            help("Ville de Lille, CCAS"),
            "écrire chaque nom entre ses propres guillemets : \"Ville de Lille\", \"CCAS\""
        );
        assert!(help("CCAS et Parquet").ends_with("; puis déclarer Parquet dans acteurs.toml"));
        assert_eq!(help("Parquet et Préfecture"), "déclarer l'acteur dans acteurs.toml");
    }

    #[test]
    fn a_bracket_is_a_service() {
        assert_eq!(
            help("Ville de Lille (Jeunesse)"),
            "écrire { acteur = \"Ville de Lille\", service = \"Jeunesse\" }"
        );
    }
}
