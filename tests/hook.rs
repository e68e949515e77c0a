//! A commit is judged on what it commits, through git's own hooks and through the pre-commit program.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use run::repository::{
    BAD, GOOD, PRE_COMMIT_HOME, Repository, git, git_in, isolate, stspd_beside_git, succeed,
};
use run::{Run, assert_plain, copy, read, root, yaml_example};

/// Runs git, whatever comes of it, answering what it asks.
fn attempt(folder: &Path, args: &[&str], answers: &str) -> Run {
    let mut command = git(folder, args);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(answers.as_bytes())
        .unwrap();
    read(child.wait_with_output().unwrap())
}

/// Checks that a commit goes through.
fn passes(repository: &Repository, args: &[&str]) {
    let run = attempt(repository.root(), args, "");
    assert_eq!(run.code, 0, "{args:?}\n{}{}", run.out, run.err);
}

/// Checks that a commit is refused for an unknown code, and that nothing was committed.
fn is_refused(repository: &Repository, args: &[&str], answers: &str) {
    let head = repository.git(&["rev-parse", "HEAD"]);
    let run = attempt(repository.root(), args, answers);
    let said = run.out + &run.err;
    assert_ne!(run.code, 0, "{args:?}\n{said}");
    assert!(
        said.contains("objectif inconnu : « 9 »"),
        "{args:?}\n{said}"
    );
    assert_eq!(repository.git(&["rev-parse", "HEAD"]), head);
}

/// Tries every way of committing on a repository whose hooks are installed.
fn every_commit_is_judged_on_what_it_commits(install: impl Fn(&Repository)) {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.fiche("g", GOOD);
    repository.commit("un");
    install(&repository);
    let reset = || {
        repository.git(&["reset", "-q", "--hard"]);
        repository.git(&["clean", "-q", "-f", "-d", "plan"]);
    };

    // The index is bad though the files are good, and the other way round.
    repository.fiche("f", BAD);
    repository.git(&["add", "plan"]);
    repository.fiche("f", GOOD);
    is_refused(&repository, &["commit", "-m", "x"], "");
    repository.fiche("f", &format!("{GOOD}numero = \"1\"\n"));
    repository.git(&["add", "plan"]);
    repository.fiche("f", BAD);
    repository.fiche("jamais-ajoutee", BAD);
    passes(&repository, &["commit", "-m", "deux"]);
    assert!(
        fs::read_to_string(repository.path("plan/fiches/f.toml"))
            .unwrap()
            .contains("\"9\"")
    );
    reset();

    // git commit FILE takes that file alone, from the files.
    repository.fiche("f", BAD);
    repository.fiche("g", &format!("{GOOD}numero = \"2\"\n"));
    repository.git(&["add", "plan"]);
    passes(
        &repository,
        &["commit", "-m", "trois", "plan/fiches/g.toml"],
    );
    is_refused(
        &repository,
        &["commit", "-m", "x", "plan/fiches/f.toml"],
        "",
    );
    is_refused(&repository, &["commit", "-m", "x"], "");
    reset();

    // git commit -a takes all the files.
    repository.fiche("g", BAD);
    is_refused(&repository, &["commit", "-a", "-m", "x"], "");
    reset();
    repository.fiche("g", &format!("{GOOD}numero = \"3\"\n"));
    passes(&repository, &["commit", "-a", "-m", "quatre"]);

    // git commit -p takes the pieces that are chosen: the second one is the error.
    let filler = "# remarque\n".repeat(12);
    repository.fiche("f", &format!("numero = \"1\"\n{filler}{GOOD}"));
    passes(&repository, &["commit", "-a", "-m", "cinq"]);
    repository.fiche("f", &format!("numero = \"2\"\n{filler}{BAD}"));
    is_refused(&repository, &["commit", "-p", "-m", "x"], "n\ny\n");
    repository.git(&["reset", "-q"]);
    let run = attempt(repository.root(), &["commit", "-p", "-m", "six"], "y\nn\n");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        repository
            .git(&["show", "HEAD:plan/fiches/f.toml"])
            .starts_with("numero = \"2\"")
    );
    reset();

    // A deletion is judged too.
    repository.fiche(
        "g",
        &format!("{GOOD}pilotes = [\"Ville de Bourg-Exemple\"]\n"),
    );
    passes(&repository, &["commit", "-a", "-m", "sept"]);
    let strategie = fs::read_to_string(repository.path("plan/strategie.toml")).unwrap();
    fs::write(
        repository.path("plan/strategie.toml"),
        strategie.replace("[regles]", "[regles]\nacteurs-absents = \"erreur\""),
    )
    .unwrap();
    passes(&repository, &["commit", "-a", "-m", "huit"]);
    repository.git(&["rm", "-q", "plan/acteurs.toml"]);
    let run = attempt(repository.root(), &["commit", "-m", "x"], "");
    assert_ne!(run.code, 0, "{}{}", run.out, run.err);
    repository.git(&["reset", "-q", "--hard"]);

    // So is what a commit becomes when it is amended.
    repository.fiche("f", BAD);
    repository.git(&["add", "plan"]);
    is_refused(&repository, &["commit", "--amend", "--no-edit"], "");
    reset();
}

