//! What a pilote reports for a year, written in the three places of a fiche that a year touches: its bilan, the values of its
//! indicators, its lines of costs.

use super::form::{Form, Unfit};
use super::line::Line;
use super::literal;
use crate::load::keys::{BILAN, Kind};
use crate::model::calendrier::{Etape, EtatEtape};
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
    /// The occurrence that the étape's key alone means, if any: it may be another.
    pub(crate) usual: Option<String>,
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
    /// Its value.
    pub(crate) valeur: Valeur,
}

/// The value of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Valeur {
    /// The number, as the format writes it.
    pub(crate) number: String,
    /// Whether it is a rough one.
    pub(crate) environ: bool,
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
        let mut path = vec!["etapes".to_owned(), self.etape.clone()];
        path.extend(place(form, title, self)?);
        // Only what `prepare` says beside a blank has served: another comment is its author's.
        let asks = |comment: &String| comment.ends_with(&point_words());
        let hint = form.comment_of(title, &path).filter(asks);
        form.set(title, &Line { path, value, hint })
    }
}

/// Returns the name under which an occurrence is written after that of its étape, if it needs one. What the bilan says already
/// of the étape's usual occurrence gets its name when another has to stand beside it.
pub(in crate::edit) fn place(
    form: &mut Form,
    title: &[&str],
    mention: &Mention,
) -> Result<Option<String>, Unfit> {
    let here = [title[0], title[1], "etapes", mention.etape.as_str()];
    let is_answer = form.has(&[here[0], here[1], here[2], here[3], "etat"]);
    let is_shared = form.is_table(&here) && !is_answer;
    let is_usual = mention.usual.as_ref() == Some(&mention.occurrence);
    if is_usual && !is_shared {
        return Ok(None);
    }
    if !is_shared && form.has(&here) {
        // What is said of an étape without saying of which occurrence leaves no room for another.
        let usual = mention.usual.as_ref();
        form.deepen(&here, usual.ok_or_else(|| Unfit::at(&here))?)?;
    }
    Ok(Some(mention.occurrence.clone()))
}

impl Chiffre {
    /// Writes the value of a year. What its author noted beside an earlier one stays.
    fn write(&self, form: &mut Form, year: &str) -> Result<(), Unfit> {
        let Valeur { number, environ } = &self.valeur;
        let title = ["indicateurs", self.indicateur.as_str()];
        let line = |names: &[&str], value: &str| Line {
            path: names.iter().map(ToString::to_string).collect(),
            value: value.to_owned(),
            hint: None,
        };
        let has = |form: &Form, name: &str| form.has(&[title[0], title[1], "valeurs", year, name]);
        if !has(form, "valeur") {
            let value = match environ {
                true => format!("{{ valeur = {number}, environ = true }}"),
                false => number.clone(),
            };
            return form.set(&title, &line(&["valeurs", year], &value));
        }
        form.set(&title, &line(&["valeurs", year, "valeur"], number))?;
        if *environ || has(form, "environ") {
            let value = environ.to_string();
            form.set(&title, &line(&["valeurs", year, "environ"], &value))?;
        }
        Ok(())
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
        let fields = [
            Line::new("annee", year.to_owned()),
            Line::new("objet", objet),
            Line::new("realise", montant),
        ];
        let item = literal::table(&fields.each_ref().map(Line::field));
        if form.is_list(&lignes) {
            return form.push(&lignes, &item);
        }
        if form.has(&lignes) {
            return form.add(&lignes, Some(form.count(&lignes)), &fields);
        }
        let list = match item.len() > ONE_LINE {
            true => format!("[\n  {item},\n]"),
            false => format!("[{item}]"),
        };
        form.set(&["couts"], &Line::new("lignes", list))
    }
}

/// The longest item, in bytes, that a list holds on the line of its name.
const ONE_LINE: usize = 88;

/// Returns the text of the occurrence that an étape's key alone means in the bilan of an exercice.
pub(crate) fn usual(etape: &Etape, exercice: Exercice) -> Option<String> {
    let mut ranks = 0..etape.quand.len();
    let rank = ranks.find(|rank| name_needed(etape, *rank, exercice).is_none())?;
    Some(etape.quand[rank].texte().to_owned())
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
pub(super) fn hint(name: &str) -> String {
    let key = BILAN.key(name);
    key.map_or_else(String::new, |key| match key.kind {
        Kind::Word(words) => format!("{} : {}", key.description, words().join(" | ")),
        _ => key.description.to_owned(),
    })
}

/// Returns how what is said of an étape to report on ends: the words that answer.
pub(super) fn point_words() -> String {
    format!(" : {}", EtatEtape::words().join(" | "))
}
