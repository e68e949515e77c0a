//! The bilan of an exercice as the council reads it, section by section. The first page alone must do.

use super::people;
use super::words::{constat, costs, figure, indicator, life, tally, trend};
use crate::model::echeance::Echeance;
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::indicateur::Tendance;
use crate::model::mot::Mot;
use crate::model::strategie::{PlanParent, Strategie};
use crate::model::vie::Attente;
use crate::query::filter::Filter;
use crate::render::document::{Block, Document, Kind, Table, Text, Tone};
use crate::render::french::{
    self, NO_BREAK, count, date, difference, interval, number, percent, plural, quoted,
};
use crate::report::bilan::acteurs::Present;
use crate::report::bilan::comparaison::Evolution;
use crate::report::bilan::synthese::{CompteEtapes, LigneEnjeu};
use crate::report::bilan::{Bilan, FicheBilan};

/// Returns the whole document.
pub(crate) fn document(bilan: &Bilan<'_>, filter: &Filter) -> Document {
    let mut document = Document::default();
    identity(bilan, filter, &mut document);
    synthese(bilan, &mut document);
    par_enjeu(bilan, &mut document);
    fiches(bilan, &mut document);
    vigilance(bilan, &mut document);
    sans_bilan(bilan, &mut document);
    comparaison(bilan, &mut document);
    perspectives(bilan, &mut document);
    annexes(bilan, &mut document);
    document
}

/// Adds what says which bilan it is.
fn identity(bilan: &Bilan<'_>, filter: &Filter, document: &mut Document) {
    let strategie = &bilan.plan.strategie;
    let partial = if filter.is_empty() { "" } else { " (partiel)" };
    document.push(Block::Title(format!(
        "Bilan {}{partial} · {}",
        bilan.exercice.label(),
        *strategie.territoire
    )));
    let communes: Vec<&str> = strategie
        .communes
        .iter()
        .map(|commune| commune.as_str())
        .collect();
    let known = [
        ("Stratégie", Some(strategie.titre.to_string())),
        (
            "Communes",
            (!communes.is_empty()).then(|| communes.join(", ")),
        ),
        ("Rattachée à", strategie.parent.as_ref().map(parent)),
        ("Période", period(strategie)),
        ("Document", document_of(strategie)),
        ("Arrêté au", Some(date(bilan.horizon.date))),
    ];
    let mut fields: Vec<(String, Text)> = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), text?.into())))
        .collect();
    for condition in &filter.0 {
        let values = condition.values();
        let values = if values.is_empty() {
            "oui".to_owned()
        } else {
            values.join(" ou ")
        };
        fields.push((format!("Filtre : {}", condition.option()), values.into()));
    }
    document.push(Block::Fields(fields));
    let Some(page) = bilan.page else { return };
    for presentation in &page.presentations {
        let instance = strategie
            .instances
            .iter()
            .find(|instance| instance.code == presentation.instance);
        let name = instance
            .and_then(|instance| instance.nom.as_ref())
            .unwrap_or(&presentation.instance);
        let day = presentation
            .date
            .as_ref()
            .map_or(String::new(), |day| format!(" le {}", date(**day)));
        document.say(format!("Présenté{day} : {}", **name));
    }
    if let Some(introduction) = &page.introduction {
        document.push(Block::Prose(introduction.to_string()));
    }
}

/// Returns the plan above this one: its title and its territory.
fn parent(parent: &PlanParent) -> String {
    let title = parent
        .titre
        .as_ref()
        .map_or("la stratégie", |titre| titre.as_str());
    let place = parent
        .territoire
        .as_ref()
        .map_or(String::new(), |place| format!(" ({})", **place));
    format!("{title}{place}")
}

/// Returns the period of the plan, with its extension.
fn period(strategie: &Strategie) -> Option<String> {
    let years = french::period(strategie.periode.as_ref()?);
    let extension = strategie
        .prorogation
        .as_ref()
        .map_or(String::new(), |extension| {
            let why = extension
                .motif
                .as_ref()
                .map_or(String::new(), |motif| format!(" ({})", **motif));
            format!(", prorogée jusqu'au {}{why}", date(*extension.fin))
        });
    Some(format!("{years}{extension}"))
}

