//! Every file of every plan of this repository, with what the check says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cases;
use crate::run::{Scratch, copy, root, stspd_in};

/// A file of a plan.
pub(crate) struct Fixture {
    /// The plan that it comes from, or the mistake that it is, then its name.
    pub(crate) label: String,
    /// Its path.
    pub(crate) path: PathBuf,
    /// The kind of file that it is.
    pub(crate) kind: &'static str,
    /// The reading faults that it has.
    pub(crate) faults: BTreeSet<String>,
}

/// The kinds of files, each with the pattern of their paths.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("fiche", "**/plan/fiches/**/*.toml"),
    ("strategie", "**/plan/strategie.toml"),
    ("acteurs", "**/plan/acteurs.toml"),
    ("bilan", "**/plan/bilans/*.toml"),
];

/// Files of plans that are TOML, copied below a folder, and the schema of each kind beside them.
pub(crate) struct Fixtures {
    /// The folder.
    pub(crate) folder: tempfile::TempDir,
    /// The files.
    pub(crate) files: Vec<Fixture>,
    /// How many plans were copied.
    plans: usize,
}

impl Fixtures {
    /// Copies the plans, those of the rules, and each mistake in a plan of its own.
    pub(crate) fn new() -> Self {
        let mut fixtures = Self {
            folder: tempfile::tempdir().unwrap(),
            files: Vec::new(),
            plans: 0,
        };
        for (kind, _) in KINDS {
            let schema = stspd_in(fixtures.folder.path(), &["schema", kind]);
            assert_eq!((schema.code, schema.err.as_str()), (0, ""));
            fs::write(fixtures.schema(kind), schema.out).unwrap();
        }
        fixtures.add("plan", &root().join("plan"), None);
        for plan in entries("tests/plans") {
            fixtures.add(&name(&plan), &plan, None);
        }
        for rule in entries("tests/rules") {
            for side in ["good", "bad"] {
                let plan = rule.join(side);
                if plan.is_dir() {
                    fixtures.add(&format!("{}/{side}", name(&rule)), &plan, None);
                }
            }
        }
        let mistakes = entries("tests/mistakes").into_iter();
        for mistake in mistakes.filter(|path| path.extension().is_some_and(|end| end == "toml")) {
            let plan = root().join("tests/mistakes/plan");
            fixtures.add("", &plan, Some(&mistake));
        }
        for (cases, path) in [
            (&cases::FICHES[..], "fiches/fiche.toml"),
            (&cases::STRATEGIES, "strategie.toml"),
            (&cases::ACTEURS, "acteurs.toml"),
            (&cases::PAGES, "bilans/2017.toml"),
        ] {
            for (label, text) in cases {
                fixtures.add_case(label, path, text);
            }
        }
        fixtures
    }

    /// Writes a file in a small plan of its own.
    fn add_case(&mut self, label: &str, path: &str, text: &str) {
        let scratch = Scratch::new();
        let title = if path.starts_with("fiches") {
            "titre = \"T\"\n"
        } else {
            ""
        };
        scratch.write(path, format!("{title}{text}\n"));
        let first = self.files.len();
        self.add("case", &scratch.path(""), None);
        // Of the small plan, that file alone is of interest.
        let name = path.rsplit('/').next().unwrap();
        let rest = self.files.split_off(first);
        let mut rest = rest.into_iter().filter(|file| file.path.ends_with(name));
        let file = rest.next().unwrap_or_else(|| panic!("{label} is no TOML"));
        self.files.push(Fixture {
            label: format!("{name}: {label}"),
            ..file
        });
    }

    /// Returns the path of the schema of a kind of file.
    pub(crate) fn schema(&self, kind: &str) -> PathBuf {
        self.folder.path().join(format!("{kind}.schema.json"))
    }

    /// Returns the files of a kind.
    pub(crate) fn of(&self, kind: &str) -> impl Iterator<Item = &Fixture> {
        let files = self.files.iter();
        files.filter(move |fixture| fixture.kind == kind)
    }

    /// Copies a plan, or a mistake in the place of a fiche of it.
    fn add(&mut self, label: &str, plan: &Path, mistake: Option<&Path>) {
        self.plans += 1;
        let place = self.folder.path().join(format!("{:04}", self.plans));
        let copied = place.join("plan");
        copy(plan, &copied);
        if let Some(mistake) = mistake {
            fs::remove_dir_all(copied.join("fiches")).unwrap();
            fs::create_dir(copied.join("fiches")).unwrap();
            fs::copy(mistake, copied.join("fiches").join(name(mistake))).unwrap();
        }
        let faults = faults(&place);
        let mut paths = Vec::new();
        below(&copied, &mut paths);
        for path in paths {
            let shown = path.strip_prefix(&place).unwrap().to_str().unwrap();
            let kind = KINDS.iter().find(|(_, pattern)| is_like(shown, pattern));
            let Some((kind, _)) = kind.filter(|_| is_toml(&path)) else {
                continue;
            };
            let said = match label {
                "" => name(&path),
                label => format!("{label}/{}", name(&path)),
            };
            let faults = faults.get(shown).cloned().unwrap_or_default();
            if faults.contains("toml-1-1") {
                continue;
            }
            let known = self.files.iter().any(|file| file.label == said);
            if label.is_empty() && known {
                continue;
            }
            self.files.push(Fixture {
                label: said,
                path,
                kind,
                faults,
            });
        }
    }
}

/// Returns whether a path is like the pattern of a kind of file.
fn is_like(path: &str, pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches("**/");
    match pattern.split_once('*') {
        Some((folder, _)) => path.starts_with(folder),
        None => path == pattern,
    }
}

/// Returns whether a file is TOML; one that is TOML 1.1 alone is left out by its fault.
fn is_toml(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    let text = String::from_utf8(bytes).unwrap_or_else(|_| "=".to_owned());
    toml::de::DeTable::parse(text.trim_start_matches('\u{feff}')).is_ok()
}

/// Returns the reading faults of each file of the plan that a folder holds.
fn faults(place: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let checked = stspd_in(place, &["check", "--format", "json", "--au", "2018-12-31"]);
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut faults: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in checked["constats"].as_array().unwrap() {
        let rule = text(&finding["regle"]);
        if reading_faults().contains(&rule) {
            faults
                .entry(text(&finding["fichier"]))
                .or_default()
                .insert(rule);
        }
    }
    faults
}

/// Returns the names of the reading faults.
fn reading_faults() -> &'static BTreeSet<String> {
    static NAMES: std::sync::OnceLock<BTreeSet<String>> = std::sync::OnceLock::new();
    NAMES.get_or_init(|| {
        let listed = stspd_in(&root(), &["regles"]).out;
        let (faults, _) = listed.split_once("\nRègles\n").unwrap();
        let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
        let names = faults.lines().filter_map(first);
        let names: BTreeSet<String> = names.collect();
        assert!(
            names.contains("mot-inconnu") && names.contains("type-inattendu"),
            "{faults}"
        );
        names
    })
}

/// Returns the files below a folder.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => below(&path, files),
            false => files.push(path),
        }
    }
}

/// Returns what a folder of the repository holds.
fn entries(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Returns the name of a file or a folder.
fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_str()
        .unwrap()
        .to_owned()
}
