//! Lines that are no TOML: told apart by the mistakes that people make, with the cure for each.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::faults::{
    BARRE_INVERSE, CLE_ACCENTUEE, CLE_EN_DOUBLE, CODE_SANS_GUILLEMETS, DATE_FRANCAISE,
    DATE_IMPOSSIBLE, GUILLEMETS_IMBRIQUES, GUILLEMETS_MANQUANTS, GUILLEMETS_TYPOGRAPHIQUES,
    NOMBRE_MAL_ECRIT, SYNTAXE, TROP_DE_FAUTES,
};
use super::keys::{self, Kind};
use super::messages;
use super::reader::Faults;
use super::statement::Statement;
use crate::model::dates::Intervalle;
use crate::text::diagnostic::Card;
use crate::text::fold::fold;
use crate::text::source::position;

/// The most unnamed syntax faults that are shown of one file: the first ones explain the others.
const MOST_UNNAMED: usize = 5;

/// Quotation marks that only a word processor writes.
const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‹'];

/// Reports the lines of a file that are no TOML. Returns the text without them, of the same length, when what is left
/// can be read: a mistake on one line then hides none of the others.
pub(super) fn report(faults: &Faults<'_>, mut errors: Vec<Error>) -> Option<String> {
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut readable = faults.text.to_owned();
    let mut last: Option<(Range<usize>, usize)> = None;
    let (mut unnamed, mut unshown) = (0, 0);
    for error in &errors {
        let offset = error
            .span()
            .map_or(0, |span| span.start)
            .min(faults.text.len());
        let line = line_around(faults.text, offset);
        let same_line = last.as_ref().is_some_and(|(last, _)| *last == line);
        if last
            .as_ref()
            .is_some_and(|(_, until)| offset < *until || (!same_line && line.start < *until))
        {
            continue;
        }
        let fault = diagnose(faults.text, (line.clone(), offset), error.message());
        // On a line that has a fault already, only another value with a mistake of its own is news.
        let is_echo = last
            .as_ref()
            .is_some_and(|(_, until)| fault.span.start < *until || fault.card.id == SYNTAXE.id);
        if same_line && is_echo {
            continue;
        }
        blank(&mut readable, fault.set_aside.clone());
        let until = if fault.set_aside.end > line.end {
            fault.set_aside.end
        } else {
            fault.span.end
        };
        last = Some((line, until));
        if fault.card.id == SYNTAXE.id {
            unnamed += 1;
            if unnamed > MOST_UNNAMED {
                unshown += 1;
                continue;
            }
        }
        faults.report(fault.card, fault.span, fault.message, fault.help);
    }
    if unshown > 0 {
        let (end, plural) = (faults.text.len(), if unshown > 1 { "s" } else { "" });
        let message =
            format!("… et {unshown} autre{plural} faute{plural} de syntaxe dans ce fichier");
        faults.report(
            &TROP_DE_FAUTES,
            end..end,
            message,
            "corriger d'abord celles qui précèdent".to_owned(),
        );
    }
    let (_, left) = DeTable::parse_recoverable(&readable);
    left.is_empty().then_some(readable)
}

/// A fault of syntax.
struct Fault {
    /// What kind of fault it is.
    card: &'static Card,
    /// The stretch at fault.
    span: Range<usize>,
    /// What is wrong.
    message: String,
    /// The way out.
    help: String,
    /// What has to be set aside for the rest to be read.
    set_aside: Range<usize>,
}

