//! What git keeps is judged as it is kept: the index, a commit, what changed since a commit; and asking git runs nothing of
//! the repository and writes nothing in it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use run::repository::{Repository, git, git_in, stspd_beside_git, succeed, told};
use run::{Run, copy, read, root};
use serde_json::Value;

/// A fiche without defect, whose title is to be its name.
const GOOD: &str = "titre = \"TITRE\"\nobjectif = \"1\"\n";

/// A fiche with an error.
const BAD: &str = "titre = \"TITRE\"\nobjectif = \"9\"\n";

/// What is said of [`BAD`], in a fiche of a given name.
fn unknown(path: &str) -> String {
    format!("{path}:2:12: erreur[objectif-inconnu]: objectif inconnu : « 9 »\n")
}

/// What is said of a plan without defect.
fn sound() -> (i32, String) {
    (0, String::new())
}

// The index.

#[test]
fn the_index_is_judged_and_not_the_files() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.git(&["add", "-A"]);
    repository.fiche("f", BAD);
    repository.fiche("autre", BAD);
    assert_eq!(repository.staged(), sound());
    repository.git(&["add", "-A"]);
    repository.fiche("f", GOOD);
    fs::remove_file(repository.scratch.path("fiches/autre.toml")).unwrap();
    let both = unknown("plan/fiches/autre.toml") + &unknown("plan/fiches/f.toml");
    assert_eq!(repository.staged(), (1, both));
}

#[test]
fn the_index_is_judged_from_any_folder_and_by_any_name_of_the_plan() {
    let repository = Repository::new();
    repository.fiche("sous/f", BAD);
    repository.git(&["add", "-A"]);
    fs::write(repository.path("plan/fiches/sous/f.toml"), GOOD).unwrap();
    let expected = (1, unknown("plan/fiches/sous/f.toml"));
    let check = ["check", "--staged", "--format", "court"];
    for folder in ["", "plan", "plan/fiches/sous"] {
        assert_eq!(
            told(repository.run_in(folder, &check)),
            expected,
            "{folder}"
        );
    }
    let absolute = repository.path("plan");
    let elsewhere = tempfile::tempdir().unwrap();
    let args = [&["--plan", absolute.to_str().unwrap()], check.as_slice()].concat();
    let run = read(stspd_beside_git(elsewhere.path(), &args).output().unwrap());
    assert_eq!(told(run), expected);
}

#[test]
fn some_files_of_the_index_alone_are_shown() {
    let repository = Repository::new();
    repository.fiche("a", BAD);
    repository.fiche("b", BAD);
    repository.git(&["add", "-A"]);
    fs::remove_file(repository.path("plan/fiches/a.toml")).unwrap();
    let check = |path: &str| repository.run(&["check", "--staged", path]);
    let run = check("plan/fiches/a.toml");
    assert!(run.out.contains("plan/fiches/a.toml:2:12"), "{}", run.out);
    assert!(
        run.out.contains("1\u{a0}erreur ; 1\u{a0}constat ailleurs"),
        "{}",
        run.out
    );
    assert_eq!(check("plan").out.matches("objectif inconnu").count(), 2);
    assert_eq!(
        check("plan/fiches").out.matches("objectif inconnu").count(),
        2
    );
    for path in ["plan/fiches/c.toml", "plan/fich", "..", "/", "."] {
        let run = check(path);
        assert_eq!(run.code, 2, "{path}");
        assert!(run.err.contains("n'est pas dans le plan"), "{}", run.err);
    }
}

#[test]
fn what_is_deleted_or_renamed_in_the_index_is() {
    let repository = Repository::new();
    repository.fiche(
        "f",
        &format!("{GOOD}pilotes = [\"Ville de Bourg-Exemple\"]\n"),
    );
    repository.commit("un");
    repository.git(&["rm", "-q", "--cached", "plan/acteurs.toml"]);
    let (code, said) = repository.staged();
    assert!(said.contains("[acteurs-absents]"), "{said}");
    assert_eq!(code, 0);
    repository.git(&["reset", "-q"]);
    repository.git(&["mv", "plan/fiches/f.toml", "plan/fiches/Mauvais Nom.toml"]);
    fs::rename(
        repository.path("plan/fiches/Mauvais Nom.toml"),
        repository.path("plan/fiches/f.toml"),
    )
    .unwrap();
    let (code, said) = repository.staged();
    assert!(
        said.contains("plan/fiches/Mauvais Nom.toml:1:1: erreur[identifiant-invalide]"),
        "{said}"
    );
    assert_eq!(code, 1);
    repository.git(&["rm", "-q", "-r", "--cached", "plan"]);
    let run = repository.run(&["check", "--staged"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("l'index de git n'a pas de plan dans « plan »"),
        "{}",
        run.err
    );
}

#[test]
fn a_file_that_is_only_announced_is_not_part_of_the_commit() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.git(&["add", "-A"]);
    repository.fiche("annoncee", BAD);
    repository.git(&["add", "-N", "plan/fiches/annoncee.toml"]);
    assert_eq!(repository.staged(), sound());
    // An empty file that is really added is a defect.
    repository.fiche("vide", "");
    repository.git(&["add", "plan/fiches/vide.toml"]);
    let (code, said) = repository.staged();
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "plan/fiches/vide.toml:1:1: erreur[cle-manquante]: il manque « titre » : titre de l'action, tel qu'il est imprimé\n"
    );
}

#[test]
fn a_conflict_of_the_index_is_a_finding() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    repository.git(&["switch", "-q", "-c", "autre"]);
    repository.fiche("f", "titre = \"Autre\"\nobjectif = \"1\"\n");
    repository.commit("deux");
    repository.git(&["switch", "-q", "main"]);
    repository.fiche("f", "titre = \"Encore\"\nobjectif = \"1\"\n");
    repository.commit("trois");
    let merge = git(repository.root(), &["merge", "autre"])
        .output()
        .unwrap();
    assert!(!merge.status.success());
    let run = repository.run(&["check", "--staged"]);
    assert_eq!(run.code, 1);
    let expected = "\
erreur[fichier-en-conflit]: git garde plusieurs versions de ce fichier, faute d'un choix
 --> plan/fiches/f.toml:1:1
 |
 = aide\u{a0}: ouvrir le fichier, choisir entre les textes, puis lancer git add sur ce fichier
