//! Every format says what the JSON says, and no text is lost on the way.

use std::borrow::Cow;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

use crate::commande::Dossier;
use crate::faits::jour;
use crate::hasard::plan;
use crate::plan::{Fiche, Plan};
use crate::tableau::{Tableau, of_csv, of_html, of_ics, of_markdown, of_xlsx};
use crate::tries;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// A text, or several that ` ; ` separates.
    Texte,
    /// Years.
    Annees,
    /// A word of a closed list.
    Mot,
    /// Yes or no.
    Drapeau,
    /// A day.
    Date,
    /// An amount.
    Montant,
    /// A whole number.
    Nombre,
}

/// The columns that are read back, and what each holds.
const COLONNES: [(&str, Nature); 27] = [
    ("id", Nature::Texte),
    ("numero", Nature::Texte),
    ("reference", Nature::Texte),
    ("titre", Nature::Texte),
    ("commune", Nature::Texte),
    ("propre", Nature::Drapeau),
    ("interne", Nature::Drapeau),
    ("enjeu", Nature::Texte),
    ("objectif", Nature::Texte),
    ("periode", Nature::Texte),
    ("publics", Nature::Texte),
    ("annees", Nature::Annees),
    ("etat", Nature::Mot),
    ("en_retard", Nature::Drapeau),
    ("retard_depuis", Nature::Date),
    ("close_en", Nature::Nombre),
    ("prochaine_echeance", Nature::Date),
    ("bilans", Nature::Annees),
    ("resultat", Nature::Mot),
    ("suite", Nature::Mot),
    ("cout", Nature::Mot),
    ("prevu", Nature::Montant),
    ("realise", Nature::Montant),
    ("lignes_de_couts", Nature::Nombre),
    ("financeurs", Nature::Texte),
    ("resultats_attendus", Nature::Texte),
    ("mise_en_oeuvre", Nature::Texte),
];

/// A format, as far as its tables go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Of open data.
    Csv,
    /// For a French spreadsheet.
    Excel,
    /// A workbook.
    Xlsx,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
}

/// Returns what the JSON says of a column, as open data would write it; texts that the list does not tell come from the plan.
fn said(json: &Value, fiche: &Fiche, key: &str, nature: Nature) -> String {
    let value: Cow<'_, Value> = match key {
        "cout" => Cow::Borrowed(&json["couts"]["nature"]),
        "prevu" | "realise" => Cow::Borrowed(&json["couts"][key]),
        "lignes_de_couts" => Cow::Owned(fiche.lignes.len().into()),
        "titre" => Cow::Owned(fiche.titre.clone().into()),
        "resultats_attendus" => Cow::Owned(fiche.resultats_attendus.clone().into()),
        "mise_en_oeuvre" => Cow::Owned(fiche.mise_en_oeuvre.clone().into()),
        other => Cow::Borrowed(&json[other]),
    };
    let one = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if nature == Nature::Montant => cents(number.as_f64().unwrap()),
        other => other.to_string(),
    };
    match value.as_ref() {
        Value::Array(all) => all.iter().map(one).collect::<Vec<String>>().join(" ; "),
        other => one(other),
    }
}

/// Returns an amount as whole cents.
fn cents(euros: f64) -> String {
    format!("{:.0}", euros * 100.0)
}

