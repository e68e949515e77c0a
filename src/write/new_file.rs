//! A new file: written beside its place, then put there at once, unless something stands there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Creates a file that those who may read it may run, and the folders above it. The error is `AlreadyExists` when something, even a broken link, has its name.
pub(super) fn create_program(path: &Path, content: &str) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    if !folder.is_dir() {
        // Whatever stands in the way of the folder is not the file.
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stspd-");
    permit(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync(folder)
}

/// Asks for the mode of a file, less what the system's mask withholds.
#[cfg(unix)]
fn permit(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o777));
}

/// Asks for the mode of a file.
#[cfg(not(unix))]
fn permit(_: &mut tempfile::Builder<'_, '_>) {}

/// Makes sure that the name of a new file outlives a power cut.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_takes_no_place_and_leaves_no_rest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        create_program(&path, "un").unwrap();
        let second = create_program(&path, "deux").unwrap_err();
        assert_eq!(second.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "un");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_something() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
        let error = create_program(&path, "un").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert!(!folder.path().join("nowhere").exists());
    }
}
