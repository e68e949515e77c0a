//! The arguments of a command, which clap is told of when the command is called.

use clap::error::Error;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

/// The arguments of a command. clap learns them when the command is called, or the whole tree is built: learning those of all
/// the others would take a tenth of the time of a small `list`.
#[derive(Debug)]
pub(crate) struct Called<A>(pub(crate) A);

impl<A: Args> Args for Called<A> {
    fn augment_args(command: Command) -> Command {
        command.defer(told::<A>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<A: FromArgMatches> FromArgMatches for Called<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// Tells a command its own arguments. Those that every command takes, which it has by then, stay behind them; what the command
/// is about was said with its name.
fn told<A: Args>(command: Command) -> Command {
    let about = command.get_about().cloned();
    let common: Vec<Arg> = command.get_arguments().cloned().collect();
    let command = A::augment_args(command);
    let own = command.get_arguments().skip(common.len()).cloned();
    let mut arguments = own.collect::<Vec<_>>().into_iter().chain(common);
    let command = command.mut_args(|arg| arguments.next().unwrap_or(arg));
    command.about(about.unwrap_or_default())
}
