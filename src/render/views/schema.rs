//! The reference of the plan's format, as people and programs read it: each table, each key, what it takes and what it says.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::load::keys::{Key, Kind as Taken, Shape, Writing};
use crate::model::mot::Mot;
use crate::model::strategie::Gravite;
use crate::render::document::{Block, Document, Kind, Table, Text};
use crate::render::format::Report;
use crate::render::french::tied;
use crate::render::json::{self, VERSION};
use crate::render::schema::Fichier;

/// What the reference says first.
const ABOUT: &str = "Un plan est un dossier de fichiers TOML. Les mots d'une liste se lisent sans égard aux majuscules, aux accents, aux espaces ni aux traits d'union ; un texte vide est une donnée absente.";

/// The title of the reference.
const TITLE: &str = "Format du plan";

/// The reference of the format.
pub(crate) struct Reference {
    /// The reference date.
    pub(crate) date: NaiveDate,
}

/// A table of a kind of file, with how it is opened there.
struct Part {
    /// How it is written: `[couts]`; nothing for the top of the file.
    title: Option<String>,
    /// Its keys.
    shape: &'static Shape,
}

impl Report for Reference {
    fn document(&self) -> Document {
        let mut document = Document::default();
        document.push(Block::Title(TITLE.to_owned()));
        document.say(ABOUT);
        for &file in Fichier::ALL {
            document.push(Block::Section(format!(
                "{} : {}",
                file.path(),
                file.about()
            )));
            for Part { title, shape } in parts(file) {
                let place = title.unwrap_or_else(|| "en haut du fichier".to_owned());
                document.push(Block::Subsection(format!("{place} : {}", shape.name)));
                let mut table = Table::new(
                    format!("Données : {place}, dans {}", file.path()),
                    &[
                        ("Donnée", Kind::Identifier),
                        ("Contenu", Kind::Words),
                        ("Sens", Kind::Title),
                        ("Exemple", Kind::Words),
                    ],
                );
                table.rows = shape.keys.iter().map(row).collect();
                document.push(Block::Table(table));
            }
        }
        document
    }

    fn title(&self) -> (String, NaiveDate) {
        (TITLE.to_owned(), self.date)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let files = Fichier::ALL.iter().map(|&file| {
            let parts = parts(file).into_iter().map(|Part { title, shape }| {
                let keys: Vec<Value> = shape.keys.iter().map(described).collect();
                json!({ "rubrique": title, "nom": shape.name, "donnees": keys })
            });
            let parts: Vec<Value> = parts.collect();
            json!({ "fichier": file.path(), "type": file.word(), "rubriques": parts })
        });
        let files: Vec<Value> = files.collect();
        json::write(&json!({ "version": VERSION, "fichiers": files }), out)
    }
}

/// Returns what is said of a key, on a row.
fn row(key: &Key) -> Vec<Text> {
    let required = if key.required { " (obligatoire)" } else { "" };
    vec![
        key.name.into(),
        tied(&format!("{}{required}", content(key.kind))).into(),
        tied(key.description).into(),
        key.example.into(),
    ]
}

/// Returns what is said of a key, for programs.
fn described(key: &Key) -> Value {
    json!({
        "donnee": key.name,
        "contenu": content(key.kind),
        "sens": key.description,
        "exemple": key.example,
        "obligatoire": key.required,
    })
}

/// Returns the tables of a kind of file, each before those that it holds.
fn parts(file: Fichier) -> Vec<Part> {
    let mut parts = Vec::new();
    match file.holds() {
        Taken::Named(shape) => add(Some("[<identifiant>]".to_owned()), shape, &mut parts),
        kind => kind
            .shape()
            .into_iter()
            .for_each(|shape| add(None, shape, &mut parts)),
    }
    parts
}

/// Adds a table, then those that its keys take.
fn add(title: Option<String>, shape: &'static Shape, parts: &mut Vec<Part>) {
    parts.push(Part { title, shape });
    for key in shape.keys {
        let Some(inner) = key.kind.shape() else {
            continue;
        };
        let is_new = parts.iter().all(|part| !std::ptr::eq(part.shape, inner));
        if is_new {
            add(Some(opened(key)), inner, parts);
        }
    }
}

/// Returns how the table of a key is opened.
fn opened(key: &Key) -> String {
    let name = key.name;
    match (key.writing(), key.kind) {
        (Writing::Titles, Taken::ByYear(_)) => format!("[{name}.<année>]"),
        (Writing::Titles, _) => format!("[{name}.<nom>]"),
        (Writing::Repeated, _) => format!("[[{name}]]"),
        (Writing::Title, Taken::Nodes(_)) => "\"<code>\" = { … }".to_owned(),
        (Writing::Title, _) => format!("[{name}]"),
        (Writing::Dotted, Taken::Points(_)) => format!("{name}.<étape> = {{ … }}"),
        (Writing::Dotted, _) => format!("{name}.<année> = {{ … }}"),
        (Writing::Line, Taken::Table(_)) => format!("{name} = {{ … }}"),
        (Writing::Line, _) => format!("{name} = [{{ … }}]"),
    }
}

/// Returns what a key takes, in French.
fn content(kind: Taken) -> String {
    let said = match kind {
        Taken::Text => "texte",
        Taken::LongText => "texte, de plusieurs lignes s'il le faut",
        Taken::Texts => "liste de textes",
        Taken::Counts => "liste de nombres entiers",
        Taken::Count => "nombre entier",
        Taken::Format => "1",
        Taken::Year => "année",
        Taken::Number => "nombre",
        Taken::Amount => "montant en euros",
        Taken::Boolean => "true ou false",
        Taken::Date => "jour, sans guillemets",
        Taken::End | Taken::Interval => {
            "date : « 2017 », « 2017-12 », « 2017-12-05 », ou intervalle « 2017-09/2018-06 »"
        }
        Taken::Occurrences => {
            "date ou intervalle, comme « 2017-12 » ou « 2017-09/2018-06 », ou liste de dates"
        }
        Taken::Period => "période : « 2017 », « 2017/2020 » ou « 2017/ »",
        Taken::Code => "code de l'arborescence",
        Taken::Word(words) => return one_of(&words()),
        Taken::Participants(_) => "liste d'acteurs : noms, ou tables",
        Taken::Table(_) => "table",
        Taken::Tables(_) => "tables",
        Taken::Named(_) => "une table par nom",
        Taken::ByYear(_) => "une table par année",
        Taken::Values(_) => "un nombre par année, ou une table",
        Taken::Targets => "un nombre par année",
        Taken::Nodes(_) => "un titre par code, ou une table",
        Taken::Points(_) => "un mot par étape, ou une table",
        Taken::Glossary => "un texte par sigle",
        Taken::Severities => return format!("par règle, {}", one_of(&Gravite::words())),
        Taken::Headings => "par rubrique, un texte ou une liste de textes",
    };
    said.to_owned()
}

/// Returns the words of a list.
fn one_of(words: &[&str]) -> String {
    format!("un mot : {}", words.join(", "))
}