";
    assert!(run.out.starts_with(expected), "{}", run.out);
    repository.fiche("f", GOOD);
    repository.git(&["add", "-A"]);
    assert_eq!(repository.staged(), sound());
}

#[test]
fn links_and_other_repositories_in_the_index_are_findings() {
    let repository = Repository::new();
    repository.git(&["add", "-A"]);
    let object = "0123456789012345678901234567890123456789";
    for (mode, path) in [
        ("160000", "plan/fiches/depot"),
        ("120000", "plan/fiches/lien.toml"),
    ] {
        let entry = format!("{mode},{object},{path}");
        repository.git(&["update-index", "--add", "--cacheinfo", &entry]);
    }
    let (code, said) = repository.staged();
    assert_eq!(said.matches("erreur[fichier-special]").count(), 2, "{said}");
    assert_eq!(code, 1);
}

#[test]
fn a_large_file_of_the_index_is_refused_unread() {
    let repository = Repository::new();
    repository.fiche("f", &"#".repeat(1024 * 1024));
    repository.fiche("g", &"#".repeat(1024 * 1024 + 1));
    repository.git(&["add", "-A"]);
    let (code, said) = repository.staged();
    assert!(
        said.contains("plan/fiches/g.toml:1:1: erreur[fichier-trop-gros]"),
        "{said}"
    );
    assert!(
        !said.contains("f.toml:1:1: erreur[fichier-trop-gros]"),
        "{said}"
    );
    assert_eq!(code, 1);
}

#[test]
fn the_index_that_the_environment_names_is_judged() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.git(&["add", "-A"]);
    let other = repository.path(".git/autre index");
    fs::copy(repository.path(".git/index"), &other).unwrap();
    repository.fiche("f", GOOD);
    repository.git(&["add", "-A"]);
    assert_eq!(repository.staged(), sound());
    for name in [other.to_str().unwrap(), ".git/autre index"] {
        for folder in ["", "plan/fiches"] {
            let folder = repository.path(folder);
            let mut command =
                stspd_beside_git(&folder, &["check", "--staged", "--format", "court"]);
            let run = read(command.env("GIT_INDEX_FILE", name).output().unwrap());
            assert_eq!(told(run), (1, unknown("plan/fiches/f.toml")), "{name}");
        }
    }
}

#[test]
fn the_repository_that_the_environment_names_is_judged() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.git(&["add", "-A"]);
    let elsewhere = tempfile::tempdir().unwrap();
    copy(&repository.path("plan"), &elsewhere.path().join("plan"));
    fs::write(elsewhere.path().join("plan/fiches/f.toml"), GOOD).unwrap();
    let mut command = stspd_beside_git(
        elsewhere.path(),
        &["check", "--staged", "--format", "court"],
    );
    let command = command.env("GIT_DIR", repository.path(".git"));
    let run = read(
        command
            .env("GIT_WORK_TREE", elsewhere.path())
            .output()
            .unwrap(),
    );
    assert_eq!(told(run), (1, unknown("plan/fiches/f.toml")));
}

#[test]
fn any_form_of_index_and_of_repository_is_read() {
    let forms: [(&[&str], &[&[&str]]); 5] = [
        (
            &["init", "-q"],
            &[&["update-index", "--index-version", "2"]],
        ),
        (
            &["init", "-q"],
            &[&["update-index", "--index-version", "4"]],
        ),
        (&["init", "-q"], &[&["update-index", "--split-index"]]),
        (&["init", "-q"], &[&["config", "index.skipHash", "true"]]),
        (&["init", "-q", "--object-format=sha256"], &[]),
    ];
    for (init, settings) in forms {
        let repository = Repository::with(init);
        repository.fiche("f", GOOD);
        repository.commit("un");
        for setting in settings {
            repository.git(setting);
        }
        for fiche in ["g", "h"] {
            repository.fiche(fiche, BAD);
            repository.git(&["add", "-A"]);
        }
        let both = unknown("plan/fiches/g.toml") + &unknown("plan/fiches/h.toml");
        assert_eq!(repository.staged(), (1, both), "{init:?} {settings:?}");
        assert_eq!(
            told(repository.run(&["check", "--rev", "HEAD", "--format", "court"])),
            sound()
        );
    }
}

#[test]
fn a_linked_work_tree_has_its_own_index() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    let holder = tempfile::tempdir().unwrap();
    let linked = holder.path().join("arbre lié");
    repository.git(&[
        "worktree",
        "add",
        "-q",
        "-b",
        "lie",
        linked.to_str().unwrap(),
    ]);
    fs::write(linked.join("plan/fiches/f.toml"), BAD).unwrap();
    git_in(&linked, &["add", "-A"]);
    let check = ["check", "--staged", "--format", "court"];
    for folder in ["", "plan/fiches"] {
        let run = stspd_beside_git(&linked.join(folder), &check)
            .output()
            .unwrap();
        assert_eq!(told(read(run)), (1, unknown("plan/fiches/f.toml")));
    }
    assert_eq!(repository.staged(), sound());
}

#[test]
fn a_plan_may_stand_anywhere_under_any_name() {
    for plan in [
        "",
        "villes/Lomme d'été/plan d'actions",
        "a\nb",
        "\"q\"",
        ":(top)x",
        "-x",
    ] {
        let repository = Repository::new();
        let place = repository.path("ailleurs").join(plan);
        copy(&repository.path("plan"), &place);
        fs::remove_dir_all(repository.path("plan")).unwrap();
        fs::rename(repository.path("ailleurs"), repository.path("r")).unwrap();
        let inner = repository.path("r");
        git_in(&inner, &["init", "-q", "-b", "main"]);
        let fiche = inner.join(plan).join("fiches/é.toml");
        fs::create_dir_all(fiche.parent().unwrap()).unwrap();
        fs::write(&fiche, BAD).unwrap();
        git_in(&inner, &["add", "-A"]);
        git_in(&inner, &["commit", "-q", "-m", "un"]);
        fs::write(&fiche, GOOD).unwrap();
        let option = format!("--plan={}", inner.join(plan).to_str().unwrap());
        for source in [&["check", "--staged"][..], &["check", "--rev", "main"]] {
            let args = [&[option.as_str()], source, &["--format", "json"]].concat();
            let run = repository.run(&args);
            let view: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
            let file = Path::new(plan).join("fiches/é.toml");
            let unknown = view["constats"].as_array().unwrap().iter();
            let unknown: Vec<&Value> = unknown
                .filter(|one| one["regle"] == "objectif-inconnu")
                .collect();
            assert_eq!(unknown.len(), 1, "{plan}");
            assert_eq!(unknown[0]["fichier"], file.to_str().unwrap(), "{plan}");
        }
    }
}