/// Returns the document that the plan comes from.
fn document_of(strategie: &Strategie) -> Option<String> {
    let title = strategie.source.titre.as_ref()?;
    let extract = if strategie.extrait { "extrait de " } else { "" };
    let year = strategie
        .source
        .annee
        .as_ref()
        .map_or(String::new(), |year| format!(", {}", **year));
    Some(format!("{extract}{}{year}", quoted(title)))
}

/// Adds the sums.
fn synthese(bilan: &Bilan<'_>, document: &mut Document) {
    let synthese = &bilan.synthese;
    let (saisis, attendus) = (synthese.saisis.len(), synthese.attendus.len());
    document.push(Block::Section("1. Synthèse".to_owned()));
    let verb = if saisis < 2 {
        "bilan saisi"
    } else {
        "bilans saisis"
    };
    let tone = if saisis < attendus {
        Tone::Attention
    } else {
        Tone::Plain
    };
    document.say(Text::new(
        format!(
            "{saisis}{NO_BREAK}{verb} sur {attendus} {}.",
            plural(attendus, "attendu")
        ),
        tone,
    ));
    let missing: Vec<Text> = bilan
        .sans_bilan()
        .map(|fiche| named(bilan, fiche.fiche).into())
        .collect();
    if !missing.is_empty() {
        document.say(format!("Sans bilan : {} sur {attendus}.", missing.len()));
        document.push(Block::Items(missing));
    }
    let associated = match synthese.associees.len() {
        0 => String::new(),
        associees => format!(", {}", count(associees, "associée")),
    };
    let left_out = match synthese.non_concernees.len() {
        0 => String::new(),
        others => format!(
            " (dont {others} non {} en {})",
            plural(others, "concernée"),
            bilan.exercice.label()
        ),
    };
    let mut fields = vec![
        (
            "Fiches".to_owned(),
            Text::from(format!(
                "{} : {}{left_out}{associated}",
                synthese.fiches,
                count(synthese.propres, "propre")
            )),
        ),
        (
            "État".to_owned(),
            tally(
                &synthese.etats,
                &plural(synthese.etats.absent, "non renseigné"),
            )
            .into(),
        ),
        (
            "Résultat".to_owned(),
            tally(
                &synthese.resultats,
                &plural(synthese.resultats.absent, "non renseigné"),
            )
            .into(),
        ),
        (
            "Suite".to_owned(),
            tally(
                &synthese.suites,
                &plural(synthese.suites.absent, "non renseignée"),
            )
            .into(),
        ),
        ("Étapes".to_owned(), etapes(synthese.etapes).into()),
    ];
    if synthese.etapes_bilan.dues > 0 {
        fields.push((
            "Bilans promis".to_owned(),
            etapes(synthese.etapes_bilan).into(),
        ));
    }
    fields.push((
        "Coûts".to_owned(),
        format!("{} ; {}", costs(&synthese.couts), uncosted(bilan)).into(),
    ));
    document.push(Block::Fields(fields));
    let basis = match attendus {
        0 | 1 => "la fiche dont un bilan est attendu".to_owned(),
        many => format!("les {many} fiches dont un bilan est attendu"),
    };
    document.say(Text::new(
        format!("L'état, le résultat, la suite, les étapes et les coûts portent sur {basis}."),
        Tone::Faint,
    ));
    if bilan.fiches_internes + bilan.suivis_internes > 0 {
        let fiches =
            (bilan.fiches_internes > 0).then(|| count(bilan.fiches_internes, "fiche interne"));
        let suivis = (bilan.suivis_internes > 0).then(|| {
            format!(
                "{} de suivi",
                count(bilan.suivis_internes, "entrée interne")
            )
        });
        let said: Vec<String> = [fiches, suivis].into_iter().flatten().collect();
        document.say(format!("Non publié ici : {}.", said.join(" et ")));
    }
}

/// Returns how many fiches have no cost line.
fn uncosted(bilan: &Bilan<'_>) -> String {
    let (none, all) = (
        bilan.synthese.non_chiffrees.len(),
        bilan.synthese.attendus.len(),
    );
    format!(
        "{none} {} sur {all} non {}",
        plural(none, "fiche"),
        plural(none, "chiffrée")
    )
}

