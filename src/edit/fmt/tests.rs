//! Each rule of the layout.

mod properties;

use super::*;
use crate::load::holds;

/// Returns a fiche laid out.
fn fiche(text: &str) -> String {
    laid_out("fiches/a.toml", text)
}

/// Returns a file laid out, which laying out again does not change.
fn laid_out(path: &str, text: &str) -> String {
    let kind = holds(path).unwrap();
    let once = formatted(text, kind, &|_| None);
    assert_eq!(formatted(&once, kind, &|_| None), once);
    once
}

#[test]
fn keys_take_the_order_of_the_format() {
    assert_eq!(
        fiche(
            "source='x'\n  titre   =   \"A\"  \nnumero=\"1\"\n\n\n\n[couts]\n\nnote = \"n\"\nnature = \"nul\""
        ),
        "numero = \"1\"\ntitre = \"A\"\nsource = 'x'\n\n[couts]\nnature = \"nul\"\nnote = \"n\"\n"
    );
}

#[test]
fn free_names_keep_their_order_and_years_go_up() {
    assert_eq!(
        fiche(
            "titre = \"A\"\n[bilan.2018]\nsuite = \"clore\"\n[calendrier.z]\n[indicateurs.b]\nvaleurs.2018 = 2\nvaleurs.2017 = 1\n[calendrier.a]\n[bilan.2017]\netapes.z = \"tenue\"\netapes.a = \"tenue\"\n"
        ),
        "titre = \"A\"\n\n[calendrier.z]\n\n[calendrier.a]\n\n[indicateurs.b]\nvaleurs.2017 = 1\nvaleurs.2018 = 2\n\n[bilan.2017]\netapes.z = \"tenue\"\netapes.a = \"tenue\"\n\n[bilan.2018]\nsuite = \"clore\"\n"
    );
}

#[test]
fn each_thing_is_written_one_way() {
    for couts in [
        "couts.nature = \"nul\"",
        "couts = { nature = \"nul\" }",
        "[couts]\nnature = \"nul\"",
    ] {
        assert_eq!(
            fiche(&format!("titre = \"A\"\n{couts}\n")),
            "titre = \"A\"\n\n[couts]\nnature = \"nul\"\n"
        );
    }
    for etape in [
        "calendrier = { a = { quand = \"2017\" } }",
        "calendrier.a.quand = \"2017\"",
        "calendrier.a = { quand = \"2017\" }",
        "[calendrier]\na = { quand = \"2017\" }",
        "[calendrier]\n[calendrier.a]\nquand = \"2017\"",
    ] {
        assert_eq!(
            fiche(&format!("titre = \"A\"\n{etape}\n")),
            "titre = \"A\"\n\n[calendrier.a]\nquand = \"2017\"\n"
        );
    }
    for points in [
        "etapes = { a = { 2017 = \"tenue\", \"2018-02\" = { quand = \"2019\", etat = \"reportee\" } } }",
        "[bilan.2017.etapes.a]\n2017 = \"tenue\"\n2018-02.quand = \"2019\"\n2018-02.etat = \"reportee\"",
    ] {
        assert_eq!(
            fiche(&format!("titre = \"A\"\n[bilan.2017]\n{points}\n")),
            "titre = \"A\"\n\n[bilan.2017]\netapes.a.2017 = \"tenue\"\netapes.a.2018-02 = { etat = \"reportee\", quand = \"2019\" }\n"
        );
    }
    assert_eq!(
        fiche(
            "titre = \"A\"\nsuivi = [{ note = \"n\", date = 2017-01-01 }]\n[[pilotes]]\nservice = \"s\"\nacteur = \"b\"\n"
        ),
        "titre = \"A\"\n\npilotes = [{ acteur = \"b\", service = \"s\" }]\n\n[[suivi]]\ndate = 2017-01-01\nnote = \"n\"\n"
    );
    assert_eq!(
        laid_out(
            "strategie.toml",
            "format = 1\nsource.annee = 2017\n[prorogation]\nfin = \"2021\"\n[arborescence]\n1.titre = \"a\"\n'1.1' = \"b\"\n[sigles]\n\"TIG\" = \"t\"\n"
        ),
        "format = 1\nprorogation = { fin = \"2021\" }\n\n[source]\nannee = 2017\n\n[arborescence]\n\"1\" = { titre = \"a\" }\n\"1.1\" = \"b\"\n\n[sigles]\nTIG = \"t\"\n"
    );
    assert_eq!(
        laid_out(
            "acteurs.toml",
            "b.nom = \"B\"\na = { genre = \"etat\", nom = \"A\" }\n"
        ),
        "[b]\nnom = \"B\"\n\n[a]\nnom = \"A\"\ngenre = \"etat\"\n"
    );
}