/// Says what is wrong with a line, from the mistakes that people make, else from the parser's message.
fn diagnose(text: &str, (line, offset): (Range<usize>, usize), message: &str) -> Fault {
    let content = &text[line.clone()];
    let first = line.start + (content.len() - content.trim_start().len());
    let whole = first..line.start + content.trim_end().len();
    let fault = |card, span, message: String, help: String| Fault {
        card,
        span,
        message,
        help,
        set_aside: line.clone(),
    };
    if ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|mark| content.starts_with(mark))
    {
        let help =
            "choisir entre les deux textes, puis supprimer les lignes <<<<<<<, ======= et >>>>>>>";
        return fault(
            &SYNTAXE,
            whole,
            "marque d'un conflit de fusion git".to_owned(),
            help.to_owned(),
        );
    }
    if content.trim_start().starts_with('[') && !text[..line.start].trim_end().ends_with([',', '['])
    {
        return title_fault(text, (line, whole), message);
    }
    if let Some(fault) = unclosed_list(text, (&line, offset), message)
        .or_else(|| unclosed_text(text, offset, message))
    {
        return fault;
    }
    let Some(statement) = Statement::around(text, &line, offset) else {
        return match content.split_once(':') {
            Some((key, value))
                if keys::anywhere(&plain(key)).is_some() && !key.contains(['"', '\'']) =>
            {
                let cure = format!("écrire {} = {}", plain(key), value.trim());
                fault(
                    &SYNTAXE,
                    whole,
                    "« : » à la place du signe =".to_owned(),
                    cure,
                )
            }
            _ => unquoted_element(text, &whole)
                .map(|(span, cure)| {
                    fault(
                        curly_or_missing(&text[span.clone()]),
                        span,
                        "texte sans guillemets droits".to_owned(),
                        cure,
                    )
                })
                .unwrap_or_else(|| {
                    let (message, help) = messages::french(message);
                    fault(&SYNTAXE, whole, message, help)
                }),
        };
    };
    let (card, span, message, help) = statement_fault(text, &statement, message);
    fault(card, span, message, help)
}

/// Says what is wrong with `name = value`.
fn statement_fault(
    text: &str,
    statement: &Statement<'_>,
    message: &str,
) -> (&'static Card, Range<usize>, String, String) {
    let Statement {
        key,
        value,
        in_list,
        ..
    } = *statement;
    let (key_span, span) = (statement.key_span.clone(), statement.value_span.clone());
    let write = |value: &str| {
        if in_list {
            format!("écrire {value}")
        } else {
            format!("écrire {key} = {value}")
        }
    };
    let kind = keys::anywhere(key).map(|key| key.kind);
    if statement.crowded {
        let help = "écrire chaque donnée sur sa propre ligne".to_owned();
        return (
            &SYNTAXE,
            key_span.start..span.end,
            "deux données sur la même ligne".to_owned(),
            help,
        );
    }
    if message.starts_with("duplicate key") || message.starts_with("cannot extend value") {
        if key.contains('.') && current_title(text, key_span.start) == Some("arborescence") {
            let (message, help) = (
                format!("le code {key} n'est pas entre guillemets"),
                format!("écrire \"{key}\" = {value}"),
            );
            return (&CODE_SANS_GUILLEMETS, key_span, message, help);
        }
        let first = first_statement(text, key, key_span.start)
            .map_or(String::new(), |line| format!(" (déjà ligne {line})"));
        let help = "garder une seule des deux lignes".to_owned();
        return (
            &CLE_EN_DOUBLE,
            key_span,
            format!("« {key} » est écrit deux fois{first}"),
            help,
        );
    }
    if !key.is_ascii() && !key.starts_with(['"', '\'']) {
        return (
            &CLE_ACCENTUEE,
            key_span,
            format!("le nom « {key} » porte un accent"),
            format!("écrire {} = …", plain(key)),
        );
    }
    if key.contains(char::is_whitespace) && !key.starts_with(['"', '\'']) {
        let (message, help) = (
            format!("le nom « {key} » contient une espace"),
            format!("écrire {} = …", plain(key)),
        );
        return (&SYNTAXE, key_span, message, help);
    }
    if value.is_empty() {
        let help = "écrire la valeur après le signe =, ou supprimer la ligne".to_owned();
        return (
            &SYNTAXE,
            key_span,
            format!("il manque la valeur de « {key} »"),
            help,
        );
    }
    if value.starts_with(CURLY) {
        let inner = value.trim_matches(|character: char| {
            CURLY.contains(&character) || character.is_whitespace()
        });
        let message = "guillemets de traitement de texte autour du texte".to_owned();
        return (
            &GUILLEMETS_TYPOGRAPHIQUES,
            span,
            message,
            write(&format!("\"{inner}\"")),
        );
    }
    if value.starts_with(['"', '\'']) {
        return quoted_fault(value, span, message, write);
    }
    if let Some(iso) = french_date(value) {
        let cure = if matches!(kind, Some(Kind::Date)) {
            iso
        } else {
            format!("\"{iso}\"")
        };
        return (
            &DATE_FRANCAISE,
            span,
            format!("date écrite jour/mois/année : {value}"),
            write(&cure),
        );
    }
    if is_spaced_day(value) {
        return match padded_day(value) {
            Some(day) => (
                &DATE_IMPOSSIBLE,
                span,
                format!("« {value} » n'est pas une date complète"),
                write(&day),
            ),
            None => {
                let help = "corriger le jour ou le mois ; la date s'écrit année-mois-jour, par exemple 2017-03-14".to_owned();
                (
                    &DATE_IMPOSSIBLE,
                    span,
                    format!("la date « {value} » n'existe pas"),
                    help,
                )
            }
        };
    }
    if let Some(number) = plain_number(value) {
        let is_text = matches!(kind, Some(Kind::Text | Kind::Texts | Kind::Code));
        let cure = if is_text {
            format!("\"{value}\"")
        } else {
            number
        };
        return (
            &NOMBRE_MAL_ECRIT,
            span,
            format!("nombre mal écrit : {value}"),
            write(&cure),
        );
    }
    if !value.contains(['"', '[', '{', ']', '}']) {
        let value = value.trim_end_matches(',').trim();
        return (
            &GUILLEMETS_MANQUANTS,
            span,
            format!("il manque des guillemets autour de {value}"),
            write(&format!("\"{value}\"")),
        );
    }
    let (message, help) = messages::french(message);
    (&SYNTAXE, span, message, help)
}

