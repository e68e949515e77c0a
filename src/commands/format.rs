//! Where a report goes, and in which format: the options `--format` and `--output`, the same for every report.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, value_parser};

use super::env::{Env, output};
use crate::render::format::{Format, Report, write};
use crate::text::nearest::quoted_or;
use crate::write::pdf;
use crate::write::report::Destination;

/// The formats of a command, the first of which is the one that people read.
pub(super) trait Formats {
    /// Them, in the order in which they are named.
    const ALL: &'static [Format];
}

/// Where a report goes, and in which of the formats `F`.
#[derive(Debug)]
pub(super) struct Output<F> {
    /// The format that is named.
    format: Option<Format>,
    /// The file.
    file: Option<PathBuf>,
    /// The formats.
    formats: PhantomData<F>,
}

impl<F: Formats> Output<F> {
    /// Returns the format of a report: the one that is named, else that of the file's name, else the first one.
    pub(super) fn format(&self) -> anyhow::Result<Format> {
        match (self.format, &self.file) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => of_file(path, F::ALL),
            (None, None) => Ok(F::ALL.first().copied().unwrap_or(Format::Texte)),
        }
    }

    /// Writes a report where it is asked for.
    pub(super) fn write(&self, report: &dyn Report, env: &mut Env<'_>) -> anyhow::Result<()> {
        let format = self.format()?;
        let Some(path) = &self.file else {
            if format.is_binary() && env.is_screen {
                let word = format.word();
                bail!(
                    "le format {word} n'est pas du texte : l'écrire dans un fichier, avec --output NOM.{word}"
                );
            }
            if format == Format::Pdf {
                let bytes = whole(report, format, env)?;
                return output(env.out.write_all(&bytes));
            }
            return output(write(report, format, env.terminal, env.out));
        };
        let place = Destination::at(path, &env.folder)?;
        Ok(place.write(&whole(report, format, env)?)?)
    }
}

impl<F: Formats> Args for Output<F> {
    fn augment_args(command: Command) -> Command {
        let words = F::ALL.iter().map(|format| format.word());
        let named = |word: String| Format::named(&word).unwrap_or(Format::Texte);
        let format = Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .help(help(F::ALL))
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(words).map(named));
        let file = Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FICHIER")
            .help("Fichier où écrire le résultat ; la fin de son nom choisit le format [défaut : la sortie standard]")
            .value_parser(value_parser!(PathBuf));
        let options = [format, file].map(|arg| arg.help_heading("Options\u{a0}"));
        command.args(options)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: Formats> FromArgMatches for Output<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self {
            format: matches.get_one("format").copied(),
            file: matches.get_one("output").cloned(),
            formats: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Returns a report whole, as a file holds it.
fn whole(report: &dyn Report, format: Format, env: &Env<'_>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    output(write(report, format, env.terminal.off(), &mut bytes))?;
    match format {
        Format::Pdf => Ok(pdf::print(&bytes, report.title().1, &env.folder)?),
        _ => Ok(bytes),
    }
}

/// Returns the help of the option that names a format.
fn help(formats: &[Format]) -> String {
    let said = formats.iter().map(|format| match format.about() {
        Some(about) => format!("{} ({about})", format.word()),
        None => format.word().to_owned(),
    });
    let said: Vec<String> = said.collect();
    let default = formats.first().map_or("", |format| format.word());
    format!("Format : {} [défaut : {default}]", said.join(", "))
}

/// Returns the format that the end of a file's name chooses.
fn of_file(path: &Path, formats: &[Format]) -> anyhow::Result<Format> {
    let end = path.extension().and_then(|end| end.to_str());
    let end = end.unwrap_or_default().to_lowercase();
    let mut known = formats.iter().copied();
    if let Some(format) = known.find(|format| format.extensions().contains(&end.as_str())) {
        return Ok(format);
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
