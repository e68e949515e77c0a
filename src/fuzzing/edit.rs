//! Adding to any fiche that reads: what is added is read back, and nothing else changes.

use super::fmt::comments;
use super::plan::{FICHE, day, parted, with};
use crate::edit::entree::Entree;
use crate::edit::form::Form;
use crate::edit::prepare::prepare;
use crate::edit::reading::values;
use crate::edit::saisie::{Chiffre, Depense, Mention, Saisie, Valeur, usual};
use crate::load::keys::{FICHE as SHAPE, Kind};
use crate::model::calendrier::EtatEtape;
use crate::model::cout::{LigneCout, Montant};
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::{Fiche, Suivi};
use crate::model::horizon::Horizon;
use crate::model::ids::FicheId;
use crate::model::plan::Plan;
use crate::report::bilan::{Bilan, FicheBilan, Sujet};
use crate::report::perimetre::TOUT;
use crate::report::synthese::axe::Axe;
use crate::text::typed;

/// The year of the bilan that is written.
const YEAR: i32 = 2018;

/// Adds an entry of the journal, a bilan, and the form of one. What stands after the last null byte is what someone types.
pub(super) fn edit(input: &[u8]) -> bool {
    let (content, said) = parted(input);
    let said = typed::lines(&String::from_utf8_lossy(said));
    let Ok(text) = std::str::from_utf8(content) else {
        return false;
    };
    let Some(plan) = read(text) else {
        return false;
    };
    let fiche = essai(&plan);
    entry(text, fiche, &said);
    let exercice = plan.exercices.holding(YEAR);
    let sujet = Sujet {
        plan: &plan,
        exercice,
        horizon: Horizon::of_bilan(exercice, day(), true),
        perimetre: &TOUT,
        axe: Axe::Enjeu,
    };
    let bilan = Bilan::new(sujet, &[fiche]);
    for fiche in &bilan.fiches {
        report(text, (fiche, exercice), &said);
        changed(text, &["bilan"], |form| {
            prepare(form, fiche, exercice).is_ok()
        });
    }
    true
}

/// Returns the plan in which the fiche has a text; nothing when it has reading faults.
fn read(text: &str) -> Option<Plan> {
    let loaded = with(FICHE, text.as_bytes());
    loaded.plan.filter(|_| loaded.faults.is_empty())
}

/// Returns the fiche that is tried.
fn essai(plan: &Plan) -> &Fiche {
    let id = FicheId::parse("essai").expect("it is an identifier");
    let mut fiches = plan.fiches().iter();
    fiches
        .find(|fiche| fiche.id == id)
        .expect("the plan has it")
}

/// Changes a text, and returns the plan as it has become; nothing where the change is refused, which leaves the text alone.
/// What stands under other names than those that are given is the same.
fn changed(text: &str, names: &[&str], change: impl Fn(&mut Form) -> bool) -> Option<Plan> {
    let mut form = Form::new(text, Kind::Table(&SHAPE));
    if !change(&mut form) {
        return None;
    }
    let after = form.into_text();
    let plan = read(&after);
    assert!(
        plan.is_some(),
        "what was added does not read: {text}\n=> {after}"
    );
    let others = |text: &str| {
        let mut values = values(text);
        values.retain(|path, _| {
            let starts = |name: &&&str| path.starts_with(&format!(".{name:?}"));
            names.iter().find(starts).is_none()
        });
        values
    };
    assert_eq!(others(text), others(&after), "{text}\n=> {after}");
    let (before, now) = (comments(text), comments(&after));
    let kept = |comment: &&&str| now.contains(comment) || comment.starts_with("# valeurs.");
    assert_eq!(
        before.iter().find(|one| !kept(one)),
        None,
        "{text}\n=> {after}"
    );
    plan
}

/// Adds an entry of the journal.
fn entry(text: &str, fiche: &Fiche, said: &str) {
    let entree = Entree {
        date: day(),
        etat: Some(Etat::EnCours),
        note: (!said.is_empty()).then(|| said.to_owned()),
        auteur: None,
        interne: said.len() % 2 == 1,
    };
    let mut entries = fiche.suivi.iter();
    let after = entries.rposition(|suivi| *suivi.date <= entree.date);
    let after = after.map_or(0, |last| last + 1);
    let plan = changed(text, &["suivi"], |form| entree.write(form, after).is_ok());
    let Some(plan) = plan else { return };
    let suivi = &essai(&plan).suivi;
    assert_eq!(suivi.len(), fiche.suivi.len() + 1);
    let mut new = suivi.iter().filter(|one| *one.date == entree.date);
    let is_it = |one: &Suivi| {
        one.etat.as_deref() == Some(&Etat::EnCours)
            && one.interne == entree.interne
            && one.note.as_ref().map(|note| plain(note)) == entree.note.as_deref().map(plain)
    };
    assert!(new.any(is_it), "{text}\n{said:?}");
}

/// Returns a text as it is read back, but for the blanks at the ends of its lines.
fn plain(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes what a pilote reports of everything that a bilan asks.
fn report(text: &str, (fiche, exercice): (&FicheBilan<'_>, Exercice), said: &str) {
    let own = fiche.fiche;
    let mentions = own.calendrier.iter().filter_map(|etape| {
        let occurrence = etape.quand.last()?.texte().to_owned();
        Some(Mention {
            etape: etape.nom.to_string(),
            usual: usual(etape, exercice),
            occurrence,
            etat: EtatEtape::Reportee,
            quand: Some("2019-02".to_owned()),
        })
    });
    let values = own.indicateurs.iter().map(|indicateur| Chiffre {
        indicateur: indicateur.code.to_string(),
        valeur: Valeur {
            number: "17.5".to_owned(),
            environ: said.len() % 2 == 1,
        },
    });
    let amount = Montant::parse("4380.50").expect("it is an amount");
    let lines = (0..own.couts.lignes.len()).map(|rank| Depense::Ligne(rank, amount));
    let objet = typed::line(said);
    let new = (!objet.is_empty()).then_some(Depense::Nouvelle(objet, amount));
    let saisie = Saisie {
        etat: Some(Etat::Realisee),
        resultat: Some(Resultat::Partiel),
        suite: Some(Suite::Clore),
        realisations: (!said.is_empty()).then(|| said.to_owned()),
        etapes: mentions.collect(),
        valeurs: values.collect(),
        depenses: lines.chain(new).collect(),
        ..Saisie::default()
    };
    let names = ["bilan", "indicateurs", "couts"];
    let plan = changed(text, &names, |form| saisie.write(form, exercice).is_ok());
    let Some(plan) = plan else { return };
    let bilan = essai(&plan).bilan_of(exercice).expect("it has one now");
    assert_eq!(bilan.etat.as_deref(), saisie.etat.as_ref());
    assert_eq!(bilan.resultat.as_deref(), saisie.resultat.as_ref());
    assert_eq!(bilan.suite.as_deref(), saisie.suite.as_ref());
    if let Some(said) = &saisie.realisations {
        let kept = bilan.realisations.as_ref().map(|text| plain(text));
        assert_eq!(kept, Some(plain(said)), "{text}");
    }
    let lignes = &essai(&plan).couts.lignes;
    assert_eq!(
        lignes.len(),
        saisie.depenses.len().max(own.couts.lignes.len())
    );
    let spent = |line: &LigneCout| line.realise.as_deref() == Some(&amount);
    assert!(lignes.iter().all(spent), "{text}");
}
