//! The browser that prints: the one that is named, else the first of those that tag what they print.

use std::env;
use std::ffi::OsString;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::error::PdfError;
use crate::git::program::{in_path, is_program};

/// The variable that names a browser.
const VARIABLE: &str = "STSPD_NAVIGATEUR";

/// The names of browsers in the folders of programs, the most open first.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "brave-browser",
];

/// Where browsers are on macOS.
const APPLICATIONS: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
];

/// The variables that name the folders of programs on Windows.
const FOLDERS: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];

/// Where browsers are in the folders of programs on Windows.
const PROGRAMS: [[&str; 4]; 4] = [
    ["Chromium", "Application", "", "chrome.exe"],
    ["Google", "Chrome", "Application", "chrome.exe"],
    ["Microsoft", "Edge", "Application", "msedge.exe"],
    ["BraveSoftware", "Brave-Browser", "Application", "brave.exe"],
];

/// A browser.
#[derive(Debug)]
pub(super) struct Browser {
    /// Its program.
    pub(super) program: PathBuf,
}

impl Browser {
    /// Finds the browser of this machine; one that is named by a relative path is looked for from a folder.
    pub(super) fn find(folder: &Path) -> Result<Self, PdfError> {
        let found = match env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
            Some(name) => named(&name, folder)?,
            None => usual().ok_or(PdfError::Absent)?,
        };
        Ok(Self { program: found })
    }

    /// Returns its path as it is printed.
    pub(super) fn shown(&self) -> String {
        self.program.display().to_string()
    }

    /// Returns a folder that it may read and write. A browser that Ubuntu packs in a « snap » has a temporary folder of its
    /// own, sees nothing of that of others, and shares a folder of its user.
    pub(super) fn scratch(&self) -> PathBuf {
        let is_snap = self
            .program
            .canonicalize()
            .is_ok_and(|program| program.ends_with("snap"));
        let shared = || {
            let name = self.program.file_name()?;
            let shared = PathBuf::from(env::var_os("HOME")?).join("snap").join(name);
            Some(shared.join("common")).filter(|folder| folder.is_dir())
        };
        let shared = if is_snap { shared() } else { None };
        shared.unwrap_or_else(env::temp_dir)
    }
}

/// Returns the browser that somebody named: by its path, or by its name alone.
fn named(name: &OsString, folder: &Path) -> Result<PathBuf, PdfError> {
    let unknown = || PdfError::Unknown(name.to_string_lossy().into_owned());
    let text = name.to_str();
    if text.is_none_or(|text| text.contains(['/', MAIN_SEPARATOR])) {
        let path = folder.join(name);
        return if is_program(&path) {
            Ok(path)
        } else {
            Err(unknown())
        };
    }
    let text = text.unwrap_or_default();
    in_path(text.strip_suffix(env::consts::EXE_SUFFIX).unwrap_or(text)).ok_or_else(unknown)
}

/// Returns the first browser that is where browsers are.
fn usual() -> Option<PathBuf> {
    let elsewhere = || {
        let places = places(env::consts::OS, |name| env::var_os(name));
        places.into_iter().find(|place| is_program(place))
    };
    NAMES
        .iter()
        .find_map(|name| in_path(name))
        .or_else(elsewhere)
}

/// Returns where browsers are on a system that does not put them in the PATH.
fn places(system: &str, variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    match system {
        "macos" => APPLICATIONS.iter().map(PathBuf::from).collect(),
        "windows" => {
            let folders = FOLDERS.iter().filter_map(|name| variable(name));
            let folders: Vec<PathBuf> = folders.map(PathBuf::from).collect();
            let folders = folders.iter().filter(|folder| folder.is_absolute());
            let folders: Vec<&PathBuf> = folders.collect();
            let programs = PROGRAMS.iter().flat_map(|parts| {
                let below: PathBuf = parts.iter().filter(|part| !part.is_empty()).collect();
                folders.iter().map(move |folder| folder.join(&below))
            });
            programs.collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_have_usual_places_where_the_path_does_not_name_them() {
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        let places = |system: &str| {
            places(system, |name| {
                let folder = (name == "ProgramFiles(x86)").then(|| format!("{root}P"));
                folder
                    .or((name == "LOCALAPPDATA").then(|| "relative".to_owned()))
                    .map(OsString::from)
            })
        };
        assert_eq!(places("linux"), Vec::<PathBuf>::new());
        assert_eq!(places("macos").len(), 4);
        let edge: PathBuf = [root, "P", "Microsoft", "Edge", "Application", "msedge.exe"]
            .iter()
            .collect();
        assert_eq!(places("windows").len(), 4);
        assert!(places("windows").contains(&edge), "{:?}", places("windows"));
    }
}
