//! The values of an axis in a decided order, and the fiches that have each.

use std::collections::BTreeMap;

use super::axe::Axe;
use super::compte::Fait;
use crate::model::acteur::{Acteur, GenreActeur, Participant};
use crate::model::bilan::BilanFiche;
use crate::model::etat::{Etat, Resultat};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::report::perimetre::{Perimetre, TOUT};
use crate::text::fold::fold;

/// A value of an axis.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Valeur<'a> {
    /// A node of the tree, by its rank in the file.
    Noeud(usize),
    /// A state.
    Etat(Etat),
    /// A result.
    Resultat(Resultat),
    /// Years.
    Exercice(Exercice),
    /// An actor that was declared.
    Acteur(&'a Acteur),
    /// A text of the plan.
    Texte(&'a str),
    /// A name or a code that the plan does not declare, or that two actors bear.
    Inconnu(&'a str),
    /// Nobody said it.
    NonRenseigne,
}

/// The place of a value among those of its axis, which tells it from the others too.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// That of a node, of a word or of a year.
    Rang(i64),
    /// That of a name in the order of French readers, with what tells two bearers of one name apart.
    Nom(String, String),
    /// That of a name or a code that is not known.
    Inconnu(String),
    /// The last.
    NonRenseigne,
}

/// The values of an axis and their fiches.
#[derive(Debug)]
pub(crate) struct Repartition<'a> {
    /// The axis.
    pub(crate) axe: Axe,
    /// Its values, in order, each with the ranks of its fiches.
    pub(crate) valeurs: Vec<(Valeur<'a>, Vec<usize>)>,
}

impl<'a> Repartition<'a> {
    /// Shares fiches out among the values of an axis. A text is written as the first fiche of the plan writes it, whatever
    /// fiches are counted.
    pub(super) fn new(plan: &'a Plan, faits: &[Fait<'a>], axe: Axe, perimetre: &Perimetre) -> Self {
        let valeurs = faits.iter().map(|fait| valeurs(plan, fait, axe, perimetre));
        Self::shared(plan, axe, perimetre, valeurs)
    }

    /// Shares fiches out among the values of an axis that does not depend on the date.
    pub(crate) fn of_fiches(
        plan: &'a Plan,
        fiches: impl Iterator<Item = &'a Fiche>,
        axe: Axe,
    ) -> Self {
        let valeurs = fiches.map(|fiche| said(own_values(plan, fiche, axe)));
        Self::shared(plan, axe, &TOUT, valeurs)
    }

    /// Shares out fiches whose values are given.
    fn shared(
        plan: &'a Plan,
        axe: Axe,
        perimetre: &Perimetre,
        fiches: impl Iterator<Item = Vec<Valeur<'a>>>,
    ) -> Self {
        let mut spelled: BTreeMap<Place, Valeur<'a>> = BTreeMap::new();
        for valeur in plan
            .fiches()
            .iter()
            .flat_map(|fiche| names(plan, fiche, axe))
        {
            spelled.entry(place(plan, axe, valeur)).or_insert(valeur);
        }
        let mut shared: BTreeMap<Place, (Valeur<'a>, Vec<usize>)> = BTreeMap::new();
        for valeur in always(plan, axe, perimetre) {
            shared.insert(place(plan, axe, valeur), (valeur, Vec::new()));
        }
        for (rank, valeurs) in fiches.enumerate() {
            for valeur in valeurs {
                let place = place(plan, axe, valeur);
                let valeur = spelled.get(&place).copied().unwrap_or(valeur);
                let (_, fiches) = shared.entry(place).or_insert((valeur, Vec::new()));
                if fiches.last() != Some(&rank) {
                    fiches.push(rank);
                }
            }
        }
        Self {
            axe,
            valeurs: shared.into_values().collect(),
        }
    }

    /// Returns how many times fiches are counted, on all the lines.
    pub(crate) fn counted(&self) -> usize {
        self.valeurs.iter().map(|(_, fiches)| fiches.len()).sum()
    }

    /// Returns the ranks of the values of each fiche.
    pub(super) fn by_fiche(&self, number: usize) -> Vec<Vec<usize>> {
        let mut by_fiche = vec![Vec::new(); number];
        for (value, (_, fiches)) in self.valeurs.iter().enumerate() {
            for &fiche in fiches {
                by_fiche[fiche].push(value);
            }
        }
        by_fiche
    }
}

/// Returns the place of a value among those of its axis.
fn place(plan: &Plan, axe: Axe, valeur: Valeur<'_>) -> Place {
    let rank = |rank: usize| Place::Rang(i64::try_from(rank).unwrap_or(i64::MAX));
    match valeur {
        Valeur::Noeud(node) => rank(plan.arborescence.place(node)),
        Valeur::Etat(etat) => rank(rank_of(etat)),
        Valeur::Resultat(resultat) => rank(rank_of(resultat)),
        Valeur::Exercice(exercice) => Place::Rang(i64::from(exercice.annee)),
        Valeur::Acteur(acteur) => Place::Nom(fold(&acteur.nom), acteur.id.as_str().to_owned()),
        Valeur::Texte(text) => Place::Nom(fold(text), String::new()),
        // A code is exact, a name is not.
        Valeur::Inconnu(code) if is_tree(axe) => Place::Inconnu(code.to_owned()),
        Valeur::Inconnu(name) => Place::Inconnu(fold(name)),
        Valeur::NonRenseigne => Place::NonRenseigne,
    }
}

/// Returns whether an axis is one of the tree.
pub(crate) fn is_tree(axe: Axe) -> bool {
    matches!(axe, Axe::Enjeu | Axe::Objectif | Axe::Niveau(_))
}

/// Returns the values that have a line even without a fiche: the nodes of a whole level, the words of a closed list, and
/// what nobody said.
fn always<'a>(plan: &'a Plan, axe: Axe, perimetre: &Perimetre) -> Vec<Valeur<'a>> {
    let tree = &plan.arborescence;
    let mut always: Vec<Valeur<'a>> = match axe {
        _ if is_tree(axe) && perimetre.is_on_the_tree => Vec::new(),
        Axe::Enjeu => tree.roots().map(Valeur::Noeud).collect(),
        Axe::Niveau(level) => {
            let all = 0..tree.noeuds().len();
            let there = all.filter(|&node| tree.is_at(node, level));
            there.map(Valeur::Noeud).collect()
        }
        Axe::Etat => Etat::ALL.iter().map(|&etat| Valeur::Etat(etat)).collect(),
        Axe::Resultat => Resultat::ALL
            .iter()
            .map(|&resultat| Valeur::Resultat(resultat))
            .collect(),
        _ => Vec::new(),
    };
    always.push(Valeur::NonRenseigne);
    always
}

