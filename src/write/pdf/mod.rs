//! A page as a PDF: a browser of this machine prints it, which tags what it prints for those who cannot see it. Nothing of the
//! page acts, nothing is fetched, and what the browser writes for itself goes in a folder of ours that is then removed.

mod answer;
mod browser;
mod error;
mod run;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use tempfile::TempDir;

use self::browser::Browser;
use self::error::PdfError;
use self::run::{Ended, run};
use super::signals::Held;
use crate::text::limits::PATIENCE_WITH_BROWSER;

/// What a browser is asked: to print, whole and tagged, and to do nothing else.
const ALWAYS: [&str; 15] = [
    "--headless",
    "--disable-gpu",
    // Where memory is shared in small, as in a container, the page would crash.
    "--disable-dev-shm-usage",
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    // No name has an address: whatever else the browser would ask for, it does not get.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--password-store=basic",
];

/// What stands as it is in the address of a file; the colon, for the drives of Windows.
const IN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b':')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// Prints a page whose reference date is given, with the browser of this machine. A relative path to a browser starts from
/// a folder.
pub(crate) fn print(page: &[u8], date: NaiveDate, folder: &Path) -> Result<Vec<u8>, PdfError> {
    let mut answer = print_with(&Browser::find(folder)?, page, PATIENCE_WITH_BROWSER)?;
    answer::date(&mut answer, date);
    Ok(answer)
}

/// Prints a page with a browser, which has so long to do it.
fn print_with(browser: &Browser, page: &[u8], limit: Duration) -> Result<Vec<u8>, PdfError> {
    // The folder is removed before a signal is heard.
    let _held = Held::start().map_err(PdfError::Folder)?;
    let folder = Private::within(&browser.scratch()).map_err(PdfError::Folder)?;
    let (source, target) = (folder.file("page.html"), folder.file("page.pdf"));
    fs::write(&source, page).map_err(PdfError::Folder)?;
    let mut command = command(browser, &folder, &source, &target);
    let (name, seconds) = (browser.shown(), limit.as_secs());
    let ran = match run(&mut command, limit) {
        Ok(ran) => ran,
        Err(cause) => return Err(PdfError::NotStarted { name, cause }),
    };
    match ran.ended {
        Ended::TooLate => return Err(PdfError::TooLate { name, seconds }),
        Ended::Interrupted => return Err(PdfError::Interrupted),
        Ended::Alone(status) if !status.success() => {
            let (how, words) = (error::how(status), ran.words);
            return Err(PdfError::Failed { name, how, words });
        }
        Ended::Alone(_) => {}
    }
    let answer = fs::read(&target).unwrap_or_default();
    match answer::fault(&answer) {
        None => Ok(answer),
        Some(how) => Err(PdfError::Failed {
            name,
            how: how.to_owned(),
            words: ran.words,
        }),
    }
}

/// Returns what starts a browser that prints a page in a file; all that it writes for itself goes in a folder.
fn command(browser: &Browser, folder: &Private, source: &Path, target: &Path) -> Command {
    let mut command = Command::new(&browser.program);
    command
        .args(ALWAYS)
        .args(without_sandbox())
        .arg(option("--user-data-dir=", &folder.file("profil")))
        .arg(option("--print-to-pdf=", target))
        .arg(address(source))
        .current_dir(&folder.path)
        // What these would hold otherwise goes in the folders of the user; a part of the browser that is ended at once leaves there
        // the memory that it shared.
        .env("TMPDIR", &folder.path)
        .env("BREAKPAD_DUMP_LOCATION", folder.file("pannes"))
        .env("XDG_CACHE_HOME", folder.file("cache"));
    command
}

/// Returns an option that takes a path.
fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// Returns the address of a file.
fn address(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let slashed: Vec<u8> = match std::path::MAIN_SEPARATOR {
        '\\' => bytes
            .iter()
            .map(|&byte| if byte == b'\\' { b'/' } else { byte })
            .collect(),
        _ => bytes.to_owned(),
    };
    let path = percent_encode(&slashed, IN_ADDRESS).to_string();
    format!("file:///{}", path.trim_start_matches('/'))
}

/// Returns the option that leaves out the browser's own sandbox, which it cannot make for the administrator of a machine (the
/// user of a container, most often). What the sandbox would hold back is the page, and ours runs nothing: it has no script, and
/// its policy lets it fetch nothing.
#[cfg(unix)]
fn without_sandbox() -> Option<&'static str> {
    rustix::process::geteuid()
        .is_root()
        .then_some("--no-sandbox")
}

/// Returns no option: everyone has the sandbox.
#[cfg(not(unix))]
fn without_sandbox() -> Option<&'static str> {
    None
}

/// Keeps a folder from all but its owner.
#[cfg(unix)]
fn keep(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o700));
}

/// Does nothing: the temporary folder is its owner's already.
#[cfg(not(unix))]
fn keep(_: &mut tempfile::Builder<'_, '_>) {}

/// A folder that its owner alone may read, removed with all it holds.
struct Private {
    /// The folder; nothing once it is being removed.
    folder: Option<TempDir>,
    /// Its path, from the root.
    path: PathBuf,
}

impl Private {
    /// Makes a folder in another.
    fn within(folder: &Path) -> std::io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("stspd-");
        keep(&mut builder);
        let folder = builder.tempdir_in(folder)?;
        let path = std::path::absolute(folder.path())?;
        Ok(Self {
            folder: Some(folder),
            path,
        })
    }

    /// Returns the path of a file in it.
    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        drop(self.folder.take());
        // A part of the browser that ends late may have written meanwhile.
        for _ in 0..40 {
            if !self.path.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
