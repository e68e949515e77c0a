//! What holds of any plan: plans made at random, against a second and naive reading of what the format means, and every
//! format against the others.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod attendu;
mod bilan;
mod calendrier;
mod commande;
mod controle;
mod ecart;
mod faits;
mod filtre;
mod formats;
mod hasard;
mod jour;
mod liste;
mod parties;
mod plan;
mod sens;
mod sujet;
mod synthese;
mod tableau;
mod toml;

use proptest::prelude::ProptestConfig;

/// Returns how a property is tried: as often as `PROPTEST_CASES` says, else some number of times.
fn tries(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|asked| asked.parse().ok()).unwrap_or(cases);
    ProptestConfig {
        cases,
        max_shrink_iters: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
