//! Markup as a browser reads it: which elements and attributes there are. A text that was not escaped is one more.

/// The elements of a page that have no end.
const VOID: [&str; 4] = ["meta", "br", "hr", "col"];

/// Checks that markup is well formed: elements end in the order in which they were opened, attributes are quoted, and what
/// escapes a character escapes one. Where elements are given, there are no others; in a page no attribute runs anything, and
/// no link leads to what is no page.
pub(super) fn assert_well_formed(markup: &str, elements: Option<&[&str]>) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        text(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!DOCTYPE html>") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("?xml ") {
            rest = after.split_once("?>").expect("a declaration ends").1;
        } else if let Some(after) = rest.strip_prefix('/') {
            let (name, after) = after.split_once('>').expect("a tag ends");
            assert_eq!(open.pop(), Some(name), "an element ends that is not open");
            rest = after;
        } else {
            let (name, is_closed, after) = opened(rest);
            assert!(
                elements.is_none_or(|known| known.contains(&name)),
                "<{name}"
            );
            let is_void = elements.is_some() && VOID.contains(&name);
            rest = after;
            if name == "style" {
                let (style, after) = rest.split_once('<').expect("a style ends");
                assert!(after.starts_with("/style>"), "{style}");
                rest = &rest[style.len()..];
            }
            if !is_closed && !is_void {
                open.push(name);
            }
        }
    }
    text(rest);
    assert!(open.is_empty(), "elements do not end: {open:?}");
}

/// Reads the tag that opens an element: its name, whether it closes it too, and what follows.
fn opened(tag: &str) -> (&str, bool, &str) {
    let is_name = |next: char| next.is_ascii_alphanumeric() || "-_:".contains(next);
    let end = tag.find(|next| !is_name(next)).expect("a tag ends");
    let (name, mut rest) = tag.split_at(end);
    assert!(
        !name.is_empty(),
        "a sign opens no element: {:?}",
        tag.chars().take(60).collect::<String>()
    );
    loop {
        if let Some(after) = rest.strip_prefix("/>") {
            return (name, true, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (name, false, after);
        }
        rest = rest
            .strip_prefix(' ')
            .expect("a space stands before an attribute");
        let end = rest.find(|next| !is_name(next)).expect("a tag ends");
        let (attribute, after) = rest.split_at(end);
        assert!(
            !attribute.is_empty() && !attribute.starts_with("on"),
            "{attribute}"
        );
        rest = after;
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').expect("a quotation ends");
            text(value);
            if ["href", "src", "action"].contains(&attribute) {
                let leads = ["#", "https://", "http://"].iter();
                assert!(
                    leads.clone().any(|start| value.starts_with(start)),
                    "{value}"
                );
            }
            rest = after;
        }
    }
}

/// Checks that a text holds no sign of markup: what escapes a character escapes one.
fn text(words: &str) {
    assert!(!words.contains('<'), "{words}");
    for (at, _) in words.match_indices('&') {
        let name = words[at + 1..].split_once(';').map(|(name, _)| name);
        let name = name.filter(|name| name.len() < 8).unwrap_or_default();
        let is_number = name.strip_prefix('#').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let is_known = ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(&name);
        assert!(is_known || is_number, "« & » escapes nothing: {words}");
    }
}
