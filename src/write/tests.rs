//! What is done of faults at each step of a write, and of other writers.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{Step, replace};
use super::plan::{Change, WriteError, apply, apply_through, create_all, create_all_through};

/// What a file says before and after.
const TEXTS: [&str; 2] = ["titre = \"Un\"\n", "titre = \"Deux, plus long\"\n"];

/// Returns a change of a file of a folder; a new one has nothing before.
fn change(folder: &Path, name: &str, before: Option<&str>) -> Change {
    Change {
        path: folder.join(name),
        printed: format!("plan/{name}"),
        before: before.map(|text| text.as_bytes().to_owned()),
        after: TEXTS[1].as_bytes().to_owned(),
    }
}

/// Returns the files and the folders below a folder, by their paths, each with what it says.
fn tree(folder: &Path) -> Vec<(PathBuf, Option<String>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.symlink_metadata().unwrap();
        let text = kind.is_file().then(|| fs::read_to_string(&path).unwrap());
        found.push((path.clone(), text));
        if kind.is_dir() {
            found.extend(tree(&path));
        }
    }
    found.sort();
    found
}

/// Makes each step fail in turn until none is left, in a new folder each time, and hands what came of it to a judge. Returns
/// the steps.
fn fail_at_each_step<T>(
    act: impl Fn(&Path, &dyn Fn(Step) -> io::Result<()>) -> Result<T, WriteError>,
    judge: impl Fn(&Path, Step, WriteError),
) -> Vec<Step> {
    let mut steps = Vec::new();
    loop {
        let folder = tempfile::tempdir().unwrap();
        let (rank, failed) = (Cell::new(0), Cell::new(None));
        let result = act(folder.path(), &|step| {
            rank.set(rank.get() + 1);
            if rank.get() <= steps.len() {
                return Ok(());
            }
            failed.set(Some(step));
            Err(io::ErrorKind::StorageFull.into())
        });
        let Some(step) = failed.get() else {
            assert!(result.is_ok());
            return steps;
        };
        let error = result.map(|_| ()).unwrap_err();
        judge(folder.path(), step, error);
        steps.push(step);
    }
}

#[test]
fn whatever_step_fails_a_file_is_the_old_one_or_the_new_one() {
    let steps = fail_at_each_step(
        |folder, gate| {
            fs::write(folder.join("a.toml"), TEXTS[0]).unwrap();
            apply_through(&change(folder, "a.toml", Some(TEXTS[0])), gate)
        },
        |folder, step, error| {
            let is_new = step == Step::SyncFolder;
            let text = TEXTS[usize::from(is_new)].to_owned();
            assert_eq!(tree(folder), [(folder.join("a.toml"), Some(text))]);
            let said = error.to_string();
            assert!(
                said.contains("plan/a.toml") && said.contains("plus de place"),
                "{said}"
            );
            assert_eq!(said.contains("est resté tel quel"), !is_new, "{said}");
            assert_eq!(said.contains("ne l'a pas confirmé"), is_new, "{said}");
        },
    );
    assert_eq!(
        steps,
        [
            Step::Look,
            Step::Create,
            Step::Write,
            Step::Rights,
            Step::Sync,
            Step::Compare,
            Step::Rename,
            Step::SyncFolder
        ]
    );
}

#[test]
fn whatever_step_fails_new_files_are_all_there_or_none_is() {
    let names = ["fiches/a/b/un.toml", "fiches/deux.toml", "c/trois.toml"];
    let steps = fail_at_each_step(
        |folder, gate| {
            let changes = names.map(|name| change(folder, name, None));
            create_all_through(&changes, gate)?;
            let texts = names.map(|name| fs::read_to_string(folder.join(name)).unwrap());
            assert_eq!(texts, [TEXTS[1]; 3]);
            Ok(())
        },
        |folder, step, error| {
            assert_eq!(tree(folder), [], "{step:?}");
            let said = error.to_string();
            assert!(
                names.iter().any(|name| said.contains(name)) && said.contains("rien n'a été écrit"),
                "{said}"
            );
        },
    );
    assert_eq!(steps.len(), 27);
}

