//! What is found in texts, and what is not.

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

#[test]
fn a_number_beside_other_figures_is_found() {
    for (text, numbers) in [
        ("06 12 34 56 78 24h/24", &["06 12 34 56 78"][..]),
        ("accueil 03 20 22 76 30 08 h 30 - 12 h", &["03 20 22 76 30"]),
        ("06 12 34 56 78 12 logements", &["06 12 34 56 78"]),
        ("06 12 34 56 78 90 places", &["06 12 34 56 78"]),
        ("06 12 34 56 78 2017", &["06 12 34 56 78"]),
        ("0612345678 12 logements", &["0612345678"]),
        (
            "03 20 22 76 30 06 12 34 56 78",
            &["03 20 22 76 30", "06 12 34 56 78"],
        ),
        (
            "06 12 34 56 78/03 20 22 76 30",
            &["06 12 34 56 78", "03 20 22 76 30"],
        ),
        ("0320227630/0320227631", &["0320227630", "0320227631"]),
        ("0320227630-0320227631", &["0320227630", "0320227631"]),
        (
            "06.12.34.56.78-06.98.76.54.32",
            &["06.12.34.56.78", "06.98.76.54.32"],
        ),
        (
            "06.12.34.56.78.06.98.76.54.32",
            &["06.12.34.56.78", "06.98.76.54.32"],
        ),
        (
            "06 12 34 56 78,06 98 76 54 32",
            &["06 12 34 56 78", "06 98 76 54 32"],
        ),
        ("03.20.22.76.30/31", &["03.20.22.76.30"]),
        ("06.12.34.56.78. 12 logements", &["06.12.34.56.78"]),
        ("BP 59 03 20 22 76 30", &["03 20 22 76 30"]),
        ("06.12.34.56.78.1", &["06.12.34.56.78"]),
        (
            "06 12 34 56 78+33 6 98 76 54 32",
            &["06 12 34 56 78", "+33 6 98 76 54 32"],
        ),
        ("0800 05 95 95 06 12 34 56 78", &["06 12 34 56 78"]),
        ("le 31/12 06 12 34 56 78", &["06 12 34 56 78"]),
        ("le 01/02 06 12 34 56 78", &["06 12 34 56 78"]),
        ("7j/7 - 24h/24 : 06 12 34 56 78", &["06 12 34 56 78"]),
        (
            "06 12 34 56 78\n03 20 22 76 30\n06 98 76 54 32",
            &["06 12 34 56 78", "03 20 22 76 30", "06 98 76 54 32"],
        ),
        ("03 20 22 76\n06 12 34 56 78", &["06 12 34 56 78"]),
    ] {
        assert_eq!(found(text), numbers, "{text}");
    }
}

#[test]
fn a_number_is_found_whatever_comes_first() {
    for (text, number) in [
        ("(+33)6 12 34 56 78", "+33)6 12 34 56 78"),
        ("(+33) 612345678", "+33) 612345678"),
        ("+ 33 6 12 34 56 78", "+ 33 6 12 34 56 78"),
        ("00 33 6 12 34 56 78", "00 33 6 12 34 56 78"),
        ("le 0033(0)612345678", "0033(0)612345678"),
        ("(0)6 12 34 56 78", "(0)6 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78"),
        ("+33 (0) 6.12.34.56.78", "+33 (0) 6.12.34.56.78"),
        ("+33 06 12 34 56 78", "+33 06 12 34 56 78"),
        ("+33.6.12.34.56.78", "+33.6.12.34.56.78"),
        ("+336 12 34 56 78", "+336 12 34 56 78"),
        ("+33 612 345 678", "+33 612 345 678"),
        ("https://wa.me/33612345678", "33612345678"),
        ("tel06 12 34 56 78", "06 12 34 56 78"),
        ("Tél0612345678", "0612345678"),
    ] {
        assert_eq!(found(text), [number], "{text}");
    }
}

