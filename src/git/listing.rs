//! The lists of files that git gives, of an index or of a commit.

use super::error::GitError;
use crate::load::files::EntryKind;

/// A file that git keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Its path from the root of the repository, as bytes: nothing says that it is UTF-8.
    pub(super) path: Vec<u8>,
    /// What it is.
    pub(super) kind: EntryKind,
    /// The object that holds its content, as git writes it.
    pub(super) object: String,
}

/// What an index lists.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The files.
    pub(super) files: Vec<Listed>,
    /// The folders that it keeps whole, as sparse ones do: each path, which ends with `/`, with its tree.
    pub(super) folders: Vec<(Vec<u8>, String)>,
}

/// Reads the answer of `ls-files -s -z`: `mode object stage TAB path NUL`. A file of several versions is listed once.
pub(super) fn of_index(answer: &[u8]) -> Result<Index, GitError> {
    let mut index = Index::default();
    let listed = &mut index.files;
    for record in records(answer) {
        let (fields, path) = split(record)?;
        let [mode, object, stage] = fields.as_slice() else {
            return Err(unexpected());
        };
        if *mode == "040000" {
            index.folders.push((path.to_owned(), (*object).to_owned()));
            continue;
        }
        let kind = match *stage {
            "0" => kind(mode),
            _ => EntryKind::Conflict,
        };
        let is_known = |last: &Listed| last.kind == EntryKind::Conflict && last.path == path;
        if !listed.last().is_some_and(is_known) {
            listed.push(Listed {
                path: path.to_owned(),
                kind,
                object: (*object).to_owned(),
            });
        }
    }
    Ok(index)
}

/// Reads the answer of `ls-tree -r -z`: `mode type object TAB path NUL`.
pub(super) fn of_commit(answer: &[u8]) -> Result<Vec<Listed>, GitError> {
    let listed = records(answer).map(|record| {
        let (fields, path) = split(record)?;
        let [mode, _, object] = fields.as_slice() else {
            return Err(unexpected());
        };
        Ok(Listed {
            path: path.to_owned(),
            kind: kind(mode),
            object: (*object).to_owned(),
        })
    });
    listed.collect()
}

/// Returns a path as git takes it from any folder, whatever characters it holds.
pub(super) fn from_the_root(path: &str) -> String {
    format!(":(top,literal){path}")
}

/// Returns the records of an answer.
fn records(answer: &[u8]) -> impl Iterator<Item = &[u8]> {
    let records = answer.split(|byte| *byte == 0);
    records.filter(|record| !record.is_empty())
}

/// Returns the fields of a record, and its path.
fn split(record: &[u8]) -> Result<(Vec<&str>, &[u8]), GitError> {
    let tab = record.iter().position(|byte| *byte == b'\t');
    let (fields, path) = tab
        .and_then(|tab| record.split_at_checked(tab))
        .ok_or_else(unexpected)?;
    let fields = std::str::from_utf8(fields).map_err(|_| unexpected())?;
    Ok((fields.split_whitespace().collect(), &path[1..]))
}

/// Returns what a mode of git stands for: links and other repositories are no plain files.
fn kind(mode: &str) -> EntryKind {
    if mode.starts_with("100") {
        EntryKind::File
    } else {
        EntryKind::Special
    }
}

/// Says that git did not answer in the form that it documents.
pub(super) fn unexpected() -> GitError {
    GitError::Refused("réponse inattendue".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the paths of a list, with what each is.
    fn told(listed: Vec<Listed>) -> Vec<(String, EntryKind)> {
        let path = |path: &[u8]| String::from_utf8_lossy(path).into_owned();
        listed
            .iter()
            .map(|listed| (path(&listed.path), listed.kind))
            .collect()
    }

    #[test]
    fn an_index_lists_plain_files_links_and_conflicts() {
        let answer = b"100644 aa 0\tplan/a b.toml\x00120000 bb 0\tplan/lien\x00100644 cc 1\tplan/x\x00100644 dd 2\tplan/x\x00100755 ee 0\tplan/\xc3\xa9\n.toml\x00";
        let expected = [
            ("plan/a b.toml", EntryKind::File),
            ("plan/lien", EntryKind::Special),
            ("plan/x", EntryKind::Conflict),
            ("plan/é\n.toml", EntryKind::File),
        ];
        let expected = expected.map(|(path, kind)| (path.to_owned(), kind));
        assert_eq!(told(of_index(answer).unwrap().files), expected);
    }

    #[test]
    fn a_sparse_index_keeps_folders_whole() {
        let answer = b"040000 aa 0\tville/\x00100644 bb 0\tplan/a.toml\x00";
        let index = of_index(answer).unwrap();
        assert_eq!(index.folders, [(b"ville/".to_vec(), "aa".to_owned())]);
        assert_eq!(told(index.files).len(), 1);
    }

    #[test]
    fn a_commit_lists_files_links_and_other_repositories() {
        let answer = b"100644 blob aa\tplan/a\x00160000 commit bb\tplan/b\x00";
        let expected = [("plan/a", EntryKind::File), ("plan/b", EntryKind::Special)];
        let expected = expected.map(|(path, kind)| (path.to_owned(), kind));
        assert_eq!(told(of_commit(answer).unwrap()), expected);
    }

    #[test]
    fn an_answer_of_another_form_is_refused() {
        assert!(of_index(b"100644 aa\tplan/a\x00").is_err());
        assert!(of_commit(b"plan/a\x00").is_err());
    }
}
