//! JSON: a contract. Keys are French, ASCII, snake_case; what is absent is null.

use std::io::{self, BufWriter, IntoInnerError, Write};

use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value};

use crate::model::cout::Montant;
use crate::model::mot::Tally;
use crate::text::safe;

/// The version of the contract.
pub(crate) const VERSION: u32 = 1;

/// How many bytes are looked at together.
const PIECE: usize = 16 * 1024;

/// How many are tried at once.
const LITTLE: usize = 32;

/// Writes a view, indented, with a newline at the end.
pub(crate) fn write(view: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Plain::buffered(out);
    serde_json::to_writer_pretty(&mut out, view)?;
    out.write_all(b"\n")?;
    finish(out)
}

/// Writes views, each on its line.
pub(crate) fn write_lines(
    views: impl Iterator<Item = impl Serialize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = Plain::buffered(out);
    for view in views {
        serde_json::to_writer(&mut out, &view)?;
        out.write_all(b"\n")?;
    }
    finish(out)
}

/// A sequence, each view of which is made when it is written: those of a large plan never stand in memory together.
pub(crate) struct Each<'a, C, T, V> {
    /// What every view is made with.
    context: C,
    /// What is shown.
    items: &'a [T],
    /// Makes the view of one.
    view: fn(C, &'a T) -> V,
}

impl<'a, C, T, V> Each<'a, C, T, V> {
    /// Returns the sequence of the views of some items.
    pub(crate) fn of(context: C, items: &'a [T], view: fn(C, &'a T) -> V) -> Self {
        Self {
            context,
            items,
            view,
        }
    }
}

impl<C: Copy, T, V: Serialize> Serialize for Each<'_, C, T, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.items.iter();
        serializer.collect_seq(items.map(|item| (self.view)(self.context, item)))
    }
}

/// An output that no screen and no log obeys: what would command them is written `\\u001b`, which says the same to a program.
/// Only the texts of a JSON hold any. Logs obey `##[…]` anywhere in a line: no two hashes follow each other.
struct Plain<'a> {
    /// Where bytes go.
    out: &'a mut dyn Write,
    /// Whether the last character was a hash.
    after_hash: bool,
}

impl<'a> Plain<'a> {
    /// Returns one that takes many writings at once.
    fn buffered(out: &'a mut dyn Write) -> BufWriter<Self> {
        let after_hash = false;
        BufWriter::with_capacity(PIECE, Self { out, after_hash })
    }
}

