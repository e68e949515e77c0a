//! What to write instead: from the words of the author and what the key takes, the value as the format writes it.

use super::date_words::{date, dates, day, month, only_year};
use super::keys::{Key, Kind};
use super::synonyms;
use crate::model::dates::Periode;
use crate::model::ids::Code;
use crate::model::mot::Mot;
use crate::model::strategie::Gravite;
use crate::text::fold::fold;
use crate::text::nearest::quoted_or;

/// The longest value that a help proposes; beyond, nobody could compare it with what is written.
const LONGEST_CURE: usize = 160;

/// The longest value that a message shows.
const LONGEST_SHOWN: usize = 60;

/// Returns a text on one line, cut where a message would become a page.
pub(super) fn shown(text: &str) -> String {
    cut(text, LONGEST_SHOWN)
}

/// Returns a text on one line, of a limited length.
fn cut(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => text.trim().replace(['\n', '\r', '\t'], " "),
    }
}

/// Returns the help that shows the line to write: `name` is the name as the author wrote it; none for an item of a list.
pub(super) fn help(key: &Key, name: Option<&str>, words: &str) -> String {
    if let Some(name) = name.filter(|name| is_yearless(key, name)) {
        return yearly(key, name, words);
    }
    match written(key.kind, words, name.is_none()) {
        Some(value) => write_instead(name, &value),
        None => otherwise(key, words),
    }
}

/// Returns the help on words from which no value can be guessed.
fn otherwise(key: &Key, words: &str) -> String {
    match key.kind {
        Kind::Word(words) => format!("écrire entre guillemets {}", quoted_or(&words())),
        Kind::Number | Kind::Amount | Kind::Values(_) | Kind::Targets => format!(
            "écrire un nombre, par exemple : {}, ou supprimer cette donnée s'il n'est pas connu",
            key.example
        ),
        Kind::Date => match month(words) {
            Some(month) => format!(
                "dire aussi le jour, par exemple : {} = {month}-01",
                key.name
            ),
            None => format!("par exemple : {}", key.example),
        },
        Kind::Table(shape) if key.example.starts_with('[') => {
            let lines = shape
                .keys
                .iter()
                .find(|key| matches!(key.kind, Kind::Tables(_)));
            let below = match lines.filter(|_| number(words).is_some()) {
                Some(lines) => lines.example.to_owned(),
                None => quoted_or(&shape.keys.iter().map(|key| key.name).collect::<Vec<_>>()),
            };
            format!(
                "écrire le titre {}, seul sur sa ligne, et en dessous {below}",
                key.example
            )
        }
        _ => format!("par exemple : {}", key.example),
    }
}

/// Returns whether a name takes a number a year, and does not say the year: `valeurs`, not `valeurs.2017`.
pub(super) fn is_yearless(key: &Key, name: &str) -> bool {
    matches!(key.kind, Kind::Values(_) | Kind::Targets) && name.rsplit('.').next() == Some(key.name)
}

/// Returns what is wrong with a name that does not say its year.
pub(super) fn no_year(key: &Key) -> String {
    format!("« {} » ne dit pas de quelle année", key.name)
}

