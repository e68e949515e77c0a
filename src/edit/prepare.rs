//! The form of a year's bilan: every question that nobody has answered yet, with a blank to fill.

use super::form::{Form, Unfit};
use super::line::Line;
use super::place::TO_FILL;
use super::saisie::{Mention, hint, place, point_words, rank_of, unsaid, usual};
use crate::load::keys::{BILAN, Kind};
use crate::model::calendrier::EtatEtape;
use crate::model::echeance::Echeance;
use crate::model::exercice::Exercice;
use crate::report::bilan::FicheBilan;

/// What is left to do once the number is written.
const UNCOMMENT: &str = ", puis effacer le premier #";

/// The most characters of a text in a comment.
const LONGEST: usize = 60;

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
    let lines: Vec<Line> = BILAN
        .keys
        .iter()
        .filter(|key| !matches!(key.kind, Kind::Points(_)))
        .map(|key| Line {
            path: vec![key.name.to_owned()],
            value: match key.kind {
                // There is room for paragraphs.
                Kind::LongText => "\"\"\"\n\"\"\"".to_owned(),
                _ => "\"\"".to_owned(),
            },
            hint: Some(hint(key.name)),
        })
        .collect();
    for line in &lines {
        if !form.has(&[title[0], title[1], &line.path[0]]) {
            form.set(&title, line)?;
        }
    }
    for echeance in unsaid(fiche, exercice) {
        let mention = blank_of(echeance, exercice);
        let mut path = vec!["etapes".to_owned(), mention.etape.clone()];
        if is_blank_there(form, &title, &mention) {
            continue;
        }
        path.extend(place(form, &title, &mention)?);
        form.set(&title, &blank(path, point_hint(echeance)))?;
    }
    let unmeasured = fiche.indicateurs.iter();
    let unmeasured = unmeasured.filter(|(_, mesure)| mesure.valeur.is_none());
    for (indicateur, _) in unmeasured {
        let unit = indicateur.unite.as_ref();
        let hint = match unit {
            Some(unit) => format!("{TO_FILL}, en {}{UNCOMMENT}", one_line(unit)),
            None => format!("{TO_FILL}{UNCOMMENT}"),
        };
        form.hold(&["indicateurs", &indicateur.code, "valeurs", &year], &hint)?;
    }
    Ok(())
}

/// Returns a mention of an occurrence to report on, whatever became of it.
fn blank_of(echeance: &Echeance<'_>, exercice: Exercice) -> Mention {
    let (etape, rank) = (echeance.etape, rank_of(echeance));
    Mention {
        etape: etape.nom.to_string(),
        occurrence: etape.quand[rank].texte().to_owned(),
        usual: usual(etape, exercice),
        etat: EtatEtape::Tenue,
        quand: None,
    }
}

/// Returns whether the place where an occurrence would be reported is written, and blank: else the bilan would speak of it.
fn is_blank_there(form: &Form, title: &[&str], mention: &Mention) -> bool {
    let here = [title[0], title[1], "etapes", mention.etape.as_str()];
    let deeper = [
        here[0],
        here[1],
        here[2],
        here[3],
        mention.occurrence.as_str(),
    ];
    let is_usual = mention.usual.as_ref() == Some(&mention.occurrence);
    form.has(&deeper) || (is_usual && form.has(&here) && !form.is_table(&here))
}

/// Returns what is said of an étape to report on.
fn point_hint(echeance: &Echeance<'_>) -> String {
    let (quand, words) = (echeance.due.texte(), point_words());
    match &echeance.etape.quoi {
        Some(quoi) => format!("« {} » ({quand}){words}", one_line(quoi)),
        None => format!("{quand}{words}"),
    }
}

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
