//! A small plan around the file that is tried: enough for each part of a report to have something to say.

use chrono::NaiveDate;

use crate::load::Loaded;
use crate::load::memory::read_bytes;

/// Where the fiche that is tried stands.
pub(super) const FICHE: &str = "fiches/essai.toml";

/// The files of the plan, each of which what is tried may replace.
const FILES: [(&str, &str); 6] = [
    (
        "strategie.toml",
        r#"format = 1
titre = "Stratégie"
territoire = "Ville"
communes = ["Ville", "Autre"]
periode = "2017/"
niveaux = ["Enjeu", "Objectif"]
[arborescence]
"1" = "Un | <b>"
"1.1" = "Deux"
[instances.conseil]
nom = "Conseil"
[indicateurs.faits]
nom = "Faits"
valeurs.2017 = 4
valeurs.2018 = 3
"#,
    ),
    (
        "acteurs.toml",
        "[ville]\nnom = \"Ville de Ville\"\nalias = [\"Ville\"]\ngenre = \"commune\"\n[ccas]\nnom = \"Centre communal\"\nsigle = \"CCAS\"\n",
    ),
    (
        "bilans/2018.toml",
        "presentations = [{ instance = \"conseil\", date = 2019-02-15 }]\nintroduction = \"Mot\"\ndecisions = [\"Suivre\"]\n",
    ),
    (
        "fiches/associee.toml",
        "titre = \"A\"\ncommune = \"Autre\"\n",
    ),
    (
        "fiches/autre.toml",
        r#"titre = "Autre"
numero = "2"
objectif = "1.1"
pilotes = ["Ville"]
[calendrier.a]
quand = ["2018-03", "2018-09"]
quoi = "Réunion"
[bilan.2018]
etat = "en-cours"
etapes.a.2018-03 = "tenue"
"#,
    ),
    (FICHE, "titre = \"Essai\"\n"),
];

/// What the first byte of an input says that the rest is: a file of this path.
const KINDS: [(u8, &str); 4] = [
    (b'f', FICHE),
    (b's', "strategie.toml"),
    (b'a', "acteurs.toml"),
    (b'p', "bilans/2018.toml"),
];

/// Returns the day on which the plan is looked at.
pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 31).expect("December has 31 days")
}

/// Returns which file of the plan an input is, and what it holds; nothing when its first byte is none that tells.
pub(super) fn told(input: &[u8]) -> Option<(&'static str, &[u8])> {
    let (first, content) = input.split_first()?;
    let mut kinds = KINDS.iter();
    let (_, path) = kinds.find(|(byte, _)| byte == first)?;
    Some((path, content))
}

/// Returns an input up to its last null byte, and what follows it; nothing follows where there is none.
pub(super) fn parted(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().rposition(|byte| *byte == 0) {
        Some(at) => (&input[..at], &input[at + 1..]),
        None => (input, &[]),
    }
}

/// Reads the plan with one file replaced.
pub(super) fn with(path: &str, content: &[u8]) -> Loaded {
    let files = FILES.map(|(own, text)| match own == path {
        true => (own, content),
        false => (own, text.as_bytes()),
    });
    read_bytes(&files)
}
