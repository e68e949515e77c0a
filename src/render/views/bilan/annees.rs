//! What deserves attention, what is missing, the year before and the year after.

use super::Page;
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::model::vie::Attente;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{count, interval};
use crate::render::views::people;
use crate::render::views::titre::named;
use crate::render::views::words::{constat, life};
use crate::report::bilan::comparaison::{Evolution, Perspective};
use crate::report::bilan::vigilance::Vigilance;
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds the points of attention.
pub(super) fn vigilance(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    document.section("Points de vigilance");
    if bilan.vigilance.is_empty() {
        let none = "Aucun, d'après ce qui a été saisi.";
        return document.say(none);
    }
    let item = |point: &Vigilance<'_>| {
        let said = constat(&point.constat);
        // The only fiche that a bilan is about needs no name.
        match page.fiche {
            Some(_) => Text::from(said),
            None => format!("{}\u{a0}: {said}", named(bilan.plan, point.fiche)).into(),
        }
    };
    document.push(Block::Items(bilan.vigilance.iter().map(item).collect()));
}

/// Adds the fiches without bilan, and apart from them those that the exercice does not concern.
pub(super) fn sans_bilan(bilan: &Bilan<'_>, document: &mut Document) {
    document.section("Fiches sans bilan");
    let mut table = Table::new(
        "Fiches sans bilan",
        &[("Fiche", Kind::Title), ("Pilote", Kind::Words)],
    );
    table.rows = bilan
        .sans_bilan()
        .map(|fiche| {
            vec![
                named(bilan.plan, fiche.fiche).into(),
                Text::or_absent(people::all(bilan.plan, &fiche.fiche.pilotes)),
            ]
        })
        .collect();
    if bilan.synthese.attendus.is_empty() {
        document.say("Aucun bilan n'est attendu.");
    } else if table.rows.is_empty() {
        document.say("Aucune\u{a0}: tous les bilans attendus sont saisis.");
    } else {
        document.push(Block::Table(table));
    }
    let reason = |fiche: &FicheBilan<'_>| match fiche.attente {
        Attente::NonConcernee(vie) => Some(Text::from(format!(
            "{}\u{a0}: {}",
            named(bilan.plan, fiche.fiche),
            life(vie)
        ))),
        Attente::Attendue | Attente::Associee => None,
    };
    let not_concerned: Vec<Text> = bilan.fiches.iter().filter_map(reason).collect();
    if !not_concerned.is_empty() {
        document.push(Block::Subsection(format!(
            "Non concernées en {}",
            bilan.exercice.label()
        )));
        document.push(Block::Items(not_concerned));
    }
}

/// Adds the exercice before beside this one.
pub(super) fn comparaison(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    let before = bilan.plan.exercices.before(bilan.exercice);
    document.section(&format!("Comparaison avec {}", before.label()));
    let Some(comparaison) = &bilan.comparaison else {
        return document.say(nothing_before(bilan));
    };
    let mut table = Table::new(
        format!("Comparaison avec {}", before.label()),
        &[
            ("Fiche", Kind::Title),
            ("État", Kind::Words),
            ("Résultat", Kind::Words),
            ("Suite", Kind::Words),
        ],
    );
    let changed: Vec<&Evolution<'_>> = comparaison
        .fiches
        .iter()
        .filter(|evolution| evolution.is_change())
        .collect();
    table.rows = changed
        .iter()
        .map(|evolution| {
            let is_new = comparaison
                .nouvelles
                .iter()
                .any(|new| new.id == evolution.fiche.id);
            change(bilan, evolution, is_new)
        })
        .collect();
    if !changed.is_empty() {
        document.push(Block::Table(table));
    }
    let all = comparaison.fiches.len();
    let same = all - changed.len();
    document.say(match (page.fiche, same) {
        _ if !comparaison.has_reports => format!(
            "Aucun bilan {} n'a été saisi\u{a0}: la comparaison n'est pas possible.",
            before.label()
        ),
        _ if all == 0 => "Aucun bilan n'est attendu\u{a0}: il n'y a rien à comparer.".to_owned(),
        (Some(_), 0) => "L'état, le résultat ou la suite a changé.".to_owned(),
        (Some(_), _) => "Sans changement.".to_owned(),
        (None, same) => format!("{} sur {all} sans changement.", count(same, "fiche")),
    });
    let names = |fiches: &[&Fiche]| {
        let names: Vec<String> = fiches
            .iter()
            .map(|fiche| named(bilan.plan, fiche))
            .collect();
        (!names.is_empty() || page.fiche.is_none()).then(|| match names.is_empty() {
            true => Text::new("aucune", Tone::Faint),
            false => names.join(" ; ").into(),
        })
    };
    let fields = [
        ("Nouvelles", names(&comparaison.nouvelles)),
        ("Closes", names(&comparaison.closes)),
    ];
    let fields = fields.into_iter();
    let fields: Vec<(String, Text)> = fields
        .filter_map(|(name, said)| Some((name.to_owned(), said?)))
        .collect();
    if !fields.is_empty() {
        document.push(Block::Fields(fields));
    }
}

