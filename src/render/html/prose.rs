//! A text of the plan in a page: paragraphs, lists, and the marks that its words have.

use maud::{Markup, PreEscaped, html};

use super::plain;
use crate::render::prose::{Line, Mark, Part, Piece, Place, read};

/// Returns a text of the plan.
pub(super) fn html(words: &str) -> Markup {
    let mut page = String::new();
    // How many lists are open, each with an open item.
    let mut open = 0;
    for Part { place, lines, .. } in read(words) {
        let inside = match place {
            Place::Margin => 0,
            Place::Item(depth) | Place::Under(depth) => depth + 1,
        };
        page.push_str(&"</li></ul>".repeat(usize::saturating_sub(open, inside)));
        if let Place::Item(_) = place {
            page.push_str(if open < inside {
                "<ul><li>"
            } else {
                "</li><li>"
            });
            page.push_str(&broken(&lines).into_string());
        } else {
            page.push_str(&html! { p { (broken(&lines)) } }.into_string());
        }
        open = inside;
    }
    page.push_str(&"</li></ul>".repeat(open));
    PreEscaped(page)
}

/// Returns lines, each on its own.
fn broken(lines: &[Line]) -> Markup {
    html! {
        @for (rank, line) in lines.iter().enumerate() {
            @if rank > 0 { br; }
            @for piece in line { (shown(piece)) }
        }
    }
}

/// Returns a piece of a line.
fn shown(piece: &Piece) -> Markup {
    let tag = match piece {
        Piece::Words(words) => return plain(words),
        Piece::Start(Mark::Strong) => "<strong>",
        Piece::End(Mark::Strong) => "</strong>",
        Piece::Start(Mark::Emphasis(_)) => "<em>",
        Piece::End(Mark::Emphasis(_)) => "</em>",
        Piece::Start(Mark::Link(address)) => {
            let address = plain(address).into_string();
            return PreEscaped(format!(
                "<a href=\"{address}\" rel=\"noopener noreferrer\">"
            ));
        }
        Piece::End(Mark::Link(_)) => "</a>",
    };
    PreEscaped(tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lines_lists_and_marks_are_shown() {
        for (text, shown) in [
            ("un\ndeux\n\ntrois", "<p>un<br>deux</p><p>trois</p>"),
            (
                "Publics :\n- a\n  suite\n\n  - b\n* c\nfin",
                "<p>Publics :</p><ul><li>a<br>suite<ul><li>b</li></ul></li><li>c</li></ul><p>fin</p>",
            ),
            (
                "- a\n\n  b\n- c\n    - d\n• e\n\n- f",
                "<ul><li>a<p>b</p></li><li>c<ul><li>d</li></ul></li><li>e</li><li>f</li></ul>",
            ),
            ("2017. un\n2019. deux", "<p>2017. un<br>2019. deux</p>"),
            ("3*4 m et 5*6, __init__", "<p>3*4 m et 5*6, __init__</p>"),
            (
                "# a\n===\n> 18 ans\n~~~",
                "<p># a<br>===<br>&gt; 18 ans<br>~~~</p>",
            ),
            (
                "[a](javascript:b) <b> &eacute; `c`\n[1]: d",
                "<p>[a](javascript:b) &lt;b&gt; &amp;eacute; `c`<br>[1]: d</p>",
            ),
            (
                "**a** *b* [<c>](https://d.fr/?e&f)",
                "<p><strong>a</strong> <em>b</em> <a href=\"https://d.fr/?e&amp;f\" rel=\"noopener noreferrer\">&lt;c&gt;</a></p>",
            ),
        ] {
            assert_eq!(html(text).into_string(), shown, "{text}");
        }
    }
}
