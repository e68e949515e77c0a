//! Which version of the plan the bilan says that it shows.

use std::fs;

use serde_json::{Value, json};

use crate::json;
use crate::run::repository::{GOOD, Repository, git_in, stspd_beside_git};
use crate::run::{Run, Scratch, copy, read};

/// The day of the commits of these tests, in a time zone where it is not yet that day in London.
const DAY: &str = "2017-12-31T00:30:00 +0100";

/// A repository whose plan has one fiche, committed.
fn committed() -> Repository {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit_on(DAY);
    repository
}

/// Returns the full name of a commit.
fn name(repository: &Repository, rev: &str) -> String {
    repository.git(&["rev-parse", rev]).trim().to_owned()
}

/// Returns the commit that a bilan names, and whether it says that the plan was modified since.
fn version(run: &Run) -> Value {
    let bilan = json(run);
    json!([bilan["revision"], bilan["modifie_depuis"]])
}

/// Returns the version that the bilan of a repository shows, with options.
fn shown(repository: &Repository, options: &[&str]) -> Value {
    let bilan = ["bilan", "2017", "--format", "json"];
    version(&repository.run(&[&bilan, options].concat()))
}

/// Nobody knows the version.
fn unknown() -> Value {
    json!([null, null])
}

#[test]
fn the_bilan_names_the_last_commit_that_touched_the_plan_and_its_day() {
    let repository = committed();
    let commit = name(&repository, "HEAD");
    // A commit that leaves the plan alone is not its version.
    fs::write(repository.path("ailleurs.txt"), "x").unwrap();
    repository.commit_on("2018-03-01T12:00:00 +0000");
    let line = |repository: &Repository| {
        let out = repository.run(&["bilan", "2017"]).out;
        let line = out.lines().find(|line| line.starts_with("Version"));
        let words = line.unwrap().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    let said = format!("Version du plan {} du 31/12/2017", &commit[..10]);
    assert_eq!(line(&repository), said);
    let bilan = json(&repository.run(&["bilan", "2017", "--format", "json"]));
    assert_eq!(bilan["revision"], commit);
    assert_eq!(bilan["revision_date"], "2017-12-31");
    assert_eq!(bilan["modifie_depuis"], false);
    repository.fiche("f", "titre = \"Autre\"\n");
    assert_eq!(line(&repository), format!("{said}, modifié depuis"));
}

#[test]
fn a_plan_that_says_something_else_than_its_commit_was_modified_since() {
    let repository = committed();
    let commit = name(&repository, "HEAD");
    let same = json!([commit, false]);
    let modified = json!([commit, true]);
    assert_eq!(shown(&repository, &[]), same);
    let file = |name: &str| repository.path(&format!("plan/{name}"));
    let kept = fs::read(file("fiches/f.toml")).unwrap();
    let other = [&kept[..], b"# vu\n"].concat();
    fs::write(file("fiches/f.toml"), &other).unwrap();
    assert_eq!(shown(&repository, &[]), modified, "changed");
    repository.git(&["add", "-A"]);
    assert_eq!(shown(&repository, &[]), modified, "staged");
    fs::write(file("fiches/f.toml"), &kept).unwrap();
    assert_eq!(shown(&repository, &[]), same, "only staged otherwise");
    fs::remove_file(file("acteurs.toml")).unwrap();
    assert_eq!(shown(&repository, &[]), modified, "removed");
    repository.git(&["checkout", "-q", "--", "plan/acteurs.toml"]);
    repository.fiche("g", GOOD);
    assert_eq!(shown(&repository, &[]), modified, "added");
    fs::rename(file("fiches/g.toml"), file("fiches/f.toml")).unwrap();
    assert_eq!(shown(&repository, &[]), modified, "another in its place");
    fs::write(file("fiches/f.toml"), &kept).unwrap();
    // What is no part of the plan, or is hidden, does not change it.
    fs::write(file("notes.txt"), "x").unwrap();
    fs::write(file("fiches/.f.toml.swp"), "x").unwrap();
    fs::write(repository.path("ailleurs.txt"), "x").unwrap();
    assert_eq!(shown(&repository, &[]), same, "notes");
    let crlf = String::from_utf8(kept).unwrap().replace('\n', "\r\n");
    fs::write(file("fiches/f.toml"), crlf).unwrap();
    assert_eq!(shown(&repository, &[]), same, "ends of lines of Windows");
}

#[test]
fn a_revision_is_never_modified() {
    let repository = committed();
    let first = name(&repository, "HEAD");
    repository.fiche("f", "titre = \"Autre\"\n");
    repository.commit("deux");
    let second = name(&repository, "HEAD");
    repository.fiche("f", "titre = \"Encore\"\n");
    assert_eq!(shown(&repository, &[]), json!([second, true]));
    assert_eq!(
        shown(&repository, &["--rev", "HEAD"]),
        json!([second, false])
    );
    assert_eq!(
        shown(&repository, &["--rev", "HEAD~1"]),
        json!([first, false])
    );
    assert_eq!(
        shown(&repository, &["--rev", "@{2018-01-01}"]),
        json!([first, false])
    );
    let bare = repository.bare_clone();
    let args = ["bilan", "2017", "--format", "json", "--rev", "main"];
    let run = read(
        stspd_beside_git(&bare.path().join("depot.git"), &args)
            .output()
            .unwrap(),
    );
    assert_eq!(version(&run), json!([second, false]));
}

#[test]
fn a_plan_that_is_in_no_commit_has_no_version() {
    let scratch = Scratch::new();
    scratch.write("fiches/f.toml", "titre = \"f\"\n");
    let bilan = ["bilan", "2017", "--format", "json"];
    assert_eq!(version(&scratch.run(&bilan)), unknown(), "no repository");
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    assert_eq!(shown(&repository, &[]), unknown(), "no commit");
    let plan = repository.path("plan");
    fs::rename(&plan, repository.path("ailleurs")).unwrap();
    fs::write(repository.path("x"), "").unwrap();
    repository.commit("un");
    copy(&repository.path("ailleurs"), &plan);
    assert_eq!(
        shown(&repository, &[]),
        unknown(),
        "another folder's commit"
    );
    repository.commit("deux");
    let deux = name(&repository, "HEAD");
    assert_eq!(shown(&repository, &[]), json!([deux, false]));
    repository.git(&["rm", "-rq", "--cached", "plan"]);
    repository.git(&["commit", "-q", "-m", "trois"]);
    assert_eq!(shown(&repository, &[]), unknown(), "taken out");
}

#[test]
fn the_plan_may_be_the_repository_or_stand_deep_in_it() {
    let repository = Repository::new();
    for folder in ["", "ville/sécurité [a]*/plan"] {
        let holder = tempfile::tempdir().unwrap();
        let plan = holder.path().join(folder);
        copy(&repository.path("plan"), &plan);
        for args in [
            &["init", "-q"][..],
            &["add", "-A"],
            &["commit", "-q", "-m", "un"],
        ] {
            git_in(holder.path(), args);
        }
        let commit = git_in(holder.path(), &["rev-parse", "HEAD"]);
        let plan = plan.to_str().unwrap();
        for source in [&[][..], &["--rev", "HEAD"]] {
            let args = [
                &["--plan", plan, "bilan", "2017", "--format", "json"],
                source,
            ]
            .concat();
            let mut run = read(stspd_beside_git(holder.path(), &args).output().unwrap());
            // The plan has no fiche, and that is told.
            run.err.clear();
            assert_eq!(version(&run), json!([commit.trim(), false]), "{plan}");
        }
    }
}

#[test]
fn a_work_tree_and_a_repository_of_the_other_kind_have_a_version_too() {
    let repository = committed();
    let holder = tempfile::tempdir().unwrap();
    let beside = holder.path().join("autre");
    repository.git(&[
        "worktree",
        "add",
        "-q",
        beside.to_str().unwrap(),
        "-b",
        "autre",
    ]);
    let args = ["bilan", "2017", "--format", "json"];
    let run = read(stspd_beside_git(&beside, &args).output().unwrap());
    assert_eq!(version(&run), json!([name(&repository, "HEAD"), false]));
    let repository = Repository::with(&["init", "-q", "-b", "main", "--object-format=sha256"]);
    repository.fiche("f", GOOD);
    repository.commit("un");
    let commit = name(&repository, "HEAD");
    assert_eq!(
        (commit.len(), shown(&repository, &[])),
        (64, json!([commit, false]))
    );
}

#[test]
fn a_shallow_clone_says_only_what_it_knows() {
    let repository = committed();
    fs::write(repository.path("x"), "").unwrap();
    repository.commit("deux");
    let url = format!("file://{}", repository.root().to_str().unwrap());
    let holder = tempfile::tempdir().unwrap();
    let copied = holder.path().join("copie");
    git_in(
        holder.path(),
        &["clone", "-q", "--depth", "1", &url, "copie"],
    );
    let bilan = |source: &[&str]| {
        let args = [&["bilan", "2017", "--format", "json"], source].concat();
        version(&read(stspd_beside_git(&copied, &args).output().unwrap()))
    };
    for source in [&[][..], &["--rev", "HEAD"]] {
        assert_eq!(bilan(source), unknown());
    }
    // What is committed there is known.
    fs::write(copied.join("plan/fiches/f.toml"), "titre = \"Autre\"\n").unwrap();
    git_in(&copied, &["commit", "-q", "-a", "-m", "trois"]);
    let commit = git_in(&copied, &["rev-parse", "HEAD"]);
    assert_eq!(bilan(&[]), json!([commit.trim(), false]));
    git_in(&copied, &["fetch", "-q", "--unshallow"]);
    git_in(&copied, &["reset", "-q", "--hard", "HEAD^"]);
    assert_eq!(bilan(&[]), json!([name(&repository, "HEAD^"), false]));
}

#[test]
fn a_repository_that_cannot_be_asked_is_told_and_the_bilan_is_made() {
    let repository = committed();
    let bilan = ["bilan", "2017", "--format", "json"];
    let told = |run: Run, why: &str| {
        assert_eq!(run.code, 0, "{run:?}");
        assert!(
            run.err.starts_with("version du plan inconnue : "),
            "{run:?}"
        );
        assert!(
            run.err.contains(why) && run.err.lines().count() == 1,
            "{run:?}"
        );
        let bilan: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(bilan["revision"], Value::Null);
    };
    let mut command = stspd_beside_git(repository.root(), &bilan);
    let run = read(command.env("PATH", repository.root()).output().unwrap());
    told(run, "git est introuvable");
    let mut command = stspd_beside_git(repository.root(), &bilan);
    let run = read(
        command
            .env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
            .output()
            .unwrap(),
    );
    told(run, "safe.directory");
    let tree = name(&repository, "HEAD:plan");
    let (folder, file) = tree.split_at(2);
    fs::remove_file(repository.path(&format!(".git/objects/{folder}/{file}"))).unwrap();
    told(repository.run(&bilan), "git fsck");
    // Without a repository, git is not missed.
    let scratch = Scratch::new();
    scratch.write("fiches/f.toml", "titre = \"f\"\n");
    let mut command = stspd_beside_git(scratch.folder.path(), &bilan);
    let run = read(command.env("PATH", scratch.folder.path()).output().unwrap());
    assert_eq!(version(&run), unknown());
}
