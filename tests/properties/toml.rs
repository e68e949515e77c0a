//! The files of a plan, written from its values.

use std::fmt::Write;

use crate::jour::Periode;
use crate::plan::{
    ACTEURS, BilanFiche, Fiche, Indicateur, Ligne, NIVEAUX, NOMS, Participant, Plan, Sort,
    TERRITOIRE,
};

/// Returns a text as TOML writes it; what has several lines is written on several.
pub(crate) fn text(words: &str) -> String {
    let marks = if words.contains('\n') { "\"\"\"" } else { "\"" };
    let mut written = String::from(marks);
    for character in words.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            other => written.push(other),
        }
    }
    written.push_str(marks);
    written
}

/// Returns texts as a TOML list.
fn texts(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|words| text(words)).collect();
    format!("[{}]", words.join(", "))
}

/// Adds a line to a file, when there is something to say.
fn line(file: &mut String, key: &str, value: Option<String>) {
    if let Some(value) = value {
        writeln!(file, "{key} = {value}").unwrap();
    }
}

/// Returns a text as TOML writes it, when there is one.
fn maybe(words: Option<&String>) -> Option<String> {
    words.map(|words| text(words))
}

/// Returns a word as TOML writes it, when there is one.
fn word(word: Option<&'static str>) -> Option<String> {
    word.map(text)
}

/// Returns years as TOML writes them, when there are some.
fn years(periode: Option<Periode>) -> Option<String> {
    periode.map(|periode| text(&periode.text()))
}

/// Returns the files of a plan: their paths in its folder, and their texts.
pub(crate) fn files(plan: &Plan) -> Vec<(String, String)> {
    let mut files = vec![("strategie.toml".to_owned(), strategie(plan))];
    if plan.has_acteurs {
        let acteur =
            |(id, nom, more): &(&str, &str, &str)| format!("[{id}]\nnom = {}\n{more}\n", text(nom));
        let all: Vec<String> = ACTEURS.iter().map(acteur).collect();
        files.push(("acteurs.toml".to_owned(), all.concat()));
    }
    for (year, first) in &plan.pages {
        let mut page = String::from("introduction = \"Page du conseil.\"\n");
        line(
            &mut page,
            "periode",
            first.map(|first| format!("\"{first}/{year}\"")),
        );
        files.push((format!("bilans/{year}.toml"), page));
    }
    for one in &plan.fiches {
        let path = format!("fiches/{}/{}.toml", one.dossier, one.id);
        files.push((path.replace("//", "/"), fiche(one)));
    }
    files
}

/// Returns the file of the strategy.
fn strategie(plan: &Plan) -> String {
    let mut file = format!(
        "format = 1\ntitre = \"Stratégie (fictive)\"\nterritoire = \"{TERRITOIRE}\"\nextrait = true\n"
    );
    line(&mut file, "periode", years(plan.periode));
    let end = plan.prorogation.map(|end| format!("{{ fin = \"{end}\" }}"));
    line(&mut file, "prorogation", end);
    let niveaux: Vec<String> = NIVEAUX[..plan.niveaux]
        .iter()
        .map(|name| text(name))
        .collect();
    line(
        &mut file,
        "niveaux",
        Some(format!("[{}]", niveaux.join(", "))),
    );
    let hidden = plan.sans_numero.iter().map(|rank| niveaux[*rank].clone());
    let hidden: Vec<String> = hidden.collect();
    line(
        &mut file,
        "sans_numero",
        Some(format!("[{}]", hidden.join(", "))),
    );
    file.push_str("[arborescence]\n");
    for noeud in &plan.noeuds {
        line(&mut file, &text(&noeud.code), Some(text(&noeud.titre)));
    }
    file
}

/// Returns a participant as TOML writes it.
fn participant(one: &Participant) -> String {
    let name = text(NOMS[one.nom].0);
    if one.service.is_none() && one.mention.is_none() {
        return name;
    }
    let mut pairs = vec![format!("acteur = {name}")];
    pairs.extend(maybe(one.service.as_ref()).map(|words| format!("service = {words}")));
    pairs.extend(maybe(one.mention.as_ref()).map(|words| format!("mention = {words}")));
    format!("{{ {} }}", pairs.join(", "))
}