/// Installs the hooks of a repository.
fn install(repository: &Repository) {
    let run = repository.run(&["hook"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "crochet posé : .git/hooks/pre-commit\ncrochet posé : .git/hooks/pre-merge-commit\n"
    );
}

#[test]
fn our_hook_judges_every_commit_on_what_it_commits() {
    every_commit_is_judged_on_what_it_commits(install);
}

#[test]
fn a_merge_without_conflict_may_break_a_plan() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    install(&repository);
    repository.git(&["switch", "-q", "-c", "sujet"]);
    repository.fiche("g", GOOD);
    repository.commit("une fiche de plus");
    repository.git(&["switch", "-q", "main"]);
    fs::remove_file(repository.path("plan/fiches/f.toml")).unwrap();
    let strategie = fs::read_to_string(repository.path("plan/strategie.toml")).unwrap();
    fs::write(
        repository.path("plan/strategie.toml"),
        strategie.replace("\"1\" =", "\"2\" ="),
    )
    .unwrap();
    repository.commit("un autre code");
    let run = attempt(repository.root(), &["merge", "--no-edit", "sujet"], "");
    assert_ne!(run.code, 0);
    let said = run.out + &run.err;
    assert!(said.contains("objectif inconnu : « 1 »"), "{said}");
}

#[test]
fn our_hook_works_in_a_linked_work_tree_and_from_any_folder() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    install(&repository);
    let holder = tempfile::tempdir().unwrap();
    let linked = holder.path().join("arbre");
    repository.git(&["worktree", "add", "-q", linked.to_str().unwrap()]);
    for folder in ["", "plan/fiches"] {
        fs::write(linked.join("plan/fiches/f.toml"), BAD).unwrap();
        let run = attempt(&linked.join(folder), &["commit", "-a", "-m", "x"], "");
        assert_ne!(run.code, 0);
        assert!(
            run.err
                .contains("Commit refusé : corriger le plan, puis git add."),
            "{}",
            run.err
        );
        fs::write(
            linked.join("plan/fiches/f.toml"),
            format!("{GOOD}# {folder}\n"),
        )
        .unwrap();
        let run = attempt(&linked.join(folder), &["commit", "-a", "-m", "bon"], "");
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    }
}

#[test]
fn our_hook_lets_a_branch_without_plan_alone() {
    let repository = Repository::new();
    repository.commit("un");
    install(&repository);
    repository.git(&["switch", "-q", "--orphan", "site"]);
    fs::write(repository.path("index.html"), "bonjour").unwrap();
    repository.git(&["add", "-A"]);
    passes(&repository, &["commit", "-m", "le site"]);
    // But not the removal of the plan.
    repository.git(&["switch", "-q", "main"]);
    repository.git(&["rm", "-q", "-r", "plan"]);
    let run = attempt(repository.root(), &["commit", "-m", "x"], "");
    assert_ne!(run.code, 0);
    let said = "il retire le plan de « plan ». Si le plan change de place";
    assert!(run.err.contains(said), "{}", run.err);
    // The cure works.
    repository.git(&["reset", "-q", "--hard"]);
    repository.run(&["hook", "--retirer"]);
    repository.git(&["mv", "plan", "ailleurs"]);
    let moved = repository.run(&["--plan", "ailleurs", "hook"]);
    assert_eq!((moved.code, moved.err.as_str()), (0, ""));
    passes(&repository, &["commit", "-m", "le plan change de place"]);
}

/// Returns a folder of programs where git is, and nothing else.
fn git_alone() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let mut programs = std::env::split_paths(&path).map(|folder| folder.join("git"));
    let git = programs.find(|program| program.is_file()).unwrap();
    std::os::unix::fs::symlink(git, folder.path().join("git")).unwrap();
    folder
}

