//! Reads a fiche.

use super::tree::{Name, Node};

use super::cure;
use super::faults::MOT_INCONNU;
use super::found::{Spot, span_of};
use super::keys::{Key, Kind};
use super::reader::TableReader;
use super::scope::report_unread_key;
use super::shared;
use super::values::{self, Value};
use super::wrong_type::report_wrong_type;
use crate::model::acteur::{Identite, Participant, Precision};
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::{Etape, EtatEtape, GenreEtape, Point};
use crate::model::cout::{Couts, LigneCout};
use crate::model::diffusion::Diffusion;
use crate::model::fiche::{Contenu, Fiche, Ignore, Suivi};
use crate::model::ids::FicheId;
use crate::model::mot::Mot;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// Reads a fiche from the table of its file. It is partial as soon as something in the file could not be read.
pub(super) fn read(id: FicheId, table: &TableReader<'_>) -> Fiche {
    let mut fiche = Contenu {
        id,
        at: table.at(),
        partielle: false,
        numero: table.optional("numero"),
        titre: table
            .required("titre")
            .unwrap_or_else(|| Located::new("".into(), table.at())),
        autres_titres: table.list("autres_titres"),
        commune: table.optional("commune"),
        periode: table.optional("periode"),
        objectif: table.optional("objectif"),
        interne: is_interne(table),
        pilotes: participants(table, "pilotes"),
        partenaires: participants(table, "partenaires"),
        publics: table.list("publics"),
        mise_en_oeuvre: table.optional("mise_en_oeuvre"),
        resultats_attendus: table.list("resultats_attendus"),
        source: table.optional("source"),
        ignorer: table.tables("ignorer", |entry| {
            let (regle, raison) = (entry.required("regle"), entry.required("raison"));
            Some(Ignore {
                regle: regle?,
                raison,
            })
        }),
        couts: table.table("couts", couts).unwrap_or_default(),
        calendrier: table.named("calendrier", etape),
        indicateurs: table.named("indicateurs", shared::indicateur),
        suivi: table.tables("suivi", suivi),
        bilans: bilans(table),
        autres: shared::headings(table),
        propre: false,
        noeud: None,
    };
    fiche.partielle = !table.faults.is_empty();
    fiche.into()
}

/// Returns whether a table says that it is kept out of the published bilan.
fn is_interne(table: &TableReader<'_>) -> bool {
    table
        .optional::<Diffusion>("diffusion")
        .is_some_and(|diffusion| *diffusion == Diffusion::Interne)
}

impl Value for Participant {
    fn read(faults: &super::found::Faults<'_>, key: &Key, value: &Spot<'_>) -> Option<Self> {
        Texte::read(faults, key, value).map(|nom| Self {
            nom: Located::new(nom, faults.at(value.span())),
            precision: None,
            identite: Identite::Unknown,
        })
    }
}

/// Reads pilotes or partenaires: a list of names, or of tables.
fn participants(table: &TableReader<'_>, name: &str) -> Box<[Participant]> {
    table.list_or_tables(name, |inner| {
        let nom = inner.required("acteur");
        let (service, mention) = (inner.optional("service"), inner.optional("mention"));
        let is_precise = service.is_some() || mention.is_some();
        Some(Participant {
            nom: nom?,
            precision: is_precise.then(|| Box::new(Precision { service, mention })),
            identite: Identite::Unknown,
        })
    })
}

/// Reads `[couts]`.
fn couts(table: &TableReader<'_>) -> Option<Couts> {
    Some(Couts {
        nature: table.optional("nature"),
        note: table.optional("note"),
        lignes: table.tables("lignes", |line| {
            Some(LigneCout {
                at: line.at(),
                annee: line.optional("annee"),
                objet: line.optional("objet"),
                genre: line.optional("type"),
                financeur: line.optional("financeur"),
                prevu: line.optional("prevu"),
                realise: line.optional("realise"),
            })
        }),
    })
}

/// Reads `[calendrier.…]`.
fn etape(table: &TableReader<'_>, nom: Located<Texte>) -> Option<Etape> {
    Some(Etape {
        nom,
        quand: table.one_or_many("quand"),
        imprime: table.optional("imprime"),
        quoi: table.optional("quoi"),
        genre: table
            .optional::<GenreEtape>("genre")
            .map_or_else(GenreEtape::default, Located::into_inner),
    })
}

/// Reads an entry of the journal.
fn suivi(table: &TableReader<'_>) -> Option<Suivi> {
    let date = table.required("date");
    let (etat, note, auteur) = (
        table.optional("etat"),
        table.optional("note"),
        table.optional("auteur"),
    );
    let interne = is_interne(table);
    Some(Suivi {
        date: date?,
        etat,
        note,
        auteur,
        interne,
    })
}

