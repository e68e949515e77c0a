//! Where a report goes, and in which format.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::env::{Env, output};
use crate::render::format::{Format, Report, write};
use crate::text::nearest::quoted_or;
use crate::write::report::Destination;

/// The option that sends a report to a file.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Fichier où écrire le résultat ; la fin de son nom choisit le format [défaut : la sortie standard]
    #[arg(short, long, help_heading = "Options\u{a0}", value_name = "FICHIER")]
    pub(super) output: Option<PathBuf>,
}

/// Returns the reader of the name of a format, among those of a command.
pub(super) fn among(formats: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    let words = formats.iter().map(|format| format.word());
    PossibleValuesParser::new(words).map(|word| Format::named(&word).unwrap_or(Format::Texte))
}

impl Output {
    /// Returns the format of a report: the one that is named, else that of the file's name, else the first of those of the
    /// command.
    pub(super) fn format(
        &self,
        formats: &[Format],
        asked: Option<Format>,
    ) -> anyhow::Result<Format> {
        match (asked, &self.output) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => of_file(path, formats),
            (None, None) => Ok(formats.first().copied().unwrap_or(Format::Texte)),
        }
    }

    /// Writes a report where it is asked for.
    pub(super) fn write(
        &self,
        report: &dyn Report,
        format: Format,
        env: &mut Env<'_>,
    ) -> anyhow::Result<()> {
        let Some(path) = &self.output else {
            if format.is_binary() && env.terminal.width.is_some() {
                let word = format.word();
                bail!(
                    "le format {word} n'est pas du texte : l'écrire dans un fichier, avec --output NOM.{word}"
                );
            }
            return output(write(report, format, env.terminal, env.out));
        };
        let place = Destination::at(path, &env.folder)?;
        let mut bytes = Vec::new();
        output(write(report, format, env.terminal.off(), &mut bytes))?;
        Ok(place.write(&bytes)?)
    }
}

/// Returns the format that the end of a file's name chooses.
fn of_file(path: &std::path::Path, formats: &[Format]) -> anyhow::Result<Format> {
    let end = path.extension().and_then(|end| end.to_str());
    let end = end.unwrap_or_default().to_lowercase();
    let chosen = formats
        .iter()
        .find(|format| format.extensions().contains(&end.as_str()));
    if let Some(format) = chosen {
        return Ok(*format);
    }
    let ends = formats
        .iter()
        .filter_map(|format| format.extensions().first());
    let mut ends: Vec<String> = ends.map(|end| format!(".{end}")).collect();
    ends.dedup();
    let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    bail!(
        "la fin du nom « {} » ne choisit aucun format : finir par {}, ou donner --format",
        path.display(),
        quoted_or(&ends)
    )
}