/// Returns counts of étapes as people read them.
fn etapes(counts: CompteEtapes) -> String {
    let CompteEtapes {
        dues,
        tenues,
        reportees,
        annulees,
        sans_etat,
        dont_en_retard,
    } = counts;
    if dues == 0 {
        return "aucune étape due".to_owned();
    }
    let parts = [
        (tenues, "tenue"),
        (reportees, "reportée"),
        (annulees, "annulée"),
    ];
    let mut said: Vec<String> = parts
        .iter()
        .map(|(number, word)| count(*number, word))
        .collect();
    let late = if dont_en_retard > 0 {
        format!(", dont {dont_en_retard} en retard")
    } else {
        String::new()
    };
    said.push(format!("{sans_etat}{NO_BREAK}sans état{late}"));
    format!("{} : {}", count(dues, "due"), said.join(", "))
}

/// Adds the sums of each node of the first level.
fn par_enjeu(bilan: &Bilan<'_>, document: &mut Document) {
    let level = bilan.plan.arborescence.first_level().unwrap_or("enjeu");
    document.push(Block::Section(format!(
        "2. Avancement par {}",
        level.to_lowercase()
    )));
    if bilan.par_enjeu.is_empty() {
        return document.say("Aucune fiche.");
    }
    let mut table = Table::new(&[
        ("Titre", Kind::Title),
        ("Assoc.", Kind::Figure),
        ("Propres", Kind::Figure),
        ("Bilans", Kind::Words),
        ("État des fiches attendues", Kind::Words),
        ("Étapes tenues", Kind::Words),
    ]);
    table.rows = bilan.par_enjeu.iter().map(enjeu).collect();
    document.push(Block::Table(table));
    document.say(Text::new("Les bilans, états et étapes sont ceux des fiches propres attendues ; les fiches associées n'y entrent jamais.", Tone::Faint));
}

/// Returns the cells of a node of the first level.
fn enjeu(line: &LigneEnjeu<'_>) -> Vec<Text> {
    let none = || Text::new("–", Tone::Faint);
    let some = line.attendus > 0;
    vec![
        line.libelle.as_str().into(),
        (line.fiches - line.propres).to_string().into(),
        line.propres.to_string().into(),
        if some {
            format!("{} sur {}", line.saisis, line.attendus).into()
        } else {
            none()
        },
        if some {
            tally(&line.etats, &plural(line.etats.absent, "non renseigné")).into()
        } else {
            none()
        },
        if line.etapes.dues > 0 {
            format!("{} sur {}", line.etapes.tenues, line.etapes.dues).into()
        } else {
            none()
        },
    ]
}

/// Adds each fiche of which a bilan is expected, then the bilans of associated fiches.
fn fiches(bilan: &Bilan<'_>, document: &mut Document) {
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
        document.push(Block::Subsection("Résultats attendus".to_owned()));
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
            document.push(Block::Subsection(name.to_owned()));
            document.push(Block::Prose(text.to_string()));
        }
    }
    indicators(bilan, fiche, document);
}

/// Adds what a fiche planned for the exercice, and what became of it.
fn planned(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, document: &mut Document) {
    document.push(Block::Subsection(format!(
        "Prévu en {}",
        bilan.exercice.label()
    )));
    if fiche.etapes.is_empty() {
        return document.say(Text::new("aucune étape due", Tone::Faint));
    }
    let mut table = Table::new(&[
        ("Quand", Kind::Words),
        ("Étape", Kind::Title),
        ("Suite donnée", Kind::Words),
    ]);
    table.rows = fiche.etapes.iter().map(echeance).collect();
    document.push(Block::Table(table));
}

/// Returns the cells of an occurrence.
fn echeance(echeance: &Echeance<'_>) -> Vec<Text> {
    let outcome = match echeance.nouvelle_date {
        Some(day) => Text::new(format!("reportée au {}", date(day)), Tone::Attention),
        None if echeance.en_retard => Text::new("sans état, en retard", Tone::Bad),
        None => Text::classe(echeance.classe),
    };
    let quoi = echeance
        .etape
        .quoi
        .as_ref()
        .map_or_else(|| Text::new("–", Tone::Faint), |quoi| quoi.as_str().into());
    vec![interval(echeance.quand).into(), quoi, outcome]
}

