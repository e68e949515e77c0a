//! The filters, the same for every command that reads fiches.

use clap::Args;

use super::env::Env;
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::query::filter::{Condition, EtatVoulu, Filter, Manque, Question};
use crate::render::french::count;
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
    #[arg(long, value_name = "ÉTAT", value_parser = etat)]
    etat: Vec<EtatVoulu>,

    /// Commune dont c'est la fiche : son nom entier
    #[arg(long, value_name = "NOM", value_parser = text)]
    commune: Vec<String>,

    /// Texte cherché partout dans la fiche
    #[arg(long, value_name = "TEXTE", value_parser = text)]
    texte: Vec<String>,

    /// Fiches propres au territoire du plan
    #[arg(long, conflicts_with = "associees")]
    propres: bool,

    /// Fiches d'une autre commune, auxquelles le territoire est associé
    #[arg(long)]
    associees: bool,

    /// Ce qui manque à la fiche : pilote, objectif, indicateur, calendrier, bilan, couts, suivi, etat
    #[arg(long, value_name = "QUOI", value_parser = manque)]
    sans: Vec<Manque>,
}

impl Filters {
    /// Returns the conditions that were asked for.
    pub(crate) fn filter(&self) -> Filter {
        let texts: [(&Vec<String>, TextCondition); 7] = [
            (&self.pilote, Condition::Pilote),
            (&self.partenaire, Condition::Partenaire),
            (&self.acteur, Condition::Acteur),
            (&self.enjeu, Condition::Enjeu),
            (&self.objectif, Condition::Objectif),
            (&self.commune, Condition::Commune),
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
            self.propres.then_some(Condition::Propres),
            self.associees.then_some(Condition::Associees),
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
        writeln!(env.err, "{}", safe::line(&explain(filter, &question)))?;
    }
    Ok(fiches)
}

/// Says why no fiche is kept, and what would be.
fn explain(filter: &Filter, question: &Question<'_, '_>) -> String {
    if let [condition] = filter.0.as_slice() {
        let values = condition.values();
        let quoted = quoted_or(&values.iter().map(String::as_str).collect::<Vec<_>>());
        return match condition {
            Condition::Pilote(texts) => {
                let other = (Condition::Partenaire(texts.clone()), "partenaire");
                format!(
                    "aucune fiche pilotée par {quoted}{}",
                    elsewhere(question, texts, other)
                )
            }
            Condition::Partenaire(texts) => {
                let other = (Condition::Pilote(texts.clone()), "pilote");
                format!(
                    "aucune fiche n'a {quoted} pour partenaire{}",
                    elsewhere(question, texts, other)
                )
            }
            other => format!("aucune fiche ne répond à --{} {}", other.option(), quoted)
                .trim_end()
                .to_owned(),
        };
    }
    let alone = filter.0.iter().map(|condition| {
        let values = condition.values().join(" ou ");
        let asked = format!("--{} {values}", condition.option());
        format!(
            "{} : {}",
            asked.trim_end(),
            question.count_alone(condition.clone())
        )
    });
    format!(
        "aucune fiche ne remplit toutes les conditions ; chacune seule en trouve : {}",
        alone.collect::<Vec<_>>().join(", ")
    )
}

/// Says where else in the plan a name is found: in the other role, or as a commune.
fn elsewhere(
    question: &Question<'_, '_>,
    texts: &[String],
    (condition, role): (Condition, &str),
) -> String {
    let mut said = Vec::new();
    match question.count_alone(condition) {
        0 => {}
        1 => said.push(format!("1 l'a pour {role}")),
        many => said.push(format!("{many} l'ont pour {role}")),
    }
    for text in texts {
        match question.count_alone(Condition::Commune(vec![text.clone()])) {
            0 => {}
            1 => said.push(format!("1 est de la commune de {text}")),
            many => said.push(format!("{many} sont de la commune de {text}")),
        }
    }
    if said.is_empty() {
        String::new()
    } else {
        format!(" ; {}", said.join(", "))
    }
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
    year.ok_or_else(|| "écrire une année à quatre chiffres, par exemple 2017".to_owned())
}

/// Reads a state to look for.
fn etat(text: &str) -> Result<EtatVoulu, String> {
    if ["non renseigne", "non renseignee"].contains(&fold(text).as_str()) {
        return Ok(EtatVoulu(None));
    }
    let words = [Etat::words(), vec!["non-renseigne"]].concat();
    Etat::parse(text)
        .map(|etat| EtatVoulu(Some(etat)))
        .ok_or_else(|| format!("écrire {}", quoted_or(&words)))
}

/// Reads something that a fiche may lack.
fn manque(text: &str) -> Result<Manque, String> {
    Manque::parse(text).ok_or_else(|| format!("écrire {}", quoted_or(&Manque::words())))
}
