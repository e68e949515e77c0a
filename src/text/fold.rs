//! Comparison as a French reader does it: without case, accents, apostrophe style, hyphens, ligatures or kinds of space.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Returns the text under which two spellings of the same words are equal. Folding twice changes nothing more.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric();
    while let Some(end) = rest.bytes().position(|byte| !is_plain(byte)) {
        let (word, after) = rest.split_at(end);
        folded.push_str(word);
        let mut after = after.chars();
        after
            .by_ref()
            .take(1)
            .for_each(|sign| add(sign, &mut folded));
        rest = after.as_str();
    }
    folded.push_str(rest);
    folded.make_ascii_lowercase();
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns whether two texts are the same words.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}

/// Adds one character, folded.
fn add(character: char, folded: &mut String) {
    // An acute accent that stands alone is an apostrophe, and would be decomposed into a space.
    if character.is_ascii() || character == '´' {
        push(character, folded);
    } else {
        // Marks are dropped, so their order, which full normalization would settle, is of no account.
        decompose_compatible(character, |part| {
            if !is_combining_mark(part) {
                push(part, folded);
            }
        });
    }
}

/// Adds one decomposed character, folded.
fn push(character: char, folded: &mut String) {
    match character {
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        '’' | 'ʼ' | '‘' | '`' | '´' | '′' => folded.push('\''),
        '-' | '_' | '‐' | '‑' | '‒' | '–' | '—' | '−' => space(folded),
        '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
        blank if blank.is_whitespace() => space(folded),
        plain if plain.is_ascii() => folded.push(plain.to_ascii_lowercase()),
        other => folded.extend(other.to_lowercase()),
    }
}

/// Adds a space, unless the text is empty or has one already.
fn space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_words_are_equal() {
        assert!(same("Éducation  Nationale", "EDUCATION NATIONALE"));
        assert!(same("cyber-harcèlement", "Cyber harcèlement"));
        assert!(same("d’accès", "d'accès"));
        assert!(same("d´accès", "d'accès"));
        assert!(same("mise en œuvre", "MISE EN OEUVRE"));
        assert!(same("a\u{a0}venir", "à-venir"));
        assert!(same("e\u{301}tat", "état"));
    }

    #[test]
    fn other_words_stay_other() {
        assert!(!same("pilote", "pilotes"));
        assert!(!same("Lille", "Lil le"));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["  É-Ô ’x ", "ﬁn – d’été", "İstanbul", "ß", "", " - "] {
            assert_eq!(fold(&fold(text)), fold(text), "{text:?}");
        }
    }
}