/// Says what is wrong with a text that starts with a straight quotation mark.
fn quoted_fault(
    value: &str,
    span: Range<usize>,
    message: &str,
    write: impl Fn(&str) -> String,
) -> (&'static Card, Range<usize>, String, String) {
    let mark = if value.starts_with('"') { '"' } else { '\'' };
    let inner = value
        .trim_end_matches(',')
        .trim_end()
        .trim_start_matches(mark);
    let closed = inner.ends_with(mark);
    let inner = inner.trim_end_matches(mark);
    if mark == '"'
        && inner.contains('\\')
        && (message.contains("escape") || message.contains("unicode"))
    {
        let cure = if inner.contains('\'') {
            format!("\"{}\"", inner.replace('\\', "\\\\"))
        } else {
            format!("'{inner}'")
        };
        return (
            &BARRE_INVERSE,
            span,
            "barre oblique inverse \\ seule dans un texte".to_owned(),
            write(&cure),
        );
    }
    if is_row_of_texts(value, mark) {
        let (message, help) = messages::french("missing comma between array elements");
        return (&SYNTAXE, span, message, help);
    }
    if inner.contains(mark) {
        let cure = if mark == '\'' {
            inner.to_owned()
        } else {
            french_quotes(inner)
        };
        return (
            &GUILLEMETS_IMBRIQUES,
            span,
            format!("le signe {mark} coupe le texte en deux"),
            write(&format!("\"{cure}\"")),
        );
    }
    if !closed {
        let message = format!("le texte n'est pas fermé : il manque {mark} à la fin");
        return (
            &SYNTAXE,
            span,
            message,
            write(&format!("{mark}{inner}{mark}")),
        );
    }
    let (message, help) = messages::french(message);
    (&SYNTAXE, span, message, help)
}

