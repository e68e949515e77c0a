//! The process: its arguments, its streams, the date, and its end. Nothing is decided here.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use stspd::{Process, Stream, run};

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let (out_color, err_color) = (has_color(&out), has_color(&err));
    let process = Process {
        out: Stream {
            width: width(&out),
            color: out_color,
            writer: &mut out,
        },
        err: Stream {
            width: width(&err),
            color: err_color,
            writer: &mut err,
        },
        folder: std::env::current_dir().unwrap_or_default(),
        today: chrono::Local::now().date_naive(),
    };
    ExitCode::from(run(std::env::args_os(), process).code())
}

/// Returns the width of the screen behind a stream: `COLUMNS` when it is set, else what the screen says.
fn width(stream: &impl IsTerminal) -> Option<u16> {
    let asked = || {
        std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok())
            .filter(|&columns| columns > 0)
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
