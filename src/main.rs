//! The process: its arguments, its streams, the date, and its end. Nothing is decided here.

use std::io::{self, IsTerminal, Write};
use std::panic::{catch_unwind, set_hook};
use std::process::ExitCode;

use stspd::{Exit, Input, Process, Stream, run};

fn main() -> ExitCode {
    set_hook(Box::new(|defect| {
        let place = defect
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        // When stderr is closed there is nobody left to tell.
        let _ = writeln!(
            io::stderr(),
            "erreur : défaut de stspd, à signaler avec ce repère : {place}"
        );
    }));
    let exit = catch_unwind(run_once).unwrap_or(Exit::RunAtFault);
    ExitCode::from(exit.code())
}

/// Runs the program with what the process has.
fn run_once() -> Exit {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let (out_color, err_color) = (has_color(&out), has_color(&err));
    let mut input = io::stdin().lock();
    let process = Process {
        input: Input {
            is_someone: input.is_terminal() && err.is_terminal(),
            is_waiting,
            reader: &mut input,
        },
        out: Stream {
            width: width(&out),
            is_screen: out.is_terminal(),
            color: out_color,
            writer: &mut out,
        },
        err: Stream {
            width: width(&err),
            is_screen: err.is_terminal(),
            color: err_color,
            writer: &mut err,
        },
        folder: std::env::current_dir().unwrap_or_default(),
        today: chrono::Local::now().date_naive(),
    };
    run(std::env::args_os(), process)
}

/// Returns the width of the screen behind a stream: `COLUMNS` when it is set, else what the screen says.
fn width(stream: &impl IsTerminal) -> Option<u16> {
    let asked = || {
        let columns = std::env::var("COLUMNS").ok()?.parse().ok()?;
        (columns > 0).then_some(columns)
    };
    let seen = || terminal_size::terminal_size().map(|(width, _)| width.0);
    stream
        .is_terminal()
        .then(|| asked().or_else(seen))
        .flatten()
}

/// Returns whether a stream wants colours: `NO_COLOR`, `CLICOLOR_FORCE` and `TERM` have their say.
fn has_color(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}

/// How long what is pasted may take from one line to the next, in nanoseconds.
#[cfg(unix)]
const PASTE: i64 = 50_000_000;

/// Returns whether something more was typed or pasted, and waits to be read.
#[cfg(unix)]
fn is_waiting() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let input = io::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::IN)];
    let patience = Timespec {
        tv_sec: 0,
        tv_nsec: PASTE,
    };
    poll(&mut fds, Some(&patience)).is_ok_and(|ready| ready > 0)
}

/// Returns whether something more was typed or pasted; nobody knows here.
#[cfg(not(unix))]
fn is_waiting() -> bool {
    false
}
