//! What may be typed next: commands and options as clap knows them, and what the plan knows.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};

use super::candidates::{Source, source};
use super::cli::{Color, Global, command};
use super::env::Env;
use crate::load::load;
use crate::model::plan::Plan;
use crate::query::suggestion::{Suggestion, matching};
use crate::render::shells::Answer;

/// What a mark starts with: the engine is not told the values of an argument, but leaves a mark where they go.
const MARK: &str = "stspd::";

/// Returns what may be typed in the place of the last of some words, the first of which is the program's name.
pub(super) fn proposed(mut words: Vec<String>, env: &Env<'_>) -> Option<Answer> {
    let plan = Asked::take(&mut words, env);
    let typed = words.last()?.clone();
    // A hyphen alone stands for the options by their whole names.
    if let Some(last) = words.last_mut().filter(|last| *last == "-") {
        last.push('-');
    }
    let (index, words) = (words.len() - 1, words.into_iter().map(OsString::from));
    let mut command = command(None);
    command.build();
    let mut command = marked(command);
    let found = complete(&mut command, words.collect(), index, None).ok()?;
    let mut values = Vec::new();
    for candidate in &found {
        let value = candidate.get_value().to_string_lossy();
        let name = candidate.get_id().and_then(|id| id.strip_prefix(MARK));
        match name.and_then(source) {
            // Before the mark stands what the engine puts before each value: `--pilote=`, or the values before a comma.
            Some(source) => match behind(source, &value, &typed, &plan, env) {
                Answer::Values(more) => values.extend(more),
                path if !typed.starts_with('-') || !value.is_empty() => return Some(path),
                _ => {}
            },
            None => values.extend(Suggestion::new(&value, &about(candidate))),
        }
    }
    Some(Answer::Values(fitting(values, &typed)))
}

/// Returns what an argument takes, after what is already written.
fn behind(source: &Source, prefix: &str, typed: &str, plan: &Asked, env: &Env<'_>) -> Answer {
    let all = match source {
        Source::Files => return Answer::Files,
        Source::Folders => return Answer::Folders,
        Source::Words(words) => words(),
        Source::Plan(values) => match plan.read(env) {
            Some(plan) => values(&plan, env.today),
            None => Vec::new(),
        },
    };
    let typed = typed.strip_prefix(prefix).unwrap_or_default();
    let mut found = fitting(matching(&all, typed), typed);
    for suggestion in &mut found {
        suggestion.value.insert_str(0, prefix);
    }
    Answer::Values(found)
}

/// Keeps options apart from the rest: they are proposed after a hyphen, or where nothing else can be typed.
fn fitting(mut values: Vec<Suggestion>, typed: &str) -> Vec<Suggestion> {
    let is_apt = |value: &Suggestion| value.value.starts_with('-') == typed.starts_with('-');
    if values.iter().any(is_apt) {
        values.retain(is_apt);
    }
    values
}

/// Returns the first line of what clap says of a candidate.
fn about(candidate: &CompletionCandidate) -> String {
    let help = candidate.get_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    help.lines().next().unwrap_or_default().to_owned()
}

/// Leaves a mark in the place of the values of each argument of the table, and the words alone of those that have a list:
/// what clap says of them is for readers of the code.
fn marked(command: Command) -> Command {
    command.mut_args(mark).mut_subcommands(marked)
}

/// Leaves a mark on an argument.
fn mark(arg: Arg) -> Arg {
    let name = arg.get_id().to_string();
    if source(&name).is_some() {
        let mark = move |_: &OsStr| {
            let id = Some(format!("{MARK}{name}"));
            vec![CompletionCandidate::new("").id(id)]
        };
        return arg.add(ArgValueCompleter::new(mark));
    }
    let words = arg.get_possible_values();
    if words.is_empty() || !arg.get_action().takes_values() {
        return arg;
    }
    let visible = words.into_iter().filter(|word| !word.is_hide_set());
    let words = visible.filter_map(|word| Suggestion::new(word.get_name(), ""));
    let words: Vec<Suggestion> = words.collect();
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let found = matching(&words, &typed.to_string_lossy()).into_iter();
        let found = found.map(|word| CompletionCandidate::new(word.value));
        found.collect::<Vec<_>>()
    }))
}

/// The plan that a line asks for.
struct Asked {
    /// Its folder.
    plan: Option<PathBuf>,
    /// Its revision.
    rev: Option<String>,
}

impl Asked {
    /// Reads which plan a line asks for, else the environment, and takes away the variables that stand before the command.
    fn take(words: &mut Vec<String>, env: &Env<'_>) -> Self {
        let mut asked = Self {
            plan: env.global.plan.clone(),
            rev: env.global.rev.clone(),
        };
        while let Some((name, value)) = words.first().and_then(|word| variable(word)) {
            if name == "STSPD_PLAN" {
                asked.plan = Some(path(value));
            }
            words.remove(0);
        }
        let before = words.split_last().map_or(&[][..], |(_, before)| before);
        let mut options = before.iter().take_while(|word| *word != "--");
        while let Some(word) = options.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word.as_str(), None),
            };
            if !["--plan", "--rev"].contains(&name) {
                continue;
            }
            match (name, value.or_else(|| options.next().map(String::as_str))) {
                ("--plan", Some(value)) => asked.plan = Some(path(value)),
                (_, Some(value)) => asked.rev = Some(value.to_owned()),
                (_, None) => {}
            }
        }
        asked
    }

    /// Reads the plan; nothing when there is none, or it has faults: a completion has nobody to tell them to.
    fn read(&self, env: &Env<'_>) -> Option<Plan> {
        let global = Global {
            plan: self.plan.clone(),
            au: None,
            rev: self.rev.clone(),
            color: Color::Never,
        };
        let env = Env {
            out: &mut io::sink(),
            err: &mut io::sink(),
            input: &mut io::empty(),
            can_ask: false,
            is_waiting: || false,
            global: &global,
            program: env.program.clone(),
            folder: env.folder.clone(),
            today: env.today,
            terminal: env.terminal,
            is_screen: false,
            err_color: false,
        };
        let loaded = load(env.plan_files().ok()?.as_ref()).ok()?;
        let is_whole = loaded.faults.is_empty() && loaded.unread.is_empty();
        loaded.plan.filter(|_| is_whole)
    }
}

/// Reads a variable set before a command: `NOM=valeur`.
fn variable(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!name.is_empty() && name.bytes().all(is_name)).then_some((name, value))
}

/// Returns a path as the shell would make it: from the user's own folder after a tilde.
fn path(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(below), Some(home)) => home.join(below),
        _ => PathBuf::from(text),
    }
}
