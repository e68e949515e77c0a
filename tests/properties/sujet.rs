//! What a bilan should say of each fiche: the naive reading.

use serde_json::{Value, json};

use crate::jour::Jour;
use crate::plan::{BilanFiche, Fiche, Plan, Sort};
use crate::sens::{Lecture, Occurrence};

/// An étape as a bilan shows it.
pub(crate) struct Point<'a> {
    /// The occurrence, at the reference date.
    pub(crate) now: Occurrence<'a>,
    /// When it was due before this bilan.
    pub(crate) due: Jour,
    /// What it is counted as.
    pub(crate) classe: &'static str,
    /// Whether it is late.
    pub(crate) is_late: bool,
}

/// What a bilan is of.
pub(crate) struct Sujet<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// Its years.
    pub(crate) exercice: (i32, i32),
    /// What is read.
    pub(crate) lecture: Lecture,
}

impl Sujet<'_> {
    /// Returns what a pilote reports of a fiche, when it is read.
    pub(crate) fn said<'f>(&self, fiche: &'f Fiche) -> Option<&'f BilanFiche> {
        let is_read = self.exercice.1 <= self.lecture.annee;
        fiche.bilans.get(&self.exercice.1).filter(|_| is_read)
    }

    /// Returns whether a fiche has its bilan.
    pub(crate) fn is_saisi(&self, fiche: &Fiche) -> bool {
        self.said(fiche).is_some_and(|bilan| {
            let done = bilan
                .realisations
                .as_ref()
                .is_some_and(|text| !text.trim().is_empty());
            bilan.etat.is_some() || bilan.resultat.is_some() || done
        })
    }

    /// Returns whether a bilan is expected of a fiche.
    pub(crate) fn is_attendu(&self, fiche: &Fiche) -> bool {
        fiche.is_propre()
            && fiche
                .motif(self.plan, self.exercice, self.lecture)
                .is_none()
    }

    /// Returns the étapes of a fiche that this bilan counts.
    pub(crate) fn points<'f>(&self, fiche: &'f Fiche) -> Vec<Point<'f>> {
        let before = Lecture {
            annee: (self.exercice.0 - 1).min(self.lecture.annee),
            ..self.lecture
        };
        let is_closed = fiche.close_en(self.lecture).is_some();
        let both = fiche
            .occurrences(before)
            .into_iter()
            .zip(fiche.occurrences(self.lecture));
        let mut points = Vec::new();
        for (before, now) in both {
            let is_due = (self.exercice.0..=self.exercice.1).contains(&before.fin.0);
            let is_left = before.fin.0 < self.exercice.0 && !before.is_settled();
            if is_due || is_left {
                let classe = match now.sort {
                    Some((Sort::Tenue, _)) => "tenue",
                    Some((Sort::Annulee, _)) => "annulee",
                    Some((Sort::Reportee(Some(_)), year)) if year == self.exercice.1 => "reportee",
                    _ => "sans-etat",
                };
                let is_late = now.is_late(self.lecture, is_closed);
                points.push(Point {
                    now,
                    due: before.fin,
                    classe,
                    is_late,
                });
            }
        }
        points
    }

    /// Counts étapes.
    pub(crate) fn counted(&self, fiches: &[&Fiche], is_bilan: bool) -> Value {
        let points = fiches.iter().flat_map(|fiche| self.points(fiche));
        let points: Vec<Point<'_>> = points
            .filter(|point| point.now.etape.is_bilan() == is_bilan)
            .collect();
        let of = |classe: &str| points.iter().filter(|point| point.classe == classe).count();
        let late = points
            .iter()
            .filter(|point| point.classe == "sans-etat" && point.is_late)
            .count();
        json!({
            "dues": points.len(), "tenues": of("tenue"), "reportees": of("reportee"), "annulees": of("annulee"),
            "sans_etat": of("sans-etat"), "dont_en_retard": late
        })
    }

    /// Returns the amounts of the years of this bilan that some fiches plan or spend, and what they leave out.
    pub(crate) fn couts(&self, fiches: &[&Fiche]) -> Value {
        let of_year = |year: Option<i32>| {
            year.is_some_and(|year| self.exercice.0 <= year && year <= self.exercice.1)
        };
        let lines: Vec<_> = fiches
            .iter()
            .flat_map(|fiche| &fiche.lignes)
            .filter(|line| of_year(line.annee))
            .collect();
        let none: Vec<&str> = fiches
            .iter()
            .filter(|fiche| {
                fiche.nature != Some("nul") && !fiche.lignes.iter().any(|line| of_year(line.annee))
            })
            .map(|fiche| fiche.id.as_str())
            .collect();
        let sum = |amounts: Vec<Option<i64>>| {
            amounts
                .into_iter()
                .flatten()
                .reduce(|one, other| one + other)
        };
        let planned: Vec<_> = lines.iter().map(|line| line.prevu).collect();
        let spent: Vec<_> = lines.iter().map(|line| line.realise).collect();
        let missing =
            |amounts: &[Option<i64>]| amounts.iter().filter(|amount| amount.is_none()).count();
        let mut none = none;
        none.sort_unstable();
        json!({
            "sans_prevu": missing(&planned), "sans_realise": missing(&spent),
            "prevu": sum(planned), "realise": sum(spent), "non_chiffrees": none
        })
    }

    /// Returns what the bilan should say of a fiche.
    pub(crate) fn of_fiche(&self, fiche: &Fiche) -> Value {
        let said = self.said(fiche);
        let text = |text: Option<&String>| {
            text.map(|text| text.trim())
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let mut etapes: Vec<Value> = self.points(fiche).iter().map(point).collect();
        etapes.sort_by_key(Value::to_string);
        json!({
            "id": fiche.id, "propre": fiche.is_propre(),
            "attendue": self.is_attendu(fiche), "saisie": self.is_saisi(fiche),
            "etat": fiche.etat(self.lecture),
            "resultat": said.and_then(|said| said.resultat), "suite": said.and_then(|said| said.suite),
            "realisations": said.and_then(|said| text(said.realisations.as_ref())),
            "difficultes": said.and_then(|said| text(said.difficultes.as_ref())),
            "perspectives": said.and_then(|said| text(said.perspectives.as_ref())),
            "en_retard": !fiche.retards(self.lecture).is_empty(),
            "etapes": etapes,
        })
    }
}

/// Returns an étape as the JSON has it.
fn point(point: &Point<'_>) -> Value {
    let new = (point.classe == "reportee").then(|| point.now.fin.to_string());
    json!({
        "nom": point.now.etape.nom, "quand": point.now.quand, "quoi": point.now.etape.quoi,
        "genre": point.now.etape.genre.unwrap_or("jalon"), "due": point.due.to_string(), "classe": point.classe,
        "en_retard": point.is_late, "nouvelle_date": new,
    })
}
