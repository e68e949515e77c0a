//! What holds of any bytes: tried by the fuzzers of `fuzz/` on what they invent, and by the tests on seeds and on what was
//! found. No part of the program.

mod check;
mod edit;
mod fmt;
mod markup;
mod output;
mod plan;
mod render;
#[cfg(test)]
mod tests;

/// What a target tries: it panics where something does not hold, else says whether the bytes are a start for better ones.
type Target = fn(&[u8]) -> bool;

/// The targets, each under the name of its binary in `fuzz/` and of its folder in `tests/fuzz/`.
const TARGETS: [(&str, Target); 9] = [
    ("read", check::read),
    ("findings", check::findings),
    ("fmt", fmt::fmt),
    ("edit", edit::edit),
    ("terminal", render::terminal),
    ("markdown", render::markdown),
    ("html", render::html),
    ("spreadsheet", render::spreadsheet),
    ("exchange", render::exchange),
];

/// Tries a target on bytes, and returns whether they were worth it.
pub(crate) fn run(target: &str, bytes: &[u8]) -> bool {
    let mut targets = TARGETS.iter();
    let found = targets.find(|(name, _)| *name == target);
    found.expect("each binary has a target of its name").1(bytes)
}
