//! What the options of `stspd saisir` say.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::spent::depense;
use crate::commands::env::Env;
use crate::commands::suivi::mot;
use crate::edit::saisie::{Chiffre, Mention, Saisie, Valeur, usual};
use crate::load::cure;
use crate::load::error::reason;
use crate::load::keys::{FICHE, Kind, under};
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::echeance::name_needed;
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::report::bilan::FicheBilan;
use crate::text::fold::{fold, same};
use crate::text::limits::LARGEST_FILE;
use crate::text::nearest::{nearest, quoted_or};
use crate::text::typed;

/// What is reported, option by option.
#[derive(Debug, clap::Args)]
pub(super) struct Reponses {
    /// Où en est l'action : a-venir, en-cours, realisee, en-pause, bloquee ou abandonnee
    #[arg(long = "etat", help_heading = "Réponses\u{a0}", value_name = "ÉTAT", value_parser = mot::<Etat>)]
    etat_dit: Option<Etat>,

    /// Le résultat est-il atteint : atteint, partiel, non-atteint ou non-mesure
    #[arg(long = "resultat", help_heading = "Réponses\u{a0}", value_name = "RÉSULTAT", value_parser = mot::<Resultat>)]
    resultat_dit: Option<Resultat>,

    /// Et ensuite : poursuivre, adapter, suspendre, arreter ou clore
    #[arg(long = "suite", help_heading = "Réponses\u{a0}", value_name = "SUITE", value_parser = mot::<Suite>)]
    suite_dite: Option<Suite>,

    /// Ce qu'est devenue une étape : NOM=tenue, NOM=annulee, NOM=reportee ou NOM=reportee:2018-02 ; NOM.DATE quand l'étape en a
    /// plusieurs
    #[arg(long = "etape", help_heading = "Réponses\u{a0}", value_name = "NOM=ÉTAT", value_parser = named_word)]
    etapes: Vec<(String, String)>,

    /// Valeur d'un indicateur : NOM=17, NOM=17,5 ou « NOM=environ 17 »
    #[arg(long = "valeur", help_heading = "Réponses\u{a0}", value_name = "NOM=NOMBRE", value_parser = named_number)]
    valeurs: Vec<(String, String)>,

    /// Montant dépensé, en euros : « OBJET=4380,50 », ou 4380,50 quand une seule ligne l'attend
    #[arg(
        long = "depense",
        help_heading = "Réponses\u{a0}",
        value_name = "[OBJET=]MONTANT"
    )]
    depenses: Vec<String>,

    /// Ce qui a été fait : fichier texte, ou - pour l'entrée standard
    #[arg(long, help_heading = "Réponses\u{a0}", value_name = "FICHIER")]
    realisations: Option<PathBuf>,

    /// Ce qui a été difficile : fichier texte, ou - pour l'entrée standard
    #[arg(long, help_heading = "Réponses\u{a0}", value_name = "FICHIER")]
    difficultes: Option<PathBuf>,

    /// Ce qui est envisagé : fichier texte, ou - pour l'entrée standard
    #[arg(long, help_heading = "Réponses\u{a0}", value_name = "FICHIER")]
    perspectives: Option<PathBuf>,
}

/// Reads the name of an étape and what became of it.
fn named_word(text: &str) -> Result<(String, String), String> {
    pair(text).ok_or_else(|| "écrire NOM=…, par exemple groupe-de-travail=tenue".to_owned())
}

/// Reads the name of an indicator and its value.
fn named_number(text: &str) -> Result<(String, String), String> {
    pair(text).ok_or_else(|| "écrire NOM=…, par exemple accueils=17".to_owned())
}

/// Returns a name and what it is said to be.
fn pair(text: &str) -> Option<(String, String)> {
    let pair = text
        .split_once('=')
        .map(|(name, value)| (name.trim(), value.trim()));
    let pair = pair.filter(|(name, value)| !name.is_empty() && !value.is_empty());
    pair.map(|(name, value)| (name.to_owned(), value.to_owned()))
}

impl Reponses {
    /// Returns whether nothing is reported.
    pub(super) fn is_empty(&self) -> bool {
        let words =
            self.etat_dit.is_none() && self.resultat_dit.is_none() && self.suite_dite.is_none();
        let texts = [&self.realisations, &self.difficultes, &self.perspectives];
        let lists = self.etapes.is_empty() && self.valeurs.is_empty() && self.depenses.is_empty();
        words && lists && texts.iter().all(|text| text.is_none())
    }

