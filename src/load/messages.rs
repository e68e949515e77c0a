//! The parser's messages, in French: what is wrong, and the way out.

/// What a parser's message starts with, what is wrong in French, and the way out.
const FRENCH: [(&str, &str, &str); 63] = [
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
    (
        "`_` may only",
        "signe _ mal placé dans un nombre",
        "écrire le nombre en chiffres, sans _",
    ),
    (
        "extra assignment",
        "signe = en trop",
        "n'écrire qu'un signe = entre le nom et la valeur",
    ),
    (
        "invalid binary",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "invalid exponent",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires, par exemple 4500.50",
    ),
    (
        "invalid fraction",
        "nombre mal écrit",
        "écrire des chiffres après le point, par exemple 4500.50",
    ),
    (
        "invalid hexadecimal",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "invalid inline table",
        "accolades mal remplies",
        "entre accolades, écrire nom = valeur, et une virgule entre deux données",
    ),
    ("invalid key", "ligne mal écrite", "écrire nom = valeur"),
    (
        "invalid mantissa",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires, par exemple 4500.50",
    ),
    (
        "invalid octal",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "invalid string",
        "texte mal écrit",
        "entourer le texte de guillemets droits",
    ),
    (
        "invalid table",
        "titre mal écrit",
        "écrire le titre entre crochets, seul sur sa ligne",
    ),
    (
        "keys cannot be",
        "un nom est écrit entre trois guillemets",
        "écrire le nom sans guillemets",
    ),
    (
        "missing array opening",
        "crochet ] en trop",
        "supprimer le crochet en trop, ou ouvrir la liste par [",
    ),
    (
        "missing assignment",
        "il manque le signe =",
        "écrire nom = valeur",
    ),
    (
        "missing comment start",
        "il manque le signe # devant une remarque",
        "faire commencer la remarque par #",
    ),
    (
        "missing inline table opening",
        "accolade } en trop",
        "supprimer l'accolade en trop, ou l'ouvrir par {",
    ),
    (
        "missing key for",
        "il manque le nom d'une donnée entre accolades",
        "écrire nom = valeur",
    ),
    (
        "missing table open",
        "titre mal écrit",
        "ouvrir le titre par un crochet [",
    ),
    (
        "radix must",
        "nombre écrit dans une autre base",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "recursion limit",
        "trop de rubriques imbriquées",
        "ramener la fiche aux rubriques du format",
    ),
    (
        "redundant",
        "nombre mal écrit",
        "écrire le nombre en chiffres ordinaires",
    ),
    (
        "unexpected content",
        "il y a quelque chose de trop sur cette ligne",
        "écrire une seule donnée par ligne",
    ),
    (
        "unexpected leading zero",
        "zéro devant un nombre",
        "supprimer les zéros de devant",
    ),
    (
        "unexpected sign",
        "signe + ou - mal placé",
        "écrire le nombre en chiffres ordinaires",
    ),
];

/// Returns what is wrong and the way out, in French; a message that the table does not know says only that the line
/// cannot be read.
pub(super) fn french(message: &str) -> (&'static str, &'static str) {
    let known = FRENCH.iter().find(|(start, ..)| message.starts_with(start));
    known.map_or(
        (
            "cette ligne ne se lit pas",
            "écrire nom = valeur, un texte entre guillemets droits ; une remarque commence par #",
        ),
        |(_, wrong, way_out)| (*wrong, *way_out),
    )
}

/// Returns what is wrong with a title that has too few brackets, or too many, and the way out.
pub(super) fn brackets(title: &str, repeated: bool) -> (String, String) {
    if repeated {
        (
            format!("[{title}] ouvre une rubrique qui se répète"),
            format!("doubler les crochets : [[{title}]]"),
        )
    } else {
        (
            format!("[[{title}]] ouvre une rubrique qui ne se répète pas"),
            format!("écrire un seul crochet de chaque côté : [{title}]"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_of_the_parser_has_its_french() {
        // From toml_parser 1.1 and toml 1.2; « ` » starts what it quotes.
        for message in [
            "`_` may only go between digits",
            "cannot extend value of type array with a dotted key",
            "cannot recurse further; max recursion depth met",
            "carriage return must be followed by newline",
            "duplicate key",
            "extra `=`",
            "extra assignment between key-value pairs",
            "extra comma in array",
            "extra comma in inline table",
            "integers with a radix cannot be signed",
            "invalid binary number",
            "invalid comment character",
            "invalid date-time",
            "invalid exponent",
            "invalid fraction",
            "invalid hexadecimal number",
            "invalid inline table element",
            "invalid key",
            "invalid key-value pair",
            "invalid mantissa",
            "invalid octal number",
            "invalid table",
            "invalid unquoted key",
            "invalid value",
            "key with no value",
            "keys cannot be multi-line basic strings",
            "missing array opening",
            "missing assignment between key-value pairs",
            "missing comma between array elements",
            "missing comma between key-value pairs",
            "missing comment start",
            "missing escaped value",
            "missing inline table opening",
            "missing key for inline table element",
            "missing opening quote",
            "missing table open",
            "missing value",
            "missing value for key",
            "radix must be lowercase",
            "recursion limit",
            "redundant integer number prefix",
            "redundant numeric sign",
            "string values must be quoted",
            "too few unicode value digits",
            "unclosed array",
            "unclosed array table",
            "unclosed inline table",
            "unclosed table",
            "unexpected `=` in array",
            "unexpected content",
            "unexpected key or value",
            "unexpected leading zero",
            "unexpected sign",
            "unquoted keys cannot be empty",
        ] {
            let known = FRENCH.iter().any(|(start, ..)| message.starts_with(start));
            assert!(known, "{message}");
        }
    }

    #[test]
    fn an_unknown_message_leaves_no_english() {
        assert_eq!(french("some new trouble").0, "cette ligne ne se lit pas");
    }
}
