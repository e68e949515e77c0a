//! What holds of any fiche, in any spelling: what is added is read as it was said, and nothing else changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::edit::entree::Entree;
use crate::edit::fmt::formatted;
use crate::edit::nouvelle::Nouvelle;
use crate::edit::prepare::prepare;
use crate::edit::reading::{comments, meaning, read, values};
use crate::edit::saisie::{Chiffre, Depense, Mention, Saisie, Valeur, usual};
use crate::edit::tests::generate::Choices;
use crate::load::keys::FICHE;
use crate::model::calendrier::EtatEtape;
use crate::model::cout::Montant;
use crate::model::echeance::meant;
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::ids::Code;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::report::bilan::{Bilan, FicheBilan, Sujet};
use crate::report::perimetre::TOUT;
use crate::report::synthese::axe::Axe;

/// Where the fiche stands.
const PATH: &str = "fiches/a.toml";

/// Texts that people type, or paste.
const SAID: [&str; 6] = [
    "Une réunion",
    "deux\nlignes \"dites\"",
    "\\ # 'x' \"\"\"\"",
    "l'é \t.",
    "= [a]\r\n\r\n[[b]]",
    "fin \"",
];

/// Texts of one line.
const LINES: [&str; 3] = ["CCAS", "\"l'é\" \\ # 'x'", "= [a]"];

/// Returns a fiche written at random, and the text of it: with the line ends, the mark and the end that some program leaves.
fn random(tape: &[u8], program: u8) -> String {
    let mut choices = Choices { tape, comments: 0 };
    let mut text = choices.data_of(Kind::Table(&FICHE));
    if program & 4 != 0 {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if program & 1 != 0 {
        text = text.replace('\n', "\r\n");
    }
    if program & 2 != 0 {
        text.insert(0, '\u{feff}');
    }
    text
}

/// Returns the only fiche of a plan.
fn only(plan: &Plan) -> &Fiche {
    &plan.fiches()[0]
}

/// Returns the path of names as [`values`] writes it.
fn key(names: &[&str]) -> String {
    names.iter().map(|name| format!(".{name:?}")).collect()
}

/// Checks that of a text nothing changed but what some paths of names lead to.
fn unchanged(before: &str, after: &str, touched: &[Vec<&str>]) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        comments(after),
        comments(before),
        "{}\n=> {}",
        before,
        after
    );
    let keys: Vec<String> = touched.iter().map(|names| key(names)).collect();
    let is_touched = |path: &str| keys.iter().any(|key| path.starts_with(key.as_str()));
    let leads = |path: &str| keys.iter().any(|key| key.starts_with(path));
    let (old, new) = (values(before), values(after));
    for (path, value) in &old {
        if !is_touched(path) {
            prop_assert_eq!(
                new.get(path),
                Some(value),
                "{}: {}\n=> {}",
                path,
                before,
                after
            );
        }
    }
    for (path, value) in &new {
        let is_new = !old.contains_key(path) && !is_touched(path);
        prop_assert!(
            !is_new || (leads(path) && value == "table"),
            "{path} = {value}: {before}\n=> {after}"
        );
    }
    prop_assert_eq!(after.starts_with(MARK), before.starts_with(MARK));
    let is_dos = before.contains("\r\n");
    prop_assert!(
        after.matches("\r\n").count()
            == if is_dos {
                after.matches('\n').count()
            } else {
                0
            }
            || !before.contains('\n'),
        "{before:?}\n=> {after:?}"
    );
    let mut lines = after.trim_start_matches(MARK).split_inclusive('\n');
    for line in kept(before, touched) {
        let is_it = |other: &str| other == line || other.trim_end_matches(['\r', '\n']) == line;
        prop_assert!(lines.any(is_it), "{line:?}: {before}\n=> {after}");
    }
    Ok(())
}