/// Returns a text on one line, as the formats for people write it in a cell.
fn on_one_line(text: &str) -> String {
    let parts = text
        .split(['\n', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<&str>>().join(" ")
}

/// Returns what a cell of a format says, as [`said`] writes it.
fn read(cell: &str, nature: Nature, format: Format) -> String {
    let is_page = matches!(format, Format::Markdown | Format::Html);
    if cell.is_empty() || is_page && matches!(cell, "–" | "non renseigné") {
        return String::new();
    }
    match nature {
        Nature::Texte => cell.to_owned(),
        Nature::Nombre => cell.replace(['\u{a0}', '\u{202f}'], ""),
        Nature::Annees if is_page => years(cell),
        Nature::Annees => cell.to_owned(),
        Nature::Mot => word(cell),
        Nature::Drapeau => match cell {
            "oui" | "true" => "true".to_owned(),
            "non" | "false" => "false".to_owned(),
            other => panic!("{other}"),
        },
        Nature::Date => date(cell, format),
        Nature::Montant => {
            let figures = cell
                .replace(['\u{a0}', '\u{202f}', ' ', '€'], "")
                .replace(',', ".");
            cents(figures.parse().unwrap())
        }
    }
}

/// Returns years from their ranges: `2017-2019, 2021`.
fn years(cell: &str) -> String {
    let mut all = Vec::new();
    for range in cell.split(", ") {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last): (i32, i32) = (
            first.parse().unwrap(),
            last.trim_end_matches('…').parse().unwrap(),
        );
        all.extend((first..=last).map(|year| year.to_string()));
    }
    all.join(" ; ")
}

/// Returns a word of a closed list from how people read it.
fn word(cell: &str) -> String {
    let words = cell.trim_start_matches(|next: char| !next.is_alphabetic());
    let words = words
        .replace([' ', '\u{a0}'], "-")
        .replace(['é', 'ê'], "e")
        .replace('à', "a");
    match words.as_str() {
        "non-mesuree" => "non-mesure".to_owned(),
        _ => words,
    }
}

/// Returns a day in ISO from how a format writes it.
fn date(cell: &str, format: Format) -> String {
    match format {
        Format::Csv => cell.to_owned(),
        Format::Xlsx => {
            let start: NaiveDate = "1899-12-30".parse().unwrap();
            let days = chrono::Days::new(cell.parse().unwrap());
            start.checked_add_days(days).unwrap().to_string()
        }
        _ => NaiveDate::parse_from_str(cell, "%d/%m/%Y")
            .unwrap()
            .to_string(),
    }
}

/// Returns a text as a CSV writes it: an apostrophe goes before what a spreadsheet would take for a formula.
fn beyond_formulas(text: String, format: Format) -> String {
    let is_csv = matches!(format, Format::Csv | Format::Excel);
    if is_csv && text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

/// Holds a table against the JSON of the list.
fn hold(
    table: &Tableau,
    keys: &[String],
    list: &Value,
    plan: &Plan,
    format: Format,
) -> Result<(), TestCaseError> {
    let fiches = list["fiches"].as_array().unwrap();
    prop_assert_eq!(table.len(), fiches.len() + 1, "{:?}", format);
    for (row, json) in table[1..].iter().zip(fiches) {
        let fiche = plan
            .fiches
            .iter()
            .find(|fiche| fiche.id == json["id"])
            .unwrap();
        for (key, nature) in COLONNES {
            let rank = keys.iter().position(|other| other == key).unwrap();
            let mut expected = said(json, fiche, key, nature);
            let mut found = read(&row[rank], nature, format);
            if nature == Nature::Texte {
                expected = beyond_formulas(expected, format);
                if format == Format::Markdown {
                    expected = on_one_line(&expected);
                }
                if expected == "–" || expected == "non renseigné" {
                    found = expected.clone();
                }
            }
            prop_assert_eq!(found, expected, "{:?} {} {}", format, key, fiche.id);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(20))]

    #[test]
    fn each_format_of_the_list_says_the_same(plan in plan(), au in jour()) {
        let folder = Dossier::new(&plan, au, false);
        let list = folder.json(&["list"]);
        let run = |format: &str, more: &[&str]| folder.run(&[&["list", "--format", format], more].concat());
        let lines = run("ndjson", &[]);
        let lines = lines.text().lines();
        let lines: Vec<Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&Value::Array(lines), &list["fiches"]);
        let csv = of_csv(&run("csv", &[]).out, b',');
        let keys = csv[0].clone();
        hold(&csv, &keys, &list, &plan, Format::Csv)?;
        let excel = run("csv-excel", &[]);
        hold(&of_csv(excel.out.strip_prefix("\u{feff}".as_bytes()).unwrap(), b';'), &keys, &list, &plan, Format::Excel)?;
        if !plan.fiches.is_empty() {
            hold(&of_xlsx(&run("xlsx", &[]).out), &keys, &list, &plan, Format::Xlsx)?;
        }
        let names: Vec<&str> = COLONNES.iter().map(|(key, _)| *key).collect();
        let keys: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let names = names.join(",");
        let markdown = run("markdown", &["--colonnes", &names]);
        hold(&of_markdown(markdown.text()), &keys, &list, &plan, Format::Markdown)?;
        let page = run("html", &["--colonnes", &names]);
        hold(&of_html(page.text()), &keys, &list, &plan, Format::Html)?;
    }

    #[test]
    fn each_format_of_the_calendar_says_the_same(plan in plan(), au in jour()) {
        let folder = Dossier::new(&plan, au, false);
        let json = folder.json(&["calendrier"]);
        let run = |format: &str| folder.run(&["calendrier", "--format", format]);
        let (dated, undated) = (json["occurrences"].as_array().unwrap(), json["sans_date"].as_array().unwrap());
        let rows: Vec<&Value> = dated.iter().chain(undated).collect();
        let lines = run("ndjson");
        let lines = lines.text().lines();
        let lines: Vec<Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(lines.iter().collect::<Vec<&Value>>(), rows.clone());
        let csv = of_csv(&run("csv").out, b',');
        prop_assert_eq!(csv.len(), rows.len() + 1);
        for (row, json) in csv[1..].iter().zip(&rows) {
            for (key, cell) in csv[0].iter().zip(row).filter(|(key, _)| *key != "pilotes") {
                let expected = match &json[key] {
                    Value::Null => String::new(),
                    Value::String(text) => beyond_formulas(text.clone(), Format::Csv),
                    other => other.to_string(),
                };
                prop_assert_eq!(cell, &expected, "{}", key);
            }
        }
        let agenda = run("ics");
        let events = of_ics(agenda.text());
        prop_assert_eq!(events.len(), dated.len());
        let holds = |text: &str, part: &str| on_one_line(text).contains(&on_one_line(part));
        for (event, json) in events.iter().zip(dated) {
            let compact = |key: &str| json[key].as_str().unwrap().replace('-', "");
            let title = plan.fiches.iter().find(|fiche| fiche.id == json["fiche"]).unwrap().titre.as_str();
            prop_assert_eq!(&event["DTSTART;VALUE=DATE"], &compact("debut"));
            prop_assert!(event["DTEND;VALUE=DATE"] > compact("fin"));
            prop_assert!(holds(&event["DESCRIPTION"], title), "{:?} {}", event, title);
            let quoi = json["quoi"].as_str().unwrap_or_default();
            prop_assert!(holds(&event["SUMMARY"], quoi), "{:?} {}", event, json);
        }
    }
}