#[test]
fn an_index_that_is_not_whole_is_no_index() {
    for form in ["2", "4"] {
        let repository = Repository::new();
        for name in ["a", "b", "c"] {
            repository.fiche(name, GOOD);
        }
        repository.git(&["add", "-A"]);
        repository.git(&["update-index", "--index-version", form]);
        let path = repository.path(".git/index");
        let whole = fs::read(&path).unwrap();
        let cut = (0..whole.len())
            .step_by(13)
            .map(|length| whole[..length].to_vec());
        let changed = (0..whole.len()).step_by(17).map(|at| {
            let mut index = whole.clone();
            index[at] ^= 0x10;
            index
        });
        // What a power cut leaves: the length is right, and the rest is zeros.
        let zeros = (0..whole.len()).step_by(19).map(|length| {
            let mut index = whole[..length].to_vec();
            index.resize(whole.len(), 0);
            index
        });
        let others = [Vec::new(), b"DIRC".to_vec(), b"bonjour".to_vec()];
        for index in cut.chain(changed).chain(zeros).chain(others) {
            fs::write(&path, &index).unwrap();
            let run = repository.run(&["check", "--staged"]);
            assert_eq!(
                (run.code, run.out.as_str()),
                (2, ""),
                "{} bytes",
                index.len()
            );
            assert!(
                run.err.starts_with("erreur : l'index de git est abîmé"),
                "{}",
                run.err
            );
        }
        fs::write(&path, &whole).unwrap();
        assert_eq!(repository.staged(), sound());
    }
}

#[test]
fn a_shared_index_that_is_not_whole_is_no_index() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.git(&["add", "-A"]);
    repository.git(&["update-index", "--split-index"]);
    let is_shared = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("sharedindex.")
    };
    let mut files = fs::read_dir(repository.path(".git"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let path = files.find(is_shared).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
    let run = repository.run(&["check", "--staged"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("abîmé"), "{}", run.err);
}

#[test]
fn a_sparse_index_is_read_without_writing_what_it_leaves_out() {
    for (kept, plan) in [
        ("ailleurs", "plan"),
        ("plan", "plan"),
        ("ailleurs", "villes/ici/plan"),
    ] {
        let repository = Repository::new();
        repository.fiche("f", BAD);
        fs::create_dir(repository.path("ailleurs")).unwrap();
        fs::write(repository.path("ailleurs/note"), "un").unwrap();
        if plan != "plan" {
            fs::create_dir_all(repository.path("villes/ici")).unwrap();
            fs::rename(repository.path("plan"), repository.path(plan)).unwrap();
        }
        repository.commit("un");
        repository.git(&["sparse-checkout", "init", "--cone", "--sparse-index"]);
        repository.git(&["sparse-checkout", "set", kept]);
        fs::write(repository.path(kept).join("note"), "deux").unwrap();
        repository.git(&["add", "-A"]);
        let index = fs::read(repository.path(".git/index")).unwrap();
        assert!(index.windows(4).any(|four| four == b"sdir"));
        let before = state(repository.root());
        let run = repository.run(&["--plan", plan, "check", "--staged", "--format", "court"]);
        assert_eq!(
            told(run),
            (1, unknown(&format!("{plan}/fiches/f.toml"))),
            "{kept}"
        );
        assert!(state(repository.root()) == before, "{kept}");
    }
}

#[test]
fn an_object_that_is_not_what_its_name_says_is_not_judged() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.fiche("g", GOOD);
    repository.commit("un");
    let object = |name: &str| {
        let name = repository.git(&["rev-parse", &format!("HEAD:plan/fiches/{name}.toml")]);
        let (folder, file) = name.trim().split_at(2);
        repository.path(&format!(".git/objects/{folder}/{file}"))
    };
    fs::remove_file(object("f")).unwrap();
    fs::copy(object("g"), object("f")).unwrap();
    let run = repository.run(&["check", "--staged"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err
            .contains("« plan/fiches/f.toml » : il manque une partie"),
        "{}",
        run.err
    );
}

#[test]
fn the_index_of_another_repository_is_left_aside() {
    let (here, there) = (Repository::new(), Repository::new());
    here.fiche("f", GOOD);
    here.git(&["add", "-A"]);
    there.fiche("f", BAD);
    there.git(&["add", "-A"]);
    let plan = there.path("plan");
    let args = [
        "--plan",
        plan.to_str().unwrap(),
        "check",
        "--staged",
        "--format",
        "court",
    ];
    let mut command = stspd_beside_git(here.root(), &args);
    command.env("GIT_INDEX_FILE", here.path(".git/index"));
    assert_eq!(
        told(read(command.output().unwrap())),
        (1, unknown("plan/fiches/f.toml"))
    );
}

#[test]
fn a_plan_in_a_submodule_is_that_of_the_submodule() {
    let (outer, inner) = (Repository::new(), Repository::new());
    inner.fiche("f", BAD);
    fs::rename(inner.path("plan"), inner.path("x")).unwrap();
    for entry in fs::read_dir(inner.path("x")).unwrap() {
        let entry = entry.unwrap();
        fs::rename(
            entry.path(),
            inner.path(entry.file_name().to_str().unwrap()),
        )
        .unwrap();
    }
    fs::remove_dir(inner.path("x")).unwrap();
    inner.commit("un");
    fs::remove_dir_all(outer.path("plan")).unwrap();
    let source = inner.root().to_str().unwrap();
    outer.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        source,
        "plan",
    ]);
    outer.commit("un");
    assert_eq!(since(&outer, "HEAD", &[]), sound());
    let run = outer.run(&["hook"]);
    assert!(
        run.out.contains(".git/modules/plan/hooks/pre-commit"),
        "{run:?}"
    );
    for (folder, source) in [("plan", "--staged"), ("plan/fiches", "--rev=HEAD")] {
        let run = outer.run_in(
            folder,
            &[
                "--plan",
                outer.path("plan").to_str().unwrap(),
                "check",
                source,
                "--format",
                "court",
            ],
        );
        assert_eq!(told(run), (1, unknown("fiches/f.toml")), "{folder}");
    }
}

