//! What may be written otherwise than plans usually do, and what may not: one file each, in a small plan.

/// Fiches, below their title.
pub(crate) const FICHES: [(&str, &str); 52] = [
    (
        "blank-texts",
        "numero = \"\"\ncommune = \" \"\nsource = \"\\u00a0\"\nperiode = \"\"\nobjectif = \" \"\ndiffusion = \"\"\npublics = [\"\", \"a\"]\npilotes = [\"\"]",
    ),
    (
        "empty-lists",
        "publics = []\npilotes = []\nignorer = []\nsuivi = []\n[couts]\nlignes = []\n[calendrier]\n[indicateurs]\n[bilan]\n[autres]",
    ),
    ("long-texts", "titre_2 = 1"),
    (
        "words-in-capitals",
        "diffusion = \"PUBLIQUE\"\n[bilan.2017]\netat = \"EN_COURS\"\nresultat = \"Non  Atteint\"\nsuite = \"arrêter\"",
    ),
    (
        "words-decomposed",
        "[bilan.2017]\netat = \"re\u{301}alise\u{301}e\"",
    ),
    (
        "words-with-signs",
        "[bilan.2017]\netat = \" en\u{a0}–\u{200b}pause \"",
    ),
    (
        "words-in-other-letters",
        "[bilan.2017]\netat = \"𝐞𝐧 𝐜𝐨𝐮𝐫𝐬\"\nsuite = \"ｃｌｏｒｅ\"",
    ),
    ("words-joined", "[bilan.2017]\netat = \"encours\""),
    ("words-explained", "[bilan.2017]\netat = \"en-cours.\""),
    ("word-as-boolean", "[bilan.2017]\nresultat = true"),
    (
        "dates",
        "periode = 2017\n[calendrier.a]\nquand = [2017, \"2018\", 2019-02-03, \" 2017-02 / 2018 \", \"\"]\n[calendrier.b]\nquand = 2016-02-29\n[calendrier.c]\nquand = \"2016-02-29/2020\"\n[calendrier.d]\nquand = 2018",
    ),
    ("period-open", "periode = \" 2017 / \""),
    ("period-of-days", "periode = \"2017-09-01/2018-06-30\""),
    ("period-in-list", "periode = [\"2017\"]"),
    (
        "date-with-time",
        "[calendrier.a]\nquand = 2017-01-01T10:00:00",
    ),
    ("date-out-of-range", "[calendrier.a]\nquand = \"1899\""),
    (
        "date-of-no-calendar",
        "[calendrier.a]\nquand = \"2017-02-29\"",
    ),
    ("date-of-no-month", "[calendrier.a]\nquand = [\"2017-00\"]"),
    ("year-in-base-16", "[calendrier.a]\nquand = 0x2017"),
    ("list-of-lists", "[calendrier.a]\nquand = [[\"2017\"]]"),
    ("code-with-spaces-around", "objectif = \" 4.1.é-b/c \""),
    ("code-with-a-gap", "objectif = \"4..b\""),
    ("code-as-number", "objectif = 4"),
    (
        "participants",
        "pilotes = [\"N'importe qui\", { acteur = \"X\", service = \"\", mention = \"m\" }]\npartenaires = [{ acteur = \"Y\" }]",
    ),
    ("participant-nameless", "pilotes = [{ service = \"s\" }]"),
    ("participant-blank", "pilotes = [{ acteur = \" \" }]"),
    ("participant-number", "pilotes = [1]"),
    ("participant-alone", "pilotes = { acteur = \"X\" }"),
    (
        "ignored",
        "ignorer = [{ regle = \"n'importe\", raison = \"r\" }]",
    ),
    (
        "ignored-without-reason",
        "ignorer = [{ regle = \"fiche-sans-pilote\" }]",
    ),
    (
        "amounts",
        "couts.nature = \"Non défini\"\ncouts.lignes = [{ prevu = -3.1, realise = 0, type = \"Investissement\", annee = 2200, financeur = \"f\" }, {}]",
    ),
    (
        "amount-too-large",
        "[couts]\nlignes = [{ prevu = 1000000000001 }]",
    ),
    ("amount-as-text", "[couts]\nlignes = [{ prevu = \"4500\" }]"),
    ("cost-year", "[couts]\nlignes = [{ annee = 1899 }]"),
    ("cost-unknown", "[couts]\nmontant = 4500"),
    (
        "steps",
        "[calendrier.\"Une étape !\"]\nquoi = \"\"\ngenre = \"Réunion\"\n[calendrier.vide]",
    ),
    ("step-nameless", "[calendrier]\nquoi = \"a\""),
    (
        "step-called-as-a-key",
        "[calendrier.quoi]\nquand = \"2017\"",
    ),
    (
        "values",
        "[indicateurs.a]\nsens = \"Hausse\"\nvaleurs.2017 = -1.5\nvaleurs.2018 = { valeur = 3, environ = true, note = \"\" }\ncibles.1900 = 0\ncibles.2200 = 1e3",
    ),
    ("value-yearless", "[indicateurs.a]\nvaleurs = 15"),
    ("value-of-a-short-year", "[indicateurs.a]\nvaleurs.17 = 15"),
    ("value-of-no-year", "[indicateurs.a]\ncibles.2201 = 15"),
    (
        "value-without-number",
        "[indicateurs.a]\nvaleurs.2017 = { environ = true }",
    ),
    (
        "target-as-table",
        "[indicateurs.a]\ncibles.2017 = { valeur = 1 }",
    ),
    (
        "journal",
        "suivi = [{ date = 2017-03-14, etat = \"\", note = \"n\", auteur = \"a\", diffusion = \"Interne\" }]",
    ),
    ("journal-out-of-range", "[[suivi]]\ndate = 1817-03-14"),
    (
        "points",
        "[calendrier.a]\nquand = [\"2017\", \"2018-12/2019\"]\n[bilan.2017]\netapes.a.2017 = \"Tenue\"\netapes.a.\"2018-12/2019\" = { etat = \"reportée\", quand = \"2020\" }\netapes.b = { etat = \"annulee\" }\netapes.c = \"\"\netapes.d = {}",
    ),
    ("point-unknown", "[bilan.2017]\netapes.a = \"faite\""),
    (
        "point-of-an-occurrence-unknown",
        "[bilan.2017]\netapes.a.2017 = \"faite\"",
    ),
    (
        "point-without-state",
        "[bilan.2017]\netapes.a = { quand = \"2018\" }",
    ),
    ("bilan-of-no-year", "[bilan.17]\netat = \"en-cours\""),
    (
        "headings",
        "[autres]\nConstat = \"\"\n\"Autre chose\" = [\"a\", \"\"]",
    ),
];

