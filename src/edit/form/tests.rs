//! What is added stands where it should, and nothing else changes.

mod properties;

use super::*;
use crate::edit::saisie::{Mention, place};
use crate::load::keys::{ACTEUR, FICHE};
use crate::model::calendrier::EtatEtape;

/// Returns a fiche.
fn fiche(text: &str) -> Form {
    Form::new(text, Kind::Table(&FICHE))
}

/// Returns a line of names separated by spaces.
fn line(path: &str, value: &str) -> Line {
    Line {
        path: path.split(' ').map(str::to_owned).collect(),
        value: value.to_owned(),
        hint: None,
    }
}

/// Returns a fiche after a value was set at a path of names.
fn set(text: &str, path: &str, value: &str) -> String {
    let mut form = fiche(text);
    form.set(&[], &line(path, value)).unwrap();
    form.into_text()
}

#[test]
fn a_value_takes_the_place_of_another_and_leaves_the_rest() {
    let text = "titre = 'a' # b\n\n[bilan.2017]\netat = \"\"  # c\n";
    assert_eq!(
        set(text, "bilan 2017 etat", "\"en-cours\""),
        text.replace("\"\"", "\"en-cours\"")
    );
    assert_eq!(set(text, "titre", "\"d\""), text.replace("'a'", "\"d\""));
    let braces = "bilan = { 2017 = { etat = \"a\", suite = \"b\" } }\n";
    assert_eq!(
        set(braces, "bilan 2017 suite", "\"c\""),
        braces.replace("\"b\"", "\"c\"")
    );
}

#[test]
fn a_hint_beside_a_blank_value_has_served_once_it_is_filled() {
    let hinted = Line {
        hint: Some("oui | non".to_owned()),
        ..line("etat", "\"oui\"")
    };
    for (before, after) in [
        ("\"\"  # oui | non\r\n", "\"oui\"\r\n"),
        ("\"\"  # oui, non\n", "\"oui\"  # oui, non\n"),
        ("\"non\"  # oui | non\n", "\"oui\"  # oui | non\n"),
    ] {
        let mut form = fiche(&format!("[bilan.2017]\netat = {before}"));
        form.set(&["bilan", "2017"], &hinted).unwrap();
        assert_eq!(form.into_text(), format!("[bilan.2017]\netat = {after}"));
    }
}

#[test]
fn a_line_goes_where_the_format_has_its_key() {
    let text = "titre = \"a\"\n\n[bilan.2017]\netat = \"b\"\nperspectives = \"c\"\n\n[autres]\nx = \"y\"\n";
    assert_eq!(
        set(text, "bilan 2017 resultat", "\"atteint\""),
        text.replace("\"b\"\n", "\"b\"\nresultat = \"atteint\"\n")
    );
    assert_eq!(
        set(text, "bilan 2017 etapes reunion", "\"tenue\""),
        text.replace("\"c\"\n", "\"c\"\netapes.reunion = \"tenue\"\n")
    );
    assert_eq!(
        set(text, "numero", "\"4\""),
        format!("numero = \"4\"\n{text}")
    );
    assert_eq!(
        set(text, "objectif", "\"4.1\""),
        text.replace("\"a\"\n", "\"a\"\nobjectif = \"4.1\"\n")
    );
    assert_eq!(
        set(text, "bilan 2016 etat", "\"d\""),
        text.replace("[bilan.2017]", "[bilan.2016]\netat = \"d\"\n\n[bilan.2017]")
    );
    assert_eq!(
        set(text, "bilan 2018 etat", "\"d\""),
        text.replace("[autres]", "[bilan.2018]\netat = \"d\"\n\n[autres]")
    );
}

#[test]
fn a_year_goes_in_order_and_takes_the_place_of_the_comment_that_holds_it() {
    let text = "titre = \"a\"\n[indicateurs.b]\nvaleurs.2016 = 1\n# valeurs.2017 =\nvaleurs.2018 = 3\ncibles.2018 = 4";
    let filled = set(text, "indicateurs b valeurs 2017", "2");
    assert_eq!(filled, text.replace("# valeurs.2017 =", "valeurs.2017 = 2"));
    let text = text.replace("# valeurs.2017 =\n", "");
    assert_eq!(
        set(&text, "indicateurs b valeurs 2017", "2"),
        text.replace("valeurs.2018", "valeurs.2017 = 2\nvaleurs.2018")
    );
    assert_eq!(
        set(&text, "indicateurs b cibles 2019", "5"),
        format!("{text}\ncibles.2019 = 5\n")
    );
}

