//! Every text that people wrote in a plan, with its place.

use super::acteur::{Acteur, Participant};
use super::bilan::PageBilan;
use super::fiche::{Autre, Fiche};
use super::horizon::Horizon;
use super::ids::Code;
use super::indicateur::Indicateur;
use super::plan::Plan;
use super::strategie::Strategie;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// What is asked of each text; an answer of `true` stops the search.
type Test<'a> = dyn FnMut(&Located<Texte>) -> bool + 'a;

impl Plan {
    /// Shows every text of the plan that no fiche holds.
    pub(crate) fn each_common_text(&self, mut show: impl FnMut(&Located<Texte>)) {
        let mut test = |text: &Located<Texte>| {
            show(text);
            false
        };
        self.strategie.any_text(&mut test);
        let titles = self.arborescence.noeuds().iter();
        titles
            .flat_map(|noeud| [&noeud.titre].into_iter().chain(&noeud.niveau))
            .chain(self.arborescence.niveaux())
            .for_each(|text| show_one(text, &mut test));
        let acteurs = self.annuaire.iter().flat_map(|annuaire| annuaire.acteurs());
        acteurs
            .flat_map(Acteur::names)
            .for_each(|name| show_one(name, &mut test));
        for noeud in self.arborescence.noeuds() {
            show_one(&written(&noeud.code), &mut test);
        }
        for page in &self.pages {
            page.any_text(&mut test);
        }
    }
}

/// Shows one text to a test that never stops.
fn show_one(text: &Located<Texte>, test: &mut Test<'_>) {
    test(text);
}

/// Returns a code as it was written, where it was.
fn written(code: &Located<Code>) -> Located<Texte> {
    Located::new(code.texte().clone(), code.at())
}

impl Strategie {
    /// Returns whether a text passes a test.
    fn any_text(&self, test: &mut Test<'_>) -> bool {
        let parent = self.parent.iter();
        test(&self.titre)
            || test(&self.territoire)
            || self.communes.iter().any(&mut *test)
            || self.source.titre.iter().any(&mut *test)
            || parent
                .flat_map(|parent| parent.titre.iter().chain(&parent.territoire))
                .any(&mut *test)
            || self
                .prorogation
                .iter()
                .flat_map(|prorogation| &prorogation.motif)
                .any(&mut *test)
            || self
                .instances
                .iter()
                .flat_map(|instance| instance.nom.iter().chain(&instance.role))
                .any(&mut *test)
            || self
                .sigles
                .iter()
                .any(|(sigle, sens)| test(sigle) || test(sens))
            || any_indicateur(&self.indicateurs, test)
            || any_autre(&self.autres, test)
    }
}

impl PageBilan {
    /// Returns whether a text passes a test.
    fn any_text(&self, test: &mut Test<'_>) -> bool {
        self.introduction
            .iter()
            .chain(&self.decisions)
            .chain(self.presentations.iter().map(|shown| &shown.instance))
            .any(&mut *test)
    }
}

impl Fiche {
    /// Shows every text within a horizon, and the code of its place in the tree, which is read as it is written.
    pub(crate) fn each_text(&self, horizon: Horizon, mut show: impl FnMut(&Located<Texte>)) {
        if let Some(objectif) = &self.objectif {
            show(&written(objectif));
        }
        self.any_text(horizon, &mut |text| {
            show(text);
            false
        });
    }

    /// Returns whether a text within a horizon passes a test.
    pub(crate) fn any_text(&self, horizon: Horizon, test: &mut Test<'_>) -> bool {
        let head = self
            .numero
            .iter()
            .chain([&self.titre])
            .chain(&self.autres_titres)
            .chain(&self.commune)
            .chain(&self.publics)
            .chain(&self.mise_en_oeuvre)
            .chain(&self.resultats_attendus)
            .chain(&self.source);
        head.into_iter().any(&mut *test)
            || self
                .pilotes
                .iter()
                .chain(&self.partenaires)
                .flat_map(Participant::texts)
                .any(&mut *test)
            || self.any_cost_or_etape(test)
            || any_indicateur(&self.indicateurs, test)
            || any_autre(&self.autres, test)
            || self
                .suivi_read(horizon)
                .flat_map(|entry| entry.note.iter().chain(&entry.auteur))
                .any(&mut *test)
            || self
                .bilans_read(horizon)
                .flat_map(|bilan| {
                    let texts = bilan.realisations.iter().chain(&bilan.difficultes);
                    texts.chain(&bilan.perspectives)
                })
                .any(&mut *test)
    }

    /// Returns whether a text of the costs or of the calendrier passes a test.
    fn any_cost_or_etape(&self, test: &mut Test<'_>) -> bool {
        let lignes = self.couts.lignes.iter();
        let costs = lignes.flat_map(|ligne| ligne.objet.iter().chain(&ligne.financeur));
        let etapes = self.calendrier.iter().flat_map(|etape| {
            let texts = [&etape.nom].into_iter().chain(&etape.quoi);
            texts.chain(&etape.imprime)
        });
        self.couts
            .note
            .iter()
            .chain(costs)
            .chain(etapes)
            .any(&mut *test)
    }
}

impl Participant {
    /// Returns the texts that name someone.
    fn texts(&self) -> impl Iterator<Item = &Located<Texte>> {
        let name = std::iter::once(&self.nom);
        name.chain(self.service()).chain(self.mention())
    }
}

/// Returns whether a text of indicators passes a test.
fn any_indicateur(indicateurs: &[Indicateur], test: &mut Test<'_>) -> bool {
    indicateurs.iter().any(|indicateur| {
        let texts = [&indicateur.code].into_iter().chain(&indicateur.nom);
        let texts = texts.chain(&indicateur.unite).chain(&indicateur.source);
        let notes = indicateur
            .valeurs
            .iter()
            .flat_map(|valeur| valeur.note.as_deref());
        texts.chain(notes).any(&mut *test)
    })
}

/// Returns whether a text under other headings passes a test.
fn any_autre(autres: &[Autre], test: &mut Test<'_>) -> bool {
    autres
        .iter()
        .any(|autre| test(&autre.titre) || autre.textes.iter().any(&mut *test))
}