/// Strategies, whole.
pub(crate) const STRATEGIES: [(&str, &str); 17] = [
    (
        "whole",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\ncommunes = [\"X\", \"\"]\nperiode = \"2017/\"\nprorogation = { fin = 2021-09-30 }\nextrait = false\nniveaux = [\"Enjeu\"]\nsans_numero = [\"autre\"]\nannonce = { niveaux = [0, 3], propres = 5 }\nsource.annee = 2017\n[parent]\n[arborescence]\n1 = \"a\"\n\"1.a\" = { titre = \"b\", niveau = \"Autre\" }\n\"É-2\" = \"c\"\n[instances.c]\n[sigles]\nTIG = \"\"\n[regles]\nfiche-sans-pilote = \"Ignorée\"\nn-importe = \"INFO\"\nautre = \"\"",
    ),
    (
        "end-as-year",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\nprorogation.fin = 2021",
    ),
    (
        "end-blank",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\nprorogation.fin = \"\"",
    ),
    (
        "end-missing",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\nprorogation.motif = \"m\"",
    ),
    (
        "title-blank",
        "format = 1\ntitre = \" \"\nterritoire = \"X\"",
    ),
    ("format-missing", "titre = \"T\"\nterritoire = \"X\""),
    (
        "format-as-text",
        "format = \"1\"\ntitre = \"T\"\nterritoire = \"X\"",
    ),
    (
        "count-below-zero",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\nannonce.propres = -1",
    ),
    (
        "yes-as-text",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\nextrait = \"oui\"",
    ),
    (
        "node-blank",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[arborescence]\n\"1\" = \"\"",
    ),
    (
        "node-titleless",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[arborescence]\n\"1\" = { niveau = \"a\" }",
    ),
    (
        "node-with-a-space",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[arborescence]\n\"1 a\" = \"a\"",
    ),
    (
        "node-unquoted",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[arborescence]\n1.1 = \"a\"",
    ),
    (
        "node-called-as-a-key",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[arborescence]\ntitre = \"a\"",
    ),
    (
        "severity-unknown",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[regles]\nn-importe = \"grave\"",
    ),
    (
        "severity-of-a-rule-unknown",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[regles]\nfiche-sans-pilote = \"grave\"",
    ),
    (
        "acronym-number",
        "format = 1\ntitre = \"T\"\nterritoire = \"X\"\n[sigles]\nTIG = 1",
    ),
];

/// Actors, whole.
pub(crate) const ACTEURS: [(&str, &str); 6] = [
    (
        "whole",
        "[a]\nnom = \"A\"\nsigle = \"\"\nalias = [\"\", \"b\"]\ngenre = \"État\"\n[b-2]\nnom = \"B\"\ngenre = \"\"\n",
    ),
    ("name-missing", "[a]\nsigle = \"A\""),
    ("identifier", "[Ville_de_Lomme]\nnom = \"A\""),
    ("device", "[con]\nnom = \"A\""),
    ("no-table", "nom = \"A\""),
    ("kind-unknown", "[a]\nnom = \"A\"\ngenre = \"mairie\""),
];

/// Pages of the bilan of 2017, whole.
pub(crate) const PAGES: [(&str, &str); 5] = [
    (
        "whole",
        "periode = \"2016/2017\"\nintroduction = \"\"\ndecisions = [\"\"]\npresentations = [{ instance = \"x\", date = 2018-02-15 }, { instance = \"y\" }]",
    ),
    ("empty", ""),
    ("other-years", "periode = \"2010\""),
    (
        "presentation-nameless",
        "presentations = [{ date = 2018-02-15 }]",
    ),
    (
        "presentation-date",
        "presentations = [{ instance = \"x\", date = 2018 }]",
    ),
];