#[test]
fn every_spelling_of_a_table_is_added_to() {
    for (text, after) in [
        (
            "bilan.2017.etat = \"a\"\n",
            "bilan.2017.etat = \"a\"\nbilan.2017.suite = \"clore\"\n",
        ),
        (
            "[bilan]\n2017.etat = \"a\"\n",
            "[bilan]\n2017.etat = \"a\"\n2017.suite = \"clore\"\n",
        ),
        (
            "bilan.2017 = { etat = \"a\" }\n",
            "bilan.2017 = { etat = \"a\", suite = \"clore\" }\n",
        ),
        (
            "bilan = { 2017 = {} }\n",
            "bilan = { 2017 = { suite = \"clore\" } }\n",
        ),
        (
            "bilan = { 2016 = {} } # x\n",
            "bilan = { 2016 = {}, 2017.suite = \"clore\" } # x\n",
        ),
        (
            "[bilan.2017.etapes]\nx = \"tenue\"\n",
            "[bilan.2017]\nsuite = \"clore\"\n\n[bilan.2017.etapes]\nx = \"tenue\"\n",
        ),
    ] {
        assert_eq!(set(text, "bilan 2017 suite", "\"clore\""), after);
    }
}

#[test]
fn what_would_not_read_is_refused_and_nothing_changes() {
    let text = "[bilan.2017]\netapes.x = \"tenue\"\n[bilan.2017.etapes2.y]\netat = \"tenue\"\n";
    let mut form = fiche(text);
    let deeper = line("bilan 2017 etapes x 2018", "\"tenue\"");
    let refused = form.set(&[], &deeper).unwrap_err();
    assert_eq!(refused, Unfit("bilan.2017.etapes.x.2018".to_owned()));
    let titled = line("bilan 2017 etapes2 y", "\"tenue\"");
    form.set(&[], &titled).unwrap_err();
    form.push(&["bilan", "2017"], "1").unwrap_err();
    assert_eq!(form.into_text(), text);
}

#[test]
fn an_entry_of_the_journal_goes_after_others() {
    let entry = [line("date", "2018-01-01")];
    let text = "titre = \"a\"\n# b\n[[suivi]]\ndate = 2017-01-01 # c\n# d\n\n# e\n[[suivi]]\ndate = 2019-01-01\n# f\n[bilan.2017]\n";
    let add = |among| {
        let mut form = fiche(text);
        form.add(&["suivi"], Some(among), &entry).unwrap();
        form.into_text()
    };
    let block = "[[suivi]]\ndate = 2018-01-01\n";
    assert_eq!(add(0), text.replace("# b\n", &format!("\n{block}\n# b\n")));
    assert_eq!(add(1), text.replace("# d\n", &format!("# d\n\n{block}")));
    assert_eq!(add(2), text.replace("# f\n", &format!("\n{block}\n# f\n")));
    let mut first = fiche("titre = \"a\"\r\n\r\n# f\r\n[bilan.2017]\r\n");
    first.add(&["suivi"], Some(0), &entry).unwrap();
    assert_eq!(
        first.into_text(),
        "titre = \"a\"\r\n\r\n[[suivi]]\r\ndate = 2018-01-01\r\n\r\n# f\r\n[bilan.2017]\r\n"
    );
    let mut only = fiche("titre = \"a\"");
    only.add(&["suivi"], Some(0), &entry).unwrap();
    assert_eq!(
        only.into_text(),
        "titre = \"a\"\n\n[[suivi]]\ndate = 2018-01-01\n"
    );
}

