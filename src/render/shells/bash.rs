//! bash: it takes what it is told as it is, puts in place of the typed text what all of it has in common, and shows the rest
//! when asked again.

use std::io::{self, Write};

use super::{Answer, PROGRAM, write_lines};
use crate::query::suggestion::Suggestion;
use crate::text::fold::fold;
use crate::text::shell::{escaped, quoted, word};

/// Returns the script, which calls a program.
pub(crate) fn script(program: &str) -> String {
    include_str!("bash.sh").replace(PROGRAM, &quoted(program))
}

/// What bash will do with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Put what it has in common in the place of the typed text.
    Insert,
    /// Show it.
    Show,
    /// Put each value in turn in the place of the typed text.
    Turn,
}

impl Purpose {
    /// Reads bash's own number for it, `COMP_TYPE`.
    pub(crate) fn of(comp_type: &str) -> Self {
        match comp_type {
            "63" => Self::Show,
            "37" => Self::Turn,
            _ => Self::Insert,
        }
    }
}

/// What bash is asked to complete.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// What it will do with the answer.
    pub(crate) purpose: Purpose,
    /// The width of the screen.
    pub(crate) width: usize,
    /// The end of the line that it will replace.
    pub(crate) replaced: &'a str,
    /// The word of the line, up to its end.
    pub(crate) word: &'a str,
}

/// Writes an answer.
pub(crate) fn write(answer: &Answer, asked: &Asked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Answer::Values(values) = answer else {
        return write_lines(answer, false, |_| String::new(), out);
    };
    // What bash does not replace is already on the line: after a colon, an equal sign or a quotation mark.
    let kept = word(asked.word.strip_suffix(asked.replaced).unwrap_or_default()).0;
    let typed = word(asked.word).0.text;
    let fits = |suggestion: &Suggestion| {
        let value = suggestion.value.strip_prefix(&kept.text)?;
        Suggestion::new(value, &suggestion.about)
    };
    let fitting = values.iter().filter_map(fits).collect::<Vec<_>>();
    if asked.purpose == Purpose::Show {
        let widest = fitting.iter().map(|value| value.value.chars().count());
        let widest = widest.max().unwrap_or_default();
        let line = |value: &Suggestion| shown(value, widest, asked.width);
        return write_lines(&Answer::Values(fitting), false, line, out);
    }
    let line = |value: &Suggestion| escaped(&value.value, kept.quote);
    let lines: Vec<String> = fitting.iter().map(line).collect();
    let typed = typed.strip_prefix(&kept.text).unwrap_or_default();
    let has_blocker =
        asked.purpose == Purpose::Insert && lines.len() > 1 && !extends(&lines, typed);
    write_lines(&Answer::Values(fitting), false, line, out)?;
    // A value that has nothing in common with the others leaves the typed text alone.
    if has_blocker { writeln!(out) } else { Ok(()) }
}

/// Returns whether what some lines have in common says more than the typed text, and is whole.
fn extends(lines: &[String], typed: &str) -> bool {
    let mut common = lines.first().map_or("", String::as_str);
    for line in lines {
        let same = common.chars().zip(line.chars());
        let length = same.take_while(|(left, right)| left == right);
        let length = length.map(|(left, _)| left.len_utf8()).sum();
        common = &common[..length];
    }
    let backslashes = common.len() - common.trim_end_matches('\\').len();
    backslashes.is_multiple_of(2) && fold(&word(common).0.text).starts_with(&fold(typed))
}

/// Writes a value as it is shown, with what it is when the screen is wide enough.
fn shown(suggestion: &Suggestion, widest: usize, width: usize) -> String {
    let (value, about) = (&suggestion.value, &suggestion.about);
    let left = width.saturating_sub(widest + 3);
    if about.is_empty() || left < 10 {
        return value.clone();
    }
    let length = about.chars().count();
    let about = if length > left {
        let cut: String = about.chars().take(left - 1).collect();
        format!("{}…", cut.trim_end())
    } else {
        about.clone()
    };
    format!("{value:widest$}  {about}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what bash is told of some values.
    fn told(values: &[(&str, &str)], purpose: Purpose, word: &str, replaced: &str) -> String {
        let values = values.iter();
        let values = values.filter_map(|(value, about)| Suggestion::new(value, about));
        let asked = Asked {
            purpose,
            width: 40,
            replaced,
            word,
        };
        let mut out = Vec::new();
        write(&Answer::Values(values.collect()), &asked, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_value_is_written_after_what_is_already_on_the_line() {
        let one = [("--pilote=l'été", "")];
        let insert = |word, replaced| told(&one, Purpose::Insert, word, replaced);
        assert_eq!(insert("--pilote=l", "l"), "values\nl\\'été\n");
        assert_eq!(insert("--pilote='l", "l"), "values\nl'\\''été\n");
        assert_eq!(insert("--pilote=\"l", "l"), "values\nl'été\n");
        assert_eq!(insert("--pil", "--pil"), "values\n--pilote\\=l\\'été\n");
        assert_eq!(insert("autre:l", "l"), "values\n");
    }

    #[test]
    fn the_typed_text_stays_when_the_values_share_less() {
        let two = [("Ville de Lomme", ""), ("Villa Lomme", "")];
        let near = told(&two, Purpose::Insert, "lomme", "lomme");
        assert_eq!(near, "values\nVille\\ de\\ Lomme\nVilla\\ Lomme\n\n");
        let more = told(&two, Purpose::Insert, "vi", "vi");
        assert_eq!(more, "values\nVille\\ de\\ Lomme\nVilla\\ Lomme\n");
        let turn = told(&two, Purpose::Turn, "lomme", "lomme");
        assert!(!turn.ends_with("\n\n"));
        // What two escaped signs share is a lone backslash.
        let cut = told(&[("a b", ""), ("a'b", "")], Purpose::Insert, "a", "a");
        assert_eq!(cut, "values\na\\ b\na\\'b\n\n");
    }

    #[test]
    fn descriptions_are_shown_within_the_screen() {
        let two = [
            ("4", "Un titre"),
            ("4.1", "Un titre bien trop long pour cet écran"),
        ];
        let shown = told(&two, Purpose::Show, "4", "4");
        assert_eq!(
            shown,
            "values\n4    Un titre\n4.1  Un titre bien trop long pour cet…\n"
        );
    }
}
