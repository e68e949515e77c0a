//! The reading faults: what keeps a file from being understood. Always errors; nothing in the plan can lower them.

use crate::text::diagnostic::{Card, Example, Severity};

/// Declares the reading faults, each with the card that `stspd regles` shows.
const fn fault(
    id: &'static str,
    summary: &'static str,
    (why, cure): (&'static str, &'static str),
    (bad, good): (&'static str, &'static str),
) -> Card {
    Card {
        id,
        severity: Severity::Error,
        summary,
        why,
        cure,
        example: Example { bad, good },
    }
}

/// A file that is not UTF-8 text.
pub(crate) static ENCODAGE: Card = fault(
    "encodage",
    "le fichier n'est pas un texte UTF-8",
    (
        "Un plan est écrit en UTF-8 : dans un autre encodage, les accents seraient lus de travers.",
        "Rouvrir le fichier dans l'éditeur et l'enregistrer en choisissant l'encodage « UTF-8 ».",
    ),
    (
        "titre = \"Ateliers au coll\u{fffd}ge\"",
        "titre = \"Ateliers au collège\"",
    ),
);

/// A file larger than any fiche.
pub(crate) static FICHIER_TROP_GROS: Card = fault(
    "fichier-trop-gros",
    "le fichier dépasse 1 Mio",
    (
        "Une fiche de dix pages tient en quelques dizaines de kilo-octets : un fichier plus gros est une erreur de copie, et n'est pas lu.",
        "Retirer du fichier ce qui n'est pas la fiche ; les documents joints vont ailleurs que dans le plan.",
    ),
    ("(un fichier de 3 Mio)", "(la fiche seule)"),
);

/// A folder that stands in too many others.
pub(crate) static DOSSIER_TROP_PROFOND: Card = fault(
    "dossier-trop-profond",
    "un dossier est à plus de 16 niveaux sous le plan",
    (
        "Les fiches se rangent dans quelques dossiers : une telle profondeur vient d'une copie qui s'est répétée, et ce que le dossier contient n'est pas lu.",
        "Remonter le dossier plus près de « fiches/ », ou le retirer du plan.",
    ),
    (
        "fiches/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/action-2.toml",
        "fiches/action-2.toml",
    ),
);

/// A link, a pipe, a device in the plan.
pub(crate) static FICHIER_SPECIAL: Card = fault(
    "fichier-special",
    "le plan contient un lien ou un fichier spécial",
    (
        "Un lien peut mener hors du plan, et un tube peut ne jamais finir : ils ne sont ni suivis ni ouverts.",
        "Remplacer le lien par une copie du fichier, ou le retirer du plan.",
    ),
    (
        "fiches/action.toml -> /ailleurs/action.toml",
        "fiches/action.toml (un vrai fichier)",
    ),
);

/// A `.toml` file that the format does not place there.
pub(crate) static FICHIER_EGARE: Card = fault(
    "fichier-egare",
    "un fichier .toml n'est pas à une place que le format prévoit",
    (
        "Un fichier que personne ne lit laisserait croire que la fiche est dans le plan.",
        "Ranger les fiches sous « fiches/ », les pages du conseil sous « bilans/ », et terminer leur nom par « .toml » seulement.",
    ),
    (
        "action-2.toml (à côté de strategie.toml)",
        "fiches/action-2.toml",
    ),
);

/// A file name that is no identifier.
pub(crate) static IDENTIFIANT_INVALIDE: Card = fault(
    "identifiant-invalide",
    "un nom ne peut pas servir d'identifiant",
    (
        "Le nom du fichier est l'identifiant de la fiche : il doit être le même sur tous les ordinateurs.",
        "N'employer que des minuscules sans accent, des chiffres et des traits d'union, 64 caractères au plus.",
    ),
    ("fiches/Fiche n°1.toml", "fiches/action-1.toml"),
);

/// Two fiches with one identifier.
pub(crate) static IDENTIFIANT_DOUBLE: Card = fault(
    "identifiant-double",
    "deux fiches portent le même identifiant",
    (
        "Une fiche comptée deux fois fausserait tous les totaux.",
        "Renommer l'un des deux fichiers, ou supprimer celui qui est de trop.",
    ),
    (
        "fiches/colleges/action-1.toml et fiches/quartiers/action-1.toml",
        "fiches/colleges/action-1.toml et fiches/quartiers/action-2.toml",
    ),
);

