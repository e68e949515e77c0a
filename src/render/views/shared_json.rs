//! Pieces of the JSON contract that several views share: words, texts, days, costs.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::model::cout::LigneCout;
use crate::model::mot::Mot;
use crate::render::json::{Each, amount};
use crate::report::situation::Situation;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// The costs of a fiche.
#[derive(Serialize)]
pub(super) struct CoutsVue<'a> {
    /// What the document says of them.
    nature: Option<&'static str>,
    /// What it adds.
    note: Option<&'a str>,
    /// What is planned.
    prevu: Option<Value>,
    /// What was spent.
    realise: Option<Value>,
    /// How many lines do not say what was planned.
    sans_prevu: usize,
    /// How many do not say what was spent.
    sans_realise: usize,
    /// The lines.
    lignes: Each<'a, (), LigneCout, LigneCoutVue<'a>>,
}

/// A line of costs.
#[derive(Serialize)]
pub(super) struct LigneCoutVue<'a> {
    /// The year.
    annee: Option<i32>,
    /// What it pays for.
    objet: Option<&'a str>,
    /// What kind of spending it is.
    r#type: Option<&'static str>,
    /// Who pays.
    financeur: Option<&'a str>,
    /// What was planned.
    prevu: Option<Value>,
    /// What was spent.
    realise: Option<Value>,
}

/// Returns the view of the costs of a fiche: all its lines, and the sums of those that are asked about.
pub(super) fn costs<'a>(row: &Situation<'a>) -> CoutsVue<'a> {
    let (couts, sums) = (&row.fiche.couts, row.couts());
    CoutsVue {
        nature: word(&couts.nature),
        note: text(&couts.note),
        prevu: sums.prevu.map(amount),
        realise: sums.realise.map(amount),
        sans_prevu: sums.sans_prevu,
        sans_realise: sums.sans_realise,
        lignes: Each::of((), &couts.lignes, |(), line| cost_line(line)),
    }
}

/// Returns the view of a line of costs.
pub(super) fn cost_line(line: &LigneCout) -> LigneCoutVue<'_> {
    LigneCoutVue {
        annee: line.annee.as_deref().copied(),
        objet: text(&line.objet),
        r#type: word(&line.genre),
        financeur: text(&line.financeur),
        prevu: line.prevu.as_deref().map(|prevu| amount(*prevu)),
        realise: line.realise.as_deref().map(|realise| amount(*realise)),
    }
}

/// A day: `2017-12-31`.
pub(super) struct Jour(pub(super) NaiveDate);

impl Serialize for Jour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Returns a text, or null.
pub(super) fn text(text: &Option<Located<Texte>>) -> Option<&str> {
    text.as_ref().map(|text| text.as_str())
}

/// Returns texts.
pub(super) fn texts(texts: &[Located<Texte>]) -> Vec<&str> {
    texts.iter().map(|text| text.as_str()).collect()
}

/// Returns the canonical form of a word, or null.
pub(super) fn word<M: Mot>(word: &Option<Located<M>>) -> Option<&'static str> {
    word.as_deref().map(|word| word.word())
}