/// Adds the indicators of a fiche: before, now, target, gap, trend.
fn indicators(bilan: &Bilan<'_>, fiche: &FicheBilan<'_>, document: &mut Document) {
    if fiche.indicateurs.is_empty() {
        return;
    }
    document.push(Block::Subsection("Indicateurs".to_owned()));
    let label = bilan.exercice.label();
    let none = || Text::new("–", Tone::Faint);
    let mut table = Table::new(&[
        ("Indicateur", Kind::Title),
        ("Avant", Kind::Words),
        ("Valeur", Kind::Words),
        ("Cible", Kind::Words),
        ("Écart", Kind::Figure),
        ("Tendance", Kind::Words),
    ]);
    for (indicateur, mesure) in &fiche.indicateurs {
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let gap = mesure.ecart.map(difference);
        let progress = mesure.progres.map_or(String::new(), |progres| {
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
            format!("{}{unit}", indicator(indicateur)).into(),
            mesure.avant.map_or_else(none, |avant| dated(avant).into()),
            Text::or_absent(mesure.valeur.map(|valeur| figure(valeur, mesure.environ))),
            mesure.cible.map_or_else(none, |cible| dated(cible).into()),
            gap.map_or_else(none, Text::from),
            Text::new(format!("{}{progress}", trend(mesure, &label)), tone),
        ]);
    }
    document.push(Block::Table(table));
}

/// Adds the points of attention.
fn vigilance(bilan: &Bilan<'_>, document: &mut Document) {
    document.push(Block::Section("4. Points de vigilance".to_owned()));
    if bilan.vigilance.is_empty() {
        let none = "Aucun, d'après ce qui a été saisi.";
        return document.say(none);
    }
    let item = |point: &crate::report::bilan::vigilance::Vigilance<'_>| {
        Text::from(format!(
            "{} : {}",
            named(bilan, point.fiche),
            constat(&point.constat)
        ))
    };
    document.push(Block::Items(bilan.vigilance.iter().map(item).collect()));
}

/// Adds the fiches without bilan, and apart from them those that the exercice does not concern.
fn sans_bilan(bilan: &Bilan<'_>, document: &mut Document) {
    document.push(Block::Section("5. Fiches sans bilan".to_owned()));
    let mut table = Table::new(&[("Fiche", Kind::Title), ("Pilote", Kind::Words)]);
    table.rows = bilan
        .sans_bilan()
        .map(|fiche| {
            vec![
                named(bilan, fiche.fiche).into(),
                Text::or_absent(people::all(bilan.plan, &fiche.fiche.pilotes)),
            ]
        })
        .collect();
    if table.rows.is_empty() {
        document.say("Aucune : tous les bilans attendus sont saisis.");
    } else {
        document.push(Block::Table(table));
    }
    let reason = |fiche: &FicheBilan<'_>| match fiche.attente {
        Attente::NonConcernee(vie) => Some(Text::from(format!(
            "{} : {}",
            named(bilan, fiche.fiche),
            life(vie)
        ))),
        Attente::Attendue | Attente::Associee => None,
    };
    let not_concerned: Vec<Text> = bilan.fiches.iter().filter_map(reason).collect();
    if !not_concerned.is_empty() {
        document.push(Block::Subsection(format!(
            "Non concernées en {}",
            bilan.exercice.label()
        )));
        document.push(Block::Items(not_concerned));
    }
}