#[test]
fn hooks_that_would_not_find_the_command_are_installed_with_a_warning() {
    let repository = Repository::new();
    repository.commit("un");
    let mut command = stspd_beside_git(repository.root(), &["hook"]);
    let run = read(command.env("PATH", git_alone().path()).output().unwrap());
    assert_eq!(run.code, 0);
    assert!(run.err.contains("n'est pas dans le PATH"), "{}", run.err);
}

#[test]
fn our_hook_refuses_when_the_command_is_not_found() {
    let repository = Repository::new();
    repository.commit("un");
    install(&repository);
    repository.fiche("f", GOOD);
    repository.git(&["add", "plan"]);
    let mut command = git(repository.root(), &["commit", "-m", "x"]);
    let alone = git_alone();
    let run = read(command.env("PATH", alone.path()).output().unwrap());
    assert_ne!(run.code, 0);
    assert!(
        run.err.contains("git ne trouve pas la commande stspd"),
        "{}",
        run.err
    );
}

#[test]
fn our_hook_checks_the_plan_for_which_it_was_installed() {
    for (plan, place) in [
        ("villes/l'été à Lomme/plan", "villes/l'été à Lomme/plan"),
        (".", ""),
    ] {
        let repository = Repository::new();
        let place = repository.path("ailleurs").join(place);
        copy(&repository.path("plan"), &place);
        let inner = repository.path("ailleurs");
        git_in(&inner, &["init", "-q"]);
        git_in(&inner, &["add", "-A"]);
        git_in(&inner, &["commit", "-q", "-m", "un"]);
        let mut command = stspd_beside_git(&inner, &["--plan", plan, "hook"]);
        succeed(&mut command);
        fs::create_dir_all(place.join("fiches")).unwrap();
        fs::write(place.join("fiches/f.toml"), BAD).unwrap();
        git_in(&inner, &["add", "-A"]);
        // Another plan in the environment changes nothing.
        let mut command = git(&inner, &["commit", "-m", "x"]);
        let run = read(
            command
                .env("STSPD_PLAN", root().join("plan"))
                .output()
                .unwrap(),
        );
        assert!(
            run.code != 0 && (run.out + &run.err).contains("objectif inconnu"),
            "{plan}"
        );
        fs::write(place.join("fiches/f.toml"), GOOD).unwrap();
        git_in(&inner, &["add", "-A"]);
        let run = attempt(&inner, &["commit", "-m", "bon"], "");
        assert_eq!(run.code, 0, "{plan}: {}{}", run.out, run.err);
    }
}

#[test]
fn the_hooks_go_where_git_looks_for_them() {
    let repository = Repository::new();
    repository.commit("un");
    repository.git(&["config", "core.hooksPath", ".crochets"]);
    let run = repository.run_in("plan", &["hook"]);
    assert_eq!(
        run.out,
        "crochet posé : .crochets/pre-commit\ncrochet posé : .crochets/pre-merge-commit\n"
    );
    assert_eq!(
        repository.run(&["hook"]).out,
        "les crochets sont déjà posés\n"
    );
    repository.fiche("f", BAD);
    repository.git(&["add", "plan"]);
    is_refused(&repository, &["commit", "-m", "x"], "");
    let run = repository.run_in("plan", &["hook", "--retirer"]);
    assert_eq!(
        run.out,
        "crochet retiré : .crochets/pre-commit\ncrochet retiré : .crochets/pre-merge-commit\n"
    );
    assert_eq!(
        repository.run(&["hook", "--retirer"]).out,
        "aucun crochet de stspd à retirer\n"
    );
    passes(&repository, &["commit", "-m", "sans crochet"]);
}

#[test]
fn the_hook_of_somebody_else_is_left_alone() {
    let repository = Repository::new();
    repository.commit("un");
    let theirs = repository.path(".git/hooks/pre-commit");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, "#!/bin/sh\nexit 0\n").unwrap();
    for _ in 0..2 {
        let run = repository.run(&["hook"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert_eq!(
            run.err,
            "erreur : il y a déjà un crochet, laissé tel quel : « .git/hooks/pre-commit » ; dans pre-commit et dans pre-merge-commit, ajouter après la ligne #!/bin/sh : stspd --plan='plan' check --staged --quiet || exit 1 (si c'est celui du programme pre-commit, écrire plutôt dans .pre-commit-config.yaml ce que dit le README)\n"
        );
    }
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "#!/bin/sh\nexit 0\n");
    assert!(!repository.path(".git/hooks/pre-merge-commit").exists());
    assert_eq!(
        repository.run(&["hook", "--retirer"]).out,
        "aucun crochet de stspd à retirer\n"
    );
    fs::remove_file(&theirs).unwrap();
    install(&repository);
    let script = fs::read_to_string(&theirs).unwrap() + "echo bonjour\n";
    fs::write(&theirs, &script).unwrap();
    let run = repository.run(&["hook", "--retirer"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("a été modifié depuis"), "{}", run.err);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), script);
    assert!(repository.path(".git/hooks/pre-merge-commit").exists());
}

