//! fish: it chooses, among what it is told, what fits the typed text, and quotes it.

use std::io::{self, Write};

use super::{Answer, PROGRAM, write_lines};
use crate::query::suggestion::Suggestion;
use crate::text::shell::quoted_for_fish;

/// Returns the script, which calls a program.
pub(crate) fn script(program: &str) -> String {
    include_str!("fish.fish").replace(PROGRAM, &quoted_for_fish(program))
}

/// Writes an answer.
pub(crate) fn write(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let line = |suggestion: &Suggestion| format!("{}\t{}", suggestion.value, suggestion.about);
    write_lines(answer, false, line, out)
}
