//! The words of a shell's line: read as far as they are typed, and written so that the shell reads them back.

/// A quotation mark that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    /// None.
    None,
    /// `'`.
    Single,
    /// `"`.
    Double,
}

/// A word that is being typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Typed<'a> {
    /// Its characters on the line.
    pub(crate) raw: &'a str,
    /// What the shell will make of them: variables and patterns stay as they are.
    pub(crate) text: String,
    /// The quotation mark that is open at its end.
    pub(crate) quote: Quote,
}

/// Reads the words of a line up to its end, where the last is being typed: it is empty after a space.
pub(crate) fn words(line: &str) -> Vec<Typed<'_>> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    loop {
        let (typed, after) = word(rest);
        words.push(typed);
        match after {
            Some(after) => rest = after.trim_start(),
            None => return words,
        }
    }
}

/// Reads one word, and returns what follows it; nothing when the line ends first.
pub(crate) fn word(line: &str) -> (Typed<'_>, Option<&str>) {
    let (mut text, mut quote) = (String::new(), Quote::None);
    let mut characters = line.char_indices();
    while let Some((at, character)) = characters.next() {
        match (quote, character) {
            (Quote::None, blank) if blank.is_whitespace() => {
                let raw = &line[..at];
                return (Typed { raw, text, quote }, Some(&line[at..]));
            }
            (Quote::None, '\'') => quote = Quote::Single,
            (Quote::None, '"') => quote = Quote::Double,
            (Quote::Single, '\'') | (Quote::Double, '"') => quote = Quote::None,
            (Quote::None | Quote::Double, '\\') => {
                let next = characters.next().map(|(_, next)| next);
                if quote == Quote::Double && !next.is_some_and(is_special_in_double) {
                    text.push('\\');
                }
                text.extend(next);
            }
            (_, plain) => text.push(plain),
        }
    }
    let raw = line;
    (Typed { raw, text, quote }, None)
}

/// Writes a text so that a shell of the Bourne family takes it for itself, after a quotation mark that is open.
pub(crate) fn escaped(text: &str, quote: Quote) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match quote {
            Quote::None if is_plain(character) => {}
            Quote::None => escaped.push('\\'),
            Quote::Single if character == '\'' => {
                escaped.push_str("'\\''");
                continue;
            }
            Quote::Single => {}
            // Between these marks it would call the history back, and a backslash before it would stay.
            Quote::Double if character == '!' => {
                escaped.push_str("\"'!'\"");
                continue;
            }
            Quote::Double if is_special_in_double(character) => escaped.push('\\'),
            Quote::Double => {}
        }
        escaped.push(character);
    }
    escaped
}

/// Writes a text as one word of a shell of the Bourne family.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", escaped(text, Quote::Single))
}

/// Writes a text as one word of fish.
pub(crate) fn quoted_for_fish(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Returns whether a character needs no mark: letters, digits, and the few signs that no shell reads.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || !character.is_ascii() || "_-./,+%".contains(character)
}

/// Returns whether a character means something between double quotation marks.
fn is_special_in_double(character: char) -> bool {
    matches!(character, '"' | '\\' | '$' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a shell must not read as anything else.
    const HOSTILE: &str = "l'été \"$(x)\" `y` a::b \\ $HOME !! ; & | > * ? [z] {q} ~ # =";

    #[test]
    fn words_are_read_as_far_as_they_are_typed() {
        let texts = |line| -> Vec<String> {
            let words = words(line);
            words.into_iter().map(|word| word.text).collect()
        };
        assert_eq!(
            texts("stspd  list --pilote "),
            ["stspd", "list", "--pilote", ""]
        );
        assert_eq!(texts("a 'b c'd \"e \\\"f"), ["a", "b cd", "e \"f"]);
        assert_eq!(texts("a Ville\\ de\\ L"), ["a", "Ville de L"]);
        assert_eq!(texts("a \"\\é\\$\" \\"), ["a", "\\é$", ""]);
        assert_eq!(texts(""), [""]);
    }

    #[test]
    fn the_open_mark_of_the_last_word_is_known() {
        for (line, quote) in [
            ("a b", Quote::None),
            ("a 'b", Quote::Single),
            ("a b\"'", Quote::Double),
            ("a \"b\"", Quote::None),
        ] {
            let last = words(line).pop();
            assert_eq!(last.map(|word| word.quote), Some(quote), "{line}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (opening, quote, closing) in [
            ("", Quote::None, ""),
            ("'", Quote::Single, "'"),
            ("\"", Quote::Double, "\""),
        ] {
            let line = format!("{opening}{}{closing}", escaped(HOSTILE, quote));
            let (typed, after) = word(&line);
            assert_eq!((typed.text.as_str(), after), (HOSTILE, None), "{line}");
        }
        assert_eq!(word(&quoted(HOSTILE)).0.text, HOSTILE);
        assert_eq!(quoted_for_fish("l'a\\b"), "'l\\'a\\\\b'");
    }
}