/// Returns the rank of a word in its list.
fn rank_of<M: Mot>(word: M) -> usize {
    let rank = M::ALL.iter().position(|other| *other == word);
    rank.unwrap_or(M::ALL.len())
}

/// Returns the values of a fiche; never none.
fn valeurs<'a>(
    plan: &'a Plan,
    fait: &Fait<'a>,
    axe: Axe,
    perimetre: &Perimetre,
) -> Vec<Valeur<'a>> {
    let mut valeurs: Vec<Valeur<'a>> = match axe {
        Axe::Annee => {
            let exercices = fait.exercices.iter();
            exercices
                .map(|exercice| Valeur::Exercice(*exercice))
                .collect()
        }
        Axe::Etat => fait.etat.map(Valeur::Etat).into_iter().collect(),
        Axe::Resultat => {
            let bilans = plan.bilans_asked(fait.fiche, &perimetre.annees, fait.horizon);
            let resultat = |bilan: Option<&BilanFiche>| {
                bilan?.resultat.as_deref().copied().map(Valeur::Resultat)
            };
            let resultats = bilans.into_iter().map(resultat);
            resultats
                .map(|resultat| resultat.unwrap_or(Valeur::NonRenseigne))
                .collect()
        }
        _ => own_values(plan, fait.fiche, axe),
    };
    if axe == Axe::Financeur && !perimetre.financeurs.is_empty() {
        let is_asked = |name: &str| perimetre.financeurs.contains(&fold(name));
        valeurs.retain(|valeur| matches!(valeur, Valeur::Texte(name) if is_asked(name)));
    }
    said(valeurs)
}

