//! A text of the plan as Markdown, of which paragraphs, lists and emphasis alone are marks: links, images and HTML stay the
//! words that they are, for a page is read on paper too.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use crate::text::safe;

/// The characters that open what is not shown as a mark: links, images, HTML, entities, code; and the one that would keep them
/// from it.
const OPENERS: [char; 7] = ['\\', '[', ']', '<', '&', '!', '`'];

/// Returns a text of the plan.
pub(super) fn html(words: &str) -> Markup {
    let words = escaped(&safe::characters(words));
    let mut is_code = false;
    let events = Parser::new(&words).map(|event| match event {
        Event::Start(Tag::CodeBlock(_)) => {
            is_code = true;
            event
        }
        Event::End(TagEnd::CodeBlock) => {
            is_code = false;
            event
        }
        // In a block of code, what keeps a mark from being one would show.
        Event::Text(text) if is_code => Event::Text(CowStr::from(unescaped(&text))),
        // The headings of the page are the form's: those of a text are set in bold.
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Strong),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Strong),
        other => other,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(html)
}

/// Returns a text in which only the marks that are shown are left.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 16);
    for character in words.chars() {
        if OPENERS.contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns the text that [`escaped`] was given.
fn unescaped(words: &str) -> String {
    let mut unescaped = String::with_capacity(words.len());
    let mut characters = words.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => unescaped.extend(characters.next()),
            other => unescaped.push(other),
        }
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_emphasis_are_shown_and_every_other_word_stays() {
        let shown = |text: &str| html(text).into_string().trim().to_owned();
        assert_eq!(
            shown("- a\n- **b**"),
            "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>"
        );
        for text in [
            "a <b onclick=x> c",
            "[a](javascript:b) ![c](https://d.fr/e.png)",
            "[a](https://b.fr) et <https://c.fr>",
            "[1]: signée",
            "[CCAS]: http://exemple.fr \"accord\"",
            "&eacute; \\[x\\] `code`",
        ] {
            let escaped = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            assert_eq!(shown(text), format!("<p>{escaped}</p>"), "{text}");
        }
        assert_eq!(
            shown("un\n\n    [a](b) \\ <i>"),
            "<p>un</p>\n<pre><code>[a](b) \\ &lt;i&gt;</code></pre>"
        );
        assert!(!shown("<div>\n<script>x</script>\n</div>").contains("<script"));
    }
}
