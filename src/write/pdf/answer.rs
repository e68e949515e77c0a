//! What a browser answers: whether it is the page, whole, and the date that it bears.

use chrono::NaiveDate;

/// How the information of a PDF says its title, when it is an address: in plain letters, or by the numbers of its letters.
const ADDRESSES: [&[u8]; 2] = [
    b"/Title (file:///",
    b"/Title <FEFF00660069006C0065003A002F002F002F",
];

/// The dates in the information of a PDF, which a browser writes on lines of their own.
const DATES: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];

/// Says what an answer is instead of the page as a whole PDF.
pub(super) fn fault(answer: &[u8]) -> Option<&'static str> {
    if answer.is_empty() {
        Some("aucun fichier écrit")
    } else if !answer.starts_with(b"%PDF-") {
        Some("le fichier écrit n'est pas un PDF")
    } else if !answer.trim_ascii_end().ends_with(b"%%EOF") {
        Some("le PDF écrit est coupé")
    } else if ADDRESSES
        .iter()
        .any(|&address| find(answer, address).is_some())
    {
        // A browser that cannot open a page prints its own page that says so, and calls it by the address.
        Some("il n'a pas pu ouvrir la page")
    } else {
        None
    }
}

/// Gives a PDF its reference date in the place of the hour at which it was printed: the same plan gives the same bytes.
pub(super) fn date(answer: &mut [u8], date: NaiveDate) {
    let day = date.format("%Y%m%d000000+00'00'").to_string();
    for label in DATES {
        let Some(at) = find(answer, label) else {
            continue;
        };
        let (start, end) = (at + label.len(), at + label.len() + day.len());
        // Another way to write the date would be longer or shorter, and is left alone: every place in a PDF is counted.
        if answer.get(end) == Some(&b')')
            && let Some(place) = answer.get_mut(start..end)
        {
            place.copy_from_slice(day.as_bytes());
        }
    }
}

/// Returns where some bytes are in the information of a PDF, which its first object holds, or its last.
fn find(answer: &[u8], bytes: &[u8]) -> Option<usize> {
    answer
        .windows(bytes.len())
        .position(|window| window == bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_pdf_of_the_page_is_an_answer() {
        let fault = |text: &str| fault(text.as_bytes());
        assert_eq!(fault("%PDF-1.4\n/Title (Bilan)\n%%EOF\n"), None);
        assert_eq!(
            fault("%PDF-1.4\n/Title (Bilan)\n"),
            Some("le PDF écrit est coupé")
        );
        assert_eq!(
            fault("%PDF-1.4\n/Title (file:///tmp/a)\n%%EOF"),
            Some("il n'a pas pu ouvrir la page")
        );
        assert_eq!(fault("<html>"), Some("le fichier écrit n'est pas un PDF"));
        assert_eq!(fault(""), Some("aucun fichier écrit"));
    }

    #[test]
    fn the_hour_of_the_printing_becomes_the_reference_date() {
        let dated = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            date(&mut bytes, NaiveDate::from_ymd_opt(2017, 12, 31).unwrap());
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(
            dated("/CreationDate (D:20261123183233+00'00')\n/ModDate (D:20261123183233+00'00')>>"),
            "/CreationDate (D:20171231000000+00'00')\n/ModDate (D:20171231000000+00'00')>>"
        );
        for other in [
            "/ModDate (D:20261123183233Z)",
            "/ModDate (D:2026",
            "nothing",
        ] {
            assert_eq!(dated(other), other);
        }
    }
}
