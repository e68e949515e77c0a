//! The words that people write for those of the format: « fini » for `realisee`, « responsable » for `pilotes`.

use crate::model::mot::Mot;
use crate::text::fold::fold;
use crate::text::nearest::misspelled;

/// What people write, folded and separated by bars, for a word of a closed list: the first of these that the list has.
const WORDS: [(&str, &[&str]); 41] = [
    (
        "fini|finie|finis|finies|termine|terminee|termines|terminees|acheve|achevee|accompli|accomplie|effectue|effectuee|cloture|cloturee",
        &["realisee", "tenue", "clore"],
    ),
    (
        "fait|faite|faits|faites|mis en oeuvre|mise en oeuvre",
        &["realisee", "tenue"],
    ),
    (
        "realise|realisee|organise|organisee|a eu lieu|eu lieu",
        &["tenue"],
    ),
    ("oui|ok", &["atteint", "tenue"]),
    (
        "annule|annulee|supprime|supprimee",
        &["annulee", "abandonnee"],
    ),
    ("arrete|arretee", &["arreter", "abandonnee", "annulee"]),
    (
        "decale|decalee|repousse|repoussee|differe|differee|ajourne|ajournee|deplace|deplacee",
        &["reportee"],
    ),
    (
        "a faire|prevu|prevue|planifie|planifiee|programme|programmee|pas commence|pas commencee|non commence|non commencee|pas demarre|pas demarree|non demarre|non demarree|a demarrer",
        &["a-venir"],
    ),
    (
        "commence|commencee|demarre|demarree|debute|debutee|lance|lancee|engage|engagee|actif|active|en cours de realisation|en cours d'execution",
        &["en-cours"],
    ),
    (
        "suspendu|suspendue|interrompu|interrompue|pause",
        &["en-pause", "suspendre"],
    ),
    ("empeche|empechee|a l'arret", &["bloquee"]),
    (
        "reussi|reussie|complet|totalement atteint|100 %",
        &["atteint"],
    ),
    (
        "partiellement|partiellement atteint|atteint partiellement|en partie|atteint en partie|incomplet",
        &["partiel"],
    ),
    ("non|pas atteint|echec", &["non-atteint"]),
    (
        "non evalue|non evaluable|non mesurable|pas mesure|indetermine|a evaluer|inconnu",
        &["non-mesure", "non-defini"],
    ),
    (
        "continuer|reconduire|reconduit|reconduite|reconduction|poursuite|maintenir|renouveler|prolonger",
        &["poursuivre"],
    ),
    ("modifier|ajuster|reorienter|ameliorer", &["adapter"]),
    ("mettre en pause|suspension", &["suspendre"]),
    ("abandonner|stopper|stop|arret|annuler", &["arreter"]),
    ("cloturer|terminer|finir|achever|fin", &["clore"]),
    ("rencontre|comite|comite de pilotage|seance", &["reunion"]),
    ("atelier|formation|intervention|animation", &["action"]),
    ("fete|forum|manifestation|spectacle", &["evenement"]),
    ("rapport|evaluation", &["bilan"]),
    ("etape|echeance", &["jalon"]),
    ("mairie|ville|municipalite|collectivite", &["commune"]),
    (
        "ecole|college|lycee|enseignement|etablissement scolaire|education nationale",
        &["education"],
    ),
    (
        "gendarmerie|police nationale|police municipale",
        &["police"],
    ),
    ("tribunal|parquet", &["justice"]),
    ("prefecture", &["etat"]),
    ("bailleur social|logement", &["bailleur"]),
    ("service municipal|direction", &["service"]),
    (
        "augmentation|augmenter|augmente|progression|croissance|plus|+|a la hausse|en hausse",
        &["hausse"],
    ),
    (
        "diminution|diminuer|diminue|reduction|reduire|recul|moins|a la baisse|en baisse",
        &["baisse"],
    ),
    (
        "stabilite|stabiliser|maintien|maintenir|constant|egal",
        &["stable"],
    ),
    (
        "gratuit|gratuite|aucun|sans cout|zero|0|0 €|neant",
        &["nul"],
    ),
    (
        "a definir|a determiner|non chiffre|non precise|pas defini|indefini",
        &["non-defini"],
    ),
    (
        "prive|privee|confidentiel|confidentielle|restreint|restreinte",
        &["interne"],
    ),
    ("warning|alerte", &["avertissement"]),
    ("error|bloquant|bloquante", &["erreur"]),
    ("ignorer|off|non", &["ignoree"]),
];