#[test]
fn what_is_empty_stays() {
    let text = "titre = \"A\"\ncommune = \"\"\n\npilotes = []\nsuivi = []\n\n[couts]\n\n[calendrier]\n\n[indicateurs.a]\nvaleurs = {}\n";
    assert_eq!(fiche(text), text);
    assert_eq!((fiche(""), fiche(" \n\n")), (String::new(), String::new()));
}

#[test]
fn a_list_stands_on_one_line_when_it_fits() {
    assert_eq!(
        fiche("titre = \"A\"\n\npublics = [\n  'a',\n  'b',\n]\n"),
        "titre = \"A\"\npublics = ['a', 'b']\n".replace("\npub", "\n\npub")
    );
    let item = "x".repeat(100 - "publics = [\"\"]".len());
    let fits = format!("publics = [\"{item}\"]\n");
    assert_eq!(fiche(&fits), fits);
    let long = fits.replace('x', "é").replace("é\"", "éé\"");
    let broken = format!("publics = [\n  \"{}\",\n]\n", "é".repeat(item.len() + 1));
    assert_eq!(fiche(&long), broken);
}

#[test]
fn blank_lines_are_those_of_paragraphs_and_at_most_one_where_the_author_put_some() {
    assert_eq!(
        fiche(
            "\n\ntitre = \"A\"\n\n\n\ncommune = \"B\"\nobjectif = \"1\"\npilotes = []\npartenaires = []\nmise_en_oeuvre = \"m\"\n"
        ),
        "titre = \"A\"\n\ncommune = \"B\"\nobjectif = \"1\"\n\npilotes = []\npartenaires = []\n\nmise_en_oeuvre = \"m\"\n"
    );
}

#[test]
fn names_have_quotation_marks_where_they_must() {
    assert_eq!(
        fiche(
            "'titre' = \"A\"\n[bilan.\"2017\"]\netapes.\"a\".'2017/2018' = \"tenue\"\n[autres]\nConstat = \"c\"\n'mot \"dit\"' = \"d\"\n"
        ),
        "titre = \"A\"\n\n[bilan.2017]\netapes.a.\"2017/2018\" = \"tenue\"\n\n[autres]\n\"Constat\" = \"c\"\n\"mot \\\"dit\\\"\" = \"d\"\n"
    );
}

#[test]
fn words_and_dates_are_spelled_one_way() {
    assert_eq!(
        fiche(
            "titre = 'A'\nperiode = 2017\ndiffusion = ''\n[calendrier.a]\nquand = [2017, 2018-02-03, ' 2019 ']\ngenre = \"Réunion\"\n[[suivi]]\ndate = 2017-01-01\netat = 'En cours'\n[bilan.2017]\netapes.a = { etat = \"Reportée\", quand = 2018 }\netapes.b.2017 = 'ANNULÉE'\n[indicateurs.x]\nvaleurs.2017 = 1_000.50\n"
        ),
        "titre = 'A'\nperiode = \"2017\"\ndiffusion = ''\n\n[calendrier.a]\nquand = [\"2017\", \"2018-02-03\", ' 2019 ']\ngenre = \"reunion\"\n\n[indicateurs.x]\nvaleurs.2017 = 1_000.50\n\n[[suivi]]\ndate = 2017-01-01\netat = \"en-cours\"\n\n[bilan.2017]\netapes.a = { etat = \"reportee\", quand = \"2018\" }\netapes.b.2017 = \"annulee\"\n"
    );
    assert_eq!(
        laid_out(
            "strategie.toml",
            "[regles]\nfiche-sans-pilote = \"Ignorée\"\n"
        ),
        "[regles]\nfiche-sans-pilote = \"ignoree\"\n"
    );
}

#[test]
fn an_actor_takes_the_name_that_is_given() {
    let kind = holds("fiches/a.toml").unwrap();
    let rename = |name: &str| (name == "lomme").then(|| "Ville de \"Lomme\"".to_owned());
    assert_eq!(
        formatted(
            "pilotes = ['lomme', { service = \"lomme\", acteur = \"lomme\" }]\npublics = [\"lomme\"]\n",
            kind,
            &rename
        ),
        "pilotes = [\"Ville de \\\"Lomme\\\"\", { acteur = \"Ville de \\\"Lomme\\\"\", service = \"lomme\" }]\npublics = [\"lomme\"]\n"
    );
}

