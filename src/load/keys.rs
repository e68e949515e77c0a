//! Every key of the plan's format, declared once: its name, what it takes, what it says, and an example.

use crate::model::acteur::GenreActeur;
use crate::model::calendrier::{EtatEtape, GenreEtape};
use crate::model::cout::{NatureCout, TypeCout};
use crate::model::diffusion::Diffusion;
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::indicateur::Sens;
use crate::model::mot::Mot;

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// A text on one line.
    Text,
    /// A text of one or several paragraphs.
    LongText,
    /// A list of texts.
    Texts,
    /// A list of whole numbers.
    Counts,
    /// A whole number from 0.
    Count,
    /// The version of the format.
    Format,
    /// A year.
    Year,
    /// A number, with decimals or not.
    Number,
    /// An amount in euros, to the cent.
    Amount,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// The last day of a period: a year, a month or a day.
    End,
    /// A date or a span, or a list of these.
    Occurrences,
    /// A date or a span.
    Interval,
    /// A period of years.
    Period,
    /// A code of the tree.
    Code,
    /// A word of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// Actors: a list of names, or of tables.
    Participants(&'static Shape),
    /// One table.
    Table(&'static Shape),
    /// Several tables, one after the other.
    Tables(&'static Shape),
    /// One table a name.
    Named(&'static Shape),
    /// One table a year.
    ByYear(&'static Shape),
    /// A number a year, or a table with the number.
    Values(&'static Shape),
    /// A number a year.
    Targets,
    /// The nodes of the tree, by code.
    Nodes(&'static Shape),
    /// What became of the étapes, by name.
    Points(&'static Shape),
    /// A text a name.
    Glossary,
    /// A severity a rule.
    Severities,
    /// Headings that are not interpreted, each with a text or a list of texts.
    Headings,
}

/// How what a key takes is written in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// On the line of the key, or on those that follow until it is closed.
    Line,
    /// One line a name, with a full stop: `valeurs.2017 = 15`.
    Dotted,
    /// Under a title: `[couts]`.
    Title,
    /// Under a title that is repeated: `[[suivi]]`.
    Repeated,
    /// Under one title a name: `[calendrier.rencontre]`.
    Titles,
}

/// A key of the format.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name, as it is typed.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) kind: Kind,
    /// What it says, in French.
    pub(crate) description: &'static str,
    /// How to write it.
    pub(crate) example: &'static str,
    /// Whether its table is nothing without it.
    pub(crate) required: bool,
    /// Whether a paragraph of its table begins with it.
    pub(crate) paragraph: bool,
}

impl Key {
    /// Returns the key, without which its table is nothing.
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Returns the key, with which a paragraph of its table begins.
    const fn paragraph(mut self) -> Self {
        self.paragraph = true;
        self
    }

    /// Returns the comment that shows the key where it is not written yet: how to write it, and what it says.
    pub(crate) fn commented(&self) -> String {
        match self.kind {
            Kind::Word(words) => format!(
                "# {} = \"\"  # {} : {}",
                self.name,
                self.description,
                words().join(" | ")
            ),
            _ => format!("# {}  # {}", self.example, self.description),
        }
    }

    /// Returns how what the key takes is written: one way, though TOML knows several.
    pub(crate) fn writing(&self) -> Writing {
        match self.kind {
            Kind::Named(_) | Kind::ByYear(_) => Writing::Titles,
            Kind::Nodes(_) | Kind::Glossary | Kind::Severities | Kind::Headings => Writing::Title,
            Kind::Values(_) | Kind::Points(_) | Kind::Targets => Writing::Dotted,
            Kind::Tables(_) if self.example.starts_with("[[") => Writing::Repeated,
            Kind::Table(_) if self.example.starts_with('[') => Writing::Title,
            _ => Writing::Line,
        }
    }

    /// Returns the shape of the tables that the key takes. Only keys that take tables are asked.
    pub(crate) fn inner_shape(&self) -> &'static Shape {
        self.kind
            .shape()
            .expect("a reader asks for the tables of keys that take some")
    }
}

impl Kind {
    /// Returns the shape of the tables that it takes.
    pub(crate) fn shape(self) -> Option<&'static Shape> {
        match self {
            Self::Participants(shape)
            | Self::Table(shape)
            | Self::Tables(shape)
            | Self::Named(shape)
            | Self::ByYear(shape)
            | Self::Values(shape)
            | Self::Nodes(shape)
            | Self::Points(shape) => Some(shape),
            _ => None,
        }
    }

    /// Returns whether it is a date between quotation marks.
    pub(crate) fn is_date(self) -> bool {
        matches!(
            self,
            Self::Occurrences | Self::Interval | Self::End | Self::Period
        )
    }

    /// Returns whether it stands between quotation marks.
    pub(crate) fn is_quoted(self) -> bool {
        self.is_date()
            || matches!(
                self,
                Self::Text
                    | Self::LongText
                    | Self::Texts
                    | Self::Participants(_)
                    | Self::Word(_)
                    | Self::Code
                    | Self::Headings
                    | Self::Glossary
                    | Self::Severities
                    | Self::Nodes(_)
            )
    }

    /// Returns whether the names under it are the author's own, or years.
    pub(crate) fn has_free_names(self) -> bool {
        matches!(
            self,
            Self::Named(_)
                | Self::ByYear(_)
                | Self::Values(_)
                | Self::Nodes(_)
                | Self::Points(_)
                | Self::Targets
                | Self::Glossary
                | Self::Severities
                | Self::Headings
        )
    }
}

/// A table of the format: its keys, in the order in which they are written.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What the table is, in French.
    pub(crate) name: &'static str,
    /// Its keys; none when the names are the author's own.
    pub(crate) keys: &'static [Key],
}

impl Shape {
    /// Returns the key that has a name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Declares a key.
const fn key(
    name: &'static str,
    kind: Kind,
    description: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        kind,
        description,
        example,
        required: false,
        paragraph: false,
    }
}

/// `strategie.toml`.
pub(crate) static STRATEGIE: Shape = Shape {
    name: "la stratégie",
    keys: &[
        key(
            "format",
            Kind::Format,
            "version du format du plan",
            "format = 1",
        )
        .required(),
        key(
            "titre",
            Kind::Text,
            "titre de la stratégie, tel qu'il est imprimé",
            "titre = \"Stratégie territoriale…\"",
        )
        .required()
        .paragraph(),
        key(
            "territoire",
            Kind::Text,
            "commune qui tient ce plan",
            "territoire = \"Lomme\"",
        )
        .required(),
        key(
            "communes",
            Kind::Texts,
            "communes de la stratégie",
            "communes = [\"Lille\", \"Lomme\"]",
        ),
        key(
            "periode",
            Kind::Period,
            "années du plan ; « 2017/ » quand aucune fin n'est imprimée",
            "periode = \"2017/2020\"",
        ),
        key(
            "prorogation",
            Kind::Table(&PROROGATION),
            "prolongation de la période",
            "prorogation = { fin = \"2021-09\", motif = \"…\" }",
        ),
        key(
            "niveaux",
            Kind::Texts,
            "noms des niveaux de l'arborescence, du plus haut au plus bas",
            "niveaux = [\"Enjeu\", \"Objectif général\"]",
        ),
        key(
            "sans_numero",
            Kind::Texts,
            "niveaux dont le code n'est qu'une adresse, jamais imprimé",
            "sans_numero = [\"Objectif opérationnel\"]",
        ),
        key(
            "annonce",
            Kind::Table(&ANNONCE),
            "ce que le document annonce",
            "annonce = { niveaux = [6, 13, 30], propres = 5, associees = 30 }",
        ),
        key(
            "extrait",
            Kind::Boolean,
            "le plan ne montre qu'une partie de la stratégie",
            "extrait = true",
        ),
        key(
            "source",
            Kind::Table(&SOURCE),
            "document d'où vient le plan",
            "[source]",
        ),
        key(
            "parent",
            Kind::Table(&PARENT),
            "plan auquel celui-ci se rattache",
            "[parent]",
        ),
        key(
            "arborescence",
            Kind::Nodes(&NOEUD),
            "enjeux et objectifs, une ligne chacun, dans l'ordre du document",
            "\"4.1\" = \"Développer les alternatives\"",
        ),
        key(
            "instances",
            Kind::Named(&INSTANCE),
            "instances auxquelles le bilan est présenté",
            "[instances.conseil-communal]",
        ),
        key(
            "sigles",
            Kind::Glossary,
            "sigles expliqués",
            "TIG = \"travail d'intérêt général\"",
        ),
        key(
            "regles",
            Kind::Severities,
            "gravité donnée à une règle dans ce plan",
            "fiche-sans-indicateur = \"ignoree\"",
        ),
        key(
            "indicateurs",
            Kind::Named(&INDICATEUR),
            "chiffres du territoire, imprimés comme contexte",
            "[indicateurs.population]",
        ),
        key(
            "autres",
            Kind::Headings,
            "autres rubriques du document",
            "\"Constat\" = \"…\"",
        ),
    ],
};

/// `prorogation`.
static PROROGATION: Shape = Shape {
    name: "la prorogation",
    keys: &[
        key(
            "fin",
            Kind::End,
            "dernier jour de la prolongation",
            "fin = \"2021-09\"",
        )
        .required(),
        key(
            "motif",
            Kind::Text,
            "raison de la prolongation",
            "motif = \"renouvellement du conseil\"",
        ),
    ],
};

/// `annonce`.
static ANNONCE: Shape = Shape {
    name: "l'annonce",
    keys: &[
        key(
            "niveaux",
            Kind::Counts,
            "nombre de nœuds annoncés à chaque niveau",
            "niveaux = [6, 13, 30]",
        ),
        key(
            "propres",
            Kind::Count,
            "nombre de fiches propres annoncées",
            "propres = 5",
        ),
        key(
            "associees",
            Kind::Count,
            "nombre de fiches associées annoncées",
            "associees = 30",
        ),
    ],
};

/// `[source]`.
static SOURCE: Shape = Shape {
    name: "la source",
    keys: &[
        key(
            "titre",
            Kind::Text,
            "titre du document",
            "titre = \"Plan d'actions\"",
        ),
        key("annee", Kind::Year, "année du document", "annee = 2017"),
    ],
};

/// `[parent]`.
static PARENT: Shape = Shape {
    name: "le plan parent",
    keys: &[
        key(
            "titre",
            Kind::Text,
            "titre du plan parent",
            "titre = \"Stratégie territoriale…\"",
        ),
        key(
            "territoire",
            Kind::Text,
            "territoire du plan parent",
            "territoire = \"Lille\"",
        ),
    ],
};

/// A node of `[arborescence]` written as a table.
static NOEUD: Shape = Shape {
    name: "un nœud de l'arborescence",
    keys: &[
        key(
            "titre",
            Kind::Text,
            "titre du nœud, tel qu'il est imprimé",
            "titre = \"Améliorer la coordination\"",
        )
        .required(),
        key(
            "niveau",
            Kind::Text,
            "niveau du nœud, quand il n'est pas celui de sa profondeur",
            "niveau = \"Objectif opérationnel\"",
        ),
    ],
};

/// `[instances.…]`.
static INSTANCE: Shape = Shape {
    name: "une instance",
    keys: &[
        key(
            "nom",
            Kind::Text,
            "nom de l'instance",
            "nom = \"Conseil Communal de Lomme\"",
        ),
        key(
            "role",
            Kind::Text,
            "ce qu'elle fait du bilan",
            "role = \"reçoit chaque année le bilan\"",
        ),
    ],
};

/// An actor of `acteurs.toml`.
pub(crate) static ACTEUR: Shape = Shape {
    name: "un acteur",
    keys: &[
        key("nom", Kind::Text, "nom complet", "nom = \"Ville de Lomme\"").required(),
        key("sigle", Kind::Text, "sigle", "sigle = \"CDAD\""),
        key(
            "alias",
            Kind::Texts,
            "autres écritures du nom",
            "alias = [\"Lomme\"]",
        ),
        key(
            "genre",
            Kind::Word(GenreActeur::words),
            "nature de l'acteur",
            "genre = \"commune\"",
        ),
    ],
};

/// A fiche.
pub(crate) static FICHE: Shape = Shape {
    name: "la fiche",
    keys: &[
        key("numero", Kind::Text, "numéro imprimé", "numero = \"4\""),
        key(
            "titre",
            Kind::Text,
            "titre de l'action, tel qu'il est imprimé",
            "titre = \"Etendre les lieux d'accueil des TIG\"",
        )
        .required(),
        key(
            "autres_titres",
            Kind::Texts,
            "autres formulations du titre dans le document",
            "autres_titres = [\"…\"]",
        ),
        key(
            "commune",
            Kind::Text,
            "commune dont c'est la fiche ; absente : le territoire du plan",
            "commune = \"Lille\"",
        ),
        key(
            "periode",
            Kind::Period,
            "années de la fiche ; absente : celles du plan",
            "periode = \"2017/2020\"",
        ),
        key(
            "objectif",
            Kind::Code,
            "code de l'arborescence où la fiche se rattache",
            "objectif = \"4.1.b\"",
        ),
        key(
            "diffusion",
            Kind::Word(Diffusion::words),
            "« interne » : laissée hors du bilan publié",
            "diffusion = \"interne\"",
        ),
        key(
            "pilotes",
            Kind::Participants(&PARTICIPANT),
            "qui pilote l'action",
            "pilotes = [\"Ville de Lomme\"]",
        )
        .paragraph(),
        key(
            "partenaires",
            Kind::Participants(&PARTICIPANT),
            "qui y prend part",
            "partenaires = [\"Parquet\", \"CCAS\"]",
        ),
        key(
            "publics",
            Kind::Texts,
            "publics visés",
            "publics = [\"Les collégiens\"]",
        ),
        key(
            "mise_en_oeuvre",
            Kind::LongText,
            "mise en œuvre : paragraphes, listes, **mots importants**, [liens](https://…)",
            "mise_en_oeuvre = \"\"\"…\"\"\"",
        )
        .paragraph(),
        key(
            "resultats_attendus",
            Kind::Texts,
            "résultats attendus",
            "resultats_attendus = [\"Augmentation du nombre de personnes sensibilisées\"]",
        ),
        key(
            "source",
            Kind::Text,
            "où le document imprime la fiche",
            "source = \"fiche 4\"",
        ),
        key(
            "ignorer",
            Kind::Tables(&IGNORER),
            "règles à passer pour cette fiche, chacune avec sa raison",
            "ignorer = [{ regle = \"fiche-sans-pilote\", raison = \"…\" }]",
        ),
        key("couts", Kind::Table(&COUTS), "coûts", "[couts]"),
        key(
            "calendrier",
            Kind::Named(&ETAPE),
            "étapes, une par nom",
            "[calendrier.groupe-de-travail]",
        ),
        key(
            "indicateurs",
            Kind::Named(&INDICATEUR),
            "indicateurs, un par nom",
            "[indicateurs.accueils]",
        ),
        key(
            "suivi",
            Kind::Tables(&SUIVI),
            "journal de l'action",
            "[[suivi]]",
        ),
        key(
            "bilan",
            Kind::ByYear(&BILAN),
            "bilan d'une année",
            "[bilan.2017]",
        ),
        key(
            "autres",
            Kind::Headings,
            "autres rubriques de la fiche",
            "\"Constat\" = \"…\"",
        ),
    ],
};

/// A pilote or a partenaire written as a table.
static PARTICIPANT: Shape = Shape {
    name: "un pilote ou un partenaire",
    keys: &[
        key(
            "acteur",
            Kind::Text,
            "nom, sigle ou alias de l'acteur",
            "acteur = \"Ville de Lomme\"",
        )
        .required(),
        key(
            "service",
            Kind::Text,
            "service imprimé entre parenthèses",
            "service = \"Unité de Proximité\"",
        ),
        key(
            "mention",
            Kind::Text,
            "autre parenthèse imprimée",
            "mention = \"action inter-services\"",
        ),
    ],
};

/// An entry of `ignorer`.
static IGNORER: Shape = Shape {
    name: "une règle à passer",
    keys: &[
        key(
            "regle",
            Kind::Text,
            "nom de la règle",
            "regle = \"fiche-sans-pilote\"",
        )
        .required(),
        key(
            "raison",
            Kind::Text,
            "raison",
            "raison = \"le pilote sera désigné en 2018\"",
        )
        .required(),
    ],
};

/// `[couts]`.
static COUTS: Shape = Shape {
    name: "les coûts",
    keys: &[
        key(
            "nature",
            Kind::Word(NatureCout::words),
            "ce que le document dit du coût",
            "nature = \"non-defini\"",
        ),
        key(
            "note",
            Kind::Text,
            "précision imprimée",
            "note = \"réseau partenarial\"",
        ),
        key(
            "lignes",
            Kind::Tables(&LIGNE_COUT),
            "lignes de dépense",
            "lignes = [{ annee = 2018, objet = \"…\", prevu = 4500 }]",
        ),
    ],
};

/// A line of `[couts]`.
static LIGNE_COUT: Shape = Shape {
    name: "une ligne de coût",
    keys: &[
        key("annee", Kind::Year, "année", "annee = 2018"),
        key(
            "objet",
            Kind::Text,
            "objet de la dépense",
            "objet = \"intervenant\"",
        ),
        key(
            "type",
            Kind::Word(TypeCout::words),
            "type de dépense",
            "type = \"fonctionnement\"",
        ),
        key("financeur", Kind::Text, "qui paie", "financeur = \"FIPD\""),
        key(
            "prevu",
            Kind::Amount,
            "montant prévu, en euros",
            "prevu = 4500",
        ),
        key(
            "realise",
            Kind::Amount,
            "montant dépensé, en euros",
            "realise = 4380.50",
        ),
    ],
};

/// `[calendrier.…]`.
static ETAPE: Shape = Shape {
    name: "une étape",
    keys: &[
        key(
            "quand",
            Kind::Occurrences,
            "dates de l'étape",
            "quand = \"2017-12\"",
        ),
        key(
            "imprime",
            Kind::Text,
            "mots du document, quand la date ne suffit pas",
            "imprime = \"Fin 2017 et fin 2018\"",
        ),
        key(
            "quoi",
            Kind::Text,
            "ce qui est prévu",
            "quoi = \"Création d'un groupe de travail\"",
        ),
        key(
            "genre",
            Kind::Word(GenreEtape::words),
            "nature de l'étape",
            "genre = \"reunion\"",
        ),
    ],
};

/// `[indicateurs.…]`.
static INDICATEUR: Shape = Shape {
    name: "un indicateur",
    keys: &[
        key(
            "nom",
            Kind::Text,
            "nom de l'indicateur",
            "nom = \"TIG accueillis\"",
        ),
        key("unite", Kind::Text, "unité", "unite = \"mesures\""),
        key(
            "sens",
            Kind::Word(Sens::words),
            "sens souhaité",
            "sens = \"hausse\"",
        ),
        key(
            "source",
            Kind::Text,
            "d'où viennent les chiffres",
            "source = \"service UPAS\"",
        ),
        key(
            "valeurs",
            Kind::Values(&VALEUR),
            "valeur de chaque année",
            "valeurs.2017 = 15",
        ),
        key(
            "cibles",
            Kind::Targets,
            "cible de chaque année",
            "cibles.2018 = 20",
        ),
    ],
};

/// A value written as a table.
static VALEUR: Shape = Shape {
    name: "une valeur",
    keys: &[
        key("valeur", Kind::Number, "le chiffre", "valeur = 15").required(),
        key(
            "environ",
            Kind::Boolean,
            "le chiffre est approximatif",
            "environ = true",
        ),
        key(
            "note",
            Kind::Text,
            "précision",
            "note = \"de septembre à décembre\"",
        ),
    ],
};

/// `[[suivi]]`.
static SUIVI: Shape = Shape {
    name: "une entrée du suivi",
    keys: &[
        key("date", Kind::Date, "jour de l'entrée", "date = 2017-03-14").required(),
        key(
            "etat",
            Kind::Word(Etat::words),
            "où en est l'action",
            "etat = \"en-cours\"",
        ),
        key(
            "note",
            Kind::LongText,
            "ce qui s'est passé",
            "note = \"première réunion\"",
        ),
        key(
            "auteur",
            Kind::Text,
            "fonction de l'auteur",
            "auteur = \"coordination\"",
        ),
        key(
            "diffusion",
            Kind::Word(Diffusion::words),
            "« interne » : laissée hors du bilan publié",
            "diffusion = \"interne\"",
        ),
    ],
};

/// `[bilan.…]`.
pub(crate) static BILAN: Shape = Shape {
    name: "le bilan d'une année",
    keys: &[
        key(
            "etat",
            Kind::Word(Etat::words),
            "où en est l'action",
            "etat = \"en-cours\"",
        ),
        key(
            "resultat",
            Kind::Word(Resultat::words),
            "le résultat est-il atteint",
            "resultat = \"partiel\"",
        ),
        key(
            "suite",
            Kind::Word(Suite::words),
            "et ensuite",
            "suite = \"poursuivre\"",
        ),
        key(
            "realisations",
            Kind::LongText,
            "ce qui a été fait",
            "realisations = \"\"\"…\"\"\"",
        ),
        key(
            "difficultes",
            Kind::LongText,
            "ce qui a été difficile",
            "difficultes = \"\"\"…\"\"\"",
        ),
        key(
            "perspectives",
            Kind::LongText,
            "ce qui est envisagé",
            "perspectives = \"\"\"…\"\"\"",
        ),
        key(
            "etapes",
            Kind::Points(&POINT),
            "ce que sont devenues les étapes",
            "etapes.groupe-de-travail = \"tenue\"",
        ),
    ],
};

/// What became of an étape, written as a table.
static POINT: Shape = Shape {
    name: "l'état d'une étape",
    keys: &[
        key(
            "etat",
            Kind::Word(EtatEtape::words),
            "tenue, annulée ou reportée",
            "etat = \"reportee\"",
        )
        .required(),
        key(
            "quand",
            Kind::Interval,
            "nouvelle date d'une étape reportée",
            "quand = \"2018-02\"",
        ),
    ],
};

/// `bilans/<année>.toml`.
pub(crate) static PAGE: Shape = Shape {
    name: "la page du conseil",
    keys: &[
        key(
            "periode",
            Kind::Period,
            "années du bilan, quand il en couvre plusieurs",
            "periode = \"2004/2005\"",
        ),
        key(
            "presentations",
            Kind::Tables(&PRESENTATION),
            "présentations du bilan",
            "presentations = [{ instance = \"conseil-communal\", date = 2018-02-15 }]",
        ),
        key(
            "introduction",
            Kind::LongText,
            "introduction",
            "introduction = \"\"\"…\"\"\"",
        ),
        key(
            "decisions",
            Kind::Texts,
            "décisions demandées",
            "decisions = [\"…\"]",
        ),
    ],
};

/// An entry of `presentations`.
static PRESENTATION: Shape = Shape {
    name: "une présentation",
    keys: &[
        key(
            "instance",
            Kind::Text,
            "clé de l'instance",
            "instance = \"conseil-communal\"",
        )
        .required(),
        key("date", Kind::Date, "jour", "date = 2018-02-15"),
    ],
};

/// Every table of the format.
static SHAPES: [&Shape; 21] = [
    &FICHE,
    &COUTS,
    &LIGNE_COUT,
    &ETAPE,
    &INDICATEUR,
    &VALEUR,
    &SUIVI,
    &BILAN,
    &POINT,
    &PARTICIPANT,
    &IGNORER,
    &STRATEGIE,
    &PROROGATION,
    &ANNONCE,
    &SOURCE,
    &PARENT,
    &NOEUD,
    &INSTANCE,
    &ACTEUR,
    &PAGE,
    &PRESENTATION,
];

/// Returns a key that has a name, wherever the format has one; fiches first.
pub(crate) fn anywhere(name: &str) -> Option<&'static Key> {
    SHAPES.iter().find_map(|shape| shape.key(name))
}

/// Returns the key that a path of names leads to, from what a file holds.
pub(crate) fn under(kind: Kind, path: &[&str]) -> Option<&'static Key> {
    let shape = kind.shape()?;
    let path = if kind.has_free_names() {
        path.get(1..)?
    } else {
        path
    };
    let (name, rest) = path.split_first()?;
    let key = shape.key(name)?;
    match (key.kind, rest) {
        (_, []) => Some(key),
        (Kind::Points(point), [_]) => point.key("etat"),
        (Kind::Points(point), [_, date])
            if date.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            point.key("etat")
        }
        (kind, [_]) if kind.has_free_names() => Some(key),
        (kind, rest) => under(kind, rest).or(Some(key)),
    }
}

