//! The filters, the same for every command that reads fiches.

use clap::Args;

use super::env::Env;
use super::nothing::explain;
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::query::condition::{Condition, Manque, Voulu};
use crate::query::filter::{Filter, Question};
use crate::render::french::count;
use crate::report::perimetre::Perimetre;
use crate::text::fold::fold;
use crate::text::nearest::quoted_or;
use crate::text::safe;

/// A condition on texts, from its texts.
type TextCondition = fn(Vec<String>) -> Condition;

/// The options that choose fiches.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "Filtres (le même répété : l'un ou l'autre ; différents : tous à la fois)\u{a0}"
)]
pub(crate) struct Filters {
    /// Pilote : une partie de son nom, de son sigle, d'un alias ou du service
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    pilote: Vec<String>,

    /// Partenaire : une partie de son nom, de son sigle ou d'un alias
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    partenaire: Vec<String>,

    /// Pilote ou partenaire
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    acteur: Vec<String>,

    /// Service d'un pilote ou d'un partenaire : une partie de son nom
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    service: Vec<String>,

    /// Premier niveau de l'arborescence (enjeu, axe…) : son code ou son titre entier
    #[arg(long, value_name = "CODE", value_parser = text)]
    enjeu: Vec<String>,

    /// Nœud de l'arborescence et tout ce qui est dessous : son code ou son titre entier
    #[arg(long, value_name = "CODE", value_parser = text)]
    objectif: Vec<String>,

    /// Année que touche une étape ou la période propre de la fiche
    #[arg(long, value_name = "ANNÉE", value_parser = year)]
    annee: Vec<i32>,

    /// État à la date de référence : a-venir, en-cours, realisee, en-pause, bloquee, abandonnee, non-renseigne
    #[arg(long, value_name = "ÉTAT", value_parser = mot::<Etat>)]
    etat: Vec<Voulu<Etat>>,

    /// Résultat du bilan de --annee, sinon du dernier : atteint, partiel, non-atteint, non-mesure, non-renseigne
    #[arg(long, value_name = "RÉSULTAT", value_parser = mot::<Resultat>)]
    resultat: Vec<Voulu<Resultat>>,

    /// Suite du bilan de --annee, sinon du dernier : poursuivre, adapter, suspendre, arreter, clore, non-renseigne
    #[arg(long, value_name = "SUITE", value_parser = mot::<Suite>)]
    suite: Vec<Voulu<Suite>>,

    /// Commune dont c'est la fiche : son nom entier
    #[arg(long, value_name = "NOM", value_parser = text)]
    commune: Vec<String>,

    /// Public visé : une partie de son nom
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    public: Vec<String>,

    /// Financeur d'une ligne de coûts : son nom entier
    #[arg(long, value_name = "NOM", value_parser = text)]
    financeur: Vec<String>,

    /// Texte cherché partout dans la fiche
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    texte: Vec<String>,

    /// Fiches propres au territoire du plan
    #[arg(long, conflicts_with = "associees")]
    propres: bool,

    /// Fiches d'une autre commune, auxquelles le territoire est associé
    #[arg(long)]
    associees: bool,

    /// Fiches en retard à la date de référence : une étape est passée sans être tenue (un bilan promis ne compte pas)
    #[arg(long)]
    retard: bool,

    /// Ce qui manque à la fiche : pilote, objectif, indicateur, calendrier, couts, suivi, etat, ou bilan : aucun bilan écrit ; avec
    /// --annee, un bilan attendu pour cette année et pas saisi
    #[arg(long, value_name = "QUOI", value_parser = manque)]
    sans: Vec<Manque>,
}

impl Filters {
    /// Returns what they restrict beside the fiches.
    pub(crate) fn perimetre(&self) -> Perimetre {
        Perimetre {
            annees: self.annee.clone(),
            financeurs: self.financeur.iter().map(|text| fold(text)).collect(),
            is_on_the_tree: !self.enjeu.is_empty() || !self.objectif.is_empty(),
        }
    }

