//! `stspd bilan ANNÉE --manquants`: what a bilan still lacks, by pilote.

use anyhow::bail;
use clap::ValueEnum;

use super::env::Env;
use super::format::{Formats, Output};
use crate::exit::Exit;
use crate::query::filter::{Filter, Question};
use crate::render::format::Format;
use crate::render::views::manquants::{Page, messages, nothing};
use crate::report::bilan::Bilan;
use crate::report::manquants::Manquants;
use crate::text::nearest::quoted_or;
use crate::text::safe;

/// What is written of what a bilan lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Forme {
    /// A table, for the coordination.
    Tableau,
    /// A message to each pilote.
    Messages,
}

/// The formats of the table.
const TABLEAU: [Format; 8] = [
    Format::Texte,
    Format::Markdown,
    Format::Html,
    Format::Pdf,
    Format::Csv,
    Format::CsvExcel,
    Format::Xlsx,
    Format::Json,
];

/// The formats of messages.
const MESSAGES: [Format; 5] = [
    Format::Texte,
    Format::Csv,
    Format::CsvExcel,
    Format::Xlsx,
    Format::Json,
];

/// Refuses a format that what is asked for does not have.
pub(super) fn check_format(forme: Option<Forme>, format: Format) -> anyhow::Result<()> {
    let (what, formats): (_, &[Format]) = match forme {
        Some(Forme::Tableau) => ("ce qui manque n'a", &TABLEAU),
        Some(Forme::Messages) => ("les messages n'ont", &MESSAGES),
        None => return Ok(()),
    };
    if formats.contains(&format) {
        return Ok(());
    }
    let words: Vec<&str> = formats.iter().map(|format| format.word()).collect();
    bail!(
        "{what} pas le format {} : écrire {}",
        format.word(),
        quoted_or(&words)
    )
}

/// Writes what a bilan lacks.
pub(super) fn write<F: Formats>(
    forme: Forme,
    (bilan, filter): (&Bilan<'_>, &Filter),
    output: &Output<F>,
    env: &mut Env<'_>,
) -> anyhow::Result<Exit> {
    let question = Question::new(bilan.plan, filter, bilan.horizon, env.dates());
    let manquants = Manquants::new(bilan, |pilote| question.asks_for(pilote));
    if forme == Forme::Tableau {
        let page = Page {
            manquants: &manquants,
            filter,
        };
        output.write(&page, env)?;
        return Ok(Exit::Done);
    }
    let page = messages::Page::new(&manquants, filter);
    output.write(&page, env)?;
    let said = nothing(&manquants, filter).or_else(|| page.left_out());
    if let Some(said) = said {
        writeln!(env.err, "{}", safe::line(&said))?;
    }
    Ok(Exit::Done)
}
