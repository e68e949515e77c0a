//! Printed numbers, compared as people do.

use crate::text::fold::fold;

/// The order of printed numbers: digits compare as numbers, the rest as text, so that `2-10` follows `2-9`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NumberOrder(Vec<Piece>);

/// A piece of a printed number.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// A run of digits: its length without leading zeros, then the digits, which orders them as numbers of any size.
    Digits(usize, String),
    /// Anything else, folded.
    Text(String),
}

impl NumberOrder {
    /// Cuts a printed number into pieces.
    pub(crate) fn of(numero: &str) -> Self {
        let folded = fold(numero);
        let mut pieces = Vec::new();
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            let is_digits = first.is_ascii_digit();
            let length = rest
                .find(|next: char| next.is_ascii_digit() != is_digits)
                .unwrap_or(rest.len());
            let (piece, after) = rest.split_at(length);
            pieces.push(if is_digits {
                let digits = piece.trim_start_matches('0');
                Piece::Digits(digits.len(), digits.to_owned())
            } else {
                Piece::Text(piece.to_owned())
            });
            rest = after;
        }
        Self(pieces)
    }
}