/// Returns the titles, as they are written between brackets, of the tables of a file that have a key.
pub(crate) fn homes(file: &'static Shape, name: &str) -> Vec<String> {
    let title = |key: &'static Key| {
        key.kind.shape().filter(|shape| shape.key(name).is_some())?;
        match key.writing() {
            Writing::Titles => Some(key.example.to_owned()),
            Writing::Repeated => Some(format!("[[{}]]", key.name)),
            // A table is a title too, whichever way it is written.
            _ if matches!(key.kind, Kind::Table(_)) => Some(format!("[{}]", key.name)),
            _ => None,
        }
    };
    file.keys.iter().filter_map(title).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that read the keys.
    const READERS: [&str; 5] = [
        include_str!("fiche.rs"),
        include_str!("strategie.rs"),
        include_str!("acteurs.rs"),
        include_str!("page.rs"),
        include_str!("shared.rs"),
    ];

    /// Returns every key of the format, with its table.
    fn all() -> impl Iterator<Item = (&'static Shape, &'static Key)> {
        SHAPES
            .iter()
            .flat_map(|shape| shape.keys.iter().map(move |key| (*shape, key)))
    }

    #[test]
    fn every_key_that_is_declared_is_read() {
        for (shape, key) in all() {
            let name = format!("\"{}\"", key.name);
            assert!(
                READERS.iter().any(|reader| reader.contains(&name)),
                "{}: {}",
                shape.name,
                key.name
            );
        }
    }

    #[test]
    fn every_table_that_a_key_takes_is_listed() {
        for (_, key) in all() {
            if let Some(shape) = key.kind.shape() {
                assert!(
                    SHAPES.iter().any(|listed| std::ptr::eq(*listed, shape)),
                    "{}",
                    key.name
                );
            }
        }
    }

    #[test]
    fn every_example_is_toml_and_shows_its_key() {
        for (shape, key) in all() {
            let errors = toml::de::DeTable::parse_recoverable(key.example).1;
            assert!(errors.is_empty(), "{}: {}", shape.name, key.example);
            let shows = key.example.contains(key.name)
                || matches!(
                    key.kind,
                    Kind::Nodes(_) | Kind::Glossary | Kind::Severities | Kind::Headings
                );
            assert!(shows, "{}: {} in {}", shape.name, key.name, key.example);
        }
    }

    #[test]
    fn no_key_is_declared_twice() {
        for shape in SHAPES {
            for (rank, key) in shape.keys.iter().enumerate() {
                assert!(
                    shape.keys[..rank]
                        .iter()
                        .all(|other| other.name != key.name),
                    "{}: {}",
                    shape.name,
                    key.name
                );
            }
        }
    }
}