    /// Returns what is reported of a fiche for an exercice.
    pub(super) fn saisie(
        &self,
        (fiche, exercice): (&FicheBilan<'_>, Exercice),
        env: &mut Env<'_>,
    ) -> anyhow::Result<Saisie> {
        let mut text = |file: &Option<PathBuf>| {
            let file = file.as_deref();
            file.map(|file| paragraphs(file, env)).transpose()
        };
        once("--etape", self.etapes.iter().map(|(name, _)| name.as_str()))?;
        once(
            "--valeur",
            self.valeurs.iter().map(|(name, _)| name.as_str()),
        )?;
        let objets = self
            .depenses
            .iter()
            .filter_map(|text| text.rsplit_once('='));
        once("--depense", objets.map(|(objet, _)| objet.trim()))?;
        let etapes = self.etapes.iter();
        let valeurs = self.valeurs.iter();
        let depenses = self.depenses.iter();
        Ok(Saisie {
            etat: self.etat_dit,
            resultat: self.resultat_dit,
            suite: self.suite_dite,
            realisations: text(&self.realisations)?,
            difficultes: text(&self.difficultes)?,
            perspectives: text(&self.perspectives)?,
            etapes: etapes
                .map(|(name, word)| mention((fiche.fiche, exercice), name, word))
                .collect::<anyhow::Result<_>>()?,
            valeurs: valeurs
                .map(|(name, value)| chiffre(fiche.fiche, name, value))
                .collect::<anyhow::Result<_>>()?,
            depenses: depenses
                .map(|text| depense(fiche, text))
                .collect::<anyhow::Result<_>>()?,
        })
    }
}

/// Reads the text of a file, or of the standard input.
fn paragraphs(path: &Path, env: &mut Env<'_>) -> anyhow::Result<String> {
    let shown = path.display();
    let unread = |cause| anyhow!("lecture impossible de « {shown} » : {}", reason(&cause));
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        env.input.read_to_end(&mut bytes).map_err(unread)?;
    } else {
        bytes = std::fs::read(env.folder.join(path)).map_err(unread)?;
    }
    if bytes.len() as u64 > LARGEST_FILE {
        bail!("« {shown} » est trop long : un fichier du plan tient en 1 Mio");
    }
    let Ok(text) = String::from_utf8(bytes) else {
        bail!("« {shown} » n'est pas un texte en UTF-8 : l'enregistrer en UTF-8");
    };
    let text = typed::lines(text.trim_start_matches('\u{feff}'));
    if text.is_empty() {
        bail!("« {shown} » est vide");
    }
    Ok(text)
}

/// Reads the value of an indicator, in words of any town: `17,5`, `environ 17`.
pub(super) fn valeur(words: &str) -> Result<Valeur, String> {
    let number = cure::number(words);
    let number = number.ok_or_else(|| {
        format!("« {words} » n'est pas un nombre ; écrire par exemple 17,5 ou « environ 17 »")
    })?;
    if let Some((whole, thousands)) = ambiguous(words) {
        return Err(format!(
            "« {words} » se lit de deux façons ; écrire {whole}{thousands} ou {whole},{}",
            thousands.trim_end_matches('0')
        ));
    }
    let environ = cure::is_rough(words);
    Ok(Valeur { number, environ })
}

/// Returns the two parts of a number with one full stop before three digits: a thousand for some, a decimal for others.
fn ambiguous(words: &str) -> Option<(&str, &str)> {
    let (whole, rest) = words.trim().split_once('.')?;
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = rest.len() == 3 && !whole.is_empty() && whole != "0";
    (is_one && are_digits(whole) && are_digits(rest)).then_some((whole, rest))
}

/// Refuses to be told the same thing twice.
fn once<'a>(option: &str, names: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        let folded = fold(name);
        if seen.contains(&folded) {
            bail!("{option} {name} est donné deux fois");
        }
        seen.push(folded);
    }
    Ok(())
}

/// Reads what became of an étape.
fn mention(
    (fiche, exercice): (&Fiche, Exercice),
    name: &str,
    word: &str,
) -> anyhow::Result<Mention> {
    let (etape, rank) = occurrence((fiche, exercice), name)?;
    let (word, date) = match word.split_once(':') {
        Some((word, date)) => (word, Some(date)),
        None => (word, None),
    };
    let etat: EtatEtape = mot(word).map_err(|why| anyhow!("--etape {name} : {why}"))?;
    let quand = date.map(date_of).transpose();
    let quand = quand.map_err(|why| anyhow!("--etape {name} : {why}"))?;
    if quand.is_some() && etat != EtatEtape::Reportee {
        bail!(
            "--etape {name} : une étape {} n'a pas de nouvelle date",
            etat.label()
        );
    }
    Ok(mention_of((etape, rank), exercice, (etat, quand)))
}