/// Returns the help on a number without its year, which the words may tell: `cibles = "20 en 2018"`.
fn yearly(key: &Key, name: &str, words: &str) -> String {
    let year = only_year(words);
    let count = words
        .split(|next: char| !next.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .count();
    let plain = |word: &&str| {
        !matches!(
            fold(word).as_str(),
            "en" | "pour" | "fin" | "d'ici" | "a" | "annee"
        )
    };
    let rest: Vec<&str> = words
        .split([' ', ':', '(', ')'])
        .filter(|word| Some(*word) != year && !word.is_empty())
        .filter(plain)
        .collect();
    if let (Some(year), Some(value), true) =
        (year, written(key.kind, &rest.join(" "), true), count > 1)
    {
        return write_instead(Some(&format!("{name}.{year}")), &value);
    }
    let (example, sample) = key.example.split_once(" = ").unwrap_or((key.example, ""));
    let value = written(key.kind, words, true).unwrap_or_else(|| sample.to_owned());
    format!("dire l'année après un point, par exemple : {example} = {value}")
}

/// Returns the help that says what to write instead of a value.
pub(super) fn write_instead(name: Option<&str>, value: &str) -> String {
    let value = cut(value, LONGEST_CURE);
    match name {
        Some(name) => format!("écrire {name} = {value}"),
        None => format!("écrire {value}"),
    }
}

/// Returns the words of the author as the format writes them for a key that takes this; nothing when it cannot be told.
pub(crate) fn written(kind: Kind, words: &str, in_list: bool) -> Option<String> {
    let words = words.trim().trim_end_matches([',', ';']).trim_end();
    match kind {
        _ if words.is_empty() => None,
        Kind::Texts | Kind::Participants(_) if !in_list => Some(list(words)),
        Kind::Text
        | Kind::LongText
        | Kind::Texts
        | Kind::Participants(_)
        | Kind::Headings
        | Kind::Glossary
        | Kind::Nodes(_) => Some(quoted(words)),
        Kind::Word(known) => word(words, &known()),
        Kind::Severities => word(words, &Gravite::words()),
        Kind::Values(_) if is_rough(words) => {
            number(words).map(|number| format!("{{ valeur = {number}, environ = true }}"))
        }
        Kind::Number | Kind::Amount | Kind::Values(_) | Kind::Targets => number(words),
        Kind::Year | Kind::Count | Kind::Counts | Kind::Format => {
            number(words).filter(|number| !number.contains('.'))
        }
        Kind::Boolean => match fold(words).as_str() {
            "oui" | "true" | "vrai" => Some("true".to_owned()),
            "non" | "false" | "faux" => Some("false".to_owned()),
            _ => None,
        },
        Kind::Date => day(words),
        Kind::Occurrences if !in_list && date(words).is_none() => {
            let items: Vec<String> = dates(words)?
                .iter()
                .map(|date| format!("\"{date}\""))
                .collect();
            Some(format!("[{}]", items.join(", ")))
        }
        Kind::Occurrences | Kind::Interval | Kind::End => {
            date(words).map(|date| format!("\"{date}\""))
        }
        Kind::Period => Periode::parse(words)
            .ok()
            .map(|_| words.to_owned())
            .or_else(|| date(words))
            .map(|date| format!("\"{date}\"")),
        Kind::Code => {
            let code = words.replace([',', ' ', '-'], ".");
            let is_code =
                code.starts_with(|first: char| first.is_ascii_digit()) || !words.contains(' ');
            Code::parse(&code)
                .ok()
                .filter(|_| is_code)
                .map(|_| quoted(&code))
        }
        Kind::Table(_) | Kind::Tables(_) | Kind::Named(_) | Kind::ByYear(_) | Kind::Points(_) => {
            None
        }
    }
}

/// Returns a list of the texts that stand side by side.
pub(super) fn list(words: &str) -> String {
    let items = if words.contains(['"', '“', '«']) {
        quoted_items(words)
    } else {
        plain_items(words)
    };
    let items: Vec<String> = items.into_iter().map(quoted).collect();
    format!("[{}]", items.join(", "))
}

/// Returns the texts between quotation marks, whatever stands between them.
fn quoted_items(words: &str) -> Vec<&str> {
    let marks = ['"', '“', '”', '„', '«', '»'];
    words
        .split(marks)
        .skip(1)
        .step_by(2)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect()
}

/// Returns the words between commas or semicolons.
fn plain_items(words: &str) -> Vec<&str> {
    words
        .split([',', ';'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect()
}

/// Returns a word of a closed list, as the author wrote it when the list knows it so, else the nearest one.
fn word(words: &str, known: &[&'static str]) -> Option<String> {
    if known.iter().any(|word| fold(word) == fold(words)) {
        return Some(quoted(words));
    }
    synonyms::word(words, known).map(|word| format!("\"{word}\""))
}

/// Returns a text between quotation marks that the format takes.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains('\\') {
        return if text.contains('\'') {
            format!("\"{}\"", french_quotes(&text.replace('\\', "\\\\")))
        } else {
            format!("'{text}'")
        };
    }
    format!("\"{}\"", french_quotes(text))
}

/// Returns a text whose inner straight quotation marks are French ones, or are escaped when they do not go by two.
pub(super) fn french_quotes(text: &str) -> String {
    let count = text.matches('"').count();
    let lone = text.rfind('"').filter(|_| count % 2 == 1);
    let opens = |at: usize| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
            && at + 1 < text.len()
    };
    if lone.is_some_and(|at| !opens(at)) {
        return text.replace('"', "\\\"");
    }
    let mut quoted = String::with_capacity(text.len() + 8);
    for (rank, piece) in text.split('"').enumerate() {
        quoted.push_str(match rank {
            0 => "",
            odd if odd % 2 == 1 => "« ",
            _ => " »",
        });
        quoted.push_str(if rank % 2 == 1 { piece.trim() } else { piece });
    }
    if lone.is_some() {
        quoted.push_str(" »");
    }
    quoted
}

/// The signs and words, folded, by which people say that a number is rough.
const ROUGH: [&str; 6] = ["environ", "env.", "a peu pres", "~", "≈", "±"];

/// Returns whether words say that a number is rough.
pub(crate) fn is_rough(words: &str) -> bool {
    let folded = fold(words);
    without_rough(&folded).len() < folded.len()
}

/// Returns folded words without the one that says that a number is rough.
fn without_rough(folded: &str) -> &str {
    ROUGH
        .iter()
        .find_map(|rough| folded.strip_prefix(rough))
        .unwrap_or(folded)
}

/// Returns an amount whose thousands a full stop separates, without it: `4.500`.
pub(super) fn without_thousands(words: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = words.split_once('.')?;
    (digits(first) && first.len() < 4 && digits(rest) && rest.len() == 3)
        .then(|| format!("{first}{rest}"))
}

/// Reads a number written as people write it (`4 500,50 €`, `12,5 %`, `environ 3`, `03`), and returns it as the format writes it.
pub(crate) fn number(words: &str) -> Option<String> {
    let folded = fold(words);
    let mut number: String = without_rough(&folded)
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    for unit in ["€", "euros", "euro", "eur", "%"] {
        number = number.trim_end_matches(unit).to_owned();
    }
    let thousands =
        number.matches('.').count() > 1 && number.split('.').skip(1).all(|group| group.len() == 3);
    if number.contains(',') || thousands {
        number = number.replace('.', "").replace(',', ".");
    }
    // Folding has made a space of the sign.
    let sign = if words.trim_start().starts_with(['-', '−']) {
        "-"
    } else {
        ""
    };
    let well_formed = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.starts_with(|first: char| first.is_ascii_digit())
        && number.ends_with(|last: char| last.is_ascii_digit())
        && number.matches('.').count() <= 1;
    let digits = number.trim_start_matches('0');
    let zero = if digits.is_empty() || digits.starts_with('.') {
        "0"
    } else {
        ""
    };
    let parts = words
        .split_whitespace()
        .filter(|part| part.starts_with(|first: char| first.is_ascii_digit()));
    // « 2017 2018 » is two numbers, « 4 500 » is one: after the first, groups have three digits.
    let grouped = parts
        .skip(1)
        .all(|part| part.bytes().take_while(u8::is_ascii_digit).count() == 3);
    (well_formed
        && grouped
        && !words
            .trim_start_matches(['-', '−'])
            .contains(['-', '−', '/', '_']))
    .then(|| format!("{sign}{zero}{digits}"))
}

/// Returns a name as a key is written: without accents, spaces or capitals.
pub(super) fn key_name(name: &str) -> String {
    let part = |part: &str| {
        part.split('-')
            .map(|words| plain_words(words, "_"))
            .collect::<Vec<_>>()
            .join("-")
    };
    name.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// Returns a name as an identifier is written: words of plain letters and digits, separated by hyphens.
pub(crate) fn identifier(name: &str) -> String {
    plain_words(name, "-")
}

/// Returns the words of a name, folded, with a separator between them.
fn plain_words(name: &str, separator: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (words, expected) in [
            ("4 500", "4500"),
            ("4500,50", "4500.50"),
            ("4.500,50", "4500.50"),
            ("4\u{202f}500,50 €", "4500.50"),
            ("03", "3"),
            ("1.234,50", "1234.50"),
            ("00", "0"),
            ("0,5", "0.5"),
            ("12,5 %", "12.5"),
            ("environ 3", "3"),
            ("-3,10", "-3.10"),
        ] {
            assert_eq!(number(words).as_deref(), Some(expected), "{words}");
        }
        for other in [
            "abc",
            "4.1.b",
            "",
            "€",
            "?",
            "2017-12",
            "2017/2018",
            "2017 2018",
            ".5",
        ] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn inner_quotation_marks_become_french_ones() {
        for (text, expected) in [
            ("Le \"Printemps\" des jeunes", "Le « Printemps » des jeunes"),
            ("\"A\" et \"B\"", "« A » et « B »"),
            ("Le \"Printemps", "Le « Printemps »"),
            ("Tube 12\" de long", "Tube 12\\\" de long"),
        ] {
            assert_eq!(french_quotes(text), expected);
        }
    }

    #[test]
    fn names_become_plain() {
        assert_eq!(key_name("mise en œuvre"), "mise_en_oeuvre");
        assert_eq!(
            key_name("étapes.Groupe-de-travail"),
            "etapes.groupe-de-travail"
        );
        assert_eq!(key_name("n°"), "n");
        assert_eq!(identifier("l'été  n°1"), "l-ete-n-1");
        assert_eq!(identifier("Collège des Prés"), "college-des-pres");
        assert_eq!(identifier("groupe-de-travail"), "groupe-de-travail");
    }
}
