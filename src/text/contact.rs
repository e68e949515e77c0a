//! Telephone numbers and e-mail addresses, as people write them in France.

use std::ops::Range;

/// What a stretch of a text lets one reach someone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    /// A telephone number of ten digits, or its international form.
    Telephone,
    /// An e-mail address.
    Courriel,
}

/// Returns the telephone numbers and e-mail addresses of a text, each with its bytes, in order. Short numbers (17, 3919) and
/// free ones (0800 to 0805) belong to public services, and are none.
pub(crate) fn contacts(text: &str) -> Vec<(Contact, Range<usize>)> {
    let mut found = Vec::new();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 10 {
        telephones(text, &mut found);
    }
    if text.contains('@') {
        courriels(text, &mut found);
        found.sort_by_key(|(_, span)| span.start);
    }
    found
}

/// Adds the telephone numbers of a text.
fn telephones(text: &str, found: &mut Vec<(Contact, Range<usize>)>) {
    let mut from = 0;
    while let Some(at) = text[from..].find(['0', '+']).map(|at| from + at) {
        from = at + 1;
        if is_within(&text[..at]) {
            continue;
        }
        if let Some(length) = telephone(&text[at..]) {
            found.push((Contact::Telephone, at..at + length));
            from = at + length;
        }
    }
}

/// Returns whether what follows a text belongs to its last word, or to a number or a list of pairs of digits.
fn is_within(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let rest = &before[..before.len() - last.len_utf8()];
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    match last {
        '.' | '-' | '/' | ',' | '+' | '_' => digits > 0,
        ' ' | '\u{a0}' | '\u{202f}' => digits == 2,
        other => other.is_alphanumeric(),
    }
}

/// Returns the length of the telephone number that starts a text.
fn telephone(text: &str) -> Option<usize> {
    let abroad = ["+33", "0033"]
        .iter()
        .find(|prefix| text.starts_with(**prefix));
    let mut at = abroad.map_or(0, |prefix| prefix.len());
    if abroad.is_some() {
        at += separator(&text[at..]).len();
        if text[at..].starts_with("(0)") {
            at += 3;
            at += separator(&text[at..]).len();
        }
    } else {
        at += 1;
    }
    if !text[at..].starts_with(|digit: char| matches!(digit, '1'..='9')) {
        return None;
    }
    let first = at;
    at += 1;
    let mut separators = [""; 4];
    for slot in &mut separators {
        *slot = separator(&text[at..]);
        at += slot.len();
        if !starts_with_pair(&text[at..]) {
            return None;
        }
        at += 2;
    }
    // One kind of separator all along, or none before the second pair: « 0320 22 76 30 ».
    let alike = separators[1..].iter().all(|one| *one == separators[3]);
    let regular = alike && (separators[0] == separators[3] || separators[0].is_empty());
    let national: String = text[first..at]
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let is_free = matches!(
        national.get(..3),
        Some("800" | "801" | "802" | "803" | "804" | "805")
    );
    (regular && !is_free && !goes_on(&text[at..])).then_some(at)
}

/// Returns the separator that starts a text, if any.
fn separator(text: &str) -> &str {
    let is_separator = |next: char| {
        matches!(
            next,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '\u{2011}' | '/'
        )
    };
    let length = text.chars().next().filter(|next| is_separator(*next));
    &text[..length.map_or(0, char::len_utf8)]
}

/// Returns whether a text starts with two digits.
fn starts_with_pair(text: &str) -> bool {
    text.len() >= 2 && text.bytes().take(2).all(|digit| digit.is_ascii_digit())
}

/// Returns whether what follows ten digits makes them a part of a longer number, or of a list of numbers.
fn goes_on(after: &str) -> bool {
    let next = after
        .strip_prefix(',')
        .unwrap_or(&after[separator(after).len()..]);
    after.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        || (next.len() < after.len() && starts_with_pair(next))
}