/// Reads a new date.
pub(super) fn date_of(words: &str) -> Result<String, String> {
    let path = ["bilan", "2017", "etapes", "x", "quand"];
    let date = cure::written(Kind::Interval, words, true);
    debug_assert!(under(Kind::Table(&FICHE), &path).is_some());
    let date = date.map(|date| date.trim_matches('"').to_owned());
    date.ok_or_else(|| format!("« {words} » n'est pas une date ; écrire par exemple 2018-02"))
}

/// Returns what is said of an occurrence.
pub(super) fn mention_of(
    (etape, rank): (&Etape, usize),
    exercice: Exercice,
    (etat, quand): (EtatEtape, Option<String>),
) -> Mention {
    Mention {
        etape: etape.nom.to_string(),
        occurrence: etape.quand[rank].texte().to_owned(),
        usual: usual(etape, exercice),
        etat,
        quand,
    }
}

/// Returns the occurrence that a name designates: an étape's own, or with its date after a full stop.
fn occurrence<'a>(
    (fiche, exercice): (&'a Fiche, Exercice),
    name: &str,
) -> anyhow::Result<(&'a Etape, usize)> {
    let named = |name: &str| fiche.calendrier.iter().find(|etape| same(&etape.nom, name));
    if let Some(etape) = named(name) {
        let ranks = 0..etape.quand.len();
        let mut unnamed = ranks.filter(|rank| name_needed(etape, *rank, exercice).is_none());
        let rank = unnamed.next().ok_or_else(|| which(etape, None))?;
        return Ok((etape, rank));
    }
    let with_date = name
        .match_indices('.')
        .find_map(|(dot, _)| named(&name[..dot]).zip(Some(&name[dot + 1..])));
    if let Some((etape, date)) = with_date {
        let mut dates = etape.quand.iter();
        let rank = dates.position(|quand| quand.texte() == date);
        let rank = rank.ok_or_else(|| which(etape, Some(date)))?;
        return Ok((etape, rank));
    }
    let known = fiche.calendrier.iter().map(|etape| etape.nom.as_str());
    bail!("{}", unknown("étape", name, known))
}

/// Says which occurrences an étape has.
fn which(etape: &Etape, date: Option<&str>) -> anyhow::Error {
    let names = etape.quand.iter();
    let names = names.map(|quand| format!("{}.{}", *etape.nom, quand.texte()));
    let names: Vec<String> = names.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match (names.as_slice(), date) {
        ([], _) => anyhow!("l'étape « {} » n'a aucune date dans la fiche", *etape.nom),
        (_, Some(date)) => anyhow!(
            "l'étape « {} » n'a pas de date « {date} » : écrire {}",
            *etape.nom,
            quoted_or(&names)
        ),
        (_, None) => anyhow!(
            "l'étape « {} » a plusieurs dates : écrire {}",
            *etape.nom,
            quoted_or(&names)
        ),
    }
}

/// Says that a fiche has nothing of a name, and what it has.
fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let close = nearest(name, known.iter().copied());
    match (known.as_slice(), close.as_slice()) {
        ([], _) => format!("la fiche n'a aucune {what}"),
        (known, []) => format!(
            "la fiche n'a pas d'{what} « {name} » : écrire {}",
            quoted_or(known)
        ),
        (_, close) => {
            format!(
                "la fiche n'a pas d'{what} « {name} » ; vouliez-vous dire {} ?",
                quoted_or(close)
            )
        }
    }
    .replace("aucune indicateur", "aucun indicateur")
}

/// Reads the value of an indicator.
fn chiffre(fiche: &Fiche, name: &str, words: &str) -> anyhow::Result<Chiffre> {
    let mut indicateurs = fiche.indicateurs.iter();
    let found = indicateurs.find(|indicateur| same(&indicateur.code, name));
    let Some(indicateur) = found else {
        let known = fiche
            .indicateurs
            .iter()
            .map(|indicateur| indicateur.code.as_str());
        bail!("{}", unknown("indicateur", name, known));
    };
    let valeur = valeur(words);
    Ok(Chiffre {
        indicateur: indicateur.code.to_string(),
        valeur: valeur.map_err(|why| anyhow!("--valeur {name} : {why}"))?,
    })
}
