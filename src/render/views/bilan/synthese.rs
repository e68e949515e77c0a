//! The sums: over all the fiches, then for each node of the first level.

use super::named;
use chrono::Datelike;

use crate::model::mot::Tally;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{NO_BREAK, count, plural};
use crate::render::views::words::{costs, tally};
use crate::report::bilan::Bilan;
use crate::report::bilan::synthese::{CompteEtapes, LigneEnjeu, Synthese};

/// Adds the sums: first of all how many bilans are there, and which are missing.
pub(super) fn synthese(bilan: &Bilan<'_>, document: &mut Document) {
    document.push(Block::Section("1. Synthèse".to_owned()));
    if bilan.exercice.debut > bilan.horizon.date.year() {
        document.say(Text::new(
            "Cette année n'est pas commencée.",
            Tone::Attention,
        ));
    }
    if bilan.synthese.attendus.is_empty() {
        document.say(format!(
            "Aucun bilan n'est attendu en {}.",
            bilan.exercice.label()
        ));
        document.push(Block::Fields(vec![(
            "Fiches".to_owned(),
            counted(bilan).into(),
        )]));
    } else {
        reported(bilan, document);
        document.push(Block::Fields(sums(bilan)));
        let basis = match bilan.synthese.attendus.len() {
            1 => "la fiche dont un bilan est attendu".to_owned(),
            many => format!("les {many} fiches dont un bilan est attendu"),
        };
        let said =
            format!("L'état, le résultat, la suite, les étapes et les coûts portent sur {basis}.");
        document.say(Text::new(said, Tone::Faint));
    }
    if bilan.fiches_internes + bilan.suivis_internes > 0 {
        let fiches =
            (bilan.fiches_internes > 0).then(|| count(bilan.fiches_internes, "fiche interne"));
        let suivis = (bilan.suivis_internes > 0).then(|| {
            format!(
                "{} de suivi",
                count(bilan.suivis_internes, "entrée interne")
            )
        });
        let said: Vec<String> = [fiches, suivis].into_iter().flatten().collect();
        document.say(format!("Non publié ici : {}.", said.join(" et ")));
    }
}

/// Adds how many bilans are there, and names those that are missing.
fn reported(bilan: &Bilan<'_>, document: &mut Document) {
    let (saisis, attendus) = (bilan.synthese.saisis.len(), bilan.synthese.attendus.len());
    let said = format!(
        "{} sur {attendus} {}.",
        count(saisis, "bilan saisi"),
        plural(attendus, "attendu")
    );
    document.say(Text::new(
        said,
        if saisis < attendus {
            Tone::Attention
        } else {
            Tone::Plain
        },
    ));
    let missing: Vec<Text> = bilan
        .sans_bilan()
        .map(|fiche| named(bilan, fiche.fiche).into())
        .collect();
    if !missing.is_empty() {
        document.say(format!("Sans bilan : {} sur {attendus}.", missing.len()));
        document.push(Block::Items(missing));
    }
}

/// Returns how many fiches there are, of each kind.
fn counted(bilan: &Bilan<'_>) -> String {
    let synthese = &bilan.synthese;
    let left_out = match synthese.non_concernees.len() {
        0 => String::new(),
        others => {
            format!(
                " (dont {others} non {} en {})",
                plural(others, "concernée"),
                bilan.exercice.label()
            )
        }
    };
    let associated = match synthese.associees.len() {
        0 => String::new(),
        associees => format!(", {}", count(associees, "associée")),
    };
    format!(
        "{} : {}{left_out}{associated}",
        synthese.fiches,
        count(synthese.propres, "propre")
    )
}