/// Returns the lines of a text that no path of names has a part in.
fn kept<'a>(text: &'a str, touched: &[Vec<&str>]) -> Vec<&'a str> {
    let text = text.trim_start_matches(MARK);
    let changes: Vec<Range<usize>> = statements(text)
        .into_iter()
        .filter(|statement| {
            let meets = |names: &Vec<&str>| statement.path.iter().zip(names).all(|(a, b)| a == b);
            !statement.is_title() && touched.iter().any(meets)
        })
        .map(|statement| statement.span)
        .collect();
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let own = at..at + line.len();
        at = own.end;
        let is_own = |span: &Range<usize>| span.start < own.end && span.end > own.start;
        let is_held = line.starts_with("# valeurs.");
        if !is_held && !changes.iter().any(is_own) {
            lines.push(line);
        }
    }
    lines
}

/// Checks that a text laid out still says the same.
fn laid_out_alike(text: &str) -> Result<(), TestCaseError> {
    let laid_out = formatted(text, Kind::Table(&FICHE), &|_| None);
    prop_assert_eq!(
        meaning(PATH, &laid_out),
        meaning(PATH, text),
        "{}\n=> {}",
        text,
        laid_out
    );
    prop_assert_eq!(comments(&laid_out), comments(text));
    Ok(())
}