/// Adds the exercice before beside this one.
fn comparaison(bilan: &Bilan<'_>, document: &mut Document) {
    let before = bilan.plan.exercices.before(bilan.exercice);
    document.push(Block::Section(format!(
        "6. Comparaison avec {}",
        before.label()
    )));
    let Some(comparaison) = &bilan.comparaison else {
        let first = bilan
            .plan
            .strategie
            .periode
            .as_ref()
            .map(|periode| periode.first_year());
        let said = if first.is_some_and(|first| before.fin < first) {
            format!(
                "{} est la première année du plan : il n'y a pas de bilan antérieur.",
                bilan.exercice.label()
            )
        } else {
            format!(
                "Aucun bilan {} n'a été saisi : la comparaison n'est pas possible.",
                before.label()
            )
        };
        return document.say(said);
    };
    let mut table = Table::new(&[
        ("Fiche", Kind::Title),
        ("État", Kind::Words),
        ("Résultat", Kind::Words),
        ("Suite", Kind::Words),
    ]);
    let changed: Vec<&Evolution<'_>> = comparaison
        .fiches
        .iter()
        .filter(|evolution| evolution.is_change())
        .collect();
    table.rows = changed
        .iter()
        .map(|evolution| change(bilan, evolution))
        .collect();
    if !changed.is_empty() {
        document.push(Block::Table(table));
    }
    let same = comparaison.fiches.len() - changed.len();
    document.say(format!(
        "{} sur {} sans changement.",
        count(same, "fiche"),
        comparaison.fiches.len()
    ));
    let names = |fiches: &[&Fiche]| {
        let names: Vec<String> = fiches.iter().map(|fiche| named(bilan, fiche)).collect();
        if names.is_empty() {
            "aucune".to_owned()
        } else {
            names.join(" ; ")
        }
    };
    document.push(Block::Fields(vec![
        ("Nouvelles".to_owned(), names(&comparaison.nouvelles).into()),
        ("Closes".to_owned(), names(&comparaison.closes).into()),
    ]));
}

/// Returns the cells of a fiche of which something changed.
fn change(bilan: &Bilan<'_>, evolution: &Evolution<'_>) -> Vec<Text> {
    /// Returns a word, then and now.
    fn then_now<M: Mot>((before, now): (Option<M>, Option<M>)) -> Text {
        let label = |word: Option<M>| word.map_or("non renseigné", Mot::label);
        if before == now {
            Text::new(label(now), Tone::Faint)
        } else {
            format!("{} → {}", label(before), label(now)).into()
        }
    }
    let etats: (Option<Etat>, Option<Etat>) = evolution.etats;
    vec![
        named(bilan, evolution.fiche).into(),
        then_now(etats),
        then_now(evolution.resultats),
        then_now(evolution.suites),
    ]
}

/// Adds the étapes of the exercice after, and what the council is asked to decide.
fn perspectives(bilan: &Bilan<'_>, document: &mut Document) {
    let after = bilan.plan.exercices.after(bilan.exercice);
    document.push(Block::Section(format!("7. Perspectives {}", after.label())));
    let mut table = Table::new(&[
        ("Quand", Kind::Words),
        ("Étape", Kind::Title),
        ("Fiche", Kind::Title),
    ]);
    table.rows = bilan
        .perspectives
        .iter()
        .map(|perspective| {
            let quoi = perspective
                .etape
                .quoi
                .as_ref()
                .map_or_else(|| Text::new("–", Tone::Faint), |quoi| quoi.as_str().into());
            vec![
                interval(&perspective.quand).into(),
                quoi,
                named(bilan, perspective.fiche).into(),
            ]
        })
        .collect();
    if table.rows.is_empty() {
        document.say("Aucune étape n'est prévue.");
    } else {
        document.push(Block::Table(table));
    }
    let decisions = bilan.page.map_or(&[][..], |page| page.decisions.as_slice());
    if !decisions.is_empty() {
        document.push(Block::Subsection("Décisions demandées".to_owned()));
        document.push(Block::Items(
            decisions
                .iter()
                .map(|decision| decision.as_str().into())
                .collect(),
        ));
    }
}

