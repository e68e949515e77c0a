//! A new fiche: its text, the name that is proposed for it, and the folder where it goes.

use std::collections::BTreeSet;

use super::acteurs::first_free;
use super::line::Line;
use super::literal;
use super::scaffold::scaffold;
use crate::load::cure::identifier;
use crate::load::keys::FICHE;
use crate::model::acteur::Identite;
use crate::model::ids::{Code, FicheId};
use crate::model::plan::Plan;
use crate::text::fold::same;

/// What is known of a new fiche.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nouvelle {
    /// The printed number.
    pub(crate) numero: Option<String>,
    /// The title.
    pub(crate) titre: String,
    /// The commune whose fiche it is, when it is not the plan's own.
    pub(crate) commune: Option<String>,
    /// Its own years.
    pub(crate) periode: Option<String>,
    /// The code of the node under which it stands.
    pub(crate) objectif: Option<Code>,
    /// Who leads it.
    pub(crate) pilotes: Vec<String>,
    /// Who takes part.
    pub(crate) partenaires: Vec<String>,
    /// Whom it is for.
    pub(crate) publics: Vec<String>,
}

impl Nouvelle {
    /// Returns the text of the fiche: what is known, and every other key in a comment.
    pub(crate) fn text(&self, plan: &Plan) -> String {
        let one = |name: &str, value: Option<&str>| {
            value.map(|value| Line::new(name, literal::text(value)))
        };
        let list = |name: &str, items: Vec<String>| {
            (!items.is_empty()).then(|| Line::new(name, format!("[{}]", items.join(", "))))
        };
        let people = |names: &[String]| names.iter().map(|name| participant(plan, name)).collect();
        let texts = |texts: &[String]| texts.iter().map(|text| literal::text(text)).collect();
        let foreign = self.commune.as_deref();
        let foreign = foreign.filter(|commune| !same(commune, &plan.strategie.territoire));
        let lines = [
            one("numero", self.numero.as_deref()),
            one("titre", Some(&self.titre)),
            one("commune", foreign),
            one("periode", self.periode.as_deref()),
            one("objectif", self.objectif.as_ref().map(Code::as_str)),
            list("pilotes", people(&self.pilotes)),
            list("partenaires", people(&self.partenaires)),
            list("publics", texts(&self.publics)),
        ];
        let lines: Vec<Line> = lines.into_iter().flatten().collect();
        scaffold(&FICHE, &lines)
    }

    /// Returns the folder below `fiches/` where the fiches of its commune are, or `fiches/` itself when they are in several or
    /// there are none; with a slash at its end. `place` tells the path of a fiche below the plan.
    pub(crate) fn folder(&self, plan: &Plan, place: impl Fn(&Plan, usize) -> String) -> String {
        let folder_of = |rank| {
            let path = place(plan, rank);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/")
        };
        let folders: BTreeSet<String> = self.neighbours(plan).into_iter().map(folder_of).collect();
        let mut folders = folders.into_iter();
        match (folders.next(), folders.next()) {
            (Some(only), None) => only,
            _ => "fiches/".to_owned(),
        }
    }

    /// Returns the ranks of the fiches of its commune.
    fn neighbours(&self, plan: &Plan) -> Vec<usize> {
        let own = self.commune_in(plan);
        let fiches = plan.fiches().iter().enumerate();
        let fiches = fiches.filter(|(_, fiche)| same(plan.commune_of(fiche), own));
        fiches.map(|(rank, _)| rank).collect()
    }

    /// Returns the commune whose fiche it is.
    fn commune_in<'a>(&'a self, plan: &'a Plan) -> &'a str {
        let asked = self.commune.as_deref();
        asked.unwrap_or(&plan.strategie.territoire)
    }

    /// Returns an identifier that no fiche has, made of the printed code, the number and the words of the title; after the name
    /// of the commune where all its fiches begin so.
    pub(crate) fn free_id(&self, plan: &Plan) -> Option<FicheId> {
        let commune = identifier(self.commune_in(plan));
        let neighbours = self.neighbours(plan);
        let begins = |rank: &usize| {
            let id = plan.fiches()[*rank].id.as_str();
            id.strip_prefix(&commune)
                .is_some_and(|rest| rest.starts_with('-'))
        };
        let is_usual = !neighbours.is_empty() && neighbours.iter().all(begins);
        let found = self
            .objectif
            .as_ref()
            .and_then(|code| plan.arborescence.find(code));
        let code = found.and_then(|node| plan.arborescence.printed_code(node));
        let parts = [
            is_usual.then_some(commune),
            code.map(|code| identifier(code.as_str())),
            self.numero.as_deref().map(identifier),
        ];
        let head: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let whole = compose(head, &self.titre);
        let taken: BTreeSet<&str> = plan
            .fiches()
            .iter()
            .map(|fiche| fiche.id.as_str())
            .collect();
        FicheId::parse(&first_free(whole, |id| taken.contains(id))).ok()
    }
}