#[test]
fn a_repository_may_be_the_plan_itself() {
    let holder = Repository::new();
    holder.fiche("f", BAD);
    let plan = holder.path("plan");
    git_in(&plan, &["init", "-q"]);
    git_in(&plan, &["add", "-A"]);
    git_in(&plan, &["commit", "-q", "-m", "un"]);
    let check = |folder: &str, args: &[&str]| {
        let args = [&["check", "--format", "court"], args].concat();
        told(read(
            stspd_beside_git(&plan.join(folder), &args)
                .output()
                .unwrap(),
        ))
    };
    let expected = (1, unknown("fiches/f.toml"));
    for source in [&[][..], &["--staged"], &["--rev", "HEAD"]] {
        assert_eq!(check("", source), expected, "{source:?}");
        assert_eq!(check("fiches", source), expected, "{source:?}");
        for (folder, asked) in [
            ("", "."),
            ("", "fiches"),
            ("fiches", ".."),
            ("fiches", "f.toml"),
        ] {
            assert_eq!(
                check(folder, &[source, &[asked]].concat()),
                expected,
                "{source:?} {asked}"
            );
        }
        assert_eq!(
            check("", &[source, &["acteurs.toml"]].concat()),
            sound(),
            "{source:?}"
        );
    }
}

#[test]
fn an_object_that_is_missing_is_not_passed_over() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    let object = repository.git(&["rev-parse", "HEAD:plan/fiches/f.toml"]);
    let (folder, file) = object.trim().split_at(2);
    fs::remove_file(repository.path(&format!(".git/objects/{folder}/{file}"))).unwrap();
    for source in [&["--staged"][..], &["--rev", "HEAD"]] {
        let run = repository.run(&[&["check"], source].concat());
        assert_eq!(run.code, 2);
        assert_eq!(
            run.err,
            "erreur : lecture impossible de « plan/fiches/f.toml » : il manque une partie de ce dépôt, ou elle est abîmée : git fsck le dit ; dans un clone partiel, git checkout va chercher le reste\n"
        );
        assert!(
            run.out.contains("1 fichier ou dossier n'a pas pu être lu"),
            "{}",
            run.out
        );
    }
}

#[test]
fn where_there_is_no_repository_or_no_git_it_is_said() {
    let alone = run::Scratch::new();
    for args in [
        &["check", "--staged"][..],
        &["list", "--rev", "HEAD"],
        &["check", "--depuis", "HEAD"],
        &["hook"],
    ] {
        let run = read(
            stspd_beside_git(alone.folder.path(), args)
                .output()
                .unwrap(),
        );
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(
            run.err.contains("n'est pas dans un dépôt git"),
            "{}",
            run.err
        );
        let empty = tempfile::tempdir().unwrap();
        let mut command = stspd_beside_git(alone.folder.path(), args);
        let run = read(command.env("PATH", empty.path()).output().unwrap());
        assert_eq!(
            run.err,
            "erreur : git est introuvable : l'installer, ou l'ajouter au PATH\n"
        );
        assert_eq!(run.code, 2);
    }
}

#[test]
fn a_repository_of_somebody_else_is_read_once_it_is_allowed() {
    let repository = Repository::new();
    repository.commit("un");
    for args in [
        &["check", "--staged"][..],
        &["list", "--rev", "HEAD"],
        &["hook"],
    ] {
        let mut command = stspd_beside_git(repository.root(), args);
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        let run = read(command.output().unwrap());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(
            run.err.contains("appartient à un autre utilisateur"),
            "{}",
            run.err
        );
        assert!(
            run.err.contains("git config --global --add safe.directory"),
            "{}",
            run.err
        );
    }
}

// A commit.

#[test]
fn a_revision_gives_the_same_bytes_whatever_the_files_are() {
    for plan in ["plan", "tests/plans/fictif", "tests/plans/autre-commune"] {
        let repository = Repository::new();
        fs::remove_dir_all(repository.path("plan")).unwrap();
        copy(&root().join(plan), &repository.path("plan"));
        let fiche = json(&repository.run(&["list", "--format", "json"]))["fiches"][0]["id"].clone();
        let commands: Vec<Vec<&str>> = vec![
            vec!["check", "--au", "2018-12-31"],
            vec!["check", "--au", "2018-12-31", "--format", "json"],
            vec!["list", "--au", "2018-12-31"],
            vec!["list", "--au", "2018-12-31", "--format", "json"],
            vec!["show", fiche.as_str().unwrap(), "--au", "2018-12-31"],
            vec!["bilan", "2018", "--au", "2018-12-31"],
            vec!["bilan", "2018", "--au", "2018-12-31", "--format", "json"],
        ];
        let expected: Vec<Run> = commands.iter().map(|args| repository.run(args)).collect();
        assert!(expected.iter().all(|run| run.code == 0), "{expected:?}");
        repository.commit("un");
        repository.git(&["tag", "-a", "v2018", "-m", "présenté au conseil"]);
        let changes: [&dyn Fn(); 4] = [
            &|| {},
            &|| repository.scratch.write("strategie.toml", "format = 9"),
            &|| repository.commit("deux"),
            &|| fs::remove_dir_all(repository.path("plan")).unwrap(),
        ];
        for change in changes {
            change();
            for (args, expected) in commands.iter().zip(&expected) {
                let run = repository.run(&[args.as_slice(), &["--rev", "v2018"]].concat());
                assert_eq!(&run, expected, "{plan}: {args:?}");
            }
        }
        let bare = tempfile::tempdir().unwrap();
        git_in(
            bare.path(),
            &[
                "clone",
                "-q",
                "--bare",
                repository.root().to_str().unwrap(),
                "b.git",
            ],
        );
        for (args, expected) in commands.iter().zip(&expected) {
            let args = [args.as_slice(), &["--rev", "v2018"]].concat();
            let run = read(
                stspd_beside_git(&bare.path().join("b.git"), &args)
                    .output()
                    .unwrap(),
            );
            assert_eq!(&run, expected, "{plan} (bare): {args:?}");
        }
    }
}