#[test]
fn the_line_that_is_advised_for_the_hook_of_somebody_else_protects() {
    let repository = Repository::new();
    repository.commit("un");
    let theirs = repository.path(".git/hooks/pre-commit");
    install(&repository);
    fs::write(&theirs, "#!/bin/sh\n").unwrap();
    let refused = repository.run(&["hook"]).err;
    let (_, line) = refused.trim_end().split_once("#!/bin/sh : ").unwrap();
    let (line, _) = line.split_once(" (").unwrap();
    fs::write(&theirs, format!("#!/bin/sh\n{line}\necho formatage\n")).unwrap();
    repository.fiche("f", BAD);
    repository.git(&["add", "plan"]);
    is_refused(&repository, &["commit", "-m", "x"], "");
    repository.fiche("f", GOOD);
    repository.git(&["add", "plan"]);
    passes(&repository, &["commit", "-m", "bon"]);
}

#[test]
fn our_hook_says_why_it_cannot_be_installed() {
    let repository = Repository::new();
    repository.commit("un");
    copy(&repository.path("plan"), &repository.path("autre"));
    install(&repository);
    let refusals: [(&[&str], &str); 2] = [
        (
            &["--plan", "autre", "hook"],
            "pour un autre plan ou d'une autre version : « .git/hooks/pre-commit » ; lancer stspd hook --retirer",
        ),
        (
            &["hook", "--rev", "main"],
            "hook et --rev ne vont pas ensemble",
        ),
    ];
    for (args, said) in refusals {
        let run = repository.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(said), "{}", run.err);
    }
    fs::set_permissions(
        repository.path(".git/hooks/pre-commit"),
        std::os::unix::fs::PermissionsExt::from_mode(0o644),
    )
    .unwrap();
    let run = repository.run(&["hook"]);
    assert!(run.code == 2 && run.err.contains("chmod +x"), "{}", run.err);
    repository.git(&["config", "core.hooksPath", ""]);
    let run = repository.run_in("plan", &["hook"]);
    assert!(
        run.code == 2 && run.err.contains("core.hooksPath est vide"),
        "{}",
        run.err
    );
    repository.git(&["config", "core.hooksPath", "/dev/null"]);
    let run = repository.run(&["hook"]);
    assert!(
        run.code == 2 && run.err.contains("git config --unset core.hooksPath"),
        "{}",
        run.err
    );
    let bare = repository.bare_clone();
    copy(
        &repository.path("plan"),
        &bare.path().join("depot.git/plan"),
    );
    let run = read(
        stspd_beside_git(&bare.path().join("depot.git"), &["hook"])
            .output()
            .unwrap(),
    );
    assert!(
        run.code == 2 && run.err.contains("ce dépôt est nu"),
        "{}",
        run.err
    );
}

#[test]
fn our_hook_says_nothing_that_commands_a_screen_or_a_log() {
    let repository = Repository::new();
    let name = "p\u{1b}[31m\\033[31mX\n::error::boo";
    fs::rename(repository.path("plan"), repository.path(name)).unwrap();
    repository.commit("un");
    let run = repository.run(&["--plan", name, "hook"]);
    assert_eq!(run.code, 0, "{}", run.err);
    repository.git(&["mv", name, "q"]);
    let run = attempt(repository.root(), &["commit", "-m", "x"], "");
    assert_ne!(run.code, 0);
    assert_plain(&run.err);
    assert!(
        !run.err.lines().any(|line| line.trim().starts_with("::")),
        "{}",
        run.err
    );
    assert!(run.err.contains("il retire le plan"), "{}", run.err);
}

