//! A plan whose every text could be taken for something else than a text.

use super::Scratch;

/// Texts that a spreadsheet, a screen or a log could take for an order.
pub(crate) const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\\\"https://exemple.fr\\\")",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "##[error]x ::error::y",
    "<b>|\\\\|</b>",
    "é;\\\"à,'œ",
];

/// Returns the folder of a plan whose texts are hostile.
pub(crate) fn hostile() -> Scratch {
    let scratch = Scratch::new();
    for (rank, text) in HOSTILE.iter().enumerate() {
        let fiche = format!(
            "titre = \"{text}\"\nnumero = \"1.{rank}0\"\npartenaires = [\"{text}\"]\nmise_en_oeuvre = \"\"\"{text}\nligne\"\"\"\n\
             [couts]\nlignes = [{{ annee = 2018, objet = \"{text}\", prevu = -{rank}.5 }}]\n\
             [calendrier.x]\nquand = \"2018\"\nquoi = \"{text}\"\n\
             [[suivi]]\ndate = 2018-01-0{}\nnote = \"{text}\"\n[bilan.2017]\nrealisations = \"{text}\"\n\
             [bilan.2018]\nrealisations = \"{text}\"\ndifficultes = \"{text}\"\n\
             [indicateurs.i]\nnom = \"{text}\"\nunite = \"{text}\"\nvaleurs.2017 = 1\nvaleurs.2018 = 2\n",
            rank + 1
        );
        scratch.write(&format!("fiches/hostile-{rank}.toml"), fiche);
    }
    scratch
}