/// A format version that this program does not know.
pub(crate) static FORMAT_INCONNU: Card = fault(
    "format-inconnu",
    "la version du format du plan n'est pas connue",
    (
        "Un plan écrit dans un autre format serait mal compris sans que rien ne le montre.",
        "Écrire format = 1, ou mettre stspd à jour si le plan a été écrit par une version plus récente.",
    ),
    ("format = 2", "format = 1"),
);

/// A text that is no TOML.
pub(crate) static SYNTAXE: Card = fault(
    "syntaxe",
    "une ligne n'est pas écrite comme le format le demande",
    (
        "Tant qu'une ligne ne se lit pas, ce qui la suit peut être compris de travers.",
        "Écrire une donnée par ligne : un nom, le signe =, une valeur ; les textes entre guillemets droits.",
    ),
    (
        "titre : \"Ateliers au collège\"",
        "titre = \"Ateliers au collège\"",
    ),
);

/// A text without quotation marks.
pub(crate) static GUILLEMETS_MANQUANTS: Card = fault(
    "guillemets-manquants",
    "un texte, une date ou un code n'est pas entre guillemets",
    (
        "Sans guillemets, le format attend un nombre, une date complète ou true/false.",
        "Entourer la valeur de guillemets droits.",
    ),
    ("quand = 2017-12", "quand = \"2017-12\""),
);

/// Curly quotation marks.
pub(crate) static GUILLEMETS_TYPOGRAPHIQUES: Card = fault(
    "guillemets-typographiques",
    "un texte est entouré de guillemets de traitement de texte",
    (
        "Le traitement de texte remplace les guillemets droits par “ ” ou « » ; le format ne connaît que les droits.",
        "Remplacer les guillemets qui entourent le texte par des guillemets droits \" ; à l'intérieur, « » est permis.",
    ),
    (
        "titre = “Ateliers au collège”",
        "titre = \"Ateliers au collège\"",
    ),
);

/// Straight quotation marks inside straight ones.
pub(crate) static GUILLEMETS_IMBRIQUES: Card = fault(
    "guillemets-imbriques",
    "un guillemet droit coupe un texte en deux",
    (
        "Le texte s'arrête au premier guillemet droit qu'il contient.",
        "À l'intérieur d'un texte, écrire « … », ou faire précéder le guillemet d'une barre oblique inverse : \\\".",
    ),
    (
        "titre = \"Ateliers \"Vivre ensemble\" au collège\"",
        "titre = \"Ateliers « Vivre ensemble » au collège\"",
    ),
);

/// A backslash in a text.
pub(crate) static BARRE_INVERSE: Card = fault(
    "barre-inverse",
    "un texte contient une barre oblique inverse seule",
    (
        "Entre guillemets droits, \\ annonce un caractère spécial : un chemin Windows n'y passe pas tel quel.",
        "Entourer le texte d'apostrophes, ou doubler chaque barre : \\\\.",
    ),
    (
        "source = \"S:\\partage\\fiches\"",
        "source = 'S:\\partage\\fiches'",
    ),
);

/// A key with accents.
pub(crate) static CLE_ACCENTUEE: Card = fault(
    "cle-accentuee",
    "le nom d'une donnée porte un accent",
    (
        "Les noms des données s'écrivent sans accent, pour se taper sur tous les claviers.",
        "Retirer l'accent du nom ; les valeurs, elles, gardent les leurs.",
    ),
    (
        "difficultés = \"Deux séances déplacées.\"",
        "difficultes = \"Deux séances déplacées.\"",
    ),
);

/// A number written as people write it.
pub(crate) static NOMBRE_MAL_ECRIT: Card = fault(
    "nombre-mal-ecrit",
    "un nombre n'est pas écrit comme le format le demande",
    (
        "Le format veut des chiffres sans espace, un point pour les décimales, et aucun zéro devant.",
        "Écrire 4500, 4500.50 ou 3 ; sans espace, sans virgule et sans le signe €.",
    ),
    ("prevu = 4 500", "prevu = 4500"),
);

/// A date written as people write it.
pub(crate) static DATE_FRANCAISE: Card = fault(
    "date-francaise",
    "une date est écrite jour/mois/année",
    (
        "Le format écrit les dates dans l'ordre année-mois-jour, qui ne prête pas à confusion.",
        "Écrire l'année sur quatre chiffres, puis le mois et le jour sur deux.",
    ),
    ("date = 14/03/2017", "date = 2017-03-14"),
);

