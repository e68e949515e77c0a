//! The questions of `stspd saisir`, in the order in which a pilote thinks of them.

use super::said::{self, date_of, mention_of};
use super::spent::{called, montant, unspent};
use crate::commands::questions::Questions;
use crate::edit::saisie::{Chiffre, Depense, Saisie, rank_of, unsaid};
use crate::model::calendrier::{EtatEtape, GenreEtape};
use crate::model::echeance::Echeance;
use crate::model::exercice::Exercice;
use crate::model::indicateur::{Indicateur, Mesure};
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::render::french::{amount, count, dated};
use crate::render::views::titre::named;
use crate::report::bilan::FicheBilan;
use crate::text::enumeration::joined;
use crate::text::number::number;

/// Asks what there is to report of a fiche for an exercice.
pub(super) fn saisie(
    (plan, fiche): (&Plan, &FicheBilan<'_>),
    exercice: Exercice,
    questions: &mut Questions<'_>,
) -> anyhow::Result<Saisie> {
    let bilan = fiche.fiche.bilan_of(exercice);
    questions.say(&format!(
        "Bilan {} · {}",
        exercice.label(),
        named(plan, fiche.fiche)
    ))?;
    questions.say("Entrée passe une question ; Ctrl-C abandonne, sans rien écrire.")?;
    let already = already(fiche, exercice);
    if !already.is_empty() {
        questions.say(&format!(
            "Déjà saisi, et non redemandé : {} ; pour le corriger, les options de cette commande ou un éditeur.",
            joined(&already)
        ))?;
    }
    let mut saisie = Saisie::default();
    let said = bilan.and_then(|bilan| bilan.etat.as_deref().copied());
    saisie.etat = other("Où en est l'action", said, questions)?;
    for echeance in unsaid(fiche, exercice) {
        etape(echeance, exercice, (&mut saisie, questions))?;
    }
    for (indicateur, mesure) in &fiche.indicateurs {
        if mesure.valeur.is_none() {
            let chiffre = valeur(indicateur, mesure, exercice, questions)?;
            saisie.valeurs.extend(chiffre);
        }
    }
    for rank in unspent(fiche) {
        let line = &fiche.fiche.couts.lignes[rank];
        let objet = format!("« {} »", called(line));
        let prevu = line.prevu.as_ref().map_or(String::new(), |prevu| {
            format!(" (prévu : {})", amount(**prevu))
        });
        let spent = questions.optional(&format!("Montant dépensé pour {objet}{prevu}"), montant)?;
        saisie
            .depenses
            .extend(spent.map(|spent| Depense::Ligne(rank, spent)));
    }
    let said = bilan.and_then(|bilan| bilan.resultat.as_deref().copied());
    saisie.resultat = other("Le résultat est-il atteint", said, questions)?;
    let said = bilan.and_then(|bilan| bilan.suite.as_deref().copied());
    saisie.suite = other("Et ensuite", said, questions)?;
    let blank = |said: Option<bool>| !said.unwrap_or(false);
    if blank(bilan.map(|bilan| bilan.realisations.is_some())) {
        saisie.realisations = questions.paragraph("Réalisations : ce qui a été fait")?;
    }
    if blank(bilan.map(|bilan| bilan.difficultes.is_some())) {
        saisie.difficultes = questions.paragraph("Difficultés : ce qui a été difficile")?;
    }
    if blank(bilan.map(|bilan| bilan.perspectives.is_some())) {
        saisie.perspectives = questions.paragraph("Perspectives : ce qui est envisagé")?;
    }
    Ok(saisie)
}

/// Returns what is said already, and is not asked again.
fn already(fiche: &FicheBilan<'_>, exercice: Exercice) -> Vec<String> {
    let bilan = fiche.fiche.bilan_of(exercice);
    let etapes = bilan.map_or(0, |bilan| bilan.etapes.len());
    let valeurs = fiche.indicateurs.iter();
    let valeurs = valeurs.filter(|(_, mesure)| mesure.valeur.is_some());
    let depenses = fiche.lignes.iter().filter(|line| line.realise.is_some());
    let counts = [
        (etapes, "étape"),
        (valeurs.count(), "valeur"),
        (depenses.count(), "dépense"),
    ];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    let mut already: Vec<String> = counts.map(|(number, what)| count(number, what)).collect();
    let texts = bilan.into_iter().flat_map(|bilan| {
        [
            (&bilan.realisations, "réalisations"),
            (&bilan.difficultes, "difficultés"),
            (&bilan.perspectives, "perspectives"),
        ]
    });
    let texts = texts.filter(|(text, _)| text.is_some());
    already.extend(texts.map(|(_, what)| what.to_owned()));
    already
}

/// Asks for a word, and returns one that is not said already: what is said stays as its author spells it.
fn other<M: Mot>(
    label: &str,
    said: Option<M>,
    questions: &mut Questions<'_>,
) -> anyhow::Result<Option<M>> {
    let answer = questions.word(label, said)?;
    Ok(answer.filter(|answer| Some(*answer) != said))
}

/// Asks what became of an occurrence.
fn etape(
    echeance: &Echeance<'_>,
    exercice: Exercice,
    (saisie, questions): (&mut Saisie, &mut Questions<'_>),
) -> anyhow::Result<()> {
    let what = match echeance.etape.genre {
        GenreEtape::Bilan => "Bilan promis",
        _ => "Étape",
    };
    let due = dated(echeance.due);
    let label = match &echeance.etape.quoi {
        Some(quoi) => format!("{what} « {} » ({due})", **quoi),
        None => format!("{what} ({due})"),
    };
    let Some(etat) = questions.word::<EtatEtape>(&label, None)? else {
        return Ok(());
    };
    let quand = match etat {
        EtatEtape::Reportee => questions.optional("Nouvelle date, par exemple 2018-02", date_of)?,
        EtatEtape::Tenue | EtatEtape::Annulee => None,
    };
    let occurrence = (echeance.etape, rank_of(echeance));
    saisie
        .etapes
        .push(mention_of(occurrence, exercice, (etat, quand)));
    Ok(())
}

/// Asks the value of an indicator.
fn valeur(
    indicateur: &Indicateur,
    mesure: &Mesure,
    exercice: Exercice,
    questions: &mut Questions<'_>,
) -> anyhow::Result<Option<Chiffre>> {
    let name = indicateur.nom.as_ref().unwrap_or(&indicateur.code);
    let unit = indicateur.unite.as_ref();
    let unit = unit.map_or(String::new(), |unit| format!(", en {}", **unit));
    let before = mesure.avant.as_ref();
    let before = before.map_or(String::new(), |(year, value)| {
        format!(" ({} en {year})", number(*value))
    });
    let label = format!("Valeur {} de « {} »{unit}{before}", exercice.annee, **name);
    let valeur = questions.optional(&label, said::valeur)?;
    Ok(valeur.map(|valeur| Chiffre {
        indicateur: indicateur.code.to_string(),
        valeur,
    }))
}
