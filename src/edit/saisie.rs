//! What a pilote reports for a year, written in the three places of a fiche that a year touches: its bilan, the values of its
//! indicators, its lines of costs.

use super::form::{Form, Line, Unfit};
use super::literal;
use super::place::TO_FILL;
use crate::load::keys::{BILAN, Kind};
use crate::model::calendrier::EtatEtape;
use crate::model::cout::Montant;
use crate::model::echeance::{Classe, Echeance, meant, name_needed};
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::report::bilan::FicheBilan;

/// What became of an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The étape's key.
    pub(crate) etape: String,
    /// The occurrence.
    pub(crate) occurrence: String,
    /// Whether the étape's key is not enough to tell which.
    pub(crate) is_named: bool,
    /// What became of it.
    pub(crate) etat: EtatEtape,
    /// The new date of one that was put off, as the format writes it.
    pub(crate) quand: Option<String>,
}

/// The value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chiffre {
    /// The indicator's key.
    pub(crate) indicateur: String,
    /// The value, as the format writes it: a number, or a table for a rough one.
    pub(crate) valeur: String,
}

/// What was spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Depense {
    /// On a line of costs that is there, by its rank among all.
    Ligne(usize, Montant),
    /// On something that no line names.
    Nouvelle(String, Montant),
}

/// What a pilote reports for a year. What is not said is left as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Saisie {
    /// How far the action is.
    pub(crate) etat: Option<Etat>,
    /// Whether the result is reached.
    pub(crate) resultat: Option<Resultat>,
    /// What comes next.
    pub(crate) suite: Option<Suite>,
    /// What was done.
    pub(crate) realisations: Option<String>,
    /// What was difficult.
    pub(crate) difficultes: Option<String>,
    /// What is planned.
    pub(crate) perspectives: Option<String>,
    /// What became of étapes.
    pub(crate) etapes: Vec<Mention>,
    /// Values of indicators.
    pub(crate) valeurs: Vec<Chiffre>,
    /// What was spent.
    pub(crate) depenses: Vec<Depense>,
}

impl Saisie {
    /// Returns whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes what is said in a fiche.
    pub(crate) fn write(&self, form: &mut Form, exercice: Exercice) -> Result<(), Unfit> {
        let year = exercice.annee.to_string();
        let title = ["bilan", year.as_str()];
        let word = |word: &str| literal::text(word);
        let values = [
            ("etat", self.etat.map(|etat| word(etat.word()))),
            (
                "resultat",
                self.resultat.map(|resultat| word(resultat.word())),
            ),
            ("suite", self.suite.map(|suite| word(suite.word()))),
            (
                "realisations",
                self.realisations.as_deref().map(literal::paragraphs),
            ),
            (
                "difficultes",
                self.difficultes.as_deref().map(literal::paragraphs),
            ),
            (
                "perspectives",
                self.perspectives.as_deref().map(literal::paragraphs),
            ),
        ];
        for (name, value) in values {
            let Some(value) = value else { continue };
            let mut line = Line::new(name, value);
            // What was said of the blank to fill has served.
            line.hint = form.has(&[title[0], title[1], name]).then(|| hint(name));
            form.set(&title, &line)?;
        }
        for mention in &self.etapes {
            mention.write(form, &title)?;
        }
        for chiffre in &self.valeurs {
            chiffre.write(form, &year)?;
        }
        self.depenses
            .iter()
            .try_for_each(|depense| depense.write(form, &year))
    }
}

impl Mention {
    /// Writes what became of an occurrence in the bilan of a title.
    fn write(&self, form: &mut Form, title: &[&str]) -> Result<(), Unfit> {
        let etat = literal::text(self.etat.word());
        let value = match &self.quand {
            Some(quand) => format!("{{ etat = {etat}, quand = {} }}", literal::text(quand)),
            None => etat,
        };
        let set = |form: &mut Form, occurrence: Option<&String>| {
            let mut path = vec!["etapes".to_owned(), self.etape.clone()];
            path.extend(occurrence.cloned());
            // Only what `prepare` says beside a blank has served: another comment is its author's.
            let asks = |comment: &String| comment.ends_with(&point_words());
            let hint = form.comment_of(title, &path).filter(asks);
            let value = value.clone();
            form.set(title, &Line { path, value, hint })
        };
        let named = self.is_named.then_some(&self.occurrence);
        // Where the bilan names the occurrences of the étape already, this one is named too.
        set(form, named).or_else(|_| set(form, Some(&self.occurrence)))
    }
}

impl Chiffre {
    /// Writes the value of a year.
    fn write(&self, form: &mut Form, year: &str) -> Result<(), Unfit> {
        let line = Line {
            path: vec!["valeurs".to_owned(), year.to_owned()],
            value: self.valeur.clone(),
            hint: None,
        };
        form.set(&["indicateurs", &self.indicateur], &line)
    }
}

