//! What changes in a file: told to someone, or as a patch.

use similar::{ChangeTag, TextDiff};

use crate::text::safe;

/// How much of the lines around it a patch shows.
const AROUND: usize = 2;

/// Returns what changes in a file as one tells it to someone: the lines that come and those that go; of a new file, those that
/// are no comment.
pub(crate) fn told(before: Option<&str>, (printed, after): (&str, &str)) -> String {
    let old = before.unwrap_or_default().replace("\r\n", "\n");
    let new = after.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    let (mut lines, mut title) = (String::new(), None);
    for change in diff.iter_all_changes() {
        let line = change.value().trim_end();
        let sign = match change.tag() {
            ChangeTag::Equal => {
                // The title above a change says what it is about.
                title = line.starts_with('[').then_some(line).or(title);
                continue;
            }
            ChangeTag::Insert => '+',
            ChangeTag::Delete => '-',
        };
        if line.is_empty() || (before.is_none() && line.starts_with('#')) {
            continue;
        }
        let title = title.take().filter(|_| !line.starts_with('['));
        lines.extend(title.map(|title| format!("    {title}\n")));
        lines += &format!("  {sign} {line}\n");
    }
    match (lines.is_empty(), before) {
        (true, _) => String::new(),
        (false, Some(_)) => format!("Dans {printed} :\n{lines}"),
        (false, None) => format!("Nouveau fichier {printed} :\n{lines}"),
    }
}

/// Returns what changes in a file, by its path as printed, line by line, as people read it; `before` is nothing when the file is
/// new.
pub(crate) fn patch(before: Option<&str>, (printed, after): (&str, &str)) -> String {
    let old = before.unwrap_or_default().replace("\r\n", "\n");
    let new = after.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    let old_name = before.map_or("/dev/null".to_owned(), |_| format!("a/{printed}"));
    let mut unified = diff.unified_diff();
    let unified = unified
        .context_radius(AROUND)
        .missing_newline_hint(false)
        .header(&old_name, &format!("b/{printed}"));
    safe::text(&unified.to_string()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_with_the_title_above_it() {
        let before = "[indicateurs.a]\nvaleurs.2016 = 1\n\n[b]\r\nc = 2\n";
        let after = before.replace("= 1\n", "= 1\nvaleurs.2017 = 2\n");
        let said = told(Some(before), ("plan/x.toml", &after));
        assert_eq!(
            said,
            "Dans plan/x.toml :\n    [indicateurs.a]\n  + valeurs.2017 = 2\n"
        );
        assert_eq!(told(Some(before), ("plan/x.toml", before)), "");
        let new = told(None, ("plan/x.toml", "# d\n\ntitre = \"e\"\n"));
        assert_eq!(new, "Nouveau fichier plan/x.toml :\n  + titre = \"e\"\n");
    }

    #[test]
    fn a_patch_commands_no_screen() {
        let shown = patch(Some("a\n"), ("x", "a\n\u{1b}[2J\n"));
        assert_eq!(shown, "--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+\\u{1b}[2J\n");
        assert_eq!(patch(Some("a\n"), ("x", "a\n")), "");
    }
}
