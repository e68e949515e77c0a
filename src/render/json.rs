//! JSON: a contract. Keys are French, ASCII, snake_case; what is absent is null.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Number, Value};

use crate::model::cout::Montant;
use crate::model::mot::Tally;

/// The version of the contract.
pub(crate) const VERSION: u32 = 1;

/// Writes a view, indented, with a newline at the end.
pub(crate) fn write(view: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Hashes { out, last: false };
    serde_json::to_writer_pretty(&mut out, view)?;
    out.write_all(b"\n")
}

/// An output where no two hashes follow each other: the logs of continuous integration obey `##[…]` anywhere in a line. Only
/// the texts of a JSON hold any, where `\u0023` says the same.
struct Hashes<'a> {
    /// Where bytes go.
    out: &'a mut dyn Write,
    /// Whether the last byte was a hash.
    last: bool,
}

impl Write for Hashes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut start = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let is_hash = *byte == b'#';
            if is_hash && self.last {
                self.out.write_all(&bytes[start..at])?;
                self.out.write_all(b"\\u0023")?;
                start = at + 1;
            }
            self.last = is_hash && !self.last;
        }
        self.out.write_all(&bytes[start..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns an amount in euros: a whole number where it is one, else with its cents.
pub(crate) fn amount(amount: Montant) -> Value {
    let cents = amount.cents();
    if cents % 100 == 0 {
        Value::from(cents / 100)
    } else {
        decimal(&format!(
            "{}{}.{:02}",
            if cents < 0 { "-" } else { "" },
            cents.abs() / 100,
            cents.abs() % 100
        ))
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
        for text in ["##[error]x", "###[a]####", "# # ##", "é##"] {
            let mut bytes = Vec::new();
            write(&[text, text], &mut bytes).unwrap();
            let json = String::from_utf8(bytes).unwrap();
            assert!(!json.contains("##"), "{json}");
            assert_eq!(
                serde_json::from_str::<[String; 2]>(&json).unwrap(),
                [text, text]
            );
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
