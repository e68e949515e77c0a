//! Each fiche: what was planned, what was done, what it cost, and how its indicators go.

use super::named;
use crate::model::echeance::Echeance;
use crate::model::indicateur::Tendance;
use crate::model::mot::Mot;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{NO_BREAK, difference, interval, number, percent};
use crate::render::views::people;
use crate::render::views::words::{costs, figure, trend};
use crate::report::bilan::{Bilan, FicheBilan};

/// Adds each fiche of which a bilan is expected, then the bilans of associated fiches.
pub(super) fn fiches(bilan: &Bilan<'_>, document: &mut Document) {
    document.push(Block::Section("3. Fiche par fiche".to_owned()));
    if bilan.synthese.attendus.is_empty() {
        document.say("Aucun bilan n'est attendu.");
    }
    for fiche in bilan.attendues() {
        sheet(bilan, fiche, document);
    }
    let associated: Vec<&FicheBilan<'_>> = bilan.associees().collect();
    if associated.is_empty() {
        return;
    }
    document.push(Block::Section("Fiches associées".to_owned()));
    let all = match associated.len() {
        1 => "1 fiche associée, dont aucun bilan n'est attendu ici.".to_owned(),
        many => format!("{many} fiches associées, dont aucun bilan n'est attendu ici."),
    };
    document.say(all);
    for fiche in associated.iter().filter(|fiche| fiche.bilan.is_some()) {
        sheet(bilan, fiche, document);
    }
}

/// Adds what the bilan says of one fiche.
fn sheet(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, document: &mut Document) {
    document.push(Block::Subsection(named(bilan, fiche.fiche)));
    let reported = fiche.bilan;
    let mut fields = vec![(
        "Pilote".to_owned(),
        Text::or_absent(people::all(bilan.plan, &fiche.fiche.pilotes)),
    )];
    if !fiche.fiche.propre {
        fields.push((
            "Commune".to_owned(),
            bilan.plan.commune_of(fiche.fiche).into(),
        ));
    }
    if !fiche.is_saisie() {
        fields.push(("Bilan".to_owned(), Text::new("non saisi", Tone::Attention)));
    }
    fields.push(("État".to_owned(), Text::etat(fiche.etat)));
    if reported.is_some() {
        fields.push((
            "Résultat".to_owned(),
            Text::label(reported.and_then(|bilan| bilan.resultat.as_deref().copied())),
        ));
        fields.push((
            "Suite".to_owned(),
            Text::label(reported.and_then(|bilan| bilan.suite.as_deref().copied())),
        ));
    }
    let nature = fiche
        .fiche
        .couts
        .nature
        .as_ref()
        .map(|nature| format!("coût {}", nature.label()));
    let sums = if fiche.lignes.is_empty() {
        None
    } else {
        Some(costs(&fiche.couts))
    };
    let said: Vec<String> = [nature, sums].into_iter().flatten().collect();
    fields.push((
        "Coûts".to_owned(),
        Text::or_absent((!said.is_empty()).then(|| said.join(" ; "))),
    ));
    document.push(Block::Fields(fields));
    let expected: Vec<Text> = fiche
        .fiche
        .resultats_attendus
        .iter()
        .map(|resultat| resultat.as_str().into())
        .collect();
    if !expected.is_empty() {
        document.push(Block::Rubrique("Résultats attendus".to_owned()));
        document.push(Block::Items(expected));
    }
    planned(bilan, fiche, document);
    let texts = reported.map(|bilan| {
        [
            ("Réalisé", &bilan.realisations),
            ("Difficultés", &bilan.difficultes),
            ("Perspectives", &bilan.perspectives),
        ]
    });
    for (name, text) in texts.into_iter().flatten() {
        if let Some(text) = text {
            document.push(Block::Rubrique(name.to_owned()));
            document.push(Block::Prose(text.to_string()));
        }
    }
    indicators(bilan, fiche, document);
}

/// Adds what a fiche planned for the exercice, and what became of it.
fn planned(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, document: &mut Document) {
    document.push(Block::Rubrique(format!(
        "Prévu en {}",
        bilan.exercice.label()
    )));
    if fiche.etapes.is_empty() {
        return document.say(Text::new("aucune étape due", Tone::Faint));
    }
    let mut table = Table::new(
        "Étapes",
        &[
            ("Quand", Kind::Words),
            ("Étape", Kind::Title),
            ("Suite donnée", Kind::Words),
        ],
    );
    table.rows = fiche.etapes.iter().map(echeance).collect();
    document.push(Block::Table(table));
}

/// Returns the cells of an occurrence.
fn echeance(echeance: &Echeance<'_>) -> Vec<Text> {
    let said = match (&echeance.nouvelle_date, echeance.sans_date) {
        (Some(quand), _) => format!("reportée ({})", interval(quand)),
        (None, true) => "reportée sans nouvelle date".to_owned(),
        (None, false) => echeance.classe.label().to_owned(),
    };
    let outcome = if echeance.en_retard {
        Text::new(format!("{said}, en retard"), Tone::Bad)
    } else {
        Text::new(said, Text::classe(echeance.classe).tone)
    };
    // One that an earlier bilan put off says so beside its printed date.
    let quand = if echeance.due.same_days(echeance.quand) {
        interval(echeance.quand)
    } else {
        format!(
            "{}, reportée ({})",
            interval(echeance.quand),
            interval(&echeance.due)
        )
    };
    let quoi = echeance.etape.quoi.as_ref();
    let quoi = quoi.map_or_else(|| Text::new("–", Tone::Faint), |quoi| quoi.as_str().into());
    vec![quand.into(), quoi, outcome]
}

/// Adds the indicators of a fiche: before, now, target, gap, trend.
fn indicators(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, document: &mut Document) {
    if fiche.indicateurs.is_empty() {
        return;
    }
    document.push(Block::Rubrique("Indicateurs".to_owned()));
    let label = bilan.exercice.label();
    let none = || Text::new("–", Tone::Faint);
    let mut table = Table::new(
        "Indicateurs",
        &[
            ("Indicateur", Kind::Title),
            ("Avant", Kind::Words),
            ("Valeur", Kind::Words),
            ("Cible", Kind::Words),
            ("Écart", Kind::Figure),
            ("Tendance", Kind::Words),
        ],
    );
    for (indicateur, mesure) in &fiche.indicateurs {
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let gap = mesure.ecart.map(difference);
        let progress = mesure.progres.map_or(String::new(), |progres| {
            if progres < 0.0 {
                return ", s'éloigne de la cible".to_owned();
            }
            format!(", {} du chemin", percent(progres))
        });
        let tone = match mesure.tendance {
            Tendance::Favorable => Tone::Good,
            Tendance::Defavorable => Tone::Bad,
            Tendance::Stable => Tone::Plain,
            Tendance::NonEvaluable(_) => Tone::Faint,
        };
        let dated = |(annee, valeur): (i32, f64)| format!("{}{NO_BREAK}({annee})", number(valeur));
        table.rows.push(vec![
            format!("{}{unit}", indicateur.label()).into(),
            mesure.avant.map_or_else(none, |avant| dated(avant).into()),
            Text::or_absent(mesure.valeur.map(|valeur| figure(valeur, mesure.environ))),
            mesure.cible.map_or_else(none, |cible| dated(cible).into()),
            gap.map_or_else(none, Text::from),
            Text::new(format!("{}{progress}", trend(mesure, &label)), tone),
        ]);
    }
    document.push(Block::Table(table));
}