/// Returns the sums, each under its name.
fn sums(bilan: &Bilan<'_>) -> Vec<(String, Text)> {
    let Synthese {
        etats,
        resultats,
        suites,
        etapes: counts,
        etapes_bilan,
        couts,
        ..
    } = &bilan.synthese;
    let tallied = |words: &Tally, absent: &str| tally(words, &plural(words.absent, absent));
    let promised = (etapes_bilan.dues > 0).then(|| etapes(*etapes_bilan, ""));
    let named = [
        ("Fiches", Some(counted(bilan))),
        ("État", Some(tallied(etats, "non renseigné"))),
        ("Résultat", Some(tallied(resultats, "non renseigné"))),
        ("Suite", Some(tallied(suites, "non renseignée"))),
        ("Étapes", Some(etapes(*counts, "e"))),
        ("Bilans promis", promised),
        (
            "Coûts",
            Some(format!("{} ; {}", costs(couts), uncosted(bilan))),
        ),
    ];
    named
        .into_iter()
        .filter_map(|(name, said)| Some((name.to_owned(), said?.into())))
        .collect()
}

/// Returns how many fiches have no cost line.
fn uncosted(bilan: &Bilan<'_>) -> String {
    let (none, all) = (
        bilan.synthese.non_chiffrees.len(),
        bilan.synthese.attendus.len(),
    );
    format!(
        "{none} {} sur {all} non {}",
        plural(none, "fiche"),
        plural(none, "chiffrée")
    )
}

/// Returns counts of étapes, or of promised bilans, as people read them; `ending` makes the participles agree.
fn etapes(counts: CompteEtapes, ending: &str) -> String {
    if counts.dues == 0 {
        return "aucune étape due".to_owned();
    }
    let agreed = |number: usize, word: &str| count(number, &format!("{word}{ending}"));
    let late = match counts.dont_en_retard {
        0 => String::new(),
        late => format!(", dont {late} en retard"),
    };
    let due = if ending.is_empty() && counts.dues < 2 {
        "dû"
    } else {
        "du"
    };
    let said = [
        agreed(counts.tenues, "tenu"),
        agreed(counts.reportees, "reporté"),
        agreed(counts.annulees, "annulé"),
        format!("{}{NO_BREAK}sans état{late}", counts.sans_etat),
    ];
    format!("{} : {}", agreed(counts.dues, due), said.join(", "))
}

/// Adds the sums of each node of the first level.
pub(super) fn par_enjeu(bilan: &Bilan<'_>, document: &mut Document) {
    let level = bilan.plan.arborescence.first_level().unwrap_or("enjeu");
    document.push(Block::Section(format!(
        "2. Avancement par {}",
        level.to_lowercase()
    )));
    if bilan.par_enjeu.is_empty() {
        return document.say("Aucune fiche.");
    }
    let mut table = Table::new(
        "Avancement",
        &[
            ("Titre", Kind::Title),
            ("Assoc.", Kind::Figure),
            ("Propres", Kind::Figure),
            ("Bilans", Kind::Words),
            ("État des fiches attendues", Kind::Words),
            ("Étapes tenues", Kind::Words),
        ],
    );
    table.rows = bilan.par_enjeu.iter().map(enjeu).collect();
    document.push(Block::Table(table));
    document.say(Text::new("Les bilans, états et étapes sont ceux des fiches propres attendues ; les fiches associées n'y entrent jamais.", Tone::Faint));
}

/// Returns the cells of a node of the first level.
fn enjeu(line: &LigneEnjeu<'_>) -> Vec<Text> {
    let none = || Text::new("–", Tone::Faint);
    let some = line.attendus > 0;
    vec![
        line.libelle.as_str().into(),
        (line.fiches - line.propres).to_string().into(),
        line.propres.to_string().into(),
        if some {
            format!("{} sur {}", line.saisis, line.attendus).into()
        } else {
            none()
        },
        if some {
            tally(&line.etats, &plural(line.etats.absent, "non renseigné")).into()
        } else {
            none()
        },
        if line.etapes.dues > 0 {
            format!("{} sur {}", line.etapes.tenues, line.etapes.dues).into()
        } else {
            none()
        },
    ]
}