#[test]
fn a_link_in_the_work_tree_leads_no_revision_astray() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.commit("un");
    copy(&repository.path("plan"), &repository.path("ailleurs"));
    fs::write(repository.path("ailleurs/fiches/f.toml"), GOOD).unwrap();
    fs::remove_dir_all(repository.path("plan")).unwrap();
    std::os::unix::fs::symlink("ailleurs", repository.path("plan")).unwrap();
    let check = |plan: &str, rev: &str| {
        told(repository.run(&["--plan", plan, "check", "--format", "court", "--rev", rev]))
    };
    for plan in ["plan", "plan/", "./plan/../plan/", "plan/fiches/.."] {
        assert_eq!(
            check(plan, "main").1,
            unknown("plan/fiches/f.toml"),
            "{plan}"
        );
    }
    // Where the link leads to another repository, it is not followed there.
    let other = Repository::new();
    other.fiche("f", GOOD);
    other.commit("un");
    fs::remove_file(repository.path("plan")).unwrap();
    std::os::unix::fs::symlink(other.path("plan"), repository.path("plan")).unwrap();
    for plan in ["plan", "plan/"] {
        assert_eq!(
            check(plan, "main").1,
            unknown("plan/fiches/f.toml"),
            "{plan}"
        );
    }
    fs::remove_file(repository.path("plan")).unwrap();
    std::os::unix::fs::symlink("ailleurs", repository.path("plan")).unwrap();
    // Where the commit has the link, it is followed: it is the root that was named.
    repository.commit("deux");
    assert_eq!(check("plan", "main"), sound());
}

#[test]
fn a_repository_may_stand_under_a_name_of_another_time() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::new();
    let name = std::ffi::OsStr::from_bytes(b"securit\xe9");
    let folder = repository.root().join(name);
    copy(&repository.path("plan"), &folder.join("plan"));
    fs::create_dir(folder.join("plan/fiches")).unwrap();
    fs::write(folder.join("plan/fiches/f.toml"), BAD).unwrap();
    for args in [
        &["init", "-q"][..],
        &["add", "-A"],
        &["commit", "-q", "-m", "un"],
    ] {
        git_in(&folder, args);
    }
    for source in [&["--staged"][..], &["--rev", "HEAD"]] {
        let args = [&["check", "--format", "court"], source].concat();
        let run = read(stspd_beside_git(&folder, &args).output().unwrap());
        assert_eq!(told(run), (1, unknown("plan/fiches/f.toml")));
    }
}

#[test]
fn a_revision_may_have_no_plan() {
    let repository = Repository::new();
    fs::rename(repository.path("plan"), repository.path("ailleurs")).unwrap();
    repository.commit("un");
    fs::rename(repository.path("ailleurs"), repository.path("plan")).unwrap();
    let run = repository.run(&["list", "--rev", "main"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "erreur : la révision « main » n'a pas de plan dans « plan » : le fichier strategie.toml y manque ; indiquer le dossier du plan avec --plan\n"
    );
}

#[test]
fn a_revision_that_git_does_not_know_gets_the_nearest() {
    let repository = Repository::new();
    let run = repository.run(&["list", "--rev", "HEAD"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "erreur : le dépôt n'a encore aucun commit\n")
    );
    repository.commit("un");
    repository.git(&["tag", "bilan-2017"]);
    for (rev, answer) in [
        (
            "bilan-2107",
            "révision inconnue : « bilan-2107 » ; vouliez-vous dire « bilan-2017 » ?",
        ),
        (
            "zzz",
            "révision inconnue : « zzz » ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
        ),
        (
            "--all",
            "révision inconnue : « --all » ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
        ),
        (
            "main..main",
            "révision inconnue : « main..main » ; vouliez-vous dire « main » ?",
        ),
        (
            "@{hier}",
            "« @{hier} » ne désigne pas un jour : écrire @{AAAA-MM-JJ}, le dernier commit d'avant ce jour",
        ),
        (
            "@{31/12/2017}",
            "« @{31/12/2017} » ne désigne pas un jour : écrire @{2017-12-31}, le dernier commit d'avant ce jour",
        ),
        (
            "@{1}",
            "« @{1} » ne désigne pas un jour : écrire @{AAAA-MM-JJ}, le dernier commit d'avant ce jour",
        ),
    ] {
        let run = repository.run(&["list", &format!("--rev={rev}")]);
        assert_eq!((run.code, run.err), (2, format!("erreur : {answer}\n")));
    }
    let run = repository.run(&["check", "--staged", "--rev", "main"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "erreur : --staged et --rev ne vont pas ensemble\n")
    );
}

/// Returns the titles of the plan's fiches at a revision.
fn titles(repository: &Repository, rev: &str) -> Vec<String> {
    let list = json(&repository.run(&["list", "--format", "json", "--rev", rev]));
    let fiches = list["fiches"].as_array().unwrap().iter();
    fiches
        .map(|fiche| fiche["titre"].as_str().unwrap().to_owned())
        .collect()
}

/// Reads the JSON of a run.
fn json(run: &Run) -> Value {
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_day_is_the_last_commit_before_it_by_the_clock_of_the_commit() {
    let repository = Repository::new();
    let state = |title: &str, day: &str| {
        repository.fiche("f", &format!("titre = \"{title}\"\n"));
        repository.commit_on(day);
    };
    state("juin", "2017-06-30T12:00:00 +0200");
    // In Paris it is still 2017; in London the other one is not yet 2018.
    state("fin 2017", "2017-12-31T23:30:00 +0100");
    state("début 2018", "2018-01-01T00:30:00 +0100");
    assert_eq!(titles(&repository, "@{2018-01-01}"), ["fin 2017"]);
    assert_eq!(titles(&repository, "@{2017-12-31}"), ["juin"]);
    assert_eq!(titles(&repository, "main@{2018-01-02}"), ["début 2018"]);
    for zone in ["UTC", "XXX-14", "XXX+12"] {
        let mut command = stspd_beside_git(
            repository.root(),
            &["list", "--rev", "@{2018-01-01}", "--format", "json"],
        );
        let run = read(command.env("TZ", zone).output().unwrap());
        assert!(run.out.contains("fin 2017"), "{zone}");
    }
    let run = repository.run(&["list", "--rev", "@{2017-06-30}"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "erreur : aucun commit n'est antérieur à « @{2017-06-30} »\n"
        )
    );
}

#[test]
fn a_day_follows_first_parents_and_no_journal_of_this_machine() {
    let repository = Repository::new();
    let state = |title: &str, day: &str| {
        repository.fiche("f", &format!("titre = \"{title}\"\n"));
        repository.commit_on(day);
    };
    state("un", "2017-01-01T12:00:00 +0000");
    repository.git(&["switch", "-q", "-c", "brouillon"]);
    state("brouillon", "2017-02-01T12:00:00 +0000");
    repository.git(&["switch", "-q", "main"]);
    let mut merge = git(
        repository.root(),
        &["merge", "-q", "--no-ff", "-m", "fusion", "brouillon"],
    );
    succeed(merge.env("GIT_COMMITTER_DATE", "2017-03-01T12:00:00 +0000"));
    assert_eq!(titles(&repository, "@{2017-02-15}"), ["un"]);
    assert_eq!(titles(&repository, "brouillon@{2017-02-15}"), ["brouillon"]);
    assert_eq!(titles(&repository, "@{2017-03-02}"), ["brouillon"]);
    // What the branch was set to today is told by the journal of this machine alone.
    repository.git(&["reset", "-q", "--hard", "HEAD^"]);
    assert_eq!(titles(&repository, "@{2017-03-02}"), ["un"]);
}

#[test]
fn a_shallow_clone_says_how_to_get_the_rest() {
    let repository = Repository::new();
    repository.commit_on("2017-01-01T12:00:00 +0000");
    repository.git(&["branch", "ancienne"]);
    repository.commit_on("2018-01-01T12:00:00 +0000");
    let holder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.root().to_str().unwrap());
    git_in(
        holder.path(),
        &[
            "clone",
            "-q",
            "--depth",
            "1",
            "--no-single-branch",
            &url,
            "copie",
        ],
    );
    let copied = holder.path().join("copie");
    for args in [
        &["list", "--rev", "@{2017-06-01}"][..],
        &["check", "--depuis", "origin/ancienne"],
    ] {
        let run = read(stspd_beside_git(&copied, args).output().unwrap());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("git fetch --unshallow"), "{}", run.err);
    }
}

