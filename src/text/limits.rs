//! The limits of what is read, accepted and shown, each in the README and in the manual.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::number::grouped;

/// The most bytes that a file of the plan may hold: a fiche of ten pages is a hundredth of it.
pub(crate) const LARGEST_FILE: u64 = 1024 * 1024;

/// How many folders may stand one in another below the plan: a commune with four levels of objectives needs five.
pub(crate) const DEEPEST_FOLDER: usize = 16;

/// How many lists or tables may stand one in another in a file: the bound is the parser's, and the format needs four.
pub(crate) const DEEPEST_VALUE: usize = 80;

/// The longest identifier, in bytes.
pub(crate) const LONGEST_IDENTIFIER: usize = 64;

/// The years that a plan may name.
pub(crate) const YEARS: RangeInclusive<i32> = 1900..=2200;

/// The largest amount that a line may state, in cents: a thousand billion euros.
pub(crate) const LARGEST_AMOUNT: i64 = 100_000_000_000_000;

/// The most reading faults that are shown of one file: the first ones often explain the others.
pub(crate) const MOST_FAULTS_SHOWN: usize = 50;

/// The most reading faults that are kept of one file, to be compared with those of an earlier plan: they take no more room
/// than the largest file.
pub(crate) const MOST_FAULTS_KEPT: usize = 5000;

/// The most findings that the rules may have in one file: beyond it, nobody reads on before mending some.
pub(crate) const MOST_FINDINGS: usize = 50;

/// The most characters of a message or of a help: a value of the plan that is a page long would hide what is said of it.
pub(crate) const LONGEST_MESSAGE: usize = 600;

/// The most columns of a line of the plan that is shown with a finding.
pub(crate) const WIDEST_EXCERPT: usize = 120;

/// The most exercices that stand side by side: beyond, a sheet of paper would not hold them.
pub(crate) const MOST_EXERCICES: usize = 8;

/// The most pairs of values that are counted: beyond, nobody reads them, and a single fiche could make more than memory holds.
pub(crate) const MOST_PAIRS: usize = 100_000;

/// The longest text that a cell of a spreadsheet may hold, in the UTF-16 units by which spreadsheets count.
pub(crate) const LONGEST_CELL: usize = 32_767;

/// How long a folder is waited for while another command writes in it: that one needs a thousandth of it.
pub(crate) const PATIENCE_WITH_WRITER: Duration = Duration::from_secs(10);

/// How long a browser may take to print: a hundred times what a plan of three hundred fiches asks for.
pub(crate) const PATIENCE_WITH_BROWSER: Duration = Duration::from_secs(120);

/// How many threads read the files of a plan.
pub(crate) const THREADS: usize = 2;

/// From how many files on there is more than one of them: below, starting it would take longer than it saves.
pub(crate) const SECOND_THREAD: usize = 250;

/// How many files may be open at once, those of the process and its pipes to git among them, whatever the size of the plan.
pub(crate) const MOST_OPEN: usize = 16;

/// Returns each limit as people read it: what it bounds, and its number.
pub(crate) fn all() -> [(&'static str, String); 19] {
    let count = |number: usize| grouped(&number.to_string());
    let seconds = |time: Duration| format!("{} s", time.as_secs());
    let years = format!("de {} à {}", YEARS.start(), YEARS.end());
    let euros = grouped(&(LARGEST_AMOUNT / 100).to_string());
    [
        (
            "taille d'un fichier du plan",
            format!("{} Mio", LARGEST_FILE / (1024 * 1024)),
        ),
        (
            "dossiers l'un dans l'autre, sous le plan",
            count(DEEPEST_FOLDER),
        ),
        (
            "listes ou tables l'une dans l'autre, dans un fichier",
            count(DEEPEST_VALUE),
        ),
        (
            "identifiant d'une fiche ou d'un acteur",
            format!("{LONGEST_IDENTIFIER} caractères"),
        ),
        ("années que nomme le plan", years),
        ("montant d'une ligne de coûts", format!("{euros} €")),
        (
            "fautes de lecture montrées d'un fichier",
            count(MOST_FAULTS_SHOWN),
        ),
        (
            "fautes de lecture comptées d'un fichier",
            count(MOST_FAULTS_KEPT),
        ),
        ("autres constats d'un fichier", count(MOST_FINDINGS)),
        (
            "message d'un constat, ou son remède",
            format!("{LONGEST_MESSAGE} caractères"),
        ),
        (
            "ligne du plan montrée avec un constat",
            format!("{WIDEST_EXCERPT} colonnes"),
        ),
        ("bilans côte à côte", count(MOST_EXERCICES)),
        (
            "couples de valeurs d'une synthèse par deux axes",
            count(MOST_PAIRS),
        ),
        (
            "texte d'une cellule de tableur",
            format!("{} caractères", count(LONGEST_CELL)),
        ),
        (
            "attente d'une autre commande qui écrit au même endroit",
            seconds(PATIENCE_WITH_WRITER),
        ),
        (
            "attente du navigateur qui imprime",
            seconds(PATIENCE_WITH_BROWSER),
        ),
        ("lectures à la fois", count(THREADS)),
        (
            "fichiers à partir desquels il y en a plus d'une",
            count(SECOND_THREAD),
        ),
        ("fichiers ouverts à la fois, tout compris", count(MOST_OPEN)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number::NO_BREAK;

    #[test]
    fn the_readme_says_each_limit() {
        let readme = include_str!("../../README.md");
        let table = readme.split_once("\n### Les limites\n");
        let table = table.expect("the README has such a section").1;
        let rows = table.lines().skip_while(|line| !line.starts_with("| ---"));
        let rows = rows.skip(1).take_while(|line| line.starts_with('|'));
        let limits = all().map(|(name, value)| format!("| {name} | {value} |"));
        let limits = limits.map(|row| row.replace(NO_BREAK, " "));
        assert_eq!(rows.collect::<Vec<_>>(), limits);
    }
}