/// Says why nothing comes before an exercice: it is the first of the plan, or earlier.
fn nothing_before(bilan: &Bilan<'_>) -> String {
    let label = bilan.exercice.label();
    let periode = bilan.plan.strategie.periode.as_ref();
    match periode.map(|periode| periode.first_year()) {
        Some(first) if bilan.exercice.fin < first => {
            format!("Le plan commence en {first}\u{a0}: il n'y a rien à comparer en {label}.")
        }
        _ => {
            format!("{label} est la première année du plan\u{a0}: il n'y a pas de bilan antérieur.")
        }
    }
}

/// Returns the cells of a fiche of which something changed; nothing could be said before of one that is new.
fn change(bilan: &Bilan<'_>, evolution: &Evolution<'_>, is_new: bool) -> Vec<Text> {
    /// Returns a word, then and now.
    fn then_now<M: Mot>((before, now): (Option<M>, Option<M>), is_new: bool) -> Text {
        let label = |word: Option<M>| word.map_or("non renseigné", Mot::label);
        if is_new && before.is_none() {
            return format!("– → {}", label(now)).into();
        }
        if before == now {
            Text::new(label(now), Tone::Faint)
        } else {
            format!("{} → {}", label(before), label(now)).into()
        }
    }
    let etats: (Option<Etat>, Option<Etat>) = evolution.etats;
    vec![
        named(bilan.plan, evolution.fiche).into(),
        then_now(etats, is_new),
        then_now(evolution.resultats, is_new),
        then_now(evolution.suites, is_new),
    ]
}

/// Returns when an étape is due, and when it was first.
fn moved(perspective: &Perspective<'_>) -> String {
    let first = interval(perspective.imprime);
    match perspective.quand {
        Some(quand) if quand.same_days(perspective.imprime) => first,
        Some(quand) => format!("{} (d'abord prévue\u{a0}: {first})", interval(quand)),
        None => format!("sans date (d'abord prévue\u{a0}: {first})"),
    }
}

/// Adds the étapes of the exercice after, and what the council is asked to decide.
pub(super) fn perspectives(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    let after = bilan.plan.exercices.after(bilan.exercice);
    document.section(&format!("Perspectives {}", after.label()));
    let mut table = Table::new(
        format!("Perspectives {}", after.label()),
        &[
            ("Quand", Kind::Words),
            ("Étape", Kind::Title),
            ("Fiche", Kind::Title),
        ],
    );
    table.rows = bilan
        .perspectives
        .iter()
        .map(|perspective| {
            let quoi = perspective
                .etape
                .quoi
                .as_ref()
                .map_or_else(|| Text::new("–", Tone::Faint), |quoi| quoi.as_str().into());
            vec![
                moved(perspective).into(),
                quoi,
                named(bilan.plan, perspective.fiche).into(),
            ]
        })
        .collect();
    if table.rows.is_empty() {
        document.say("Aucune étape n'est prévue.");
    } else {
        document.push(Block::Table(table));
    }
    let decisions = bilan.page.map_or(&[][..], |page| &*page.decisions);
    if !decisions.is_empty() && page.fiche.is_none() {
        document.push(Block::Subsection("Décisions demandées".to_owned()));
        document.push(Block::Items(
            decisions
                .iter()
                .map(|decision| decision.as_str().into())
                .collect(),
        ));
    }
}
