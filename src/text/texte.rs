//! A text of the plan: a stretch of the file that wrote it, shared and not copied.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A text of the plan, which reads as `str`. It is most often a stretch of its file's own text, kept once for all its
/// values; a text that the file spells otherwise (`\u00e9`, Windows ends of lines) is one of its own.
#[derive(Clone)]
pub(crate) struct Texte {
    /// The text that holds it.
    whole: Arc<String>,
    /// Its first byte there.
    start: u32,
    /// The byte after its last.
    end: u32,
}

impl Texte {
    /// Returns texts as stretches of one, which is then kept once for them all.
    pub(crate) fn joined<T: Borrow<str>>(texts: &[T]) -> Vec<Self> {
        let whole = Arc::new(texts.concat());
        let mut start = 0;
        let next = |text: &T| {
            let end = start + length(text.borrow());
            let texte = Self {
                whole: Arc::clone(&whole),
                start,
                end,
            };
            start = end;
            texte
        };
        texts.iter().map(next).collect()
    }

    /// Returns words as they stand in this text, which is then shared; words from elsewhere are copied.
    pub(crate) fn part(&self, words: &str) -> Self {
        let start = words
            .as_ptr()
            .addr()
            .checked_sub(self.whole.as_ptr().addr());
        let shared = start.and_then(|start| {
            let end = start
                .checked_add(words.len())
                .filter(|&end| end <= self.whole.len())?;
            Some(Self {
                whole: Arc::clone(&self.whole),
                start: u32::try_from(start).ok()?,
                end: u32::try_from(end).ok()?,
            })
        });
        shared.unwrap_or_else(|| words.into())
    }

    /// Returns the words.
    pub(crate) fn as_str(&self) -> &str {
        &self.whole[self.start as usize..self.end as usize]
    }
}

impl From<&str> for Texte {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl From<String> for Texte {
    fn from(words: String) -> Self {
        Self {
            start: 0,
            end: length(&words),
            whole: Arc::new(words),
        }
    }
}

impl Default for Texte {
    fn default() -> Self {
        "".into()
    }
}

/// Returns the length of a text in bytes; a file of the plan is a thousand times shorter than what can be counted.
fn length(words: &str) -> u32 {
    u32::try_from(words.len()).unwrap_or_default()
}

impl Deref for Texte {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Texte {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for Texte {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), formatter)
    }
}

impl Serialize for Texte {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl PartialEq for Texte {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Texte {}

impl PartialEq<str> for Texte {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Texte {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Texte {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Texte {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Texte {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_text_are_shared_and_others_copied() {
        let text = Texte::from("titre = \"été\"");
        let shared = text.part(&text[9..14]);
        assert_eq!((&*shared, Arc::strong_count(&text.whole)), ("été", 2));
        let copied = text.part("été");
        assert_eq!((&*copied, Arc::strong_count(&text.whole)), ("été", 2));
        assert_eq!(shared, copied);
        assert_eq!(&*text.part(""), "");
    }

    #[test]
    fn texts_that_are_joined_are_each_their_own() {
        let texts = Texte::joined(&["un", "", "été"]);
        assert_eq!(texts, ["un", "", "été"]);
        assert_eq!(&*texts[2].part(&texts[2][..3]), "ét");
    }
}