/// Hands on what is left. When the output itself is flushed is for its owner to say: what is told on stderr comes before.
fn finish(out: BufWriter<Plain<'_>>) -> io::Result<()> {
    let written = out.into_inner();
    written.map(|_| ()).map_err(IntoInnerError::into_error)
}

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The writer of JSON gives texts whole, and its buffer does not part what it is given.
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let innocent = innocents(&bytes[at..]);
            self.after_hash &= innocent == 0;
            at += innocent;
            let Some(character) = text[at..].chars().next() else {
                break;
            };
            let is_hash = character == '#';
            if safe::commands(character) || safe::is_hidden(character) || is_hash && self.after_hash
            {
                self.out.write_all(&bytes[start..at])?;
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(self.out, "\\u{unit:04x}")?;
                }
                start = at + character.len_utf8();
                self.after_hash = false;
            } else {
                self.after_hash = is_hash;
            }
            at += character.len_utf8();
        }
        self.out.write_all(&bytes[start..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns how many bytes come before the first with which a character that is spelled out may begin.
fn innocents(bytes: &[u8]) -> usize {
    // Without branches, many bytes are tried at once.
    let is_quiet = |piece: &&[u8]| {
        piece
            .iter()
            .fold(true, |all, &byte| all & is_innocent(byte))
    };
    let quiet = LITTLE * bytes.chunks_exact(LITTLE).take_while(is_quiet).count();
    let rest = bytes[quiet..].iter().position(|&byte| !is_innocent(byte));
    quiet + rest.unwrap_or(bytes.len() - quiet)
}

/// Returns whether no character that is spelled out begins with a byte: those that an accent begins with are innocent.
fn is_innocent(byte: u8) -> bool {
    let is_odd = (byte == b'#') | (byte == 0x7F) | (byte < b' ') & (byte != b'\n');
    let is_wide =
        (byte == 0xC2) | (byte == 0xD8) | (byte == 0xE2) | (byte == 0xEF) | (byte == 0xF3);
    !(is_odd | is_wide)
}

/// Returns an amount in euros: a whole number where it is one, else with its cents.
pub(crate) fn amount(amount: Montant) -> Value {
    let cents = amount.cents();
    if cents % 100 == 0 {
        Value::from(cents / 100)
    } else {
        decimal(&amount.decimal('.'))
    }
}

/// Returns a number: a whole one where it is one.
pub(crate) fn number(value: f64) -> Value {
    // Up to 2^53 a whole number is exact; the reader admits no larger one.
    #[allow(clippy::cast_possible_truncation)]
    if value.fract() == 0.0 {
        Value::from(value as i64)
    } else {
        Number::from_f64(value).map_or(Value::Null, Value::Number)
    }
}

/// Returns counts of words: every word as a snake_case key, then those that have none.
pub(crate) fn tally(tally: &Tally) -> Value {
    let mut counts: Map<String, Value> = tally
        .words
        .iter()
        .map(|(word, _, count)| (word.replace('-', "_"), Value::from(*count)))
        .collect();
    counts.insert("non_renseigne".to_owned(), Value::from(tally.absent));
    Value::Object(counts)
}

/// Returns a number from its decimal writing.
fn decimal(text: &str) -> Value {
    text.parse::<f64>()
        .ok()
        .and_then(Number::from_f64)
        .map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_a_log_and_each_stays_what_it_is() {
        let commands = "\u{9b}31m\u{7f}\u{202e}\u{e0041}\u{200b}\u{2028}\u{feff}\u{1b}";
        for text in [
            "##[error]x",
            "###[a]####",
            "# # ##",
            "é##",
            "\u{9b}##",
            commands,
        ] {
            let mut bytes = Vec::new();
            write(&[text, text], &mut bytes).unwrap();
            let json = String::from_utf8(bytes).unwrap();
            assert!(!json.contains("##"), "{json}");
            let obeyed = |next: char| safe::commands(next) || safe::is_hidden(next);
            assert!(!json.contains(obeyed), "{json}");
            assert_eq!(
                serde_json::from_str::<[String; 2]>(&json).unwrap(),
                [text, text]
            );
        }
    }

    #[test]
    fn no_character_that_commands_begins_with_an_innocent_byte() {
        for character in '\u{0}'..=char::MAX {
            let is_spelled_out = safe::commands(character) || safe::is_hidden(character);
            if is_spelled_out || character == '#' {
                let first = character.to_string().as_bytes()[0];
                assert!(!is_innocent(first), "{character:?}");
            }
        }
        assert_eq!(
            innocents("{\n  \"état\": \"très à l'écart\"\n}#".as_bytes()),
            34
        );
        assert_eq!(innocents("à # ".repeat(40).as_bytes()), 3);
    }

    #[test]
    fn a_text_longer_than_what_is_looked_at_together_stays_what_it_is() {
        for text in ["#", "a#", "é", "’", "x\u{202e}é##"] {
            let texts = [
                text.repeat(PIECE),
                text.repeat(3),
                text.repeat(PIECE / 2 - 1),
            ];
            let mut bytes = Vec::new();
            write(&texts, &mut bytes).unwrap();
            let json = String::from_utf8(bytes).unwrap();
            assert!(!json.contains("##") && !json.contains('\u{202e}'));
            assert_eq!(serde_json::from_str::<[String; 3]>(&json).unwrap(), texts);
        }
    }

    #[test]
    fn figures_keep_their_decimals_and_no_more() {
        let json = |text: &str| amount(Montant::parse(text).unwrap()).to_string();
        assert_eq!(
            [json("4500"), json("4380.50"), json("-0.07"), json("0")],
            ["4500", "4380.5", "-0.07", "0"]
        );
        assert_eq!(
            [
                number(15.0).to_string(),
                number(0.1).to_string(),
                number(-2.5).to_string()
            ],
            ["15", "0.1", "-2.5"]
        );
    }
}