/// Returns values, or the one that stands for none.
fn said(mut valeurs: Vec<Valeur<'_>>) -> Vec<Valeur<'_>> {
    if valeurs.is_empty() {
        valeurs.push(Valeur::NonRenseigne);
    }
    valeurs
}

/// Returns the values of a fiche on an axis that depends on its file alone.
fn own_values<'a>(plan: &'a Plan, fiche: &'a Fiche, axe: Axe) -> Vec<Valeur<'a>> {
    match axe {
        Axe::Enjeu | Axe::Objectif | Axe::Niveau(_) => node(plan, fiche, axe).into_iter().collect(),
        _ => names(plan, fiche, axe),
    }
}

/// Returns the node of a fiche on an axis of the tree; nothing for one outside the tree, or without a node at that level.
fn node<'a>(plan: &'a Plan, fiche: &'a Fiche, axe: Axe) -> Option<Valeur<'a>> {
    let code = fiche.objectif.as_ref()?;
    let Some(own) = fiche.noeud else {
        return Some(Valeur::Inconnu(code.as_str()));
    };
    let tree = &plan.arborescence;
    let node = match axe {
        Axe::Enjeu => Some(tree.root_of(own)),
        Axe::Niveau(level) => tree.lineage(own).find(|&node| tree.is_at(node, level)),
        _ => Some(own),
    };
    node.map(Valeur::Noeud)
}

/// Returns the names of a fiche on an axis of names; none on any other.
fn names<'a>(plan: &'a Plan, fiche: &'a Fiche, axe: Axe) -> Vec<Valeur<'a>> {
    let actors = |participants: &'a [Participant]| -> Vec<Valeur<'a>> {
        let actors = participants
            .iter()
            .map(|participant| actor(plan, participant));
        actors.collect()
    };
    match axe {
        Axe::Pilote => actors(&fiche.pilotes),
        Axe::Partenaire => actors(&fiche.partenaires),
        Axe::Service => services(plan, fiche).map(Valeur::Texte).collect(),
        Axe::Commune => {
            let commune = plan.commune_of(fiche);
            vec![if plan.strategie.is_unknown_commune(commune) {
                Valeur::Inconnu(commune)
            } else {
                Valeur::Texte(commune)
            }]
        }
        Axe::Public => {
            let publics = fiche.publics.iter();
            publics
                .map(|public| Valeur::Texte(public.as_str()))
                .collect()
        }
        Axe::Financeur => {
            let funders = fiche
                .couts
                .lignes
                .iter()
                .map(|line| line.financeur.as_ref());
            funders
                .map(|funder| funder.map_or(Valeur::NonRenseigne, |funder| Valeur::Texte(funder)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Returns who a participant is. Where no actor is declared at all, none is unknown: names are counted as they are written.
fn actor<'a>(plan: &'a Plan, participant: &'a Participant) -> Valeur<'a> {
    match plan.acteur(participant) {
        Some(acteur) => Valeur::Acteur(acteur),
        None if plan.annuaire.is_none() => Valeur::Texte(participant.nom.as_str()),
        None => Valeur::Inconnu(participant.nom.as_str()),
    }
}

/// Returns the services that lead a fiche or take part in it, one name a participant: the bracket, else the name of an actor
/// that is a service.
pub(crate) fn services<'a>(plan: &'a Plan, fiche: &'a Fiche) -> impl Iterator<Item = &'a str> {
    let participants = fiche.pilotes.iter().chain(&fiche.partenaires);
    participants.filter_map(|participant| {
        let bracket = participant.service().map(|service| service.as_str());
        let own = || {
            let acteur = plan.acteur(participant)?;
            let is_service = acteur.genre.as_deref() == Some(&GenreActeur::Service);
            is_service.then(|| acteur.nom.as_str())
        };
        bracket.or_else(own)
    })
}
