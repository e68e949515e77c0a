//! What keeps a page from being printed, in French.

use std::fmt;
use std::io;
use std::process::ExitStatus;

use crate::load::error::reason;
use crate::text::safe;

/// The ways out, whatever went wrong.
const OTHERWISE: &str = "un autre navigateur se nomme dans la variable STSPD_NAVIGATEUR ; ou écrire la page, avec -o NOM.html, et l'imprimer depuis un navigateur : le contenu est le même";

/// Why there is no PDF.
#[derive(Debug)]
pub(crate) enum PdfError {
    /// There is no browser on this machine.
    Absent,
    /// The browser that the environment names is none.
    Unknown(String),
    /// No folder can be made to print in, or nothing can be written there.
    Folder(io::Error),
    /// The browser cannot be started.
    NotStarted {
        /// Its path, as printed.
        name: String,
        /// Why.
        cause: io::Error,
    },
    /// The browser did not end, and was ended.
    TooLate {
        /// Its path, as printed.
        name: String,
        /// How long it had, in seconds.
        seconds: u64,
    },
    /// Somebody asked for the end meanwhile.
    Interrupted,
    /// The browser ended without a whole PDF of the page.
    Failed {
        /// Its path, as printed.
        name: String,
        /// How it ended.
        how: String,
        /// The end of what it said.
        words: String,
    },
}

impl std::error::Error for PdfError {}

impl fmt::Display for PdfError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => write!(
                formatter,
                "aucun navigateur trouvé pour faire le PDF : installer Chromium, Google Chrome ou Microsoft Edge ; {OTHERWISE}"
            ),
            Self::Unknown(name) => write!(
                formatter,
                "la variable STSPD_NAVIGATEUR ne nomme aucun programme : « {name} » ; attendu : le nom d'un navigateur du PATH (chromium, google-chrome, microsoft-edge…) ou le chemin de son fichier"
            ),
            Self::Folder(cause) => write!(
                formatter,
                "écriture impossible dans le dossier temporaire : {}",
                reason(cause)
            ),
            Self::NotStarted { name, cause } => write!(
                formatter,
                "le navigateur « {name} » ne peut pas être lancé : {} ; {OTHERWISE}",
                reason(cause)
            ),
            Self::TooLate { name, seconds } => write!(
                formatter,
                "le navigateur « {name} » n'avait pas fini après {seconds} s, et a été arrêté ; {OTHERWISE}"
            ),
            Self::Interrupted => formatter.write_str("l'impression a été interrompue"),
            Self::Failed { name, how, words } => {
                write!(
                    formatter,
                    "le navigateur « {name} » n'a pas fait le PDF ({how})"
                )?;
                if !words.is_empty() {
                    write!(formatter, " ; il a dit : « {words} »")?;
                }
                write!(formatter, " ; {OTHERWISE}")
            }
        }
    }
}

/// Says how a program ended.
pub(super) fn how(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("code de sortie {code}"),
        None => format!("arrêté{}", by_signal(status)),
    }
}

/// Says which signal ended a program.
#[cfg(unix)]
fn by_signal(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    let signal = status.signal();
    signal.map_or_else(String::new, |signal| format!(" par le signal {signal}"))
}

/// Says nothing: there are no signals.
#[cfg(not(unix))]
fn by_signal(_: ExitStatus) -> String {
    String::new()
}

/// How many characters of a program's words are quoted.
const QUOTED: usize = 300;

/// Returns the end of a program's words, on a line and made safe.
pub(super) fn quoted(bytes: &[u8]) -> String {
    let words = String::from_utf8_lossy(bytes);
    let words = safe::line(words.trim());
    let count = words.chars().count();
    if count <= QUOTED {
        return words.into_owned();
    }
    let end: String = words.chars().skip(count - QUOTED).collect();
    format!("…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_words_is_quoted_safely() {
        assert_eq!(quoted(b" un\n\x1b[31mdeux\n"), "un \\u{1b}[31mdeux");
        let long = quoted("é".repeat(5000).as_bytes());
        assert_eq!(long.chars().count(), QUOTED + 1);
        assert_eq!(quoted(&[0xc3, b'a']), "\u{fffd}a");
    }
}
