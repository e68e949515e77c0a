//! One more entry of a fiche's journal.

use chrono::NaiveDate;

use super::form::{Form, Unfit};
use super::line::Line;
use super::literal;
use crate::model::diffusion::Diffusion;
use crate::model::etat::Etat;
use crate::model::mot::Mot;

/// An entry of the journal.
#[derive(Debug, Clone)]
pub(crate) struct Entree {
    /// The day.
    pub(crate) date: NaiveDate,
    /// How far the action is.
    pub(crate) etat: Option<Etat>,
    /// What happened.
    pub(crate) note: Option<String>,
    /// Who says it.
    pub(crate) auteur: Option<String>,
    /// Whether it stays out of the published bilan.
    pub(crate) interne: bool,
}

impl Entree {
    /// Writes the entry after as many of those that are there; at the end of a list between brackets.
    pub(crate) fn write(&self, form: &mut Form, after: usize) -> Result<(), Unfit> {
        let lines = self.lines();
        if form.is_list(&["suivi"]) {
            let fields: Vec<String> = lines.iter().map(Line::field).collect();
            return form.push(&["suivi"], &literal::table(&fields));
        }
        form.add(&["suivi"], Some(after), &lines)
    }

    /// Returns the lines of the entry.
    fn lines(&self) -> Vec<Line> {
        let mut lines = vec![Line::new("date", self.date.to_string())];
        lines.extend(
            self.etat
                .map(|etat| Line::new("etat", literal::text(etat.word()))),
        );
        let note = self.note.as_deref();
        lines.extend(note.map(|note| Line::new("note", literal::paragraphs(note))));
        let auteur = self.auteur.as_deref();
        lines.extend(auteur.map(|auteur| Line::new("auteur", literal::text(auteur))));
        let interne = self
            .interne
            .then(|| literal::text(Diffusion::Interne.word()));
        lines.extend(interne.map(|interne| Line::new("diffusion", interne)));
        lines
    }
}