/// The longest identifier that is proposed, in bytes; a number may follow.
const LONGEST: usize = 48;

/// The most words of a title in an identifier.
const MOST_WORDS: usize = 5;

/// Words that an identifier does without.
const SMALL: [&str; 32] = [
    "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "entre", "et",
    "l", "la", "le", "les", "leur", "leurs", "ou", "par", "pour", "qui", "sa", "ses", "son", "sur",
    "un", "une", "vers", "y",
];

/// Returns the beginning of an identifier and the words of a title that matter, as many as fit.
fn compose(mut parts: Vec<String>, titre: &str) -> String {
    let words = identifier(titre);
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let matters = |word: &&str| !SMALL.contains(word);
    let all_small = !words.iter().any(matters);
    let telling = words.iter().filter(|word| all_small || matters(word));
    for word in telling.take(MOST_WORDS) {
        let length: usize = parts.iter().map(|part| part.len() + 1).sum();
        if length + word.len() > LONGEST {
            break;
        }
        parts.push((*word).to_owned());
    }
    parts.join("-")
}

/// Returns a pilote or a partenaire as a fiche writes it: a name; or, as the printed form has it, a name with a service in
/// brackets, where the name alone is an actor's.
fn participant(plan: &Plan, text: &str) -> String {
    let is_known = |name: &str| {
        let annuaire = plan.annuaire.as_ref();
        annuaire.is_some_and(|annuaire| matches!(annuaire.identify(name), Identite::Known(_)))
    };
    let bracketed = text.strip_suffix(')').and_then(|text| text.split_once('('));
    match bracketed {
        Some((acteur, service)) if !is_known(text) && is_known(acteur.trim()) => format!(
            "{{ acteur = {}, service = {} }}",
            literal::text(acteur.trim()),
            literal::text(service.trim())
        ),
        _ => literal::text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    /// Returns a plan with fiches of some names.
    fn some(names: &[&str]) -> Plan {
        let fiches: Vec<(&str, &str)> = names
            .iter()
            .map(|name| (*name, "titre = \"T\"\n"))
            .collect();
        let tree = "niveaux = [\"Enjeu\", \"Objectif\"]\nsans_numero = [\"Objectif\"]\n[arborescence]\n\"4\" = \"x\"\n\"4.a\" = \"y\"\n";
        plan(tree, &fiches)
    }

    #[test]
    fn an_identifier_says_the_code_the_number_and_the_title() {
        let nouvelle = Nouvelle {
            titre: "Étendre les lieux d'accueil des personnes condamnées à un TIG".to_owned(),
            numero: Some("2".to_owned()),
            objectif: Code::parse("4.a").ok(),
            ..Nouvelle::default()
        };
        let id = |names: &[&str]| nouvelle.free_id(&some(names)).unwrap().to_string();
        let plain = "4-2-etendre-lieux-accueil-personnes-condamnees";
        assert_eq!(id(&[]), plain);
        assert_eq!(id(&["autre"]), plain);
        assert_eq!(
            id(&["bourg-exemple-1"]),
            "bourg-exemple-4-2-etendre-lieux-accueil"
        );
        assert_eq!(id(&[plain]), format!("{plain}-2"));
        let nameless = Nouvelle {
            titre: "?".to_owned(),
            ..Nouvelle::default()
        };
        assert!(nameless.free_id(&some(&[])).is_none());
    }

    #[test]
    fn a_fiche_goes_where_those_of_its_commune_are() {
        let plan = some(&["a", "b"]);
        let nouvelle = Nouvelle::default();
        let folder =
            |paths: [&'static str; 2]| nouvelle.folder(&plan, |_, rank| paths[rank].to_owned());
        assert_eq!(folder(["fiches/x/a.toml", "fiches/x/b.toml"]), "fiches/x/");
        assert_eq!(folder(["fiches/x/a.toml", "fiches/b.toml"]), "fiches/");
        let other = Nouvelle {
            commune: Some("Ailleurs".to_owned()),
            ..Nouvelle::default()
        };
        assert_eq!(other.folder(&plan, |_, _| String::new()), "fiches/");
    }

    #[test]
    fn a_service_stands_in_brackets_after_an_actor() {
        let plan = plan(
            "",
            &[(
                "./acteurs",
                "[a]\nnom = \"Ville\"\n[b]\nnom = \"PMI (Nord)\"\n",
            )],
        );
        assert_eq!(
            participant(&plan, "Ville (Unité)"),
            "{ acteur = \"Ville\", service = \"Unité\" }"
        );
        assert_eq!(participant(&plan, "PMI (Nord)"), "\"PMI (Nord)\"");
        assert_eq!(participant(&plan, "Autre (x)"), "\"Autre (x)\"");
    }
}
