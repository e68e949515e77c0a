//! What the bilan says of one fiche: what was planned, what was done, what it cost, and how its indicators go.

use super::Page;
use super::annees::{comparaison, perspectives, vigilance};
use super::etapes::etapes;
use super::indicateurs::indicateurs;
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::model::vie::Attente;
use crate::render::document::{Block, Document, Text, Tone};
use crate::render::views::people;
use crate::render::views::words::{costs, life};
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds all that the bilan says of the only fiche that it is about.
pub(super) fn one_fiche(page: &Page<'_>, fiche: &Fiche, document: &mut Document) {
    let bilan = page.bilan;
    document.section("L'action");
    document.push(Block::Fields(action(bilan, fiche)));
    if let Some(text) = &fiche.mise_en_oeuvre {
        document.push(Block::Subsection("Mise en œuvre".to_owned()));
        document.push(Block::Prose(text.to_string()));
    }
    let label = bilan.exercice.label();
    document.section(&format!("Bilan {label}"));
    for fiche in &bilan.fiches {
        match fiche.attente {
            Attente::NonConcernee(vie) => {
                document.say(format!("Non concernée en {label}\u{a0}: {}.", life(vie)));
            }
            Attente::Associee => {
                document.say("Fiche associée, dont aucun bilan n'est attendu ici.")
            }
            Attente::Attendue => {}
        }
        sheet(bilan, fiche, 0, document);
    }
    vigilance(page, document);
    comparaison(page, document);
    perspectives(page, document);
}

/// Returns what the action is.
fn action(bilan: &Bilan<'_>, fiche: &Fiche) -> Vec<(String, Text)> {
    let tree = &bilan.plan.arborescence;
    let objectif = fiche.noeud.map(|node| tree.label(node));
    let publics: Vec<&str> = fiche.publics.iter().map(|public| public.as_str()).collect();
    let publics = (!publics.is_empty()).then(|| publics.join("\u{a0}; "));
    let partners = people::all(bilan.plan, &fiche.partenaires);
    [
        ("Objectif", objectif),
        ("Partenaires", partners),
        ("Publics", publics),
    ]
    .into_iter()
    .map(|(name, said)| (name.to_owned(), Text::or_absent(said)))
    .collect()
}

/// Adds what the bilan says of one fiche, whose parts are headed at a depth.
pub(super) fn sheet(
    bilan: &Bilan<'_>,
    fiche: &FicheBilan<'_>,
    depth: usize,
    document: &mut Document,
) {
    let reported = fiche.bilan;
    let head = |words: &str| Block::heading(depth, words);
    document.push(Block::Fields(fields(bilan, fiche)));
    let expected = fiche.fiche.resultats_attendus.iter();
    let expected: Vec<Text> = expected.map(|resultat| resultat.as_str().into()).collect();
    if !expected.is_empty() {
        document.push(head("Résultats attendus"));
        document.push(Block::Items(expected));
    }
    etapes(bilan, fiche, depth, document);
    let texts = reported.map(|bilan| {
        [
            ("Réalisé", &bilan.realisations),
            ("Difficultés", &bilan.difficultes),
            ("Perspectives", &bilan.perspectives),
        ]
    });
    for (name, text) in texts.into_iter().flatten() {
        if let Some(text) = text {
            document.push(head(name));
            document.push(Block::Prose(text.to_string()));
        }
    }
    indicateurs(bilan, fiche, head("Indicateurs"), document);
}

/// Returns who leads a fiche, how far it is, and what it cost.
fn fields(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>) -> Vec<(String, Text)> {
    let pilotes = people::all(bilan.plan, &fiche.fiche.pilotes);
    let mut fields = vec![("Pilote", Text::or_absent(pilotes))];
    if fiche.fiche.interne {
        fields.push(("Diffusion", "interne".into()));
    }
    if !fiche.fiche.propre {
        fields.push(("Commune", bilan.plan.commune_of(fiche.fiche).into()));
    }
    let is_missing = !fiche.is_saisie() && fiche.is_attendue();
    if is_missing {
        let said = match fiche.bilan {
            Some(_) => "non saisi\u{a0}: commencé, sans état, résultat ni réalisations",
            None => "non saisi",
        };
        fields.push(("Bilan", Text::new(said, Tone::Attention)));
    }
    let mut etat = Text::etat(fiche.etat);
    if is_missing && fiche.etat.is_some() {
        etat.words.push_str(" (déclaré hors du bilan)");
    }
    fields.push(("État", etat));
    if fiche.bilan.is_some() || fiche.is_attendue() {
        fields.push(("Résultat", Text::label(fiche.resultat())));
        fields.push(("Suite", Text::label(fiche.suite())));
    }
    let nature = fiche.fiche.couts.nature.as_ref();
    let nature = nature.map(|nature| format!("coût {}", nature.label()));
    let sums = (!fiche.lignes.is_empty()).then(|| costs(&fiche.couts));
    let said: Vec<String> = [nature, sums].into_iter().flatten().collect();
    let said = (!said.is_empty()).then(|| said.join("\u{a0}; "));
    fields.push(("Coûts", Text::or_absent(said)));
    fields
        .into_iter()
        .map(|(name, said)| (name.to_owned(), said))
        .collect()
}
