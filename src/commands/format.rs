//! The formats of a document.

use clap::{Args, ValueEnum};

/// The option that chooses the format of a document.
#[derive(Debug, Args)]
pub(super) struct DocumentFormat {
    /// Format : texte ou json [défaut : texte]
    #[arg(
        long,
        help_heading = "Options\u{a0}",
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
}

/// How a document is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Texte,
    /// For programs.
    Json,
}
