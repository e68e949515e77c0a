//! zsh: it quotes what it is told, and must be told when that does not start with the typed text.

use std::io::{self, Write};

use super::{Answer, PROGRAM, write_lines};
use crate::query::suggestion::Suggestion;
use crate::text::shell::quoted;

/// Returns the script, which calls a program.
pub(crate) fn script(program: &str) -> String {
    include_str!("zsh.zsh").replace(PROGRAM, &quoted(program))
}

/// Writes an answer to a typed text.
pub(crate) fn write(answer: &Answer, typed: &str, out: &mut dyn Write) -> io::Result<()> {
    let starts = |suggestion: &Suggestion| suggestion.value.starts_with(typed);
    let is_near = match answer {
        Answer::Values(values) => !values.iter().all(starts),
        Answer::Files | Answer::Folders => false,
    };
    write_lines(answer, is_near, line, out)
}

/// Writes a value with what it is, a colon between them.
fn line(suggestion: &Suggestion) -> String {
    let value = suggestion.value.replace('\\', "\\\\").replace(':', "\\:");
    match suggestion.about.as_str() {
        "" => value,
        about => format!("{value}:{about}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the answer that has some values.
    fn told(values: &[(&str, &str)], typed: &str) -> String {
        let values = values.iter();
        let values = values.filter_map(|(value, about)| Suggestion::new(value, about));
        let mut out = Vec::new();
        write(&Answer::Values(values.collect()), typed, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn colons_of_a_value_are_told_from_the_one_before_its_description() {
        assert_eq!(
            told(&[("a::b\\", "c:d")], "a"),
            "values\na\\:\\:b\\\\:c:d\n"
        );
    }

    #[test]
    fn values_that_start_otherwise_are_near() {
        assert_eq!(told(&[("Ville", "")], "ville"), "near\nVille\n");
        assert_eq!(told(&[("Ville", "")], "Vi"), "values\nVille\n");
    }
}
