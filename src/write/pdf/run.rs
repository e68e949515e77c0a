//! A program that is started, listened to, and ended with all it started when it takes too long.

use std::collections::VecDeque;
use std::io::{self, PipeReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::error::quoted;
use crate::write::signals::Held;

/// How often a program is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// How long the words of a program that has ended may take to come.
const REST: Duration = Duration::from_secs(2);

/// How many bytes of the end of a program's words are kept.
const KEPT: usize = 4096;

/// How a program ended.
pub(super) enum Ended {
    /// By itself.
    Alone(ExitStatus),
    /// Because it took too long.
    TooLate,
    /// Because somebody asked this program to end, by a signal.
    Interrupted,
}

/// What a run gave.
pub(super) struct Ran {
    /// How it ended.
    pub(super) ended: Ended,
    /// The end of what it said, made safe.
    pub(super) words: String,
}

/// Runs a program that is told nothing and may take so long.
pub(super) fn run(command: &mut Command, limit: Duration) -> io::Result<Ran> {
    let (reader, writer) = io::pipe()?;
    command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer);
    set_apart(command);
    let held = Held::start()?;
    let mut child = command.spawn()?;
    // This side of the pipe would keep it open.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let words = tail(reader);
    let ended = watch(&mut child, limit, &held);
    end(&mut child);
    let ended = ended?;
    let words = words.recv_timeout(REST).unwrap_or_default();
    Ok(Ran {
        ended,
        words: quoted(&words),
    })
}

/// Waits for the end of a program, of its time, or of this program.
fn watch(child: &mut Child, limit: Duration, held: &Held) -> io::Result<Ended> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::Alone(status));
        }
        if held.signal().is_some() {
            return Ok(Ended::Interrupted);
        }
        if start.elapsed() > limit {
            return Ok(Ended::TooLate);
        }
        thread::sleep(LOOK);
    }
}

/// Reads all that a program says, and gives the end of it when nobody can say more.
fn tail(mut reader: PipeReader) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let (mut kept, mut piece) = (VecDeque::new(), [0; KEPT]);
        while let Ok(count @ 1..) = reader.read(&mut piece) {
            kept.extend(piece.iter().take(count));
            let excess = kept.len().saturating_sub(KEPT);
            kept.drain(..excess);
        }
        // Nobody may be listening any more.
        let _ = sender.send(Vec::from(kept));
    });
    receiver
}

/// Sets a program apart, in a group of its own with all that it starts.
#[cfg(unix)]
fn set_apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Leaves a program as it is: a browser that ends takes its parts with it.
#[cfg(not(unix))]
fn set_apart(_: &mut Command) {}

/// Ends a program, and what is left of all that it started.
fn end(child: &mut Child) {
    end_group(child);
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// Ends the group of a program. The group of one that has ended is still its own as long as a part of it is there.
#[cfg(unix)]
fn end_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Does nothing: there are no groups.
#[cfg(not(unix))]
fn end_group(_: &Child) {}
