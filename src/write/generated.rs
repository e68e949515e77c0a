//! A file that the program writes for another program: written again when it changes, left alone when it is somebody else's.

use std::fs;
use std::io;
use std::path::Path;

use super::plan::{Change, WriteError, apply};
use crate::load::error::reason;

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was written.
    Written,
    /// It says so already.
    Same,
    /// It is somebody else's, and is as it was.
    Foreign(String),
}

/// Writes a file at a path below a root, with what a function makes of what it says already; nothing is written where the function
/// makes nothing. No link is followed below the root: it is somebody else's.
pub(crate) fn place(
    root: &Path,
    path: &str,
    make: impl FnOnce(Option<&str>) -> Option<String>,
) -> Result<Outcome, WriteError> {
    let mut place = root.to_owned();
    for part in path.split('/') {
        place.push(part);
        if place.is_symlink() {
            return Ok(Outcome::Foreign(String::new()));
        }
    }
    let before = bytes(&place).map_err(|cause| WriteError::Failed {
        printed: path.to_owned(),
        reason: reason(&cause),
        is_new: false,
    })?;
    let said = before.as_deref().map(text);
    let Some(made) = make(said.as_deref()) else {
        return Ok(Outcome::Foreign(said.unwrap_or_default()));
    };
    if said.as_deref() == Some(&made) {
        return Ok(Outcome::Same);
    }
    let change = Change {
        path: place,
        printed: path.to_owned(),
        before,
        after: made.into_bytes(),
    };
    apply(&change).map(|_| Outcome::Written)
}

/// Returns the bytes of a file; nothing when there is none.
fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the text of bytes. However git ends its lines on this machine, they end one way.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

/// Returns what a file says; nothing when there is none.
pub(crate) fn read(path: &Path) -> io::Result<Option<String>> {
    Ok(bytes(path)?.as_deref().map(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_only_when_it_is_ours() {
        let folder = tempfile::tempdir().unwrap();
        let put = |text: &str| {
            let make = |before: Option<&str>| {
                before
                    .is_none_or(|before| before.starts_with("à nous"))
                    .then(|| format!("à nous {text}"))
            };
            place(folder.path(), "a/b", make).unwrap()
        };
        assert_eq!(put("0\n"), Outcome::Written);
        fs::write(folder.path().join("a/b"), "à nous 0\r\n").unwrap();
        assert_eq!(put("0\n"), Outcome::Same);
        assert_eq!(
            [put("1"), put("1"), put("2")],
            [Outcome::Written, Outcome::Same, Outcome::Written]
        );
        fs::write(folder.path().join("a/b"), "à eux").unwrap();
        assert_eq!(put("1"), Outcome::Foreign("à eux".to_owned()));
        assert_eq!(
            fs::read_to_string(folder.path().join("a/b")).unwrap(),
            "à eux"
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(other.path(), folder.path().join("a")).unwrap();
        let outcome = place(folder.path(), "a/b", |_| Some("x".to_owned())).unwrap();
        assert_eq!(outcome, Outcome::Foreign(String::new()));
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }
}