/// A date that no calendar has.
pub(crate) static DATE_IMPOSSIBLE: Card = fault(
    "date-impossible",
    "une date n'existe pas, ou n'est pas écrite comme une date",
    (
        "Une date impossible ne peut être ni attendue ni en retard.",
        "Écrire 2017, 2017-12, 2017-12-05, ou un intervalle comme 2017-09/2018-06.",
    ),
    ("quand = \"2017-13\"", "quand = \"2017-12\""),
);

/// A span that ends before it starts.
pub(crate) static INTERVALLE_INVERSE: Card = fault(
    "intervalle-inverse",
    "un intervalle finit avant de commencer",
    (
        "L'ordre des deux dates dit quand l'étape est due.",
        "Écrire d'abord la date de début, puis la date de fin.",
    ),
    ("quand = \"2017-12/2017-09\"", "quand = \"2017-09/2017-12\""),
);

/// A key written twice.
pub(crate) static CLE_EN_DOUBLE: Card = fault(
    "cle-en-double",
    "une donnée ou une rubrique est écrite deux fois",
    (
        "Des deux, personne ne peut dire laquelle est la bonne.",
        "Réunir les deux en une seule, et supprimer l'autre.",
    ),
    (
        "[bilan.2017]\nsuite = \"clore\"\n\n[bilan.2017]\nrealisations = \"Trois ateliers tenus.\"",
        "[bilan.2017]\nsuite = \"clore\"\nrealisations = \"Trois ateliers tenus.\"",
    ),
);

/// A key that the format does not have.
pub(crate) static CLE_INCONNUE: Card = fault(
    "cle-inconnue",
    "le format ne connaît pas cette donnée",
    (
        "Une donnée mal nommée ne serait jamais lue, et son absence ne se verrait pas.",
        "Corriger le nom ; ce que le format ne prévoit pas va sous [autres].",
    ),
    (
        "pilote = [\"Ville de Valfleury\"]",
        "pilotes = [\"Ville de Valfleury\"]",
    ),
);

/// A key that belongs elsewhere in the file.
pub(crate) static CLE_MAL_PLACEE: Card = fault(
    "cle-mal-placee",
    "une donnée est écrite sous une rubrique qui n'est pas la sienne",
    (
        "Ce qui suit un titre entre crochets lui appartient, jusqu'au titre suivant.",
        "Déplacer la ligne là où le message le dit.",
    ),
    (
        "[couts]\nnature = \"variable\"\npublics = [\"Les collégiens\"]",
        "publics = [\"Les collégiens\"]\n\n[couts]\nnature = \"variable\"",
    ),
);

/// A key that must be there.
pub(crate) static CLE_MANQUANTE: Card = fault(
    "cle-manquante",
    "une donnée obligatoire manque",
    (
        "Sans elle, la fiche ou la rubrique ne désigne rien.",
        "Ajouter la ligne que le message propose.",
    ),
    (
        "numero = \"1\"\nobjectif = \"1.1\"",
        "numero = \"1\"\ntitre = \"Ateliers au collège\"\nobjectif = \"1.1\"",
    ),
);

/// A value of another type than the key takes.
pub(crate) static TYPE_INATTENDU: Card = fault(
    "type-inattendu",
    "une valeur n'est pas de la sorte attendue",
    (
        "Un nombre sans guillemets perd ses zéros (1.10 devient 1.1), un texte ne s'additionne pas.",
        "Écrire la valeur comme l'exemple du message.",
    ),
    ("numero = 1.10", "numero = \"1.10\""),
);

/// A value that the key cannot take.
pub(crate) static VALEUR_IMPOSSIBLE: Card = fault(
    "valeur-impossible",
    "une valeur est hors de ce que la donnée admet",
    (
        "Une année à deux chiffres ou un montant au millième de centime ne se comptent pas.",
        "Écrire une valeur possible, comme l'exemple du message.",
    ),
    ("annee = 17", "annee = 2017"),
);

/// A word that a closed list does not have.
pub(crate) static MOT_INCONNU: Card = fault(
    "mot-inconnu",
    "un mot n'est pas de la liste prévue",
    (
        "Ces mots servent aux comptes : un mot de plus n'entrerait dans aucune colonne.",
        "Choisir un mot de la liste ; les accents, les majuscules et les traits d'union sont libres.",
    ),
    ("etat = \"fini\"", "etat = \"realisee\""),
);

/// Single brackets for double ones, or the reverse.
pub(crate) static CROCHETS: Card = fault(
    "crochets",
    "une rubrique a trop ou trop peu de crochets",
    (
        "[[suivi]] ouvre une entrée de plus à chaque fois ; [bilan.2017] n'existe qu'une fois.",
        "Doubler les crochets de ce qui se répète, et eux seuls.",
    ),
    ("[suivi]", "[[suivi]]"),
);

