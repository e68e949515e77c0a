//! A new file: every key of the format in its order, those that are known filled, the others shown in a comment.

use super::line::Line;
use crate::load::keys::{Key, Shape, Writing};

/// The longest line on which a key and what it says stand together.
const WIDTH: usize = 100;

/// Returns the text of a new file of a shape: the lines that are known, at the place of their keys; the other keys in
/// comments. A line under a title has the title's names before its own.
pub(crate) fn scaffold(shape: &'static Shape, known: &[Line]) -> String {
    let mut text = String::new();
    for key in shape.keys {
        let own: Vec<&Line> = known
            .iter()
            .filter(|line| line.path[0] == key.name)
            .collect();
        let is_titled = matches!(
            key.writing(),
            Writing::Title | Writing::Titles | Writing::Repeated
        );
        if is_titled || (key.paragraph && !text.is_empty()) {
            text.push('\n');
        }
        match (own.as_slice(), is_titled) {
            ([], false) => text.push_str(&shown(key)),
            ([], true) => text.push_str(&titled(key)),
            ([line, ..], false) => text.push_str(&line.written()),
            (lines, true) => {
                text.push_str(&format!("[{}]\n", key.name));
                for line in lines {
                    text.push_str(&line.without(1).written());
                }
            }
        }
    }
    text
}

/// Returns the comment that shows a key; what it says stands above where the line would be too long.
fn shown(key: &Key) -> String {
    let line = key.commented();
    match line.rsplit_once("  # ") {
        Some((example, said)) if line.chars().count() > WIDTH => format!("# {said}\n{example}\n"),
        _ => format!("{line}\n"),
    }
}

/// Returns the comments that show a key whose values stand under a title, and the keys that stand there.
fn titled(key: &Key) -> String {
    let is_title = key.example.starts_with('[');
    let mut lines = match is_title {
        true => format!("# {}  # {}\n", key.example, key.description),
        false => format!(
            "# [{}]  # {}\n# {}\n",
            key.name, key.description, key.example
        ),
    };
    if is_title {
        let inner = key.kind.shape().map_or(&[][..], |shape| shape.keys);
        lines.extend(inner.iter().map(shown));
    }
    lines
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;
    use crate::load::keys::{FICHE, STRATEGIE};
    use crate::load::memory::loaded;

    /// Returns a text whose comments that show a key are no comments any more.
    fn uncommented(text: &str) -> String {
        let lines = text.lines().map(|line| {
            let shown = line.strip_prefix("# ").unwrap_or(line);
            let (_, errors) = DeTable::parse_recoverable(shown);
            if errors.is_empty() { shown } else { line }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_key_is_there_once_and_the_known_ones_are_filled() {
        let titre = Line::new("titre", "\"Ouvrir un lieu\"".to_owned());
        let text = scaffold(&FICHE, &[titre]);
        assert!(text.contains("\ntitre = \"Ouvrir un lieu\"\n"), "{text}");
        for key in FICHE.keys {
            assert!(text.contains(key.name), "{}", key.name);
        }
        assert!(
            text.lines().all(|line| line.chars().count() <= 120),
            "{text}"
        );
    }

    #[test]
    fn what_is_shown_can_be_read_once_it_is_no_comment() {
        let text = uncommented(&scaffold(&FICHE, &[]));
        let loaded = loaded(
            "niveaux = [\"A\"]\n[arborescence]\n\"4\" = \"x\"\n",
            &[("a", &text)],
        );
        let plan = loaded.plan.unwrap();
        let fiche = &plan.fiches()[0];
        assert!(
            !fiche.suivi.is_empty() && !fiche.bilans.is_empty() && !fiche.calendrier.is_empty()
        );
        let (_, errors) = DeTable::parse_recoverable(&uncommented(&scaffold(&STRATEGIE, &[])));
        assert!(errors.is_empty(), "{errors:?}");
    }
}