#[test]
fn a_line_makes_room_for_another_beside_it() {
    let mut form = fiche("[bilan.2017]\r\netapes.a  = { etat = \"tenue\" } # b\r\n");
    form.deepen(&["bilan", "2017", "etapes", "a"], "2017/2018")
        .unwrap();
    assert_eq!(
        form.into_text(),
        "[bilan.2017]\r\netapes.a.\"2017/2018\"  = { etat = \"tenue\" } # b\r\n"
    );
}

#[test]
fn what_is_said_of_no_occurrence_leaves_no_room_for_one() {
    let mention = Mention {
        etape: "a".to_owned(),
        occurrence: "2017-12".to_owned(),
        usual: None,
        etat: EtatEtape::Tenue,
        quand: None,
    };
    for said in ["\"tenue\"", "{ etat = \"tenue\" }"] {
        let mut form = fiche(&format!("[bilan.2017]\netapes.a = {said}\n"));
        let place = place(&mut form, &["bilan", "2017"], &mention);
        assert_eq!(
            place,
            Err(Unfit::at(&["bilan", "2017", "etapes", "a"])),
            "{said}"
        );
    }
}

#[test]
fn what_braces_hold_stays_between_them() {
    let text = "bilan = { 2016 = {  }, 2017.etat = \"\" }\n";
    assert_eq!(
        set(text, "bilan 2017 suite", "\"clore\""),
        text.replace("\"\" }", "\"\", 2017.suite = \"clore\" }")
    );
}

#[test]
fn a_repeated_title_gets_a_line() {
    let text = "titre = \"a\"\n[[couts.lignes]]\nannee = 2017\n[[couts.lignes]]\nannee = 2018 # b\n\n[autres]\n";
    let mut form = fiche(text);
    form.set_in(&["couts", "lignes"], 1, &line("realise", "5"))
        .unwrap();
    assert_eq!(
        form.into_text(),
        text.replace("# b\n", "# b\nrealise = 5\n")
    );
}

#[test]
fn a_place_that_is_held_is_found_again_above_a_title() {
    let text = "[indicateurs.a]\n# b\n[indicateurs.c]\n";
    let mut form = fiche(text);
    for _ in 0..2 {
        form.hold(&["indicateurs", "a", "valeurs", "2017"], "à remplir")
            .unwrap();
    }
    let held = "[indicateurs.a]\n# valeurs.2017 =  # à remplir\n\n# b\n[indicateurs.c]\n";
    assert_eq!(form.into_text(), held);
    assert_eq!(
        set(
            &held.replace("\n\n# b", ""),
            "indicateurs a valeurs 2017",
            "3"
        ),
        "[indicateurs.a]\nvaleurs.2017 = 3\n[indicateurs.c]\n"
    );
}

#[test]
fn an_item_is_added_to_a_list() {
    for (list, after) in [
        ("[]", "[\"x\"]"),
        ("[ \"a\" ]", "[ \"a\", \"x\" ]"),
        ("[\n  \"a\", # b\n]", "[\n  \"a\",\n  \"x\", # b\n]"),
        ("[\n  \"a\" # b\n]", "[\n  \"a\",\n  \"x\" # b\n]"),
    ] {
        let mut form = Form::new(&format!("[v]\nalias = {list}\n"), Kind::Named(&ACTEUR));
        form.push(&["v", "alias"], "\"x\"").unwrap();
        assert_eq!(form.into_text(), format!("[v]\nalias = {after}\n"));
    }
}

#[test]
fn an_actor_is_added_after_the_others_and_the_mark_stays() {
    let mut form = Form::new("\u{feff}# a\n[b]\nnom = \"c\"\n", Kind::Named(&ACTEUR));
    form.add(&["d"], None, &[line("nom", "\"e\"")]).unwrap();
    assert_eq!(
        form.into_text(),
        "\u{feff}# a\n[b]\nnom = \"c\"\n\n[d]\nnom = \"e\"\n"
    );
}

#[test]
fn a_number_that_its_author_left_in_a_comment_keeps_its_place() {
    let text =
        "titre = \"a\"\n\n[indicateurs.b]\nnom = \"c\"\n# valeurs.2017 = 15  # selon l'école\n";
    let mut form = fiche(text);
    form.hold(&["indicateurs", "b", "valeurs", "2017"], "à remplir")
        .unwrap();
    assert_eq!(form.into_text(), text);
}
