//! Nothing runs, nothing is written, nothing is fetched.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::read;
use crate::run::repository::{GOOD, Repository, git, git_in, stspd_beside_git};
use crate::state;

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
const WAYS: [&[&str]; 10] = [
    &["bilan", "2017"],
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
        let run = repository.run(args);
        let code = if args.contains(&"inconnue") { 2 } else { 0 };
        assert_eq!(run.code, code, "{run:?}");
        assert!(state(repository.root()) == before, "{args:?}");
    }
}