/// Returns a text as it is read back, but for the blanks at the ends of its lines.
fn plain(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns an entry of the journal.
fn entry(choices: &mut Choices<'_>) -> Entree {
    let day = choices.one(&["2016-05-06", "2017-12-31", "2019-01-01"]);
    Entree {
        date: day.parse().unwrap(),
        etat: choices.coin().then(|| choices.one(Etat::ALL)),
        note: choices.coin().then(|| choices.one(&SAID).to_owned()),
        auteur: choices.coin().then(|| choices.one(&LINES).to_owned()),
        interne: choices.coin(),
    }
}

/// Returns what a pilote reports of a fiche for an exercice.
fn answers(fiche: &Fiche, exercice: Exercice, choices: &mut Choices<'_>) -> Saisie {
    let said = |choices: &mut Choices<'_>| choices.coin().then(|| choices.one(&SAID).to_owned());
    let mut saisie = Saisie {
        etat: choices.coin().then(|| choices.one(Etat::ALL)),
        resultat: choices.coin().then(|| choices.one(Resultat::ALL)),
        suite: choices.coin().then(|| choices.one(Suite::ALL)),
        realisations: said(choices),
        difficultes: said(choices),
        perspectives: said(choices),
        ..Saisie::default()
    };
    for etape in &fiche.calendrier {
        for rank in 0..etape.quand.len() {
            let mut dates = etape.quand.iter();
            let first = dates.position(|quand| quand.same_days(&etape.quand[rank]));
            if first == Some(rank) && choices.coin() {
                let etat = choices.one(EtatEtape::ALL);
                let put_off = etat == EtatEtape::Reportee && choices.coin();
                saisie.etapes.push(Mention {
                    etape: etape.nom.to_string(),
                    occurrence: etape.quand[rank].texte().to_owned(),
                    usual: usual(etape, exercice),
                    etat,
                    quand: put_off.then(|| choices.one(&["2019", "2019-02/2019-03"]).to_owned()),
                });
            }
        }
    }
    for indicateur in &fiche.indicateurs {
        if choices.coin() {
            saisie.valeurs.push(Chiffre {
                indicateur: indicateur.code.to_string(),
                valeur: Valeur {
                    number: choices.one(&["17", "17.5"]).to_owned(),
                    environ: choices.coin(),
                },
            });
        }
    }
    let amount = Montant::parse("4380.50").unwrap();
    for rank in 0..fiche.couts.lignes.len() {
        if choices.coin() {
            saisie.depenses.push(Depense::Ligne(rank, amount));
        }
    }
    if choices.coin() {
        let objet = choices.one(&LINES).to_owned();
        saisie.depenses.push(Depense::Nouvelle(objet, amount));
    }
    saisie
}

/// What became of an occurrence, and its new date.
type Said = (EtatEtape, Option<String>);

/// Returns what the bilan of an exercice says of each occurrence that it means.
fn points(fiche: &Fiche, exercice: Exercice) -> BTreeMap<(String, String), Said> {
    let bilan = fiche.bilan_of(exercice);
    let points = bilan.iter().flat_map(|bilan| &bilan.etapes);
    let named = points.filter_map(|point| {
        let (etape, rank) = meant(fiche, point, exercice)?;
        let name = (etape.nom.to_string(), etape.quand[rank].texte().to_owned());
        let quand = point.quand.as_ref();
        Some((
            name,
            (*point.etat, quand.map(|quand| quand.texte().to_owned())),
        ))
    });
    named.collect()
}

/// Checks that a fiche says what its pilote reported, and what it said before of other étapes.
fn says(
    (before, fiche): (&Fiche, &Fiche),
    saisie: &Saisie,
    exercice: Exercice,
) -> Result<(), TestCaseError> {
    let bilan = fiche.bilan_of(exercice);
    let word = |kept: Option<&str>, said: Option<&str>| said.is_none() || kept == said;
    macro_rules! same_word {
        ($field:ident) => {
            let kept = bilan.and_then(|bilan| bilan.$field.as_ref());
            prop_assert!(word(
                kept.map(|mot| mot.word()),
                saisie.$field.map(Mot::word)
            ));
        };
    }
    same_word!(etat);
    same_word!(resultat);
    same_word!(suite);
    macro_rules! same_text {
        ($field:ident) => {
            let kept = bilan.and_then(|bilan| bilan.$field.as_ref());
            if let Some(said) = &saisie.$field {
                prop_assert_eq!(kept.map(|text| plain(text)), Some(plain(said)));
            }
        };
    }
    same_text!(realisations);
    same_text!(difficultes);
    same_text!(perspectives);
    let mut said: BTreeMap<(String, String), Said> = points(before, exercice);
    for mention in &saisie.etapes {
        let name = (mention.etape.clone(), mention.occurrence.clone());
        said.insert(name, (mention.etat, mention.quand.clone()));
    }
    prop_assert_eq!(points(fiche, exercice), said);
    for chiffre in &saisie.valeurs {
        let mut indicateurs = fiche.indicateurs.iter();
        let own = indicateurs
            .find(|own| own.code.as_str() == chiffre.indicateur)
            .unwrap();
        let value = own.value_of(exercice).unwrap();
        let said = &chiffre.valeur;
        prop_assert_eq!(said.number.parse(), Ok(value.valeur));
        prop_assert_eq!(said.environ, value.environ);
    }
    for depense in &saisie.depenses {
        let lines = &fiche.couts.lignes;
        let line = match depense {
            Depense::Ligne(rank, _) => &lines[*rank],
            Depense::Nouvelle(..) => lines.last().unwrap(),
        };
        prop_assert_eq!(
            line.realise.as_deref().map(|amount| amount.cents()),
            Some(438_050)
        );
    }
    Ok(())
}

/// Returns what a bilan is about.
fn sujet(plan: &Plan, annee: i32) -> Sujet<'_> {
    let exercice = plan.exercices.holding(annee);
    let day = NaiveDate::from_ymd_opt(annee, 12, 31).unwrap();
    Sujet {
        plan,
        exercice,
        horizon: Horizon::of_bilan(exercice, day, true),
        perimetre: &TOUT,
        axe: Axe::Enjeu,
    }
}