#[test]
fn a_number_is_found_whatever_separates_its_figures() {
    for number in [
        "06  12  34   56 78",
        "06\u{a0} 12\u{a0}34\u{202f}56 78",
        "06\u{2009}12\u{2009}34\u{2009}56\u{2009}78",
        "06–12–34–56–78",
        "06 - 12 - 34 - 56 - 78",
        "06 – 12 – 34 – 56 – 78",
        "06·12·34·56·78",
        "06 · 12 · 34 · 56 · 78",
        "06,12,34,56,78",
        "06 123 456 78",
        "0612 345 678",
        "06 12345678",
        "06 12 34\n56 78",
        "06 12 34\r\n  56 78",
        "06.12.34.\n56.78",
        "06\u{ad}12 34 56 78",
        "０６ １２ ３４ ５６ ７８",
        "06 **12** 34 56 78",
        "06 12 _34_ 56 78",
        "06* *12* 34 **56 78",
    ] {
        assert_eq!(found(&format!("Voir {number}, le matin")), [number]);
    }
    assert_eq!(
        found("**06 12 34 56 78** _+33612345678_"),
        ["06 12 34 56 78", "+33612345678"]
    );
}

#[test]
fn codes_amounts_and_dates_are_no_telephone() {
    for text in [
        "2017 2018 2019 2020 2021",
        "01 02 03 04 05 06 07 08 09 10",
        "01 03 04 06 07 09 12",
        "09 00 12 00 14 00 18 00",
        "fiches 01, 02, 03, 04, 05",
        "fiches 01,02,03,04,05",
        "fiches 01 - 02 - 03 - 04 - 05",
        "06 12 34 56 78 90 11 22 33 44 55",
        "1 234 567 890 €",
        "FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "SIRET 803 612 345 00017",
        "06/12/2017",
        "06/12/2017 - 08/12/2017, 07/12/17",
        "de 08 h 30 à 12 h 00 et de 13 h 30 à 17 h 00",
        "le 06/12/2017 à 08:30, le 07/12/2017 à 09:45",
        "0800 05 95 95",
        "0 805 05 95 95, 0805.05.95.95",
        "+33 800 05 95 95",
        "06123456789",
        "33612345678",
        "061234567",
        "12.06.12.34.56.78",
        "06-12-34-56-78-90",
        "06 12 34 56 789",
        "06 12 34 56 78,50 €",
        "0612345678,50",
        "01\n02\n03\n04\n05",
        "01 02 03\n04 05 06",
        "06 12 34\n\n56 78",
        "+33 6 12 34 56",
        "+32 6 12 34 56 78",
        "(0)6 12 34 56",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn a_disguised_address_is_found() {
    for (text, address) in [
        ("à jean @ mairie.fr, ou", "jean @ mairie.fr"),
        ("à jean@ mairie.fr.", "jean@ mairie.fr"),
        ("jean\u{a0}@\u{a0}mairie.fr", "jean\u{a0}@\u{a0}mairie.fr"),
        ("jean@\nmairie.fr", "jean@\nmairie.fr"),
        ("jean＠mairie.fr", "jean＠mairie.fr"),
        ("je\u{ad}an@mai\u{ad}rie.fr", "je\u{ad}an@mai\u{ad}rie.fr"),
        (
            "jean\u{200b}@\u{200b}mairie.fr",
            "jean\u{200b}@\u{200b}mairie.fr",
        ),
        ("jean@**mairie.fr**", "jean@**mairie.fr"),
        ("**jean**@mairie.fr", "jean**@mairie.fr"),
        ("_jean_@_mairie_.fr", "jean_@_mairie_.fr"),
        ("jean@mai**rie**.fr", "jean@mai**rie**.fr"),
    ] {
        assert_eq!(found(text), [address], "{text}");
    }
    for text in ["suivre @mairie.fr", "rendez-vous @ Lomme", "à 5 @ 3.50 €"] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn long_texts_are_read_in_linear_time() {
    let start = std::time::Instant::now();
    for word in [
        "06 ",
        "06",
        "06.",
        "+",
        "+33 ",
        "0 ",
        "(0)",
        "@",
        "a@",
        "a",
        " ",
        "*",
        "_",
        "@ ",
        "06\n",
        "00 33 ",
        ".",
        "0612345678/",
    ] {
        let text = word.repeat((1 << 17) / word.len());
        let _ = contacts(&format!("0123456789 @ {text}"));
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn no_sign_of_a_number_or_an_address_gets_past_the_test_of_its_bytes() {
    for character in '\0'..=char::MAX {
        match plain(character) {
            '@' => assert!(may_reach(&format!("a {character} b")), "{character:?}"),
            figure if figure.is_ascii_digit() => {
                let number = character.to_string().repeat(FIGURES);
                assert!(may_reach(&number), "{character:?}");
            }
            _ => {}
        }
    }
    assert!(!may_reach("« 1\u{a0}234,50 € » – l’œuvre de l’été…"));
}