#[test]
fn a_new_file_whose_step_fails_is_not_there() {
    let steps = fail_at_each_step(
        |folder, gate| apply_through(&change(folder, "a.toml", None), gate),
        |folder, step, _| assert_eq!(tree(folder), [], "{step:?}"),
    );
    assert_eq!(steps.len(), 9);
}

#[test]
fn what_says_the_same_already_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let same = change(folder.path(), "a.toml", Some(TEXTS[1]));
    let is_changed = apply_through(&same, &|step| panic!("{step:?}"));
    assert!(!is_changed.unwrap());
}

/// What another program does to a file meanwhile.
type Intruder = fn(&Path);

/// Those that leave another thing in the place of a file.
const INTRUDERS: [Intruder; 4] = [
    |path| fs::write(path, "titre = \"Tr").unwrap(),
    |path| fs::write(path, "").unwrap(),
    |path| {
        let _ = fs::remove_file(path);
        fs::create_dir(path).unwrap();
    },
    |path| {
        let _ = fs::remove_file(path);
        fs::write(path.with_extension("old"), TEXTS[0]).unwrap();
        link(&path.with_extension("old"), path);
    },
];

/// Puts a link in a place.
#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

/// Puts a folder in a place, where links are not everybody's.
#[cfg(not(unix))]
fn link(_: &Path, path: &Path) {
    fs::create_dir(path).unwrap();
}

/// Has another program act before a step of a write, and checks that what it left is what stays.
fn intrude(before: Option<&str>, step: Step, intruder: Intruder) -> WriteError {
    let folder = tempfile::tempdir().unwrap();
    let change = change(folder.path(), "a.toml", before);
    if let Some(text) = before {
        fs::write(&change.path, text).unwrap();
    }
    let seen = Cell::new(None);
    let error = apply_through(&change, &|next| {
        if next == step {
            intruder(&change.path);
            let temporary = |path: &Path| path.file_name().unwrap().as_encoded_bytes()[0] == b'.';
            let mut tree = tree(folder.path());
            tree.retain(|(path, _)| !temporary(path));
            seen.set(Some(tree));
        }
        Ok(())
    });
    assert_eq!(tree(folder.path()), seen.take().unwrap(), "{step:?}");
    error.unwrap_err()
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_lost() {
    for step in [Step::Look, Step::Create, Step::Sync, Step::Compare] {
        let gone: Intruder = |path| fs::remove_file(path).unwrap();
        for intruder in INTRUDERS.into_iter().chain([gone]) {
            let error = intrude(Some(TEXTS[0]), step, intruder);
            assert!(matches!(error, WriteError::Changed { .. }), "{error:?}");
            let said = "« plan/a.toml » a été modifié entre-temps : rien n'y a été écrit ; relancer la commande";
            assert_eq!(error.to_string(), said);
        }
    }
}

#[test]
fn a_new_file_takes_the_place_of_nothing() {
    for step in [Step::Look, Step::Create, Step::Compare, Step::Rename] {
        let broken: Intruder = |path| link(Path::new("nowhere"), path);
        for intruder in INTRUDERS.into_iter().chain([broken]) {
            let error = intrude(None, step, intruder);
            assert!(matches!(error, WriteError::Exists { .. }), "{error:?}");
        }
    }
}

#[test]
fn new_files_are_none_when_one_of_them_has_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("b.toml");
    fs::write(&there, TEXTS[0]).unwrap();
    let changes = ["fiches/a.toml", "b.toml"].map(|name| change(folder.path(), name, None));
    let error = create_all(&changes).unwrap_err();
    assert!(error.to_string().starts_with("« plan/b.toml » existe déjà"));
    assert_eq!(
        tree(folder.path()),
        [(there.clone(), Some(TEXTS[0].to_owned()))]
    );
    let below = change(&there, "c.toml", None);
    let said = create_all(&[below]).unwrap_err().to_string();
    assert!(said.contains("ce n'est pas un dossier"), "{said}");
}

