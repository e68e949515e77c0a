//! Whether something is published.

use super::mot::Mot;

/// Whether something is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Diffusion {
    /// Anyone may read it.
    Publique,
    /// It is kept out of the published bilan.
    Interne,
}

impl Mot for Diffusion {
    const ALL: &'static [Self] = &[Self::Publique, Self::Interne];

    fn word(self) -> &'static str {
        match self {
            Self::Publique => "publique",
            Self::Interne => "interne",
        }
    }

    fn label(self) -> &'static str {
        self.word()
    }
}
