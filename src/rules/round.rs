//! One round of the plan for all the rules: each fiche is looked at by all of them before the next, while it is at hand.

use chrono::NaiveDate;

use super::{Check, Context, Findings, Rule};
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::indicateur::Indicateur;
use crate::model::strategie::Gravite;
use crate::text::hands::share;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// A rule that looks at each text, and its rank.
type OfTexts = (usize, fn(&Context<'_>, &Located<Texte>, &mut Findings));

/// A round of a plan for some rules.
pub(super) struct Round<'a> {
    /// What the rules look at.
    context: &'a Context<'a>,
    /// The rules.
    rules: &'a [&'static Rule],
    /// Those of them that look at each text: one walk through the texts is enough for all.
    of_texts: Vec<OfTexts>,
    /// The reference date.
    today: NaiveDate,
}

impl<'a> Round<'a> {
    /// Returns the round of a plan for some rules at a date.
    pub(super) fn new(
        context: &'a Context<'a>,
        rules: &'a [&'static Rule],
        today: NaiveDate,
    ) -> Self {
        let ranks = rules.iter().enumerate();
        let of_texts = ranks.filter_map(|(rank, rule)| match rule.check {
            Check::Texte(check) => Some((rank, check)),
            _ => None,
        });
        Self {
            context,
            rules,
            of_texts: of_texts.collect(),
            today,
        }
    }

    /// Returns what each rule finds, in the plan's order: what no fiche holds, then the fiches.
    pub(super) fn found(&self) -> Vec<Findings> {
        let mut found = self.common();
        let parts = share(self.context.plan.fiches(), |fiches, _| self.fiches(fiches));
        for part in parts {
            for (own, more) in found.iter_mut().zip(part) {
                own.found.extend(more.found);
            }
        }
        found
    }

    /// Returns no findings yet of each rule.
    fn nothing(&self) -> Vec<Findings> {
        self.rules.iter().map(|rule| Findings::of(rule)).collect()
    }

    /// Returns what each rule finds in the plan but for its fiches one by one.
    fn common(&self) -> Vec<Findings> {
        let mut found = self.nothing();
        let strategie = &self.context.plan.strategie;
        for (rule, findings) in self.rules.iter().zip(&mut found) {
            match rule.check {
                Check::Plan(check) | Check::Both(check, _) => check(self.context, findings),
                Check::Mention(check) => {
                    for (regle, gravite) in &strategie.regles {
                        check(self.context, regle, **gravite, findings);
                    }
                }
                _ => self.indicateurs(rule, None, &strategie.indicateurs, findings),
            }
        }
        if !self.of_texts.is_empty() {
            let plan = self.context.plan;
            plan.each_common_text(|text| self.text(text, &mut found));
        }
        found
    }

    /// Returns what each rule finds in fiches.
    fn fiches(&self, fiches: &[Fiche]) -> Vec<Findings> {
        let mut found = self.nothing();
        for fiche in fiches {
            for (rule, findings) in self.rules.iter().zip(&mut found) {
                self.fiche(rule, fiche, findings);
            }
            if !self.of_texts.is_empty() {
                fiche.each_text(Horizon::ALL, |text| self.text(text, &mut found));
            }
        }
        found
    }

    /// Has a rule look at a fiche, its texts apart.
    fn fiche(&self, rule: &Rule, fiche: &Fiche, findings: &mut Findings) {
        match rule.check {
            Check::Fiche(check) | Check::Both(_, check) => check(self.context, fiche, findings),
            Check::Whole(check) if !fiche.partielle => check(self.context, fiche, findings),
            Check::Clock(check) => check(self.context, fiche, self.today, findings),
            Check::Mention(check) => {
                for ignore in &fiche.ignorer {
                    check(self.context, &ignore.regle, Gravite::Ignored, findings);
                }
            }
            _ => self.indicateurs(rule, Some(fiche), &fiche.indicateurs, findings),
        }
    }

    /// Has a rule look at indicators, if that is what it looks at.
    fn indicateurs(
        &self,
        rule: &Rule,
        fiche: Option<&Fiche>,
        indicateurs: &[Indicateur],
        findings: &mut Findings,
    ) {
        match rule.check {
            Check::Indicateur(check) => {
                for indicateur in indicateurs {
                    check(self.context, fiche, indicateur, findings);
                }
            }
            Check::ClockIndicateur(check) => {
                for indicateur in indicateurs {
                    check(self.context, indicateur, self.today, findings);
                }
            }
            _ => {}
        }
    }

    /// Has the rules of texts look at one.
    fn text(&self, text: &Located<Texte>, found: &mut [Findings]) {
        for (rank, check) in &self.of_texts {
            check(self.context, text, &mut found[*rank]);
        }
    }
}
