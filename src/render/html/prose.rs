//! A text of the plan as it is written: its paragraphs, its lines and its simple lists. No other mark has a meaning, so that
//! each word and each figure stays what it is.

use maud::{Markup, html};

use super::plain;

/// A part of a text.
enum Part<'a> {
    /// Lines that follow each other.
    Lines(Vec<&'a str>),
    /// Items, each with its depth and its lines.
    List(Vec<(usize, Vec<&'a str>)>),
}

/// Returns a text of the plan.
pub(super) fn html(words: &str) -> Markup {
    html! {
        @for part in parts(words) {
            @match part {
                Part::Lines(lines) => p { (broken(&lines)) },
                Part::List(items) => ul {
                    @for (depth, lines) in &items { li class=[(*depth > 0).then_some("sous")] { (broken(lines)) } }
                },
            }
        }
    }
}

/// Cuts a text into its parts.
fn parts(words: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut is_open = false;
    for line in words.trim().lines() {
        let text = line.trim();
        if text.is_empty() {
            is_open = false;
            continue;
        }
        let is_indented = line.starts_with([' ', '\t']);
        let item = ["- ", "* ", "• "]
            .iter()
            .find_map(|mark| text.strip_prefix(mark));
        match (item, parts.last_mut()) {
            (Some(item), Some(Part::List(items))) => {
                items.push((usize::from(is_indented), vec![item.trim()]))
            }
            (Some(item), _) => parts.push(Part::List(vec![(0, vec![item.trim()])])),
            (None, Some(Part::List(items))) if is_open && is_indented => {
                if let Some((_, lines)) = items.last_mut() {
                    lines.push(text);
                }
            }
            (None, Some(Part::Lines(lines))) if is_open => lines.push(text),
            (None, _) => parts.push(Part::Lines(vec![text])),
        }
        is_open = true;
    }
    parts
}

/// Returns lines, each on its own.
fn broken(lines: &[&str]) -> Markup {
    html! {
        @for (rank, line) in lines.iter().enumerate() {
            @if rank > 0 { br; }
            (plain(line))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lines_and_lists_are_shown_as_they_are_written() {
        for (text, shown) in [
            ("un\ndeux\n\ntrois", "<p>un<br>deux</p><p>trois</p>"),
            (
                "Publics :\n- a\n  suite\n\n  - b\n* c\nfin",
                "<p>Publics :</p><ul><li>a<br>suite</li><li class=\"sous\">b</li><li>c</li></ul><p>fin</p>",
            ),
            ("2017. un\n2019. deux", "<p>2017. un<br>2019. deux</p>"),
            ("3*4 m et 5*6, __init__", "<p>3*4 m et 5*6, __init__</p>"),
            (
                "# a\n===\n> 18 ans\n~~~",
                "<p># a<br>===<br>&gt; 18 ans<br>~~~</p>",
            ),
            (
                "[a](https://b.fr) <b> &eacute; `c`\n[1]: d",
                "<p>[a](https://b.fr) &lt;b&gt; &amp;eacute; `c`<br>[1]: d</p>",
            ),
        ] {
            assert_eq!(html(text).into_string(), shown, "{text}");
        }
    }
}
