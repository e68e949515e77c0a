//! Completion in a shell: the script that it reads, and the answers that the script asks for. The first line of an answer
//! says what it is; each other line is a value, written so that the shell takes it for itself.

pub(crate) mod bash;
pub(crate) mod fish;
pub(crate) mod zsh;

use std::io::{self, Write};

use crate::query::suggestion::Suggestion;

/// What may be typed next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// One of these.
    Values(Vec<Suggestion>),
    /// A file or a folder: the shell knows them best.
    Files,
    /// A folder.
    Folders,
}

/// Where a script names the program.
const PROGRAM: &str = "PROGRAM";

/// Writes an answer, whose values are near what is typed, or start with it.
fn write_lines(
    answer: &Answer,
    is_near: bool,
    line: impl Fn(&Suggestion) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    match answer {
        Answer::Files => writeln!(out, "files"),
        Answer::Folders => writeln!(out, "folders"),
        Answer::Values(values) => {
            writeln!(out, "{}", if is_near { "near" } else { "values" })?;
            values
                .iter()
                .try_for_each(|value| writeln!(out, "{}", line(value)))
        }
    }
}
