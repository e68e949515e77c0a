//! A text of the plan, which is Markdown: paragraphs, lists, emphasis; no raw HTML, no image, links to the web alone.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::safe;

/// Returns a text of the plan. What Markdown would pass through as HTML appears as it is written.
pub(super) fn html(words: &str) -> Markup {
    let words = safe::characters(words);
    let mut links = Vec::new();
    let events = Parser::new(&words).filter_map(|event| tamed(event, &mut links));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(html)
}

/// Returns an event as it is kept; nothing where only its text is. `links` remembers which of the links that are open are kept.
fn tamed<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Option<Event<'a>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        // The headings of the page are the form's: those of a text are set in bold.
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Strong)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Strong)),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let is_web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
            links.push(is_web);
            is_web.then_some(event)
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
        | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_emphasis_are_shown_and_nothing_else_is() {
        let shown = |text: &str| html(text).into_string().trim().to_owned();
        assert_eq!(
            shown("- a\n- **b**"),
            "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>"
        );
        assert_eq!(shown("a <b onclick=x> c"), "<p>a &lt;b onclick=x&gt; c</p>");
        assert_eq!(
            shown("[a](javascript:b) ![c](https://d.fr/e.png)"),
            "<p>a c</p>"
        );
        assert_eq!(
            shown("[a](https://b.fr)"),
            "<p><a href=\"https://b.fr\">a</a></p>"
        );
        assert!(!shown("<div>\n<script>x</script>\n</div>").contains('<'));
    }
}
