//! The parser's messages, in French: what is wrong, and the way out.

/// What a parser's message starts with, what is wrong in French, and the way out.
const FRENCH: [(&str, &str, &str); 38] = [
    (
        "array tables cannot be",
        "cette rubrique est déjà écrite autrement",
        "garder une seule des deux écritures",
    ),
    (
        "cannot extend value",
        "ce nom désigne déjà une valeur simple",
        "renommer l'une des deux lignes",
    ),
    (
        "cannot recurse",
        "trop de rubriques imbriquées",
        "ramener la fiche aux rubriques du format",
    ),
    (
        "carriage return must",
        "retour chariot isolé",
        "enregistrer le fichier avec des fins de ligne ordinaires (LF ou CRLF)",
    ),
    (
        "duplicate key",
        "ce nom est écrit deux fois",
        "garder une seule des deux lignes",
    ),
    (
        "extra `=`",
        "signe = en trop",
        "n'écrire qu'un signe = entre le nom et la valeur",
    ),
    (
        "extra `}`",
        "accolade } en trop",
        "supprimer l'accolade en trop",
    ),
    (
        "extra comma in array",
        "virgule en trop dans une liste",
        "supprimer la virgule en trop",
    ),
    (
        "extra comma in inline table",
        "virgule en trop entre accolades",
        "supprimer la virgule en trop",
    ),
    (
        "integers with a radix",
        "nombre écrit dans une autre base",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "invalid UTF-8",
        "caractère qui n'est pas en UTF-8",
        "enregistrer le fichier en UTF-8",
    ),
    (
        "invalid basic string",
        "texte mal écrit entre guillemets",
        "vérifier les guillemets au début et à la fin du texte",
    ),
    (
        "invalid boolean",
        "true ou false mal écrit",
        "écrire true ou false, en minuscules",
    ),
    (
        "invalid comment character",
        "caractère interdit dans un commentaire",
        "supprimer ce caractère",
    ),
    (
        "invalid control character",
        "caractère de contrôle interdit",
        "supprimer ce caractère",
    ),
    (
        "invalid date",
        "date mal écrite",
        "écrire 2017-03-14 sans guillemets, ou \"2017-12\" entre guillemets",
    ),
    (
        "invalid float",
        "nombre mal écrit",
        "écrire par exemple 4500.50 ; un code ou un numéro va entre guillemets",
    ),
    (
        "invalid integer",
        "nombre mal écrit",
        "écrire le nombre en chiffres, sans espace ; un code ou un numéro va entre guillemets",
    ),
    (
        "invalid literal string",
        "texte mal écrit entre apostrophes",
        "vérifier les apostrophes au début et à la fin du texte",
    ),
    (
        "invalid multi-line",
        "texte de plusieurs lignes mal fermé",
        "terminer le texte par trois guillemets : \"\"\"",
    ),
    (
        "invalid time",
        "heure mal écrite",
        "n'écrire que le jour, par exemple 2017-03-14",
    ),
    (
        "invalid unquoted key",
        "nom de donnée mal écrit",
        "n'employer dans un nom que des lettres sans accent, des chiffres, - et _",
    ),
    (
        "invalid value",
        "valeur mal écrite",
        "écrire un texte entre guillemets, un nombre ou une liste",
    ),
    (
        "key with no value",
        "il manque le signe = et une valeur",
        "écrire nom = valeur, ou supprimer la ligne",
    ),
    (
        "missing comma between array",
        "il manque une virgule entre deux éléments d'une liste",
        "séparer les éléments par des virgules",
    ),
    (
        "missing comma between key",
        "il manque une virgule entre deux données",
        "séparer par des virgules ce qui est entre accolades",
    ),
    (
        "missing escaped value",
        "barre oblique inverse \\ seule",
        "doubler la barre, ou entourer le texte d'apostrophes",
    ),
    (
        "missing opening quote",
        "il manque un guillemet ouvrant",
        "entourer le texte de guillemets droits",
    ),
    (
        "missing value",
        "il manque une valeur",
        "écrire la valeur, ou supprimer la ligne",
    ),
    (
        "string values must be quoted",
        "texte sans guillemets",
        "entourer le texte de guillemets droits",
    ),
    (
        "too few unicode",
        "barre oblique inverse \\ suivie de u",
        "doubler la barre, ou entourer le texte d'apostrophes",
    ),
    (
        "unclosed array",
        "une liste n'est pas fermée",
        "terminer la liste par un crochet fermant ]",
    ),
    (
        "unclosed inline table",
        "une accolade n'est pas fermée",
        "terminer par une accolade fermante }",
    ),
    (
        "unclosed table",
        "un titre n'est pas fermé",
        "terminer le titre par un crochet fermant ]",
    ),
    (
        "unexpected `=`",
        "signe = inattendu",
        "vérifier que la ligne d'avant est bien finie (guillemet, crochet, accolade)",
    ),
    (
        "unexpected `]`",
        "crochet ] en trop",
        "supprimer le crochet en trop",
    ),
    (
        "unexpected key or value",
        "il y a quelque chose de trop sur cette ligne",
        "écrire une seule donnée par ligne",
    ),
    (
        "unquoted keys cannot be empty",
        "il manque le nom de la donnée",
        "écrire un nom avant le signe =",
    ),
];

/// Returns what is wrong and the way out, in French; a message that the table does not know keeps its own words.
pub(super) fn french(message: &str) -> (String, String) {
    let known = FRENCH.iter().find(|(start, ..)| message.starts_with(start));
    let (wrong, way_out) = known.map_or(
        (
            "cette ligne ne se lit pas",
            "comparer avec une fiche qui se lit",
        ),
        |(_, wrong, way_out)| (wrong, way_out),
    );
    let words = if known.is_some() {
        wrong.to_owned()
    } else {
        format!("{wrong} ({message})")
    };
    (words, way_out.to_owned())
}