/// Says what is wrong with a title between brackets.
fn title_fault(text: &str, (line, whole): (Range<usize>, Range<usize>), message: &str) -> Fault {
    let title = text[whole.clone()]
        .split('#')
        .next()
        .unwrap_or_default()
        .trim_end();
    let next = text[line.end..]
        .find("\n[")
        .map_or(text.len(), |next| line.end + next + 1);
    let fault = |card, message: String, help: String| Fault {
        card,
        span: whole.clone(),
        message,
        help,
        set_aside: line.start..next,
    };
    if message.starts_with("duplicate key") {
        let first = text[..line.start]
            .lines()
            .position(|other| other.trim_end() == title)
            .map(|line| line + 1);
        let first = first.map_or(String::new(), |line| format!(" (déjà ligne {line})"));
        let help = "réunir les deux rubriques sous le premier titre".to_owned();
        return fault(
            &CLE_EN_DOUBLE,
            format!("{title} est écrit deux fois{first}"),
            help,
        );
    }
    if !title.is_ascii() {
        let message = "un titre entre crochets porte un accent ou un caractère spécial".to_owned();
        return fault(
            &CLE_ACCENTUEE,
            message,
            format!("écrire {}", fold(title).replace(' ', "-")),
        );
    }
    let opening = title.bytes().take_while(|&byte| byte == b'[').count();
    let name = title.trim_matches(['[', ']', ' ']);
    let (open, close) = ("[".repeat(opening.min(2)), "]".repeat(opening.min(2)));
    if name.contains(char::is_whitespace) {
        let cure = format!(
            "écrire {open}{}{close}",
            name.split_whitespace().collect::<Vec<_>>().join("-")
        );
        return fault(
            &SYNTAXE,
            "un titre entre crochets contient une espace".to_owned(),
            cure,
        );
    }
    fault(
        &SYNTAXE,
        "un titre entre crochets est mal écrit".to_owned(),
        format!("écrire {open}{name}{close}, seul sur sa ligne"),
    )
}

/// Says that a list is not closed, when the line at fault looks like the line after one.
fn unclosed_list(
    text: &str,
    (line, offset): (&Range<usize>, usize),
    message: &str,
) -> Option<Fault> {
    if !(message.contains("array") && (text[line.clone()].contains('=') || offset >= text.len())) {
        return None;
    }
    let before = &text[..line.start.max(1) - 1];
    let opening = before.rfind("= [").map(|equals| equals + 2)?;
    if before[opening..].contains(']') {
        return None;
    }
    let help = "terminer la liste par un crochet fermant ]".to_owned();
    let message = "la liste ouverte ici n'est pas fermée".to_owned();
    let start = line_around(text, opening).start;
    Some(Fault {
        card: &SYNTAXE,
        span: opening..opening + 1,
        message,
        help,
        set_aside: start..text.len(),
    })
}

/// Says that a text of several lines is not closed, when the file ends inside one.
fn unclosed_text(text: &str, offset: usize, message: &str) -> Option<Fault> {
    if !(message.starts_with("invalid multi-line") && offset >= text.len()) {
        return None;
    }
    let marks = if message.contains("literal") {
        "'''"
    } else {
        "\"\"\""
    };
    let opening = text.rfind(marks)?;
    let message = format!("le texte ouvert ici n'est pas fermé : il manque {marks} à la fin");
    let help = format!("terminer le texte par {marks}");
    let start = line_around(text, opening).start;
    Some(Fault {
        card: &SYNTAXE,
        span: opening..opening + 3,
        message,
        help,
        set_aside: start..text.len(),
    })
}

/// Returns the first item of a list's line that has no straight quotation marks, with its cure.
fn unquoted_element(text: &str, whole: &Range<usize>) -> Option<(Range<usize>, String)> {
    let content = &text[whole.clone()];
    let item = content.trim_end_matches(',').trim();
    let bare = !item.is_empty() && !item.contains(['"', '\'', '[', '{', '}', ']', '=']);
    let inner = item
        .trim_matches(|character: char| CURLY.contains(&character) || character.is_whitespace());
    bare.then(|| {
        (
            whole.start..whole.start + item.len(),
            format!("écrire \"{inner}\""),
        )
    })
}

/// Returns which of the two faults of quotation a text shows.
fn curly_or_missing(text: &str) -> &'static Card {
    if text.starts_with(CURLY) {
        &GUILLEMETS_TYPOGRAPHIQUES
    } else {
        &GUILLEMETS_MANQUANTS
    }
}

/// Returns the stretch of the line that holds an offset, without its end.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |newline| offset + newline);
    start..end
}