/// Adds the e-mail addresses of a text.
fn courriels(text: &str, found: &mut Vec<(Contact, Range<usize>)>) {
    let is_local = |next: char| next.is_alphanumeric() || "._%+-".contains(next);
    for (at, _) in text.match_indices('@') {
        let before = &text[..at];
        let local = before.trim_end_matches(is_local).len()..at;
        let local = &text[local];
        let local = local.trim_start_matches(|next: char| !next.is_alphanumeric());
        let domain = domain(&text[at + 1..]);
        if !local.is_empty() && domain > 0 {
            found.push((Contact::Courriel, at - local.len()..at + 1 + domain));
        }
    }
}

/// Returns the length of the domain that starts a text: labels between full stops, the last of letters alone.
fn domain(text: &str) -> usize {
    let end = text
        .find(|next: char| !next.is_alphanumeric() && next != '-' && next != '.')
        .unwrap_or(text.len());
    let domain = text[..end].trim_end_matches(['.', '-']);
    let is_top = |top: &str| top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    match domain.rsplit_once('.') {
        Some((rest, top)) if is_top(top) && rest.split('.').all(|label| !label.is_empty()) => {
            domain.len()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the stretches that are found in a text.
    fn found(text: &str) -> Vec<&str> {
        contacts(text)
            .into_iter()
            .map(|(_, span)| &text[span])
            .collect()
    }

    #[test]
    fn telephone_numbers_are_found_however_they_are_written() {
        for number in [
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "06/12/34/56/78",
            "0612345678",
            "03 20 22 76 30",
            "0320227630",
            "0320 22 76 30",
            "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
            "06\u{202f}12\u{202f}34\u{202f}56\u{202f}78",
            "+33 6 12 34 56 78",
            "+33612345678",
            "+33 (0)6 12 34 56 78",
            "0033 6 12 34 56 78",
            "09 70 80 90 10",
        ] {
            for text in [
                number.to_owned(),
                format!("Tél. : {number}."),
                format!("({number})"),
                format!("appeler le {number}, le matin"),
                format!("«{number}»"),
            ] {
                assert_eq!(found(&text), [number], "{text}");
            }
        }
    }

    #[test]
    fn other_numbers_are_no_telephone() {
        for text in [
            "de 2017 à 2020",
            "01/02/2017",
            "01/02/2017 15 h 30",
            "2017-06-01 et 2018-06-01",
            "fiche n° 03 20",
            "59160 Lomme",
            "SIRET 215 903 501 00017",
            "SIRET 21590350100017",
            "10 000 000 000 €",
            "1 234 567 890,50 €",
            "12 34 56 78 90",
            "01 02 03 04 05 06",
            "les fiches 01, 02, 03, 04 et 05",
            "appeler le 17, le 119 ou le 3919",
            "0 800 05 95 95",
            "08 00 05 95 95",
            "0800059595",
            "06 12 34 56",
            "06 12 34 56 7",
            "06 12.34 56.78",
            "2.06.12.34.56.78",
            "A0612345678",
            "0612345678B",
            "00 12 34 56 78",
            "3.14159265358979 0",
            "2016-2017-2018-2019",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn e_mail_addresses_are_found() {
        for (text, address) in [
            ("écrire à upas@exemple.fr.", "upas@exemple.fr"),
            (
                "<clspd.lomme@mairie-exemple.fr>",
                "clspd.lomme@mairie-exemple.fr",
            ),
            ("prénom.nom@exemple.co.uk, ou", "prénom.nom@exemple.co.uk"),
            ("a+b_c@x.org", "a+b_c@x.org"),
            ("mailto:a@b.fr?x=1", "a@b.fr"),
        ] {
            assert_eq!(found(text), [address]);
        }
    }

    #[test]
    fn an_at_sign_alone_is_no_address() {
        for text in [
            "@compte",
            "à 5 @ 3 €",
            "a@b",
            "a@b.",
            "a@.fr",
            "a@b.c",
            "a@b..fr",
            "x@1.2",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn each_of_several_is_found_in_order() {
        let text = "a@b.fr, 06 12 34 56 78 ; 06 12 34 56 78 et c@d.fr";
        assert_eq!(
            found(text),
            ["a@b.fr", "06 12 34 56 78", "06 12 34 56 78", "c@d.fr"]
        );
    }
}
