//! A plan larger than any town's, and as varied as its fiches can be.

use std::fmt::Write as _;

use super::Scratch;

/// Words that a page has to break, or must not lose.
const WORDS: [&str; 6] = [
    "Prévention",
    "anticonstitutionnellement-interdépartementalisation",
    "https://exemple.fr/une/adresse/tres/longue/sans/aucun/endroit/ou/la/couper/proprement",
    "Œuvrer « ensemble » à l'accueil des jeunes, des familles et des personnes âgées, quartier par quartier, toute l'année",
    "A&B <c> \\\"d\\\"",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// The states of an action.
const ETATS: [&str; 6] = [
    "a-venir",
    "en-cours",
    "realisee",
    "en-pause",
    "bloquee",
    "abandonnee",
];

/// The results and what is asked next.
const RESULTATS: [(&str, &str); 4] = [
    ("atteint", "clore"),
    ("partiel", "adapter"),
    ("non-atteint", "poursuivre"),
    ("non-mesure", "suspendre"),
];

/// Makes a plan of so many fiches.
pub(crate) fn large(count: usize) -> Scratch {
    let scratch = Scratch::new();
    for rank in 0..count {
        scratch.write(&format!("fiches/action-{rank:03}.toml"), fiche(rank));
    }
    scratch
}

/// Returns a fiche, which differs from its neighbours.
fn fiche(rank: usize) -> String {
    let word = WORDS[rank % WORDS.len()];
    let mut fiche = format!(
        "numero = \"{}\"\ntitre = \"Action {rank} : {word}\"\n",
        rank + 1
    );
    if !rank.is_multiple_of(3) {
        fiche.push_str("objectif = \"1\"\npilotes = [{ acteur = \"Ville de Bourg-Exemple\", service = \"Prévention\" }]\n");
    }
    if rank.is_multiple_of(4) {
        let _ = write!(
            fiche,
            "mise_en_oeuvre = \"\"\"\n{word}\n\n- un\n- {word}\n\"\"\"\nresultats_attendus = [\"{word}\", \"Deux\"]\n"
        );
    }
    if rank % 5 > 1 {
        let _ = write!(
            fiche,
            "[couts]\nnature = \"variable\"\n[[couts.lignes]]\nannee = 2018\nobjet = \"{word}\"\nprevu = {}.50\n[[couts.lignes]]\nannee = 2018\nprevu = 1234567\nrealise = 12\n",
            rank * 1000
        );
    }
    for etape in 0..rank % 7 {
        let _ = write!(
            fiche,
            "[calendrier.etape-{etape}]\nquand = \"2018-{:02}\"\nquoi = \"{word}\"\n",
            etape + 1
        );
    }
    for indicateur in 0..rank % 4 {
        let _ = write!(
            fiche,
            "[indicateurs.nombre-{indicateur}]\nnom = \"{word}\"\nunite = \"personnes\"\nsens = \"hausse\"\nvaleurs.2017 = {rank}\nvaleurs.2018 = {}\ncibles.2020 = 1000000\n",
            rank * 7 % 50
        );
    }
    if rank.is_multiple_of(2) {
        let (resultat, suite) = RESULTATS[rank / 2 % RESULTATS.len()];
        let etat = ETATS[rank / 2 % ETATS.len()];
        let _ = write!(
            fiche,
            "[bilan.2018]\netat = \"{etat}\"\nresultat = \"{resultat}\"\nsuite = \"{suite}\"\nrealisations = \"{word}\"\ndifficultes = \"\"\"\nUn\n\n{word}\n\"\"\"\n"
        );
        if rank % 7 > 1 {
            fiche.push_str("etapes.etape-0 = \"tenue\"\netapes.etape-1 = { etat = \"reportee\", quand = \"2019-03\" }\n");
        }
    }
    fiche
}