// What changed since a commit.

/// Returns what the check since a revision says, on one line each, and its exit code.
fn since(repository: &Repository, rev: &str, more: &[&str]) -> (i32, String) {
    let args = [&["check", "--format", "court", "--depuis", rev], more].concat();
    told(repository.run(&args))
}

#[test]
fn only_what_was_not_there_before_fails() {
    let repository = Repository::new();
    repository.fiche("ancienne", BAD);
    repository.commit("un");
    assert_eq!(since(&repository, "main", &[]), sound());
    // The line moves, and the same defect in another file is new.
    repository.fiche("ancienne", &format!("# une remarque\n\n{BAD}"));
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.fiche("nouvelle", BAD);
    let new = (1, unknown("plan/fiches/nouvelle.toml"));
    assert_eq!(since(&repository, "main", &[]), new);
    repository.git(&["add", "-A"]);
    fs::remove_file(repository.path("plan/fiches/nouvelle.toml")).unwrap();
    assert_eq!(since(&repository, "main", &["--staged"]), new);
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.git(&["commit", "-q", "-m", "deux"]);
    assert_eq!(since(&repository, "main~1", &["--rev", "main"]), new);
    assert_eq!(since(&repository, "main", &["--rev", "main"]), sound());
}

#[test]
fn old_findings_are_counted_apart() {
    let repository = Repository::new();
    repository.fiche("ancienne", BAD);
    repository.commit("un");
    repository.fiche("nouvelle", BAD);
    let run = repository.run(&["check", "--depuis", "main"]);
    let commit = repository.git(&["rev-parse", "main"])[..10].to_owned();
    let last = format!(
        "1\u{a0}erreur depuis {commit} ; 1\u{a0}constat plus ancien (2\u{a0}fiches, 2\u{a0}fichiers de plan)"
    );
    assert_eq!(run.out.lines().last(), Some(last.as_str()));
    let view = json(&repository.run(&["check", "--depuis", "main", "--format", "json"]));
    let expected =
        serde_json::json!({ "commit": commit, "erreurs": 1, "avertissements": 0, "infos": 0 });
    assert_eq!(
        (&view["anciens"], &view["erreurs"]),
        (&expected, &Value::from(1))
    );
    assert_eq!(view["constats"].as_array().unwrap().len(), 1);
    let run = repository.run(&["check", "--depuis", "main", "plan/fiches/ancienne.toml"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("aucune erreur depuis"), "{}", run.out);
}

#[test]
fn each_old_finding_stands_for_one() {
    let repository = Repository::new();
    let with = |count: usize| {
        let telephones = "\"03 20 00 00 00\",".repeat(count);
        format!("{GOOD}resultats_attendus = [{telephones}]\n")
    };
    repository.fiche("f", &with(2));
    repository.commit("un");
    for (count, new) in [(1, 0), (2, 0), (3, 1), (70, 51), (0, 0)] {
        repository.fiche("f", &with(count));
        let (code, said) = since(&repository, "main", &["--strict"]);
        assert_eq!(
            (code, said.lines().count()),
            (i32::from(new > 0), new),
            "{count}"
        );
    }
}

#[test]
fn a_file_full_of_old_findings_hides_no_new_one() {
    let repository = Repository::new();
    let with = |count: usize, more: &str| {
        let telephones = "\"03 20 00 00 00\",".repeat(count);
        format!("titre = \"T\"\nresultats_attendus = [{telephones}]\n{more}")
    };
    repository.fiche("f", &with(80, ""));
    repository.commit("un");
    repository.fiche("f", &with(79, ""));
    assert_eq!(since(&repository, "main", &["--strict"]), sound());
    repository.fiche("f", &with(79, "partenaires = [\"Personne\"]\n"));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!(code, 1);
    assert!(
        said.contains("[acteur-inconnu]") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn a_file_full_of_old_faults_hides_no_new_one() {
    let repository = Repository::new();
    let with = |first: usize| {
        let lines: String = (first..first + 80)
            .map(|line| format!("inconnue{line} = 1\n"))
            .collect();
        format!("{GOOD}{lines}")
    };
    repository.fiche("f", &with(100));
    repository.commit("un");
    assert_eq!(since(&repository, "main", &[]), sound());
    // As many faults as before, but one that would not be shown is another; or some are mended.
    repository.fiche("f", &with(100).replace("inconnue179", "inconnue999"));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!((code, said.lines().count()), (1, 1));
    assert!(said.contains("« inconnue999 »"), "{said}");
    repository.fiche("f", &with(105).replace("inconnue184 = 1\n", ""));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!((code, said.lines().count()), (1, 4), "{said}");
    repository.fiche("f", &with(100).replace("inconnue100 = 1\n", "# mieux\n"));
    assert_eq!(since(&repository, "main", &[]), sound());
}

#[test]
fn what_hides_other_defects_is_old_only_where_nothing_changed() {
    let unknown_actor = format!("{GOOD}pilotes = [\"Personne\"]\n");
    let latin = b"titre = \"S\xe9curit\xe9\"\n".to_vec();
    let many: String = (0..6000).map(|line| format!("i{line} = 1\n")).collect();
    let cases: [(&str, Vec<u8>, &str, Vec<u8>); 6] = [
        // No tree: no rule runs. No actors: their rules are silent.
        (
            "strategie.toml",
            b"[[\nformat = 1\n".to_vec(),
            "fiches/g.toml",
            BAD.into(),
        ),
        (
            "acteurs.toml",
            b"x = \n".to_vec(),
            "fiches/g.toml",
            unknown_actor.into_bytes(),
        ),
        // A file that is not read, or not to its end, may hold anything else.
        (
            "fiches/f.toml",
            latin.clone(),
            "fiches/f.toml",
            [latin, b"objectif = \"9\"\n".to_vec()].concat(),
        ),
        (
            "fiches/f.toml",
            b"\xff\xfet\0".to_vec(),
            "fiches/f.toml",
            b"\xff\xfeu\0".to_vec(),
        ),
        (
            "fiches/f.toml",
            vec![b'#'; 1024 * 1024 + 1],
            "fiches/f.toml",
            vec![b'!'; 1024 * 1024 + 1],
        ),
        (
            "fiches/f.toml",
            format!("{GOOD}{many}").into_bytes(),
            "fiches/f.toml",
            format!("{GOOD}{many}j = 1\n").into_bytes(),
        ),
    ];
    for (path, fault, changed, change) in cases {
        let repository = Repository::new();
        repository.scratch.write(path, fault);
        repository.commit("un");
        let is_read =
            !fs::metadata(repository.scratch.path(path)).is_ok_and(|file| file.len() > 1024 * 1024);
        if is_read {
            assert_eq!(since(&repository, "main", &[]), sound(), "{path}");
        }
        repository.scratch.write(changed, change);
        let (code, said) = since(&repository, "main", &[]);
        assert_eq!(code, 1, "{path}");
        assert!(said.contains("erreur["), "{path}: {said}");
    }
}

#[test]
fn the_merge_base_is_what_counts_and_not_the_other_branch() {
    let repository = Repository::new();
    repository.fiche("commune", BAD);
    repository.commit("un");
    repository.git(&["switch", "-q", "-c", "sujet"]);
    repository.fiche("sujet", BAD);
    repository.commit("sujet");
    repository.git(&["switch", "-q", "main"]);
    repository.fiche("commune", GOOD);
    repository.fiche("sujet", BAD);
    repository.commit("main a corrigé");
    repository.git(&["switch", "-q", "sujet"]);
    assert_eq!(
        since(&repository, "main", &[]),
        (1, unknown("plan/fiches/sujet.toml"))
    );
    repository.git(&["switch", "-q", "--orphan", "sans-lien"]);
    repository.fiche("f", GOOD);
    repository.scratch.write("strategie.toml", run::STRATEGIE);
    repository.commit("rien en commun");
    let run = repository.run(&["check", "--depuis", "main"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "erreur : « main » n'a aucun commit en commun avec ce qui est contrôlé\n"
        )
    );
}

#[test]
fn a_rule_made_stricter_finds_the_old_defects_old() {
    let repository = Repository::new();
    repository.fiche("ancienne", GOOD);
    repository.commit("un");
    let strict = run::STRATEGIE.replace(
        "fiche-sans-pilote = \"ignoree\"",
        "fiche-sans-pilote = \"erreur\"",
    );
    repository.scratch.write("strategie.toml", strict);
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.fiche("nouvelle", GOOD);
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "plan/fiches/nouvelle.toml:1:9: erreur[fiche-sans-pilote]: cette fiche n'a pas de pilote\n"
    );
}

#[test]
fn in_a_plan_younger_than_the_revision_everything_is_new() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    fs::rename(repository.path("plan"), repository.path("ailleurs")).unwrap();
    repository.commit("un");
    fs::rename(repository.path("ailleurs"), repository.path("plan")).unwrap();
    assert_eq!(
        since(&repository, "main", &[]),
        (1, unknown("plan/fiches/f.toml"))
    );
}

// Nothing runs, nothing is written.

/// A repository whose settings run a program wherever git lets them.
struct Hostile {
    /// The repository.
    repository: Repository,
    /// What the program makes.
    marker: PathBuf,
}

impl Hostile {
    /// Makes the repository, with a commit made before it turned hostile.
    fn new() -> Self {
        let repository = Repository::new();
        repository.fiche("f", GOOD);
        fs::write(
            repository.path("plan/.gitattributes"),
            "*.toml filter=piege diff=piege\n",
        )
        .unwrap();
        repository.commit_on("2017-01-01T12:00:00 +0000");
        repository.git(&["tag", "v1"]);
        let hostile = Self {
            marker: repository.path(".git/declenche"),
            repository,
        };
        let program = hostile.repository.path(".git/piege");
        let script = format!("#!/bin/sh\ntouch '{}'\ncat\n", hostile.marker.display());
        write_program(&program, &script);
        for name in ["git", "stspd", "sh", "ssh"] {
            write_program(&hostile.repository.path(name), &script);
            write_program(
                &hostile.repository.path(&format!("plan/fiches/{name}")),
                &script,
            );
        }
        let program = program.to_str().unwrap();
        let hooks = hostile.repository.path(".git/hooks");
        fs::create_dir_all(&hooks).unwrap();
        for hook in [
            "post-index-change",
            "reference-transaction",
            "pre-commit",
            "post-checkout",
            "fsmonitor-watchman",
        ] {
            write_program(&hooks.join(hook), &script);
        }
        let shell = format!("!{program}");
        for (name, value) in [
            ("core.fsmonitor", program),
            ("core.pager", program),
            ("core.editor", program),
            ("core.sshCommand", program),
            ("core.askPass", program),
            ("core.gitProxy", program),
            ("core.alternateRefsCommand", program),
            ("pager.ls-tree", program),
            ("pager.ls-files", program),
            ("filter.piege.clean", program),
            ("filter.piege.smudge", program),
            ("filter.piege.process", program),
            ("diff.external", program),
            ("diff.piege.textconv", program),
            ("diff.piege.command", program),
            ("credential.helper", program),
            ("gpg.program", program),
            ("log.showSignature", "true"),
            ("alias.ls-files", &shell),
            ("alias.ls-tree", &shell),
            ("alias.cat-file", &shell),
            ("alias.rev-parse", &shell),
            ("uploadpack.packObjectsHook", program),
        ] {
            hostile.repository.git(&["config", name, value]);
        }
        let _ = fs::remove_file(&hostile.marker);
        hostile
    }
}

/// Writes a file that can be run.
fn write_program(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Every way of asking git.
const WAYS: [&[&str]; 9] = [
    &["check", "--staged"],
    &["check", "--rev", "v1"],
    &["check", "--rev", "@{2017-06-01}"],
    &["check", "--depuis", "v1"],
    &["check", "--staged", "--depuis", "v1", "--format", "sarif"],
    &["list", "--rev", "v1"],
    &["show", "f", "--rev", "HEAD"],
    &["bilan", "2017", "--rev", "v1"],
    &["list", "--rev", "inconnue"],
];

#[test]
fn nothing_of_a_strangers_repository_runs() {
    let hostile = Hostile::new();
    let repository = &hostile.repository;
    // The trap works: git itself springs it.
    let status = git(repository.root(), &["status"]).output().unwrap();
    assert!(hostile.marker.exists(), "{status:?}");
    fs::remove_file(&hostile.marker).unwrap();
    let usual = std::env::var("PATH").unwrap();
    for path in [
        usual.clone(),
        format!(".:{usual}"),
        format!(":{usual}:"),
        format!("fiches:./:{usual}"),
    ] {
        for args in WAYS {
            for folder in ["", "plan/fiches"] {
                let mut command = stspd_beside_git(&repository.path(folder), args);
                let run = read(command.env("PATH", &path).output().unwrap());
                assert_eq!(
                    run.code,
                    if args.contains(&"inconnue") { 2 } else { 0 },
                    "{run:?}"
                );
                assert!(!hostile.marker.exists(), "{args:?} with {path}");
            }
        }
    }
}

#[test]
fn a_partial_clone_stays_off_the_network() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let holder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.root().to_str().unwrap());
    git_in(
        holder.path(),
        &[
            "clone",
            "-q",
            "--no-checkout",
            "--filter=blob:none",
            &url,
            "copie",
        ],
    );
    let copied = holder.path().join("copie");
    let marker = holder.path().join("declenche");
    let trap = holder.path().join("piege");
    write_program(
        &trap,
        &format!("#!/bin/sh\ntouch '{}'\nexit 1\n", marker.display()),
    );
    let trap = trap.to_str().unwrap();
    git_in(&copied, &["config", "remote.origin.uploadpack", trap]);
    // The trap works: git itself springs it to get what is missing.
    let blob = git(&copied, &["cat-file", "-p", "HEAD:plan/strategie.toml"])
        .output()
        .unwrap();
    assert!(!blob.status.success() && marker.exists());
    fs::remove_file(&marker).unwrap();
    let run = read(
        stspd_beside_git(&copied, &["list", "--rev", "HEAD"])
            .output()
            .unwrap(),
    );
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(
        run.err.contains("il manque une partie de ce dépôt, ou elle est abîmée : git fsck le dit ; dans un clone partiel, git checkout va chercher le reste"),
        "{}",
        run.err
    );
    assert!(!marker.exists());
}

/// Returns every file below a folder, with its bytes and the time of its last change.
fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let changed = path.symlink_metadata().unwrap().modified().unwrap();
        if path.is_dir() {
            files.extend(state(&path));
            files.insert(path, (Vec::new(), changed));
        } else {
            files.insert(path.clone(), (fs::read(&path).unwrap(), changed));
        }
    }
    files
}

#[test]
fn asking_git_writes_nothing() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit_on("2017-01-01T12:00:00 +0000");
    repository.git(&["tag", "v1"]);
    repository.fiche("g", GOOD);
    repository.git(&["add", "-A"]);
    // git would note that the file is what it was, after another look at it.
    repository.fiche("g", GOOD);
    repository.git(&["config", "core.splitIndex", "false"]);
    let before = state(repository.root());
    for args in WAYS {
        repository.run(args);
        assert!(state(repository.root()) == before, "{args:?}");
    }
}