    /// Returns the conditions that were asked for.
    pub(crate) fn filter(&self) -> Filter {
        let texts: [(&Vec<String>, TextCondition); 10] = [
            (&self.pilote, Condition::Pilote),
            (&self.partenaire, Condition::Partenaire),
            (&self.acteur, Condition::Acteur),
            (&self.service, Condition::Service),
            (&self.enjeu, Condition::Enjeu),
            (&self.objectif, Condition::Objectif),
            (&self.commune, Condition::Commune),
            (&self.public, Condition::Public),
            (&self.financeur, Condition::Financeur),
            (&self.texte, Condition::Texte),
        ];
        let mut conditions: Vec<Condition> = texts
            .iter()
            .filter(|(texts, _)| !texts.is_empty())
            .map(|(texts, condition)| condition((*texts).clone()))
            .collect();
        let lists = [
            (!self.annee.is_empty()).then(|| Condition::Annee(self.annee.clone())),
            (!self.etat.is_empty()).then(|| Condition::Etat(self.etat.clone())),
            (!self.resultat.is_empty()).then(|| Condition::Resultat(self.resultat.clone())),
            (!self.suite.is_empty()).then(|| Condition::Suite(self.suite.clone())),
            self.propres.then_some(Condition::Propres),
            self.associees.then_some(Condition::Associees),
            self.retard.then_some(Condition::Retard),
            (!self.sans.is_empty()).then(|| Condition::Sans(self.sans.clone())),
        ];
        conditions.extend(lists.into_iter().flatten());
        Filter(conditions)
    }
}

/// Returns the fiches that a filter keeps within a horizon, in plan order. Says on stderr what a reader would otherwise
/// wonder about: why there are none, or how many fiches have no year.
pub(crate) fn select<'a>(
    plan: &'a Plan,
    filter: &Filter,
    horizon: Horizon,
    env: &mut Env<'_>,
) -> anyhow::Result<Vec<&'a Fiche>> {
    let question = Question::new(plan, filter, horizon, env.dates());
    let fiches = question.answer();
    let undated = question.count_without_years();
    if undated > 0 {
        let (fiches, verb) = (
            count(undated, "fiche"),
            if undated < 2 { "n'a" } else { "n'ont" },
        );
        writeln!(
            env.err,
            "{fiches} {verb} ni étape datée ni période propre : sans année, {} de côté",
            if undated < 2 {
                "elle est laissée"
            } else {
                "elles sont laissées"
            }
        )?;
    }
    if fiches.is_empty() && !plan.fiches().is_empty() {
        let why = explain((plan, horizon), filter, &question);
        writeln!(env.err, "{}", safe::line(&why))?;
    }
    Ok(fiches)
}

/// Reads a text to look for, which must have something to look for.
fn text(text: &str) -> Result<String, String> {
    if fold(text).is_empty() {
        Err("écrire au moins un mot".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads a year.
pub(super) fn year(text: &str) -> Result<i32, String> {
    let year = text
        .parse()
        .ok()
        .filter(|year| (1900..=2200).contains(year) && text.len() == 4);
    year.ok_or_else(|| {
        "écrire une année à quatre chiffres, de 1900 à 2200, par exemple 2017".to_owned()
    })
}

/// Reads a word to look for, or that there is none.
fn mot<M: Mot>(text: &str) -> Result<Voulu<M>, String> {
    if ["non renseigne", "non renseignee"].contains(&fold(text).as_str()) {
        return Ok(Voulu(None));
    }
    let words = [M::words(), vec!["non-renseigne"]].concat();
    M::parse(text)
        .map(|word| Voulu(Some(word)))
        .ok_or_else(|| format!("écrire {}", quoted_or(&words)))
}

/// Reads something that a fiche may lack.
fn manque(text: &str) -> Result<Manque, String> {
    Manque::parse(text).ok_or_else(|| format!("écrire {}", quoted_or(&Manque::words())))
}
