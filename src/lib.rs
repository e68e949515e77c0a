//! `stspd` reads the plan d'actions of a French town's stratégie territoriale de sécurité et de prévention de la
//! délinquance, a folder of TOML files, and checks it, queries it and sums it up.
//!
//! # The house
//!
//! Dependencies point one way; `tests/architecture.rs` fails on an arrow the other way.
//!
//! ```text
//! text  ←  model  ←  load  ←  git, rules, query, report  ←  edit  ←  render, write  ←  commands  ←  lib, main
//! ```
//!
//! | layer | what it does |
//! | --- | --- |
//! | `text` | texts, places in them, French-insensitive comparison, findings, safe output |
//! | `model` | the nouns of the field, and what the plan's format means: states, occurrences, life, costs |
//! | `load` | reads the plan: bytes through one source, every key declared once, every fault in one pass |
//! | `git` | one more source of the plan's bytes: what is about to be committed, and what was |
//! | `rules` | what a plan can get wrong though it reads well: one rule a file |
//! | `query` | which fiches a question is about |
//! | `report` | what the plan amounts to |
//! | `edit` | what the text of a file becomes: laid out, or with what is added, and nothing else of it changed |
//! | `render` | words, columns and escaping: documents and tables in each format, the JSON contract, findings for each platform, answers for each shell, pages of the manual |
//! | `write` | the only code that changes a file; it has a browser print a page as PDF |
//! | `commands` | one file a subcommand: arguments, then the calls in order |
//! | `fuzzing` | what holds of any bytes, for the fuzzers of `fuzz/` and for tests alone |
//!
//! Two kinds of wrong: what editing a file can mend is a `Diagnostic`, collected with its place; what it cannot is an
//! error, which ends the run.

mod commands;
mod edit;
mod exit;
#[cfg(any(fuzzing, test))]
mod fuzzing;
mod git;
mod load;
mod model;
mod output;
mod query;
mod render;
mod report;
mod rules;
mod text;
mod write;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::FromArgMatches;

use crate::commands::cli::{Cli, Color, command};
use crate::commands::env::Env;
use crate::commands::usage::{French, explained};
pub use crate::exit::Exit;
use crate::load::error::reason;
use crate::output::Output;
use crate::render::terminal::Terminal;

/// A stream of the process, and what is known of the screen behind it.
pub struct Stream<'a> {
    /// Where bytes go.
    pub writer: &'a mut dyn Write,
    /// The width of the screen; nothing when there is none.
    pub width: Option<u16>,
    /// Whether a screen is behind it, of whatever width.
    pub is_screen: bool,
    /// Whether colours are wanted when nobody asks for them or against them.
    pub color: bool,
}

/// Where answers come from.
pub struct Input<'a> {
    /// Where bytes come from.
    pub reader: &'a mut dyn BufRead,
    /// Whether someone can be asked: a keyboard is behind it, and a screen shows the questions.
    pub is_someone: bool,
    /// Returns whether something more was typed or pasted, and waits to be read.
    pub is_waiting: fn() -> bool,
}

/// What the process lends to a run.
pub struct Process<'a> {
    /// Where answers come from.
    pub input: Input<'a>,
    /// Where reports and findings go.
    pub out: Stream<'a>,
    /// Where everything else goes.
    pub err: Stream<'a>,
    /// The current folder.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
}

/// Runs the program on its arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>, process: Process<'_>) -> Exit {
    let mut out = Output::new(process.out.writer);
    let args: Vec<OsString> = args.into_iter().collect();
    let program = args.first().map(PathBuf::from).unwrap_or_default();
    let exit = match parse(&args, process.out.width) {
        Ok(cli) => {
            let color = |stream: bool| match cli.global.color {
                Color::Auto => stream,
                Color::Always => true,
                Color::Never => false,
            };
            let mut env = Env {
                out: &mut out,
                err: &mut *process.err.writer,
                input: process.input.reader,
                can_ask: process.input.is_someone,
                is_waiting: process.input.is_waiting,
                global: &cli.global,
                program,
                folder: process.folder,
                today: process.today,
                terminal: Terminal {
                    width: process.out.width,
                    color: color(process.out.color),
                },
                is_screen: process.out.is_screen,
                err_color: color(process.err.color),
            };
            cli.command.run(&mut env).or_else(|error| {
                let message = format!("erreur : {}\n", text::safe::line(&causes(&error)));
                if !commands::is_of_the_plan(&error) {
                    return Err(message);
                }
                // When stderr is closed there is nobody to tell.
                let _ = env.err.write_all(message.as_bytes());
                Ok(Exit::PlanAtFault)
            })
        }
        Err(error) if error.use_stderr() => Err(explained(&error.apply::<French>(), &args)),
        Err(help) => {
            let written = out.write_all(help.render().to_string().as_bytes());
            written
                .map(|()| Exit::Done)
                .map_err(|error| format!("erreur : {}\n", failed(&error)))
        }
    };
    let exit = exit.and_then(|exit| {
        out.finish()
            .map(|()| exit)
            .map_err(|error| format!("erreur : {}\n", failed(&error)))
    });
    exit.unwrap_or_else(|message| {
        // When stderr is closed too there is nobody left to tell.
        let _ = process.err.writer.write_all(message.as_bytes());
        Exit::RunAtFault
    })
}

/// Tries what holds of any bytes on some, as a target of `fuzz/` does. Returns whether they were worth it: others are no start
/// for better ones.
#[cfg(fuzzing)]
pub fn fuzz(target: &str, bytes: &[u8]) -> bool {
    fuzzing::run(target, bytes)
}

/// Reads the command line; its help is for a screen of a given width.
fn parse(args: &[OsString], width: Option<u16>) -> Result<Cli, clap::Error> {
    let mut command = command(width);
    let matches = command.try_get_matches_from_mut(args)?;
    Cli::from_arg_matches(&matches)
}

/// Says what went wrong, and each of its causes, with the spaces of French.
fn causes(error: &anyhow::Error) -> String {
    // What is said of the system is in French, even of an error that nobody expected.
    let said = |cause: &(dyn std::error::Error + 'static)| {
        let system = cause.downcast_ref::<io::Error>();
        system.map_or_else(|| cause.to_string(), reason)
    };
    let causes: Vec<String> = error.chain().map(said).collect();
    causes.join(" : ")
}

/// Says that the output could not be written.
fn failed(error: &io::Error) -> String {
    format!("écriture impossible du résultat : {}", reason(error))
}
