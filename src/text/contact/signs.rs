//! A text as a reader takes it: less what nobody sees and the marks of our Markdown, and with one shape for each sign.

/// A character that is seen, and its bytes in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    /// The character, in its plain shape.
    pub(super) character: char,
    /// Where it starts.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Sign {
    /// Returns whether it is a letter or a figure.
    pub(super) fn is_word(&self) -> bool {
        self.character.is_alphanumeric()
    }

    /// Returns whether it is a blank.
    pub(super) fn is_blank(&self) -> bool {
        self.character.is_whitespace()
    }

    /// Returns whether it is a figure.
    pub(super) fn is_digit(&self) -> bool {
        self.character.is_ascii_digit()
    }
}

/// Returns a character in its plain shape: « ＠ » is an at sign, « ０ » a nought.
pub(crate) fn plain(character: char) -> char {
    let wide = u32::from(character).checked_sub(0xfee0);
    match character {
        '\u{fe6b}' => '@',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2022}' | '\u{2027}' | '\u{22c5}' => '·',
        '\u{ff01}'..='\u{ff5e}' => wide.and_then(char::from_u32).unwrap_or(character),
        other => other,
    }
}

/// Returns whether a character shows nothing where it stands: hyphens for the ends of lines, joiners, directions, variants.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Returns the signs of a text.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    let mut marks = Vec::new();
    for (start, next) in text.char_indices() {
        if is_unseen(next) {
            continue;
        }
        let sign = Sign {
            character: plain(next),
            start,
            end: start + next.len_utf8(),
        };
        if matches!(next, '*' | '_') {
            marks.push(sign);
            continue;
        }
        if signs.last().is_some_and(|last| stay(*last, &marks, sign)) {
            signs.append(&mut marks);
        }
        marks.clear();
        signs.push(sign);
    }
    signs
}

/// Returns whether asterisks and underscores are characters like others: inside of a word or of a number, where « a_b » is
/// one name and « 5*6 » a product.
fn stay(before: Sign, marks: &[Sign], after: Sign) -> bool {
    let is_name = marks.iter().all(|mark| mark.character == '_');
    before.is_word() && after.is_word() && (is_name || before.is_digit() || after.is_digit())
}
