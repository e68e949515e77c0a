//! Pieces of the JSON contract that several views share: words, texts, costs.

use serde_json::{Value, json};

use crate::model::cout::LigneCout;
use crate::model::mot::Mot;
use crate::render::json::amount;
use crate::report::situation::Situation;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// Returns the view of the costs of a fiche: all its lines, and the sums of those that are asked about.
pub(super) fn costs(row: &Situation<'_>) -> Value {
    let (couts, sums) = (&row.fiche.couts, row.couts());
    json!({
        "nature": word(&couts.nature),
        "note": text(&couts.note),
        "prevu": sums.prevu.map(amount),
        "realise": sums.realise.map(amount),
        "sans_prevu": sums.sans_prevu,
        "sans_realise": sums.sans_realise,
        "lignes": couts.lignes.iter().map(cost_line).collect::<Vec<_>>(),
    })
}

/// Returns the view of a line of costs.
pub(super) fn cost_line(line: &LigneCout) -> Value {
    json!({
        "annee": line.annee.as_deref(),
        "objet": text(&line.objet),
        "type": word(&line.genre),
        "financeur": text(&line.financeur),
        "prevu": line.prevu.as_deref().map(|prevu| amount(*prevu)),
        "realise": line.realise.as_deref().map(|realise| amount(*realise)),
    })
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
