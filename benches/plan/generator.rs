//! Writes plans of any size for benchmarks and tests: the same number of fiches always gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How many folders the fiches are in, and how many actors are their pilotes in turn.
pub(crate) const FOLDERS: usize = 30;

/// How many enjeux the tree has, and how many nodes hang from each node of a level.
const ENJEUX: usize = 6;
const OBJECTIFS: usize = 5;

/// What a service does, for the titles of the tree and of the fiches.
const VERBS: [&str; 8] = [
    "Développer",
    "Renforcer",
    "Améliorer",
    "Étendre",
    "Coordonner",
    "Évaluer",
    "Faire connaître",
    "Adapter",
];

/// What it does it to.
const OBJECTS: [&str; 12] = [
    "l'accueil des personnes condamnées à un travail d'intérêt général",
    "la médiation à la sortie des collèges",
    "l'accompagnement des familles après une exclusion scolaire",
    "la prévention du cyberharcèlement",
    "la présence éducative dans les transports",
    "l'accès au droit des victimes de violences intrafamiliales",
    "les chantiers éducatifs de l'été",
    "la veille partagée sur les conflits de voisinage",
    "l'information des commerçants sur les vols",
    "la formation des agents d'accueil",
    "le suivi des mineurs placés sous contrôle judiciaire",
    "la coordination des professionnels face aux addictions",
];

/// Who is concerned.
const PUBLICS: [&str; 5] = [
    "collégiens et lycéens",
    "parents d'élèves",
    "habitants des résidences",
    "agents de la commune",
    "commerçants",
];

/// What was done, said in as many words as a pilote writes.
const REALISATIONS: [&str; 4] = [
    "Le groupe de travail s'est réuni quatre fois ; les deux nouvelles structures accueillent depuis septembre.",
    "Trois séances ont eu lieu dans chaque établissement, en présence des parents délégués et de la médiatrice.",
    "La convention a été signée au printemps, puis présentée aux partenaires réunis en séance plénière.",
    "Les permanences ont été tenues chaque semaine ; la fréquentation est suivie dans un tableau partagé.",
];

/// Choices that look random and are always the same: those of a fiche, by its rank.
struct Choices(u64);