/// What people write, folded and separated by bars, for the names of the format.
const NAMES: [(&str, &[&str]); 24] = [
    (
        "responsable|responsables|porteur|porteurs|chef de file|referent|pilotage",
        &["pilotes"],
    ),
    ("acteur|acteurs", &["pilotes", "partenaires"]),
    ("cible|public vise|beneficiaires", &["publics", "cibles"]),
    ("nom|libelle|intitule|action", &["titre", "nom"]),
    (
        "description|descriptif|contenu|deroulement",
        &["mise_en_oeuvre", "quoi", "realisations"],
    ),
    ("enjeu|axe|code", &["objectif"]),
    ("date|dates|echeance|periode", &["quand"]),
    ("duree|annees", &["periode"]),
    ("n°|no|n|num", &["numero"]),
    ("ville", &["commune"]),
    ("budget", &["couts", "prevu"]),
    ("montant|cout|somme", &["prevu", "realise"]),
    ("depense|depenses", &["realise", "lignes"]),
    ("statut|avancement", &["etat"]),
    (
        "commentaire|commentaires|remarque|remarques|observation|observations|texte",
        &["note"],
    ),
    ("probleme|problemes|freins|obstacles", &["difficultes"]),
    ("decision", &["suite"]),
    ("chiffre|chiffres|resultats", &["valeurs"]),
    ("evolution|tendance", &["sens"]),
    ("redacteur", &["auteur"]),
    ("subvention|financement", &["financeur"]),
    ("acronyme|abreviation", &["sigle"]),
    ("etape|etapes|jalons|planning|echeancier", &["calendrier"]),
    ("journal", &["suivi"]),
];

/// Returns the word of a closed list that the author probably meant: one with a slip of the finger, one that means the same,
/// or the one that stands before an explanation.
pub(super) fn word(typed: &str, known: &[&'static str]) -> Option<&'static str> {
    let near = |typed: &str| misspelled(typed, known.iter().copied()).first().copied();
    let meant = |typed: &str| {
        let folded = fold(typed);
        let same = known.iter().copied().find(|word| fold(word) == folded);
        same.or_else(|| synonym(&folded, known))
            .or_else(|| near(typed))
    };
    meant(typed).or_else(|| {
        let (head, _) = typed.split_once([',', ';', ':', '(', '.'])?;
        meant(head)
    })
}

/// Returns the word of a list that means the same as a folded one.
fn synonym(folded: &str, known: &[&'static str]) -> Option<&'static str> {
    let is_it = |spellings: &str| spellings.split('|').any(|spelling| spelling == folded);
    let mut meanings = WORDS.iter().filter(|(spellings, _)| is_it(spellings));
    meanings.find_map(|(_, words)| words.iter().copied().find(|word| known.contains(word)))
}

/// Returns the word of a closed list that the author probably meant, and the whole list.
pub(super) fn word_of<M: Mot>(typed: &str) -> (Option<&'static str>, Vec<&'static str>) {
    let words = M::words();
    (word(typed, &words), words)
}

/// Returns the names of a table that mean the same as one that it does not have.
pub(super) fn names(typed: &str, known: &[&'static str]) -> Vec<&'static str> {
    let folded = fold(typed);
    let meanings = NAMES
        .iter()
        .filter(|(spellings, _)| spellings.split('|').any(|spelling| spelling == folded));
    let names = meanings.flat_map(|(_, names)| names.iter().copied());
    names.filter(|name| known.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::keys;
    use crate::model::acteur::GenreActeur;
    use crate::model::calendrier::{EtatEtape, GenreEtape};
    use crate::model::cout::NatureCout;
    use crate::model::diffusion::Diffusion;
    use crate::model::etat::{Etat, Resultat, Suite};
    use crate::model::indicateur::Sens;
    use crate::model::strategie::Gravite;

    #[test]
    fn a_word_is_guessed_from_what_means_the_same() {
        for (typed, expected) in [
            ("fini", "realisee"),
            ("Terminé", "realisee"),
            ("en cours de réalisation", "en-cours"),
            ("prévue", "a-venir"),
        ] {
            assert_eq!(word_of::<Etat>(typed).0, Some(expected), "{typed}");
        }
        assert_eq!(word_of::<EtatEtape>("faite").0, Some("tenue"));
        assert_eq!(word_of::<EtatEtape>("réalisée").0, Some("tenue"));
        assert_eq!(word_of::<Resultat>("oui").0, Some("atteint"));
        assert_eq!(word_of::<Suite>("terminé").0, Some("clore"));
    }

    #[test]
    fn an_explanation_does_not_hide_the_word() {
        let guess = word_of::<Resultat>("non atteint, faute de salle").0;
        assert_eq!(guess, Some("non-atteint"));
        assert_eq!(word_of::<Resultat>("atteint à moitié").0, None);
    }

    #[test]
    fn every_synonym_leads_to_words_and_names_of_the_format() {
        let known = [
            Etat::words(),
            EtatEtape::words(),
            GenreEtape::words(),
            GenreActeur::words(),
            Resultat::words(),
            Suite::words(),
            Sens::words(),
            NatureCout::words(),
            Diffusion::words(),
            Gravite::words(),
        ]
        .concat();
        for (spellings, words) in WORDS {
            assert!(words.iter().all(|word| known.contains(word)), "{words:?}");
            assert!(
                spellings
                    .split('|')
                    .all(|spelling| fold(spelling) == spelling)
            );
        }
        for (spellings, names) in NAMES {
            let known = |name: &&str| keys::anywhere(name).is_some();
            assert!(names.iter().all(known), "{names:?}");
            assert!(
                spellings
                    .split('|')
                    .all(|spelling| fold(spelling) == spelling)
            );
        }
    }
}
