//! The names by which files, actors and nodes of the tree are known.

use std::fmt;

use crate::text::texte::Texte;

use crate::text::limits::LONGEST_IDENTIFIER;

/// Names that Windows keeps for devices: no file can be called so there.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of a fiche, unique in the plan, and of its file: `lomme-4-lieux-accueil-tig`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FicheId(Texte);

impl FicheId {
    /// Reads an identifier; the error says what was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        Self::of(text.into())
    }

    /// Takes a text for an identifier; the error says what was expected.
    pub(crate) fn of(texte: Texte) -> Result<Self, &'static str> {
        check_identifier(&texte)?;
        Ok(Self(texte))
    }

    /// Returns the identifier as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FicheId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The name of an actor in `acteurs.toml`: `ville-de-lomme`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ActeurId(Box<str>);

impl ActeurId {
    /// Reads an identifier; the error says what was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        check_identifier(text)?;
        Ok(Self(text.into()))
    }

    /// Returns the identifier as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks an identifier: lower-case ASCII letters, digits and single hyphens.
fn check_identifier(text: &str) -> Result<(), &'static str> {
    let words_are_plain = text.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !words_are_plain {
        return Err(
            "des minuscules sans accent, des chiffres et des traits d'union, par exemple « lomme-4-lieux-accueil-tig »",
        );
    }
    if text.len() > LONGEST_IDENTIFIER {
        return Err("64 caractères au plus");
    }
    let is_port = |name: &str| {
        name.strip_prefix("com")
            .or_else(|| name.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if DEVICES.contains(&text) || is_port(text) {
        return Err("un autre nom : Windows réserve celui-ci à ses périphériques");
    }
    Ok(())
}

/// The address of a node in the tree: `4.1.b`. Its parent is the code less its last part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Code(Texte);

impl Code {
    /// Reads a code: parts separated by full stops, none of them empty, no space inside.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        Self::of(text.into())
    }

    /// Reads a text of the plan as [`Self::parse`].
    pub(crate) fn of(text: Texte) -> Result<Self, &'static str> {
        let plain =
            text.split('.').all(|part| !part.is_empty()) && !text.contains(char::is_whitespace);
        if plain {
            Ok(Self(text))
        } else {
            Err("des parties séparées par des points, par exemple « 4.1.b »")
        }
    }

    /// Returns the code as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the code as the text that it is.
    pub(crate) fn texte(&self) -> &Texte {
        &self.0
    }

    /// Returns the code less its last part; nothing for a root.
    pub(crate) fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('.')
            .map(|(parent, _)| Self(parent.into()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_cannot_climb_nor_clash() {
        for bad in [
            "",
            "..",
            "a/b",
            "A",
            "é",
            "a--b",
            "-a",
            "a-",
            "a_b",
            "con",
            "lpt1",
            &"a".repeat(65),
        ] {
            assert!(FicheId::parse(bad).is_err(), "{bad:?}");
        }
        for good in [
            "a",
            "lomme-4-lieux-accueil-tig",
            "2017",
            "com10",
            "console",
            &"a".repeat(64),
        ] {
            assert!(FicheId::parse(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn a_code_knows_its_parent() {
        let code = Code::parse("4.1.b").unwrap();
        assert_eq!(code.parent().unwrap().as_str(), "4.1");
        assert_eq!(Code::parse("4").unwrap().parent(), None);
        assert!(Code::parse("4..b").is_err());
        assert!(Code::parse("4. 1").is_err());
        assert!(Code::parse("").is_err());
    }
}
