//! The JSON Schema (draft-07) of each kind of file, for editors: what the list of keys says, with what the plan has as
//! suggestions.

mod dates;
mod hints;
mod kinds;
pub(crate) mod settings;
mod spellings;

use serde_json::{Map, Value, json};

pub(crate) use self::hints::Hints;
use crate::load::keys::{ACTEUR, FICHE, Kind, PAGE, STRATEGIE, Shape};
use crate::model::mot::Mot;

/// How the first line of what is written for editors starts.
pub(crate) const MARK: &str = "Écrit par « stspd schema";

/// A kind of file of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fichier {
    /// A fiche.
    Fiche,
    /// The strategy.
    Strategie,
    /// The actors.
    Acteurs,
    /// The council's page of a year's bilan.
    Bilan,
}

impl Mot for Fichier {
    const ALL: &'static [Self] = &[Self::Fiche, Self::Strategie, Self::Acteurs, Self::Bilan];

    fn word(self) -> &'static str {
        match self {
            Self::Fiche => "fiche",
            Self::Strategie => "strategie",
            Self::Acteurs => "acteurs",
            Self::Bilan => "bilan",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Strategie => "stratégie",
            other => other.word(),
        }
    }
}

impl Fichier {
    /// Returns what such a file is.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Fiche => "une fiche-action",
            Self::Strategie => "la stratégie du plan",
            Self::Acteurs => "les acteurs du plan",
            Self::Bilan => "la page du conseil pour le bilan d'une année",
        }
    }

    /// Returns the path of such files below the plan, as people read it.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Fiche => "fiches/**/<id>.toml",
            Self::Strategie => "strategie.toml",
            Self::Acteurs => "acteurs.toml",
            Self::Bilan => "bilans/<année>.toml",
        }
    }

    /// Returns the path of such files below the plan, as editors match it.
    pub(crate) fn pattern(self) -> &'static str {
        match self {
            Self::Fiche => "fiches/**/*.toml",
            Self::Bilan => "bilans/*.toml",
            single => single.path(),
        }
    }

    /// Returns what such a file holds.
    pub(crate) fn holds(self) -> Kind {
        match self {
            Self::Fiche => Kind::Table(&FICHE),
            Self::Strategie => Kind::Table(&STRATEGIE),
            Self::Acteurs => Kind::Named(&ACTEUR),
            Self::Bilan => Kind::Table(&PAGE),
        }
    }
}

/// Returns the schema of a kind of file, as its file holds it.
pub(crate) fn text(file: Fichier, hints: &Hints) -> String {
    let mut text = format!("{:#}", schema(file, hints));
    text.push('\n');
    text
}

/// Returns the schema of a kind of file.
fn schema(file: Fichier, hints: &Hints) -> Value {
    let word = file.word();
    let mut schema = Map::new();
    let mut say = |name: &str, value: Value| schema.insert(name.to_owned(), value);
    say(
        "$comment",
        json!(format!(
            "{MARK} {word} » ; à réécrire quand les acteurs ou l'arborescence du plan changent, avec stspd schema --installer."
        )),
    );
    say("$schema", json!("http://json-schema.org/draft-07/schema#"));
    say("title", json!(file.about()));
    say(
        "description",
        json!(format!("Fichier du plan d'actions : {}", file.path())),
    );
    say("x-tombi-toml-version", json!("v1.0.0"));
    let content = match file.holds() {
        Kind::Named(shape) => actors(shape, hints),
        kind => kind
            .shape()
            .map_or_else(Map::new, |shape| object(shape, hints)),
    };
    schema.extend(content.into_iter().filter(|(name, _)| name != "title"));
    if let Some(definitions) = file.holds().shape().and_then(kinds::definitions) {
        schema.insert("definitions".to_owned(), definitions);
    }
    Value::Object(schema)
}

/// Returns the schema of the file of the actors: one table an identifier.
fn actors(shape: &'static Shape, hints: &Hints) -> Map<String, Value> {
    let content = json!({
        "type": "object",
        "patternProperties": { IDENTIFIER: object(shape, hints) },
        "additionalProperties": false,
    });
    kinds::members(content)
}

/// An identifier, but for its length and for the names that Windows keeps.
const IDENTIFIER: &str = "^[a-z0-9]+(?:-[a-z0-9]+)*$";

/// Returns the schema of a table.
fn object(shape: &'static Shape, hints: &Hints) -> Map<String, Value> {
    let keys = shape.keys.iter();
    let properties = keys
        .clone()
        .map(|key| (key.name.to_owned(), kinds::property(key, hints)));
    let properties: Map<String, Value> = properties.collect();
    let required: Vec<&str> = keys
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let mut content = kinds::members(json!({
        "title": shape.name,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "x-tombi-table-keys-order": "schema",
    }));
    if !required.is_empty() {
        content.insert("required".to_owned(), json!(required));
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::keys::Key;

    /// Checks that each key of a table is in its schema, with what it says, and no other.
    fn assert_tells(shape: &'static Shape, schema: &Value) {
        let properties = schema["properties"].as_object().unwrap();
        let names: Vec<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            shape.keys.iter().map(|key| key.name).collect::<Vec<_>>()
        );
        for key in shape.keys {
            let Key {
                name,
                kind,
                description,
                ..
            } = key;
            let property = &properties[*name];
            assert!(
                property["description"]
                    .as_str()
                    .unwrap()
                    .starts_with(description),
                "{name}"
            );
            let required = schema["required"].as_array();
            let required = required.is_some_and(|names| names.contains(&json!(name)));
            assert_eq!(required, key.required, "{name}");
            if let Some(inner) = kind.shape() {
                assert_tells(inner, found(inner, property).unwrap());
            }
        }
    }

    /// Returns the schema of a table, wherever it is in another schema.
    fn found<'a>(shape: &Shape, schema: &'a Value) -> Option<&'a Value> {
        if schema["title"] == shape.name {
            return Some(schema);
        }
        let inner: Vec<&Value> = match schema {
            Value::Object(members) => members.values().collect(),
            Value::Array(items) => items.iter().collect(),
            _ => Vec::new(),
        };
        inner.into_iter().find_map(|inner| found(shape, inner))
    }

    #[test]
    fn every_key_of_the_format_is_in_the_schema_and_no_other() {
        for &file in Fichier::ALL {
            let shape = file.holds().shape().unwrap();
            let schema = schema(file, &Hints::default());
            assert_eq!(schema["additionalProperties"], false);
            match file.holds() {
                Kind::Table(_) => assert_tells(shape, &schema),
                _ => assert_tells(shape, found(shape, &schema).unwrap()),
            }
        }
    }

    #[test]
    fn a_label_is_a_spelling_of_its_word() {
        // The schema knows words alone: the reader takes their labels too.
        fn assert_same<M: Mot>() {
            for mot in M::ALL {
                assert!(
                    crate::text::fold::same(mot.word(), mot.label()),
                    "{}",
                    mot.label()
                );
            }
        }
        assert_same::<crate::model::acteur::GenreActeur>();
        assert_same::<crate::model::calendrier::EtatEtape>();
        assert_same::<crate::model::calendrier::GenreEtape>();
        assert_same::<crate::model::cout::NatureCout>();
        assert_same::<crate::model::cout::TypeCout>();
        assert_same::<crate::model::diffusion::Diffusion>();
        assert_same::<crate::model::etat::Etat>();
        assert_same::<crate::model::etat::Resultat>();
        assert_same::<crate::model::etat::Suite>();
        assert_same::<crate::model::indicateur::Sens>();
        assert_same::<crate::model::strategie::Gravite>();
    }
}
