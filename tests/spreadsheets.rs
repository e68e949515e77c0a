//! Tables for spreadsheets and for data users, read back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use run::hostile::hostile;
use run::repository::succeed;
use run::{read, root, stspd};
use serde_json::Value;

/// The plans whose tables are read back.
const PLANS: [&str; 3] = ["plan", "tests/plans/fictif", "tests/plans/autre-commune"];

/// The reference date of these tests.
const DAY: &str = "2018-06-30";

/// Runs the program on a plan at the reference date, and returns what it wrote.
fn written(plan: &Path, args: &[&str]) -> Vec<u8> {
    let plan = plan.to_str().unwrap();
    let mut command = run::command(&root(), &["--plan", plan, "--au", DAY]);
    let output = command.args(args).output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// Returns the JSON of every fiche of a plan.
fn whole(plan: &Path) -> Vec<u8> {
    let list: Value =
        serde_json::from_slice(&written(plan, &["list", "--format", "json"])).unwrap();
    let ids = list["fiches"].as_array().unwrap().iter();
    let ids: Vec<&str> = ids.map(|fiche| fiche["id"].as_str().unwrap()).collect();
    written(
        plan,
        &[&["show", "--format", "json"], ids.as_slice()].concat(),
    )
}

/// Converts a file with LibreOffice, which keeps its own settings in a folder.
fn convert(file: &str, filters: &[&str], out: &Path) {
    let settings = format!("-env:UserInstallation=file://{}/office", out.display());
    let mut office = Command::new("soffice");
    office.args([&settings, "--headless"]).args(filters);
    office
        .arg("--outdir")
        .arg(out.join("again"))
        .arg(out.join(file));
    succeed(&mut office);
}

#[test]
#[ignore = "needs python3 with openpyxl, and LibreOffice"]
fn tables_are_read_back_to_the_same_values() {
    let hostile = hostile();
    let plans = PLANS.iter().map(|plan| root().join(plan));
    for plan in plans.chain([hostile.path("")]) {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        fs::write(out.join("fiches.json"), whole(&plan)).unwrap();
        for (file, format) in [
            ("fiches.csv", "csv"),
            ("fiches-excel.csv", "csv-excel"),
            ("fiches.xlsx", "xlsx"),
        ] {
            fs::write(
                out.join(file),
                written(&plan, &["list", "--format", format]),
            )
            .unwrap();
        }
        convert("fiches.xlsx", &["--convert-to", "xlsx"], out);
        fs::rename(out.join("again/fiches.xlsx"), out.join("resaved.xlsx")).unwrap();
        let french = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true";
        convert("fiches-excel.csv", &[french, "--convert-to", "xlsx"], out);
        fs::rename(out.join("again/fiches-excel.xlsx"), out.join("excel.xlsx")).unwrap();
        let mut reader = Command::new("python3");
        reader.arg(root().join("tests/readers/tables.py")).arg(out);
        let run = read(reader.output().unwrap());
        assert_eq!(
            (run.code, run.err.as_str()),
            (0, ""),
            "{}: {}",
            plan.display(),
            run.out
        );
        assert!(run.out.trim().parse::<u32>().unwrap() > 100, "{}", run.out);
    }
}

#[test]
fn a_workbook_is_the_same_bytes_for_the_same_plan_and_date_and_holds_no_formula() {
    let hostile = hostile();
    for plan in [root().join("tests/plans/fictif"), hostile.path("")] {
        let book = written(&plan, &["list", "--format", "xlsx"]);
        assert!(book == written(&plan, &["list", "--format", "xlsx"]));
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
        let mut sheets = 0;
        for rank in 0..archive.len() {
            let mut file = archive.by_index(rank).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            assert!(
                !text.contains("<f>") && !text.contains("<hyperlink"),
                "{name}"
            );
            sheets += usize::from(name.starts_with("xl/worksheets/sheet"));
        }
        assert!(sheets >= 5, "{sheets}");
    }
}

#[test]
fn a_list_of_chosen_columns_has_them_in_that_order_in_every_table() {
    let list = |format: &str| {
        let run = stspd(&[
            "list",
            "--limite",
            "1",
            "--au",
            DAY,
            "--colonnes",
            "titre,ID,État",
            "--format",
            format,
        ]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let is_heading = |line: &&str| line.to_lowercase().contains("titre");
        run.out.lines().find(is_heading).unwrap().to_owned()
    };
    assert_eq!(list("csv"), "titre,id,etat");
    assert_eq!(list("csv-excel"), "\u{feff}Titre;Fiche;État");
    assert_eq!(list("markdown"), "| Titre | Fiche | État |");
    assert_eq!(
        list("table").split_whitespace().collect::<Vec<_>>(),
        ["Titre", "Fiche", "État"]
    );
}

#[test]
fn columns_are_for_tables_and_have_names_that_exist() {
    for (args, said) in [
        (
            ["--colonnes", "titre", "--format", "json"],
            "a toujours les mêmes clés",
        ),
        (
            ["--colonnes", "titr", "--format", "csv"],
            "vouliez-vous dire « titre », ",
        ),
        (
            ["--colonnes", "zzz", "--format", "csv"],
            "stspd colonnes fiches",
        ),
    ] {
        let run = stspd(&[&["list"], args.as_slice()].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn the_end_of_a_file_s_name_chooses_the_format_and_a_plan_is_never_overwritten() {
    let scratch = hostile();
    let run_in = |args: &[&str]| {
        run::stspd_in(
            scratch.folder.path(),
            &[&["--au", DAY, "list"], args].concat(),
        )
    };
    for (name, start) in [
        ("a.csv", "id,"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.MD", "# Fiches · "),
        ("a.json", "{\n"),
        ("a.ndjson", "{\"id\""),
        ("a.xlsx", "PK"),
        ("a.txt", "Fiche"),
    ] {
        let run = run_in(&["--output", name]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{name}: {}", run.err);
        let bytes = fs::read(scratch.folder.path().join(name)).unwrap();
        assert!(bytes.starts_with(start.as_bytes()), "{name}");
    }
    let fiche = fs::read(scratch.path("fiches/hostile-0.toml")).unwrap();
    for (name, said) in [
        (
            "plan/fiches/hostile-0.toml",
            "à la place d'un fichier de plan",
        ),
        ("plan/strategie.toml", "à la place d'un fichier de plan"),
        ("plan/fiches/liste.csv", "à la place d'un fichier de plan"),
        ("absent/liste.csv", "absent"),
        ("plan", "est un dossier"),
    ] {
        let run = run_in(&["--format", "csv", "-o", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
        assert!(run.err.contains(said), "{name}: {}", run.err);
    }
    assert_eq!(
        fs::read(scratch.path("fiches/hostile-0.toml")).unwrap(),
        fiche
    );
    let run = run_in(&["-o", "liste.ods"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains(".xlsx") && run.err.contains("--format"),
        "{}",
        run.err
    );
    assert!(!scratch.folder.path().join("liste.ods").exists());
}