/// A code of the tree without quotation marks.
pub(crate) static CODE_SANS_GUILLEMETS: Card = fault(
    "code-sans-guillemets",
    "un code de l'arborescence n'est pas entre guillemets",
    (
        "Sans guillemets, le point du code range le titre dans un autre nœud, en silence.",
        "Entourer chaque code de guillemets droits.",
    ),
    ("1.1 = \"Agir au collège\"", "\"1.1\" = \"Agir au collège\""),
);

/// A conflict between two versions, left by git.
pub(crate) static CONFLIT_GIT: Card = fault(
    "conflit-git",
    "le fichier contient un conflit de fusion git",
    (
        "Deux versions du même passage sont restées l'une après l'autre : personne n'a choisi celle qui compte.",
        "Choisir entre les deux textes, puis supprimer les lignes <<<<<<<, ======= et >>>>>>>.",
    ),
    (
        "<<<<<<< HEAD\nDeux ateliers tenus en mars.\n=======\nTrois ateliers tenus.\n>>>>>>> bilan-2017",
        "Trois ateliers tenus, dont deux en mars.",
    ),
);

/// A file that git left without a version.
pub(crate) static FICHIER_EN_CONFLIT: Card = fault(
    "fichier-en-conflit",
    "une fusion git n'est pas finie dans ce fichier",
    (
        "Tant que personne n'a choisi entre les versions, on ne peut pas savoir laquelle sera dans le commit.",
        "Ouvrir le fichier, choisir entre les textes, puis lancer git add sur ce fichier.",
    ),
    (
        "git status : « modifié des deux côtés : plan/fiches/action-1.toml »",
        "git add plan/fiches/action-1.toml",
    ),
);

/// What only the newer TOML allows.
pub(crate) static TOML_1_1: Card = fault(
    "toml-1-1",
    "une écriture que seul TOML 1.1 permet",
    (
        "Les éditeurs et les autres programmes lisent TOML 1.0 : ils refuseraient ce fichier.",
        "Écrire sur une seule ligne ce qui est entre accolades, sans virgule avant celle qui ferme.",
    ),
    (
        "pilotes = [{ acteur = \"Ville de Valfleury\", service = \"Jeunesse\", }]",
        "pilotes = [{ acteur = \"Ville de Valfleury\", service = \"Jeunesse\" }]",
    ),
);

/// Every reading fault, in the order in which `stspd regles` lists them.
pub(crate) static FAULTS: [&Card; 31] = [
    &ENCODAGE,
    &FICHIER_TROP_GROS,
    &DOSSIER_TROP_PROFOND,
    &FICHIER_SPECIAL,
    &FICHIER_EGARE,
    &IDENTIFIANT_INVALIDE,
    &IDENTIFIANT_DOUBLE,
    &FORMAT_INCONNU,
    &SYNTAXE,
    &CONFLIT_GIT,
    &FICHIER_EN_CONFLIT,
    &TOML_1_1,
    &GUILLEMETS_MANQUANTS,
    &GUILLEMETS_TYPOGRAPHIQUES,
    &GUILLEMETS_IMBRIQUES,
    &BARRE_INVERSE,
    &CLE_ACCENTUEE,
    &NOMBRE_MAL_ECRIT,
    &DATE_FRANCAISE,
    &DATE_IMPOSSIBLE,
    &INTERVALLE_INVERSE,
    &CLE_EN_DOUBLE,
    &CLE_INCONNUE,
    &CLE_MAL_PLACEE,
    &CLE_MANQUANTE,
    &TYPE_INATTENDU,
    &VALEUR_IMPOSSIBLE,
    &MOT_INCONNU,
    &CROCHETS,
    &CODE_SANS_GUILLEMETS,
    &TROP_DE_FAUTES,
];

/// More faults than anyone would read in one go.
pub(crate) static TROP_DE_FAUTES: Card = fault(
    "trop-de-fautes",
    "d'autres fautes du même fichier ne sont pas montrées",
    (
        "Les premières fautes expliquent souvent les suivantes.",
        "Corriger d'abord les fautes montrées, puis relancer le contrôle.",
    ),
    (
        "valeurs.01 = 2\nvaleurs.02 = 2\n(et ainsi de suite, plus de cinquante lignes)",
        "valeurs.2017 = 3",
    ),
);
