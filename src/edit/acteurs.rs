//! What `acteurs.toml` becomes: one more actor, one more spelling, another name.

use std::collections::BTreeSet;

use super::form::{Form, Unfit};
use super::line::Line;
use super::literal;
use crate::load::cure::identifier;
use crate::model::acteur::{Acteur, GenreActeur};
use crate::model::ids::ActeurId;
use crate::model::mot::Mot;
use crate::text::fold::same;

/// An actor to add.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nouveau {
    /// The full name.
    pub(crate) nom: String,
    /// The acronym.
    pub(crate) sigle: Option<String>,
    /// Other spellings.
    pub(crate) alias: Vec<String>,
    /// What kind of body it is.
    pub(crate) genre: Option<GenreActeur>,
}

impl Nouveau {
    /// Writes the actor after the others, under an identifier.
    pub(crate) fn write(&self, form: &mut Form, id: &ActeurId) -> Result<(), Unfit> {
        let mut lines = vec![Line::new("nom", literal::text(&self.nom))];
        let sigle = self.sigle.as_deref();
        lines.extend(sigle.map(|sigle| Line::new("sigle", literal::text(sigle))));
        if !self.alias.is_empty() {
            lines.push(Line::new("alias", literal::texts(&self.alias)));
        }
        let genre = self.genre.map(|genre| literal::text(genre.word()));
        lines.extend(genre.map(|genre| Line::new("genre", genre)));
        form.add(&[id.as_str()], None, &lines)
    }
}

/// The longest identifier that is proposed, in bytes: the words of a name after it are left out.
const LONGEST: usize = 48;

/// Returns an identifier made of the words of a name, which none of those that are taken is.
pub(crate) fn free_id(nom: &str, taken: &BTreeSet<String>) -> Option<ActeurId> {
    let whole = identifier(nom);
    let mut short = String::new();
    for word in whole.split('-') {
        if !short.is_empty() && short.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(word);
    }
    ActeurId::parse(&first_free(short, |id| taken.contains(id))).ok()
}

/// Returns a name, with the first number that makes it one that is not taken.
pub(super) fn first_free(name: String, is_taken: impl Fn(&str) -> bool) -> String {
    let mut free = name.clone();
    let mut number = 1;
    while is_taken(&free) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

/// Adds a spelling to an actor; one that it has already is left out.
pub(crate) fn add_alias(form: &mut Form, acteur: &Acteur, alias: &str) -> Result<(), Unfit> {
    match acteur.names().any(|name| same(name, alias)) {
        true => Ok(()),
        false => push_alias(form, acteur, alias),
    }
}

/// Adds a spelling to those of an actor.
pub(crate) fn push_alias(form: &mut Form, acteur: &Acteur, alias: &str) -> Result<(), Unfit> {
    let path = [acteur.id.as_str(), "alias"];
    let item = literal::text(alias);
    match form.has(&path) {
        true => form.push(&path, &item),
        false => form.set(&[path[0]], &Line::new("alias", format!("[{item}]"))),
    }
}

/// Gives an actor another name: the old one becomes one more spelling, so that every fiche still names it.
pub(crate) fn rename(form: &mut Form, acteur: &Acteur, nom: &str) -> Result<(), Unfit> {
    let id = acteur.id.as_str();
    let old = literal::text(&acteur.nom);
    form.set(&[id], &Line::new("nom", literal::text(nom)))?;
    if same(&acteur.nom, nom) {
        return Ok(());
    }
    let path = [id, "alias"];
    // The new name may have been a spelling so far: the old one takes its place.
    match acteur.alias.iter().position(|alias| same(alias, nom)) {
        Some(rank) => form.replace_in(&path, rank, &old),
        None => push_alias(form, acteur, &acteur.nom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::keys::{ACTEUR, Kind};
    use crate::load::memory::plan;

    /// Returns a list of actors after a change of the first one.
    fn changed(text: &str, change: impl Fn(&mut Form, &Acteur) -> Result<(), Unfit>) -> String {
        let plan = plan("", &[("./acteurs", text)]);
        let mut form = Form::new(text, Kind::Named(&ACTEUR));
        change(&mut form, plan.acteurs().next().unwrap()).unwrap();
        form.into_text()
    }

    #[test]
    fn the_old_name_becomes_a_spelling() {
        let text = "[a] # b\nnom = \"Un\"\nalias = [\n  \"Deux\", # c\n]\ngenre = \"etat\"\n";
        assert_eq!(
            changed(text, |form, acteur| rename(form, acteur, "Trois")),
            text.replace("\"Un\"", "\"Trois\"")
                .replace("\"Deux\",", "\"Deux\",\n  \"Un\",")
        );
        assert_eq!(
            changed(text, |form, acteur| rename(form, acteur, "Deux")),
            text.replace("\"Deux\"", "\"x\"")
                .replace("\"Un\"", "\"Deux\"")
                .replace("\"x\"", "\"Un\"")
        );
        assert_eq!(
            changed("[a]\nnom = \"Un\"\ngenre = \"etat\"\n", |form, acteur| {
                rename(form, acteur, "Trois")
            }),
            "[a]\nnom = \"Trois\"\nalias = [\"Un\"]\ngenre = \"etat\"\n"
        );
        assert_eq!(
            changed("[a]\nnom = \"ecole\"\n", |form, acteur| rename(
                form, acteur, "École"
            )),
            "[a]\nnom = \"École\"\n"
        );
    }

    #[test]
    fn a_spelling_is_added_once() {
        let text = "[a]\nnom = \"Un\"\n";
        let with = changed(text, |form, acteur| add_alias(form, acteur, "I"));
        assert_eq!(with, "[a]\nnom = \"Un\"\nalias = [\"I\"]\n");
        assert_eq!(
            changed(&with, |form, acteur| add_alias(form, acteur, "i")),
            with
        );
    }

    #[test]
    fn an_identifier_is_free_and_short() {
        let taken = BTreeSet::from(["ville-de-lomme".to_owned()]);
        let id = |nom: &str| free_id(nom, &taken).map(|id| id.as_str().to_owned());
        assert_eq!(id("Ville de Lomme").unwrap(), "ville-de-lomme-2");
        assert_eq!(
            id("Conseil Départemental d'Accès au Droit du Nord").unwrap(),
            "conseil-departemental-d-acces-au-droit-du-nord"
        );
        assert!(id(&"mot ".repeat(50)).unwrap().len() <= LONGEST);
        assert_eq!(id("?"), None);
    }
}
