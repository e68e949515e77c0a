//! The index: what is about to be committed, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::repository::{BAD, GOOD, Repository, git, git_in, stspd_beside_git, told};
use crate::run::{self, copy, read};
use crate::{sound, state, unknown};

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
        run.out
            .contains("1\u{a0}erreur ; ailleurs dans le plan : 1\u{a0}erreur ("),
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
            .contains("le prochain commit n'aurait pas de plan : « plan/strategie.toml »"),
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
    assert_eq!(crate::since::since(&outer, "HEAD", &[]), sound());
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
fn files_that_stand_elsewhere_are_told_where() {
    let (repository, elsewhere) = (Repository::new(), tempfile::tempdir().unwrap());
    repository.commit("un");
    repository.git(&[
        "config",
        "core.worktree",
        elsewhere.path().to_str().unwrap(),
    ]);
    let run = repository.run(&["check", "--staged"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("est hors des fichiers de ce dépôt, qui sont dans"),
        "{}",
        run.err
    );
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
