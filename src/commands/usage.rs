//! Usage errors in French: what is wrong on the command line, and the way out.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorFormatter, ErrorKind};

use super::cli::command;
use crate::text::nearest::quoted_or;
use crate::text::safe;

/// Writes the errors of the command line in French.
pub(crate) struct French;

/// What stands before the command that says more.
const MORE: &str = "Pour en savoir plus : ";

/// The options that every command takes, with a value as the next word.
const VALUED: [&str; 4] = ["--plan", "--au", "--rev", "--color"];

/// Returns the text of an error of a command line, which ends with the help of the command that is at fault.
pub(crate) fn explained(error: &clap::error::Error<French>, args: &[OsString]) -> String {
    let text = error.render().to_string();
    let commands = command(None);
    // The value of an option that comes before the command is none, whatever it is.
    let mut words = args.iter().skip(1);
    let mut command = words.next();
    while let Some(option) = command.filter(|word| word.to_string_lossy().starts_with('-')) {
        if VALUED.iter().any(|valued| option == valued) {
            words.next();
        }
        command = words.next();
    }
    let known = command.filter(|word| commands.find_subcommand(word).is_some());
    match known.and_then(|word| word.to_str()) {
        Some(name) => text.replace(
            &format!("{MORE}stspd --help"),
            &format!("{MORE}stspd {name} --help"),
        ),
        None => text,
    }
}

impl ErrorFormatter for French {
    fn format_error(error: &clap::error::Error<Self>) -> StyledStr {
        // Each part stays on its line, whatever was typed.
        let mut text = format!("erreur : {}\n", safe::line(&message(error)));
        for help in helps(error) {
            text.push_str(&format!("  aide : {}\n", safe::line(&help)));
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let usage = usage.to_string();
            text.push_str(&format!(
                "\nUtilisation : {}\n",
                usage.trim().trim_start_matches("Usage:").trim()
            ));
        }
        text.push_str(&format!("\n{MORE}stspd --help\n"));
        safe::text(&text).into_owned().into()
    }
}

/// Says what is wrong.
fn message(error: &clap::error::Error<French>) -> String {
    let argument =
        || said(error, ContextKind::InvalidArg).unwrap_or_else(|| "cet argument".to_owned());
    let value = said(error, ContextKind::InvalidValue).filter(|value| !value.is_empty());
    match error.kind() {
        ErrorKind::InvalidValue => match value {
            Some(value) if value.contains(char::REPLACEMENT_CHARACTER) => {
                format!(
                    "« {value} », donné à {}, n'est pas écrit en UTF-8",
                    argument()
                )
            }
            Some(value) => format!("« {value} » ne convient pas à {}", argument()),
            None => format!("il manque une valeur après {}", argument()),
        },
        ErrorKind::UnknownArgument => format!("option ou argument inconnu : « {} »", argument()),
        ErrorKind::InvalidSubcommand => {
            format!(
                "commande inconnue : « {} »",
                said(error, ContextKind::InvalidSubcommand).unwrap_or_default()
            )
        }
        ErrorKind::NoEquals => format!("il manque le signe = après {}", argument()),
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error)
                .map(|cause| format!(" : {cause}"))
                .unwrap_or_default();
            format!(
                "« {} » ne convient pas à {}{cause}",
                value.unwrap_or_default(),
                argument()
            )
        }
        ErrorKind::TooManyValues => format!(
            "« {} » est de trop après {}",
            value.unwrap_or_default(),
            argument()
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{} n'a pas le bon nombre de valeurs", argument())
        }
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg) {
            Some(other) if other == argument() => format!("{other} est donné deux fois"),
            Some(other) => format!("{} et {other} ne vont pas ensemble", argument()),
            None => format!("{} ne va pas avec le reste de la commande", argument()),
        },
        ErrorKind::MissingRequiredArgument => format!("il manque {}", argument()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "il manque une commande".to_owned()
        }
        ErrorKind::InvalidUtf8 => "un argument n'est pas écrit en UTF-8".to_owned(),
        _ => "la commande ne se comprend pas".to_owned(),
    }
}

/// Says the ways out.
fn helps(error: &clap::error::Error<French>) -> Vec<String> {
    let close = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let mut helps: Vec<String> = close
        .into_iter()
        .filter_map(|kind| error.get(kind))
        .filter_map(quoted)
        .map(|words| format!("vouliez-vous dire {words} ?"))
        .collect();
    for (kind, start) in [
        (ContextKind::ValidValue, "les valeurs possibles sont"),
        (ContextKind::ValidSubcommand, "les commandes sont"),
    ] {
        helps.extend(
            error
                .get(kind)
                .and_then(quoted)
                .map(|words| format!("{start} {words}")),
        );
    }
    helps
}

/// Returns a context as plain words.
fn said(error: &clap::error::Error<French>, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

/// Returns a context as quoted words; nothing when there are none.
fn quoted(value: &ContextValue) -> Option<String> {
    let words: Vec<&str> = match value {
        ContextValue::String(text) => vec![text],
        ContextValue::Strings(texts) => texts.iter().map(String::as_str).collect(),
        _ => return None,
    };
    (!words.is_empty()).then(|| quoted_or(&words))
}
