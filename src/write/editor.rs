//! A text that someone completes in the editor of their choice, before anything is written in the plan.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::load::error::reason;

/// The editor that is there where none was chosen.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// How a shell says that a program is nowhere.
const NOT_FOUND: i32 = 127;

/// Why a text could not be edited or kept, in French.
#[derive(Debug)]
pub(crate) struct EditorError(String);

impl fmt::Display for EditorError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for EditorError {}

/// Returns a text as someone leaves it in their editor: `$VISUAL`, else `$EDITOR`.
pub(crate) fn edited(path: &str, text: &str) -> Result<String, EditorError> {
    let failed = |what: &str, cause: io::Error| EditorError(format!("{what} : {}", reason(&cause)));
    let folder = tempfile::Builder::new().prefix("stspd-").tempdir();
    let folder = folder.map_err(|cause| failed("dossier temporaire impossible", cause))?;
    let file = folder.path().join(name(path));
    let shown = format!("« {} »", file.display());
    fs::write(&file, text)
        .map_err(|cause| failed(&format!("écriture impossible de {shown}"), cause))?;
    let editor = ["VISUAL", "EDITOR"].iter().find_map(std::env::var_os);
    let editor = editor.filter(|editor| !editor.is_empty());
    let editor = editor.unwrap_or(USUAL.into());
    let program = format!("l'éditeur « {} »", editor.to_string_lossy());
    let status = command(editor, &file).status();
    let status = status.map_err(|cause| failed(&format!("{program} ne se lance pas"), cause))?;
    if status.code() == Some(NOT_FOUND) {
        let why = "est introuvable : en indiquer un autre, par exemple EDITOR=nano";
        return Err(EditorError(format!("{program} {why}")));
    }
    if !status.success() {
        let why = "a échoué : rien n'a été écrit ; le choisir par la variable EDITOR";
        return Err(EditorError(format!("{program} {why}")));
    }
    let bytes = fs::read(&file)
        .map_err(|cause| failed(&format!("lecture impossible de {shown}"), cause))?;
    let why = "n'a pas enregistré le texte en UTF-8 : rien n'a été écrit";
    String::from_utf8(bytes).map_err(|_| EditorError(format!("{program} {why}")))
}

/// Keeps a text where its author will find it, outside the plan, and returns where.
pub(crate) fn keep(path: &str, text: &str) -> Result<PathBuf, EditorError> {
    let mut builder = tempfile::Builder::new();
    let kept = builder.prefix("stspd-").suffix(".toml").tempfile();
    let kept = kept.and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        Ok(file.keep()?.1)
    });
    kept.map_err(|cause| {
        EditorError(format!(
            "« {path} » n'a pas pu être gardé : {}",
            reason(&cause)
        ))
    })
}

/// Returns the name of a file, by its path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the command that opens a file: what the variable says may have options of its own, as git understands it.
#[cfg(unix)]
fn command(editor: OsString, file: &Path) -> Command {
    let mut script = editor;
    script.push(" \"$@\"");
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(script).arg("stspd").arg(file);
    command
}

/// Returns the command that opens a file.
#[cfg(not(unix))]
fn command(editor: OsString, file: &Path) -> Command {
    let mut command = Command::new(editor);
    command.arg(file);
    command
}