/// Returns the paths of names that what is reported leads to.
fn reported<'a>(saisie: &'a Saisie, year: &'a str) -> Vec<Vec<&'a str>> {
    let names = [
        "etat",
        "resultat",
        "suite",
        "realisations",
        "difficultes",
        "perspectives",
    ];
    let mut touched: Vec<Vec<&str>> = names.map(|name| vec!["bilan", year, name]).to_vec();
    for mention in &saisie.etapes {
        touched.push(vec!["bilan", year, "etapes", &mention.etape]);
    }
    for chiffre in &saisie.valeurs {
        touched.push(vec!["indicateurs", &chiffre.indicateur, "valeurs", year]);
    }
    if !saisie.depenses.is_empty() {
        touched.push(vec!["couts", "lignes"]);
    }
    touched
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 6000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_of_the_journal_is_one_more(
        tape in prop::collection::vec(any::<u8>(), 0..700),
        said in prop::collection::vec(any::<u8>(), 0..12),
        program in any::<u8>(),
    ) {
        let text = random(&tape, program);
        let plan = read(PATH, &text).unwrap();
        let entree = entry(&mut Choices { tape: &said, comments: 0 });
        let before = &only(&plan).suivi;
        let after = before.iter().rposition(|suivi| *suivi.date <= entree.date);
        let after = after.map_or(0, |last| last + 1);
        let mut form = Form::new(&text, Kind::Table(&FICHE));
        let is_list = form.is_list(&["suivi"]);
        if entree.write(&mut form, after).is_err() {
            prop_assert_eq!(form.into_text(), text);
            return Ok(());
        }
        let changed = form.into_text();
        let plan = read(PATH, &changed);
        prop_assert!(plan.is_ok(), "{:?}\n{}\n=> {}", plan.unwrap_err(), text, changed);
        let plan = plan.unwrap();
        let suivi = &only(&plan).suivi;
        let place = if is_list { before.len() } else { after };
        prop_assert_eq!(suivi.len(), before.len() + 1);
        let shown = |suivi: &crate::model::fiche::Suivi| format!(
            "{} {:?} {:?} {:?} {}",
            *suivi.date,
            suivi.etat.as_deref(),
            suivi.note.as_deref(),
            suivi.auteur.as_deref(),
            suivi.interne
        );
        let mut others: Vec<String> = suivi.iter().map(shown).collect();
        others.remove(place);
        prop_assert_eq!(others, before.iter().map(shown).collect::<Vec<_>>(), "{}\n=> {}", text, changed);
        let new = &suivi[place];
        prop_assert_eq!(*new.date, entree.date);
        prop_assert_eq!(new.etat.as_deref().copied(), entree.etat);
        prop_assert_eq!(new.note.as_ref().map(|note| plain(note)), entree.note.as_ref().map(|note| plain(note)));
        prop_assert_eq!(new.auteur.as_ref().map(|by| by.as_str()), entree.auteur.as_deref());
        prop_assert_eq!(new.interne, entree.interne);
        let touched = if is_list { vec![vec!["suivi"]] } else { Vec::new() };
        let keeps = match is_list {
            true => unchanged(&text, &changed, &touched),
            false => inserted(&text, &changed),
        };
        keeps?;
        laid_out_alike(&changed)?;
    }

    #[test]
    fn what_a_pilote_reports_is_read_as_it_was_said(
        tape in prop::collection::vec(any::<u8>(), 0..900),
        said in prop::collection::vec(any::<u8>(), 0..60),
        program in any::<u8>(),
        year in 2017..2021,
        is_prepared in any::<bool>(),
    ) {
        let mut text = random(&tape, program);
        if is_prepared {
            let plan = read(PATH, &text).unwrap();
            let Some(prepared) = prepared(&text, &plan, year)? else { return Ok(()) };
            text = prepared;
        }
        let plan = read(PATH, &text).unwrap();
        let exercice = plan.exercices.holding(year);
        let saisie = answers(only(&plan), exercice, &mut Choices { tape: &said, comments: 0 });
        let mut form = Form::new(&text, Kind::Table(&FICHE));
        if saisie.write(&mut form, exercice).is_err() {
            return Ok(());
        }
        let changed = form.into_text();
        let after = read(PATH, &changed);
        prop_assert!(after.is_ok(), "{:?}\n{}\n=> {}", after.unwrap_err(), text, changed);
        let after = after.unwrap();
        says((only(&plan), only(&after)), &saisie, exercice).map_err(|error| TestCaseError::fail(format!("{error}: {saisie:?}\n{text}\n=> {changed}")))?;
        let year = year.to_string();
        unchanged(&text, &changed, &reported(&saisie, &year))?;
        laid_out_alike(&changed)?;
    }

    #[test]
    fn a_bilan_to_fill_says_nothing_yet(
        tape in prop::collection::vec(any::<u8>(), 0..900),
        program in any::<u8>(),
        year in 2017..2021,
    ) {
        let text = random(&tape, program);
        let plan = read(PATH, &text).unwrap();
        let Some(changed) = prepared(&text, &plan, year)? else { return Ok(()) };
        let after = read(PATH, &changed);
        prop_assert!(after.is_ok(), "{:?}\n{}\n=> {}", after.unwrap_err(), text, changed);
        let after = after.unwrap();
        let is_saisi = |plan: &Plan| {
            let bilan = only(plan).bilan_of(plan.exercices.holding(year));
            bilan.is_some_and(|bilan| bilan.is_saisi())
        };
        prop_assert_eq!(is_saisi(&after), is_saisi(&plan));
        let annee = year.to_string();
        let before = values(&text);
        for (path, value) in values(&changed) {
            let is_blank = value.is_empty() || value == "table";
            prop_assert!(
                before.get(&path) == Some(&value) || (!before.contains_key(&path) && is_blank && path.starts_with(&key(&["bilan"]))),
                "{path} = {value}: {text}\n=> {changed}"
            );
        }
        unchanged(&text, &changed, &[vec!["bilan", &annee]])?;
        prop_assert_eq!(prepared(&changed, &after, year)?, Some(changed.clone()), "{}", changed);
        laid_out_alike(&changed)?;
        let laid_out = formatted(&changed, Kind::Table(&FICHE), &|_| None);
        let after = read(PATH, &laid_out).unwrap();
        let again = prepared(&laid_out, &after, year)?.unwrap();
        let places = again.matches("\n# valeurs.").count();
        let known = only(&plan).indicateurs.len();
        prop_assert!(places <= known, "{places} of {known}: {changed}\n=> {again}");
    }

    #[test]
    fn a_new_fiche_reads_and_is_laid_out(
        titre in "\\PC{0,60}",
        others in prop::collection::vec("\\PC{1,12}", 0..4),
        numero in prop::option::of("[0-9a-z.é \"]{1,6}"),
        has_code in any::<bool>(),
    ) {
        let titre = titre.trim().to_owned();
        prop_assume!(!titre.is_empty() && !others.iter().any(|name| name.trim().is_empty()));
        let plan = crate::load::memory::plan("niveaux = [\"A\"]\n[arborescence]\n\"4\" = \"x\"\n", &[]);
        let nouvelle = Nouvelle {
            numero: numero.filter(|numero| !numero.trim().is_empty()),
            titre: titre.clone(),
            objectif: has_code.then(|| Code::parse("4").unwrap()),
            pilotes: others.clone(),
            publics: others,
            ..Nouvelle::default()
        };
        let text = nouvelle.text(&plan);
        let read = read(PATH, &text);
        prop_assert!(read.is_ok(), "{:?}\n{}", read.unwrap_err(), text);
        let read = read.unwrap();
        prop_assert_eq!(only(&read).titre.as_str(), titre);
        prop_assert_eq!(only(&read).pilotes.len(), nouvelle.pilotes.len());
        prop_assert_eq!(formatted(&text, Kind::Table(&FICHE), &|_| None), text);
        let id = nouvelle.free_id(&plan);
        prop_assert!(id.is_none_or(|id| id.as_str().len() <= 64));
    }
}

/// Checks that a text is another with lines in one place of it.
fn inserted(before: &str, after: &str) -> Result<(), TestCaseError> {
    unchanged(before, after, &[vec!["suivi"]])?;
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let pairs = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let ends = old.iter().rev().zip(new.iter().rev());
    let ends = ends.take_while(|(a, b)| a == b).count();
    prop_assert!(pairs + ends >= old.len(), "{before}\n=> {after}");
    Ok(())
}

/// Returns a text in which the bilan of a year is prepared; nothing when it does not fit.
fn prepared(text: &str, plan: &Plan, year: i32) -> Result<Option<String>, TestCaseError> {
    let sujet = sujet(plan, year);
    let bilan = Bilan::new(sujet, &[only(plan)]);
    let fiche: &FicheBilan<'_> = &bilan.fiches[0];
    let mut form = Form::new(text, Kind::Table(&FICHE));
    let is_written = prepare(&mut form, fiche, sujet.exercice).is_ok();
    Ok(is_written.then(|| form.into_text()))
}