/// Adds the annexes: figures of the territory, partners, acronyms, the document's other headings, and the method.
fn annexes(bilan: &Bilan<'_>, document: &mut Document) {
    let strategie = &bilan.plan.strategie;
    document.push(Block::Section("8. Annexes".to_owned()));
    if !strategie.indicateurs.is_empty() {
        document.push(Block::Subsection("Contexte du territoire".to_owned()));
        document.push(Block::Table(context(bilan)));
    }
    if !bilan.acteurs.is_empty() {
        document.push(Block::Subsection(
            "Pilotes et partenaires des fiches attendues".to_owned(),
        ));
        let mut table = Table::new(&[
            ("Acteur", Kind::Title),
            ("Nature", Kind::Words),
            ("Pilote", Kind::Figure),
            ("Partenaire", Kind::Figure),
        ]);
        table.rows = bilan.acteurs.iter().map(acteur).collect();
        document.push(Block::Table(table));
    }
    if !strategie.instances.is_empty() {
        document.push(Block::Subsection("Instances".to_owned()));
        let instances = strategie.instances.iter().map(|instance| {
            let name = instance.nom.as_ref().unwrap_or(&instance.code);
            let role = instance
                .role
                .as_ref()
                .map_or(String::new(), |role| format!(" : {}", **role));
            Text::from(format!("{}{role}", **name))
        });
        document.push(Block::Items(instances.collect()));
    }
    if !strategie.sigles.is_empty() {
        document.push(Block::Subsection("Sigles".to_owned()));
        let sigles = strategie
            .sigles
            .iter()
            .map(|(sigle, sens)| (sigle.to_string(), sens.as_str().into()));
        document.push(Block::Fields(sigles.collect()));
    }
    for autre in &strategie.autres {
        document.push(Block::Subsection(autre.titre.to_string()));
        autre
            .textes
            .iter()
            .for_each(|texte| document.push(Block::Prose(texte.to_string())));
    }
    document.push(Block::Subsection("Méthode".to_owned()));
    document.push(Block::Items(
        METHOD.iter().map(|&sentence| sentence.into()).collect(),
    ));
}

/// How the figures are obtained, for those who read them.
const METHOD: [&str; 5] = [
    "Tout vient des fiches : ce qui n'y est pas dit est « non renseigné », et n'est jamais compté comme zéro.",
    "Un bilan est saisi quand il dit l'état de l'action, son résultat, ou ce qui a été réalisé.",
    "Une étape est en retard quand sa date est passée, qu'elle n'est déclarée ni tenue ni annulée, et que la fiche n'est pas close.",
    "La tendance d'un indicateur compare sa valeur à la dernière valeur antérieure, dans le sens souhaité ; le chemin parcouru va de sa première valeur à sa cible.",
    "Les fiches associées appartiennent à une autre commune : aucun bilan n'en est attendu ici.",
];

/// Returns the figures of the territory.
fn context(bilan: &Bilan<'_>) -> Table {
    let mut table = Table::new(&[
        ("Chiffre", Kind::Title),
        ("Avant", Kind::Words),
        ("Valeur", Kind::Words),
    ]);
    for indicateur in &bilan.plan.strategie.indicateurs {
        let mesure = indicateur.measure(bilan.exercice);
        let unit = indicateur
            .unite
            .as_ref()
            .map_or(String::new(), |unite| format!(" ({})", **unite));
        let before = mesure
            .avant
            .map(|(annee, valeur)| format!("{}{NO_BREAK}({annee})", number(valeur)));
        table.rows.push(vec![
            format!("{}{unit}", indicator(indicateur)).into(),
            before.map_or_else(|| Text::new("–", Tone::Faint), Text::from),
            Text::or_absent(mesure.valeur.map(|valeur| figure(valeur, mesure.environ))),
        ]);
    }
    table
}

/// Returns the cells of an actor.
fn acteur(present: &Present<'_>) -> Vec<Text> {
    vec![
        present.acteur.nom.as_str().into(),
        Text::label(present.acteur.genre.as_deref().copied()),
        present.pilote.to_string().into(),
        present.partenaire.to_string().into(),
    ]
}

/// Returns how a fiche is named in the report: its reference or number, and its title.
fn named(bilan: &Bilan<'_>, fiche: &Fiche) -> String {
    let number = bilan.plan.reference_of(fiche).or_else(|| {
        fiche
            .numero
            .as_ref()
            .map(|numero| format!("n°{NO_BREAK}{}", **numero))
    });
    number.map_or_else(
        || fiche.titre.to_string(),
        |number| format!("{number} {}", *fiche.titre),
    )
}
