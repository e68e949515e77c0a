//! What the bilan still lacks, by pilote: held against what the fiches say, worked out by hand and from the other reports.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::BTreeMap;

use run::{Run, Scratch, assert_plain, stspd};
use serde_json::Value;

/// Who owes something for a fiche, the fiche, what its bilan does not say, then how many étapes, promised bilans, indicators
/// and lines of costs.
type Line = (&'static str, &'static str, &'static str, [usize; 4]);

/// What the fictitious plan owes for 2017, as its files say.
const FICTIF_2017: [Line; 8] = [
    ("passerelle", "mediation-ecole", "", [1, 0, 0, 0]),
    (
        "police-municipale",
        "diagnostic-commerces",
        ALL,
        [1, 0, 0, 0],
    ),
    (
        "ville-de-villefictive, action inter-services",
        "sensibilisation-agents",
        "etat",
        [0; 4],
    ),
    (
        "ville-de-villefictive, avec le service communication",
        "campagne-affichage",
        "suite",
        [1, 0, 0, 0],
    ),
    (
        "ville-de-villefictive, Service Jeunesse",
        "reperer-decrochage",
        "",
        [1, 1, 0, 1],
    ),
    (
        "ville-de-villefictive, Service Jeunesse",
        "chantiers-jeunes",
        "suite",
        [1, 0, 0, 0],
    ),
    ("", "errance", "resultat suite", [0; 4]),
    ("", "minimale", ALL, [0; 4]),
];

/// What it owes for 2018.
const FICTIF_2018: [Line; 8] = [
    ("ccas", "ateliers-parents", ALL, [1, 1, 1, 0]),
    ("ccas, Accueil", "permanence-victimes", "", [1, 0, 0, 0]),
    (
        "ville-de-villefictive, action inter-services",
        "sensibilisation-agents",
        "etat resultat realisations",
        [1, 0, 0, 0],
    ),
    (
        "ville-de-villefictive, Service Jeunesse",
        "reperer-decrochage",
        "",
        [0, 1, 0, 0],
    ),
    (
        "ville-de-villefictive, Service Jeunesse",
        "chantiers-jeunes",
        "etat",
        [1, 0, 0, 1],
    ),
    (
        "ville-de-villefictive, Unité de Proximité",
        "exemple-4-lieux-accueil",
        "etat",
        [0, 1, 0, 1],
    ),
    ("", "errance", ALL, [1, 0, 0, 1]),
    ("", "minimale", ALL, [0; 4]),
];

/// What the plan of Lomme owes for 2017: nobody has reported yet.
const LOMME_2017: [Line; 5] = [
    (
        "ville-de-lomme",
        "lomme-1-prevention-radicalisation",
        ALL,
        [3, 0, 4, 0],
    ),
    (
        "ville-de-lomme",
        "lomme-2-cyber-harcelement",
        ALL,
        [2, 0, 1, 0],
    ),
    (
        "ville-de-lomme",
        "lomme-3-violences-sport",
        ALL,
        [1, 1, 2, 0],
    ),
    (
        "ville-de-lomme, action inter-services",
        "lomme-5-citoyennete",
        ALL,
        [2, 0, 2, 0],
    ),
    (
        "ville-de-lomme, Unité de Proximité et d'Accompagnement Social",
        "lomme-4-lieux-accueil-tig",
        ALL,
        [1, 1, 1, 0],
    ),
];

/// Nothing was reported.
const ALL: &str = "etat resultat suite realisations";

/// Reads the JSON of a run that went well.
fn json(args: &[&str]) -> Value {
    let run = stspd(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// Returns the elements of an array.
fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// Returns a text, or nothing for null.
fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Returns the lines of what is owed, as they are written here.
fn lines(view: &Value) -> Vec<(String, String, String, [usize; 4])> {
    let mut lines = Vec::new();
    for group in items(&view["pilotes"]) {
        let pilote = &group["pilote"];
        let parts = ["acteur", "service", "mention"].map(|part| words(&pilote[part]));
        let name = parts.into_iter().filter(|part| !part.is_empty());
        let name = name.collect::<Vec<_>>().join(", ");
        for fiche in items(&group["fiches"]) {
            let champs: Vec<&str> = items(&fiche["bilan"]).iter().map(words).collect();
            let promised = |etape: &&Value| etape["genre"] == "bilan";
            let etapes = items(&fiche["etapes"]);
            let promised = etapes.iter().filter(promised).count();
            let counts = [
                etapes.len() - promised,
                promised,
                items(&fiche["indicateurs"]).len(),
                items(&fiche["couts"]).len(),
            ];
            lines.push((
                name.clone(),
                words(&fiche["id"]).to_owned(),
                champs.join(" "),
                counts,
            ));
        }
    }
    lines
}

#[test]
fn each_pilote_owes_what_the_files_say() {
    for (plan, annee, expected) in [
        ("tests/plans/fictif", "2017", &FICTIF_2017[..]),
        ("tests/plans/fictif", "2018", &FICTIF_2018),
        ("plan", "2017", &LOMME_2017),
    ] {
        let view = json(&["--plan", plan, "bilan", annee, "--manquants"]);
        let expected: Vec<_> = expected
            .iter()
            .map(|&(pilote, fiche, champs, counts)| {
                (
                    pilote.to_owned(),
                    fiche.to_owned(),
                    champs.to_owned(),
                    counts,
                )
            })
            .collect();
        assert_eq!(lines(&view), expected, "{plan} {annee}");
    }
}

#[test]
fn what_is_owed_is_what_the_other_reports_do_not_find() {
    for (plan, annee) in [
        ("tests/plans/fictif", "2017"),
        ("tests/plans/fictif", "2018"),
        ("tests/plans/autre-commune", "2005"),
        ("plan", "2017"),
    ] {
        let bilan = json(&["--plan", plan, "bilan", annee]);
        let view = json(&["--plan", plan, "bilan", annee, "--manquants"]);
        for name in ["attendus", "saisis", "sans_bilan"] {
            assert_eq!(view[name], bilan["synthese"][name], "{plan} {annee}");
        }
        let of = |fiche: &Value| {
            let keys = |list: &str, key: &str, lacks: fn(&Value) -> bool| -> Vec<Value> {
                let list = items(&fiche[list]).iter().filter(|one| lacks(one));
                list.map(|one| one[key].clone()).collect()
            };
            let couts = items(&fiche["couts"]["lignes"]).iter();
            let couts = couts.filter(|line| line["realise"].is_null());
            (
                keys("etapes", "nom", |etape| etape["classe"] == "sans-etat"),
                keys("indicateurs", "code", |one| one["valeur"].is_null()),
                couts
                    .map(|line| line["objet"].clone())
                    .collect::<Vec<Value>>(),
                fiche["saisie"].clone(),
            )
        };
        let expected = items(&bilan["fiches"]).iter();
        let expected = expected.filter(|fiche| fiche["attendue"] == true);
        let expected: BTreeMap<&str, _> = expected
            .map(|fiche| (words(&fiche["id"]), of(fiche)))
            .collect();
        let mut owed = BTreeMap::new();
        for fiche in items(&view["pilotes"])
            .iter()
            .flat_map(|group| items(&group["fiches"]))
        {
            let keys = |list: &str, key: &str| -> Vec<Value> {
                items(&fiche[list])
                    .iter()
                    .map(|one| one[key].clone())
                    .collect()
            };
            let (etapes, values) = (keys("etapes", "nom"), keys("indicateurs", "code"));
            let couts = keys("couts", "objet");
            owed.insert(
                words(&fiche["id"]),
                (etapes, values, couts, fiche["saisie"].clone()),
            );
        }
        for (id, expected) in &expected {
            match owed.get(id) {
                Some(owed) => assert_eq!(owed, expected, "{plan} {annee} {id}"),
                // What owes nothing is not listed.
                None => {
                    let (etapes, values, couts, saisie) = expected;
                    assert!(etapes.is_empty() && values.is_empty() && couts.is_empty());
                    assert_eq!(saisie, true);
                }
            }
        }
        let incomplete = items(&view["incompletes"]).len();
        assert_eq!(incomplete, owed.len(), "{plan} {annee}");
    }
}

/// A plan with two pilotes on a fiche, a name that is declared nowhere, one that is written in two ways, and an internal fiche.
fn shared() -> Scratch {
    let scratch = Scratch::new();
    scratch.write(
        "acteurs.toml",
        "[ville]\nnom = \"Ville de Bourg-Exemple\"\nalias = [\"La Ville\"]\n[ecole]\nnom = \"École\"\n",
    );
    let fiche = |name: &str, pilotes: &str, more: &str| {
        let text = format!("titre = \"Fiche {name}\"\npilotes = [{pilotes}]\n{more}");
        scratch.write(&format!("fiches/{name}.toml"), text);
    };
    fiche(
        "a",
        "\"École\", \"Ville de Bourg-Exemple\", \"La Ville\"",
        "",
    );
    fiche("b", "\"la ville\"", "");
    fiche("c", "\"Inconnu\"", "");
    fiche("d", "", "");
    fiche("e", "\"École\"", "diffusion = \"interne\"\n");
    let done =
        "[bilan.2017]\netat = \"en-cours\"\nresultat = \"partiel\"\nsuite = \"poursuivre\"\n";
    fiche("f", "\"École\"", done);
    scratch
}

/// Returns the names of the pilotes and the fiches of each, of a run in JSON.
fn groups(run: &Run) -> Vec<(String, Vec<String>)> {
    let view: Value = serde_json::from_str(&run.out).unwrap();
    let groups = items(&view["pilotes"]).iter().map(|group| {
        let ids = items(&group["fiches"]).iter();
        let ids = ids.map(|fiche| words(&fiche["id"]).to_owned());
        (words(&group["pilote"]["nom"]).to_owned(), ids.collect())
    });
    groups.collect()
}

#[test]
fn a_fiche_of_two_pilotes_stands_under_each_and_counts_once() {
    let scratch = shared();
    let args = ["bilan", "2017", "--manquants"];
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let found = groups(&scratch.run(&[&args[..], &["--format", "json"]].concat()));
    let expected = [
        ("École", ids(&["a"])),
        ("Inconnu", ids(&["c"])),
        ("Ville de Bourg-Exemple", ids(&["a", "b"])),
        ("", ids(&["d"])),
    ];
    assert_eq!(found, expected.map(|(name, ids)| (name.to_owned(), ids)));
    let text = scratch.run(&args).out.replace('\u{a0}', " ");
    for said in [
        "5 bilans attendus : 1 saisi, 4 sans bilan.",
        "4 fiches à compléter, par 3 pilotes ; 1 fiche n'a pas de pilote désigné.",
        "Une fiche qui a plusieurs pilotes est sous chacun d'eux, et ne compte qu'une fois.",
        "Non comptée ici : 1 fiche interne.",
        "Sans pilote désigné",
    ] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "{said}\n{text}");
    }
    let internal = scratch.run(&[&args[..], &["--interne", "--format", "json"]].concat());
    assert_eq!(groups(&internal)[0].1, ["a", "e"]);
    // A pilote that is asked for is asked alone.
    let asked = scratch.run(&[&args[..], &["--pilote", "École", "--format", "json"]].concat());
    assert_eq!(groups(&asked), [("École".to_owned(), ids(&["a"]))]);
    let title = scratch
        .run(&[&args[..], &["--pilote", "École"]].concat())
        .out;
    assert!(title.starts_with("Bilan 2017 (partiel) · ce qui manque · Bourg-Exemple\n"));
}

#[test]
fn where_nothing_is_lacking_it_is_said() {
    let scratch = shared();
    let said = |args: &[&str]| {
        let run = scratch.run(&[&["bilan"], args].concat());
        assert_eq!(run.code, 0, "{run:?}");
        (run.out + &run.err).replace('\u{a0}', " ")
    };
    let complete = ["2017", "--manquants", "--texte", "Fiche f"];
    assert!(
        said(&complete)
            .contains("Rien ne manque aux fiches demandées : le bilan attendu est complet.")
    );
    let none = said(&["2030", "--manquants"]);
    assert!(none.contains("2030 n'a pas commencé au"), "{none}");
    let over = said(&["2010", "--manquants", "--au", "2010-12-31"]);
    assert!(
        over.contains("Aucun bilan n'est attendu pour 2010"),
        "{over}"
    );
    // Where there is no message, it is not on the output, which is to be sent.
    let run = scratch.run(&["bilan", "2030", "--manquants=messages"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("n'a pas commencé"), "{}", run.err);
}

#[test]
fn what_is_due_later_in_the_year_is_not_asked_for_yet() {
    let scratch = Scratch::new();
    let etapes = "[calendrier.mars]\nquand = \"2017-03\"\n[calendrier.juin]\nquand = \"2017-06\"\n[calendrier.annee]\nquand = \"2017\"\n";
    scratch.write("fiches/f.toml", format!("titre = \"F\"\n{etapes}"));
    let names = |au: &str| {
        let args = [
            "bilan",
            "2017",
            "--manquants",
            "--format",
            "json",
            "--au",
            au,
        ];
        let view: Value = serde_json::from_str(&scratch.run(&args).out).unwrap();
        let etapes = items(&view["pilotes"][0]["fiches"][0]["etapes"]).iter();
        etapes
            .map(|etape| words(&etape["nom"]).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("2017-05-15"), ["mars"]);
    assert_eq!(names("2017-12-31"), ["mars", "juin", "annee"]);
}

#[test]
fn messages_are_ready_to_be_sent() {
    let args = [
        "--plan",
        "tests/plans/fictif",
        "bilan",
        "2018",
        "--manquants=messages",
    ];
    let run = stspd(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_plain(&run.out);
    let between = format!("\n\n{}\n\n", "═".repeat(80));
    let letters: Vec<&str> = run.out.trim_end().split(&between).collect();
    let view = json(&args);
    assert_eq!(letters.len(), 5);
    assert_eq!(letters.len(), items(&view["messages"]).len());
    for (letter, message) in letters.iter().zip(items(&view["messages"])) {
        let (head, body) = letter.split_once("\n\n").unwrap();
        assert!(
            head.starts_with("À\u{a0}: ") && head.contains("\nObjet\u{a0}: "),
            "{head}"
        );
        assert!(head.ends_with(words(&message["objet"])), "{head}");
        assert_eq!(body, words(&message["message"]));
        assert!(body.starts_with(
            "Bonjour,\n\nNous préparons, pour Villefictive, le bilan 2018 de «\u{a0}"
        ));
        assert!(body.contains(", arrêté au 31/12/2018."), "{body}");
        assert!(
            body.contains("Merci") && body.ends_with("\n\nLa coordination"),
            "{body}"
        );
        for word in ["fichier", "toml", "retard", "saisi", "manqu"] {
            assert!(!body.to_lowercase().contains(word), "{word}: {body}");
        }
        // A sign never begins a line that a program for mail breaks.
        let loose = [" :", " ;", " ?", " !", "« ", " »"];
        assert!(!loose.iter().any(|sign| letter.contains(sign)), "{letter}");
    }
    assert!(run.out.contains("- la valeur 2018 de «\u{a0}Parents venus au moins une fois\u{a0}» (18\u{a0}parents en 2017)"));
    assert_eq!(
        run.err,
        "2\u{a0}fiches sans pilote désigné n'ont pas de message : 6/1 Aller vers les personnes en errance (fiche fictive) ; Fiche fictive réduite à son titre\n"
    );
    assert_eq!(
        view["sans_pilote"],
        serde_json::json!(["errance", "minimale"])
    );
}

#[test]
fn a_message_names_those_who_share_the_fiche() {
    let run = shared().run(&["bilan", "2017", "--manquants=messages", "--pilote", "École"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .contains("Fiche Fiche a (avec Ville de Bourg-Exemple)"),
        "{}",
        run.out
    );
    assert_eq!(run.out.matches("Bonjour,").count(), 1);
}

#[test]
fn messages_go_into_a_mail_merge_and_into_no_page() {
    let folder = tempfile::tempdir().unwrap();
    for (name, code) in [
        ("m.csv", 0),
        ("m.xlsx", 0),
        ("m.json", 0),
        ("m.txt", 0),
        ("m.md", 2),
        ("m.html", 2),
    ] {
        let file = folder.path().join(name);
        let file = file.to_str().unwrap();
        let run = stspd(&["bilan", "2017", "--manquants=messages", "-o", file]);
        assert_eq!(run.code, code, "{name}: {run:?}");
        let refused = "les messages n'ont pas le format";
        assert_eq!(run.err.contains(refused), code == 2, "{run:?}");
    }
    let csv = std::fs::read_to_string(folder.path().join("m.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = ["pilote", "objet", "message", "fiches"];
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        headings
    );
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 3);
    assert_eq!((&records[0][0], &records[0][3]), ("Ville de Lomme", "3"));
}

#[test]
fn a_contact_does_not_stop_what_is_not_published() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/f.toml",
        "titre = \"F\"\nmise_en_oeuvre = \"06 12 34 56 78\"\n",
    );
    assert_eq!(scratch.run(&["bilan", "2017"]).code, 1);
    let run = scratch.run(&["bilan", "2017", "--manquants"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.out.contains("06 12"));
}

#[test]
fn no_text_of_the_plan_forges_a_line_of_a_message() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/f.toml",
        "titre = \"\"\"F\n::error::x\nÀ : faux\u{9b}31m\u{202e}\"\"\"\npilotes = [\"\"\"La Ville\nObjet : faux\"\"\"]\n",
    );
    for format in ["texte", "csv", "json"] {
        let run = scratch.run(&["bilan", "2017", "--manquants=messages", "--format", format]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_plain(&run.out.replace('\r', ""));
        for line in run.out.lines() {
            let forged = [
                "::error",
                "À : faux",
                "Objet : faux",
                "À\u{a0}: faux",
                "Objet\u{a0}: faux",
            ];
            assert!(
                !forged.iter().any(|words| line.starts_with(words)),
                "{line}"
            );
        }
    }
}
