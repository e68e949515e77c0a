//! A commit: a branch, a tag, a day.

use std::fs;

use crate::run::repository::{BAD, GOOD, Repository, git, git_in, stspd_beside_git, succeed, told};
use crate::run::{Run, copy, read, root};
use crate::{json, sound, unknown};

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
        repository.commit("un");
        let expected: Vec<Run> = commands.iter().map(|args| repository.run(args)).collect();
        assert!(expected.iter().all(|run| run.code == 0), "{expected:?}");
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
        let bare = repository.bare_clone();
        for (args, expected) in commands.iter().zip(&expected) {
            let args = [args.as_slice(), &["--rev", "v2018"]].concat();
            let run = read(
                stspd_beside_git(&bare.path().join("depot.git"), &args)
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
    // Where the commit has the link, it is followed: it is the root that was named, or found.
    repository.commit("deux");
    assert_eq!(check("plan", "main"), sound());
    for source in [&["--staged"][..], &["--rev", "main"]] {
        let args = [&["check", "--format", "court"], source].concat();
        assert_eq!(told(repository.run(&args)), sound(), "{source:?}");
    }
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
        "erreur : la révision « main » n'a pas de plan dans « plan » : il est peut-être plus récent, ou y était dans un autre dossier, à indiquer avec --plan\n"
    );
}

#[test]
fn a_revision_that_git_does_not_know_gets_the_nearest() {
    let repository = Repository::new();
    let run = repository.run(&["list", "--rev", "HEAD"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "erreur : cette branche n'a encore aucun commit ; en faire un d'abord : git add, puis git commit\n"
        )
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
            "main:plan",
            "« main:plan » désigne un fichier ou un dossier, et non un commit ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
        ),
        (
            "^main",
            "révision inconnue : « ^main » ; vouliez-vous dire « main » ?",
        ),
        (
            "0000000000000000000000000000000000000000",
            "révision inconnue : « 0000000000000000000000000000000000000000 » ; écrire une branche, une étiquette, un commit ou @{AAAA-MM-JJ}",
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
        (
            2,
            "erreur : --staged et --rev ne vont pas ensemble : --staged contrôle le prochain commit, --rev un commit déjà fait\n"
        )
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
    for zone in ["UTC", "LOIN-14", "LOIN+12"] {
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