#[test]
fn what_was_added_to_a_file_just_created_is_not_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let changes = ["a/a.toml", "b.toml"].map(|name| change(folder.path(), name, None));
    let error = create_all_through(&changes, &|step| {
        if step == Step::Folder && changes[0].path.exists() {
            fs::write(&changes[0].path, "plus")?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    });
    let said = error.unwrap_err().to_string();
    assert!(
        said.contains("« plan/b.toml »") && said.contains("« plan/a/a.toml »"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&changes[0].path).unwrap(), "plus");
}

#[test]
fn of_two_writers_at_once_one_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, "").unwrap();
    let write = |name: &str| {
        let (mut written, mut refused) = (Vec::new(), 0);
        for round in 0..500 {
            let before = fs::read(&path).unwrap();
            let line = format!("{name}{round}\n");
            let mut change = change(folder.path(), "a.toml", None);
            change.after = [before.as_slice(), line.as_bytes()].concat();
            change.before = Some(before);
            match apply(&change) {
                Ok(_) => written.push(line),
                Err(WriteError::Changed { .. }) => refused += 1,
                Err(error) => panic!("{error}"),
            }
        }
        (written, refused)
    };
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| write("a"));
        let second = write("b");
        (first.join().unwrap(), second)
    });
    assert!(first.1 + second.1 > 0, "they never met");
    let mut said: Vec<String> = [first.0, second.0].concat();
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.lines().map(|line| format!("{line}\n")).collect();
    said.sort();
    lines.sort();
    assert_eq!(lines, said);
    assert_eq!(tree(folder.path()).len(), 1);
}

#[test]
fn of_two_new_files_of_one_name_one_is_there() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..100 {
        let name = format!("{}/x/a.toml", round / 2);
        let written = std::thread::scope(|scope| {
            let create = || create_all(&[change(folder.path(), &name, None)]).is_ok();
            let other = scope.spawn(create);
            usize::from(create()) + usize::from(other.join().unwrap())
        });
        assert_eq!(written, usize::from(round % 2 == 0), "{name}");
    }
}

#[test]
fn a_report_takes_the_place_of_an_older_one_and_of_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b");
    for content in ["un", "deux", "deux"] {
        replace(&path, content.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    replace(&folder.path().join("a"), b"un").unwrap_err();
    replace(&path.join("c"), b"un").unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), "deux");
    assert_eq!(tree(folder.path()).len(), 2);
}

/// What depends on modes, owners and links.
#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    #[test]
    fn a_file_keeps_its_mode() {
        let folder = tempfile::tempdir().unwrap();
        let change = change(folder.path(), "a.toml", Some(TEXTS[0]));
        for mode in [0o640, 0o755, 0o600, 0o666] {
            fs::write(&change.path, TEXTS[0]).unwrap();
            fs::set_permissions(&change.path, fs::Permissions::from_mode(mode)).unwrap();
            apply(&change).unwrap();
            assert_eq!(change.path.metadata().unwrap().mode() & 0o7777, mode);
        }
    }

    #[test]
    fn a_file_whose_rights_change_meanwhile_is_left_alone() {
        let error = intrude(Some(TEXTS[0]), Step::Compare, |path| {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        });
        assert!(matches!(error, WriteError::Changed { .. }), "{error:?}");
    }

    #[test]
    #[ignore = "needs root"]
    fn a_file_keeps_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let change = change(folder.path(), "a.toml", Some(TEXTS[0]));
        fs::write(&change.path, TEXTS[0]).unwrap();
        std::os::unix::fs::chown(&change.path, Some(1234), Some(5678)).unwrap();
        apply(&change).unwrap();
        let found = change.path.metadata().unwrap();
        assert_eq!((found.uid(), found.gid()), (1234, 5678));
    }

    #[test]
    fn a_page_is_for_all_to_read_and_no_link_leads_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&other, "autre").unwrap();
        link(&other, &path);
        replace(&path, b"un").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "autre");
        let mode = path.symlink_metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0);
        assert_ne!(mode & 0o400, 0);
    }
}
