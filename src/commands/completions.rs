//! `stspd completions`: the script by which a shell completes the command line, and the answers that it asks for.

use std::ffi::OsString;
use std::io;

use clap::ValueEnum;

use super::env::{Env, output};
use super::proposals::proposed;
use crate::exit::Exit;
use crate::render::shells::bash::{Asked, Purpose};
use crate::render::shells::{bash, fish, zsh};
use crate::text::shell;

/// The arguments of `stspd completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// L'interpréteur de commandes : bash, zsh ou fish
    #[arg(
        help_heading = "Arguments\u{a0}",
        value_name = "SHELL",
        hide_possible_values = true
    )]
    shell: Shell,

    /// What the script asks: what is typed, as its shell tells it.
    #[arg(last = true, hide = true)]
    question: Vec<OsString>,
}

/// The shells.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
}

/// Runs `stspd completions`.
pub(super) fn run(args: &Args, env: &mut Env<'_>) -> anyhow::Result<Exit> {
    if args.question.is_empty() {
        let program = program(env);
        let script = match args.shell {
            Shell::Bash => bash::script(&program),
            Shell::Zsh => zsh::script(&program),
            Shell::Fish => fish::script(&program),
        };
        output(env.out.write_all(script.as_bytes()))?;
        return Ok(Exit::Done);
    }
    let question = args.question.iter().map(|word| word.to_string_lossy());
    let question: Vec<String> = question.map(|word| word.into_owned()).collect();
    output(match args.shell {
        Shell::Bash => answer_bash(&question, env),
        Shell::Zsh => {
            let typed = question.last().cloned().unwrap_or_default();
            proposed(question, env).map_or(Ok(()), |answer| zsh::write(&answer, &typed, env.out))
        }
        Shell::Fish => {
            let mut words = question;
            // fish tells the last word as it is typed, and the others as it reads them.
            if let Some(last) = words.last_mut() {
                *last = shell::word(last).0.text;
            }
            proposed(words, env).map_or(Ok(()), |answer| fish::write(&answer, env.out))
        }
    })?;
    Ok(Exit::Done)
}

/// Answers bash, which tells what it will do with the answer, the width of the screen, what it will replace, and the line.
fn answer_bash(question: &[String], env: &mut Env<'_>) -> io::Result<()> {
    let [comp_type, width, replaced, line] = question else {
        return Ok(());
    };
    let words = shell::words(line);
    let word = words.last().map_or("", |word| word.raw);
    let asked = Asked {
        purpose: Purpose::of(comp_type),
        width: width.parse().unwrap_or(80),
        replaced,
        word,
    };
    let words = words.into_iter().map(|word| word.text).collect();
    match proposed(words, env) {
        Some(answer) => bash::write(&answer, &asked, env.out),
        None => Ok(()),
    }
}

/// Returns how the script calls the program: by its name when it was called so, else by its whole path.
fn program(env: &Env<'_>) -> String {
    let called = &env.program;
    let path = match called.components().count() {
        0 | 1 => called.clone(),
        _ => env.folder.join(called),
    };
    path.to_string_lossy().into_owned()
}
