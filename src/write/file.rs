//! One file: written beside its place, then put there at once.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The mode of a file that those who may read it may run.
const PROGRAM: u32 = 0o777;

/// The mode of a file to read.
const TEXT: u32 = 0o666;

/// Creates a file that those who may read it may run, and the folders above it. The error is `AlreadyExists` when something, even a broken link, has its name.
pub(super) fn create_program(path: &Path, content: &str) -> io::Result<()> {
    let (file, folder) = write_beside(path, content.as_bytes(), PROGRAM)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync(folder)
}

/// Puts a file in the place of the one that has its name, if there is one, and creates the folders above it. The new one has
/// the mode of the old one; a file that says the same already is left alone, and so is one that may not be written.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let before = path.symlink_metadata().ok().filter(fs::Metadata::is_file);
    if before.is_some() && fs::read(path)? == content {
        return Ok(());
    }
    let (file, folder) = write_beside(path, content, TEXT)?;
    if let Some(before) = before {
        File::options().write(true).open(path)?;
        file.as_file().set_permissions(before.permissions())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    sync(folder)
}

/// Writes a file beside its place, whole, and returns it with the folder of both.
fn write_beside<'a>(
    path: &'a Path,
    content: &[u8],
    mode: u32,
) -> io::Result<(NamedTempFile, &'a Path)> {
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
    permit(&mut builder, mode);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok((file, folder))
}

/// Asks for the mode of a file, less what the system's mask withholds.
#[cfg(unix)]
fn permit(builder: &mut tempfile::Builder<'_, '_>, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(mode));
}

/// Asks for the mode of a file.
#[cfg(not(unix))]
fn permit(_: &mut tempfile::Builder<'_, '_>, _: u32) {}

/// Makes sure that the name of a new file outlives a power cut.
fn sync(folder: &Path) -> io::Result<()> {
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

    #[test]
    fn a_file_takes_the_place_of_an_older_one_and_of_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        for content in ["un", "deux", "deux"] {
            replace(&path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
        replace(&folder.path().join("a"), b"un").unwrap_err();
        replace(&path.join("c"), b"un").unwrap_err();
        assert_eq!(fs::read_to_string(&path).unwrap(), "deux");
    }

    #[cfg(unix)]
    #[test]
    fn a_page_is_for_all_to_read_and_no_link_leads_elsewhere() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&other, "autre").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        replace(&path, b"un").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "autre");
        let mode = path.symlink_metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0);
        assert_ne!(mode & 0o400, 0);
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
