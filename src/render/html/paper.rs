//! What each printed sheet says of the page it is of.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::render::french::date;
use crate::text::safe;

/// How many characters of a title the foot of a sheet has room for.
const ROOM: usize = 90;

/// Returns the style of the foot of each sheet: a title, cut where it is too long, and the reference date where the title does
/// not say it.
pub(super) fn foot((title, day): &(String, NaiveDate)) -> String {
    let mut foot = title.clone();
    if title.chars().count() > ROOM {
        foot = title.chars().take(ROOM - 1).collect();
        foot = format!("{}…", foot.trim_end());
    }
    let day = date(*day);
    if !foot.contains(&day) {
        foot = format!("{foot} · arrêté au {day}");
    }
    let foot = string(&safe::line(&foot));
    format!("@page {{ @bottom-left {{ content: {foot}; }} }}\n")
}

/// Returns a text as a string of a style sheet, in which no character is but a letter or a digit: none can end it.
fn string(text: &str) -> String {
    let mut string = String::from("\"");
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            string.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(string, "\\{:X} ", u32::from(character));
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what a browser reads in a string of a style sheet.
    fn read(string: &str) -> String {
        let inside = string.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
        let mut pieces = inside.split('\\');
        let mut text = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once(' ').unwrap();
            text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
            text.push_str(rest);
        }
        text
    }

    #[test]
    fn no_title_ends_the_string_that_holds_it() {
        for hostile in [
            "\"; } body { background: url(http://exemple.fr) } /*",
            "</style><script>alert(1)</script>",
            "\\\"\\A \\",
            "un\ndeux\r\u{c}trois\0",
            "*/ <!-- --> ]]> &lt; ##[error] ::error",
            "é’« œuvre »\u{202e}😀A9",
        ] {
            let string = string(hostile);
            let allowed = |next: char| next.is_ascii_alphanumeric() || "\\ ".contains(next);
            let inside = &string[1..string.len() - 1];
            assert!(inside.chars().all(allowed), "{string}");
            assert_eq!(read(&string), hostile);
        }
    }

    #[test]
    fn any_character_is_itself_in_a_string_of_a_style_sheet() {
        for character in ('\u{1}'..=char::MAX).step_by(7) {
            let text = format!("a{character}0 f");
            assert_eq!(read(&string(&text)), text);
        }
    }

    #[test]
    fn the_foot_says_the_title_and_the_date_once() {
        let day = NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
        let said = |title: &str| {
            let foot = foot(&(title.to_owned(), day));
            let string = foot.split_once("content: ").unwrap().1;
            read(string.split_once("; }").unwrap().0)
        };
        assert_eq!(said("Bilan 2017"), "Bilan 2017 · arrêté au 31/12/2017");
        assert_eq!(said("Fiches au 31/12/2017"), "Fiches au 31/12/2017");
        assert_eq!(
            said(&"é".repeat(500)).chars().count(),
            ROOM + " · arrêté au 31/12/2017".chars().count()
        );
    }
}