/// Replaces a stretch by spaces; lines stay lines, so that every other place keeps its line and column.
fn blank(text: &mut String, span: Range<usize>) {
    let blanked: String = text[span.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(span, &blanked);
}

/// Returns the title between single brackets under which an offset stands.
fn current_title(text: &str, offset: usize) -> Option<&str> {
    let titles = text[..offset]
        .lines()
        .filter_map(|line| line.trim().strip_prefix('['));
    titles
        .into_iter()
        .next_back()
        .and_then(|title| title.split(']').next())
}

/// Returns the line of the first statement of a key, before an offset and under the same title.
fn first_statement(text: &str, key: &str, offset: usize) -> Option<usize> {
    let section = text[..offset].rfind("\n[").map_or(0, |newline| newline + 1);
    let is_it = |line: &str| {
        line.split_once('=')
            .is_some_and(|(name, _)| name.trim() == key)
    };
    let inside = text[section..offset].lines().position(is_it)?;
    Some(position(text, section).line + inside)
}

/// Returns a name without accents, spaces or capitals, as a key is written.
fn plain(name: &str) -> String {
    fold(name).replace([' ', '\''], "_")
}

/// Returns whether a value is several quoted texts side by side, with nothing between them.
fn is_row_of_texts(value: &str, mark: char) -> bool {
    let outside = value.split(mark).step_by(2);
    value.matches(mark).count() > 2 && outside.clone().all(|between| between.trim().is_empty())
}

/// Returns a text whose inner straight quotation marks are French ones.
fn french_quotes(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 8);
    for (rank, piece) in text.split('"').enumerate() {
        quoted.push_str(match rank {
            0 => "",
            odd if odd % 2 == 1 => "« ",
            _ => " »",
        });
        quoted.push_str(piece);
    }
    quoted
}

/// Reads a day written `14/03/2017`, `14-03-2017` or `14.03.2017`, and returns it as `2017-03-14`.
fn french_date(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split(['/', '-', '.']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !(digits(day, 2) && digits(month, 2) && year.len() == 4 && digits(year, 4)) {
        return None;
    }
    let iso = format!("{year}-{month:0>2}-{day:0>2}");
    Intervalle::parse(&iso).ok().map(|_| iso)
}

/// Returns whether a text has the three parts of a day, with dashes.
fn is_spaced_day(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let digits = |text: &&str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(digits)
}

/// Returns a day whose month and day have two digits, when the calendar has it.
fn padded_day(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let iso = format!("{year}-{month:0>2}-{day:0>2}");
    Intervalle::parse(&iso).ok().map(|_| iso)
}

/// Reads a number written as people write it (`4 500,50 €`, `03`), and returns it as the format writes it.
fn plain_number(value: &str) -> Option<String> {
    let mut number: String = value
        .trim_end_matches(',')
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    for unit in ["€", "euros", "euro", "EUR"] {
        number = number.trim_end_matches(unit).to_owned();
    }
    if number.contains(',') {
        number = number.replace('.', "").replace(',', ".");
    }
    let plain = !number.is_empty()
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let well_formed = plain && number.matches('.').count() <= 1 && number.parse::<f64>().is_ok();
    let stripped = number.trim_start_matches('0');
    let stripped = if stripped.is_empty() || stripped.starts_with('.') {
        format!("0{stripped}")
    } else {
        stripped.to_owned()
    };
    (well_formed && stripped != value).then_some(stripped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, number) in [
            ("4 500", "4500"),
            ("4500,50", "4500.50"),
            ("4\u{202f}500,50 €", "4500.50"),
            ("03", "3"),
            ("1.234,50", "1234.50"),
            ("00", "0"),
            ("0,5", "0.5"),
        ] {
            assert_eq!(plain_number(written).as_deref(), Some(number), "{written}");
        }
        for other in ["abc", "4.1.b", "", "€", "2017-12"] {
            assert_eq!(plain_number(other), None, "{other}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        assert_eq!(french_date("14/03/2017").as_deref(), Some("2017-03-14"));
        assert_eq!(french_date("1/3/2017").as_deref(), Some("2017-03-01"));
        assert_eq!(french_date("31/02/2017"), None);
        assert_eq!(french_date("2017/2018"), None);
    }

    #[test]
    fn inner_quotation_marks_become_french_ones() {
        assert_eq!(
            french_quotes("Le \"Printemps\" des jeunes"),
            "Le « Printemps » des jeunes"
        );
        assert_eq!(french_quotes("\"A\" et \"B\""), "« A » et « B »");
    }

    #[test]
    fn blanking_moves_no_line_and_no_byte() {
        let mut text = "a = é\nb = 1\n".to_owned();
        blank(&mut text, 0..6);
        assert_eq!(text, "      \nb = 1\n");
    }
}