impl Depense {
    /// Writes what was spent in a year.
    fn write(&self, form: &mut Form, year: &str) -> Result<(), Unfit> {
        let lignes = ["couts", "lignes"];
        let (objet, montant) = match self {
            Self::Ligne(rank, montant) => {
                let spent = Line::new("realise", montant.decimal('.'));
                return form.set_in(&lignes, *rank, &spent);
            }
            Self::Nouvelle(objet, montant) => (literal::text(objet), montant.decimal('.')),
        };
        let item = format!("{{ annee = {year}, objet = {objet}, realise = {montant} }}");
        if form.has(&lignes) {
            return form.push(&lignes, &item);
        }
        form.set(&["couts"], &Line::new("lignes", format!("[\n  {item},\n]")))
    }
}

/// Writes in a fiche the form of a year's bilan: every question that nobody has answered yet, with a blank to fill. A blank is
/// read as nothing: the fiche stays « sans bilan ».
pub(crate) fn prepare(
    form: &mut Form,
    fiche: &FicheBilan<'_>,
    exercice: Exercice,
) -> Result<(), Unfit> {
    let year = exercice.annee.to_string();
    let title = ["bilan", year.as_str()];
    let blank = |path: Vec<String>, hint: String| Line {
        path,
        value: "\"\"".to_owned(),
        hint: Some(hint),
    };
    let mut lines: Vec<Line> = BILAN
        .keys
        .iter()
        .filter(|key| !matches!(key.kind, Kind::Points(_)))
        .map(|key| blank(vec![key.name.to_owned()], hint(key.name)))
        .collect();
    let due = unsaid(fiche, exercice);
    lines.extend(due.map(|echeance| {
        let rank = rank_of(echeance);
        let mut path = vec!["etapes".to_owned(), (*echeance.etape.nom).clone()];
        path.extend(name_needed(echeance.etape, rank, exercice).map(str::to_owned));
        blank(path, point_hint(echeance))
    }));
    for line in &lines {
        let names = line.path.iter().map(String::as_str);
        let whole: Vec<&str> = title.iter().copied().chain(names).collect();
        if !form.has(&whole) {
            form.set(&title, line)?;
        }
    }
    let unmeasured = fiche.indicateurs.iter();
    let unmeasured = unmeasured.filter(|(_, mesure)| mesure.valeur.is_none());
    for (indicateur, _) in unmeasured {
        let unit = indicateur.unite.as_ref();
        let hint = match unit {
            Some(unit) => format!("{TO_FILL}, en {}", one_line(unit)),
            None => TO_FILL.to_owned(),
        };
        form.hold(&["indicateurs", &indicateur.code, "valeurs", &year], &hint)?;
    }
    Ok(())
}

/// Returns the occurrences of which the bilan of an exercice should say what became, and does not; promised bilans too.
pub(crate) fn unsaid<'b, 'a>(
    fiche: &'b FicheBilan<'a>,
    exercice: Exercice,
) -> impl Iterator<Item = &'b Echeance<'a>> {
    fiche.etapes.iter().filter(move |echeance| {
        echeance.classe == Classe::SansEtat && !is_said(fiche.fiche, echeance, exercice)
    })
}

/// Returns whether the bilan of an exercice speaks of an occurrence.
fn is_said(fiche: &Fiche, echeance: &Echeance<'_>, exercice: Exercice) -> bool {
    let said = fiche.bilan_of(exercice).into_iter();
    let mut points = said.flat_map(|bilan| &bilan.etapes);
    points.any(|point| {
        meant(fiche, point, exercice).is_some_and(|(etape, rank)| {
            etape.nom == echeance.etape.nom && rank == rank_of(echeance)
        })
    })
}

/// Returns which occurrence of its étape it is.
pub(crate) fn rank_of(echeance: &Echeance<'_>) -> usize {
    let mut dates = echeance.etape.quand.iter();
    let rank = dates.position(|quand| std::ptr::eq(&**quand, echeance.quand));
    rank.expect("an occurrence is one of its étape's")
}

/// Returns what is said of a key of a bilan: what it asks, and the words that answer.
fn hint(name: &str) -> String {
    let key = BILAN.key(name);
    key.map_or_else(String::new, |key| match key.kind {
        Kind::Word(words) => format!("{} : {}", key.description, words().join(" | ")),
        _ => key.description.to_owned(),
    })
}

/// Returns what is said of an étape to report on.
fn point_hint(echeance: &Echeance<'_>) -> String {
    let (quand, words) = (echeance.due.texte(), point_words());
    match &echeance.etape.quoi {
        Some(quoi) => format!("« {} » ({quand}){words}", one_line(quoi)),
        None => format!("{quand}{words}"),
    }
}

/// Returns how what is said of an étape to report on ends: the words that answer.
fn point_words() -> String {
    format!(" : {}", EtatEtape::words().join(" | "))
}

/// The most characters of a text in a comment.
const LONGEST: usize = 60;

/// Returns a text as a comment may hold it: on one line, not too long, without what TOML forbids there.
fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|character| match character {
            control if control.is_control() => ' ',
            other => other,
        })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
