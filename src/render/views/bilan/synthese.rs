//! The sums over all the fiches: how far they are, which are without bilan, what they cost.

use chrono::Datelike;

use super::Page;
use super::financement::financement;
use crate::model::etat::Suite;
use crate::model::mot::{Mot, Tally};
use crate::render::document::{Block, Chiffre, Document, Text, Tone};
use crate::render::french::{NO_BREAK, amount, count, plural};
use crate::render::views::asked;
use crate::render::views::cles::capitalized;
use crate::render::views::titre::named;
use crate::render::views::words::{among, costs, sum, tally};
use crate::report::bilan::Bilan;
use crate::report::bilan::synthese::{CompteEtapes, Synthese};

/// The most fiches without bilan that are named before the sums: a longer list would hide them.
const SHORT: usize = 12;

/// Adds the sums: first of all how many bilans are there, and which are missing.
pub(super) fn synthese(page: &Page<'_>, document: &mut Document) {
    let bilan = page.bilan;
    document.section("Synthèse");
    if bilan.exercice.debut > bilan.horizon.date.year() {
        let early = "Cette année n'est pas commencée.";
        document.say(Text::new(early, Tone::Attention));
    }
    if bilan.synthese.attendus.is_empty() {
        let label = bilan.exercice.label();
        document.say(format!("Aucun bilan n'est attendu en {label}."));
        document.push(Block::Fields(vec![(
            "Fiches".to_owned(),
            counted(bilan).into(),
        )]));
    } else {
        document.say(reported(bilan));
        document.draw(Some(Block::Chiffres(chiffres(bilan))));
        let is_short = bilan.synthese.sans_bilan.len() <= SHORT;
        if is_short {
            missing(bilan, document);
        }
        document.push(Block::Fields(sums(bilan)));
        if !is_short {
            missing(bilan, document);
        }
        decisions(bilan, document);
        let basis = match bilan.synthese.attendus.len() {
            1 => "la fiche dont un bilan est attendu".to_owned(),
            many => format!("les {many} fiches dont un bilan est attendu"),
        };
        let said =
            format!("L'état, le résultat, la suite, les étapes et les coûts portent sur {basis}.");
        document.say(Text::new(said, Tone::Faint));
    }
    if let Some(said) = asked::funders(page.filter) {
        document.say(Text::new(format!("{}.", capitalized(&said)), Tone::Faint));
    }
    if let Some(said) = left_out(bilan) {
        document.say(said);
    }
    if let Some(introduction) = bilan.page.and_then(|page| page.introduction.as_ref()) {
        document.push(Block::Subsection("Introduction".to_owned()));
        document.push(Block::Prose(introduction.to_string()));
    }
    financement(bilan, document);
}

/// Returns how many internal fiches and entries are left out; nothing when none is.
pub(crate) fn left_out(bilan: &Bilan<'_>) -> Option<String> {
    let (fiches, suivis) = (bilan.fiches_internes, bilan.suivis_internes);
    let fiches = (fiches > 0).then(|| count(fiches, "fiche interne"));
    let suivis = (suivis > 0).then(|| format!("{} du journal", count(suivis, "entrée interne")));
    let said: Vec<String> = [fiches, suivis].into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("Non publié ici\u{a0}: {}.", said.join(" et ")))
}

/// Returns how many bilans are there.
fn reported(bilan: &Bilan<'_>) -> Text {
    let (saisis, attendus) = (bilan.synthese.saisis.len(), bilan.synthese.attendus.len());
    let missing = match attendus - saisis {
        0 => String::new(),
        missing => format!("\u{a0}: {missing} sans bilan"),
    };
    let said = format!(
        "{} sur {attendus} {}{missing}.",
        count(saisis, "bilan saisi"),
        plural(attendus, "attendu")
    );
    let is_whole = saisis == attendus;
    Text::new(
        said,
        if is_whole {
            Tone::Plain
        } else {
            Tone::Attention
        },
    )
}

