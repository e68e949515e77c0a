//! The small settings files that tie the schemas to the files of a plan, for the editors that read them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Fichier, MARK};
use crate::edit::literal;
use crate::model::mot::Mot;
use crate::text::hex::hex;

/// An editor's reader of TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Editor {
    /// Tombi.
    Tombi,
    /// Taplo, which the extension « Even Better TOML » is made of.
    Taplo,
}

/// How the part of a plan starts in a file of settings.
const PART: &str = "# Plan : ";

impl Editor {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Tombi, Self::Taplo];

    /// Returns its file of settings: a hidden one, which a plan may hold without its being read as a part of it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Tombi => ".tombi.toml",
            Self::Taplo => ".taplo.toml",
        }
    }

    /// Returns the other files where its settings may be, which ours would hide, each with the words without which it has none.
    pub(crate) fn others(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Tombi => &[
                ("tombi.toml", ""),
                (".config/tombi.toml", ""),
                ("pyproject.toml", "[tool.tombi"),
            ],
            Self::Taplo => &[("taplo.toml", "")],
        }
    }

    /// Returns the settings of a plan, by its path from the file of settings, with `/`.
    pub(crate) fn part(self, plan: &str) -> String {
        let rules = Fichier::ALL.iter().map(|&file| match self {
            Self::Tombi => format!(
                "[[schemas]]\ntoml-version = \"v1.0.0\"\npath = {}\ninclude = [{}]\n",
                literal::text(&schema(plan, file)),
                literal::text(&pattern(plan, file.pattern())),
            ),
            Self::Taplo => format!(
                "[[rule]]\ninclude = [{}]\nschema.path = {}\nschema.enabled = true\n{TAPLO_FORMAT}",
                literal::text(&pattern(plan, file.pattern())),
                literal::text(&schema(plan, file)),
            ),
        });
        let mut parts: Vec<String> = rules.collect();
        if self == Self::Tombi {
            // The plan has a layout of its own, that of « stspd fmt ».
            parts.push(format!(
                "[[overrides]]\nfiles.include = [{}]\n{TOMBI_PLAN}",
                literal::text(&pattern(plan, "**/*.toml"))
            ));
        }
        parts.join("\n")
    }

    /// Returns the file of settings with a plan: what ours says of other plans stays. Nothing when the file is not ours, or was changed
    /// since we wrote it.
    pub(crate) fn with(self, existing: Option<&str>, plan: &str) -> Option<String> {
        let head = format!("{PART}{}", one_line(plan));
        let mut parts: Vec<String> = match existing {
            Some(text) => ours(text)?
                .split(&format!("\n{PART}"))
                .skip(1)
                .map(|part| format!("{PART}{part}"))
                .collect(),
            None => Vec::new(),
        };
        let part = format!("{head}\n{}", self.part(plan));
        match parts
            .iter_mut()
            .find(|part| part.lines().next() == Some(&head))
        {
            Some(old) => *old = part,
            None => parts.push(part),
        }
        let mut body = String::new();
        for part in parts {
            // Writing to a text never fails.
            let _ = write!(body, "\n{}\n", part.trim_end());
        }
        Some(format!(
            "# {MARK} --installer », qui le réécrit ; changé à la main, il est laissé tel quel. Somme de ce qui suit : {}\n{body}",
            sum(&body)
        ))
    }

    /// Returns whether some settings tie the schemas of a plan already, whoever wrote them.
    pub(crate) fn ties(text: &str, plan: &str) -> bool {
        Fichier::ALL
            .iter()
            .all(|&file| text.contains(&schema(plan, file)))
    }
}

/// What Tombi leaves to the program itself: how the files are laid out, and the order of their keys.
const TOMBI_PLAN: &str = "format.enabled = false\nlint.rules.dotted-keys-out-of-order = \"off\"\nlint.rules.tables-out-of-order = \"off\"\n";

/// What Taplo, which cannot be told to leave a file alone, does least when it is asked to lay one out.
const TAPLO_FORMAT: &str = "formatting.array_auto_expand = false\nformatting.array_auto_collapse = false\nformatting.align_comments = false\nformatting.reorder_keys = false\n";

/// Returns the path of the schema of a kind of file, from the file of settings.
pub(crate) fn schema(plan: &str, file: Fichier) -> String {
    let folder = if plan.is_empty() {
        String::new()
    } else {
        format!("{plan}/")
    };
    format!(".stspd/{folder}{}.schema.json", file.word())
}

/// Returns a pattern of the files below a plan, whose own name is no pattern.
fn pattern(plan: &str, below: &str) -> String {
    let mut pattern = String::new();
    for character in plan.chars() {
        if matches!(character, '[' | ']' | '*' | '?' | '{' | '}') {
            pattern.extend(['[', character, ']']);
        } else {
            pattern.push(character);
        }
    }
    let slash = if plan.is_empty() { "" } else { "/" };
    format!("{pattern}{slash}{below}")
}

/// Returns a path on one line.
fn one_line(path: &str) -> String {
    path.escape_debug().to_string()
}

/// Returns what a file of ours says below its first line; nothing when it is not ours, or was changed since.
fn ours(text: &str) -> Option<&str> {
    let (head, body) = text.split_once('\n')?;
    let (head, said) = head.rsplit_once(' ')?;
    (head.starts_with(&format!("# {MARK}")) && said.trim_end() == sum(body)).then_some(body)
}

/// Returns the sum of a text.
fn sum(text: &str) -> String {
    hex(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_toml_and_tie_each_kind_of_file() {
        for editor in Editor::ALL {
            for plan in ["plan", "", "dossier d'été/plan [2021]\n", "\\"] {
                let text = editor.with(None, plan).unwrap();
                assert_eq!(toml::de::DeTable::parse_recoverable(&text).1, [], "{text}");
                assert!(Editor::ties(&editor.part("plan"), "plan"));
            }
        }
    }

    #[test]
    fn settings_are_written_again_and_keep_other_plans() {
        for editor in Editor::ALL {
            let one = editor.with(None, "plan").unwrap();
            assert_eq!(editor.with(Some(&one), "plan").unwrap(), one);
            let both = editor.with(Some(&one), "plan-2021").unwrap();
            assert_eq!(editor.with(Some(&both), "plan").unwrap(), both);
            assert_eq!(editor.with(Some(&both), "plan-2021").unwrap(), both);
            assert!(Editor::ties(&both, "plan") && Editor::ties(&both, "plan-2021"));
        }
    }

    #[test]
    fn what_somebody_wrote_is_not_ours() {
        let ours = Editor::Tombi.with(None, "plan").unwrap();
        for theirs in [
            "",
            "[format]\n",
            &format!("{ours}x = 1\n"),
            &ours.replace("plan/fiches", "plan/autres"),
        ] {
            assert_eq!(Editor::Tombi.with(Some(theirs), "plan"), None);
        }
    }
}