/// Reads the bilans, by year.
fn bilans(table: &TableReader<'_>) -> Box<[BilanFiche]> {
    let is_etape = |name: &str| table.has_entry("calendrier", name);
    let mut bilans = table.named("bilan", |inner, name| {
        let annee = shared::year_of(inner.faults, &table.names("bilan"), &name);
        let bilan = BilanFiche {
            annee: annee.unwrap_or(Located::new(0, name.at())),
            etat: inner.optional("etat"),
            resultat: inner.optional("resultat"),
            suite: inner.optional("suite"),
            realisations: inner.optional("realisations"),
            difficultes: inner.optional("difficultes"),
            perspectives: inner.optional("perspectives"),
            etapes: points(inner, is_etape),
        };
        (*bilan.annee != 0).then_some(bilan)
    });
    bilans.sort_by_key(|bilan| *bilan.annee);
    bilans
}

/// Reads what became of the étapes: a word, a table with a word, or one of these for each occurrence that is named.
fn points(bilan: &TableReader<'_>, is_etape: impl Fn(&str) -> bool) -> Box<[Point]> {
    let names = bilan.names("etapes");
    let entries = bilan.entries("etapes");
    let mut points = Vec::with_capacity(entries.len());
    for (etape, value) in entries {
        if !is_etape(&etape) && names.owner(&etape).is_some() {
            report_unread_key(bilan.faults, &names, &etape, span_of(&etape));
            continue;
        }
        match value.get_ref() {
            Node::Table(table) if table.keys().all(is_occurrence) => {
                for (occurrence, value) in table.iter() {
                    let occurrence = Located::new(
                        bilan.faults.texte(occurrence.get_ref().trim()),
                        bilan.faults.at(occurrence.span()),
                    );
                    points.extend(point(bilan, (&etape, Some(occurrence)), value));
                }
            }
            _ => points.extend(point(bilan, (&etape, None), value)),
        }
    }
    points.into()
}

/// Returns whether a name is that of an occurrence: a date.
fn is_occurrence(name: &Name<'_>) -> bool {
    let name = name.get_ref().trim_start();
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// Returns the new date of an étape that is said to be put off and to when, all in one text: « reportée à 2018-02 ».
fn put_off(text: &str) -> Option<String> {
    let (word, rest) = text.split_once([' ', ':'])?;
    let is_put_off = EtatEtape::parse(word) == Some(EtatEtape::Reportee);
    let date = rest.trim_start_matches([' ', ':', 'à', 'a']);
    cure::written(Kind::Interval, date, true).filter(|_| is_put_off)
}

/// Reports a state of an étape that holds its new date.
fn report_put_off(bilan: &TableReader<'_>, etape: &str, value: &Spot<'_>) {
    let Node::String(text) = value.get_ref() else {
        return;
    };
    let date = put_off(text).unwrap_or_default();
    let message = format!(
        "l'étape « {etape} » dit sa nouvelle date avec le mot : « {} »",
        cure::shown(text)
    );
    let help = format!("écrire {{ etat = \"reportee\", quand = {date} }}");
    bilan
        .faults
        .report(&MOT_INCONNU, value.span(), message, help);
}

/// Reads what became of one occurrence: a word, or a table with a word and a new date.
fn point(
    bilan: &TableReader<'_>,
    (etape, occurrence): (&Located<Texte>, Option<Located<Texte>>),
    value: &Spot<'_>,
) -> Option<Point> {
    let shape = bilan.scope.key("etapes").inner_shape();
    let key = shape.key("etat")?;
    let names = bilan.names("etapes");
    let (etat, quand) = match value.get_ref() {
        Node::Table(_) => {
            let inner = TableReader::inner(bilan.faults, value, names.inside(etape, shape))?;
            (inner.required::<EtatEtape>("etat"), inner.optional("quand"))
        }
        Node::String(text) if put_off(text).is_some() => {
            report_put_off(bilan, etape, value);
            (None, None)
        }
        Node::String(_) => (
            values::word(
                bilan.faults,
                key,
                || format!("l'étape « {} »", **etape),
                value,
            )
            .map(|etat: EtatEtape| Located::new(etat, bilan.faults.at(value.span()))),
            None,
        ),
        other => {
            report_wrong_type(bilan.faults, key, value, other);
            (None, None)
        }
    };
    Some(Point {
        etape: etape.clone(),
        occurrence,
        etat: etat?,
        quand,
    })
}
