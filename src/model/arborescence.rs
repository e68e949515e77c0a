//! The tree of enjeux and objectifs, whatever the plan calls its levels.

use std::collections::HashMap;

use super::ids::Code;
use crate::text::fold::same;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// A node of the tree.
#[derive(Debug)]
pub(crate) struct Noeud {
    /// Its address.
    pub(crate) code: Located<Code>,
    /// Its title, as printed.
    pub(crate) titre: Located<Texte>,
    /// The name of its level, when the file names one.
    pub(crate) niveau: Option<Located<Texte>>,
}

/// The tree: nodes in the file's order, and how they hang together.
#[derive(Debug, Default)]
pub(crate) struct Arborescence {
    /// The nodes, in the file's order.
    noeuds: Vec<Noeud>,
    /// The nearest node above each, when there is one.
    parents: Vec<Option<usize>>,
    /// The rank of each node when the tree is walked depth first, siblings as in the file.
    places: Vec<usize>,
    /// The names of the levels, from the top.
    niveaux: Box<[Located<Texte>]>,
    /// The levels whose code is only an address.
    sans_numero: Box<[Located<Texte>]>,
    /// Each code with its node.
    by_code: HashMap<Code, usize>,
}

impl Arborescence {
    /// Hangs the nodes together. A node whose parent is missing hangs from the nearest ancestor that exists.
    pub(crate) fn new(
        noeuds: Vec<Noeud>,
        niveaux: Box<[Located<Texte>]>,
        sans_numero: Box<[Located<Texte>]>,
    ) -> Self {
        let by_code: HashMap<Code, usize> = noeuds
            .iter()
            .enumerate()
            .map(|(index, noeud)| ((*noeud.code).clone(), index))
            .collect();
        let parents: Vec<Option<usize>> = noeuds
            .iter()
            .map(|noeud| {
                std::iter::successors(noeud.code.parent(), Code::parent)
                    .find_map(|code| by_code.get(&code).copied())
            })
            .collect();
        let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (index, parent) in parents.iter().enumerate() {
            children.entry(*parent).or_default().push(index);
        }
        let mut places = vec![0; noeuds.len()];
        let mut to_visit: Vec<usize> = children
            .get(&None)
            .into_iter()
            .flatten()
            .rev()
            .copied()
            .collect();
        let mut place = 0;
        while let Some(index) = to_visit.pop() {
            places[index] = place;
            place += 1;
            to_visit.extend(children.get(&Some(index)).into_iter().flatten().rev());
        }
        Self {
            noeuds,
            parents,
            places,
            niveaux,
            sans_numero,
            by_code,
        }
    }

    /// Returns the rank of the node that has a code.
    pub(crate) fn find(&self, code: &Code) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// Returns a node by its rank in the file.
    pub(crate) fn noeud(&self, index: usize) -> &Noeud {
        &self.noeuds[index]
    }

    /// Returns the nodes, in the file's order.
    pub(crate) fn noeuds(&self) -> &[Noeud] {
        &self.noeuds
    }

    /// Returns a node and those above it, up to its first level.
    pub(crate) fn lineage(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(index), |&index| self.parents[index])
    }

    /// Returns the node of the first level above a node, or the node itself.
    pub(crate) fn root_of(&self, index: usize) -> usize {
        self.lineage(index).last().unwrap_or(index)
    }

    /// Returns the nodes of the first level, in the file's order.
    pub(crate) fn roots(&self) -> impl Iterator<Item = usize> {
        self.parents
            .iter()
            .enumerate()
            .filter(|(_, parent)| parent.is_none())
            .map(|(index, _)| index)
    }

    /// Returns the rank of a node when the tree is walked depth first.
    pub(crate) fn place(&self, index: usize) -> usize {
        self.places[index]
    }

    /// Returns the name of a node's level: the one it names, else that of its depth.
    pub(crate) fn niveau(&self, index: usize) -> Option<&str> {
        let named = self.noeuds[index]
            .niveau
            .as_ref()
            .map(|niveau| niveau.as_str());
        named.or_else(|| self.level_name(self.depth(index)))
    }

    /// Returns how many nodes stand above a node.
    pub(crate) fn depth(&self, index: usize) -> usize {
        self.lineage(index).count() - 1
    }

    /// Returns the names of the levels, from the top.
    pub(crate) fn niveaux(&self) -> &[Located<Texte>] {
        &self.niveaux
    }

    /// Returns the levels whose code is only an address.
    pub(crate) fn sans_numero(&self) -> &[Located<Texte>] {
        &self.sans_numero
    }

    /// Returns the name of a level, counted from 0 at the top.
    pub(crate) fn level_name(&self, rank: usize) -> Option<&str> {
        self.niveaux.get(rank).map(|niveau| niveau.as_str())
    }

    /// Returns whether a node stands at a level, counted from 0 at the top; at one that has no name, if it has its depth.
    pub(crate) fn is_at(&self, index: usize, rank: usize) -> bool {
        match (self.level_name(rank), self.niveau(index)) {
            (Some(name), Some(niveau)) => same(name, niveau),
            (None, None) => self.depth(index) == rank,
            _ => false,
        }
    }

    /// Returns how many nodes stand at a level, counted from 0 at the top.
    pub(crate) fn count_at(&self, rank: usize) -> usize {
        let is_there = |&index: &usize| self.is_at(index, rank);
        (0..self.noeuds.len()).filter(is_there).count()
    }

    /// Returns the name of the first level: « Enjeu » in Lomme, « Axe » elsewhere.
    pub(crate) fn first_level(&self) -> Option<&str> {
        self.level_name(0)
    }

    /// Returns whether the code of a node is a number that the document prints.
    pub(crate) fn is_numbered(&self, index: usize) -> bool {
        !self
            .niveau(index)
            .is_some_and(|niveau| self.sans_numero.iter().any(|level| same(level, niveau)))
    }

    /// Returns the code of the nearest node, from this one upwards, that has a printed number.
    pub(crate) fn printed_code(&self, index: usize) -> Option<&Code> {
        self.lineage(index)
            .find(|&index| self.is_numbered(index))
            .map(|index| &*self.noeuds[index].code)
    }

    /// Returns how people name a node: « 4.1 Développer… », or the title alone where no number is printed.
    pub(crate) fn label(&self, index: usize) -> String {
        let Noeud { code, titre, .. } = &self.noeuds[index];
        if self.is_numbered(index) {
            format!("{} {}", **code, **titre)
        } else {
            titre.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::memory::plan;

    #[test]
    fn nodes_count_at_the_level_that_they_name_or_else_at_that_of_their_depth() {
        let counts = |niveaux: &str| {
            let nodes = "\"1\" = \"a\"\n\"1.1\" = \"b\"\n\"1.1.a\" = \"c\"\n\"1.a\" = { titre = \"d\", niveau = \"etape\" }\n";
            let plan = plan(&format!("{niveaux}[arborescence]\n{nodes}"), &[]);
            [0, 1, 2, 3].map(|rank| plan.arborescence.count_at(rank))
        };
        let three = "niveaux = [\"Axe\", \"Objectif\", \"Étape\"]\n";
        assert_eq!(counts(three), [1, 1, 2, 0]);
        assert_eq!(counts("niveaux = [\"Axe\"]\n"), [1, 1, 1, 0]);
        assert_eq!(counts(""), [1, 1, 1, 0]);
    }
}
