//! The table of contents of a page: its sections, and the parts of each.

use maud::{Markup, html};

use super::plain;
use crate::render::document::Block;
use crate::render::french::count;

/// The most parts of a section that are listed at once: beyond, they open on demand.
const MOST: usize = 12;

/// A heading that the table of contents leads to: its anchor and its words.
type Entry<'b> = (String, &'b str);

/// Returns the anchor of the headings of some blocks, each at the rank of its block: of sections and subsections.
pub(super) fn anchors(blocks: &[Block]) -> Vec<Option<String>> {
    let (mut section, mut part) = (0, 0);
    let anchor = |block: &Block| match block {
        Block::Section(_) => {
            (section, part) = (section + 1, 0);
            Some(format!("partie-{section}"))
        }
        Block::Subsection(_) => {
            part += 1;
            Some(format!("partie-{section}-{part}"))
        }
        _ => None,
    };
    blocks.iter().map(anchor).collect()
}

/// Returns the table of contents of some blocks.
pub(super) fn html(blocks: &[Block], anchors: &[Option<String>]) -> Markup {
    let mut sections: Vec<(Entry<'_>, Vec<Entry<'_>>)> = Vec::new();
    for (block, anchor) in blocks.iter().zip(anchors) {
        match (block, anchor, sections.last_mut()) {
            (Block::Section(words), Some(anchor), _) => {
                sections.push(((anchor.clone(), words), Vec::new()));
            }
            (Block::Subsection(words), Some(anchor), Some((_, parts))) => {
                parts.push((anchor.clone(), words));
            }
            _ => {}
        }
    }
    html! {
        nav class="sommaire" aria-label="Sommaire" {
            p { strong { "Sommaire" } }
            ul { @for (section, parts) in &sections { li { (link(section)) (below(parts)) } } }
        }
    }
}

/// Returns the parts of a section.
fn below(parts: &[Entry<'_>]) -> Markup {
    let list = || html! { ul { @for part in parts { li { (link(part)) } } } };
    match parts.len() {
        0 => html! {},
        many if many > MOST => html! {
            details { summary { (count(many, "partie")) } (list()) }
        },
        _ => list(),
    }
}

/// Returns a link to a heading.
fn link((anchor, words): &Entry<'_>) -> Markup {
    html! { a href=(format!("#{anchor}")) { (plain(words)) } }
}