/// Adds the name of each fiche without bilan.
fn missing(bilan: &Bilan<'_>, document: &mut Document) {
    let missing = bilan.sans_bilan();
    let missing: Vec<Text> = missing
        .map(|fiche| named(bilan.plan, fiche.fiche).into())
        .collect();
    if !missing.is_empty() {
        let attendus = bilan.synthese.attendus.len();
        document.say(format!(
            "Sans bilan\u{a0}: {} sur {attendus}.",
            missing.len()
        ));
        document.push(Block::Items(missing));
    }
}

/// Says how many decisions the council is asked for, and where they are.
fn decisions(bilan: &Bilan<'_>, document: &mut Document) {
    let after = bilan.plan.exercices.after(bilan.exercice).label();
    match bilan.page.map_or(0, |page| page.decisions.len()) {
        0 => {}
        1 => document.say(format!(
            "1 décision est demandée au conseil\u{a0}: voir « Perspectives {after} »."
        )),
        many => document.say(format!(
            "{many} décisions sont demandées au conseil\u{a0}: voir « Perspectives {after} »."
        )),
    }
}

/// Returns the figures that matter most.
fn chiffres(bilan: &Bilan<'_>) -> Vec<Chiffre> {
    let Synthese {
        fiches,
        propres,
        associees,
        attendus,
        saisis,
        sans_bilan,
        etapes,
        couts,
        ..
    } = &bilan.synthese;
    let chiffre = |valeur: String, nom: String, detail: String| Chiffre {
        valeur,
        nom,
        detail,
    };
    let beside = match couts.sans_realise {
        0 => String::new(),
        left_out => format!("{} sans montant\u{a0}; ", count(left_out, "ligne")),
    };
    let late = format!("dont {} en retard", etapes.dont_en_retard);
    vec![
        chiffre(
            fiches.to_string(),
            plural(*fiches, "fiche"),
            format!(
                "{}, {}",
                count(*propres, "propre"),
                count(associees.len(), "associée")
            ),
        ),
        chiffre(
            among(saisis.len(), attendus.len()),
            plural(attendus.len(), "bilan saisi"),
            format!("{} sans bilan", sans_bilan.len()),
        ),
        chiffre(
            among(etapes.tenues, etapes.dues),
            plural(etapes.dues, "étape tenue"),
            format!("{} sans état, {late}", etapes.sans_etat),
        ),
        chiffre(
            couts.realise.map_or_else(|| "–".to_owned(), amount),
            "dépensés".to_owned(),
            format!(
                "{beside}prévu {}\u{a0}; {}",
                sum(couts.prevu, couts.sans_prevu),
                uncosted(bilan)
            ),
        ),
    ]
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
        "{}\u{a0}: {}{left_out}{associated}",
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
        ("Suite", Some(tallied(&proposed(suites), "non renseignée"))),
        ("Étapes", Some(etapes(*counts, "e"))),
        ("Bilans promis", promised),
        (
            "Coûts",
            Some(format!("{}\u{a0}; {}", costs(couts), uncosted(bilan))),
        ),
    ];
    named
        .into_iter()
        .filter_map(|(name, said)| Some((name.to_owned(), said?.into())))
        .collect()
}

/// Returns next steps as they are counted: « à poursuivre ».
fn proposed(suites: &Tally) -> Tally {
    let words = suites.words.iter().map(|(word, label, count)| {
        let label = Suite::parse(word).map_or(*label, to_do);
        (*word, label, *count)
    });
    Tally {
        words: words.collect(),
        absent: suites.absent,
    }
}

/// Returns what a next step asks for.
fn to_do(suite: Suite) -> &'static str {
    match suite {
        Suite::Poursuivre => "à poursuivre",
        Suite::Adapter => "à adapter",
        Suite::Suspendre => "à suspendre",
        Suite::Arreter => "à arrêter",
        Suite::Clore => "à clore",
    }
}

/// Returns how many fiches have no cost line.
fn uncosted(bilan: &Bilan<'_>) -> String {
    let (none, all) = (
        bilan.synthese.non_chiffrees.len(),
        bilan.synthese.attendus.len(),
    );
    format!(
        "{none}{NO_BREAK}{} sur {all} non {}",
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
    format!("{}\u{a0}: {}", agreed(counts.dues, due), said.join(", "))
}