#[test]
fn a_comment_goes_with_what_it_is_about() {
    assert_eq!(
        fiche(
            "#:schema s\n# du titre\ntitre = \"A\" # au bout  \n# après le titre\n\n# du numéro\n#   encore\nnumero = \"1\"\n\n# fin\n\n# des coûts\n[couts] # ici\n# sous les coûts\n\nnote = \"n\"\n# après la note\n\n# fin des coûts\n"
        ),
        "#:schema s\n\n# du numéro\n#   encore\nnumero = \"1\"\n# du titre\ntitre = \"A\" # au bout\n# après le titre\n\n# fin\n\n# des coûts\n[couts] # ici\n# sous les coûts\n\nnote = \"n\"\n# après la note\n\n# fin des coûts\n"
    );
    assert_eq!(
        fiche("# A\n\n# b\nsource = \"s\"\ntitre = \"t\""),
        "# A\n\ntitre = \"t\"\n# b\nsource = \"s\"\n"
    );
    assert_eq!(fiche("# seul\n\n\n"), "# seul\n");
}

#[test]
fn comments_that_stand_in_a_column_stay_in_it() {
    let text = "titre = \"A\"          # le titre\nsource = \"source\"    # la source\n";
    assert_eq!(fiche(text), text);
    assert_eq!(fiche("titre   =   \"A\" # a\n"), "titre = \"A\" # a\n");
}

#[test]
fn a_comment_in_a_list_stays_with_its_item() {
    assert_eq!(
        fiche(
            "publics = [ # tous\n 'a', # un\n\n # deux\n 'b' # bis\n , 'c',\n # plus rien\n] # fin\n"
        ),
        "publics = [\n  # tous\n  'a', # un\n  # deux\n  'b', # bis\n  'c',\n  # plus rien\n] # fin\n"
    );
    assert_eq!(fiche("publics = [\n # rien\n]\n"), "# rien\npublics = []\n");
}

#[test]
fn a_comment_in_what_becomes_one_line_stands_above_it() {
    assert_eq!(
        fiche("# p\n[[pilotes]] # q\n# a\nacteur = \"b\" # c\nmention = \"m\"\n"),
        "pilotes = [\n  # p\n  # q\n  # a\n  # c\n  { acteur = \"b\", mention = \"m\" },\n]\n"
    );
    assert_eq!(
        fiche("# c\ncalendrier = { a = {}, b = {} } # d\n\n# e\n"),
        "# c\n# d\n[calendrier.a]\n\n[calendrier.b]\n# e\n"
    );
}

#[test]
fn the_ends_of_lines_and_the_mark_of_the_file_are_kept() {
    assert_eq!(
        fiche("\u{feff}titre = \"A\"\r\nmise_en_oeuvre = \"\"\"\r\na  \r\n\"\"\" # c\r\n"),
        "\u{feff}titre = \"A\"\r\n\r\nmise_en_oeuvre = \"\"\"\r\na  \r\n\"\"\" # c\r\n"
    );
    assert_eq!(
        fiche("titre = \"A\"\r\nsource = \"b\"\nnumero = \"1\"\n"),
        "numero = \"1\"\ntitre = \"A\"\nsource = \"b\"\n"
    );
}

#[test]
fn what_is_no_toml_stays_as_it_is() {
    for text in [
        "titre = ",
        "a = 1\na.b = 2\n",
        "[a\n",
        "a = [1\n",
        "x = {a = 1\n",
        // Each line reads, and together they define a table twice.
        "[[tab.arr]]\n[tab]\narr.val1=1\n",
    ] {
        assert_eq!(fiche(text), text);
    }
}

#[test]
fn words_differ_from_what_people_read_by_accents_and_spaces_alone() {
    use crate::model::etat::{Etat, Resultat, Suite};
    use crate::model::mot::Mot;
    use crate::model::{acteur, calendrier, cout, diffusion, indicateur, strategie};
    use crate::text::fold::same;
    fn check<M: Mot>() {
        assert!(M::ALL.iter().all(|mot| same(mot.word(), mot.label())));
    }
    check::<Etat>();
    check::<Resultat>();
    check::<Suite>();
    check::<acteur::GenreActeur>();
    check::<calendrier::EtatEtape>();
    check::<calendrier::GenreEtape>();
    check::<cout::NatureCout>();
    check::<cout::TypeCout>();
    check::<diffusion::Diffusion>();
    check::<indicateur::Sens>();
    check::<strategie::Gravite>();
}