/// Returns participants as TOML writes them, when there are any.
fn participants(all: &[Participant]) -> Option<String> {
    let all: Vec<String> = all.iter().map(participant).collect();
    (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
}

/// Returns cents as TOML writes euros.
fn euros(cents: i64) -> String {
    if cents % 100 == 0 {
        (cents / 100).to_string()
    } else {
        format!("{}.{:02}", cents / 100, cents % 100)
    }
}

/// Returns a cost line as TOML writes it.
fn ligne(ligne: &Ligne) -> String {
    let pairs = [
        ligne.annee.map(|year| format!("annee = {year}")),
        maybe(ligne.objet.as_ref()).map(|words| format!("objet = {words}")),
        maybe(ligne.financeur.as_ref()).map(|words| format!("financeur = {words}")),
        ligne.prevu.map(|cents| format!("prevu = {}", euros(cents))),
        ligne
            .realise
            .map(|cents| format!("realise = {}", euros(cents))),
    ];
    let pairs: Vec<String> = pairs.into_iter().flatten().collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// Returns the file of a fiche.
fn fiche(fiche: &Fiche) -> String {
    let mut file = String::new();
    line(&mut file, "numero", maybe(fiche.numero.as_ref()));
    line(&mut file, "titre", Some(text(&fiche.titre)));
    line(&mut file, "commune", maybe(fiche.commune.as_ref()));
    line(&mut file, "periode", years(fiche.periode));
    line(&mut file, "objectif", maybe(fiche.objectif.as_ref()));
    let diffusion = fiche.is_interne.then_some("interne");
    line(&mut file, "diffusion", word(diffusion));
    line(&mut file, "pilotes", participants(&fiche.pilotes));
    line(&mut file, "partenaires", participants(&fiche.partenaires));
    let publics = (!fiche.publics.is_empty()).then(|| texts(&fiche.publics));
    line(&mut file, "publics", publics);
    line(
        &mut file,
        "mise_en_oeuvre",
        maybe(fiche.mise_en_oeuvre.as_ref()),
    );
    line(
        &mut file,
        "resultats_attendus",
        Some(texts(&fiche.resultats_attendus)),
    );
    if fiche.nature.is_some() || !fiche.lignes.is_empty() {
        file.push_str("[couts]\n");
        line(&mut file, "nature", word(fiche.nature));
        let lignes: Vec<String> = fiche.lignes.iter().map(ligne).collect();
        line(
            &mut file,
            "lignes",
            Some(format!("[{}]", lignes.join(", "))),
        );
    }
    for etape in &fiche.etapes {
        writeln!(file, "[calendrier.{}]", etape.nom).unwrap();
        let quand: Vec<String> = etape.quand.iter().map(|quand| quand.toml()).collect();
        let quand = match quand.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("[{}]", several.join(", "))),
        };
        line(&mut file, "quand", quand);
        line(&mut file, "quoi", maybe(etape.quoi.as_ref()));
        line(&mut file, "imprime", maybe(etape.imprime.as_ref()));
        line(&mut file, "genre", word(etape.genre));
    }
    for indicateur in &fiche.indicateurs {
        write_indicateur(&mut file, indicateur);
    }
    for entree in &fiche.suivi {
        writeln!(file, "[[suivi]]\ndate = {}", entree.date).unwrap();
        line(&mut file, "etat", word(entree.etat));
        line(&mut file, "note", maybe(entree.note.as_ref()));
        let diffusion = entree.is_interne.then_some("interne");
        line(&mut file, "diffusion", word(diffusion));
    }
    for (year, bilan) in &fiche.bilans {
        writeln!(file, "[bilan.{year}]").unwrap();
        write_bilan(&mut file, fiche, bilan);
    }
    file
}

/// Writes an indicator.
fn write_indicateur(file: &mut String, indicateur: &Indicateur) {
    let tenths = |value: i64| format!("{}.{}", value / 10, value % 10);
    writeln!(file, "[indicateurs.{}]", indicateur.code).unwrap();
    line(file, "nom", maybe(indicateur.nom.as_ref()));
    line(file, "sens", word(indicateur.sens));
    for (year, (value, is_about)) in &indicateur.valeurs {
        let value = tenths(*value);
        let value = if *is_about {
            format!("{{ valeur = {value}, environ = true }}")
        } else {
            value
        };
        line(file, &format!("valeurs.{year}"), Some(value));
    }
    for (year, value) in &indicateur.cibles {
        line(file, &format!("cibles.{year}"), Some(tenths(*value)));
    }
}

/// Writes what is reported for a year.
fn write_bilan(file: &mut String, fiche: &Fiche, bilan: &BilanFiche) {
    line(file, "etat", word(bilan.etat));
    line(file, "resultat", word(bilan.resultat));
    line(file, "suite", word(bilan.suite));
    line(file, "realisations", maybe(bilan.realisations.as_ref()));
    line(file, "difficultes", maybe(bilan.difficultes.as_ref()));
    line(file, "perspectives", maybe(bilan.perspectives.as_ref()));
    for mention in &bilan.mentions {
        let etape = &fiche.etapes[mention.etape];
        let mut key = format!("etapes.{}", etape.nom);
        if mention.is_named {
            let named = etape.quand[mention.occurrence].text();
            write!(key, ".\"{named}\"").unwrap();
        }
        let value = match &mention.sort {
            Sort::Tenue => text("tenue"),
            Sort::Annulee => text("annulee"),
            Sort::Reportee(None) => text("reportee"),
            Sort::Reportee(Some(quand)) => {
                format!("{{ etat = \"reportee\", quand = {} }}", quand.toml())
            }
        };
        line(file, &key, Some(value));
    }
}