impl Choices {
    /// Returns a number below another.
    fn below(&mut self, count: usize) -> usize {
        // Knuth's linear congruential generator (MMIX): its high bits are good enough here.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }

    /// Returns one of some words.
    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// Writes a plan of some fiches in a folder, which is made.
///
/// # Errors
///
/// Those of the disk.
pub(crate) fn write(folder: &Path, fiches: usize) -> io::Result<()> {
    for service in 0..FOLDERS {
        fs::create_dir_all(folder.join("fiches").join(format!("service-{service:02}")))?;
    }
    fs::write(folder.join("strategie.toml"), strategie())?;
    fs::write(folder.join("acteurs.toml"), acteurs())?;
    for rank in 0..fiches {
        let path = format!("fiches/service-{:02}/action-{rank:06}.toml", rank % FOLDERS);
        fs::write(folder.join(path), fiche(rank))?;
    }
    Ok(())
}

/// Returns the strategy: three levels, every enjeu and objectif numbered.
fn strategie() -> String {
    let mut text = "\
format = 1
titre = \"Stratégie territoriale inventée, pour les mesures\"
territoire = \"Villefictive\"
communes = [\"Villefictive\", \"Grandefictive\"]
periode = \"2017/2020\"
niveaux = [\"Enjeu\", \"Objectif général\", \"Objectif opérationnel\"]

[arborescence]
"
    .to_owned();
    let mut choices = Choices(0);
    let mut node = |code: String| {
        let (verb, object) = (choices.one(&VERBS), choices.one(&OBJECTS));
        writeln!(text, "\"{code}\" = \"{verb} {object} ({code})\"").expect("a text takes all");
    };
    for enjeu in 1..=ENJEUX {
        node(enjeu.to_string());
        for objectif in 1..=OBJECTIFS {
            node(format!("{enjeu}.{objectif}"));
            for operation in ["a", "b", "c"] {
                node(format!("{enjeu}.{objectif}.{operation}"));
            }
        }
    }
    text
}

/// Returns the actors: one pilote for each folder, and those who pay.
fn acteurs() -> String {
    let services = (0..FOLDERS).map(|rank| {
        format!(
            "[service-{rank:02}]\nnom = \"Service municipal de proximité n° {rank:02}\"\n\
             sigle = \"SMP{rank:02}\"\ngenre = \"service\"\n\n"
        )
    });
    let others = "\
[villefictive]
nom = \"Ville de Villefictive\"
alias = [\"Villefictive\"]
genre = \"commune\"

[fipd]
nom = \"Fonds interministériel de prévention de la délinquance\"
sigle = \"FIPD\"
genre = \"etat\"
";
    services.collect::<String>() + others
}

/// Returns a fiche: every rubrique of the form, two years of bilans, a journal, costs and indicators.
fn fiche(rank: usize) -> String {
    let mut choices = Choices(rank as u64 + 1);
    let service = rank % FOLDERS;
    let objectif = format!(
        "{}.{}.{}",
        1 + choices.below(ENJEUX),
        1 + choices.below(OBJECTIFS),
        choices.one(&["a", "b", "c"])
    );
    let (verb, object) = (choices.one(&VERBS), choices.one(&OBJECTS));
    let second = (service + 1 + choices.below(FOLDERS - 2)) % FOLDERS;
    let (public, other) = (choices.one(&PUBLICS[..3]), choices.one(&PUBLICS[3..]));
    let (before, value) = (10 + choices.below(40), 12 + choices.below(60));
    let (first, last) = (choices.one(&REALISATIONS), choices.one(&REALISATIONS));
    let (planned, spent) = (1000 + choices.below(9000), 900 + choices.below(9000));
    let resultat = choices.one(&["atteint", "partiel", "non-atteint"]);
    let etape = choices.one(&["\"tenue\"", "{ etat = \"reportee\", quand = \"2018-06\" }"]);
    let etat = choices.one(&["en-cours", "en-cours", "en-cours", "bloquee"]);
    let month = 1 + choices.below(9);
    format!(
        r#"numero = "{number}"
titre = "{verb} {object}, secteur {rank}"
commune = "Villefictive"
objectif = "{objectif}"
periode = "2017/2020"

pilotes = [{{ acteur = "SMP{service:02}", service = "Unité de proximité" }}]
partenaires = [
  "Service municipal de proximité n° {second:02}",
  {{ acteur = "Villefictive", mention = "services de la tranquillité publique" }},
]
publics = ["{public}", "{other}"]

mise_en_oeuvre = """
L'action s'appuie sur les réunions mensuelles de secteur et sur les signalements des partenaires :
- repérer les situations avec les établissements scolaires, les bailleurs et les associations,
- proposer à chaque personne un accompagnement, et en suivre les étapes avec elle,
- rendre compte deux fois par an au comité de pilotage, chiffres à l'appui.
"""
resultats_attendus = [
  "Étendre l'accueil à deux structures de plus",
  "Réduire le nombre de situations sans suite",
]
source = "fiche {number}"

[couts]
nature = "variable"
lignes = [
  {{ annee = 2017, objet = "Poste de coordination", type = "fonctionnement", financeur = "FIPD", prevu = {planned}, realise = {spent} }},
  {{ annee = 2018, objet = "Équipement des locaux", type = "investissement", financeur = "Ville de Villefictive", prevu = {spent} }},
]

[calendrier.groupe-de-travail]
quand = "2017-0{month}"
quoi = "Réunir le groupe de travail"

[calendrier.convention]
quand = "2018-0{month}/2018-12"
quoi = "Écrire et signer la convention avec les partenaires"
genre = "action"

[calendrier.bilan-annuel]
quand = ["2017-12", "2018-12", "2019-12"]
quoi = "Présentation d'un bilan annuel"
genre = "bilan"

[indicateurs.accueils]
nom = "Personnes accueillies"
unite = "personnes"
sens = "hausse"
source = "tableau de suivi du service"
valeurs.2016 = {before}
valeurs.2017 = {value}
valeurs.2018 = {{ valeur = {value}, environ = true, note = "deux structures n'ont pas encore répondu" }}
cibles.2018 = 60

[[suivi]]
date = 2017-0{month}-14
etat = "{etat}"
note = "Première réunion du groupe de travail."
auteur = "coordination"

[bilan.2017]
etat = "{etat}"
resultat = "{resultat}"
suite = "poursuivre"
realisations = """
{first}
"""
difficultes = """
Deux structures hésitent encore, faute de temps pour encadrer les personnes.
"""
etapes.groupe-de-travail = {etape}

[bilan.2018]
etat = "en-cours"
resultat = "partiel"
realisations = """
{last}
"""
"#,
        number = rank + 1,
    )
}