#[test]
fn our_hook_asks_nothing_of_commits_that_leave_the_plan_alone() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.commit("un plan déjà faux");
    install(&repository);
    fs::write(repository.path("note"), "x").unwrap();
    repository.git(&["add", "note"]);
    passes(&repository, &["commit", "-m", "ailleurs"]);
    repository.fiche("g", GOOD);
    repository.git(&["add", "plan"]);
    is_refused(&repository, &["commit", "-m", "x"], "");
}

#[test]
fn our_hook_in_a_partial_clone_fetches_nothing() {
    let source = Repository::new();
    source.fiche("f", GOOD);
    fs::create_dir(source.path("autre")).unwrap();
    fs::write(source.path("autre/note"), "x").unwrap();
    source.commit("un");
    source.git(&["config", "uploadpack.allowFilter", "true"]);
    let holder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", source.root().to_str().unwrap());
    git_in(
        holder.path(),
        &[
            "clone",
            "-q",
            "--filter=blob:none",
            "--sparse",
            &url,
            "copie",
        ],
    );
    let copied = holder.path().join("copie");
    git_in(&copied, &["sparse-checkout", "set", "autre"]);
    // The plan is not in the work tree: the hook is that of another clone.
    let hooks = copied.join(".git/hooks");
    self::install(&source);
    for name in ["pre-commit", "pre-merge-commit"] {
        fs::create_dir_all(&hooks).unwrap();
        fs::copy(source.path(".git/hooks").join(name), hooks.join(name)).unwrap();
    }
    let (trap, marker) = (holder.path().join("piege"), holder.path().join("declenche"));
    fs::write(
        &trap,
        format!("#!/bin/sh\ntouch '{}'\nexit 1\n", marker.display()),
    )
    .unwrap();
    fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    git_in(
        &copied,
        &["config", "remote.origin.uploadpack", trap.to_str().unwrap()],
    );
    fs::write(copied.join("autre/note"), "y").unwrap();
    let run = attempt(&copied, &["commit", "-a", "-m", "ailleurs"], "");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    fs::create_dir_all(copied.join("plan/fiches")).unwrap();
    fs::write(copied.join("plan/fiches/g.toml"), BAD).unwrap();
    git_in(&copied, &["add", "--sparse", "plan/fiches/g.toml"]);
    let run = attempt(&copied, &["commit", "-m", "x"], "");
    assert_ne!(run.code, 0);
    assert!(
        run.err.contains("le plan n'a pas pu être contrôlé"),
        "{}",
        run.err
    );
    assert!(!marker.exists());
}

/// Returns pre-commit in a repository, with a folder for what it installs.
fn pre_commit(repository: &Repository, home: impl AsRef<Path>, args: &[&str]) -> Command {
    let mut command = Command::new("pre-commit");
    command.args(args).current_dir(repository.root());
    isolate(&mut command);
    command.env("PRE_COMMIT_HOME", home.as_ref());
    command
}

#[test]
#[ignore = "needs pre-commit"]
fn pre_commit_judges_every_commit_on_what_it_commits() {
    every_commit_is_judged_on_what_it_commits(|repository| {
        fs::write(
            repository.path(".pre-commit-config.yaml"),
            yaml_example("repo: local"),
        )
        .unwrap();
        repository.commit("pre-commit");
        succeed(&mut pre_commit(repository, PRE_COMMIT_HOME, &["install"]));
    });
}

#[test]
#[ignore = "needs pre-commit, and some minutes: it builds the program as pre-commit does"]
fn pre_commit_installs_the_program_from_its_repository() {
    let holder = tempfile::tempdir().unwrap();
    let ours = holder.path().join("stspd");
    let (source, target) = (root(), ours.to_str().unwrap().to_owned());
    git_in(
        &source,
        &["-c", "safe.directory=*", "clone", "-q", ".", &target],
    );
    let rev = git_in(&ours, &["rev-parse", "HEAD"]);
    let repository = Repository::new();
    let config = yaml_example("ADRESSE_DU_DÉPÔT")
        .replace("ADRESSE_DU_DÉPÔT", &target)
        .replace("VERSION", rev.trim());
    fs::write(repository.path(".pre-commit-config.yaml"), config).unwrap();
    repository.fiche("f", GOOD);
    repository.commit("un");
    succeed(&mut pre_commit(
        &repository,
        holder.path(),
        &["run", "--all-files"],
    ));
    repository.fiche("f", BAD);
    repository.git(&["add", "-A"]);
    let run = read(
        pre_commit(&repository, holder.path(), &["run"])
            .output()
            .unwrap(),
    );
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("objectif inconnu : « 9 »"), "{}", run.out);
}
