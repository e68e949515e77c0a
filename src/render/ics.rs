//! iCalendar (RFC 5545, with names of RFC 7986): days for a calendar program. The same bytes for the same plan and date, and
//! nothing in a text of the plan that commands a calendar, a screen or a log.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::text::safe;

/// The most octets that a line may hold, its end aside.
const LONGEST: usize = 75;

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It does, or did.
    Confirmed,
    /// It should, some day of those that it spans.
    Tentative,
    /// It does not.
    Cancelled,
}

/// An event that lasts whole days.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// What names it in every calendar, always the same for the same event.
    pub(crate) uid: String,
    /// How many bilans speak of it: a calendar program takes the highest for the latest.
    pub(crate) sequence: usize,
    /// Its first day.
    pub(crate) debut: NaiveDate,
    /// Its last day.
    pub(crate) fin: NaiveDate,
    /// Its title.
    pub(crate) summary: String,
    /// What there is to know of it, on several lines.
    pub(crate) description: String,
    /// What kinds of event it is.
    pub(crate) categories: Vec<String>,
    /// Whether it takes place.
    pub(crate) status: Status,
    /// Whether it is not for everyone's eyes.
    pub(crate) is_private: bool,
}

/// Events, for a calendar program.
#[derive(Debug, Clone)]
pub(crate) struct Agenda {
    /// What it is called.
    pub(crate) name: String,
    /// What there is to know of it.
    pub(crate) description: String,
    /// The reference date, which stands for the moment of writing.
    pub(crate) au: NaiveDate,
    /// Its events.
    pub(crate) events: Vec<Event>,
}

/// Writes a calendar.
pub(crate) fn write(agenda: &Agenda, out: &mut dyn Write) -> io::Result<()> {
    let (name, description) = (escaped(&agenda.name), escaped(&agenda.description));
    for (property, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//stspd//calendrier//FR"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", &name),
        ("X-WR-CALNAME", &name),
        ("DESCRIPTION", &description),
        ("X-WR-CALDESC", &description),
    ] {
        line(property, value, out)?;
    }
    for event in &agenda.events {
        write_event(event, agenda.au, out)?;
    }
    line("END", "VCALENDAR", out)
}

/// Writes an event; `au` is the moment of writing.
fn write_event(event: &Event, au: NaiveDate, out: &mut dyn Write) -> io::Result<()> {
    // The last day is included, the end is not.
    let end = event.fin.succ_opt().unwrap_or(event.fin);
    let categories: Vec<String> = event.categories.iter().map(|one| escaped(one)).collect();
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    for (property, value) in [
        ("BEGIN", "VEVENT"),
        ("UID", &*escaped(&event.uid)),
        ("DTSTAMP", &format!("{}T000000Z", au.format("%Y%m%d"))),
        ("SEQUENCE", &event.sequence.to_string()),
        (
            "DTSTART;VALUE=DATE",
            &event.debut.format("%Y%m%d").to_string(),
        ),
        ("DTEND;VALUE=DATE", &end.format("%Y%m%d").to_string()),
        ("SUMMARY", &escaped(&event.summary)),
        ("DESCRIPTION", &escaped(&event.description)),
        ("CATEGORIES", &categories.join(",")),
        ("STATUS", status),
        (
            "CLASS",
            if event.is_private {
                "PRIVATE"
            } else {
                "PUBLIC"
            },
        ),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ] {
        line(property, value, out)?;
    }
    Ok(())
}

/// Returns a text as a value: what commands is spelled out first, so that no line, however it is folded, begins with an order
/// to a log; then what has a meaning in a value is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in safe::text(text).chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Writes a property, folded between characters where it is too long.
fn line(property: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut used = 0;
    for character in property.chars().chain([':']).chain(value.chars()) {
        if used + character.len_utf8() > LONGEST {
            out.write_all(b"\r\n ")?;
            used = 1;
        }
        write!(out, "{character}")?;
        used += character.len_utf8();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a calendar of one event, all of whose texts are the same.
    fn written(text: &str) -> String {
        let day = |text: &str| text.parse().unwrap();
        let agenda = Agenda {
            name: text.to_owned(),
            description: text.to_owned(),
            au: day("2018-12-31"),
            events: vec![Event {
                uid: "1@ici".to_owned(),
                sequence: 2,
                debut: day("2018-12-01"),
                fin: day("2018-12-31"),
                summary: text.to_owned(),
                description: format!("{text}\n{text}"),
                categories: vec![text.to_owned(), "réunion".to_owned()],
                status: Status::Cancelled,
                is_private: true,
            }],
        };
        let mut out = Vec::new();
        write(&agenda, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_event_lasts_whole_days_and_ends_on_the_next() {
        let text = written("Comité");
        let event: Vec<&str> = text.split("\r\n").skip(9).collect();
        assert_eq!(
            event,
            [
                "BEGIN:VEVENT",
                "UID:1@ici",
                "DTSTAMP:20181231T000000Z",
                "SEQUENCE:2",
                "DTSTART;VALUE=DATE:20181201",
                "DTEND;VALUE=DATE:20190101",
                "SUMMARY:Comité",
                "DESCRIPTION:Comité\\nComité",
                "CATEGORIES:Comité,réunion",
                "STATUS:CANCELLED",
                "CLASS:PRIVATE",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        );
    }

    #[test]
    fn no_text_ends_its_line_nor_commands_a_log() {
        for text in [
            "a\r\nEND:VEVENT\nBEGIN:VEVENT",
            "x; y, z \\n \\",
            "::error::x\n::warning::y ##[error]z ##vso[a]",
            "\u{1b}[31m\u{7}\u{202e}\u{2028}\u{85}\u{0}\t",
        ] {
            let text = written(text);
            assert_eq!(text.matches("\nBEGIN:VEVENT\r").count(), 1, "{text}");
            assert_eq!(text.matches("\nEND:VEVENT\r").count(), 1, "{text}");
            for line in text.split("\r\n") {
                assert!(!line.contains(char::is_control), "{line:?}");
                assert!(
                    !line.trim().starts_with("::") && !line.contains("##["),
                    "{line}"
                );
            }
        }
        assert!(written("x; y, z \\").contains("SUMMARY:x\\; y\\, z \\\\\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for shift in 0..8 {
            let long = format!("{}{}", "x".repeat(shift), "é::a🙂".repeat(60));
            let text = written(&long);
            assert!(
                text.split("\r\n").all(|line| line.len() <= LONGEST),
                "{text}"
            );
            let obeyed = |line: &str| line.trim().starts_with("::a");
            assert!(!text.split("\r\n").any(obeyed), "{text}");
            let whole = text.replace("\r\n ", "");
            assert!(
                whole.contains(&format!("SUMMARY:{}\r\n", escaped(&long))),
                "{whole}"
            );
        }
    }
}
